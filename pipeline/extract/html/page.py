"""The canonical text of a page while it is written: passages and tables, and where each cell stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.blocks import Leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.document import BlockKind
    from pipeline.extract.html.cells import RawTable
    from pipeline.extract.pipes import Extent


class Printed(NamedTuple):
    """A table as written: the extent of each cell by row, and of each row; `caption` is its own, None if it has none
    and the block above may name it."""

    raw: RawTable
    number: int
    parent: int | None
    caption: str | None
    navigation: bool
    cells: tuple[tuple[Extent, ...], ...]
    rows: tuple[Extent, ...]


class Page:
    """Writes blocks one below the other; `leaves` and `tables` tell where they are.

    `edges` are the numbers of the leaves with which the main content begins and, at last, no longer goes on.
    """

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.tables: list[Printed] = []
        self.edges: list[int] = []
        self._parts: list[str] = []
        self._at = 0
        self._above_is_figures = False  # whether the last block is the caption of a figure, which names no other table

    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def passage(
        self, kind: BlockKind, lines: Sequence[str], level: int | None = None, captions_figure: bool = False
    ) -> None:
        """Write the lines of a block; an empty line stands between it and the block above."""
        self._part(kind)
        self._above_is_figures = captions_figure
        self.leaves.append(Leaf(kind, tuple([self._line(line) for line in lines]), level))

    def table(self, raw: RawTable, caption: str, *, navigation: bool, parent: int | None) -> int:
        """Write a table, below its own caption element if it has one; the table's number."""
        named = caption or ("" if self._above_is_figures else None)
        if raw.caption:
            self.passage("paragraph", (raw.caption,))
        self._part("table")
        cells, rows = [], []
        for row in raw.rows:
            start = self._at + 2
            extents = []
            for cell in row.cells:
                printed = cell.words.text.replace("|", "\\|")
                extents.append((start, start + len(printed)))
                self._parts += ("| ", printed, " ")
                start += len(printed) + 3
            cells.append(tuple(extents))
            begin, self._at = self._at, start - 2
            rows.append((begin, self._line("|")[1]))
        self._above_is_figures = False
        self.leaves.append(Leaf("table", tuple(rows) or ((self._at, self._at),)))
        number = len(self.tables) + 1
        self.tables.append(Printed(raw, number, parent, named, navigation, tuple(cells), tuple(rows)))
        return number

    def _part(self, kind: BlockKind) -> None:
        """Leave an empty line below the block above; the items of a list follow each other."""
        if self.leaves and not self.leaves[-1].kind == kind == "list_item":
            self._line("")

    def _line(self, words: str) -> Extent:
        start = self._at
        self._parts += (words, "\n")
        self._at += len(words) + 1
        return start, start + len(words)
