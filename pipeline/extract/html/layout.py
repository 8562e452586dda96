"""Whether a table is data, navigation or layout: the first reason that holds, None for data.

What the author marked as data (th, thead, caption, `summary`) is data unless it stands in a navigation, says of
itself that it is presentation, or holds nothing. Without such marks a table is layout if half of its cells or more are
empty or hold other tables (and one does), if it holds forms or sections, is one row or one column, or holds a cell of
running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.html.cells import RawCell, RawTable

_NAVIGATION = "breadcrumb breadcrumbs menu nav navbar navbox navigation pagination toc vertical-navbox"
NAVIGATION = frozenset(_NAVIGATION.split())  # classes
LONGEST_DATA = 1000  # characters: a longer cell of a table without marks is running text


def why_skipped(raw: RawTable, *, navigation: bool, width: int, header_rows: int) -> str | None:
    """The reason why the table is no data, None if it is; `navigation` tells that it stands in one."""
    cells = [cell for row in raw.rows for cell in row.cells]
    if not cells:
        return "it has no cells"
    if not any(cell.words.text for cell in cells):
        return "all its cells are empty"
    role = (raw.element.attr("role") or "").lower()
    if role in ("presentation", "none"):
        return f"layout: it says role={role!r} of itself"
    if navigation or NAVIGATION & {token.lower() for token in (raw.element.attr("class") or "").split()}:
        return "navigation: it stands in one, or is named as one"
    marked = bool(raw.caption) or any(cell.is_header for cell in cells) or raw.element.attr("summary") is not None
    if not (marked or any(row.group == "thead" for row in raw.rows)):
        found = _layout(raw, cells, width)
        if found is not None:
            return found
    return "no data rows" if header_rows == len(raw.rows) else None


def _layout(raw: RawTable, cells: list[RawCell], width: int) -> str | None:
    bare = sum(bool(cell.words.tables) or not cell.words.text for cell in cells)
    if 2 * bare >= len(cells) and any(cell.words.tables for cell in cells):
        return "layout: nothing marks it as data, and most of its cells hold other tables or nothing"
    if any(cell.words.boxed for cell in cells):
        return "layout: nothing marks it as data, and it holds forms or sections"
    if len(raw.rows) == 1 or width == 1:
        return f"layout: nothing marks it as data, and it is one {'row' if len(raw.rows) == 1 else 'column'}"
    if all(cell.words.linked for cell in cells if cell.words.text):
        return "navigation: nothing marks it as data, and all its words are links"
    if any(len(cell.words.text) > LONGEST_DATA for cell in cells):
        return f"layout: nothing marks it as data, and a cell holds more than {LONGEST_DATA} characters"
    return None
