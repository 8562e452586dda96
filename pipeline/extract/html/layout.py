"""Whether a table is data, navigation or layout: the first reason that holds, None for data.

What the author marked as data (th, thead, caption, `summary`) is data unless it stands in a navigation, says of
itself that it is presentation, or holds nothing. Without such marks a table is layout if half of its cells or more are
empty or hold other tables (and one does), if it holds forms or sections, is one row or one column, or holds a cell of
running text.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pipeline.extract.html.cells import all_linked

if TYPE_CHECKING:
    from pipeline.extract.html.cells import RawTable
    from pipeline.extract.html.survey import Survey

_NAVIGATION = "breadcrumb breadcrumbs menu nav navbar navbox navigation pagination toc vertical-navbox"
NAVIGATION = frozenset(_NAVIGATION.split())  # classes
LONGEST_DATA = 1000  # characters: a longer cell of a table without marks is running text


def why_skipped(raw: RawTable, survey: Survey, *, navigation: bool, width: int, header_rows: int) -> str | None:
    """The reason why the table is no data, None if it is; `navigation` tells that it stands in one."""
    if not raw.texts:
        return "it has no cells"
    if not any(raw.texts):
        return "all its cells are empty"
    role = (raw.element.attr("role") or "").lower()
    if role in ("presentation", "none"):
        return f"layout: it says role={role!r} of itself"
    if navigation or NAVIGATION & {token.lower() for token in (raw.element.attr("class") or "").split()}:
        return "navigation: it stands in one, or is named as one"
    if not _is_marked(raw):
        found = _layout(raw, survey, width)
        if found is not None:
            return found
    return "no data rows" if header_rows == len(raw.rows) else None


def _is_marked(raw: RawTable) -> bool:
    """Whether the author marked the table as data."""
    if raw.caption or raw.element.attr("summary") is not None:
        return True
    if any(group.tag == "thead" and group.rows for group in raw.groups):
        return True
    return any(step.startswith("th") for step in set(chain.from_iterable(raw.rows)))


def _layout(raw: RawTable, survey: Survey, width: int) -> str | None:
    holding = [number for number, words in raw.words.items() if words.tables]
    bare = len(holding) + raw.texts.count("") - sum(not raw.texts[number] for number in holding)
    if holding and 2 * bare >= len(raw.texts):
        return "layout: nothing marks it as data, and most of its cells hold other tables or nothing"
    if any(words.boxed for words in raw.words.values()):
        return "layout: nothing marks it as data, and it holds forms or sections"
    if len(raw.rows) == 1 or width == 1:
        return f"layout: nothing marks it as data, and it is one {'row' if len(raw.rows) == 1 else 'column'}"
    if all_linked(raw.element, survey):
        return "navigation: nothing marks it as data, and all its words are links"
    if any(len(text) > LONGEST_DATA for text in raw.texts):
        return f"layout: nothing marks it as data, and a cell holds more than {LONGEST_DATA} characters"
    return None
