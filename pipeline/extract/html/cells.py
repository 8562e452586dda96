"""The rows and cells that a table element holds, as printed: texts in the order of the grid, and what else a few have.

What most cells are, words of one slot each, is kept as lists over the whole table; spans, notes and inner tables are
kept by the number of the cell. An XPath step of a cell counts the cells of its kind in the row, hidden ones too.
"""

from __future__ import annotations

from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.grid import SINGLE, read_spans
from pipeline.extract.html.tree import children
from pipeline.extract.html.words import folded, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.extract.html.grid import Spans
    from pipeline.extract.html.survey import Survey
    from pipeline.extract.html.tree import Element
    from pipeline.extract.html.words import Words

CELLS = frozenset(["td", "th"])
ROWS_AND_CELLS = ("td", "th", "tr")
GROUPS = ("thead", "tbody", "tfoot")


class HeadCell(NamedTuple):
    """A cell of one of the first rows: `is_header` tells th, `scope` is its attribute."""

    text: str
    is_header: bool
    scope: str
    spans: Spans


Steps = tuple[str, ...]  # of the cells of a row in its XPath: td[1], td[2] …


class RawGroup(NamedTuple):
    """A row group (thead, tbody or tfoot) with its step in the table's XPath; of each row the steps of its cells, and
    which tr of the group it is."""

    tag: str
    path: str
    rows: list[Steps]
    numbers: list[int]


class RawTable(NamedTuple):
    """A table as printed: row groups in the order of the grid (tfoot last), the texts of all their cells, and by the
    number of the cell its spans and its words where they are more than a text.

    `heads` are the first rows, as far as they could be headers. `written` is how many cells the element holds, hidden
    ones too. `beside` are the tables within its captions.
    """

    element: Element
    groups: Sequence[RawGroup]
    texts: list[str]
    spans: Mapping[int, Spans]
    words: Mapping[int, Words]
    heads: Sequence[Sequence[HeadCell]]
    written: int
    caption: str
    beside: Sequence[Element]

    @property
    def rows(self) -> list[Steps]:
        """The steps of the cells of each row."""
        return [row for group in self.groups for row in group.rows]

    @property
    def nested(self) -> list[Element]:
        """The tables within this one's captions and cells."""
        return [*self.beside, *(table for words in self.words.values() for table in words.tables)]

    def group_spans(self) -> list[list[list[Spans]]]:
        """The spans of every cell, by row group and row."""
        spans = map(self.spans.get, range(len(self.texts)), repeat(SINGLE))
        return [[list(islice(spans, len(row))) for row in group.rows] for group in self.groups]


def read_cells(table: Element, survey: Survey) -> RawTable:
    """The rows, cells and captions of a table element."""
    reader = _Reader(survey)
    captions: list[str] = []
    beside: list[Element] = []
    footers: list[tuple[Element, str, int]] = []
    for element, tag, step in _steps(table):
        if element in survey.hidden:
            reader.written += sum(1 for _ in element.iter_elements(CELLS))
        elif tag == "tfoot":
            footers.append((element, tag, step))
        elif tag in GROUPS:  # the parser leaves no tr outside of a row group
            reader.group(element, tag, step)
        elif tag == "caption":
            words = words_of(element, hidden=survey.hidden, marks=survey.marks)
            captions.append(words.text)
            beside += words.tables
    for footer in footers:
        reader.group(*footer)
    caption = " ".join(filter(None, captions))
    texts = folded_all(reader.texts)
    return RawTable(
        table, reader.groups, texts, reader.spans, reader.words, reader.heads, reader.written, caption, beside
    )


def folded_all(texts: list[str]) -> list[str]:
    """The texts, each run of white space in them one blank."""
    joined = "\0".join(texts)  # no text holds a NUL: neither documents nor the parser let one through
    blanks = " " in joined and ("  " in joined or "\0 " in joined or " \0" in joined or " " in (joined[0], joined[-1]))
    if not blanks and joined.replace("\0", "").isprintable():
        return texts
    return [folded(text) for text in texts]


