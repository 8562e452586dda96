"""Markdown as GFM specifies it (spec sections 3 to 5), as far as it decides where tables, headings and prose stand.

Each line is read once, by `_step`, into the piece of a block that it adds; pieces are gathered into leaves. Inline
structure is not read: cells and paragraphs keep their marks. Departures from the specification, each for the sake of
tables:

- A line above a matching delimiter row is the header of a table even if it begins like a list item or a heading (`# |
  1 | 2`).
- Tables without a delimiter row (`rows`) are found as well; a paragraph does not run on over the beginning of a table.
- A YAML front matter is code, not a heading. Reference definitions are paragraphs. Nesting ends at
  `containers.DEEPEST`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.extract.blocks import Leaf, settled
from pipeline.extract.containers import DEEPEST, QUOTE, Containers, Cursor, cursor_at, match, open_container
from pipeline.extract.pipes import Extent, is_bounded
from pipeline.extract.rows import TableKind, table_start
from pipeline.extract.starts import Raw, heading, is_break, raw_ends, raw_start, underline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.document import BlockKind

HTML_TABLE = re.compile(r"<table[\s/>]", re.IGNORECASE)
LINE = re.compile(r"^.*", re.MULTILINE)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?:[\w.-]+[ \t]*:|[ \t]+\S|- |#)[^\n]*\n)+?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")

OpenLeaf = Literal["prose", "code"] | Raw | TableKind


class Piece(NamedTuple):
    """What one line adds: a line to the leaf before it, or (`opens`) a new leaf. An underline adds only a level."""

    kind: BlockKind
    line: Extent
    opens: bool = True
    level: int | None = None
    delimited: bool = False
    html: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What is open between two lines."""

    containers: Containers = ()
    leaf: OpenLeaf | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A line inside of its containers; `inside` all that were open, and how many of them it opened itself."""

    cursor: Cursor
    containers: Containers
    inside: bool
    opened: int = 0

    @property
    def line(self) -> Extent:
        """The extent of the line's content."""
        return self.cursor.pos, self.cursor.end


def read_markdown(text: str) -> list[Leaf]:
    """The leaves of a Markdown text, in order, those in quotations and lists included."""
    leaves = [settled(text, leaf) for leaf in _gather(_pieces(text))]
    if not any(leaf.html for leaf in leaves) or HTML_TABLE.search(text) is None:
        return leaves
    # Late, since the parser costs more to import than most texts cost to read.
    from pipeline.extract.embedded import with_html_tables

    return list(with_html_tables(text, leaves))


def _gather(pieces: Iterable[Piece]) -> Iterator[Leaf]:
    first: Piece | None = None
    lines: list[Extent] = []
    for piece in pieces:
        if piece.opens:
            yield from _leaf(first, lines)
            first, lines = piece, [piece.line]
        elif piece.kind == "heading" and first is not None:
            first = first._replace(kind="heading", level=piece.level)
        else:
            lines.append(piece.line)
    yield from _leaf(first, lines)


def _leaf(first: Piece | None, lines: Sequence[Extent]) -> Iterator[Leaf]:
    if first is not None:
        yield Leaf(first.kind, tuple(lines), first.level, first.delimited, html=first.html)


def _pieces(text: str) -> Iterator[Piece]:
    matter = FRONT_MATTER.match(text)
    body = 0 if matter is None else matter.end()
    if matter is not None:
        yield Piece("code", (0, len(text[:body].rstrip())))
    lines = [_line(text, found) for found in LINE.finditer(text, body)]
    state = State()
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        state, piece = _step(text, line, below, state)
        if piece is not None:
            yield piece


def _line(text: str, found: re.Match[str]) -> Cursor:
    return cursor_at(text, found.start(), 0, found.start() + len(found[0].rstrip()))


def _step(text: str, line: Cursor, below: Cursor | None, state: State) -> tuple[State, Piece | None]:
    depth, cursor = match(text, line, state.containers)
    place = Place(cursor, state.containers[:depth], depth == len(state.containers))
    if place.inside and isinstance(state.leaf, Raw):
        return _in_raw(text, place, state.leaf)
    if cursor.blank:
        return State(place.containers, "code" if place.inside and state.leaf == "code" else None), None
    if place.inside and _is_row(text, place, below, state.leaf):
        return state, Piece("table", place.line, opens=False)
    in_prose = state.leaf == "prose"
    place = _opened(text, place, below, in_paragraph=in_prose and place.inside)
    begun = _begun(text, place, below, in_paragraph=in_prose)
    if begun is not None:
        return begun
    return _plain(text, place, state)


