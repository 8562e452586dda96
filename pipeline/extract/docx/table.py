"""A table as read becomes a Table: its grid is formed, printed, and its headers, roles and faults are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.docx.grid import Grid, form_grid
from pipeline.extract.docx.headers import MARKS, docx_header_rows, names_rows
from pipeline.extract.docx.layout import why_skipped
from pipeline.extract.docx.words import NOTHING, Words, words_of
from pipeline.extract.grid import MOST_CELLS
from pipeline.extract.html.grid import TooLarge
from pipeline.table import Cell, Fault, Role, Table, row_of_cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.extract.docx.raw import RawTable
    from pipeline.extract.page import Extents, Page

UNDECIDED = "not decided: the table was not read"


class Printed(NamedTuple):
    """A table as written: `words` are those of the cells that were printed; `caption` is its own, "" if it has none,
    None if the block above may name it."""

    raw: RawTable
    number: int
    parent: int | None
    caption: str | None
    grid: Grid | TooLarge
    words: tuple[Words, ...]
    extents: Extents


def print_table(
    page: Page, raw: RawTable, number: int, parent: int | None, caption: str | None, spare: int, marks: Collection[str]
) -> Printed:
    """Write a table: the cells that begin in each row. `spare` is how many slots that no cell begins in may be made; a
    table of more slots than that, or than MOST_CELLS, is written as it is and has no grid."""
    cells = sum(len(row.cells) for row in raw.rows)
    grid = form_grid(raw.rows, min(MOST_CELLS, cells + spare))
    if isinstance(grid, TooLarge):
        rows = [[words_of(cell.pieces, marks) for cell in row.cells] for row in raw.rows]
    else:
        rows = [[words_of(grid.cells[index].pieces, marks) for index in printed] for printed in grid.printed]
    extents = page.table([[words.text for words in row] for row in rows])
    return Printed(raw, number, parent, caption, grid, tuple(words for row in rows for words in row), extents)


def spent(grid: Grid | TooLarge) -> int:
    """How many slots of a grid no cell begins in."""
    return 0 if isinstance(grid, TooLarge) else sum(map(len, grid.slots)) - len(grid.cells)


def make_table(printed: Printed, above: str, heading: tuple[str, ...], marks: Collection[str]) -> Table:
    """The Table; `above` is the one-line block above it."""
    grid, extents = printed.grid, printed.extents
    read = _unread(grid) if isinstance(grid, TooLarge) else _read(grid, printed, marks)
    return Table(
        number=printed.number,
        rows=read.rows,
        header_rows=read.header_rows,
        header_rule=read.header_rule,
        caption=above if printed.caption is None else printed.caption,
        heading=heading,
        start=extents.rows[0][0] if extents.rows else 0,
        end=extents.rows[-1][1] if extents.rows else 0,
        skipped=read.skipped,
        faults=read.faults,
        parent=printed.parent,
    )


class _Read(NamedTuple):
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    header_rule: str
    skipped: str | None
    faults: tuple[Fault, ...] = ()


def _unread(grid: TooLarge) -> _Read:
    asked = f"{grid.rows} rows of {grid.columns} columns"
    return _Read((), 0, UNDECIDED, f"its spans ask for {asked}, beyond the cells that are read (at most {MOST_CELLS})")


def _read(grid: Grid, printed: Printed, marks: Collection[str]) -> _Read:
    texts = [words.text for words in printed.words]
    if not grid.cells:
        return _Read((), 0, UNDECIDED, why_skipped(grid, texts, 0, is_marked=False))
    filled = [[texts[index] if index >= 0 else "" for index in row] for row in grid.slots]
    headers, rule = docx_header_rows(printed.raw, grid, filled)
    skipped = why_skipped(grid, texts, headers, is_marked=bool(printed.caption) or rule in MARKS)
    faults = () if skipped else (*_lost(grid, printed, marks), *_short(grid, printed))
    return _Read(tuple(_rows(grid, printed, headers)), headers, rule, skipped, faults)


def _rows(grid: Grid, printed: Printed, headers: int) -> Iterator[tuple[Cell, ...]]:
    places = [extent for row in printed.extents.cells for extent in row]
    first: Role = "row_header" if names_rows(printed.raw, grid, headers) else "data"
    for y, slots in enumerate(grid.slots):
        end = printed.extents.rows[y][1]
        extents = [places[index] if index >= 0 else (end, end) for index in slots]
        words = [printed.words[index] if index >= 0 else NOTHING for index in slots]
        yield row_of_cells(
            y,
            [cell.text for cell in words],
            [extent[0] for extent in extents],
            [extent[1] for extent in extents],
            [_role(grid, index, (y, x), headers, first) for x, index in enumerate(slots)],
            notes=[cell.notes for cell in words],
            locators=[grid.cells[index].path if index >= 0 else None for index in slots],
        )


def _role(grid: Grid, index: int, slot: tuple[int, int], headers: int, first: Role) -> Role:
    if index >= 0 and grid.anchors[index] != slot:
        return "spanned"
    if slot[0] < headers:
        return "header"
    return first if slot[1] == 0 and index >= 0 else "data"


def _lost(grid: Grid, printed: Printed, marks: Collection[str]) -> Iterator[Fault]:
    """Cells that are merged away and yet hold words: the slot is that of the cell above."""
    places = [extent for row in printed.extents.cells for extent in row]
    for index, cell in grid.lost:
        text = words_of(cell.pieces, marks).text
        if text:
            yield Fault("cells-overlap", text, *places[index], grid.anchors[index][0] + 1)


def _short(grid: Grid, printed: Printed) -> Iterator[Fault]:
    """Rows that end before the grid does, which the document does not say: their slots are empty here."""
    for y, length in grid.short:
        yield Fault("ragged-row", f"{length} of {len(grid.slots[y])} cells", *printed.extents.rows[y], y + 1)