class _Reader:
    """The cells of one table while they are read."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.groups: list[RawGroup] = []
        self.texts: list[str] = []
        self.spans: dict[int, Spans] = {}
        self.words: dict[int, Words] = {}
        self.heads: list[list[HeadCell]] = []
        self.written = 0
        self.known: dict[str, Steps] = {}  # by the tags of a row
        self.in_head = True

    def group(self, group: Element, tag: str, step: int) -> None:
        """Read the rows of a row group."""
        read = RawGroup(tag, f"{tag}[{step}]", [], [])
        self.groups.append(read)
        if group in self.survey.intricate or group in self.survey.hidden:
            self._rows(group, read)
        else:
            self._plain_rows(group, read)

    def _plain_rows(self, group: Element, read: RawGroup) -> None:
        """Read a row group whose cells hold words only: whatever tr, td and th stand in it are its own, in order."""
        found = list(group.iter_elements(ROWS_AND_CELLS))
        tags = [element.tag for element in found]
        # One word for each row, made of the tags of its cells: rows of the same tags are alike.
        rows = " ".join(tags).split("tr")[1:]
        for row in set(rows):
            if row not in self.known:
                self.known[row] = _cell_steps(row.split())
        read.rows.extend(map(self.known.__getitem__, rows))
        read.numbers.extend(range(1, len(rows) + 1))
        first = len(self.texts)
        self.texts += [element.text for element, tag in zip(found, tags, strict=True) if tag != "tr"]
        self.written += len(self.texts) - first
        cells = (element for element, tag in zip(found, tags, strict=True) if tag != "tr")
        for steps in read.rows:
            if not self.in_head:
                break
            self._head(list(islice(cells, len(steps))), first)
            first += len(steps)

    def _rows(self, group: Element, read: RawGroup) -> None:
        """Read a row group of which some rows hold more than words, row by row."""
        for number, row in enumerate([row for row in children(group) if row.tag == "tr"], 1):
            first = len(self.texts)
            cells, steps = self._row(row)
            if row in self.survey.hidden:
                continue
            read.rows.append(steps)
            read.numbers.append(number)
            if self.in_head:
                self._head(cells, first)

    def _row(self, row: Element) -> tuple[list[Element], Steps]:
        """Read a row of which some cells may hold more than words, span, or be hidden; those that are printed."""
        hidden, intricate, marks = self.survey.hidden, self.survey.intricate, self.survey.marks
        written = [element for element in children(row) if element.tag in CELLS]
        self.written += len(written)
        printed: list[Element] = []
        steps: list[str] = []
        if row in hidden:
            return printed, ()
        for cell, step in zip(written, _cell_steps([cell.tag for cell in written]), strict=True):
            if cell in hidden:
                continue
            printed.append(cell)
            steps.append(step)
            number = len(self.texts)
            rowspan, colspan = cell.attr("rowspan"), cell.attr("colspan")
            spans = SINGLE if rowspan is colspan is None else read_spans(rowspan, colspan)
            if spans != SINGLE:
                self.spans[number] = spans
            if cell in intricate:
                words = self.words[number] = words_of(cell, hidden=hidden, marks=marks)
                self.texts.append(words.text)
            else:
                self.texts.append(cell.text)
        return printed, tuple(steps)

    def _head(self, cells: list[Element], first: int) -> None:
        """Keep a row that could be a header: the first one, and those below it as long as their last cells are th;
        `first` is the number of its first cell."""
        head = [
            HeadCell(
                folded(self.texts[number]),
                cell.tag == "th",
                (cell.attr("scope") or "").lower(),
                self.spans.get(number, SINGLE),
            )
            for number, cell in enumerate(cells, first)
        ]
        self.heads.append(head)
        self.in_head = bool(head) and head[-1].is_header


def _steps(parent: Element) -> Iterator[tuple[Element, str, int]]:
    """The child elements, each with its tag and which of its kind it is."""
    counts: dict[str, int] = {}
    for element in children(parent):
        tag = element.tag
        counts[tag] = step = counts.get(tag, 0) + 1
        yield element, tag, step


def _cell_steps(tags: Sequence[str]) -> Steps:
    counts = dict.fromkeys(CELLS, 0)
    steps = []
    for tag in tags:
        counts[tag] += 1
        steps.append(f"{tag}[{counts[tag]}]")
    return tuple(steps)


def all_linked(table: Element, survey: Survey) -> bool:
    """Whether all words of the cells that a table prints are links."""
    rows = (row for group, tag, _ in _steps(table) if tag in GROUPS for row in children(group) if row.tag == "tr")
    cells = (cell for row in rows if row not in survey.hidden for cell in children(row) if cell.tag in CELLS)
    words = (words_of(cell, hidden=survey.hidden, marks=survey.marks) for cell in cells if cell not in survey.hidden)
    return all(found.linked for found in words if found.text)
