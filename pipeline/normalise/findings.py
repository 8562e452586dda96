"""The issues of a table: faults of its grid, cells that cannot be read, keys, and claims without a claimant.

In a table that source.yaml declares they are errors and stop the release; elsewhere they are warnings.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.normalise.tables import ReadTable, corrections, hedges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.issue import Issue, Severity
    from pipeline.normalise.place import Places
    from pipeline.source import Source

UNMARKED_BY_US = ("delimiter row",)
SPREADSHEET_RUNS = ("=", "+", "-", "@", "\t")
# Findings that leave the value usable, or the row published as printed.
NEVER_ERRORS = ("unit-unknown",)


def findings_of(read: ReadTable, source: Source, places: Places) -> Iterator[Issue]:
    """Every finding of a table, in no order; the stage sorts them by place."""
    grave: Severity = "error" if read.entry is not None else "warning"
    yield from _grid(read, places, grave)
    yield from _headers(read, places, grave)
    yield from _claims(read, places, grave)
    if read.skipped is None:
        yield from _readings(read, places, grave)
        yield from _keys(read, places)
        yield from _corrected(read, source, places)


def _grid(read: ReadTable, places: Places, grave: Severity) -> Iterator[Issue]:
    table, span = read.table, (read.table.start, read.table.start)
    for fault in table.faults:
        where = fault.start, fault.end
        yield places.issue(fault.code, fault.found, grave, where, table_id=read.table_id)
    if read.entry is None:
        yield places.issue("table-undeclared", f"the table {table.caption!r}", "info", span, table_id=read.table_id)
    if table.skipped and not table.faults:
        severity: Severity = grave if read.entry is not None else "info"
        yield places.issue("table-skipped", table.skipped, severity, span, table_id=read.table_id)


def _headers(read: ReadTable, places: Places, grave: Severity) -> Iterator[Issue]:
    table, span = read.table, (read.table.start, read.table.start)
    if read.skipped is not None:
        return
    if table.header_rule not in UNMARKED_BY_US:
        yield places.issue("header-decided", table.header_rule, "info", span, table_id=read.table_id)
    guessed = [column for column in read.columns if not column.declared]
    counts = Counter(table.header)
    if table.header_rows == 0:
        if read.entry is not None and guessed:
            yield places.issue("header-missing", "no header row", grave, span, table_id=read.table_id)
        return
    for column in guessed:
        cell = table.rows[0][column.index]
        where, field = (cell.start, cell.end), column.name
        if not column.header:
            found = f"an empty header of column {column.index + 1}"
            yield places.issue("header-empty", found, grave, where, table_id=read.table_id, field=field)
        elif counts[column.header] > 1:
            found = f"the header {column.header!r} {counts[column.header]} times"
            yield places.issue("header-duplicate", found, grave, where, table_id=read.table_id, field=field)
        elif read.entry is not None:
            found = f"the column {column.header!r}, taken as {column.name} ({column.type})"
            yield places.issue("column-undeclared", found, "info", where, table_id=read.table_id, field=field)


def _claims(read: ReadTable, places: Places, grave: Severity) -> Iterator[Issue]:
    found = hedges(read)
    if not found or read.claim is not None or read.skipped is not None:
        return
    _words, first = found[0]
    span = (read.table.start, read.table.start) if first is None else (first.start, first.end)
    words = ", ".join(dict.fromkeys(repr(words) for words, _cell in found))
    yield places.issue("claim-without-claimant", f"the words {words}", grave, span, table_id=read.table_id)


def _readings(read: ReadTable, places: Places, grave: Severity) -> Iterator[Issue]:
    for number, readings in enumerate(read.readings):
        for column, reading in zip(read.columns, readings, strict=True):
            cell = read.data[number][column.index]
            at = {"table_id": read.table_id, "row": number + 1, "field": column.name}
            span = cell.start, cell.end
            if reading.issue is not None:
                severity: Severity = "warning" if reading.issue in NEVER_ERRORS else grave
                expected = f"a text that reads as {column.type}" if reading.issue == "value-unreadable" else ""
                yield places.issue(reading.issue, repr(reading.text), severity, span, expected=expected, **at)  # type: ignore[arg-type]
            if column.type == "text" and cell.text.startswith(SPREADSHEET_RUNS):
                yield places.issue("formula-like", repr(cell.text), "info", span, **at)  # type: ignore[arg-type]


def _keys(read: ReadTable, places: Places) -> Iterator[Issue]:
    if not read.key:
        return
    indexes = [column.index for column in read.columns if column.name in read.key]
    first: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(read.data):
        values = tuple(row[index].text for index in indexes)
        cell, field = row[indexes[0]], ", ".join(read.key)
        place = {"table_id": read.table_id, "row": number + 1, "field": field}
        span = cell.start, cell.end
        if "" in values:
            yield places.issue("key-empty", "an empty key", "error", span, **place)  # type: ignore[arg-type]
        elif values in first:
            found = f"{' · '.join(values)!r}, which is the key of row {first[values]} as well"
            yield places.issue("key-duplicate", found, "error", span, **place)  # type: ignore[arg-type]
        first.setdefault(values, number + 1)


def _corrected(read: ReadTable, source: Source, places: Places) -> Iterator[Issue]:
    for row, index, item in corrections(read, source):
        cell = read.data[row][index]
        reported = f"; reported: {item.reported}" if item.reported else ""
        yield places.issue(
            "correction-applied",
            f"{item.expect!r}, corrected to {item.becomes!r}: {item.reason}{reported}",
            "info",
            (cell.start, cell.end),
            table_id=read.table_id,
            row=row + 1,
            field=item.field,
        )
