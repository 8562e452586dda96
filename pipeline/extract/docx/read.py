"""Word documents: the canonical text is what the document prints, one line for each paragraph and each row of a table.

Blocks are parted by an empty line; a row is written `| a | b |` with the cells that begin in it. A table or a text box
that stands in a cell stands below the table of that cell. Footnotes and endnotes that are referred to stand at the end,
each behind its mark: `[1] …`, `[i] …`; a reference prints no text, its mark is among the notes of its cell. The numbers
of lists, headings and automatic captions that Word makes when it shows a document are not in the file and not printed
here, unless as the result of a field. Headers, footers, comments and what a chart or another embedded file holds are
left out.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.errors import ExtractError
from pipeline.extract.blocks import as_block, captions
from pipeline.extract.docx.captions import own_captions
from pipeline.extract.docx.parts import open_parts
from pipeline.extract.docx.raw import Passage, RawTable
from pipeline.extract.docx.runs import note_mark
from pipeline.extract.docx.story import Story
from pipeline.extract.docx.styles import read_styles
from pipeline.extract.docx.table import Printed, make_table, print_table, spent
from pipeline.extract.docx.words import leading_mark, words_of
from pipeline.extract.grid import MOST_PADDING
from pipeline.extract.page import Page
from pipeline.table import Note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pipeline.extract.docx.parts import Parts
    from pipeline.extract.docx.raw import Item
    from pipeline.extract.docx.words import Piece
    from pipeline.extract.pipes import Extent
    from pipeline.table import Table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, *, name: str = "", media_type: str = DOCX) -> Document:
    """The document that a Word file prints. ExtractError if it is none, is damaged or protected, or prints nothing."""
    parts = open_parts(data, name)
    story = Story(read_styles(parts))
    body = story.read(parts.archive, parts.document)
    encoding = story.encoding
    notes = list(_notes(story, parts))
    everything = chain(body, *(items for _mark, items in notes))
    printing = _Printing(frozenset(filter(None, map(leading_mark, _heads(everything)))))
    printing.flow(body)
    for mark, items in notes:
        printing.note(mark, items)
    text = printing.page.text()
    if not text.strip():
        raise ExtractError(
            f"{parts.archive.name}: the document prints no words (hidden and deleted ones are not read); expected a "
            "document with text: if it is a scan, it has to be made text first"
        )
    blocks = tuple(as_block(leaf) for leaf in printing.page.leaves if leaf.start < leaf.end)
    return Document(name, media_type, encoding, text, blocks, tuple(printing.made(text)))


def _notes(story: Story, parts: Parts) -> Iterator[tuple[str, list[Item]]]:
    """(mark, what stands in it) of each note that is referred to, in the order of the references; a note that prints a
    mark of its own has "" for its mark."""
    runs = story.runs
    for kind, part, numbers in (
        ("footnote", parts.footnotes, runs.footnotes),
        ("endnote", parts.endnotes, runs.endnotes),
    ):
        if part is None or not numbers:
            continue
        story.read(parts.archive, part)
        for note, number in tuple(numbers.items()):
            mark = "" if (kind, note) in runs.own_marks else note_mark(kind, number)
            yield mark, story.notes.get(note, [])


def _heads(items: Iterable[Item]) -> Iterator[Sequence[Piece]]:
    """What can begin with the mark of a note: passages and cells over several columns, at any depth."""
    pending = list(items)
    while pending:
        item = pending.pop()
        if isinstance(item, Passage):
            yield item.pieces
        elif isinstance(item, RawTable):
            yield from (cell.pieces for row in item.rows for cell in row.cells if cell.columns > 1)
            pending += item.below


class _Printing:
    """Writes the page; remembers the tables until their captions and headings are known."""

    def __init__(self, marks: Collection[str]) -> None:
        self.page = Page()
        self._marks = marks
        self._tables: list[Printed] = []
        self._notes: dict[str, Extent] = {}
        self._spare = MOST_PADDING

    def flow(self, items: Sequence[Item]) -> None:
        """Write items; what is anchored in a table's cells below it, each table before what is anchored in its own."""
        pending = [self._captioned(items, None)]
        while pending:
            item, caption, parent = next(pending[-1], (None, None, None))
            if item is None:
                pending.pop()
            elif isinstance(item, Passage):
                words = words_of(item.pieces, self._marks)
                if words.text:
                    self.page.passage(item.kind, (words.text,), item.level)
            elif isinstance(item, RawTable):
                pending.append(self._captioned(item.below, self._table(item, caption, parent)))

    def note(self, mark: str, items: Sequence[Item]) -> None:
        """Write a note behind its mark, which is left out where the note begins with a table."""
        leaves, first = self.page.leaves, items[0] if items else None
        before = len(leaves)
        if not mark or not isinstance(first, Passage):
            self.flow(items)
            return
        self.flow([first._replace(pieces=(f"{mark} ", *first.pieces)), *items[1:]])
        if all(leaf.kind != "table" for leaf in leaves[before:]):
            self._notes[mark] = (leaves[before].start + len(mark) + 1, leaves[-1].end)

    def _captioned(self, items: Sequence[Item], parent: int | None) -> Iterator[tuple[Item, str | None, int | None]]:
        return zip(items, own_captions(items, self._marks), repeat(parent))

    def _table(self, raw: RawTable, caption: str | None, parent: int | None) -> int:
        number = len(self._tables) + 1
        printed = print_table(self.page, raw, number, parent, caption, self._spare, self._marks)
        self._spare -= spent(printed.grid)
        self._tables.append(printed)
        return number

    def made(self, text: str) -> Iterator[Table]:
        """The tables of the page that is written."""
        leaves = self.page.leaves
        places = iter(self._tables)
        for leaf, (above, heading) in zip(leaves, captions(text, leaves), strict=True):
            if leaf.kind == "table":
                printed = next(places)
                yield make_table(printed, above, heading, self._marks, tuple(self._noted(printed, text)))

    def _noted(self, printed: Printed, text: str) -> Iterator[Note]:
        """The notes that the cells of a table refer to, in the order of their first references."""
        for mark in dict.fromkeys(mark for marks in printed.notes.values() for mark in marks):
            start, end = self._notes.get(mark, (0, 0))
            if start < end:
                yield Note(mark, " ".join(text[start:end].split()), start, end)
