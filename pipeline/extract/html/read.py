"""HTML documents: the canonical text is what the page prints, one line for each block and each row of a table.

Blocks are parted by an empty line. A row is written `| a | b |` with the cells that begin in it, a pipe within a cell
as `\\|`, so that a cell's span gives back its text. A caption element stands above its table's rows, and a table that
stands in a cell stands below the table of that cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.columns import ColumnRows
from pipeline.document import Document
from pipeline.errors import ExtractError
from pipeline.extract.blocks import as_block, captions
from pipeline.extract.decode import decode
from pipeline.extract.html.cells import read_cells
from pipeline.extract.html.encoding import html_encoding
from pipeline.extract.html.flow import MainEdge, TablePlace, read_flow
from pipeline.extract.html.main import find_main, main_span, outside_skipped
from pipeline.extract.html.notes import with_linked_notes
from pipeline.extract.html.page import Page
from pipeline.extract.html.places import Places
from pipeline.extract.html.survey import survey
from pipeline.extract.html.table import Origin, make_table
from pipeline.extract.html.tree import parse_html, tables_in_order
from pipeline.extract.size import MOST_PADDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.extract.html.survey import Survey
    from pipeline.extract.html.tree import Element
    from pipeline.table import Table


def read_html(data: bytes, *, name: str = "", encoding: str | None = None, main: str | None = None) -> Document:
    """The document that an HTML page prints, `main` the XPath of its main content, None for all of it.

    ExtractError if it cannot be decoded, held, or prints nothing, or if `main` is not one element of it.
    """
    text, used, faults = decode(data, html_encoding(data, encoding), name=name)
    root = parse_html(text, name=name)
    page = Page()
    element = None if main is None or root is None else find_main(root, main, name=name)
    origin = None if root is None else _print(page, root, element, text, _original(data, used, text))
    printed = page.text()
    if origin is None or not printed:
        raise ExtractError(
            f"{name or 'the document'}: the page prints no words (scripts and hidden parts are not read); expected a "
            "page with text: save it again after it is shown completely"
        )
    span = None if main is None else main_span(page, main, name=name)
    found = list(_tables(printed, page, origin))
    tables = found if root is None else with_linked_notes(found, root, page, printed, origin.survey)
    blocks = tuple([block for block in map(as_block, page.leaves) if block.start < block.end])
    chosen = tuple(tables if span is None else outside_skipped(tables, span))
    return Document(name, "text/html", used, printed, blocks, chosen, faults, span)


def _original(data: bytes, used: str, text: str) -> Callable[[int], int] | None:
    """From an offset in the text with LF newlines to the offset in the decoded document; None if it is the same."""
    if b"\r" not in data:
        return None
    decoded = data.decode(used)
    if len(decoded) == len(text):
        return None
    # Each CRLF before an offset is one character more; `ends` are their places in the text with LF newlines.
    ends = [match.start() - number for number, match in enumerate(re.finditer("\r\n", decoded))]
    return lambda offset: offset + bisect_left(ends, offset)


def _print(page: Page, root: Element, main: Element | None, text: str, original: Callable[[int], int] | None) -> Origin:
    """Print a document; what its tables need to know of it."""
    tables = list(tables_in_order(root))
    places = {table: place for place, table in enumerate(tables)}
    surveyed = survey(root)
    for item in read_flow(root, surveyed, main):
        if isinstance(item, TablePlace):
            _print_table(page, item, surveyed, places)
        elif isinstance(item, MainEdge):
            page.edges.append(len(page.leaves))
        else:
            page.passage(*item)
    return Origin(surveyed, Places(text, [table.position for table in tables], original))


def _print_table(page: Page, place: TablePlace, surveyed: Survey, places: Mapping[Element, int]) -> None:
    """Print a table, then those within its cells, each before those within its own."""
    pending: list[tuple[Element, int | None]] = [(place.element, None)]
    while pending:
        element, parent = pending.pop()
        raw = read_cells(element, surveyed)
        caption = raw.caption or ("" if parent else place.caption)
        number = page.table(raw, places[element], caption, navigation=place.navigation, parent=parent)
        pending += [(inner, number) for inner in reversed(raw.nested)]


def _tables(text: str, page: Page, origin: Origin) -> Iterator[Table]:
    printed_tables = iter(page.tables)
    spare = MOST_PADDING  # slots that a span covers or a short row leaves open
    for leaf, (above, heading) in zip(page.leaves, captions(text, page.leaves), strict=True):
        if leaf.kind == "table":
            printed = next(printed_tables)
            table = make_table(printed, above, heading, spare, origin)
            if isinstance(table.rows, ColumnRows):
                spare -= len(table.rows.columns.texts) - len(printed.raw.texts)
            yield table
