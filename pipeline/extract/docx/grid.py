"""Rows of cells become the slots of a grid (ISO/IEC 29500-1, 17.4): columns by w:gridSpan, rows by w:vMerge.

w:gridBefore and w:gridAfter leave slots empty. A cell that continues a merge (17.4.84) belongs to the cell above it if
that is merged, begins in the same column and spans as many; otherwise, and without a start, it is a cell of its own.
Words in a cell that is merged away are not shown by any word processor: they are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.grid import TooLarge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.docx.raw import RawCell, RawRow


class Grid(NamedTuple):
    """`slots[row][column]` is the index in `cells` of the cell that covers the slot, -1 if none does; rectangular.

    `anchors[index]` is the (row, column) of a cell's first slot, `printed[row]` are the indexes of the cells that begin
    in a row, `short` the rows that the document leaves without an end, `lost` (index of the cell above, cell) for each
    cell with words that is merged away.
    """

    slots: tuple[tuple[int, ...], ...]
    cells: tuple[RawCell, ...]
    anchors: tuple[tuple[int, int], ...]
    printed: tuple[range, ...]
    short: tuple[tuple[int, int], ...]
    lost: tuple[tuple[int, RawCell], ...]


def form_grid(rows: Sequence[RawRow], most_slots: int) -> Grid | TooLarge:
    """The grid of rows; TooLarge if it has more than `most_slots`. Cost is linear in the number of slots."""
    width = max((row.before + sum(cell.columns for cell in row.cells) + row.after for row in rows), default=0)
    if width * len(rows) > most_slots:
        return TooLarge(len(rows), width)
    forming = _Forming()
    for y, row in enumerate(rows):
        forming.place(y, row)
    slots = tuple((*row, *(-1 for _ in range(width - len(row)))) for row in forming.rows)
    short = tuple((y, len(row)) for y, row in enumerate(forming.rows) if len(row) < width)
    return Grid(slots, tuple(forming.cells), tuple(forming.anchors), tuple(forming.printed), short, tuple(forming.lost))


class _Forming:
    """The grid while it is formed; `above` are the merges that reach into the next row, by their first column."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self.cells: list[RawCell] = []
        self.anchors: list[tuple[int, int]] = []
        self.printed: list[range] = []
        self.lost: list[tuple[int, RawCell]] = []
        self.above: dict[int, tuple[int, int]] = {}

    def place(self, y: int, row: RawRow) -> None:
        """Place the cells of a row."""
        slots, merges, first = [-1] * row.before, {}, len(self.cells)
        for cell in row.cells:
            x = len(slots)
            index, columns = self.above.get(x, (-1, 0))
            if cell.merge == "continue" and columns == cell.columns:
                self.lost += [(index, cell)] if cell.pieces else []
            else:
                index = len(self.cells)
                self.cells.append(cell)
                self.anchors.append((y, x))
            if cell.merge:
                merges[x] = (index, cell.columns)
            slots += [index] * cell.columns
        self.rows.append(slots + [-1] * row.after)
        self.printed.append(range(first, len(self.cells)))
        self.above = merges
