from __future__ import annotations

import pytest

from pipeline.contract import system_contract
from pipeline.normalise.ledger import cells_of
from pipeline.normalise.tables import read_tables
from tests.builders import document, source, table

TEXT = table("Kind | Size", "Lime | ~700", "Elm | allegedly 5")


def cells(text: str = TEXT, **keys: str) -> list[dict[str, object]]:
    (read,), _issues = read_tables(document(text), source(**keys))
    return [dict(row) for row in cells_of(read, {(1, 2, 2): (10, 14)})]


def test_every_cell_once_in_printed_order() -> None:
    rows = cells()
    assert [(row["grid_row"], row["grid_column"]) for row in rows] == [(r, c) for r in (1, 2, 3) for c in (1, 2)]
    assert [(row["row"], row["field"], row["role"]) for row in rows] == [
        (None, None, "header"),
        (None, None, "header"),
        (1, "kind", "data"),
        (1, "size", "data"),
        (2, "kind", "data"),
        (2, "size", "data"),
    ]
    assert {row["status"] for row in rows} == {"published"}
    assert tuple(rows[0]) == system_contract("cells").columns


def test_the_span_gives_the_cell_back() -> None:
    assert [TEXT[row["char_start"] : row["char_end"]] for row in cells()] == [row["printed"] for row in cells()]  # type: ignore[misc]


def test_hedges_and_anchors_stand_with_their_cell() -> None:
    rows = cells()
    assert [row["hedges"] for row in rows] == [(), (), (), (), (), ("allegedly",)]
    assert [(row["original_start"], row["original_end"]) for row in rows][3] == (10, 14)
    assert {row["original_start"] for row in rows} == {None, 10}


@pytest.mark.parametrize("text", [table("A | B"), "| A | B |\n| x |\n| y | z | u |\n"])
def test_a_skipped_table_is_there_with_the_reason(text: str) -> None:
    rows = cells(text)
    assert rows
    assert {(row["status"], row["row"], row["field"]) for row in rows} == {("ignored", None, None)}
    assert all(row["reason"] for row in rows)


def test_an_empty_cell_has_a_place_and_no_text() -> None:
    row = cells(table("A | B", "x |  "))[3]
    assert (row["printed"], row["char_start"] == row["char_end"]) == (None, True)
