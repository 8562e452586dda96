"""A printed table becomes a Table: grid, headers, roles, and the reason why it is no data."""

from __future__ import annotations

from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pipeline.columns import ColumnRows, Columns
from pipeline.extract.html.grid import Grid, TooLarge, form_grid
from pipeline.extract.html.headers import html_header_rows
from pipeline.extract.html.layout import why_skipped
from pipeline.extract.size import MOST_CELLS
from pipeline.table import Fault, Role, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.html.cells import RawGroup, RawTable, Steps
    from pipeline.extract.html.page import Printed
    from pipeline.extract.html.places import Places
    from pipeline.extract.html.survey import Survey

UNDECIDED = "not decided: the table was not read"
OPEN = -1  # a slot that no cell covers
HEADER: Role = "header"
DATA: Role = "data"
SPANNED: Role = "spanned"
T = TypeVar("T")


class Origin(NamedTuple):
    """What a table needs to know of its document: the survey, and where its cells are written."""

    survey: Survey
    places: Places


def make_table(printed: Printed, above: str, heading: tuple[str, ...], spare: int, origin: Origin) -> Table:
    """The Table; `above` is the one-line block above it, `spare` how many slots no cell begins in may still be made.

    A table of more slots than that, or than MOST_CELLS, has no rows and says so in `skipped`.
    """
    raw = printed.raw
    most = min(MOST_CELLS, len(raw.texts) + spare)
    grid = _grid(raw, most)
    if isinstance(grid, TooLarge):
        headers, rule = 0, UNDECIDED
        asked = f"{grid.rows} rows of {grid.columns} columns or more"
        skipped: str | None = f"its spans ask for {asked}, beyond the {most} cells that are read"
    else:
        headers, rule = html_header_rows(raw, _texts(raw, grid)) if raw.texts else (0, UNDECIDED)
        width = grid.width
        skipped = why_skipped(raw, origin.survey, navigation=printed.navigation, width=width, header_rows=headers)
    read = None if isinstance(grid, TooLarge) or not raw.texts else grid
    return Table(
        number=printed.number,
        rows=() if read is None else ColumnRows(_columns(read, printed, headers, origin)),
        header_rows=headers,
        header_rule=rule,
        caption=above if printed.caption is None else printed.caption,
        heading=heading,
        start=printed.start if raw.rows else 0,
        end=printed.end if raw.rows else 0,
        skipped=skipped,
        faults=() if read is None or skipped else (*_overlaps(read, printed), *_short(read, printed)),
        parent=printed.parent,
    )


class _Slots(NamedTuple):
    """A grid row by row in one list: `cells` are the indexes of the cells that cover the slots, None if each slot is
    the cell of its own number."""

    width: int
    cells: Sequence[int] | None
    grid: Grid | None


def _grid(raw: RawTable, most: int) -> _Slots | TooLarge:
    widths = set(map(len, raw.rows))
    if not raw.spans and len(widths) == 1 and len(raw.texts) <= most:
        return _Slots(widths.pop(), None, None)
    grid = form_grid(raw.group_spans(), most)
    if isinstance(grid, TooLarge):
        return grid
    return _Slots(len(grid.slots[0]) if grid.slots else 0, list(chain.from_iterable(grid.slots)), grid)


def _texts(raw: RawTable, slots: _Slots) -> list[list[str]]:
    """The texts of the grid, row by row."""
    texts = _spread(raw.texts, slots, "")
    return [texts[first : first + slots.width] for first in range(0, len(texts), slots.width)]


def _spread(values: list[T], slots: _Slots, empty: T) -> list[T]:
    """The values of the cells by the slots that they cover; `empty` where none does."""
    return values if slots.cells is None else list(map([*values, empty].__getitem__, slots.cells))


def _columns(slots: _Slots, printed: Printed, headers: int, origin: Origin) -> Columns:
    raw, width = printed.raw, slots.width
    starts, ends = _spread(printed.starts, slots, OPEN), _spread(printed.ends, slots, OPEN)
    if slots.cells is not None and OPEN in slots.cells:
        row_ends = [end for _start, end in printed.row_extents()]
        starts = [row_ends[slot // width] if start == OPEN else start for slot, start in enumerate(starts)]
        ends = [row_ends[slot // width] if end == OPEN else end for slot, end in enumerate(ends)]
    noted = {number: words.notes for number, words in raw.words.items() if words.notes}
    notes = noted
    if noted and slots.cells is not None:
        notes = {slot: noted[cell] for slot, cell in enumerate(slots.cells) if cell in noted}
    locators = partial(_locators, origin.places, printed.place, raw.groups, raw.written, slots)
    roles = _roles(slots, raw, headers)
    return Columns(width, _spread(raw.texts, slots, ""), starts, ends, roles, notes, locators)


def _locators(
    places: Places, place: int, groups: Sequence[RawGroup], written: int, slots: _Slots
) -> Sequence[str | None]:
    """The locator of the cell that covers each slot, None for a slot that none covers."""
    found: list[str | None] = [*places.locators(place, groups, written)]
    return _spread(found, slots, None)


def _roles(slots: _Slots, raw: RawTable, headers: int) -> list[Role]:
    """The role of each slot: that of its cell where the cell begins, `header` in header rows."""
    own: list[Role] = []
    known: dict[Steps, list[Role]] = {}
    for row in raw.rows:
        if row not in known:
            known[row] = ["row_header" if step.startswith("th") else "data" for step in row]
        own += known[row]
    above = headers * slots.width
    if slots.cells is None or slots.grid is None:
        return [*repeat(HEADER, above), *own[above:]]
    begins = {row * slots.width + column for row, column in slots.grid.anchors}
    roles = [*repeat(HEADER, above), *_spread(own, slots, DATA)[above:]]
    return [
        SPANNED if cell != OPEN and slot not in begins else role
        for slot, (cell, role) in enumerate(zip(slots.cells, roles, strict=True))
    ]


def _overlaps(slots: _Slots, printed: Printed) -> tuple[Fault, ...]:
    if slots.grid is None:
        return ()
    raw, anchors = printed.raw, slots.grid.anchors
    return tuple(
        Fault("cells-overlap", raw.texts[cell], printed.starts[cell], printed.ends[cell], anchors[cell][0] + 1)
        for cell in slots.grid.overlaps
    )


def _short(slots: _Slots, printed: Printed) -> tuple[Fault, ...]:
    """Rows with slots that no cell covers: they are empty here, which the document does not say."""
    if slots.grid is None or slots.cells is None or OPEN not in slots.cells:
        return ()
    return tuple(
        Fault("ragged-row", f"{len(row) - row.count(OPEN)} of {len(row)} cells", *extent, y)
        for y, (row, extent) in enumerate(zip(slots.grid.slots, printed.row_extents(), strict=True), 1)
        if OPEN in row
    )
