"""What both readers make of a document: leaves in order, from which blocks, captions and heading paths follow.

A leaf keeps the extent of each of its lines without markers and indentation, so that a table in a list or a quotation
is split where its rows really stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Block, BlockKind
from pipeline.extract.pipes import is_bounded, is_delimiter, split_row
from pipeline.extract.plain.doubt import is_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.drawn import Drawn
    from pipeline.extract.pipes import Extent
    from pipeline.table import Table

CAPTION = re.compile(r"(?:Table)?: +(\S.{0,199})\Z")
LONGEST_CAPTION = 200  # characters; a longer line above a table is a paragraph, not its caption


class Leaf(NamedTuple):
    """A block with its lines; `delimited` tells a table whose second line is a GFM delimiter row, `drawn` has the
    cells of one that was found by where they stand, `html` tells an HTML block, `hosted` has the tables of one."""

    kind: BlockKind
    lines: tuple[Extent, ...]
    level: int | None = None
    delimited: bool = False
    drawn: Drawn | None = None
    html: bool = False
    hosted: tuple[Table, ...] = ()

    @property
    def start(self) -> int:
        """Where its first line begins, markers (`-`, `#`, `>`) left out."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1][1]


def settled(text: str, leaf: Leaf) -> Leaf:
    """The leaf, or a paragraph if it began like a table without a delimiter row and is none.

    Such a table has two rows or more besides delimiter rows. It is a drawing and no table if a third of its filled
    cells are strokes and arrows, or if it is one column that is not written as `| words |` in every line.
    """
    if leaf.kind != "table" or leaf.delimited:
        return leaf
    rows = [split_row(text, *line) for line in leaf.lines if not is_delimiter(text, *line)]
    if len(rows) < 2 or is_drawing([[text[start:end] for start, end in row] for row in rows]):
        return Leaf("paragraph", leaf.lines)
    narrow = all(len(row) < 2 for row in rows) and not all(_is_set_off(text, *line) for line in leaf.lines)
    return Leaf("paragraph", leaf.lines) if narrow else leaf


def _is_set_off(text: str, start: int, end: int) -> bool:
    """Whether a blank stands behind the first pipe and one before the last."""
    return text[start + 1].isspace() and text[end - 2].isspace()


def as_block(leaf: Leaf) -> Block:
    """The leaf as readers of a Document see it."""
    return Block(leaf.kind, leaf.lines[0][0], leaf.lines[-1][1], leaf.level)


def captions(text: str, leaves: Sequence[Leaf]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(caption, heading path) for each leaf: the one-line block directly above a table, "" for what is none, and the
    headings it stands under.

    Below a drawn table, a paragraph that begins with `Table:` or `:` is its caption, as pandoc writes it, unless
    another table follows, which it could name as well.
    """
    path: tuple[tuple[int, str], ...] = ()
    titles: tuple[str, ...] = ()
    above: Leaf | None = None
    for index, leaf in enumerate(leaves):
        own = _caption_below(text, leaves[index + 1 : index + 3]) if leaf.drawn else ""
        yield own or (_caption(text, above) if leaf.kind == "table" else ""), titles
        above = leaf
        if leaf.kind == "heading":
            level = leaf.level or 1
            path = (*(entry for entry in path if entry[0] < level), (level, _words(text, leaf)))
            titles = tuple(title for _, title in path)


def _caption_below(text: str, leaves: Sequence[Leaf]) -> str:
    if not leaves or leaves[0].kind not in ("paragraph", "heading") or (len(leaves) > 1 and leaves[1].kind == "table"):
        return ""
    found = CAPTION.match(_words(text, leaves[0]))
    return "" if found is None else found[1]


def _caption(text: str, above: Leaf | None) -> str:
    if above is None or above.kind not in ("heading", "paragraph") or len(above.lines) > 1:
        return ""
    words = _words(text, above)
    if is_bounded(text, *above.lines[0]):  # a lone row, or the rule above a table: never its name
        return ""
    return words if len(words) <= LONGEST_CAPTION else ""


def _words(text: str, leaf: Leaf) -> str:
    return " ".join(" ".join(text[start:end] for start, end in leaf.lines).split())
