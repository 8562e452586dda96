"""A printed table becomes a Table: grid, headers, roles, and the reason why it is no data."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pipeline.extract.grid import MOST_CELLS
from pipeline.extract.html.grid import Grid, TooLarge, form_grid
from pipeline.extract.html.headers import html_header_rows
from pipeline.extract.html.layout import why_skipped
from pipeline.table import Cell, Fault, Role, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.html.cells import RawCell, RawTable
    from pipeline.extract.html.page import Printed
    from pipeline.extract.pipes import Extent

UNDECIDED = "not decided: the table was not read"
Rows = tuple[tuple[Cell, ...], ...]


def make_table(
    printed: Printed, above: str, heading: tuple[str, ...], spare: int, original: Callable[[int], int]
) -> Table:
    """The Table; `above` is the one-line block above it, `spare` how many slots no cell begins in may still be made.

    A table of more slots than that, or than MOST_CELLS, has no rows and says so in `skipped`.
    """
    raw = printed.raw
    cells = list(chain.from_iterable(row.cells for row in raw.rows))
    most = min(MOST_CELLS, len(cells) + spare)
    grid = form_grid([[[cell.spans for cell in row.cells] for row in group] for group in raw.groups], most)
    headers, rule = _headers(grid, cells, raw)
    skipped = _why_skipped(grid, most, printed, headers)
    return Table(
        number=printed.number,
        rows=() if isinstance(grid, TooLarge) or not cells else _rows(grid, cells, printed, headers, original),
        header_rows=headers,
        header_rule=rule,
        caption=above if printed.caption is None else printed.caption,
        heading=heading,
        start=printed.rows[0][0] if printed.rows else 0,
        end=printed.rows[-1][1] if printed.rows else 0,
        skipped=skipped,
        faults=()
        if isinstance(grid, TooLarge) or skipped
        else (*_overlaps(grid, cells, printed), *_short(grid, printed)),
        parent=printed.parent,
    )


def _headers(grid: Grid | TooLarge, cells: Sequence[RawCell], raw: RawTable) -> tuple[int, str]:
    if isinstance(grid, TooLarge) or not cells:
        return 0, UNDECIDED
    texts = [[cells[index].words.text if index >= 0 else "" for index in row] for row in grid.slots]
    return html_header_rows(raw.rows, texts)


def _why_skipped(grid: Grid | TooLarge, most: int, printed: Printed, headers: int) -> str | None:
    if isinstance(grid, TooLarge):
        asked = f"{grid.rows} rows of {grid.columns} columns or more"
        return f"its spans ask for {asked}, beyond the {most} cells that are read"
    width = len(grid.slots[0]) if grid.slots else 0
    return why_skipped(printed.raw, navigation=printed.navigation, width=width, header_rows=headers)


def _locators(raw: RawTable, original: Callable[[int], int]) -> list[str]:
    return [
        f"char={original(start)},{original(end)} xpath={row.path}/{'th' if is_header else 'td'}[{step}]"
        for row in raw.rows
        for _words, _spans, is_header, _scope, start, end, step in row.cells
    ]


def _rows(grid: Grid, cells: Sequence[RawCell], printed: Printed, headers: int, original: Callable[[int], int]) -> Rows:
    extents = list(chain.from_iterable(printed.cells))
    locators = _locators(printed.raw, original)
    anchors = grid.anchors
    result = []
    for y, slots in enumerate(grid.slots):
        row = []
        role: Role
        for x, index in enumerate(slots):
            if index < 0:
                end = printed.rows[y][1]
                row.append(Cell("", end, end, y, x, "header" if y < headers else "data"))
                continue
            cell = cells[index]
            if anchors[index] != (y, x):
                role = "spanned"
            else:
                role = "header" if y < headers else "row_header" if cell.is_header else "data"
            start, end = extents[index]
            row.append(Cell(cell.words.text, start, end, y, x, role, cell.words.notes, locators[index]))
        result.append(tuple(row))
    return tuple(result)


def _overlaps(grid: Grid, cells: Sequence[RawCell], printed: Printed) -> tuple[Fault, ...]:
    extents: list[Extent] = list(chain.from_iterable(printed.cells))
    return tuple(
        Fault("cells-overlap", cells[index].words.text, *extents[index], grid.anchors[index][0] + 1)
        for index in grid.overlaps
    )


def _short(grid: Grid, printed: Printed) -> tuple[Fault, ...]:
    """Rows with slots that no cell covers: they are empty here, which the document does not say."""
    return tuple(
        Fault("ragged-row", f"{len(slots) - slots.count(-1)} of {len(slots)} cells", *printed.rows[y], y + 1)
        for y, slots in enumerate(grid.slots)
        if -1 in slots
    )
