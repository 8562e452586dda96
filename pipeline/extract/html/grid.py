"""Printed cells with spans become slots of a grid: the HTML standard's "forming a table" (4.9.12.1).

tfoot comes last wherever it is written; a span of zero rows reaches to the end of its row group; colspan is at most
1000, rowspan at most 65534. Where two cells cover one slot, which the standard calls an error of the table, the slot is
the earlier cell's and the overlap is told. In one point browsers are followed and not the letter: a rowspan ends with
its row group, since rows that no `tr` makes are not printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS_SPANNED = 1000
MOST_ROWS_SPANNED = 65534
LEADING_NUMBER = re.compile(r"[ \t\n\f\r]*+\+?(?=[0-9])0*([0-9]*)")
LONGEST_NUMBER = 9  # digits: what is longer is beyond every limit anyway

Spans = tuple[int, int]  # (rowspan, colspan); a rowspan of 0 reaches to the end of the row group
SINGLE: Spans = (1, 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """`slots[row][column]` is the index of the cell that covers the slot, -1 if none does; cells count in row order.

    `anchors[index]` is the (row, column) of a cell's first slot, `overlaps` the indexes of cells that were to cover
    a slot of an earlier cell. Rows are rectangular.
    """

    slots: tuple[tuple[int, ...], ...]
    anchors: tuple[tuple[int, int], ...]
    overlaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A grid of more slots than may be made: how many rows and columns it asks for, at the least."""

    rows: int
    columns: int


def form_grid(groups: Sequence[Sequence[Sequence[Spans]]], most_slots: int) -> Grid | TooLarge:
    """The grid of row groups of rows of cells, tfoot already last; TooLarge if it has more than `most_slots`.

    Cost is linear in the number of slots and cells.
    """
    if all(spans == SINGLE for rows in groups for row in rows for spans in row):
        return _plain([row for rows in groups for row in rows], most_slots)
    forming = _Forming(most_slots)
    for group in groups:
        first = len(forming.rows)
        forming.rows += [{} for _ in group]
        forming.limit = len(forming.rows)
        for y, row in enumerate(group, first):
            if not forming.place(y, row):
                return TooLarge(sum(len(rows) for rows in groups), forming.width)
    if forming.width * len(forming.rows) > most_slots:
        return TooLarge(len(forming.rows), forming.width)
    columns = range(forming.width)
    slots = tuple(tuple([row.get(x, -1) for x in columns]) for row in forming.rows)
    return Grid(slots, tuple(forming.anchors), tuple(dict.fromkeys(forming.overlaps)))


def _plain(rows: Sequence[Sequence[Spans]], most_slots: int) -> Grid | TooLarge:
    """The grid of rows without spans."""
    width = max(map(len, rows), default=0)
    if width * len(rows) > most_slots:
        return TooLarge(len(rows), width)
    slots, anchors, first = [], [], 0
    for y, row in enumerate(rows):
        last = first + len(row)
        slots.append((*range(first, last), *(-1 for _ in range(width - len(row)))))
        anchors += [(y, x) for x in range(len(row))]
        first = last
    return Grid(tuple(slots), tuple(anchors), ())


class _Forming:
    """The grid while it is formed: `limit` is the row behind the row group."""

    def __init__(self, most_slots: int) -> None:
        self.rows: list[dict[int, int]] = []
        self.anchors: list[Spans] = []
        self.overlaps: list[int] = []
        self.width = self.limit = self.covered = 0
        self.most_slots = most_slots

    def place(self, y: int, cells: Sequence[Spans]) -> bool:
        """Place the cells of a row in its free slots; False once more slots are covered than may be."""
        row, x = self.rows[y], 0
        for rowspan, colspan in cells:
            while x in row:
                x += 1
            index = len(self.anchors)
            self.anchors.append((y, x))
            below = min(y + rowspan, self.limit) if rowspan else self.limit
            self.covered += (below - y) * colspan
            self.width = max(self.width, x + colspan)
            if self.covered > self.most_slots:
                return False
            if colspan == 1 and below == y + 1:
                row[x] = index
            else:
                self._cover(index, range(y, below), range(x, x + colspan))
            x += colspan
        return True

    def _cover(self, index: int, ys: range, xs: range) -> None:
        for y in ys:
            row = self.rows[y]
            for x in xs:
                if row.setdefault(x, index) != index:
                    self.overlaps.append(index)


def read_spans(rowspan: str | None, colspan: str | None) -> Spans:
    """The spans as the standard reads them: what is no number is 1, what is larger than allowed is the limit."""
    columns = _whole(colspan)
    rows = _whole(rowspan)
    return 1 if rows is None else min(rows, MOST_ROWS_SPANNED), min(columns or 1, MOST_COLUMNS_SPANNED)


def _whole(text: str | None) -> int | None:
    """The standard's rules for parsing non-negative integers (2.3.4.2): leading digits count, what follows does not."""
    if text is None:
        return None
    found = LEADING_NUMBER.match(text)
    return None if found is None else int(found[1][:LONGEST_NUMBER] or "0")
