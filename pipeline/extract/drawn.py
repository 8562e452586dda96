"""A table whose cells were found by where they stand in the text: rulers, boxes, tabs, aligned columns.

Each reader of such a form hands on the extents of the cells, row by row, and what it knows of the header; this module
makes the Table. A cell whose words stand on several lines with other cells between them has no one span, so a table
that holds one is listed line by line and skipped: its text is never put together from pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.headers import header_rows
from pipeline.extract.size import MOST_CELLS, UNDECIDED, too_many_cells
from pipeline.table import Cell, Role, Table, printed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pipes import Extent

WRAPPED = "a cell of it is printed on several lines, with other cells between them"
MARKED_BY_RULER = "a ruler stands below the first rows"


class Drawn(NamedTuple):
    """The extents of the cells of each row, rectangular; an empty cell is (n, n). No rows if there are too many.

    `headers` is the number of rows above the ruler that ends the header, None if no ruler tells. `covered` are the
    (row, column) of positions that a cell to their left or above reaches over; their extents are that cell's. `caption`
    is the extent of the table's own caption, if it has one.
    """

    rows: Sequence[Sequence[Extent]]
    headers: int | None = None
    skipped: str | None = None
    covered: frozenset[tuple[int, int]] = frozenset()
    caption: Extent | None = None


def refused(rows: int, width: int) -> Drawn | None:
    """The table without its cells if it has more of them than are read."""
    return Drawn((), skipped=too_many_cells(rows * width, rows)) if rows * width > MOST_CELLS else None


def drawn_table(
    text: str, drawn: Drawn, place: Extent, *, number: int, caption: str, heading: tuple[str, ...]
) -> Table:
    """The Table that stands at `place`, the extent of its lines."""
    texts = texts_of(text, drawn.rows)
    headers, rule = _headers(drawn, texts) if texts else (0, UNDECIDED)
    return Table(
        number=number,
        rows=tuple(
            tuple(Cell(words, *drawn.rows[y][x], y, x, _role(drawn, y, x, headers)) for x, words in enumerate(row))
            for y, row in enumerate(texts)
        ),
        header_rows=headers,
        header_rule=rule,
        caption=caption if drawn.caption is None else printed_text(text[slice(*drawn.caption)]),
        heading=heading,
        start=place[0],
        end=place[1],
        skipped=drawn.skipped or _why_skipped(texts, headers),
    )


def texts_of(text: str, rows: Sequence[Sequence[Extent]]) -> list[list[str]]:
    """What the cells of each row say."""
    return [[printed_text(text[start:end]) for start, end in row] for row in rows]


def _headers(drawn: Drawn, texts: Sequence[Sequence[str]]) -> tuple[int, str]:
    if drawn.headers is None:
        return header_rows(texts, delimited=False)
    return drawn.headers, MARKED_BY_RULER if drawn.headers else "no header: a ruler stands above the first row"


def _role(drawn: Drawn, y: int, x: int, headers: int) -> Role:
    if (y, x) in drawn.covered:
        return "spanned"
    return "header" if y < headers else "data"


def _why_skipped(texts: Sequence[Sequence[str]], headers: int) -> str | None:
    if not any(any(row) for row in texts):
        return "all its cells are empty"
    return "no data rows" if headers == len(texts) else None
