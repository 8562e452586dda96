"""The notes of tables: their texts, found where the document prints them, and the marks of the cells they belong to.

A note of a table is, in any kind of document,

1. a last row of the grid of which only one cell is filled and that begins with a mark or a label (`marks`): its cells
   get the role `note`, and are no data
2. a line directly below the table that begins with one, up to the first block that does not; a line of the same block
   that begins with none goes on with the note above it
3. a definition anywhere in the document: `[^1]: …` as Markdown writes it, and `[1] …` for marks that the format itself
   tells (the footnotes of a Word document)

A note with a mark counts if a cell of the table has the mark, one with a label (`Note: …`) always does. The first line
below the table whose mark no cell has ends the notes: a list may follow a table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from pipeline.columns import ColumnRows, extents, printed_row
from pipeline.extract.marks import FOOTNOTE, is_label, letter_of, marks_of, note_begins
from pipeline.table import Note, printed_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pipeline.document import Block, Document
    from pipeline.table import Cell, Table

LEAD = re.compile(r"\S+[ \t]*$")
LINE = re.compile(r"[^\n]+")
QUOTED = re.compile(r"[> \t]*+")
NUMBERED = re.compile(r"(?P<mark>\[\w{1,5}\])\s++(?=\S)")
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MOST_NOTES = 200  # of one table


class Found(NamedTuple):
    """A note as printed: its mark, and the extent of its words."""

    mark: str
    start: int
    end: int


def with_notes(document: Document) -> Document:
    """The document, its tables with their notes. Cost is linear in its size."""
    places = {block.start: number for number, block in enumerate(document.blocks) if block.kind == "table"}
    defined = _definitions(document)
    tables = tuple(
        table if table.skipped else _noted(document, table, places.get(table.start), defined)
        for table in document.tables
    )
    changed = any(new is not old for new, old in zip(tables, document.tables, strict=True))
    return replace(document, tables=tables) if changed else document


def _noted(document: Document, table: Table, place: int | None, defined: Mapping[str, Found]) -> Table:
    texts = extents(table.rows)[0]
    told = _told(table)
    below = [] if place is None else list(islice(_below(document, place + 1, told), MOST_NOTES))
    grid = _last_rows(table, told)
    marks = [note.mark for note in (*grid, *below, *defined.values()) if not is_label(note.mark)]
    own = {number: found for number, found in _marked(texts, marks) if found}
    # How the cells write the mark of a note: `a` for a note `a)`.
    written = {mark: mark for mark in told} | {mark: as_printed for found in own.values() for as_printed, mark in found}
    rows = list(takewhile(lambda note: is_label(note.mark) or note.mark in written, grid))
    lines = list(takewhile(lambda note: is_label(note.mark) or note.mark in written, below))
    known = {note.mark for note in table.notes}
    taken = {note.mark for note in (*rows, *lines)}
    others = [note for mark, note in defined.items() if mark in written and mark not in taken]
    notes = [
        Note(written.get(mark, mark), printed_text(document.text[start:end]), start, end)
        for mark, start, end in (*reversed(rows), *lines, *others)
        if mark not in known
    ]
    if not notes and not rows:
        return table
    kept = {note.mark for note in (*rows, *lines, *others)}
    return replace(
        table, notes=table.notes + tuple(notes), rows=_with_marks(table, own, kept, len(table.rows) - len(rows))
    )


def _told(table: Table) -> frozenset[str]:
    """The marks that the format itself tells of the cells."""
    if isinstance(table.rows, ColumnRows):
        return frozenset(mark for marks in table.rows.columns.notes.values() for mark in marks)
    return frozenset(mark for row in table.rows for cell in row if cell.notes for mark in cell.notes)


def _marked(texts: Sequence[str], marks: Sequence[str]) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """(number of a cell, its marks as printed and as the notes have them) for the cells that have any."""
    endings = tuple({*marks, *(letter for mark in marks if (letter := letter_of(mark)))})
    if endings:
        yield from ((number, marks_of(text, marks)) for number, text in enumerate(texts) if text.endswith(endings))


def _with_marks(
    table: Table, own: Mapping[int, tuple[tuple[str, str], ...]], kept: Collection[str], last: int
) -> tuple[tuple[Cell, ...], ...] | ColumnRows:
    """The rows with the marks of the cells, and with the role `note` from row `last` on."""
    if not own and last == len(table.rows):
        return table.rows
    width, rows = len(table.rows[0]), []
    for y, row in enumerate(table.rows):
        cells = list(row)
        for x, cell in enumerate(row):
            marks = tuple(printed for printed, mark in own.get(y * width + x, ()) if mark in kept)
            if y >= last:
                cells[x] = cell._replace(role="note")
            elif marks:
                cells[x] = cell._replace(notes=tuple(dict.fromkeys((*cell.notes, *marks))))
        rows.append(tuple(cells))
    return tuple(rows)


def _last_rows(table: Table, told: Collection[str]) -> list[Found]:
    """The notes in the last rows of the grid, from the last one up."""
    found = []
    for number in range(len(table.rows) - 1, table.header_rows, -1):
        row = printed_row(table.rows, number)
        text, start, end = row[0]
        filled = {(first, last) for words, first, last in row if words}
        begun = note_begins(text, told) if len(row) > 1 and len(filled) == 1 and text else None
        if begun is None:
            break
        # The words begin behind the mark; what is folded or escaped in the mark would move them.
        found.append(Found(begun[0], min(start + begun[1], end), end))
    return found


def _below(document: Document, number: int, told: Collection[str]) -> Iterator[Found]:
    """The notes in the blocks from `number` on, until a block begins with none."""
    text = document.text
    for place in range(number, len(document.blocks)):
        block = document.blocks[place]
        if block.kind in ("table", "code"):
            return
        note: Found | None = None
        for start, end in _lines(text, block):
            begun = note_begins(text[start:end], told)
            if begun is not None:
                if note is not None:
                    yield note
                plain = begun[0].translate(PLAIN)  # a page prints the mark 1 as ¹ outside of its cells
                note = Found(plain if plain in told else begun[0], start + begun[1], end)
            elif note is None:
                return
            else:
                note = note._replace(end=end)
        if note is not None:
            yield note


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The extents of a block's lines; the first with the mark of its list, the others without those of a quotation."""
    start = block.start
    if block.kind == "list_item":
        lead = LEAD.search(text, text.rfind("\n", 0, start) + 1, start)
        start = start if lead is None else lead.start()
    for line in LINE.finditer(text, start, block.end):
        quoted = QUOTED.match(text, line.start(), line.end()) if line.start() > block.start else None
        yield line.start() if quoted is None else quoted.end(), line.end()


def _definitions(document: Document) -> dict[str, Found]:
    """The notes that are defined anywhere in the document, by their marks."""
    if document.media_type == "text/markdown" and "[^" in document.text:
        pattern = FOOTNOTE
    elif document.media_type.endswith((".document", ".document.macroEnabled.12")):
        pattern = NUMBERED
    else:
        return {}
    found: dict[str, Found] = {}
    for block in document.blocks:
        if block.kind in ("table", "code") or pattern.match(document.text, block.start, block.end) is None:
            continue
        note: Found | None = None
        for start, end in _lines(document.text, block):
            begun = pattern.match(document.text, start, end)
            note = note._replace(end=end) if begun is None and note else note
            if begun is not None:
                note = Found(begun["mark"], begun.end(), end)
            if note is not None:
                found[note.mark] = note if begun is None else found.get(note.mark, note)
    return found
