"""What of a document may be published: which cells are withheld, and the text with everything else blanked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.normalise.tables import ReadTable
    from pipeline.source import Source
    from pipeline.table import Table

# Under `republish: figures` a text cell longer than this is prose and not a label.
LONGEST_LABEL = 60
# Where sentences may not be published, a longer caption or heading is one, and so is one that reads like one.
LONGEST_TITLE = 100
# What ends or joins sentences, and what is said in quotation marks.
SENTENCE = re.compile(r"[.!?…;:,]\W*$|[.!?…;]\s|[“”„«»\"]")
NOT_NEWLINE = re.compile(r"[^\n]")


def withheld_cells(read: ReadTable, source: Source) -> frozenset[tuple[int, int]]:
    """The (data row, column) from 0 of the cells of a table that may not be published; header rows are below 0.

    Keys are labels, and a long cell that was read as a value is a figure; every other long cell is prose.
    """
    if source.republish != "figures":
        return frozenset()
    values = {
        (number, column.index)
        for number, readings in enumerate(read.readings)
        for column, reading in zip(read.columns, readings, strict=True)
        if column.name in read.key or (column.type != "text" and reading.issue is None)
    }
    return frozenset(
        (number, cell.column)
        for number, row in enumerate(read.table.rows, start=-read.table.header_rows)
        for cell in row
        if len(cell.text) > LONGEST_LABEL and (number, cell.column) not in values
    )


def publishable_title(text: str, source: Source) -> str:
    """A caption or heading, or an empty string if it reads like a sentence and sentences may not be published."""
    if source.republish == "full" or source.text_is_ours:
        return text
    return "" if len(text) > LONGEST_TITLE or SENTENCE.search(text) else text


def publishable_notes(table: Table, source: Source) -> str | None:
    """The notes of a table, `* = estimated; Source = the growers`; None where there are none or sentences may not be
    published."""
    if not table.notes or not (source.republish == "full" or source.text_is_ours):
        return None
    return "; ".join(f"{note.mark} = {note.text}" for note in table.notes)


def quoted(text: str, source: Source) -> str:
    """A cell's text as findings quote it; only its length where the text may not be published."""
    if source.republish != "figures" or len(text) <= LONGEST_LABEL:
        return repr(text)
    return f"a text of {len(text)} characters, which may not be published"


def publishable_text(
    text: str, source: Source, shown: Iterable[tuple[int, int]], hidden: Iterable[tuple[int, int]]
) -> str:
    """The text that offsets index: whole but for the spans hidden if it may be, else only the spans shown.

    Each character taken away is a blank. Newlines stay, so that lines and offsets hold.
    """
    if source.republish == "full" or source.text_is_ours:
        for start, end in hidden:
            text = f"{text[:start]}{NOT_NEWLINE.sub(' ', text[start:end])}{text[end:]}"
        return text
    parts, last = [], 0
    for start, end in sorted(set(shown)):
        parts += [NOT_NEWLINE.sub(" ", text[last:start]), text[max(start, last) : end]]
        last = max(last, end)
    return "".join([*parts, NOT_NEWLINE.sub(" ", text[last:])])
