"""Rulers, and which column of a ruler each word of a line belongs to.

A ruler is a line of runs of one stroke (`-` `=` `─` `━` `═`). One of two runs or more has a column below each run:

1. A word belongs to the column whose run it stands below.
2. A word below no run belongs to the column of the one neighbour that it is a single blank away from; behind the last
   run there is only the last column.
3. Words of two columns do not stand a single blank apart, unless both runs do and each word keeps to its own.
4. A line that does not hold to this (a word below two runs, or beside none) does not fit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.plain.lines import STROKES, WORDS, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.plain.lines import Lines

RULER = re.compile(r"(?P<stroke>[-=─━═])(?P=stroke)*(?: ++(?P=stroke)+)*")
SHORTEST_RULER = 3  # characters

Run = tuple[int, int]  # columns of the screen, half-open


def runs_of(lines: Lines, index: int) -> tuple[Run, ...]:
    """The runs of the ruler in a line; none if it is no ruler. Each line is looked at once."""
    if index >= len(lines) or lines.is_blank(index) or lines.text[lines.bare[index][0]] not in STROKES:
        return ()
    found = lines.rulers.get(index)
    if found is None:
        found = lines.rulers[index] = _runs(lines, index)
    return found


def _runs(lines: Lines, index: int) -> tuple[Run, ...]:
    start, end = lines.bare[index]
    if end - start < SHORTEST_RULER or RULER.fullmatch(lines.text, start, end) is None:
        return ()
    return tuple((piece.left, piece.right) for piece in pieces(lines.text, lines.whole[index], WORDS))


def fitted(lines: Lines, index: int, runs: Sequence[Run]) -> list[list[Piece]] | None:
    """The words of a line by the column that they belong to; None if the line does not fit."""
    words = pieces(lines.text, lines.whole[index], WORDS)
    owners = _below(words, runs)
    if owners is None:
        return None
    _beside(words, owners, runs)
    cells: list[list[Piece]] = [[] for _ in runs]
    for number, (word, owner) in enumerate(zip(words, owners, strict=True)):
        if owner is None or (number and not _are_apart(words[number - 1], word, owners[number - 1], owner, runs)):
            return None
        cells[owner].append(word)
    return cells


def _below(words: Sequence[Piece], runs: Sequence[Run]) -> list[int | None] | None:
    """The run that each word stands below, None for a word below none; None if a word stands below two."""
    owners: list[int | None] = []
    column = 0
    for word in words:
        while column < len(runs) - 1 and runs[column][1] <= word.left:
            column += 1
        left, right = runs[column]
        if column + 1 < len(runs) and word.right > runs[column + 1][0] and word.left < right:
            return None
        owners.append(column if word.right > left and word.left < right else None)
        if column + 1 < len(runs) and owners[-1] is None and word.right > runs[column + 1][0]:
            return None
    return owners


def _beside(words: Sequence[Piece], owners: list[int | None], runs: Sequence[Run]) -> None:
    """Give each word below no run to a neighbour, first to the left one, then to the right one."""
    for number in range(1, len(words)):
        if owners[number] is None and words[number].left - words[number - 1].right == 1:
            owners[number] = owners[number - 1]
    for number in reversed(range(len(words) - 1)):
        if owners[number] is None and words[number + 1].left - words[number].right == 1:
            owners[number] = owners[number + 1]
    for number, word in enumerate(words):
        if owners[number] is None and word.left >= runs[-1][1]:
            owners[number] = len(runs) - 1


def _are_apart(word: Piece, other: Piece, owner: int | None, next_owner: int, runs: Sequence[Run]) -> bool:
    """Whether two words that follow each other may belong where they were put."""
    if owner == next_owner or other.left - word.right > 1:
        return owner is not None and owner <= next_owner
    if owner is None or owner + 1 != next_owner:
        return False
    return word.right <= runs[owner][1] and other.left >= runs[next_owner][0]
