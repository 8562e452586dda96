"""Forming a table by the HTML standard (4.9.12.1): cases by hand, and random grids that come back equal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.html.grid import Grid, TooLarge, form_grid, read_spans

CASES = [
    ("no cells", [], []),
    ("one", [[[(1, 1)]]], ["0"]),
    ("plain", [[[(1, 1), (1, 1)], [(1, 1), (1, 1)]]], ["01", "23"]),
    ("short row", [[[(1, 1), (1, 1)], [(1, 1)]]], ["01", "2."]),
    ("empty row", [[[(1, 1)], [], [(1, 1)]]], ["0", ".", "1"]),
    ("colspan", [[[(1, 2)], [(1, 1), (1, 1)]]], ["00", "12"]),
    ("rowspan", [[[(2, 1), (1, 1)], [(1, 1)]]], ["01", "02"]),
    ("rowspan on the right", [[[(1, 1), (2, 1)], [(1, 1), (1, 1)]]], ["01.", "213"]),
    ("both", [[[(2, 2), (1, 1)], [(1, 1)], [(1, 1), (1, 1), (1, 1)]]], ["001", "002", "345"]),
    ("to the end of the group", [[[(0, 1), (1, 1)], [(1, 1)], [(1, 1)]], [[(1, 1)]]], ["01", "02", "03", "4."]),
    ("a rowspan ends with its group", [[[(3, 1), (1, 1)]], [[(1, 1), (1, 1)]]], ["01", "23"]),
    ("a row that only spans cover", [[[(2, 1)], []]], ["0", "0"]),
    ("overlap is the earlier cell's", [[[(1, 1), (2, 1), (1, 1)], [(1, 2)]]], ["012", "31."]),
    ("the standard's example of an overlap", [[[(1, 1), (2, 1)], [(1, 2)]]], ["01", "21"]),
]


def drawn(grid: Grid | TooLarge) -> list[str]:
    assert isinstance(grid, Grid)
    return ["".join("." if index < 0 else str(index) for index in row) for row in grid.slots]


@pytest.mark.parametrize(("groups", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_slots(groups: list[list[list[tuple[int, int]]]], expected: list[str]) -> None:
    assert drawn(form_grid(groups, 1000)) == expected


def test_overlaps_are_told_once() -> None:
    grid = form_grid([[[(1, 1), (3, 2), (1, 1)], [(1, 2)], [(1, 1)]]], 1000)
    assert isinstance(grid, Grid)
    assert grid.overlaps == (3,)
    assert grid.anchors == ((0, 0), (0, 1), (0, 3), (1, 0), (2, 0))


@pytest.mark.parametrize(
    ("rowspan", "colspan", "expected"),
    [
        (None, None, (1, 1)),
        ("2", "3", (2, 3)),
        ("0", "0", (0, 1)),
        ("", "x", (1, 1)),
        ("-1", "-2", (1, 1)),
        (" \t2", "+3", (2, 3)),
        ("2.9", "3px", (2, 3)),
        ("65535", "1001", (65534, 1000)),
        ("9" * 5000, "1000000", (65534, 1000)),
        ("0000000000000000000002", "00", (2, 1)),
        ("٢", "²", (1, 1)),
    ],
)
def test_spans_are_read_and_clamped_as_the_standard_says(
    rowspan: str | None, colspan: str | None, expected: tuple[int, int]
) -> None:
    assert read_spans(rowspan, colspan) == expected


@pytest.mark.parametrize(
    "groups",
    [
        [[[(1, 1000)]] * 20],
        [[[(20, 20)], *[[]] * 19]],
        [[[(1, 1)] * 300] + [[(1, 1)]] * 300],
    ],
)
def test_a_grid_of_more_slots_than_allowed_is_refused(groups: list[list[list[tuple[int, int]]]]) -> None:
    assert isinstance(form_grid(groups, 399), TooLarge)


@st.composite
def tilings(draw: st.DrawFn) -> list[list[int]]:
    """A rectangle tiled by rectangles, which row by row from the left are numbered as they begin."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    slots = [[-1] * columns for _ in range(rows)]
    number = 0
    for y in range(rows):
        for x in range(columns):
            if slots[y][x] >= 0:
                continue
            free = next((c for c in range(x, columns) if slots[y][c] >= 0), columns) - x
            width, height = draw(st.integers(1, free)), draw(st.integers(1, rows - y))
            for r in range(y, y + height):
                slots[r][x : x + width] = [number] * width
            number += 1
    return slots


def spans_of(slots: list[list[int]]) -> list[list[tuple[int, int]]]:
    """The rows of (rowspan, colspan) that print a tiling."""
    printed: list[list[tuple[int, int]]] = []
    seen: set[int] = set()
    for row in slots:
        printed.append([])
        for index in row:
            if index not in seen:
                seen.add(index)
                height = sum(index in other for other in slots)
                printed[-1].append((height, row.count(index)))
    return printed


@settings(max_examples=300)
@given(tilings())
def test_every_tiling_comes_back(slots: list[list[int]]) -> None:
    grid = form_grid([spans_of(slots)], 36)
    assert isinstance(grid, Grid)
    assert [list(row) for row in grid.slots] == slots
    assert grid.overlaps == ()
