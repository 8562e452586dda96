"""The workbook, read back by another program."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from pipeline.contract import SYSTEM, Contract, Field
from pipeline.package.descriptor import FileFact, Packed
from pipeline.package.workbook import (
    CUT,
    LONGEST_TEXT,
    MOST_SHEETS,
    about_rows,
    choose_tables,
    fitting,
    sheet_names,
    write_workbook,
)
from tests.planting import records_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

FACT = FileFact("derived/data/t.csv", "0" * 64, 1)
FIELDS = (
    Field("id", "string"),
    Field("amount", "number"),
    Field("count", "integer"),
    Field("yes", "boolean"),
    Field("day", "date"),
    Field("many", "array"),
)


def _written(tmp_path: Path, rows: list[list[str]], title: str = "A title") -> Any:
    table = Packed(Contract("t", "T", "D", FIELDS, ("id",)), len(rows), FACT, (FACT,))
    about = [("What this is", title, "words"), ("Sources",)]
    write_workbook(tmp_path / "t.xlsx", about, [(table, rows)], "2026-11-22", title)
    return load_workbook(tmp_path / "t.xlsx")


@pytest.fixture(scope="module")
def book(released: Layout) -> Any:
    return load_workbook(released.workbook)


def test_about_comes_first_then_tables_then_evidence(book: Any) -> None:
    assert book.sheetnames == ["About", "trees", *SYSTEM]


def test_about_says_what_who_and_whose_claims(book: Any) -> None:
    words = " ".join(str(cell.value) for row in book["About"].iter_rows() for cell in row if cell.value)
    for expected in (
        "A package for tests",
        "0.1.0",
        "CC0",
        "published by The Paper, 2025-12-22; captured 2026-11-22",
        "Reported claims, not findings of this package. Claimed by the town.",
        "trees.planted_value",
    ):
        assert expected in words


def test_each_sheet_has_a_bold_frozen_header_and_fitting_columns(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2", sheet.title
        assert all(cell.font.bold for cell in sheet[1]), sheet.title
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert 8 <= min(widths) <= max(widths) <= 61, sheet.title


def test_every_value_is_what_the_csv_says(book: Any, released: Layout) -> None:
    for sheet in book.worksheets[1:]:
        records = records_of(released, sheet.title)
        assert [cell.value for cell in sheet[1]] == list(records[0]) if records else True
        for record, row in zip(records, sheet.iter_rows(min_row=2), strict=True):
            for text, cell in zip(record.values(), row, strict=True):
                assert _text(cell.value) == text, (sheet.title, cell.coordinate)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    return "" if value is None else str(value)


def test_no_cell_of_a_release_is_a_formula_link_or_date(book: Any) -> None:
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b"}
    assert all(cell.hyperlink is None for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\tx",
        "{=1}",
        "http://example.org",
        "internal:About!A1",
        "007",
        "1e3",
        "_x0041_",
        "#N/A",
    ],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    sheet = _written(tmp_path, [[text, "", "", "", "", ""]], title=text)["t"]
    assert (sheet["A2"].data_type, sheet["A2"].value.replace("_x0009_", "\t")) == ("s", text)
    assert sheet["A2"].hyperlink is None


def test_types_of_cells(tmp_path: Path) -> None:
    sheet = _written(tmp_path, [["007", "99.9", "12", "true", "2025-12-22", '["a"]']])["t"]
    assert [cell.value for cell in sheet[2]] == ["007", 99.9, 12, True, "2025-12-22", '["a"]']


def test_a_number_that_excel_would_round_is_text(tmp_path: Path) -> None:
    exact, long = "123456789012345", "1234567890123456"
    sheet = _written(tmp_path, [["a", exact, long, "", "", ""]])["t"]
    assert (sheet["B2"].value, sheet["C2"].value) == (int(exact), long)


def test_a_text_that_excel_cannot_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    for text in ("x" * 40_000, "😀" * 20_000):
        value = _written(tmp_path, [[text, "", "", "", "", ""]])["t"]["A2"].value
        assert value.endswith(CUT)
        assert text.startswith(value.removesuffix(CUT))
        assert len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert fitting("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_rows_beyond_a_sheet_are_left_to_the_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.package.workbook.MOST_ROWS", 2)
    sheet = _written(tmp_path, [[str(number), "", "", "", "", ""] for number in range(5)])["t"]
    assert sheet.max_row == 3
    assert "see the CSV file" in sheet["G1"].value


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        (["about", "history"], ["about_2", "history_2"]),
        (["x" * 31], ["x" * 31]),
        (["x" * 32, "x" * 33], ["x" * 31, "x" * 29 + "_2"]),
        (["x" * 40] * 11, ["x" * 31, *(f"{'x' * 29}_{n}" for n in range(2, 10)), "x" * 28 + "_10", "x" * 28 + "_11"]),
    ],
)
def test_sheet_names_are_unique_within_31_characters(names: list[str], expected: list[str]) -> None:
    found = sheet_names(names)
    assert found == expected
    assert max(map(len, found)) <= 31
    assert len({name.lower() for name in found}) == len(names)


def test_the_workbook_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _written(tmp_path / name, [["1", "2", "3", "true", "2025-12-22", ""]])
    assert (tmp_path / "a/t.xlsx").read_bytes() == (tmp_path / "b/t.xlsx").read_bytes()


def _packed(name: str, rows: int) -> Packed:
    return Packed(Contract(name, "T", "D", FIELDS, ("id",)), rows, FACT, (FACT,))


@pytest.mark.parametrize(
    ("sizes", "left_out"),
    [
        ({"a": 1, "sources": 1}, []),
        ({"a": 100_000, "b": 1, "cells": 5, "sources": 1}, ["a"]),
        ({"a": 50_000, "b": 50_000, "sources": 1}, ["b"]),
        ({f"t{number}": 1 for number in range(MOST_SHEETS)} | {"sources": 1}, [f"t{MOST_SHEETS - 1}"]),
    ],
)
def test_what_is_too_large_for_a_workbook_is_left_out_whole(sizes: dict[str, int], left_out: list[str]) -> None:
    tables = [_packed(name, rows) for name, rows in sizes.items()]
    kept, left = choose_tables(tables)
    assert [table.contract.name for table in left] == left_out
    assert [table.contract.name for table in kept] == [name for name in sizes if name not in left_out]


def test_about_names_what_is_left_out() -> None:
    rows = about_rows({"title": "T", "description": "D", "version": "1", "licenses": []}, [], [], [_packed("big", 7)])
    assert rows[-2:-1] == [("big", "T", "7 rows: see derived/data/t.csv")]
