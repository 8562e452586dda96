"""A finding with its place, as a value, and the one list of its codes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.errors import ContractError, ExtractError, InvalidData, SourceError, TabletraceError

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "info"]


class Code(NamedTuple):
    """What a code stands for: which error it becomes when it stops a run, what was expected, what to do next."""

    error: type[TabletraceError]
    expected: str
    action: str


OURS = "build again; if it stays, it is a bug of ours"
CODES: dict[str, Code] = {
    # raw/ and source.yaml
    "source-invalid": Code(SourceError, "a source.yaml as the README describes it", "mend the line named"),
    "source-missing": Code(SourceError, "a file at this path", "restore it, or remove the source's folder"),
    "source-link": Code(SourceError, "regular files in raw/", "replace the link by the file itself"),
    "source-changed": Code(
        SourceError,
        "the bytes that were captured",
        "restore the document, or capture the new one as a source of its own that supersedes this one",
    ),
    "basis-not-found": Code(SourceError, "a basis that is text of the document", "quote the document's own words"),
    "table-not-matched": Code(SourceError, "exactly one table that fits `match`", "choose from the tables listed"),
    "column-not-found": Code(SourceError, "a header of the table", "use one of the headers listed"),
    "measure-not-found": Code(SourceError, "a row of the table", "use one of the row labels listed"),
    "correction-not-matched": Code(
        SourceError, "one cell that prints the expected text", "compare table, row, field and expect with the document"
    ),
    "anchor-not-matched": Code(SourceError, "anchors of this document", "run `tabletrace anchor` again"),
    # documents
    "document-unreadable": Code(ExtractError, "a document of its media type", "see what was found"),
    "byte-order-mark": Code(ExtractError, "UTF-8 without a byte-order mark", "nothing: it was read and recorded"),
    "mixed-newlines": Code(ExtractError, "one kind of line ending", "nothing: each was read as one newline"),
    "media-type-differs": Code(
        ExtractError, "a name that ends as those of its media type", "nothing: it was read by its content"
    ),
    "number-format-unread": Code(
        ExtractError, "a number format that is understood", "compare the numbers with what the workbook shows"
    ),
    "numbers-rounded": Code(
        ExtractError, "numbers of at most 9 decimals", "nothing: they were rounded as the sheet shows them"
    ),
    "cells-hidden": Code(ExtractError, "rows and columns that are shown", "nothing: hidden ones were read as well"),
    "dialect-detected": Code(
        ExtractError,
        "a dialect of separated values",
        "nothing, or declare another as `dialect:` in source.yaml if the table is not right",
    ),
    # contracts
    "name-invalid": Code(ContractError, "a published name of our own", "choose another name"),
    "columns-differ": Code(
        ContractError,
        "the same columns and types from every source of a resource",
        "make the columns agree, or name another resource",
    ),
    "schema-unusable": Code(ContractError, "a schema that can be checked", "mend the descriptor at the place named"),
    # data
    "ragged-row": Code(InvalidData, "as many cells as the first row", "compare the row with the document"),
    "excess-cells": Code(InvalidData, "no more cells than the header", "compare the row with the document"),
    "formula-unread": Code(
        InvalidData,
        "a formula with the value that it had when the workbook was saved",
        "open the workbook in a spreadsheet program, save it, and capture that",
    ),
    "stray-quote": Code(
        InvalidData,
        "quotes around a whole field only",
        "compare the row with the document, or declare `dialect: {quoteChar: null}` where quotes are text",
    ),
    "header-missing": Code(InvalidData, "a header row", "match the table by `number` and name its columns by `number`"),
    "header-empty": Code(InvalidData, "a label for every column", "declare the column by `number`"),
    "header-duplicate": Code(InvalidData, "column labels that differ", "declare the columns by `number`"),
    "cells-overlap": Code(InvalidData, "one cell at each place of the grid", "check the spans of the table"),
    "key-duplicate": Code(InvalidData, "a key value that occurs once", "declare another primary_key"),
    "key-empty": Code(InvalidData, "a value in every key column", "declare another primary_key"),
    "value-unreadable": Code(
        InvalidData, "a text of the column's type", "declare the column as text, or correct the cell in `corrections`"
    ),
    "value-does-not-fit": Code(
        InvalidData, "at most 29 digits before and 9 after the point", "declare the column as text"
    ),
    "unit-contradicts-header": Code(
        InvalidData,
        "a unit of the kind that the column's header states",
        "compare the cell with its header; it keeps its own unit, or correct the cell",
    ),
    "unit-unknown": Code(InvalidData, "a unit that is known", "nothing: the unit stays empty; or correct the cell"),
    "value-ambiguous": Code(
        InvalidData,
        "a number with one reading",
        "declare the source's `locale` if its separators are in doubt, or the column's `unit`, or correct the cell",
    ),
    "claim-without-claimant": Code(
        InvalidData,
        "a claimant for a table with attributing words",
        "declare `claim: {claimant: …}` for the table; `claimant: publisher` where the publisher speaks for itself",
    ),
    "correction-applied": Code(InvalidData, "the printed text", "nothing: the declared correction was applied"),
    "table-undeclared": Code(
        InvalidData, "an entry in `tables`", "nothing, or declare name, types and claim of the table"
    ),
    "table-skipped": Code(
        InvalidData,
        "a table with data rows",
        "if it is data, look at `main:` (a page) or `dialect:` (a CSV file) in source.yaml, or mend the capture; "
        "if not, take its entry out of `tables`",
    ),
    "column-undeclared": Code(InvalidData, "an entry in `columns`", "nothing, or declare the column's name and type"),
    "header-decided": Code(InvalidData, "a header that the document marks", "nothing, or check the rule's decision"),
    "prose-differs": Code(
        InvalidData,
        "one value in prose and table",
        "compare the two places; they may speak of different things, and neither is known to be right",
    ),
    "cell-not-anchored": Code(InvalidData, "the cell's text in the original", "check the original by hand"),
    "row-invalid": Code(
        InvalidData,
        "rows that keep `schema:`",
        "mend `schema:` in source.yaml if that is wrong; else capture a file without the fault in place of this one",
    ),
    # releases
    "file-missing": Code(InvalidData, "the file that datapackage.json lists", "restore it, or build again"),
    "file-changed": Code(InvalidData, "the bytes that datapackage.json lists", "restore the file, or build again"),
    "file-extra": Code(InvalidData, "only files that datapackage.json lists", "remove the file, or build again"),
    "file-unreadable": Code(InvalidData, "a table as its schema describes it", "restore the file, or build again"),
    "span-wrong": Code(InvalidData, "the cell's text at its span", OURS),
    "prose-unlike-figure": Code(InvalidData, "what its prose_matches say of the figure", OURS),
    "value-without-cell": Code(InvalidData, "a cell that prints the value", OURS),
    "cell-unaccounted": Code(InvalidData, "each cell of a table once", OURS),
    "key-not-unique": Code(InvalidData, "values that occur once", "see the two rows in the documents"),
    "twins-differ": Code(InvalidData, "the same rows in CSV and Parquet", OURS),
    "original-differs": Code(InvalidData, "the cell's text in the original", "run `tabletrace anchor` again"),
    "publish-interrupted": Code(InvalidData, "a release without a journal", "run `tabletrace publish` to finish it"),
    "rule-broken": Code(InvalidData, "values that fit together", "compare the cell with the document"),
    "rows-broken": Code(InvalidData, "no row that breaks it", "mend the rows listed for this table"),
    "schema-broken": Code(InvalidData, "data as the Table Schema says", "compare the cell with the document"),
    "formula-like": Code(InvalidData, "text that a spreadsheet does not run", "open the .xlsx instead of the CSV"),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `row` counts data rows from 1; `start` and `end` are offsets into the canonical text.

    `file`, `line` and `column` (from 1) say where a person finds it.
    """

    code: str
    found: str
    severity: Severity = "error"
    source_id: str | None = None
    table_id: str | None = None
    row: int | None = None
    field: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    expected: str = ""
    action: str = ""

    def __post_init__(self) -> None:
        code = CODES[self.code]
        object.__setattr__(self, "expected", self.expected or code.expected)
        object.__setattr__(self, "action", self.action or code.action)

    @property
    def stops_early(self) -> bool:
        """Whether it is a fault of what the curator wrote, which nothing can be built on."""
        return self.severity == "error" and CODES[self.code].error is not InvalidData

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        cell = " ".join(
            f"{name} {value}"
            for name, value in (("table", self.table_id), ("row", self.row), ("field", self.field))
            if value is not None
        )
        where = ", ".join(part for part in (place, cell) if part) or (self.source_id or "")
        head = f"{where}: {self.code}: " if where else f"{self.code}: "
        return f"{head}found {self.found}; expected {self.expected}; {self.action}"


def to_json(issues: Iterable[Issue]) -> list[dict[str, object]]:
    """The issues as plain values, absent fields left out."""
    return [{key: value for key, value in asdict(issue).items() if value is not None} for issue in issues]


def raise_errors(issues: Iterable[Issue]) -> None:
    """Raise one error that carries every issue of severity error; its class is that of the gravest code."""
    errors = [issue for issue in issues if issue.severity == "error"]
    if not errors:
        return
    kind = min((CODES[issue.code].error for issue in errors), key=lambda error: error.exit_code)
    count = "1 fault" if len(errors) == 1 else f"{len(errors)} faults"
    raise kind(f"{count} to mend; nothing was published", errors)
