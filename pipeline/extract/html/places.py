"""Where the cells of a page are written in the document, worked out when a locator is asked for.

A locator is `char=START,END xpath=(//table)[N]/tbody[1]/tr[2]/td[1]`: the extent of the cell's element in the decoded
document (code points from 0, half-open, of `data.decode(document.encoding)`), and its XPath, N counting the tables of
the document from 1. An element without an end tag ends where the next one of its kind or its parent ends.

Most tables are written regularly: each cell has its end tag, and between two cells stand tags of rows and white space
only. There as many cell tags as the parser made cells must be those cells, in order. For every other table the page is
parsed once more, with the places of all its tags, which costs a multiple.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import line_starts
from pipeline.extract.html.cells import CELLS, GROUPS
from pipeline.extract.html.tree import PlacedTree, children

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.html.cells import RawGroup
    from pipeline.extract.html.tree import Element
    from pipeline.extract.pipes import Extent

FIRST_CELL = re.compile(r"<t[dh](?=[\s>])")
BETWEEN_CELLS = re.compile(
    r"(</t[dh]>\s*(?:</tr>\s*)?(?:</?t(?:body|head|foot)(?:\s[^<>]*)?>\s*)*(?:<tr(?:\s[^<>]*)?>\s*)?)(?=<t[dh][\s>])"
)
END_TAG = len("</td>")

ATTRIBUTES = r"""(?:[^<>"']|"[^"<>]*+"|'[^'<>]*+')*+"""
INLINE = rf"</?(?:a|abbr|b|br|cite|code|em|i|img|q|s|small|span|strong|sub|sup|time|u|var)\b{ATTRIBUTES}>"
LAST_CELL = re.compile(rf"<t[dh]{ATTRIBUTES}>(?:[^<]|{INLINE})*+</(t[dh])>")


class Written(NamedTuple):
    """A table of the document: where it begins, where the next one begins, and the tags of all its cells in order."""

    start: int
    stop: int
    tags: Sequence[str]


class Places:
    """The places of one document.

    `tables` are the (line from 1, column from 0) of the start tags of its tables in order; `original` goes from an
    offset in the tidied text to one in the decoded document.
    """

    def __init__(self, text: str, tables: Sequence[tuple[int, int] | None], original: Callable[[int], int]) -> None:
        self._text, self._tables, self._original = text, tables, original
        self._starts: list[int] = []
        self._exact: dict[int, dict[str, Extent]] | None = None

    def locators(self, place: int, groups: Sequence[RawGroup], written: int) -> list[str]:
        """The locators of the cells of a table in their order; `place` is its number from 0, `written` how many cells
        its element holds, those that are not printed too."""
        paths = [f"{group.path}/tr[{number}]/" for group in groups for number in group.numbers]
        rows = [row for group in groups for row in group.rows]
        steps = [path + step for path, row in zip(paths, rows, strict=True) for step in row]
        extents = None
        if len(steps) == written and not any(group.tag == "tfoot" for group in groups):
            tags = [step[:2] for row in rows for step in row]
            extents = regular_extents(self._text, Written(*self._bounds(place), tags))
        if extents is None:
            found = self._exact_extents(place)
            extents = [found[step] for step in steps]
        original, prefix = self._original, f"(//table)[{place + 1}]/"
        return [
            f"char={original(start)},{original(end)} xpath={prefix}{step}"
            for (start, end), step in zip(extents, steps, strict=True)
        ]

    def _bounds(self, place: int) -> Extent:
        """Where the start tag of a table stands, and that of the next one."""
        if not self._starts:
            lines = line_starts(self._text)
            known = [lines[line - 1] + column for line, column in filter(None, self._tables)]
            self._starts = [*known, len(self._text)] if len(known) == len(self._tables) else [0] * (len(known) + 2)
        return self._starts[place], self._starts[place + 1]

    def _exact_extents(self, place: int) -> dict[str, Extent]:
        if self._exact is None:
            self._exact = exact_extents(self._text)
        return self._exact[place]


def regular_extents(text: str, table: Written) -> list[Extent] | None:
    """Where the cells of a table are written, if it is written regularly; None otherwise."""
    source, count = text[table.start : table.stop], len(table.tags)
    first = FIRST_CELL.search(source)
    if first is None or source.count("<td") + source.count("<th") - source.count("<thead") != count:
        return None
    parts = BETWEEN_CELLS.split(source[first.start() :])
    last = LAST_CELL.match(parts[-1])
    if last is None or len(parts) != 2 * count - 1:
        return None
    closing = [*(part[2:4] for part in parts[1::2]), last[1]]
    if closing != table.tags or source.count("</td>") + source.count("</th>") != count:
        return None
    edges = list(accumulate(map(len, parts), initial=table.start + first.start()))
    ends = [end + END_TAG for end in edges[1::2]]
    ends[-1] = edges[-2] + last.end()
    return list(zip(edges[0::2], ends, strict=True))


def exact_extents(text: str) -> dict[int, dict[str, Extent]]:
    """Where the cells of every table of a document are written: by its number from 0, and the cell's XPath in it.

    A table that stands in a cell ends at the latest where that cell ends; those of outer tables are known before.
    """
    tree = PlacedTree(text)
    hosts: dict[Element, int] = {}
    found = {}
    for number, table in enumerate(tree.tables()):
        host = table.closest("td,th,caption")
        found[number] = _Exact(tree, hosts).table(table, hosts.get(host, len(text)) if host is not None else len(text))
    return found


class _Exact:
    """The places of one table; `hosts` learns where its cells and captions end, for the tables within them."""

    def __init__(self, tree: PlacedTree, hosts: dict[Element, int]) -> None:
        self.tree, self.hosts = tree, hosts

    def table(self, table: Element, end: int) -> dict[str, Extent]:
        _start, closes, _closed = self.tree.place(table)
        found = {}
        for group in self._parts(table, closes if closes >= 0 else end):
            self.hosts[group.element] = group.end
            if group.tag not in GROUPS:
                continue
            for row in self._parts(group.element, group.inner_end):
                if row.tag != "tr":
                    continue
                for cell in self._parts(row.element, row.inner_end):
                    self.hosts[cell.element] = cell.end
                    if cell.tag in CELLS:
                        found[f"{group.step}/{row.step}/{cell.step}"] = (cell.start, cell.end)
        return found

    def _parts(self, parent: Element, end: int) -> list[Part]:
        """The child elements of a parent whose contents end at `end`; what has no end tag ends where the next
        begins."""
        counts: dict[str, int] = {}
        found = []
        for element in children(parent):
            tag = element.tag
            counts[tag] = step = counts.get(tag, 0) + 1
            found.append((element, tag, f"{tag}[{step}]", *self.tree.place(element)))
        parts = []
        for element, tag, path, start, closes, closed in reversed(found):
            parts.append(Part(element, tag, path, start, *((end, end) if closes < 0 else (closes, closed))))
            if 0 <= start < end:
                end = start
        return parts[::-1]


class Part(NamedTuple):
    """A child element: the step of its XPath, where it begins, where its contents end, and where it ends itself."""

    element: Element
    tag: str
    step: str
    start: int
    inner_end: int
    end: int
