"""A document as read: its canonical text, its blocks, and its tables, all addressed by offsets into that text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.columns import ColumnRows
from pipeline.table import NO_NOTES, Cell, Fault, Note, Role, Table, row_of_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

# Media types of documents whose canonical text is their own: its lines are lines of the file.
OWN_TEXT = ("text/plain", "text/markdown", "text/csv", "text/tab-separated-values")
BlockKind = Literal["heading", "paragraph", "list_item", "table", "code", "caption"]
ROLES: dict[str, Role] = {"h": "header", "r": "row_header", "d": "data", "s": "spanned", "n": "note"}  # in JSON
LETTERS = {role: letter for letter, role in ROLES.items()}


class Block(NamedTuple):
    """A run of lines that belong together; `level` is the depth of a heading, else None."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What `extract_document` returns. `text` has LF newlines and no byte-order mark; nothing else is changed.

    `main` is the span of the declared main content of a page, None where all of it is.
    """

    name: str
    media_type: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    faults: tuple[Fault, ...] = field(default=())
    main: tuple[int, int] | None = None

    def is_main(self, block: Block) -> bool:
        """Whether a block belongs to the main content."""
        return self.main is None or (self.main[0] <= block.start and block.end <= self.main[1])


def position(text: str, offset: int) -> tuple[int, int]:
    """(line, column) of an offset, both from 1, columns in code points."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; use with `line_of` where many offsets are looked up."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_of(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """(line, column) of an offset, both from 1, from the result of `line_starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def to_json(document: Document) -> dict[str, object]:
    """The document as plain values, its cells by what they have in common; the inverse of `from_json`."""
    return {**_values(document, "tables"), "tables": [_table_to_json(table) for table in document.tables]}


def from_json(value: dict[str, Any]) -> Document:
    """The document that `to_json` wrote."""
    return Document(
        **{
            **value,
            "blocks": tuple(Block(**block) for block in value["blocks"]),
            "tables": tuple(_table_from_json(table) for table in value["tables"]),
            "faults": tuple(Fault(**fault) for fault in value["faults"]),
            "main": None if value["main"] is None else tuple(value["main"]),
        }
    )


def spelled_out(document: Document) -> dict[str, object]:
    """The document as plain values with a name at each of them, for readers who do not know `to_json`."""
    tables = [
        {**_values(table, "rows"), "rows": [[cell._asdict() for cell in row] for row in table.rows]}
        for table in document.tables
    ]
    return {**_values(document, "tables"), "tables": tables}


def _values(noun: Document | Table, but: str) -> dict[str, object]:
    """The fields of a noun as plain values, but for the one that is told by its name."""
    return {item.name: _plain(getattr(noun, item.name)) for item in fields(noun) if item.name != but}


def _plain(value: object) -> object:
    if isinstance(value, Block):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _table_to_json(table: Table) -> dict[str, object]:
    """Texts, starts, ends and locators row by row, roles as a word of letters for each row, notes where there are any.

    A quarter of the size of an object for each cell, and ten times as fast: a page has tens of thousands.
    """
    if isinstance(table.rows, ColumnRows):
        cells = _columns_to_json(table.rows)
        return {**_values(table, "rows"), "cells": cells}
    columns = [tuple(zip(*row, strict=True)) or ((),) * len(Cell._fields) for row in table.rows]
    cells = {
        "text": [row[0] for row in columns],
        "start": [row[1] for row in columns],
        "end": [row[2] for row in columns],
        "role": ["".join(map(LETTERS.__getitem__, row[5])) for row in columns],
        "notes": [[cell.row, cell.column, cell.notes] for row in table.rows for cell in row if cell.notes],
        "locator": [None if row[7].count(None) == len(row[7]) else row[7] for row in columns],
    }
    return {**_values(table, "rows"), "cells": cells}


def _columns_to_json(rows: ColumnRows) -> dict[str, object]:
    """The same of rows that are kept by column: no cell is made for it."""
    columns, locators = rows.columns, rows.locators()
    firsts = range(0, len(rows) * columns.width, columns.width) if len(rows) else range(0)
    slices = [slice(first, first + columns.width) for first in firsts]
    letters = "".join(map(LETTERS.__getitem__, columns.roles))
    notes = [[*divmod(number, columns.width), marks] for number, marks in sorted(columns.notes.items())]
    found = [None if locators is None else locators[row] for row in slices]
    return {
        "text": [columns.texts[row] for row in slices],
        "start": [columns.starts[row] for row in slices],
        "end": [columns.ends[row] for row in slices],
        "role": [letters[row] for row in slices],
        "notes": [*notes],
        "locator": [row if row and any(place is not None for place in row) else None for row in found],
    }


def _table_from_json(value: dict[str, Any]) -> Table:
    cells, rest = value["cells"], {name: item for name, item in value.items() if name != "cells"}
    marks: dict[int, dict[int, tuple[str, ...]]] = {}
    for row, column, notes in cells["notes"]:
        marks.setdefault(row, {})[column] = tuple(notes)
    printed = zip(cells["text"], cells["start"], cells["end"], cells["role"], cells["locator"], strict=True)
    rows = []
    for row, (texts, starts, ends, letters, locators) in enumerate(printed):
        noted = repeat(NO_NOTES) if row not in marks else [marks[row].get(x, NO_NOTES) for x in range(len(texts))]
        roles, places = map(ROLES.__getitem__, letters), locators or repeat(None)
        rows.append(row_of_cells(row, texts, starts, ends, roles, notes=noted, locators=places))
    heading, faults = tuple(value["heading"]), tuple(Fault(**fault) for fault in value["faults"])
    noted_below = tuple(Note(*note) for note in value["notes"])
    return Table(**{**rest, "rows": tuple(rows), "heading": heading, "faults": faults, "notes": noted_below})
