"""The ledger: every cell of every table exactly once, with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise.claim import find_hedges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.normalise.tables import ReadTable
    from pipeline.rows.canonical import Row
    from pipeline.table import Cell

Anchor = tuple[int, int]


def cells_of(read: ReadTable, anchors: Mapping[tuple[int, int, int], Anchor]) -> Iterator[Row]:
    """A mapping for each cell in printed order; `anchors` are by (table number, grid row, grid column) from 1."""
    names = {column.index: column.name for column in read.columns}
    for row in read.table.rows:
        for cell in row:
            number = cell.row - read.table.header_rows
            hidden = (number, cell.column) in read.withheld
            data = number >= 0 and cell.role != "note" and read.skipped is None
            anchor = anchors.get((read.table.number, cell.row + 1, cell.column + 1), (None, None))
            yield {
                "source_id": read.table_id.rpartition("/")[0],
                "table_id": read.table_id,
                "grid_row": cell.row + 1,
                "grid_column": cell.column + 1,
                "row": number + 1 if data else None,
                "field": names[cell.column] if data else None,
                "role": cell.role,
                "printed": None if hidden else cell.text or None,
                "char_start": cell.start,
                "char_end": cell.end,
                "locator": cell.locator,
                "original_start": anchor[0],
                "original_end": anchor[1],
                "hedges": find_hedges(cell.text),
                **_status(read, cell, hidden=hidden),
            }


def _status(read: ReadTable, cell: Cell, *, hidden: bool) -> Row:
    if hidden:
        return {"status": "withheld", "reason": "longer than a label, and only figures may be republished"}
    if read.skipped is not None:
        return {"status": "ignored", "reason": read.skipped}
    if cell.role == "note":
        return {"status": "ignored", "reason": "a note to the table"}
    return {"status": "published", "reason": None}
