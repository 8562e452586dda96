"""The main content of a page: the one element that `main:` in source.yaml names by an XPath.

What stands outside is read all the same, so that numbers and spans do not depend on `main`: its tables are listed as
skipped, and its words are no prose of the article.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ExtractError
from pipeline.extract.html.tree import Element
from pipeline.extract.html.words import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.html.page import Page
    from pipeline.table import Table

OUTSIDE = "it stands outside the main content"
LIKELY = ("main", "article", "section", "div", "body")  # what is listed where an XPath finds nothing
MOST_LISTED = 8


def find_main(root: Element, xpath: str, *, name: str = "") -> Element:
    """The element that `xpath` names. ExtractError if it names none, several, or what prints no blocks."""
    where = f"{name or 'the document'}: `main: {xpath}` in source.yaml"
    try:
        found = root.xpath(xpath)
    except ValueError as error:
        raise ExtractError(f"{where}: {error}; expected an XPath such as /html/body/main") from None
    elements = [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []
    if not elements:
        raise ExtractError(f"{where}: found no element; expected one of them, as {_listed(_likely(root))}")
    if len(elements) > 1:
        raise ExtractError(f"{where}: found {len(elements)} elements; expected one of them: {_listed(elements)}")
    if elements[0].tag not in BLOCKS:
        raise ExtractError(f"{where}: found a {elements[0].tag!r}, which is no block; expected one around the content")
    return elements[0]


def main_span(page: Page, xpath: str, *, name: str = "") -> tuple[int, int]:
    """The span that the element printed. ExtractError if it printed nothing of its own."""
    leaves = page.leaves[slice(*page.edges)] if page.edges else []
    if not leaves:
        raise ExtractError(
            f"{name or 'the document'}: `main: {xpath}` in source.yaml: found an element that prints no words, is "
            "hidden, or is or stands within a table; expected one that holds the text of the article"
        )
    return leaves[0].start, leaves[-1].end


def outside_skipped(tables: Iterable[Table], main: tuple[int, int]) -> Iterator[Table]:
    """The tables, each of those outside of the span skipped for that, if not for a reason of its own."""
    for table in tables:
        inside = main[0] <= table.start and table.end <= main[1]
        yield table if inside or table.skipped else replace(table, skipped=OUTSIDE, faults=())


def _likely(root: Element) -> list[Element]:
    found = (element for tag in LIKELY for element in root.iter_elements(tag))
    return [element for element, _ in zip(found, range(MOST_LISTED), strict=False)]


def _listed(elements: Sequence[Element]) -> str:
    more = f" and {len(elements) - MOST_LISTED} more" if len(elements) > MOST_LISTED else ""
    return ", ".join(element.xpath_path() for element in elements[:MOST_LISTED]) + more
