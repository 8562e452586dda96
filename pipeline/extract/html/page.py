"""The canonical text of a page while it is written: passages and tables, and where each cell stands in it."""

from __future__ import annotations

from itertools import accumulate, islice, repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.blocks import Leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.document import BlockKind
    from pipeline.extract.html.cells import RawTable
    from pipeline.extract.pipes import Extent

OPEN, BETWEEN, CLOSE = "| ", " | ", " |\n"


class Printed(NamedTuple):
    """A table as written: `place` is where it stands among the tables of the document, from 0; `starts` and `ends` are
    those of its cells, `start` and `end` its own. `caption` is its own, None if it has none and the block above may
    name it."""

    raw: RawTable
    place: int
    number: int
    parent: int | None
    caption: str | None
    navigation: bool
    starts: list[int]
    ends: list[int]
    start: int
    end: int

    def row_extents(self) -> list[Extent]:
        """Where each row stands, bars included."""
        extents, at, cell = [], self.start, 0
        for width in map(len, self.raw.rows):
            cell += width
            end = self.ends[cell - 1] + len(CLOSE) - 1 if width else at + 1
            extents.append((at, end))
            at = end + 1
        return extents


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
        kind = "caption" if captions_figure and kind == "paragraph" else kind
        self._part(kind)
        self._above_is_figures = captions_figure
        start = self._at
        if len(lines) == 1:  # nearly every block
            self._parts += (lines[0], "\n")
            end = start + len(lines[0])
            self._at = end + 1
            self.leaves.append(Leaf(kind, ((start, end),), level))
            return
        ends = list(accumulate(map(len, lines), lambda end, length: end + 1 + length, initial=start - 1))[1:]
        self._parts += ("\n".join(lines), "\n")
        self._at = ends[-1] + 1
        extents = tuple((end - len(line), end) for line, end in zip(lines, ends, strict=True))
        self.leaves.append(Leaf(kind, extents, level))

    def table(self, raw: RawTable, place: int, caption: str, *, navigation: bool, parent: int | None) -> int:
        """Write a table, below its own caption element if it has one; the table's number."""
        named = caption or ("" if self._above_is_figures else None)
        if raw.caption:
            self.passage("paragraph", (raw.caption,))
        self._part("table")
        widths = list(map(len, raw.rows))
        texts = [text.replace("|", "\\|") for text in raw.texts] if "|" in "".join(raw.texts) else raw.texts
        start, written = self._at, _written(texts, widths)
        starts, ends = _extents(start, list(map(len, texts)), widths)
        self._parts.append(written)
        self._at += len(written)
        end = max(self._at - 1, start)
        self._above_is_figures = False
        self.leaves.append(Leaf("table", ((start, end),)))
        number = len(self.tables) + 1
        self.tables.append(Printed(raw, place, number, parent, named, navigation, starts, ends, start, end))
        return number

    def _part(self, kind: BlockKind) -> None:
        """Leave an empty line below the block above; the items of a list follow each other."""
        if self.leaves and not self.leaves[-1].kind == kind == "list_item":
            self._parts.append("\n")
            self._at += 1


def _written(texts: Sequence[str], widths: Sequence[int]) -> str:
    """The rows as written: `| a | b |`, a row without cells as one bar."""
    cells = iter(texts)
    return "".join([OPEN + BETWEEN.join(islice(cells, width)) + CLOSE if width else "|\n" for width in widths])


def _extents(at: int, lengths: Sequence[int], widths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Where the cells of a table that is written at `at` begin and end, `lengths` being those of their texts."""
    gaps: list[int] = []  # from the end of a cell to the begin of the next one
    known: dict[int, list[int]] = {}
    for width in widths:
        if not width:
            at, gaps[-1:] = (at, [gaps[-1] + len("|\n")]) if gaps else (at + len("|\n"), [])
            continue
        if width not in known:
            known[width] = [*repeat(len(BETWEEN), width - 1), len(CLOSE) + len(OPEN)]
        gaps += known[width]
    starts = list(accumulate(map(add, lengths, gaps), initial=at + len(OPEN)))
    starts.pop()
    return starts, list(map(add, starts, lengths))
