"""Which rows of a Word table are headers, and whether its first column names rows; the rule is stated with the table.

1. its first rows are marked to repeat on each page (w:tblHeader), not all → those rows
2. its first rows are set in bold and the rows below are not, or its style sets the first row apart and w:tblLook asks
   for that, and they hold no value but years                              → those rows, without a last one that is one
   cell across the whole table (the title of a section)
3. otherwise the rule for tables without marks (`headers`)

Rows that the cells of these rows reach into belong to them unless they hold a value. The first column names rows where
the style sets it apart and w:tblLook asks for that, or where its cells are bold and the others are not.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.extract.headers import YEAR, header_rows, header_rows_reaching, is_value
from pipeline.table import MARKED_BY_REPEATING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.docx.grid import Grid
    from pipeline.extract.docx.raw import RawTable

BOLD = "the first rows are bold and hold no value, those below are not bold"
STYLED = "the table's style sets the first row apart, which holds no value"
MARKS = (MARKED_BY_REPEATING, BOLD, STYLED)  # rules by which a table is data, not layout
Texts = list[list[str]]  # of the grid, covered slots filled


def docx_header_rows(table: RawTable, grid: Grid, texts: Texts) -> tuple[int, str]:
    """(number of header rows, the rule in words)."""
    marked = sum(1 for _ in takewhile(lambda row: row.is_header, table.rows))
    if 0 < marked < len(table.rows):
        return _reach(grid, texts, marked), MARKED_BY_REPEATING
    bold = _bold_rows(grid, texts)
    if bold:
        return _reach(grid, texts, bold), BOLD
    if "firstRow" in table.looks and len(texts) > 1 and not _has_value(texts[0]) and any(texts[0]):
        return _reach(grid, texts, 1), STYLED
    reach = _reach(grid, texts, 1)
    return header_rows(texts, delimited=False) if reach == 1 else header_rows_reaching(texts, reach)


def names_rows(table: RawTable, grid: Grid, header_rows: int) -> bool:
    """Whether the first column names the rows."""
    if not grid.slots or len(grid.slots[0]) < 2:
        return False
    if "firstCol" in table.looks:
        return True
    body = [(grid.cells[index], x) for row in grid.slots[header_rows:] for x, index in enumerate(row) if index >= 0]
    first = [cell.is_bold for cell, x in body if x == 0 and cell.pieces]
    others = [cell.is_bold for cell, x in body if x > 0 and cell.pieces]
    return bool(first) and all(first) and not any(others)


def _bold_rows(grid: Grid, texts: Texts) -> int:
    bold = [_is_bold(grid, row) for row in range(len(texts))]
    count = bold.index(False) if False in bold else 0
    if any(_has_value(row) for row in texts[:count]):
        return 0
    while count > 1 and len(set(grid.slots[count - 1])) == 1 < len(grid.slots[0]):
        count -= 1
    return count


def _is_bold(grid: Grid, row: int) -> bool:
    cells = [grid.cells[index] for index in set(grid.slots[row]) if index >= 0]
    printed = [cell.is_bold for cell in cells if cell.pieces]
    return bool(printed) and all(printed)


def _has_value(row: Sequence[str]) -> bool:
    return any(is_value(text) and YEAR.fullmatch(text) is None for text in row)


def _reach(grid: Grid, texts: Texts, count: int) -> int:
    """The rows that the cells of the first `count` rows reach into; `count` if a row beyond holds a value, or all."""
    last = {index for row in grid.slots[:count] for index in row if index >= 0}
    reach = count
    while reach < len(texts) and last & set(grid.slots[reach]):
        reach += 1
    below = [
        text
        for row, slots in zip(texts[count:reach], grid.slots[count:reach], strict=True)
        for text, index in zip(row, slots, strict=True)
        if index not in last
    ]
    return count if reach == len(texts) or any(map(is_value, below)) else reach
