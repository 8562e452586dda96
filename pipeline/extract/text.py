"""Plain text, as extractors and people write it: one paragraph a line, or wrapped lines with blank lines between.

No markup is read but pipe tables and list marks. A line goes on with the line before it only where that was wrapped:
no sentence had ended, and the line begins in lower case or its first word would not have fit into the width of the run.
A heading is a bare line: short, one line, with letters, without a final mark, and with another block after it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.blocks import Leaf, settled
from pipeline.extract.pipes import Extent, has_pipe, is_bounded, trim
from pipeline.extract.rows import TableKind, table_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST_MARK = re.compile(r"(?:[-*+•‣▪◦·–]|\d{1,3}[.)]|[A-Za-z][.)])[ \t]+(?=\S)")
SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]]*$")
LONGEST_HEADING = 120  # characters
WRAPPED_WIDTHS = (40, 120)  # a run whose longest line is outside of these was not wrapped by anybody


def read_text(text: str) -> list[Leaf]:
    """The leaves of a plain text, in order; every printed line belongs to exactly one."""
    return _with_headings(text, list(_leaves(text, _lines(text))))


def _lines(text: str) -> list[Extent]:
    """The trimmed extent of each line; a blank one has start == end."""
    ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [trim(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _leaves(text: str, lines: Sequence[Extent]) -> Iterator[Leaf]:
    run: list[Extent] = []
    index = 0
    while index < len(lines):
        kind = table_start(text, *_pair(lines, index))
        mark = LIST_MARK.match(text, *lines[index])
        if kind is None and mark is None and lines[index][0] < lines[index][1]:
            run.append(lines[index])
            index += 1
            continue
        yield from _paragraphs(text, run)
        run = []
        last = index + 1 if kind is None else _table_end(text, lines, index, kind)
        if kind is not None:
            yield settled(text, Leaf("table", tuple(lines[index:last]), delimited=kind == "delimited"))
        elif mark is not None:
            yield Leaf("list_item", ((mark.end(), lines[index][1]),))
        index = last
    yield from _paragraphs(text, run)


def _table_end(text: str, lines: Sequence[Extent], first: int, kind: TableKind) -> int:
    """The index behind the table's last line; a line without a pipe ends it: text has no other sign."""
    bounded = kind == "bounded" or is_bounded(text, *lines[first])
    for index in range(first + (1 if kind == "bounded" else 2), len(lines)):
        if not (is_bounded(text, *lines[index]) if bounded else has_pipe(text, *lines[index])):
            return index
        if kind == "bounded" and table_start(text, *_pair(lines, index)) == "delimited":
            return index
    return len(lines)


def _pair(lines: Sequence[Extent], index: int) -> tuple[Extent, Extent | None]:
    return lines[index], lines[index + 1] if index + 1 < len(lines) else None


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
    last = len(leaves) - 1
    return [
        Leaf("heading", leaf.lines, level=1) if index < last and _is_heading(text, leaf) else leaf
        for index, leaf in enumerate(leaves)
    ]


def _is_heading(text: str, leaf: Leaf) -> bool:
    words = text[leaf.start : leaf.end]
    if leaf.kind != "paragraph" or len(leaf.lines) > 1 or len(words) > LONGEST_HEADING:
        return False
    return not is_bounded(text, *leaf.lines[0]) and words[-1] not in ".,;:…" and any(char.isalpha() for char in words)
