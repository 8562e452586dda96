"""Columns that are only aligned, with two blanks or more (or a tab) between them.

```
Fruit          Tonnes   Share
Apples          1,204    61.5
Pears             752    38.5
```

Lines directly below each other that hold no pipe, and all a tab or none, are a block, without the lines of one piece
at its edges; a piece is a run of words with single blanks. Its columns are where pieces stand above each other. A
block is a table if all of this holds:

1. Pieces overlap on the screen only within their column, and no row has two in one column. A line of one piece in the
   first column is a row too (the label of rows below it); below the last row it has to begin where the others do, and
   to end without the mark of a sentence.
2. The column of blanks that would split the words of a column does not run through its header and every row: then
   nobody could tell one column from two.
3. Something says that it is a table: a ruler of one run stands below its first row, or the line directly above it
   begins with "Table" and a number, or its first row is a header by the rule for tables without marks and a column
   below it holds values only (the first column does not count). Two columns without a ruler need three rows of data,
   more need two.
4. More than half of its positions are filled, and no doubt (`doubt`) speaks against it.

A row can be the second line of the one above it if its first position is empty and it stands below the header or holds
no value, or if it begins in lower case and it or the row above is one piece: such a table is listed and skipped.

A column of nothing but signs of money, without a label, belongs to the column on its right (`$  1,204`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.drawn import WRAPPED, Drawn, refused, texts_of
from pipeline.extract.headers import header_rows, is_value
from pipeline.extract.pipes import has_pipe
from pipeline.extract.plain.doubt import doubt
from pipeline.extract.plain.found import Found
from pipeline.extract.plain.lines import SEGMENTS, WORDS, Piece, pieces
from pipeline.extract.plain.rulers import runs_of
from pipeline.extract.plain.tabbed import has_tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.plain.lines import Lines

NAMED = re.compile(r"(?:Table|Tab\.|Tabelle|Tabla|Tableau)\s+(?:\d|[IVXLC]+\b|[A-Z]\.?\d)")
MONEY_SIGNS = frozenset(["$", "€", "£", "¥", "₹"])

Column = tuple[int, int]  # of the screen, half-open


def aligned_end(lines: Lines, index: int) -> int:
    """The index behind the block that begins at `index`."""
    tabbed = not lines.is_blank(index) and has_tab(lines, index)
    while (
        not lines.is_blank(index) and has_tab(lines, index) is tabbed and not has_pipe(lines.text, *lines.bare[index])
    ):
        index += 1
    return index


def read_aligned(lines: Lines, first: int, last: int) -> Found | None:
    """The table of the lines first to last (exclusive), if they are one."""
    rulers = {index: runs_of(lines, index) for index in range(first, last)}
    if any(len(runs) > 1 for runs in rulers.values()):
        return None
    inner = [index for index, runs in rulers.items() if not runs]
    rows = {index: pieces(lines.text, lines.whole[index], SEGMENTS) for index in inner}
    several = [index for index in inner if len(rows[index]) > 1]
    if len(several) < 2:
        return None
    begin, end = several[0], several[-1] + 1
    edge = max(rows[index][0].right for index in several), min(rows[index][0].left for index in several)
    while end in rows and _is_label(lines, end, edge):
        end += 1
    kept = [index for index in inner if begin <= index < end]
    columns = _columns([piece for index in several for piece in rows[index]])
    if len(columns) < 2 or 2 * sum(len(rows[index]) for index in kept) <= len(kept) * len(columns):
        return None
    large = refused(len(kept), len(columns))
    if large is not None:
        return Found(large, begin, end)
    placed = [_placed(rows[index], columns) for index in kept]
    found = [row for row in placed if row is not None]
    found = _with_signs(lines.text, found) if len(found) == len(placed) else found
    if len(found) < len(placed) or len(found[0]) < 2 or _could_be_split(lines, kept, found):
        return None
    ruler = next((index for index, runs in rulers.items() if runs and begin <= index < end), end)
    ruled = sum(1 for index in kept if index < ruler)
    headers = ruled if 0 < ruled < len(kept) else None
    drawn = _judged(lines, kept, found, headers, named=_is_named(lines, begin))
    closing = end + (end < last and bool(runs_of(lines, end)))
    opening = begin - (begin > first and headers is not None and bool(runs_of(lines, begin - 1)))
    return None if drawn is None else Found(drawn, opening, closing)


def _is_label(lines: Lines, index: int, edge: tuple[int, int]) -> bool:
    """Whether a line of one piece is a row of which only the first column is filled, and no words below the table."""
    (piece,) = pieces(lines.text, lines.whole[index], SEGMENTS)
    return piece.left == edge[1] and piece.right <= edge[0] and lines.words(index)[-1] not in ".:;!?"


def _columns(found: Sequence[Piece]) -> list[Column]:
    """The columns of the screen that pieces fill without a gap."""
    columns: list[Column] = []
    for piece in sorted(found):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.right)
        else:
            columns.append((piece.left, piece.right))
    return columns


def _placed(row: Sequence[Piece], columns: Sequence[Column]) -> list[Piece | None] | None:
    """The pieces of a row by column; None if one stands in no column, or two in the same."""
    result: list[Piece | None] = [None] * len(columns)
    column = 0
    for piece in row:
        while column + 1 < len(columns) and columns[column + 1][0] <= piece.left:
            column += 1
        beyond = column + 1 < len(columns) and piece.right >= columns[column + 1][0]
        if beyond or piece.left >= columns[column][1] or result[column] is not None:
            return None
        result[column] = piece
    return result


def _could_be_split(lines: Lines, kept: Sequence[int], rows: Sequence[Sequence[Piece | None]]) -> bool:
    """Whether a gap between words runs through a column from the header to the last row that fills it."""
    for cells in zip(*rows, strict=True):
        gaps: set[int] | None = None
        for index, piece in zip(kept, cells, strict=True):
            if piece is None:
                continue
            found = _gaps(lines, index, piece)
            gaps = found if gaps is None else gaps & found
            if not gaps:
                break
        if gaps:
            return True
    return False


def _gaps(lines: Lines, index: int, piece: Piece) -> set[int]:
    """The columns of the screen at which blanks stand between the words of a piece."""
    words = pieces(lines.text, lines.whole[index], WORDS) if " " in lines.text[piece.start : piece.end] else []
    return {word.right for word in words if piece.left < word.right < piece.right}


def _is_named(lines: Lines, begin: int) -> bool:
    above = begin - 1
    if above >= 0 and lines.is_blank(above):
        above -= 1
    return above >= 0 and NAMED.match(lines.text, *lines.bare[above]) is not None


def _judged(
    lines: Lines, kept: Sequence[int], rows: Sequence[Sequence[Piece | None]], headers: int | None, *, named: bool
) -> Drawn | None:
    """The table if something says that it is one and nothing that it is not."""
    extents = [
        [(piece.start, piece.end) if piece else (lines.bare[index][1],) * 2 for piece in row]
        for index, row in zip(kept, rows, strict=True)
    ]
    texts = texts_of(lines.text, extents)
    if headers is None:
        if doubt(texts) or not (named or _has_evidence(texts)):
            return None
        first = header_rows(texts, delimited=False)[0]
    else:
        first = headers
    return Drawn(extents, headers, WRAPPED if _is_wrapped(texts[first:]) else None)


def _has_evidence(texts: Sequence[Sequence[str]]) -> bool:
    count = header_rows(texts, delimited=False)[0]
    body = texts[count:]
    if not count or len(body) < (3 if len(texts[0]) == 2 else 2):
        return False
    for column in range(1, len(texts[0])):
        filled = [row[column] for row in body if row[column]]
        if 2 * len(filled) > len(body) and len(filled) > 1 and all(map(is_value, filled)):
            return True
    return False


def _is_wrapped(body: Sequence[Sequence[str]]) -> bool:
    """Whether a row can be a second line: of the header, of the row above, or of a label that stands alone."""
    if not body[0][0]:
        return True
    for above, row in pairwise(body):
        if not row[0] and not any(map(is_value, row)):
            return True
        if not (any(above[1:]) and any(row[1:])) and row[0][:1].islower():
            return True
    return False


def _with_signs(text: str, rows: Sequence[Sequence[Piece | None]]) -> list[list[Piece | None]]:
    """The rows, each column of signs of money without a label put before the numbers that the signs stand at."""
    columns = list(zip(*rows, strict=True))
    signs = {
        x for x, column in enumerate(columns[:-1]) if column[0] is None and _are_signs(text, column, columns[x + 1])
    }
    return [
        [_joined(row[x - 1], piece) if x - 1 in signs else piece for x, piece in enumerate(row) if x not in signs]
        for row in rows
    ]


def _are_signs(text: str, column: Sequence[Piece | None], right: Sequence[Piece | None]) -> bool:
    return all(
        beside is not None and text[piece.start : piece.end] in MONEY_SIGNS
        for piece, beside in zip(column, right, strict=True)
        if piece is not None
    )


def _joined(sign: Piece | None, number: Piece | None) -> Piece | None:
    return number if sign is None or number is None else Piece(sign.left, number.right, sign.start, number.end)
