"""Rows kept by column are the tuple of tuples that they stand for."""

from __future__ import annotations

import pickle

import pytest

from pipeline.columns import ColumnRows, Columns, extents, printed_row
from pipeline.table import Cell, Role

ROLES: list[Role] = ["header", "header", "row_header", "data"]
LOCATORS = ["a", "b", "c", None]
CELLS = (
    (Cell("x", 0, 1, 0, 0, "header", (), "a"), Cell("y", 2, 3, 0, 1, "header", ("*",), "b")),
    (Cell("z", 4, 5, 1, 0, "row_header", (), "c"), Cell("", 6, 6, 1, 1, "data", (), None)),
)


def rows(asked: list[int] | None = None) -> ColumnRows:
    def locators() -> list[str | None]:
        if asked is not None:
            asked.append(1)
        return LOCATORS

    return ColumnRows(Columns(2, ["x", "y", "z", ""], [0, 2, 4, 6], [1, 3, 5, 6], ROLES, {1: ("*",)}, locators))


def test_rows_are_the_tuple() -> None:
    assert rows() == CELLS
    assert rows() == rows()
    assert rows() != CELLS[:1]
    assert rows() != (CELLS[1], CELLS[0])
    assert rows() != [*CELLS]
    assert tuple(rows()) == CELLS
    assert (hash(rows()), repr(rows()), len(rows())) == (hash(CELLS), repr(CELLS), 2)
    assert CELLS[1] in rows()
    assert (rows()[0], rows()[-1], rows()[1:], rows()[::-1]) == (CELLS[0], CELLS[1], CELLS[1:], CELLS[::-1])


def test_rows_that_there_are_not() -> None:
    with pytest.raises(IndexError):
        rows()[2]
    assert len(ColumnRows(Columns(0, [], [], [], [], {}, None))) == 0


def test_a_pickle_is_the_tuple() -> None:
    loaded = pickle.loads(pickle.dumps(rows()))  # noqa: S301 our own bytes
    assert type(loaded) is tuple
    assert loaded == CELLS


def test_locators_are_worked_out_once_and_only_for_those_who_look_at_cells() -> None:
    asked: list[int] = []
    found = rows(asked)
    assert extents(found) == (["x", "y", "z", ""], [0, 2, 4, 6], [1, 3, 5, 6])
    assert printed_row(found, 1) == [("z", 4, 5), ("", 6, 6)] == printed_row(CELLS, 1)
    assert asked == []
    assert list(found) == list(found)
    assert asked == [1]
