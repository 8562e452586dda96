"""The issues of a table: faults of its grid, cells that cannot be read, keys, and claims without a claimant.

In a table that source.yaml declares they are errors and stop the release; elsewhere they are warnings.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from pipeline.normalise.article import rows_of
from pipeline.normalise.grammar.missing import read_missing
from pipeline.normalise.republish import quoted
from pipeline.normalise.tables import ReadTable, corrections, hedges
from pipeline.rows.canonical import render
from pipeline.table import MARKED_HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.issue import Issue, Severity
    from pipeline.normalise.place import Places
    from pipeline.source import Source
    from pipeline.table import Fault

SPREADSHEET_RUNS = ("=", "+", "-", "@", "\t")
# Findings that leave the value usable, or the row published as printed.
NEVER_ERRORS = ("unit-unknown", "unit-contradicts-header")


def findings_of(read: ReadTable, source: Source, places: Places) -> Iterator[Issue]:
    """Every finding of a table, in no order; the stage sorts them by place."""
    grave: Severity = "error" if read.entry is not None else "warning"
    yield from _grid(read, source, places, grave)
    yield from _headers(read, source, places, grave)
    yield from _claims(read, places, grave)
    if read.skipped is None:
        yield from _readings(read, source, places, grave)
        yield from _keys(read, source, places)
        yield from _corrected(read, source, places)


def _grid(read: ReadTable, source: Source, places: Places, grave: Severity) -> Iterator[Issue]:
    table, span = read.table, (read.table.start, read.table.start)
    for fault in table.faults:
        where = fault.start, fault.end
        found = quoted(fault.found, source) if fault.code == "excess-cells" else fault.found
        yield places.issue(fault.code, found, grave, where, table_id=read.table_id, row=_row(fault, read))
    if read.entry is None:
        yield places.issue("table-undeclared", f"the table {read.caption!r}", "info", span, table_id=read.table_id)
    if table.skipped and not table.faults:
        severity: Severity = grave if read.entry is not None else "info"
        yield places.issue("table-skipped", table.skipped, severity, span, table_id=read.table_id)


def _row(fault: Fault, read: ReadTable) -> int | None:
    """The data row (from 1) that a fault of the grid stands in."""
    return None if fault.row is None or fault.row <= read.table.header_rows else fault.row - read.table.header_rows


def _headers(read: ReadTable, source: Source, places: Places, grave: Severity) -> Iterator[Issue]:
    table, span = read.table, (read.table.start, read.table.start)
    if read.skipped is not None:
        return
    if table.header_rule not in MARKED_HEADERS:
        yield places.issue("header-decided", table.header_rule, "info", span, table_id=read.table_id)
    guessed = [column for column in read.columns if not column.declared]
    counts = Counter(table.header)
    if table.header_rows == 0:
        if read.entry is not None and guessed:
            yield places.issue("header-missing", "no header row", grave, span, table_id=read.table_id)
        return
    for column in guessed:
        cell, label = table.rows[0][column.index], table.header[column.index]
        where, field = (cell.start, cell.end), column.name
        if not label:
            found = f"an empty header of column {column.index + 1}"
            yield places.issue("header-empty", found, grave, where, table_id=read.table_id, field=field)
        elif counts[label] > 1:
            found = f"the header {quoted(label, source)} {counts[label]} times"
            yield places.issue("header-duplicate", found, grave, where, table_id=read.table_id, field=field)
        elif read.entry is not None:
            found = f"the column {quoted(label, source)}, taken as {column.name} ({column.type})"
            yield places.issue("column-undeclared", found, "info", where, table_id=read.table_id, field=field)


def _claims(read: ReadTable, places: Places, grave: Severity) -> Iterator[Issue]:
    found = hedges(read)
    if not found or read.claim is not None or read.skipped is not None:
        return
    _words, first = found[0]
    span = (read.table.start, read.table.start) if first is None else (first.start, first.end)
    words = ", ".join(dict.fromkeys(repr(words) for words, _cell in found))
    yield places.issue("claim-without-claimant", f"the words {words}", grave, span, table_id=read.table_id)


def _readings(read: ReadTable, source: Source, places: Places, grave: Severity) -> Iterator[Issue]:
    for number, readings in enumerate(read.readings):
        for column, reading in zip(read.columns, readings, strict=True):
            cell = read.data[number][column.index]
            issue = partial(places.issue, table_id=read.table_id, row=number + 1, field=column.name)
            span = cell.start, cell.end
            if reading.issue is not None:
                severity: Severity = "warning" if reading.issue in NEVER_ERRORS else grave
                expected = _expected(reading.issue, column.type)
                yield issue(reading.issue, quoted(reading.text, source), severity, span, expected=expected)
            if column.type == "text" and cell.text.startswith(SPREADSHEET_RUNS) and read_missing(cell.text) is None:
                yield issue("formula-like", quoted(cell.text, source), "info", span)


def _expected(code: str, kind: str) -> str:
    """What was expected of a cell of a column's type; empty where the code itself says it."""
    if kind == "date" and code != "value-unreadable":
        return "a date in which day and month stand in the order of its column"
    return f"a text that reads as {kind}" if code == "value-unreadable" else ""


def _keys(read: ReadTable, source: Source, places: Places) -> Iterator[Issue]:
    """Keys that are empty or occur twice, as they are published: corrected, and typed where they are numbers."""
    if not read.key:
        return
    index = next(column.index for column in read.columns if column.name == read.key[0])
    first: dict[tuple[str, ...], int] = {}
    for number, published in enumerate(rows_of(read, source.publisher)):
        values = tuple(render(published[name]) for name in read.key)
        cell, field = read.data[number][index], ", ".join(read.key)
        issue = partial(places.issue, table_id=read.table_id, row=number + 1, field=field)
        span = cell.start, cell.end
        if "" in values:
            yield issue("key-empty", "an empty key", "error", span)
        elif values in first:
            found = f"{' · '.join(values)!r}, which is the key of row {first[values]} as well"
            yield issue("key-duplicate", found, "error", span)
        first.setdefault(values, number + 1)


def _corrected(read: ReadTable, source: Source, places: Places) -> Iterator[Issue]:
    for row, index, item in corrections(read, source):
        cell = read.data[row][index]
        reported = f"; reported: {item.reported}" if item.reported else ""
        yield places.issue(
            "correction-applied",
            f"{quoted(item.expect, source)}, corrected to {quoted(item.becomes, source)}: {item.reason}{reported}",
            "info",
            (cell.start, cell.end),
            table_id=read.table_id,
            row=row + 1,
            field=item.field,
        )
