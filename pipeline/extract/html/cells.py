"""The rows and cells that a table element holds, as printed: words, spans, and where each stands in the document.

A cell's locator is `char=START,END xpath=(//table)[N]/tbody[1]/tr[2]/td[1]`: the extent of its element in the decoded
document (code points from 0, half-open, of `data.decode(document.encoding)`), and its XPath, N counting the tables of
the document from 1. An element without an end tag ends where the next one of its kind or its parent ends.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.grid import SINGLE, read_spans
from pipeline.extract.html.tree import children
from pipeline.extract.html.words import Words, is_hidden, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.extract.html.grid import Spans
    from pipeline.extract.html.tree import Element, Places

CELLS = ("td", "th")
GROUPS = ("thead", "tbody", "tfoot")


class RawCell(NamedTuple):
    """A td or th: `is_header` tells th, `scope` its attribute, `start` and `end` its extent in the tidied document."""

    words: Words
    spans: Spans
    is_header: bool
    scope: str
    start: int
    end: int
    step: int


class RawRow(NamedTuple):
    """A tr: its cells, the row group it stands in (thead, tbody or tfoot), and its XPath."""

    cells: tuple[RawCell, ...]
    group: str
    path: str


class RawTable(NamedTuple):
    """A table as printed: row groups in the order of the grid, its own caption, and the tables within that."""

    element: Element
    groups: tuple[tuple[RawRow, ...], ...]
    caption: str
    beside: tuple[tuple[Element, int], ...] = ()

    @property
    def rows(self) -> tuple[RawRow, ...]:
        """All rows, tfoot last."""
        return tuple(chain.from_iterable(self.groups))

    @property
    def nested(self) -> list[tuple[Element, int]]:
        """(table, where the cell ends that holds it) for each table within this one's captions and cells."""
        inner = [
            (table, cell.end)
            for rows in self.groups
            for row in rows
            for cell in row.cells
            if cell.words.tables
            for table in cell.words.tables
        ]
        return [*self.beside, *inner]


class Reading(NamedTuple):
    """What reading cells depends on in a document: whether it hides anything, the marks of its notes, its places."""

    hiding: bool
    marks: Collection[str]
    places: Places


def read_cells(table: Element, number: int, end: int, reading: Reading) -> RawTable:
    """The rows of a table, `number` being its place in document order; `end` where it ends at the latest."""
    _start, closes, _closed = reading.places.of(table)
    inner_end = closes if closes >= 0 else end
    path, captions, beside = f"(//table)[{number}]", [], []
    groups: list[tuple[str, tuple[RawRow, ...]]] = []
    for part in _parts(table, inner_end, reading.places):
        if reading.hiding and is_hidden(part.element):
            continue
        if part.tag in GROUPS:  # the parser leaves no tr outside of a row group
            groups.append((part.tag, _rows(part, f"{path}/{part.tag}[{part.step}]", reading)))
        elif part.tag == "caption":
            words = words_of(part.element, hiding=reading.hiding, marks=reading.marks)
            captions.append(words.text)
            beside += [(inner, part.end) for inner in words.tables]
    printed = [rows for name, rows in groups if name != "tfoot"] + [rows for name, rows in groups if name == "tfoot"]
    return RawTable(table, tuple(printed), " ".join(filter(None, captions)), tuple(beside))


def _rows(group: Part, path: str, reading: Reading) -> tuple[RawRow, ...]:
    return tuple(
        [
            RawRow(_cells(row, reading), group.tag, f"{path}/tr[{row.step}]")
            for row in _parts(group.element, group.inner_end, reading.places)
            if row.tag == "tr" and not (reading.hiding and is_hidden(row.element))
        ]
    )


def _cells(row: Part, reading: Reading) -> tuple[RawCell, ...]:
    hiding, marks, places = reading
    cells, end, counts = [], row.inner_end, {"td": 0, "th": 0}
    found = [(element, element.tag, places.of_cell(element)) for element in children(row.element)]
    ends = []
    for _element, _tag, (start, _closes, closed) in reversed(found):
        ends.append(end if closed < 0 else closed)
        end = min(start, end) if start >= 0 else end
    for (element, tag, (start, _closes, _closed)), end in zip(found, reversed(ends), strict=True):
        if tag not in CELLS:
            continue
        counts[tag] = step = counts[tag] + 1
        if hiding and is_hidden(element):
            continue
        words = words_of(element, hiding=hiding, marks=marks)
        rowspan, colspan, scope = element.attr("rowspan"), element.attr("colspan"), element.attr("scope")
        spans = SINGLE if rowspan is colspan is None else read_spans(rowspan, colspan)
        cells.append(RawCell(words, spans, tag == "th", scope.lower() if scope else "", start, end, step))
    return tuple(cells)


class Part(NamedTuple):
    """A child element: the step of its XPath, where it begins, where its contents end, and where it ends itself."""

    element: Element
    tag: str
    step: int
    start: int
    inner_end: int
    end: int


def _parts(parent: Element, end: int, places: Places) -> list[Part]:
    """The child elements of a parent whose contents end at `end`; what has no end tag ends where the next begins."""
    counts: dict[str, int] = {}
    found = []
    for element in children(parent):
        tag = element.tag
        counts[tag] = step = counts.get(tag, 0) + 1
        found.append((element, tag, step, *places.of(element)))
    parts = []
    for element, tag, step, start, closes, closed in reversed(found):
        parts.append(Part(element, tag, step, start, *((end, end) if closes < 0 else (closes, closed))))
        if 0 <= start < end:
            end = start
    return parts[::-1]
