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
from itertools import accumulate, chain
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import line_starts
from pipeline.extract.html.cells import GROUPS
from pipeline.extract.html.tree import PlacedTree, children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.extract.html.cells import RawGroup
    from pipeline.extract.html.tree import Element
    from pipeline.extract.pipes import Extent

FIRST_CELL = re.compile(r"<t[dh](?=[\s>])")
BETWEEN_CELLS = re.compile(
    r"(</t[dh]>\s*(?:</tr>\s*)?(?:</?t(?:body|head|foot)(?:\s[^<>]*)?>\s*)*(?:<tr(?:\s[^<>]*)?>\s*)?)(?=<t[dh][\s>])"
)
END_TAG = len("</td>")

STRUCTURE = re.compile(r"</?(?:t(?:able|body|foot|head|r)|caption|col)", re.IGNORECASE)  # what ends a cell as well
ATTRIBUTES = r"""[^<>"']*+(?:(?:"[^"<>]*+"|'[^'<>]*+')[^<>"']*+)*"""
INLINE = rf"</?(?:a|abbr|b|br|cite|code|em|i|img|q|s|small|span|strong|sub|sup|time|u|var)\b{ATTRIBUTES}>"
LAST_CELL = re.compile(rf"<t[dh]{ATTRIBUTES}>[^<]*+(?:{INLINE}[^<]*+)*</(t[dh])>")


Rows = dict[str, dict[str, tuple[int, int]]]  # by the XPath of a row in its table, and that of a cell in the row


class Written(NamedTuple):
    """A table of the document: where it begins, where the next one begins, how many cells it holds, and their tags."""

    start: int
    stop: int
    cells: int
    tags: Iterable[str]


class Places:
    """The places of one document.

    `tables` are the (line from 1, column from 0) of the start tags of its tables in order; `original` goes from an
    offset in the tidied text to one in the decoded document, None if they are the same.
    """

    def __init__(
        self, text: str, tables: Sequence[tuple[int, int] | None], original: Callable[[int], int] | None
    ) -> None:
        self._text, self._tables, self._original = text, tables, original
        self._starts: list[int] = []
        self._exact: list[Rows] | None = None

    def locators(self, place: int, groups: Sequence[RawGroup], written: int) -> list[str]:
        """The locators of the cells of a table in their order; `place` is its number from 0, `written` how many cells
        its element holds, those that are not printed too."""
        extents = self._regular(place, groups, written) or self._irregular(place, groups)
        if self._original is not None:
            extents = [list(map(self._original, edges)) for edges in extents]
        places, found = zip(*extents, strict=True), []
        for group in groups:
            for row, number in zip(group.rows, group.numbers, strict=True):
                path = f" xpath=(//table)[{place + 1}]/{group.path}/tr[{number}]/"
                found += [f"char={start},{end}{path}{step}" for step, (start, end) in zip(row, places, strict=False)]
        return found

    def _regular(self, place: int, groups: Sequence[RawGroup], written: int) -> list[list[int]] | None:
        rows = [row for group in groups for row in group.rows]
        if sum(map(len, rows)) != written or any(group.tag == "tfoot" for group in groups):
            return None
        tags = {row: [step[:2] for step in row] for row in set(rows)}
        table = Written(*self._bounds(place), written, chain.from_iterable(map(tags.__getitem__, rows)))
        return regular_extents(self._text, table)

    def _irregular(self, place: int, groups: Sequence[RawGroup]) -> list[list[int]]:
        if self._exact is None:
            self._exact = exact_extents(self._text)
        known = self._exact[place]
        rows = [
            (known[f"{group.path}/tr[{number}]"], row)
            for group in groups
            for row, number in zip(group.rows, group.numbers, strict=True)
            if row
        ]
        return [[cells[step][edge] for cells, row in rows for step in row] for edge in (0, 1)]

    def _bounds(self, place: int) -> Extent:
        """Where the start tag of a table stands, and that of the next one."""
        if not self._starts:
            lines = line_starts(self._text)
            known = [lines[line - 1] + column for line, column in filter(None, self._tables)]
            self._starts = [*known, len(self._text)] if len(known) == len(self._tables) else [0] * (len(known) + 2)
        return self._starts[place], self._starts[place + 1]


def regular_extents(text: str, table: Written) -> list[list[int]] | None:
    """Where the cells of a table begin and end, if it is written regularly; None otherwise."""
    source, count = text[table.start : table.stop], table.cells
    first = FIRST_CELL.search(source)
    tags = source.lower()
    if first is None or tags.count("<td") + tags.count("<th") - tags.count("<thead") != count:
        return None
    if tags.count("</td") + tags.count("</th") - tags.count("</thead") != count:
        return None
    parts = BETWEEN_CELLS.split(source[first.start() :])
    last = LAST_CELL.match(parts[-1])
    if last is None or len(parts) != 2 * count - 1:
        return None
    closing = chain((part[2:4] for part in parts[1::2]), [last[1]])
    if not all(map(eq, closing, table.tags)) or STRUCTURE.search("".join(parts[:-1:2])) is not None:
        return None
    edges = list(accumulate(map(len, parts), initial=table.start + first.start()))
    ends = [end + END_TAG for end in edges[1::2]]
    ends[-1] = edges[-2] + last.end()
    return [edges[0::2], ends]


def exact_extents(text: str) -> list[Rows]:
    """Where the cells of every table of a document are written, in the order of the tables.

    A table that stands in a cell ends at the latest where that cell ends; those of outer tables are known before.
    """
    tree = PlacedTree(text)
    hosts: dict[Element, int] = {}
    found = []
    for table in tree.tables():
        host = table.closest("td,th,caption")
        found.append(_Exact(tree, hosts).table(table, len(text) if host is None else hosts.get(host, len(text))))
    return found


class _Exact:
    """The places of one table; `hosts` learns where its cells and captions end, for the tables within them."""

    def __init__(self, tree: PlacedTree, hosts: dict[Element, int]) -> None:
        self.tree, self.hosts = tree, hosts

    def table(self, table: Element, end: int) -> Rows:
        _start, closes, _closed = self.tree.place(table)
        found: Rows = {}
        for group in self._parts(table, closes if closes >= 0 else end):
            self._host(group)
            if group.tag not in GROUPS:
                continue
            for row in self._parts(group.element, group.inner_end):
                if row.tag != "tr":
                    continue
                cells = self._parts(row.element, row.inner_end)
                for cell in cells:
                    self._host(cell)
                found[f"{group.step}/{row.step}"] = {cell.step: (cell.start, cell.end) for cell in cells}
        return found

    def _host(self, part: Part) -> None:
        if part.element.find("table") is not None:
            self.hosts[part.element] = part.end

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
