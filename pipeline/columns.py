"""Rows of cells kept by column: what a page prints in tens of thousands of cells, without an object for each of them.

A cell is made when its row is asked for, so that whoever needs only texts and spans (the check of spans, a document's
JSON) does not pay for cells, and locators are not worked out for readers who never look at them.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, overload

from pipeline.table import NO_NOTES, row_of_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipeline.table import Cell, Role


class Columns(NamedTuple):
    """Every cell of a grid of `width` columns, row by row, by what it has; `notes` by the number of the cell.

    `locators` gives those of all cells, as many as `texts`; None where no cell has one.
    """

    width: int
    texts: list[str]
    starts: list[int]
    ends: list[int]
    roles: list[Role]
    notes: Mapping[int, tuple[str, ...]]
    locators: Callable[[], Sequence[str | None]] | None


class ColumnRows:
    """An immutable sequence of rows, equal to the tuple of tuples of Cell that it stands for.

    A row that is asked for by its number is kept; going through all of them keeps none.
    """

    __slots__ = ("_locators", "_made", "columns")

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._made: dict[int, tuple[Cell, ...]] = {}
        self._locators: Sequence[str | None] | None = None

    def locators(self) -> Sequence[str | None] | None:
        """The locators of all cells, worked out once."""
        if self._locators is None and self.columns.locators is not None:
            self._locators = self.columns.locators()
        return self._locators

    def __len__(self) -> int:
        """How many rows there are; a grid without columns has none."""
        return len(self.columns.texts) // self.columns.width if self.columns.width else 0

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Cell, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | tuple[tuple[Cell, ...], ...]:
        """A row, or some of them."""
        if isinstance(index, slice):
            return tuple(self[row] for row in range(*index.indices(len(self))))
        row = range(len(self))[index]
        if row not in self._made:
            self._made[row] = self._row(row)
        return self._made[row]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Every row."""
        return (self._made.get(row) or self._row(row) for row in range(len(self)))

    def __contains__(self, row: object) -> bool:
        """Whether one of the rows equals `row`."""
        return any(row == own for own in self)

    def __eq__(self, other: object) -> bool:
        """Whether the rows are the same, however they are kept."""
        if not isinstance(other, ColumnRows | tuple):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """That of the tuple."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """That of the tuple."""
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[object, ...]], tuple[tuple[tuple[Cell, ...], ...]]]:
        """Pickled, it is the tuple."""
        return tuple, (tuple(self),)

    def _row(self, row: int) -> tuple[Cell, ...]:
        width, texts, starts, ends, roles, notes, _locators = self.columns
        first, last = row * width, (row + 1) * width
        locators = self.locators()
        return row_of_cells(
            row,
            texts[first:last],
            starts[first:last],
            ends[first:last],
            roles[first:last],
            notes=[notes.get(cell, NO_NOTES) for cell in range(first, last)] if notes else repeat(NO_NOTES),
            locators=repeat(None) if locators is None else locators[first:last],
        )


def extents(rows: tuple[tuple[Cell, ...], ...] | ColumnRows) -> tuple[list[str], list[int], list[int]]:
    """The texts, starts and ends of all cells of a table, however its rows are kept."""
    if isinstance(rows, ColumnRows):
        columns = rows.columns
        return columns.texts, columns.starts, columns.ends
    cells = [cell for row in rows for cell in row]
    return [cell.text for cell in cells], [cell.start for cell in cells], [cell.end for cell in cells]


def printed_row(rows: tuple[tuple[Cell, ...], ...] | ColumnRows, number: int) -> list[tuple[str, int, int]]:
    """The text, start and end of each cell of a row, for those who need no more of it: no cell is made."""
    if not isinstance(rows, ColumnRows):
        return [cell[:3] for cell in rows[number]]
    columns = rows.columns
    row = slice(number * columns.width, (number + 1) * columns.width)
    return list(zip(columns.texts[row], columns.starts[row], columns.ends[row], strict=True))
