"""Rows found again in the files that they came from: the line that each begins in, and its text as it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.rows.gate.batches import Tally, is_comment, open_part, read_block
from pipeline.rows.gate.tokens import records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from pipeline.rows.gate.dialect import Dialect


class Place(NamedTuple):
    """A row's place: its `row` among all rows of data, its `number` as in `_row`, its file (from 0), the line there."""

    row: int
    number: int
    file: int
    line: int
    text: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows that are looked for, by what they are counted by: rows of data from 1, or `_row`."""

    rows: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.rows) + len(self.numbers)

    def has(self, row: int, number: int) -> bool:
        return row in self.rows or number in self.numbers

    def between(self, before: tuple[int, int], after: tuple[int, int]) -> bool:
        """Whether one of them is among those that were read between two states of (row, number)."""
        rows, numbers = range(before[0] + 1, after[0] + 1), range(before[1] + 1, after[1] + 1)
        return any(row in rows for row in self.rows) or any(number in numbers for number in self.numbers)


def find_rows(
    reads: Sequence[Callable[[int], bytes]],
    dialect: Dialect,
    width: int,
    *,
    rows: Collection[int] = (),
    numbers: Collection[int] = (),
) -> Iterator[Place]:
    """The place of each row that is there, in the order of the files, which are read no further than need be.

    Raises StructureFault where a file cannot be read that far.
    """
    wanted, tally = Wanted(frozenset(rows), frozenset(numbers)), Tally()
    left = len(wanted)
    for file, read in enumerate(reads):
        part = open_part(read, dialect)
        # The header of a file that goes on is not counted again.
        tally.record = part.record if not tally.rows else tally.record
        tally.line = part.line
        for block in (part.rest, *part.blocks) if left else ():
            for place in _in_block(block, dialect, width, tally, wanted):
                left -= 1
                yield place._replace(file=file)
            if not left:
                return


def _in_block(block: bytes, dialect: Dialect, width: int, tally: Tally, wanted: Wanted) -> Iterator[Place]:
    row, number, line = tally.rows, tally.record, tally.line
    for _batch in read_block(block, dialect, width, tally):
        pass
    if not wanted.between((row, number), (tally.rows, tally.record)):
        return
    start = lines = 0
    for found in records(block, dialect, number + 1, line + 1):
        number += 1
        blank = dialect.skip_blank and not any(found.cells)
        if not blank and not is_comment(found.cells, number, dialect):
            row += 1
            if wanted.has(row, number):
                text = block[start : found.end].decode().rstrip("\r\n")
                yield Place(row, number, 0, line + lines + 1, text, found.cells)
        start, lines = found.end, found.lines
