"""Any grid comes back from any form of plain text that can say it, and any text keeps the contract."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract_document
from pipeline.table import Table, printed_text

WORDS = st.lists(st.text(st.sampled_from("abÄé漢xyz"), min_size=1, max_size=5), min_size=1, max_size=2).map(" ".join)
VALUES = st.integers(0, 99_999).map(str)
LABELS = st.sampled_from(["Fruit", "Tonnes", "Share", "Year of harvest", "Größe", "国", "Price"])


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """Labels above rows of words and values; the first column is filled, the last holds values only."""
    width = draw(st.integers(2, 5))
    labels = draw(st.lists(LABELS, min_size=width, max_size=width, unique=True))
    cell = st.one_of(WORDS, VALUES, st.just(""))
    height = draw(st.integers(3, 5))
    rows = [[draw(WORDS), *(draw(cell) for _ in range(width - 2)), draw(VALUES)] for _ in range(height)]
    return [labels, *rows]


def columns_of(text: str) -> int:
    return sum(2 if character > "\u2e80" else 1 for character in text)


def padded(grid: list[list[str]], gap: str) -> list[str]:
    widths = [max(map(columns_of, column)) for column in zip(*grid, strict=True)]
    return [
        gap.join(cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        for row in grid
    ]


def rule(grid: list[list[str]], stroke: str, joint: str, more: int) -> str:
    return joint.join(stroke * (max(map(columns_of, column)) + more) for column in zip(*grid, strict=True))


def pipes(grid: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in grid)


def gfm(grid: list[list[str]]) -> str:
    header, *rows = pipes(grid).split("\n")
    return "\n".join([header, "|" + "---|" * len(grid[0]), *rows])


def tabs(grid: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in grid)


def aligned(grid: list[list[str]]) -> str:
    return "\n".join(padded(grid, "   "))


def simple(grid: list[list[str]]) -> str:
    header, *rows = padded(grid, "  ")
    return "\n".join([header, rule(grid, "-", "  ", 0), *rows])


def restructured(grid: list[list[str]]) -> str:
    (header, *rows), ruler = padded(grid, "  "), rule(grid, "=", "  ", 0)
    return "\n".join([ruler, header, ruler, *rows, ruler])


def boxed(grid: list[list[str]]) -> str:
    light, heavy = (f"+{rule(grid, stroke, '+', 2)}+" for stroke in "-=")
    header, *rows = (f"| {line} |" for line in padded(grid, " | "))
    return "\n".join([light, header, heavy, *(f"{row}\n{light}" for row in rows)])


def drawn(grid: list[list[str]]) -> str:
    top, middle, bottom = (f"{a}{rule(grid, '─', b, 2)}{c}" for a, b, c in ("┌┬┐", "├┼┤", "└┴┘"))
    header, *rows = (f"│ {line} │" for line in padded(grid, " │ "))
    return "\n".join([top, header, *(f"{middle}\n{row}" for row in rows), bottom])


def psql(grid: list[list[str]]) -> str:
    header, *rows = (f" {line}" for line in padded(grid, " | "))
    return "\n".join([header, rule(grid, "-", "+", 2), *rows])


def read(text: str) -> tuple[Table, ...]:
    document = extract_document(text.encode(), "text/plain")
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert printed_text(document.text[cell.start : cell.end]) == cell.text
            assert table.start <= cell.start <= cell.end <= table.end
    return document.tables


EXACT = [gfm, pipes, tabs, simple, restructured, boxed, drawn, psql]


@pytest.mark.parametrize("form", EXACT, ids=lambda form: form.__name__)
@given(grid=grids())
@settings(deadline=None)
def test_any_grid_comes_back(form: object, grid: list[list[str]]) -> None:
    assert callable(form)
    (table,) = read(f"Before it.\n\n{form(grid)}\n\nAfter it.\n")
    assert table.skipped is None
    assert [[cell.text for cell in row] for row in table.rows] == grid


@given(grid=grids())
@settings(deadline=None)
def test_aligned_columns_come_back_or_are_left_alone(grid: list[list[str]]) -> None:
    """Where blanks run through a column, or a row may be wrapped, nobody can tell: then nothing is read as data."""
    for table in read(f"Before it.\n\n{aligned(grid)}\n\nAfter it.\n"):
        assert table.skipped is not None or [[cell.text for cell in row] for row in table.rows] == grid


@given(grid=grids().filter(lambda grid: all(" " not in cell for row in grid for cell in row)))
@settings(deadline=None)
def test_aligned_columns_of_single_words_come_back(grid: list[list[str]]) -> None:
    filled = [[cell or "–" for cell in row] for row in grid]
    (table,) = read(f"Before it.\n\n{aligned(filled)}\n\nAfter it.\n")
    assert (table.skipped, [[cell.text for cell in row] for row in table.rows]) == (None, filled)


LINE = st.text(st.sampled_from("+-=|  \tab1─│┌┼>.:*"), max_size=16)


@given(st.lists(LINE, min_size=1, max_size=10).map("\n".join))
@settings(max_examples=500, deadline=None)
def test_any_text_keeps_the_contract(text: str) -> None:
    if not text.strip():
        return
    for table in read(text):
        assert len({len(row) for row in table.rows}) <= 1
        for row in table.rows:
            assert all((cell.text == "") == (cell.start == cell.end) for cell in row)
