"""Plain text, as extractors and people write it: one paragraph a line, or wrapped lines with blank lines between.

No markup is read but tables (`pipes`, `plain`), quoted ones too (`> | a | b |`), and list marks. A line goes on with
the line before it only where that was wrapped: no sentence had ended, and the line begins in lower case or its first
word would not have fit into the width of the run.
A heading is a bare line: short, one line, with letters, without a final mark, and with another block after it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.blocks import CAPTION, Leaf
from pipeline.extract.marks import note_begins
from pipeline.extract.pipes import Extent, is_bounded
from pipeline.extract.plain.find import Finder
from pipeline.extract.plain.lines import Lines
from pipeline.extract.plain.piped import read_piped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST_MARK = re.compile(r"(?:[-*+•‣▪◦·–]|\d{1,3}[.)]|[A-Za-z][.)])[ \t]+(?=\S)")
SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]]*$")
LONGEST_HEADING = 120  # characters
WRAPPED_WIDTHS = (40, 120)  # a run whose longest line is outside of these was not wrapped by anybody


def read_text(text: str) -> list[Leaf]:
    """The leaves of a plain text, in order; every printed line belongs to exactly one."""
    return _with_headings(text, list(_leaves(Lines(text))))


def _leaves(lines: Lines) -> Iterator[Leaf]:
    behind = 0
    for first, leaf, last in _tables(lines):
        yield from _prose(lines, range(behind, first))
        yield leaf
        behind = last
    yield from _prose(lines, range(behind, len(lines)))


def _prose(lines: Lines, indexes: range) -> Iterator[Leaf]:
    run: list[Extent] = []
    for index in indexes:
        line = lines.bare[index]
        mark = LIST_MARK.match(lines.text, *line)
        if mark is None and not lines.is_blank(index):
            run.append(line)
            continue
        yield from _paragraphs(lines.text, run)
        run = []
        if mark is not None:
            yield Leaf("list_item", ((mark.end(), line[1]),))
    yield from _paragraphs(lines.text, run)


def _tables(lines: Lines) -> Iterator[tuple[int, Leaf, int]]:
    """(first line, table, line behind it) for each table."""
    finder = Finder(lines)
    index = 0
    while index < len(lines):
        found = _table_at(lines, finder, index)
        if found is not None:
            yield found
        index = index + 1 if found is None else found[2]


def _table_at(lines: Lines, finder: Finder, index: int) -> tuple[int, Leaf, int] | None:
    """The table that is found at a line; it may begin below it, where the block has other lines first."""
    if lines.is_blank(index):
        return None
    found = finder.box(index)
    if found is None and finder.is_box(index):
        return None
    if found is None:
        piped = read_piped(lines, index)
        if piped is not None:
            return index, *piped
        found = finder.columns(index)
    if found is None:
        return None
    extents = found.extents or tuple(lines.bare[found.first : found.last])
    return found.first, Leaf("table", extents, drawn=found.drawn), found.last


def _paragraphs(text: str, run: Sequence[Extent]) -> Iterator[Leaf]:
    if not run:
        return
    width = max(end - start for start, end in run)
    wrapped = WRAPPED_WIDTHS[0] <= width <= WRAPPED_WIDTHS[1]
    lines = [run[0]]
    for line, below in pairwise(run):
        if not (wrapped and _goes_on(text, line, below, width)):
            yield Leaf("paragraph", tuple(lines))
            lines = []
        lines.append(below)
    yield Leaf("paragraph", tuple(lines))


def _goes_on(text: str, line: Extent, below: Extent, width: int) -> bool:
    if SENTENCE_END.search(text[line[0] : line[1]]) is not None:
        return False
    word = text[below[0] : below[1]].split(maxsplit=1)[0]
    return word[0].islower() or line[1] - line[0] + 1 + len(word) > width


def _with_headings(text: str, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, bare lines as headings; a note directly below a table or another note is none."""
    last, below_table, result = len(leaves) - 1, False, []
    for index, leaf in enumerate(leaves):
        is_note = below_table and note_begins(text[leaf.start : leaf.end]) is not None
        named = index < last and not is_note and _is_heading(text, leaf)
        result.append(Leaf("heading", leaf.lines, level=1) if named else leaf)
        below_table = leaf.kind == "table" or is_note
    return result


def _is_heading(text: str, leaf: Leaf) -> bool:
    words = text[leaf.start : leaf.end]
    if leaf.kind != "paragraph" or len(leaf.lines) > 1 or len(words) > LONGEST_HEADING or CAPTION.match(words):
        return False
    return not is_bounded(text, *leaf.lines[0]) and words[-1] not in ".,;:…" and any(char.isalpha() for char in words)
