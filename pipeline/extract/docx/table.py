"""A table as read becomes a Table: its grid is formed, printed, and its headers, roles and faults are told."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.columns import ColumnRows, Columns
from pipeline.extract.docx.grid import Grid, form_grid
from pipeline.extract.docx.headers import MARKS, docx_header_rows, names_rows
from pipeline.extract.docx.layout import why_skipped
from pipeline.extract.docx.words import words_of
from pipeline.extract.html.grid import TooLarge
from pipeline.extract.size import MOST_CELLS
from pipeline.table import Fault, Note, Role, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pipeline.extract.docx.raw import RawCell, RawTable
    from pipeline.extract.page import Extents, Page

UNDECIDED = "not decided: the table was not read"


class Printed(NamedTuple):
    """A table as written: `texts` are those of the cells that were printed, `notes` their marks by the number of the
    cell; `caption` is its own, "" if it has none, None if the block above may name it."""

    raw: RawTable
    number: int
    parent: int | None
    caption: str | None
    grid: Grid | TooLarge
    texts: list[str]
    notes: dict[int, tuple[str, ...]]
    extents: Extents


def print_table(
    page: Page, raw: RawTable, number: int, parent: int | None, caption: str | None, spare: int, marks: Collection[str]
) -> Printed:
    """Write a table: the cells that begin in each row. `spare` is how many slots that no cell begins in may be made; a
    table of more slots than that, or than MOST_CELLS, is written as it is and has no grid."""
    cells = sum(len(row.cells) for row in raw.rows)
    grid = form_grid(raw.rows, min(MOST_CELLS, cells + spare))
    if isinstance(grid, TooLarge):
        rows = [row.cells for row in raw.rows]
    else:
        rows = [grid.cells[printed.start : printed.stop] for printed in grid.printed]
    words = [words_of(cell.pieces, marks) for row in rows for cell in row]
    texts = [cell.text for cell in words]
    notes = {index: cell.notes for index, cell in enumerate(words) if cell.notes}
    each = iter(texts)
    extents = page.table([list(islice(each, len(row))) for row in rows])
    return Printed(raw, number, parent, caption, grid, texts, notes, extents)


def spent(grid: Grid | TooLarge) -> int:
    """How many slots of a grid no cell begins in."""
    return 0 if isinstance(grid, TooLarge) else sum(map(len, grid.slots)) - len(grid.cells)


def make_table(
    printed: Printed, above: str, heading: tuple[str, ...], marks: Collection[str], notes: tuple[Note, ...]
) -> Table:
    """The Table; `above` is the one-line block above it, `notes` those that its cells refer to."""
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
        notes=notes,
    )


class _Read(NamedTuple):
    rows: ColumnRows | tuple[()]
    header_rows: int
    header_rule: str
    skipped: str | None
    faults: tuple[Fault, ...] = ()


def _unread(grid: TooLarge) -> _Read:
    asked = f"{grid.rows} rows of {grid.columns} columns"
    return _Read((), 0, UNDECIDED, f"its spans ask for {asked}, beyond the cells that are read (at most {MOST_CELLS})")


def _read(grid: Grid, printed: Printed, marks: Collection[str]) -> _Read:
    texts = printed.texts
    if not grid.cells:
        return _Read((), 0, UNDECIDED, why_skipped(grid, texts, 0, is_marked=False))
    filled = [[texts[index] if index >= 0 else "" for index in row] for row in grid.slots]
    headers, rule = docx_header_rows(printed.raw, grid, filled)
    skipped = why_skipped(grid, texts, headers, is_marked=bool(printed.caption) or rule in MARKS)
    faults = () if skipped else (*_lost(grid, printed, marks), *_short(grid, printed))
    return _Read(ColumnRows(_columns(grid, printed, headers)), headers, rule, skipped, faults)


def _columns(grid: Grid, printed: Printed, headers: int) -> Columns:
    """The cells by what they have; a slot that no cell covers is empty and stands at the end of its row."""
    starts, ends, rows = printed.extents
    flat = list(chain.from_iterable(grid.slots))
    width = len(grid.slots[0])
    row_ends = [end for _start, end in rows]
    return Columns(
        width,
        [printed.texts[index] if index >= 0 else "" for index in flat],
        [starts[index] if index >= 0 else row_ends[slot // width] for slot, index in enumerate(flat)],
        [ends[index] if index >= 0 else row_ends[slot // width] for slot, index in enumerate(flat)],
        _roles(grid, printed, headers),
        {slot: printed.notes[index] for slot, index in enumerate(flat) if index in printed.notes},
        partial(_locators, grid.cells, flat),
    )


def _locators(cells: Sequence[RawCell], flat: Sequence[int]) -> list[str | None]:
    return [cells[index].path if index >= 0 else None for index in flat]


def _roles(grid: Grid, printed: Printed, headers: int) -> list[Role]:
    first: Role = "row_header" if names_rows(printed.raw, grid, headers) else "data"
    return [
        _role(grid, index, (y, x), headers, first)
        for y, slots in enumerate(grid.slots)
        for x, index in enumerate(slots)
    ]


def _role(grid: Grid, index: int, slot: tuple[int, int], headers: int, first: Role) -> Role:
    if index >= 0 and grid.anchors[index] != slot:
        return "spanned"
    if slot[0] < headers:
        return "header"
    return first if slot[1] == 0 and index >= 0 else "data"


def _lost(grid: Grid, printed: Printed, marks: Collection[str]) -> Iterator[Fault]:
    """Cells that are merged away and yet hold words: the slot is that of the cell above."""
    starts, ends, _rows = printed.extents
    for index, cell in grid.lost:
        text = words_of(cell.pieces, marks).text
        if text:
            yield Fault("cells-overlap", text, starts[index], ends[index], grid.anchors[index][0] + 1)


def _short(grid: Grid, printed: Printed) -> Iterator[Fault]:
    """Rows that end before the grid does, which the document does not say: their slots are empty here."""
    for y, length in grid.short:
        yield Fault("ragged-row", f"{length} of {len(grid.slots[y])} cells", *printed.extents.rows[y], y + 1)
