"""The text of a new source.yaml, in which no text of a document can be anything but text, and the check that it is
sound. Behind each value that the document itself gave stands where it gave it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from pipeline.capture.quoting import quoted
from pipeline.errors import SourceError
from pipeline.issue import Issue
from pipeline.names import published_name
from pipeline.normalise.check import TAKEN
from pipeline.normalise.columns import plan_columns
from pipeline.normalise.dates.edtf import read_edtf
from pipeline.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.table import Table

ROWS_ENTRY = (
    "",
    "# To name the table, and who says it, take the marks away from the entry below and mend it.",
    "# tables:",
    "#   - match: {number: 1}",
    "#     resource: rows_of_this_table",
    '#     claim: {claimant: "…", claimed: null}',
)
MOST_ROWS = 1000  # of a table, by which types are proposed: a person looks at them, and a build reads every cell


def described(values: Mapping[str, object], comments: Mapping[str, str], tables: Iterable[Table]) -> str:
    """source.yaml with these values, a comment of one printable line behind some, and an entry proposed for each table
    that is data. Raises SourceError, with every fault, if that is no sound source.yaml."""
    text = "\n".join([*_keys(values, comments), *_entries(tables), ""])
    _check(text, values)
    return text


def described_rows(values: Mapping[str, object], schema: Mapping[str, object], where: str) -> str:
    """source.yaml of a table of rows, and `where` its schema is from. Raises as `described` does."""
    head = f"# The schema is {where}; look it through."
    text = "\n".join([*_keys(values, {}), "", head, *_schema(schema), *ROWS_ENTRY, ""])
    _check(text, values)
    return text


def _schema(schema: Mapping[str, object]) -> Iterator[str]:
    """One line for each field, and for each other key."""
    yield "schema:"
    for key, item in schema.items():
        if key != "fields":
            yield f"  {quoted(key)}: {quoted(_plain(item))}"
    yield "  fields:"
    fields = schema["fields"]
    yield from (f"    - {quoted(_plain(item))}" for item in (fields if isinstance(fields, list) else ()))


def _plain(value: object) -> object:
    """A JSON value whose decimals are texts, which every reader of constraints takes for the same number."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return f"{value:f}" if isinstance(value, Decimal) else value


def _keys(values: Mapping[str, object], comments: Mapping[str, str]) -> Iterator[str]:
    for key, value in values.items():
        comment = comments.get(key)
        yield f"{key}: {quoted(value)}" + (f"  # {comment}" if comment else "")


def _entries(tables: Iterable[Table]) -> Iterator[str]:
    yield ""
    yield "# To name and type the tables, take the marks away from the entries below and mend them."
    yield "# tables:"
    taken = set(TAKEN)
    for table in tables:
        if not table.skipped:
            name = _free_name(published_name(table.caption) or f"table_{table.number}", taken)
            taken.add(name)
            yield from (f"# {line}" for line in _entry(table, name))


def _free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name_2, name_3 … that is free."""
    name = f"the_{name}" if f"{name}_".startswith("current_") else name
    numbered = (name if number == 1 else f"{name}_{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def _entry(table: Table, resource: str) -> Iterator[str]:
    rows = table.rows[: table.header_rows + MOST_ROWS]
    proposed = f"; types proposed by the first {MOST_ROWS} rows" if len(rows) < len(table.rows) else ""
    yield f"  - match: {{number: {table.number}}}  # caption: {quoted(table.caption)}{proposed}"
    yield f"    resource: {resource}"
    yield '    claim: {claimant: "…", claimed: null, basis: null}'
    yield "    columns:"
    for plan in plan_columns(replace(table, rows=rows), None, None):
        only = plan.header and table.header.count(plan.header) == 1
        place = f"header: {quoted(plan.header)}" if only else f"number: {plan.index + 1}"
        yield f"      - {{{place}, name: {plan.name}, type: {plan.type}}}"


def _check(text: str, values: Mapping[str, object]) -> None:
    issues = [
        Issue("source-invalid", fault.found, expected=fault.expected, action="give another value")
        for fault in read_yaml(text.encode(), "source").faults
    ]
    published = values["published"]
    if published is not None and read_edtf(str(published)) is None:
        expected = "an EDTF date such as 2025-12-22, 2025-12 or 2025-12-22~"
        issues.append(
            Issue("source-invalid", f"published {published!r}", expected=expected, action="give another value")
        )
    if issues:
        raise SourceError("the source cannot be described so; nothing was written", issues)
