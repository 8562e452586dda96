"""Which rows of an HTML table are headers, by the first sentence that holds; the rule is stated with the table.

1. its first row group is a thead                                                     → the rows of its theads
2. its first rows hold th only (an empty td at the corner aside), none of them `scope=row` → those rows, without a
   last row that is one cell across the whole table (the title of a section), unless it is the only one
3. its first row holds two th or more, or a th of `scope=col`                         → that row
4. its first row begins with its only th                                             → none: its th name rows
5. otherwise the rule for tables without marks (`headers`), and the rows that the spans of that row reach into
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.extract.headers import header_rows, header_rows_reaching, is_value, with_units
from pipeline.table import MARKED_BY_CELLS, MARKED_BY_THEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.html.cells import HeadCell, RawTable

COLUMN_SCOPES = ("col", "colgroup")
ROW_SCOPES = ("row", "rowgroup")


def html_header_rows(raw: RawTable, texts: Sequence[Sequence[str]]) -> tuple[int, str]:
    """(number of header rows, the rule in words); `texts` are those of the grid, covered slots filled, not empty."""
    return with_units(texts, *_header_rows(raw, texts))


def _header_rows(raw: RawTable, texts: Sequence[Sequence[str]]) -> tuple[int, str]:
    rows = raw.rows
    leading = sum(len(group.rows) for group in takewhile(lambda group: group.tag == "thead", raw.groups))
    if any(rows[:leading]) and leading < len(rows):
        return leading, MARKED_BY_THEAD
    marked = _marked_rows(raw, len(texts[0]))
    if marked:
        return marked, MARKED_BY_CELLS
    first = raw.heads[0]
    headers = [cell for cell in first if cell.is_header]
    if len(headers) > 1 or any(cell.scope in COLUMN_SCOPES for cell in headers):
        if not all(cell.scope in ROW_SCOPES for cell in headers):
            return 1, "th elements stand in the first row"
    elif headers and first[0].is_header and len(first) > 1:
        return 0, "no header: the only th of the first row names the row"
    return _by_texts(raw, texts)


def _marked_rows(raw: RawTable, width: int) -> int:
    heads = raw.heads
    count = sum(1 for _ in takewhile(_is_marked, heads))
    while count > 1 and len(heads[count - 1]) == 1 and heads[count - 1][0].spans[1] >= width > 1:
        count -= 1
    return min(count, 1) if count == len(raw.rows) else count


def _is_marked(row: Sequence[HeadCell]) -> bool:
    """Whether a row holds th only, but for empty cells at its beginning, and none that names a row."""
    cells = list(row)
    while cells and not cells[0].is_header and not cells[0].text:
        cells.pop(0)
    if not any(cell.text for cell in cells):
        return False
    return all(cell.is_header and cell.scope not in ROW_SCOPES for cell in cells)


def _by_texts(raw: RawTable, texts: Sequence[Sequence[str]]) -> tuple[int, str]:
    rows = raw.rows
    reach = max((min(cell.spans[0], len(rows)) for cell in raw.heads[0]), default=1)
    below = [text for row in texts[1:reach] for text in row]
    if 1 < reach < len(rows) and not any(map(is_value, below)):
        return header_rows_reaching(texts, reach)
    return header_rows(texts, delimited=False)
