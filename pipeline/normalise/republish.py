"""What of a document may be published: which cells are withheld, and the text with everything else blanked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.normalise.tables import ReadTable
    from pipeline.source import Source

# Under `republish: figures` a text cell longer than this is prose and not a label.
LONGEST_LABEL = 60
NOT_NEWLINE = re.compile(r"[^\n]")


def withheld_cells(read: ReadTable, source: Source) -> set[tuple[int, int]]:
    """The (data row, column) from 0 of the cells of a table that may not be published."""
    if source.republish != "figures":
        return set()
    prose = [column for column in read.columns if column.type == "text" and column.name not in read.key]
    return {
        (number, column.index)
        for number, row in enumerate(read.data)
        for column in prose
        if len(row[column.index].text) > LONGEST_LABEL
    }


def publishable_text(text: str, source: Source, shown: Iterable[tuple[int, int]]) -> str:
    """The text that offsets index: whole if it may be, else only the spans shown, each other character a blank.

    Newlines stay, so that lines and offsets hold.
    """
    if source.republish == "full" or source.text_is_ours:
        return text
    parts, last = [], 0
    for start, end in sorted(set(shown)):
        parts += [NOT_NEWLINE.sub(" ", text[last:start]), text[max(start, last) : end]]
        last = max(last, end)
    return "".join([*parts, NOT_NEWLINE.sub(" ", text[last:])])
