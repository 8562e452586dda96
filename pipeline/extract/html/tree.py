"""The only door to the HTML parser: text in, the tree that the HTML standard builds (WHATWG 13.2) out.

The parser is turbohtml: its tree agrees with justhtml's and its offsets are right as long as newlines are LF, which
`decode` sees to. Offsets are code points of that text. What was counted before parsing bounds the memory: a tag costs
about 150 bytes of tree.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from turbohtml import Element, Node, Text, parse

from pipeline.errors import ExtractError
from pipeline.extract.size import MOST_CELLS, MOST_DEPTH, MOST_TABLES, MOST_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "Node", "PlacedTree", "Text", "children", "parse_html", "tables_in_order"]

TAG = re.compile(r"<[A-Za-z]")
CELL_TAG = re.compile(r"<t[dh][\s/>]", re.IGNORECASE)
TABLE_TAG = re.compile(r"<table[\s/>]", re.IGNORECASE)

Place = tuple[int, int, int]  # code points: where the start tag begins, where the end tag begins and ends
NOWHERE = -1


def parse_html(text: str, *, name: str = "") -> Element | None:
    """The root element; None if there is none. ExtractError if the document is larger or deeper than can be held."""
    _refuse_huge(text, name or "the document")
    root = parse(text).root
    if root is not None:
        _refuse_deep(root, name or "the document")
    return root


def _refuse_deep(root: Element, where: str) -> None:
    """The parser ends the nesting at a depth, as browsers do: the cells of a table down there would run together."""
    depths: dict[Node | None, int] = {}
    for table in tables_in_order(root):
        parent = table.parent
        if parent not in depths:
            depths[parent] = sum(1 for _ in table.ancestors)
        if depths[parent] > MOST_DEPTH:
            line = "" if table.position is None else f", line {table.position[0]}"
            raise ExtractError(
                f"{where}{line}: found a table within more than {MOST_DEPTH} elements, where its cells cannot be told "
                "apart; expected fewer: save the page again by a browser, or the part of it with its tables"
            )


def _refuse_huge(text: str, where: str) -> None:
    if text.count("<") <= MOST_TABLES:
        return
    starts = [0, *(match.start() for match in TABLE_TAG.finditer(text)), len(text)]
    cells = max(sum(1 for _ in CELL_TAG.finditer(text, start, end)) for start, end in pairwise(starts))
    if cells > MOST_CELLS:
        raise ExtractError(
            f"{where}: found a table of {cells} cells, expected at most {MOST_CELLS}; "
            "split the table and capture the parts, or publish it as a data file of its own"
        )
    tables, tags = len(starts) - 2, sum(1 for _ in TAG.finditer(text))
    if tables > MOST_TABLES or tags > MOST_TAGS:
        raise ExtractError(
            f"{where}: found {tags} tags and {tables} tables, expected at most {MOST_TAGS} and {MOST_TABLES} in one "
            "document; split it and capture the parts"
        )


def children(element: Element) -> list[Element]:
    """The child elements, without texts and comments."""
    return [node for node in element.children if type(node) is Element]


def tables_in_order(root: Element) -> Iterator[Element]:
    """Every table of the tree in document order, as the XPath //table counts them."""
    return root.iter_elements("table")


class PlacedTree:
    """The tree of a document with the places of all its tags, in code points of its text."""

    def __init__(self, text: str) -> None:
        self._root = parse(text, source_locations=True)

    def tables(self) -> Iterator[Element]:
        """Every table in document order."""
        return self._root.iter_elements("table")

    def place(self, element: Element) -> Place:
        """Where an element's start tag begins, its end tag begins and ends; NOWHERE for what is not written."""
        place = element.source_location
        if place is None:
            return NOWHERE, NOWHERE, NOWHERE
        start, end, _attributes = place
        return (start[2], NOWHERE, NOWHERE) if end is None else (start[2], end[2], end[5])
