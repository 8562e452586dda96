"""Whether the lines between two rules of a box are rows, or one row whose cells are wrapped.

Programs print a line for each row and make each column as wide as its widest cell; people who draw a grid put a rule
between the rows (reStructuredText, pandoc). Lines are rows if each column is tight (LOOSEST columns of blanks or fewer
run down the whole of it beside its borders) and one of these holds:

1. every line holds a value in a column that holds two or more and nothing else: numbers are not wrapped;
2. for every line there is a column in which the first word of the line below would have fitted behind it: nobody
   wrapped that;
3. three lines or more fill every position: wrapped cells hardly all have the same number of lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.headers import is_value
from pipeline.extract.plain.lines import screen_columns
from pipeline.table import printed_text

LOOSEST = 4  # one at each border, and two that tabulate adds beside labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.plain.boxlines import BoxLine


def are_rows(text: str, bands: Sequence[Sequence[BoxLine]], band: Sequence[BoxLine]) -> bool:
    """Whether the lines of `band`, one of those of a box, are rows."""
    if any(any(line.joined) for line in band) or not _is_tight(bands):
        return False
    texts = [[printed_text(text[start:end]) for start, end in line.cells] for line in band]
    if _hold_values(texts):
        return True
    if len(band) > 2 and all(map(all, texts)):
        return True
    widths = [
        _width(text[start:end]) + sum(pads) for (start, end), pads in zip(band[0].cells, band[0].pads, strict=True)
    ]
    return all(_has_room(above, below, widths) for above, below in pairwise(texts))


def _hold_values(texts: Sequence[Sequence[str]]) -> bool:
    """Whether every line holds a value in one of the columns that hold two or more of them and nothing else."""
    filled = [[cell for cell in column if cell] for column in zip(*texts, strict=True)]
    numeric = [number for number, cells in enumerate(filled) if len(cells) > 1 and all(map(is_value, cells))]
    return all(any(row[number] for number in numeric) for row in texts)


def _is_tight(bands: Sequence[Sequence[BoxLine]]) -> bool:
    rows = [line.pads for band in bands for line in band if not any(line.joined)]
    return all(
        min(left for left, _ in column) + min(right for _, right in column) <= LOOSEST
        for column in zip(*rows, strict=True)
    )


def _has_room(above: Sequence[str], below: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether a word of the line below would have fitted into the line above, with a blank at each border."""
    return any(
        upper and lower and _width(upper) + 1 + _width(lower.split()[0]) <= width - 2
        for upper, lower, width in zip(above, below, widths, strict=True)
    )


def _width(words: str) -> int:
    return screen_columns(words)[-1]


def in_one_line(band: Sequence[BoxLine]) -> BoxLine | None:
    """The lines as one row; None if words of a cell stand on several, or borders differ."""
    row = band[0]
    if any(line.joined != row.joined for line in band):
        return None
    cells = []
    for column in zip(*(line.cells for line in band), strict=True):
        filled = [extent for extent in column if extent[0] < extent[1]]
        if len(filled) > 1:
            return None
        cells.append(filled[0] if filled else column[0])
    return row._replace(cells=cells)
