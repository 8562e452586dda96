"""Which element of a page holds its main content: the smallest that holds what trafilatura takes for it and every table
of data. Where that is in doubt, or is the whole body, none is chosen, and the whole page is the content.

Trafilatura's text is found again in the page letter by letter, white space left out, since it moves and drops it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pipeline.capture.content import LARGEST, main_text
from pipeline.capture.prefill.said import Prefilled
from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.extract.html.tree import Element, Text, parse_html
from pipeline.extract.html.words import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.document import Document

CONTAINERS = ("article", "div", "main", "section")  # what is chosen; a body is the whole page
SHORTEST = 20  # letters: a shorter line may stand anywhere in a page
MOST_LINES = 500  # looked for in a page, evenly spread
FOUND = 0.8  # the part of trafilatura's lines, by letters, that has to be found in the page
LONGEST = 1000  # characters of an XPath, as source.yaml has it
HELD = 0.95  # the part of those that the element has to hold


class Chosen(NamedTuple):
    """A page read with its main content, and that as a value of source.yaml: an XPath, None for the whole page."""

    document: Document
    main: Prefilled


class _Letters(NamedTuple):
    """The letters of a page without white space, and the range of them that each element holds."""

    text: str
    ranges: Mapping[Element, tuple[int, int]]


def choose_main(data: bytes, document: Document) -> Chosen:
    """The choice for a page; `document` is the page as read without one."""
    page = data.decode(document.encoding).replace("\r\n", "\n").replace("\r", "\n")
    if len(page) > LARGEST:
        return _whole(document, f"the whole page: it has more than {LARGEST} characters, so none of it was chosen")
    text = main_text(page)
    root = None if text is None else parse_html(page)
    if text is None or root is None:
        return _whole(document, "no main content was found in the page")
    path = _path_to(root, _lines(text))
    if not path:
        return _whole(document, "the whole page: no smaller part is its main content with certainty")
    return _with_every_table(data, document, path)


def _whole(document: Document, why: str) -> Chosen:
    return Chosen(document, Prefilled(None, "", (why,)))


def _with_every_table(data: bytes, document: Document, path: Sequence[str]) -> Chosen:
    """The innermost element of the path beside which no table of data stands. The path is searched by halves."""
    needed, reads = _data(document), dict[int, "Document | None"]()

    def lost(step: int) -> int:
        reads[step] = _read(data, document, path[step])
        return len(needed - _data(reads[step]))

    beside = lost(len(path) - 1)
    low, high = (-1, len(path) - 1) if beside else (len(path) - 1, len(path))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if lost(middle) else (middle, high)
    if low < 0:
        return _whole(document, f"the whole page: {_tables(beside)} of data beside the text, which is {path[-1]}")
    chosen = reads[low]
    if chosen is None:
        return _whole(document, f"the whole page: {path[low]}, where the text is, prints nothing outside of tables")
    wider = (f"widened for {_tables(beside)} of data beside the text, which is {path[-1]}",) if beside else ()
    return Chosen(chosen, Prefilled(path[low], "trafilatura's choice", (_counts(chosen), *wider)))


def _read(data: bytes, document: Document, xpath: str) -> Document | None:
    """The page with this main content; None if it stands within a table, or prints nothing."""
    encoding, name = document.encoding, document.name
    try:
        return extract_document(data, document.media_type, name=name, encoding=encoding, main=xpath)
    except ExtractError:
        return None


def _data(document: Document | None) -> set[int]:
    return set() if document is None else {table.number for table in document.tables if not table.skipped}


def _counts(chosen: Document) -> str:
    start, end = chosen.main or (0, 0)
    inside = sum(start <= table.start and table.end <= end for table in chosen.tables)
    return f"{_tables(inside)} inside, {len(chosen.tables) - inside} outside"


def _tables(count: int) -> str:
    return f"{count} table{'' if count == 1 else 's'}"


def _lines(text: str) -> list[str]:
    """The lines of the text as letters, those of a table cell by cell, without those that may stand anywhere."""
    parts = (part.strip().removeprefix("- ") for line in text.split("\n") for part in line.split("|"))
    lines = [line for line in ("".join(part.split()) for part in parts) if len(line) >= SHORTEST]
    return lines[:: len(lines) // MOST_LINES + 1]


def _path_to(root: Element, lines: Sequence[str]) -> list[str]:
    """The containers around the smallest element that holds the lines, outermost first; none if in doubt."""
    letters = _letters(root)
    places, lost = _places(letters.text, lines)
    weights = [0, *accumulate(end - start for start, end in places)]
    if not places or weights[-1] < FOUND * (weights[-1] + lost):
        return []

    def held(element: Element) -> int:
        start, end = letters.ranges.get(element, (0, 0))
        first = bisect_left(places, (start, 0))
        last = bisect_right(places, (end, 0))
        return weights[last] - weights[first] if last > first else 0

    path: list[str] = []
    element = root
    while True:
        inner = (node for node in element.children if isinstance(node, Element) and node.tag != "table")
        child = next((node for node in inner if held(node) >= HELD * weights[-1]), None)
        if child is None:
            return path
        element = child
        if child.tag in CONTAINERS:
            path.append(child.xpath_path())
            if len(path[-1]) > LONGEST:  # and all within it too
                return path[:-1]


def _places(text: str, lines: Sequence[str]) -> tuple[list[tuple[int, int]], int]:
    """Where the lines stand that stand in the page once, and how many letters of them stand nowhere.

    A line that is there twice (a title, and its entry in a menu) tells nothing of where the content is.
    """
    places, lost = [], 0
    for line in lines:
        start = text.find(line)
        if start < 0:
            lost += len(line)
        elif text.find(line, start + 1) < 0:
            places.append((start, start + len(line)))
    return sorted(places), lost


def _letters(root: Element) -> _Letters:
    """One walk without recursion: pages nest without bounds."""
    parts: list[str] = []
    ranges: dict[Element, tuple[int, int]] = {}
    at = 0
    stack: list[tuple[object, int | None]] = [(root, None)]
    while stack:
        node, start = stack.pop()
        if isinstance(node, Text):
            letters = "".join(node.data.split())
            parts.append(letters)
            at += len(letters)
        elif isinstance(node, Element) and start is not None:
            ranges[node] = (start, at)
        elif isinstance(node, Element) and node.tag not in LEFT_OUT:
            stack.append((node, at))
            stack.extend((child, None) for child in reversed(node.children))
    return _Letters("".join(parts), ranges)
