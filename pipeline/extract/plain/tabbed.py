"""Lines of fields with tabs between them, as spreadsheets and pages are pasted: one tab, one column.

The lines that hold a tab and stand directly below each other are a block; tabs that every line of it begins with are
its indentation. A block is a table if

1. it has two columns or more, every line has the same number of fields, and
2. it has three lines or more, or two of which the first is a header by the rule for tables without marks, with a
   value below one of its labels at the least, and
3. half of its fields or more are filled, and no doubt (`doubt`) speaks against it.

Where lines disagree in their number of fields, but more than half of three or more agree on three or more, the block
is a table that is listed and skipped. Anything else is text: a tab alone makes no table.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.drawn import Drawn, refused, texts_of
from pipeline.extract.headers import header_rows, is_value
from pipeline.extract.pipes import Extent, trim
from pipeline.extract.plain.doubt import doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.plain.lines import Lines


def tabbed_end(lines: Lines, index: int) -> int:
    """The index behind the block of tabbed lines that begins at `index`."""
    while not lines.is_blank(index) and has_tab(lines, index):
        index += 1
    return index


def has_tab(lines: Lines, index: int) -> bool:
    """Whether a tab stands in a line, its indentation included."""
    return lines.text.find("\t", *lines.whole[index]) >= 0


def read_tabbed(lines: Lines, first: int, last: int) -> Drawn | None:
    """The table of the tabbed lines first to last (exclusive)."""
    if last - first < 2:
        return None
    large = refused(last - first, 1 + max(lines.text.count("\t", *lines.whole[index]) for index in range(first, last)))
    if large is not None:
        return large
    rows = [_fields(lines.text, lines.whole[index], lines.bare[index]) for index in range(first, last)]
    indent = min(_leading_tabs(row) for row in rows)
    rows = [row[indent:] for row in rows]
    widths = Counter(len(row) for row in rows)
    width, times = widths.most_common(1)[0]
    if len(widths) > 1:
        return _ragged(rows) if len(rows) > 2 and 2 * times > len(rows) and width > 2 else None
    if width < 2 or 2 * sum(start < end for row in rows for start, end in row) < width * len(rows):
        return None
    texts = texts_of(lines.text, rows)
    if not _is_long_enough(texts) or doubt(texts):
        return None
    return Drawn(rows)


def _fields(text: str, whole: Extent, bare: Extent) -> list[Extent]:
    """The fields of a line; an empty one at its end stands behind its last word."""
    start, end = whole
    edges = [start]
    while (tab := text.find("\t", edges[-1], end)) >= 0:
        edges.append(tab + 1)
    fields = [
        trim(text, left, right) for left, right in zip(edges, [*(edge - 1 for edge in edges[1:]), end], strict=True)
    ]
    return [(left, right) if left < right else (min(max(left, bare[0]), bare[1]),) * 2 for left, right in fields]


def _leading_tabs(row: Sequence[Extent]) -> int:
    return next((number for number, (start, end) in enumerate(row) if start < end), len(row))


def _is_long_enough(texts: Sequence[Sequence[str]]) -> bool:
    return len(texts) > 2 or (header_rows(texts, delimited=False)[0] == 1 and any(map(is_value, texts[1])))


def _ragged(rows: Sequence[list[Extent]]) -> Drawn:
    width = max(map(len, rows))
    padded = [[*row, *[(row[-1][1], row[-1][1])] * (width - len(row))] for row in rows]
    return Drawn(padded, skipped="its rows disagree in their number of cells")