def _in_raw(text: str, place: Place, raw: Raw) -> tuple[State, Piece | None]:
    leaf = None if raw_ends(text, place.cursor, raw) else raw
    piece = None if place.cursor.blank else Piece("code", place.line, opens=False)
    return State(place.containers, leaf), piece


def _is_row(text: str, place: Place, below: Cursor | None, leaf: OpenLeaf | None) -> bool:
    """Whether the line goes on with the open table; one without a delimiter row ends where one with it begins."""
    if place.cursor.is_code or leaf not in ("delimited", "bounded"):
        return False
    if leaf == "delimited":
        return not _breaks_table(text, place.cursor)
    return is_bounded(text, *place.line) and _table(text, place, below) != "delimited"


def _breaks_table(text: str, cursor: Cursor) -> bool:
    """GFM spec 4.10: a table ends at the beginning of another block."""
    return (
        open_container(text, cursor, in_paragraph=False) is not None
        or heading(text, cursor) is not None
        or is_break(text, cursor)
        or raw_start(text, cursor, in_paragraph=True) is not None
    )


def _opened(text: str, place: Place, below: Cursor | None, *, in_paragraph: bool) -> Place:
    """The place inside of the containers that the line opens."""
    while len(place.containers) < DEEPEST and not is_break(text, place.cursor):
        found = open_container(text, place.cursor, in_paragraph=in_paragraph and not place.opened)
        if found is None:
            break
        container, cursor = found
        inner = Place(cursor, (*place.containers, container), place.inside, place.opened + 1)
        if container != QUOTE and _table(text, place, below) is not None and _table(text, inner, below) is None:
            break
        place = inner
    return place


def _table(text: str, place: Place, below: Cursor | None) -> TableKind | None:
    cursor = place.cursor
    if below is None or cursor.is_code or text.find("|", cursor.pos, cursor.end) < 0:
        return None
    depth, under = match(text, below, place.containers)
    if depth < len(place.containers) or under.is_code or under.blank:
        return None
    if open_container(text, under, in_paragraph=True) is not None:  # `- | -` is a list item
        return None
    return table_start(text, place.line, (under.pos, under.end))


def _begun(text: str, place: Place, below: Cursor | None, *, in_paragraph: bool) -> tuple[State, Piece | None] | None:
    """What begins with this line, whatever was open; None for a line of prose or indented code."""
    raw = raw_start(text, place.cursor, in_paragraph=in_paragraph and not place.opened)
    if raw is not None:
        ended = not raw.fence and raw_ends(text, place.cursor, raw)
        return State(place.containers, None if ended else raw), Piece("code", place.line, html=not raw.fence)
    table = _table(text, place, below)
    if table is not None:
        return State(place.containers, table), Piece("table", place.line, delimited=table == "delimited")
    title = heading(text, place.cursor)
    if title is not None:
        level, words = title
        return State(place.containers), Piece("heading", words, level=level) if words[0] < words[1] else None
    if place.cursor.blank:
        return State(place.containers), None
    return None


def _plain(text: str, place: Place, state: State) -> tuple[State, Piece | None]:
    goes_on = place.inside and not place.opened
    level = underline(text, place.cursor)
    if goes_on and state.leaf == "prose" and level is not None:
        return State(place.containers), Piece("heading", place.line, opens=False, level=level)
    if is_break(text, place.cursor):
        return State(place.containers), None
    if state.leaf == "prose" and not place.opened:  # a lazy line as well: GFM spec 5.1
        return state, Piece("paragraph", place.line, opens=False)
    if place.cursor.is_code:
        return State(place.containers, "code"), Piece("code", place.line, opens=not (goes_on and state.leaf == "code"))
    in_item = place.opened > 0 and place.containers[-1] != QUOTE
    return State(place.containers, "prose"), Piece("list_item" if in_item else "paragraph", place.line)
