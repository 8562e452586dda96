"""Workbooks: sheets, merged cells, titles and notes; what is hidden, too large, damaged or hostile."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.media import ODS, XLS, XLSX

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.document import Document
    from pipeline.table import Table


def workbook(*writers: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for write in writers:
            write(book)
    return out.getvalue()


def sheet(rows: list[list[object]], name: str | None = None, merges: tuple[str, ...] = ()) -> Callable[..., object]:
    """Writes the rows from A1 on; `merges` are ranges whose first cell is kept."""

    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet(name)
        for area in merges:
            page.merge_range(area, "")
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if value is not None:
                    page.write(y, x, value)

    return write


def read(data: bytes, media_type: str = XLSX) -> Document:
    return extract_document(data, media_type, name="a.xlsx")


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_every_sheet_is_a_heading_with_its_tables() -> None:
    data = workbook(
        sheet([["Trees of the town"], [], ["Kind", "N"], ["Lime | x", 7], ["Oak\nold", 2.5], [], ["Source: x"]], "One"),
        sheet([["a", "b"], [1, 2]], "It's"),
    )
    document = read(data)
    assert document.text == (
        "One\n\nTrees of the town\n\n| Kind | N |\n| Lime \\| x | 7 |\n| Oak old | 2.5 |\n\nSource: x\n\n"
        "It's\n\n| a | b |\n| 1 | 2 |\n"
    )
    first, second = document.tables
    assert (first.caption, first.heading, first.header) == ("Trees of the town", ("One",), ("Kind", "N"))
    assert (second.caption, second.number) == ("It's", 2)
    assert [cell.locator for cell in first.rows[1]] == ["'One'!A4", "'One'!B4"]
    assert second.rows[0][1].locator == "'It''s'!B1"


def test_merged_cells_cover_their_places() -> None:
    rows: list[list[object]] = [["Kind", "2020"], [None, "men", "women"], ["x", 1, 2], ["y", 3, 4]]
    (table,) = read(workbook(sheet(rows, merges=("A1:A2", "B1:C1")))).tables
    assert grid(table) == [["Kind", "2020", "2020"], ["Kind", "men", "women"], ["x", "1", "2"], ["y", "3", "4"]]
    assert (table.header_rows, table.header) == (2, ("Kind", "2020 men", "2020 women"))
    covered = table.rows[0][2]
    assert (covered.role, covered.start, covered.locator) == ("spanned", table.rows[0][1].start, "'Sheet1'!B1")


BLOCKS = {
    "empty rows within a table": ([["a", "b"], ["x", 1], [], ["y", 2]], [[["a", "b"], ["x", "1"], ["y", "2"]]]),
    "a second header": (
        [["a", "b"], ["x", 1], [], ["c", "d"], ["y", 2]],
        [[["a", "b"], ["x", "1"]], [["c", "d"], ["y", "2"]]],
    ),
    "titles between": ([["T"], ["a", "b"], ["x", 1], [], ["U"], ["y", 2]], [[["a", "b"], ["x", "1"]], [["y", "2"]]]),
    "far from A1": ([[], [], [None, None, "a", "b"], [None, None, "x", 1]], [[["a", "b"], ["x", "1"]]]),
    "one column": ([["a"], ["x"], ["y"]], [[["a"], ["x"], ["y"]]]),
    "an empty column within": ([["a", None, "b"], ["x", None, 1]], [[["a", "", "b"], ["x", "", "1"]]]),
}


@pytest.mark.parametrize(("rows", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_what_is_a_table(rows: list[list[object]], expected: list[list[list[str]]]) -> None:
    assert [grid(table) for table in read(workbook(sheet(rows))).tables] == expected


def test_what_is_hidden_or_no_sheet_is_listed() -> None:
    def hidden(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("hidden")
        page.write_row(0, 0, ["a", "b"])
        page.write_row(1, 0, ["x", 1])
        page.hide()

    def folded(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("folded")
        page.write_row(0, 0, ["a", "b"])
        page.write_row(1, 0, ["x", 1])
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})

    document = read(workbook(sheet([["a", "b"], ["x", 1]]), hidden, folded, lambda book: book.add_worksheet("empty")))
    reasons = [table.skipped for table in document.tables]
    assert reasons == [None, "the sheet is hidden in the workbook", None, "it is empty"]
    assert [fault.found for fault in document.faults] == ["1 hidden rows, 1 hidden columns in the sheet 'folded'"]


def test_formats_errors_and_formulas() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["a", "b", "c", "d", "e"])
        page.write(1, 0, 0.999, book.add_format({"num_format": "0%"}))
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 2, "=1+1", None, "")
        page.write(1, 3, 1500, book.add_format({"num_format": '[>=1000]0.0,"K";0'}))
        page.write_boolean(1, 4, True)

    document = read(workbook(write))
    (table,) = document.tables
    assert grid(table)[1] == ["99.9%", "#DIV/0!", "", "1500", "TRUE"]
    assert [(fault.code, fault.row, fault.found) for fault in table.faults] == [
        ("formula-unread", 2, "a formula without a value at 'S'!C2")
    ]
    assert [fault.code for fault in document.faults] == ["number-format-unread"]


def test_raised_digits_are_no_digits_of_the_number_before_them() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        page, raised = book.add_worksheet("S"), book.add_format({"font_script": 1})
        lowered = book.add_format({"font_script": 2})
        page.write_row(0, 0, ["Kind", "N"])
        page.write_row(1, 0, ["Lime", "13"])
        page.write_rich_string(2, 0, "CO", lowered, "2", " x")
        page.write_rich_string(2, 1, "13", raised, "2", " ")
        page.write_rich_string(3, 0, "Oak", raised, "a", " ")
        page.write_rich_string(3, 1, "10", raised, "-6", " kg")

    (table,) = read(workbook(write)).tables
    assert grid(table) == [["Kind", "N"], ["Lime", "13"], ["CO2 x", "13²"], ["Oaka", "10⁻⁶ kg"]]


def test_years_below_merged_labels_are_labels() -> None:
    rows = [[None, "Men", None, "Women", None], ["Region", 2019, 2020, 2019, 2020], ["N", 1, 2, 3, 4]]
    (table,) = read(workbook(sheet(rows, merges=("B1:C1", "D1:E1")))).tables
    assert table.header_rows == 2
    assert table.header == ("Region", "Men 2019", "Men 2020", "Women 2019", "Women 2020")


def ods(body: str) -> bytes:
    out = io.BytesIO()
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", ODS)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="T">'
            f"{body}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def ods_row(*texts: str) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{''.join(map(cell.format, texts))}</table:table-row>"


def test_an_opendocument_spreadsheet_says_what_is_not_read_of_it() -> None:
    document = read(ods(ods_row("a", "b") + ods_row("x", "1")), ODS)
    assert grid(document.tables[0]) == [["a", "b"], ["x", "1"]]
    assert [fault.code for fault in document.faults if fault.code == "number-format-unread"]


def replaced(data: bytes, part: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return out.getvalue()


GOOD = workbook(sheet([["a", "b"], ["x", 1]]))
FAR = workbook(lambda book: (page := book.add_worksheet()).write(0, 0, 1) or page.write(1048575, 16383, 1))
SHEET = "xl/worksheets/sheet1.xml"
NUMBERED = '<table:table-row table:number-rows-repeated="1000000">'
BAD = {
    "a cell far away": (FAR, XLSX, "whose last one is XFD1048576"),
    "cut off": (GOOD[: len(GOOD) // 2], XLSX, "a zip file that is cut off or damaged"),
    "no XML": (replaced(GOOD, SHEET, "<worksheet><sheetData>"), XLSX, "no well-formed XML"),
    "a DTD": (replaced(GOOD, SHEET, '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), XLSX, "a document type declaration"),
    "a bomb": (replaced(GOOD, SHEET, " " * 300_000_000), XLSX, "when unpacked"),
    "no filled cell": (workbook(lambda book: book.add_worksheet()), XLSX, "found no filled cell in 1 sheets"),
    "too many cells": (workbook(sheet([[1] * 11] * 10_000)), XLSX, "110,000 cells in the sheet 'Sheet1'"),
    "a repeated row": (ods(NUMBERED + ods_row("x").removeprefix("<table:table-row>")), ODS, "cells"),
    "no workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), XLS, "a.xlsx"),
}


@pytest.mark.parametrize(("data", "media_type", "words"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_refused_in_time(data: bytes, media_type: str, words: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ExtractError) as error:
        read(data, media_type)
    assert words in error.value.message
    assert "a.xlsx" in error.value.message
    assert time.monotonic() - begun < 12


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
VALUES = WORDS | st.integers(-(10**14), 10**14) | st.decimals(-999, 999, places=3).map(float) | st.booleans()


@settings(max_examples=25)
@given(
    rows=st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), max_size=5))
)
def test_any_sheet_comes_back(rows: list[list[object]]) -> None:
    rows = [[f"head {x}" for x in range(len(rows[0]) if rows else 2)], *rows]

    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(y, x, value)
                else:
                    page.write(y, x, value)

    document = read(workbook(write))
    found = {cell.locator: cell.text for table in document.tables for row in table.rows for cell in row if cell.text}
    expected = {
        f"'Sheet1'!{chr(65 + x)}{y + 1}": text
        for y, row in enumerate(rows)
        for x, text in enumerate(map(shown, row))
        if text
    }
    lines = document.text.split("\n")  # where the words of titles and notes are
    assert {place: text for place, text in expected.items() if text not in lines}.items() <= found.items()
    assert found.items() <= expected.items()


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
    return " ".join(str(value).split())
