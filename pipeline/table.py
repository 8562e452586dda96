"""A table as a document prints it: a rectangular grid of cells, each with the place it was printed at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import count, repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.columns import ColumnRows

Role = Literal["header", "row_header", "data", "spanned", "note"]


# The header rule where the document itself marks its header; every other rule is a decision of ours.
MARKED_HEADER = "a delimiter row stands below the first row"
MARKED_BY_THEAD = "the rows stand in a thead"
MARKED_BY_CELLS = "th elements fill the first rows"
MARKED_BY_REPEATING = "the first rows are marked to repeat on each page"
DECLARED_HEADER = "the header rows are declared in source.yaml"
MARKED_HEADERS = (MARKED_HEADER, MARKED_BY_THEAD, MARKED_BY_CELLS, MARKED_BY_REPEATING, DECLARED_HEADER)


class Cell(NamedTuple):
    """One position of the grid; `row` and `column` count from 0, headers included.

    `start` and `end` are code points, 0-based and half-open, into `Document.text`; an empty cell has start == end.
    The text at the span, escapes undone and white space folded, equals `text`. A tuple, since documents have millions
    of them: a changed copy is `cell._replace(…)`.
    """

    text: str
    start: int
    end: int
    row: int
    column: int
    role: Role
    notes: tuple[str, ...] = ()
    locator: str | None = None


NO_NOTES: tuple[str, ...] = ()
_new_cell = partial(tuple.__new__, Cell)


def row_of_cells(
    row: int,
    texts: Iterable[str],
    starts: Iterable[int],
    ends: Iterable[int],
    roles: Iterable[Role],
    *,
    notes: Iterable[tuple[str, ...]] = repeat(NO_NOTES),
    locators: Iterable[str | None] = repeat(None),
) -> tuple[Cell, ...]:
    """The cells of one row, columns counted from 0, as many as `texts`; a call for each costs three times as much."""
    return tuple(map(_new_cell, zip(texts, starts, ends, repeat(row), count(), roles, notes, locators)))


@dataclass(frozen=True, slots=True)
class Table:
    """A printed table. `number` counts every table of the document from 1; `rows` are rectangular, headers first.

    `header_rule` names the rule by which the headers were decided. `skipped` is the reason why the table is not data.
    `faults` are (code, found, start, end): what is wrong with the grid as printed, for the stage to judge.
    `parent` is the number of the table that this one stands in a cell of. `notes` are those that the document prints
    to the table; a row at its end that is one has cells of the role `note`.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...] | ColumnRows
    header_rows: int
    header_rule: str
    caption: str
    heading: tuple[str, ...]
    start: int
    end: int
    skipped: str | None = None
    faults: tuple[Fault, ...] = ()
    parent: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def data_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the headers, without those at the end that are notes."""
        last = len(self.rows)
        while last > self.header_rows and self.rows[last - 1] and self.rows[last - 1][0].role == "note":
            last -= 1
        return self.rows[self.header_rows : last]

    @property
    def header(self) -> tuple[str, ...]:
        """The column labels: the texts of the header rows, joined top down by a space; empty strings without one.

        A header row that is one cell across the whole table names no column, so it is left out beside other rows.
        """
        width = len(self.rows[0]) if self.rows else 0
        headers = self.rows[: self.header_rows]
        naming = [row for row in headers if len({(cell.start, cell.end, cell.text) for cell in row}) > 1] or headers
        printed = [[row[column].text for row in naming] for column in range(width)]
        return tuple(" ".join(dict.fromkeys(text for text in texts if text)) for texts in printed)


class Note(NamedTuple):
    """A note to a table: its mark as the cells print it (or `Note`, `Source` for one to the whole table) and its words.

    `start` and `end` are the extent of the words in `Document.text`, as for a cell.
    """

    mark: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a document or a grid as printed: an issue code, what was found, and where."""

    code: str
    found: str
    start: int = 0
    end: int = 0
    row: int | None = field(default=None)


UNDOINGS: tuple[Callable[[str], str], ...] = (
    str,
    partial(re.compile(r'""').sub, '"'),
    partial(re.compile("''").sub, "'"),
    partial(re.compile(r"\\([\\\"',;|\t])").sub, r"\1"),
)


def printed_text(raw: str) -> str:
    r"""What a cell says, from the text at its span: `\|` is a pipe (GFM spec 4.10), runs of white space are one blank.

    White space is what `str.split` takes for it (no-break spaces too). Nothing else is changed: inline marks stay.
    """
    return " ".join(raw.replace("\\|", "|").split())


def prints(raw: str, text: str) -> bool:
    r"""Whether the text at a span says `text`, the escapes of some format undone and white space folded.

    GFM writes a pipe as `\|`; a quoted field of a CSV file writes its quote twice (RFC 4180 section 2.7) or behind a
    backslash, and anything else of it stands for itself.
    """
    if printed_text(raw) == text:
        return True
    return any(" ".join(undo(raw).split()) == text for undo in UNDOINGS)


def listing(tables: Iterable[Table]) -> str:
    """The tables in one line of text, each with its number, caption and headers."""
    described = (
        f"number {table.number} (caption {table.caption!r}, headers {list(table.header)!r})" for table in tables
    )
    return "; ".join(described) or "none"
