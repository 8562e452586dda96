"""Whether a Word table is data or layout: the first reason that holds, None for data.

Marks of data are a caption, header rows that repeat, and a first row that is bold or that the style sets apart.
Without such marks a table is layout if half of its cells or more are empty or hold other tables (and one does), if it
is one row or one column, or if it holds a cell of running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.html.layout import LONGEST_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.docx.grid import Grid


def why_skipped(grid: Grid, texts: Sequence[str], header_rows: int, *, is_marked: bool) -> str | None:
    """The reason why the table is no data, None if it is; `texts` are those of the grid's cells."""
    if not grid.cells:
        return "it has no cells"
    if not any(texts):
        holds = any(cell.tables for cell in grid.cells)
        return "layout: its cells hold nothing but other tables" if holds else "all its cells are empty"
    found = None if is_marked else _layout(grid, texts)
    if found is not None:
        return found
    return "no data rows" if header_rows == len(grid.slots) else None


def _layout(grid: Grid, texts: Sequence[str]) -> str | None:
    holding = [bool(cell.tables) for cell in grid.cells]
    bare = sum(holds or not text for holds, text in zip(holding, texts, strict=True))
    if any(holding) and 2 * bare >= len(texts):
        return "layout: nothing marks it as data, and most of its cells hold other tables or nothing"
    if len(grid.slots) == 1 or len(grid.slots[0]) == 1:
        return f"layout: nothing marks it as data, and it is one {'row' if len(grid.slots) == 1 else 'column'}"
    if any(len(text) > LONGEST_DATA for text in texts):
        return f"layout: nothing marks it as data, and a cell holds more than {LONGEST_DATA} characters"
    return None
