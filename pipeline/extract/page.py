"""The canonical text of a rendered document while it is written: blocks one below the other, and where they stand.

Blocks are parted by an empty line, items of a list follow each other. A row of a table is one line `| a | b |`, a pipe
within a cell is written `\\|`, so that a cell's span gives back its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.blocks import Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.document import BlockKind
    from pipeline.extract.pipes import Extent


class Extents(NamedTuple):
    """Where a table is written: where its cells start and end, row by row, and the extent of each row."""

    starts: list[int]
    ends: list[int]
    rows: list[Extent]


class Page:
    """Writes blocks; `leaves` tell where they are."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self._parts: list[str] = []
        self._at = 0

    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def passage(self, kind: BlockKind, lines: Sequence[str], level: int | None = None) -> None:
        """Write the lines of a block."""
        self._part(kind)
        self.leaves.append(Leaf(kind, tuple([self._line(line) for line in lines]), level))

    def table(self, rows: Iterable[Sequence[str]]) -> Extents:
        """Write the rows of a table, each the words of the cells that begin in it."""
        self._part("table")
        found = Extents([], [], [])
        for texts in rows:
            begin, at = self._at, self._at + 2
            for text in texts:
                printed = text.replace("|", "\\|")
                found.starts.append(at)
                at += len(printed)
                found.ends.append(at)
                self._parts += ("| ", printed, " ")
                at += 3
            self._at = at - 2
            found.rows.append((begin, self._line("|")[1]))
        self.leaves.append(Leaf("table", tuple(found.rows) or ((self._at, self._at),)))
        return found

    def _part(self, kind: BlockKind) -> None:
        """Leave an empty line below the block above; the items of a list follow each other."""
        if self.leaves and not self.leaves[-1].kind == kind == "list_item":
            self._line("")

    def _line(self, words: str) -> Extent:
        start = self._at
        self._parts += (words, "\n")
        self._at += len(words) + 1
        return start, start + len(words)
