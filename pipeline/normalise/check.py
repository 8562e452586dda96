"""Whether an entry of source.yaml can be followed: its columns are there, its names are free, its labels occur."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.contract import SYSTEM
from pipeline.issue import Issue
from pipeline.normalise.columns import OWN_COLUMNS, find_column, published_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.source import Source, TableEntry
    from pipeline.table import Table

# Names that load.sql and later resources of the package use.
TAKEN = frozenset((*SYSTEM, "provenance", "measures"))


def check_entry(table: Table, entry: TableEntry, source: Source) -> list[Issue]:
    """Every fault of an entry against the table that it means; none if the table can be planned by it."""
    found = [*_columns(table, entry), *_names(entry), *_keys(table, entry)]
    return [
        Issue(
            code,
            what,
            source_id=source.id,
            table_id=f"{source.id}/{table.number}",
            file=source.file,
            line=entry.line,
            action=action,
        )
        for code, what, action in found
    ]


def _columns(table: Table, entry: TableEntry) -> Iterator[tuple[str, str, str]]:
    header = table.header
    for column in entry.columns:
        positions = find_column(column, header)
        if len(positions) == 1:
            continue
        wanted = (("number", column.number), ("header", column.header))
        label = " and ".join(f"{key} {value!r}" for key, value in wanted if value is not None)
        times = "no column" if not positions else f"{len(positions)} columns"
        action = f"use one of the headers: {list(header)!r}, or `number` (from 1) where they are alike or empty"
        yield "column-not-found", f"{times} with {label}", action
    placed = Counter(position for column in entry.columns for position in find_column(column, header)[:1])
    for position, count in placed.items():
        if count > 1:
            yield "column-not-found", f"column {position + 1} declared {count} times", "declare each column once"


def _names(entry: TableEntry) -> Iterator[tuple[str, str, str]]:
    if entry.resource in TAKEN or entry.resource.startswith("current_"):
        yield "name-invalid", f"the resource name {entry.resource!r}, which the package uses itself", ""
    names = Counter(name for column in entry.columns for name in published_columns(column.name, column.type))
    names.update(OWN_COLUMNS)
    for name, count in names.items():
        if count > 1:
            yield "name-invalid", f"the column name {name!r} {count} times (some are added by us)", ""


def _keys(table: Table, entry: TableEntry) -> Iterator[tuple[str, str, str]]:
    declared = [column.name for column in entry.columns]
    for name in (*entry.primary_key, *filter(None, [entry.measures_by])):
        if name not in declared:
            yield "column-not-found", f"the name {name!r} in primary_key or measures", f"use one of {declared!r}"
    by = next((column for column in entry.columns if column.name == entry.measures_by), None)
    if by is None:
        return
    positions = find_column(by, table.header)
    labels = [row[positions[0]].text for row in table.data_rows] if positions else []
    for label in entry.measures:
        if label not in labels:
            yield "measure-not-found", f"no row {label!r}", f"use one of the row labels: {labels!r}"
