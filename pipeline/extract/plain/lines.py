"""The lines of a plain text, and the columns of the screen at which their words stand.

Columns are those of a terminal with tab stops of eight: wide East Asian characters take two, combining marks none
(Unicode Standard Annex 11). What stands below each other on the screen has the same columns.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

from pipeline.extract.pipes import Extent, trim

TAB_STOP = 8
STROKES = "-=─━═"  # what rulers are made of
QUOTE_MARKS = re.compile(r"(?:>[ ]?)+")
WORDS = re.compile(r"[^ \t]++")
SEGMENTS = re.compile(r"[^ \t]++(?: [^ \t]++)*")
ZERO_WIDTH = ("Mn", "Me", "Cf")


class Piece(NamedTuple):
    """A run of characters: its columns on the screen (half-open) and its extent in the text."""

    left: int
    right: int
    start: int
    end: int


class Lines:
    """The lines of a text: `bare` without the white space around them, `whole` as printed; both without newlines."""

    def __init__(self, text: str) -> None:
        ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
        self.text = text
        self.whole = list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))
        self.bare = [trim(text, *line) for line in self.whole]
        self._stroked = [
            index for index, (start, end) in enumerate(self.bare) if start < end and text[start] in STROKES
        ]
        self.rulers: dict[int, tuple[tuple[int, int], ...]] = {}  # what `runs_of` found in a line

    def __len__(self) -> int:
        return len(self.bare)

    def is_blank(self, index: int) -> bool:
        """Whether a line holds only white space, or is behind the last one."""
        return index >= len(self.bare) or self.bare[index][0] == self.bare[index][1]

    def has_stroke(self, first: int, last: int) -> bool:
        """Whether one of the lines first to last (exclusive) begins as a ruler does."""
        found = bisect_left(self._stroked, first)
        return found < len(self._stroked) and self._stroked[found] < last

    def words(self, index: int) -> str:
        """A line without the white space around it."""
        start, end = self.bare[index]
        return self.text[start:end]

    def unquoted(self, index: int) -> tuple[str, Extent]:
        """(the marks of quotation that a line begins with, without blanks; the extent of what it quotes)."""
        start, end = self.bare[index]
        found = QUOTE_MARKS.match(self.text, start, end)
        return ("", (start, end)) if found is None else (found[0].replace(" ", ""), trim(self.text, found.end(), end))


def pieces(text: str, line: Extent, pattern: re.Pattern[str]) -> list[Piece]:
    """What a pattern finds in a line, with the columns of the screen; `line` begins at its first column."""
    start, end = line
    printed = text[start:end]
    if printed.isascii() and "\t" not in printed:
        return [
            Piece(found.start() - start, found.end() - start, found.start(), found.end())
            for found in pattern.finditer(text, start, end)
        ]
    columns = screen_columns(printed)
    return [
        Piece(columns[found.start() - start], columns[found.end() - start], found.start(), found.end())
        for found in pattern.finditer(text, start, end)
    ]


def screen_columns(printed: str) -> list[int]:
    """The column at which each character of a line stands, and the one behind the last."""
    return list(accumulate(printed, _advance, initial=0))


def _advance(column: int, character: str) -> int:
    if character == "\t":
        return column + TAB_STOP - column % TAB_STOP
    if character < "\u0300":
        return column + 1
    if unicodedata.combining(character) or unicodedata.category(character) in ZERO_WIDTH:
        return column
    return column + (2 if unicodedata.east_asian_width(character) in "WF" else 1)
