"""What both readers make of a document: leaves in order, from which blocks, captions and heading paths follow.

A leaf keeps the extent of each of its lines without markers and indentation, so that a table in a list or a quotation
is split where its rows really stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import Block, BlockKind
from pipeline.extract.pipes import is_bounded, is_delimiter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pipes import Extent

LONGEST_CAPTION = 200  # characters; a longer line above a table is a paragraph, not its caption


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block with its lines; `delimited` tells a table whose second line is a GFM delimiter row."""

    kind: BlockKind
    lines: tuple[Extent, ...]
    level: int | None = None
    delimited: bool = False

    @property
    def start(self) -> int:
        """Where its first line begins, markers (`-`, `#`, `>`) left out."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1][1]


def settled(text: str, leaf: Leaf) -> Leaf:
    """The leaf, or a paragraph if it began like a table but holds only one row besides delimiter rows."""
    if leaf.kind != "table" or leaf.delimited:
        return leaf
    rows = sum(not is_delimiter(text, *line) for line in leaf.lines)
    return leaf if rows > 1 else Leaf("paragraph", leaf.lines)


def as_block(leaf: Leaf) -> Block:
    """The leaf as readers of a Document see it."""
    return Block(kind=leaf.kind, start=leaf.start, end=leaf.end, level=leaf.level)


def captions(text: str, leaves: Sequence[Leaf]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(caption, heading path) for each leaf: the one-line block directly above it, and the headings it stands under."""
    path: tuple[tuple[int, str], ...] = ()
    above: Leaf | None = None
    for leaf in leaves:
        yield _caption(text, above), tuple(title for _, title in path)
        above = leaf
        if leaf.kind == "heading":
            level = leaf.level or 1
            path = (*(entry for entry in path if entry[0] < level), (level, _words(text, leaf)))


def _caption(text: str, above: Leaf | None) -> str:
    if above is None or above.kind not in ("heading", "paragraph") or len(above.lines) > 1:
        return ""
    words = _words(text, above)
    if is_bounded(text, *above.lines[0]):  # a lone row, or the rule above a table: never its name
        return ""
    return words if len(words) <= LONGEST_CAPTION else ""


def _words(text: str, leaf: Leaf) -> str:
    return " ".join(" ".join(text[start:end] for start, end in leaf.lines).split())
