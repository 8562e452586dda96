"""A document as read: its canonical text, its blocks, and its tables, all addressed by offsets into that text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipeline.table import Cell, Fault, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

BlockKind = Literal["heading", "paragraph", "list_item", "table", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together; `level` is the depth of a heading, else None."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What `extract_document` returns. `text` has LF newlines and no byte-order mark; nothing else is changed."""

    name: str
    media_type: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    faults: tuple[Fault, ...] = field(default=())


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
    """The document as plain values; the inverse of `from_json`."""
    return asdict(document)


def from_json(value: dict[str, Any]) -> Document:
    """The document that `to_json` wrote."""
    return Document(
        **{
            **value,
            "blocks": tuple(Block(**block) for block in value["blocks"]),
            "tables": tuple(_table(table) for table in value["tables"]),
            "faults": tuple(Fault(**fault) for fault in value["faults"]),
        }
    )


def _table(value: dict[str, Any]) -> Table:
    rows = tuple(tuple(Cell(**{**cell, "notes": tuple(cell["notes"])}) for cell in row) for row in value["rows"])
    heading, faults = tuple(value["heading"]), tuple(Fault(**fault) for fault in value["faults"])
    return Table(**{**value, "rows": rows, "heading": heading, "faults": faults})
