"""Tables with their readings: labels, corrections, resources without an entry."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.normalise.tables import ReadTable, corrections, hedges, read_tables
from pipeline.source import Column, Correction
from tests.builders import document, entry, source, table

TEXT = table("Kind | Planted", "Lime | ~700", "Maple | 480", "Maple | 480")
KIND, PLANTED = Column("kind", "text", header="Kind"), Column("planted", "quantity", header="Planted")


def correction(**keys: Any) -> Correction:
    values = {
        "table": "numbers",
        "row": 1,
        "field": "planted",
        "expect": "~700",
        "becomes": "800",
        "reason": "R",
        "line": 9,
    }
    return Correction(**{**values, **keys})


def read(text: str = TEXT, **keys: Any) -> ReadTable:
    """The first table of a sound source."""
    reads, issues = read_tables(document(text), source(**keys))
    assert issues == []
    return reads[0]


def test_a_correction_changes_the_reading_and_not_the_print() -> None:
    one = correction()
    made = read(tables=(entry(KIND, PLANTED),), corrections=(one,))
    assert (made.readings[0][1].text, made.readings[0][1].status) == ("800", "corrected")
    assert made.data[0][1].text == "~700"
    assert made.readings[1][1].status == "read"
    assert corrections(made, source(corrections=(one,))) == [(0, 1, one)]


def test_a_table_without_an_entry_can_be_corrected_too() -> None:
    made = read(corrections=(correction(table="trees_table_1"),))
    assert made.readings[0][1].status == "corrected"


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"expect": "700"}, "0 cells for table 'numbers', row 1, field 'planted' that prints '700'"),
        ({"row": 9}, "0 cells for table 'numbers', row 9, field 'planted' that prints '~700'"),
        ({"field": "cost"}, "0 cells for table 'numbers', row 1, field 'cost' that prints '~700'"),
        ({"table": "others"}, "0 cells for table 'others', row 1, field 'planted' that prints '~700'"),
    ],
)
def test_a_correction_that_fits_nothing(wrong: dict[str, Any], found: str) -> None:
    item = correction(**wrong)
    _reads, (issue,) = read_tables(document(TEXT), source(tables=(entry(KIND, PLANTED),), corrections=(item,)))
    assert (issue.code, issue.found, issue.file, issue.line) == (
        "correction-not-matched",
        found,
        "raw/trees/source.yaml",
        9,
    )


def test_a_correction_that_fits_two_cells() -> None:
    text = TEXT + "\n" + TEXT
    entries = (entry(KIND, PLANTED), entry(KIND, PLANTED, number=2))
    _reads, (issue,) = read_tables(document(text), source(tables=entries, corrections=(correction(),)))
    assert issue.found.startswith("2 cells for table 'numbers'")


@pytest.mark.parametrize("second", [correction(), correction(becomes="900", line=10)])
def test_two_corrections_of_one_cell(second: Correction) -> None:
    keys = {"tables": (entry(KIND, PLANTED),), "corrections": (correction(), second)}
    _reads, issues = read_tables(document(TEXT), source(**keys))
    assert [issue.code for issue in issues] == ["correction-not-matched"] * 2


def test_faults_of_entries_and_of_corrections_are_found_at_once() -> None:
    entries = (entry(KIND, PLANTED), entry(Column("x", "text", header="No"), number=2, resource="other"))
    text = TEXT + "\n" + TEXT
    items = (correction(row=7), correction(table="other"))
    _reads, issues = read_tables(document(text), source(tables=entries, corrections=items))
    assert [issue.code for issue in issues] == ["column-not-found", "correction-not-matched"]


@pytest.mark.parametrize(
    ("source_id", "resource"),
    [
        ("trees", "trees_table_1"),
        ("a-b", "a_b_table_1"),
        ("2025-x", "n_2025_x_table_1"),
        ("all", "all__table_1"),
        ("current-x", "n_current_x_table_1"),
    ],
)
def test_the_name_of_a_table_without_an_entry(source_id: str, resource: str) -> None:
    made = read(id=source_id)
    assert (made.resource, made.table_id, made.entry, made.claim, made.key) == (
        resource,
        f"{source_id}/1",
        None,
        None,
        (),
    )


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ((), ["Lime", "Maple", "Maple"]),
        (("planted",), ["~700", "480", "480"]),
        (("planted", "kind"), ["~700 · Lime", "480 · Maple", "480 · Maple"]),
    ],
)
def test_what_a_row_is_about(key: tuple[str, ...], labels: list[str]) -> None:
    made = read(tables=(entry(KIND, PLANTED, primary_key=key),))
    assert [made.label(row) for row in range(3)] == labels


def test_a_row_without_text_has_no_label() -> None:
    assert read(table("A | B", "1 | 2")).label(0) == ""


@pytest.mark.parametrize("text", [table("A | B"), "| A | B |\n| 1 |\n| 2 | 3 | 4 |\n"])
def test_a_table_that_holds_no_data_has_no_columns(text: str) -> None:
    made = read(text)
    assert made.skipped is not None
    assert (made.columns, made.readings) == ((), ())


def test_the_words_of_caption_header_and_cells() -> None:
    made = read(table("Kind | Claimed", "Lime | allegedly 5", caption="What it says"))
    assert [(words, cell and cell.text) for words, cell in hedges(made)] == [
        ("says", None),
        ("Claimed", "Claimed"),
        ("allegedly", "allegedly 5"),
    ]
