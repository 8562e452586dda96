"""Which entry of source.yaml means which table of the document: each entry exactly one, each table at most one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.issue import Issue
from pipeline.table import listing

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.source import Match, Source, TableEntry
    from pipeline.table import Table


def select_entries(document: Document, source: Source) -> tuple[dict[int, TableEntry], list[Issue]]:
    """({table number: its entry}, an issue for every entry that fits no table, several, or one already taken)."""
    chosen: dict[int, TableEntry] = {}
    issues = []
    for entry in source.tables:
        fitting = [table for table in document.tables if _fits(table, entry.match)]
        if len(fitting) == 1 and fitting[0].number not in chosen:
            chosen[fitting[0].number] = entry
            continue
        issues.append(
            Issue(
                "table-not-matched",
                _found(fitting, entry),
                source_id=source.id,
                file=source.file,
                line=entry.line,
                action=f"choose from the tables of {source.document}: {listing(document.tables)}",
            )
        )
    return chosen, issues


def _fits(table: Table, match: Match) -> bool:
    return (
        match.caption in (None, table.caption)
        and match.headers in (None, table.header)
        and match.number in (None, table.number)
    )


def _found(fitting: list[Table], entry: TableEntry) -> str:
    if not fitting:
        return f"no table for the resource {entry.resource!r}"
    numbers = ", ".join(str(table.number) for table in fitting)
    if len(fitting) > 1:
        return f"tables {numbers} for the resource {entry.resource!r}"
    return f"table {numbers}, which another entry means already"
