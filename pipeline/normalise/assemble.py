"""Everything that one source adds to the package, from its document and what the curator said of it."""

from __future__ import annotations

import hashlib
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.contract import Contract, system_contract
from pipeline.issue import Issue
from pipeline.layout import TEXT
from pipeline.normalise.article import claim_of, contract_of, rows_of
from pipeline.normalise.dates.date import read_edtf
from pipeline.normalise.figures import figures_of
from pipeline.normalise.findings import findings_of
from pipeline.normalise.ledger import Anchor, cells_of
from pipeline.normalise.place import Places, places
from pipeline.normalise.prose.held import hold
from pipeline.normalise.prose.rows import differences, match_row, mention_row
from pipeline.normalise.republish import publishable_notes, publishable_text
from pipeline.normalise.tables import ReadTable, read_tables
from pipeline.rows.canonical import Row, render_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.document import Document
    from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """The rows that a source adds to a resource, and the claims (claimant, claimed) that they carry."""

    contract: Contract
    claims: tuple[tuple[str | None, str | None], ...]
    rows: list[list[str]]
    declared: bool = True
    # Of a table of rows, which has none of its rows here: {rows, files, parts, broken}.
    staged: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Normalised:
    """One source's part of the package: rows of canonical text by resource, its publishable text, its findings."""

    source_id: str
    text: str | None
    articles: tuple[ArticleTable, ...] = ()
    system: Mapping[str, list[list[str]]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def normalise(
    document: Document,
    source: Source,
    size: int,
    anchors: Mapping[tuple[int, int, int], Anchor],
) -> Normalised:
    """The package's part of a document of `size` bytes. Never raises on what the document says."""
    where = places(source, document.text)
    reads, issues = read_tables(document, source)
    shown, hidden = _spans(reads)
    bases, missing = _bases(reads, document, source)
    text = publishable_text(document.text, source, [*shown, *bases.values()], hidden)
    found = [*issues, *missing, *metadata_issues(source), *_document(document, where)]
    found += [issue for read in reads for issue in findings_of(read, source, where)]
    held = hold(reads, document, source)
    found += differences(held, document, source, where)
    published = [read for read in reads if read.skipped is None]
    found.sort(key=_by_place)
    system = {
        "figures": [row for read in published for row in figures_of(read, source.publisher, held.in_prose)],
        "sources": [source_row(source, size, text, document.encoding)],
        "tables": [_table_row(read, source, bases) for read in reads],
        "cells": [row for read in reads for row in cells_of(read, anchors)],
        "mentions": [mention_row(said, document, source) for said in held.mentions],
        "prose_matches": [match_row(item, source) for item in held.matches],
        "issues": issue_rows(found),
    }
    return Normalised(
        source.id,
        text,
        tuple(_article(read, source) for read in published),
        {name: rendered(name, rows) for name, rows in system.items()},
        tuple(found),
    )


def unread(source: Source, size: int, failure: str) -> Normalised:
    """The part of a source whose document could not be read and declares no tables."""
    issue = Issue(
        "document-unreadable",
        failure,
        "warning",
        source_id=source.id,
        file=f"raw/{source.id}/{source.document}",
    )
    found = (issue, *metadata_issues(source))
    system = {"sources": [source_row(source, size, None, None)], "issues": issue_rows(found)}
    return Normalised(source.id, None, (), {name: rendered(name, rows) for name, rows in system.items()}, found)


def rendered(name: str, rows: Iterable[Row]) -> list[list[str]]:
    """Rows of a system resource as canonical text in the order of its contract."""
    fields = system_contract(name).fields
    return [render_row(row, fields) for row in rows]


def issue_rows(issues: Iterable[Issue]) -> list[Row]:
    """The findings of one source as rows, numbered in their order."""
    return [
        {
            "issue_id": f"{issue.source_id}/{number}",
            "code": issue.code,
            "severity": issue.severity,
            "source_id": issue.source_id,
            "table_id": issue.table_id,
            "row": issue.row,
            "field": issue.field,
            "char_start": issue.start,
            "char_end": issue.end,
            "line": issue.line,
            "found": issue.found,
            "expected": issue.expected,
            "action": issue.action,
        }
        for number, issue in enumerate(issues, start=1)
    ]


def _by_place(issue: Issue) -> tuple[int, int, str]:
    return (-1 if issue.start is None else issue.start, -1 if issue.end is None else issue.end, issue.code)


def _article(read: ReadTable, source: Source) -> ArticleTable:
    contract = contract_of(read)
    rows = [render_row(row, contract.fields) for row in rows_of(read, source.publisher)]
    return ArticleTable(contract, (claim_of(read, source.publisher),), rows, declared=read.entry is not None)


def _spans(reads: list[ReadTable]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans of the cells that may be published, and of those that may not."""
    shown: list[tuple[int, int]] = []
    hidden: list[tuple[int, int]] = []
    for read in reads:
        for row in read.table.rows:
            for cell in row:
                withheld = (cell.row - read.table.header_rows, cell.column) in read.withheld
                (hidden if withheld else shown).append((cell.start, cell.end))
    return shown, hidden


def _bases(
    reads: list[ReadTable], document: Document, source: Source
) -> tuple[dict[str, tuple[int, int]], list[Issue]]:
    """({table_id: span of its claim's basis}, an issue for each that the document does not have or may not show)."""
    spans, issues = {}, []
    shown = None if source.republish == "full" or source.text_is_ours else sorted(_spans(reads)[0])
    for read in reads:
        basis = read.claim.basis if read.claim else None
        if basis is None or read.entry is None:
            continue
        places = [match.span() for match in re.finditer(re.escape(basis), document.text)]
        fitting = [place for place in places if shown is None or _within(place, shown) or basis in read.caption]
        if fitting:
            spans[read.table_id] = fitting[0]
        else:
            why = (
                "stands outside of the tables, where nothing may be published"
                if places
                else "the document does not have"
            )
            found, line = f"the basis {basis!r}, which {why}", read.entry.line
            issues.append(Issue("basis-not-found", found, source_id=source.id, file=source.file, line=line))
    return spans, issues


def _within(place: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Whether a place is part of one of the spans, which are sorted."""
    index = bisect_right(spans, (place[0], sys.maxsize)) - 1
    return index >= 0 and place[1] <= spans[index][1]


def metadata_issues(source: Source) -> list[Issue]:
    """An issue for every date of source.yaml that is not EDTF, and for a claimant who is not named."""
    dates = {"published": source.published, "notice.date": source.notice.date if source.notice else None}
    dates |= {f"tables.{n}.claim.claimed": entry.claim.claimed for n, entry in enumerate(source.tables) if entry.claim}
    expected = "an EDTF date (ISO 8601-2), such as 2025-12-22, 2025-12 or 2025-12-20/2025-12-21"
    wrong = [(key, value) for key, value in dates.items() if value is not None and read_edtf(value) is None]
    found = [Issue("source-invalid", f"{key} {value!r}", expected=expected) for key, value in wrong]
    found += [
        Issue("source-invalid", "claimant: publisher, but publisher is null", line=entry.line, expected="a publisher")
        for entry in source.tables
        if entry.claim and entry.claim.claimant == "publisher" and source.publisher is None
    ]
    return [replace(issue, source_id=source.id, file=source.file) for issue in found]


def _document(document: Document, where: Places) -> list[Issue]:
    return [where.issue(fault.code, fault.found, "info", (fault.start, fault.end)) for fault in document.faults]


def source_row(source: Source, size: int, text: str | None, encoding: str | None, *, read: bool = False) -> Row:
    """The source's row; `text` is what is published of its text, None where it has none or could not be `read`."""
    digest, notice = source.digest_of, source.notice
    return {
        "source_id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "authors": source.authors,
        "url": source.url,
        "archived_url": source.archived_url,
        "published": source.published,
        "retrieved": source.retrieved,
        "language": source.language,
        "locale": source.locale,
        "licence": source.licence,
        "republish": source.republish,
        "document": f"raw/{source.id}/{source.document}",
        "media_type": source.media_type,
        "encoding": encoding,
        "bytes": size,
        "sha256": source.sha256,
        "text_kind": source.text_kind,
        "digest_of_url": digest.url if digest else None,
        "digest_of_publisher": digest.publisher if digest else None,
        "digest_of_sha256": digest.sha256 if digest else None,
        "text_path": None if text is None else f"{TEXT}/{source.id}.txt",
        "text_sha256": None if text is None else hashlib.sha256(text.encode()).hexdigest(),
        "supersedes": source.supersedes,
        "status": source.status,
        "notice_date": notice.date if notice else None,
        "notice_url": notice.url if notice else None,
        "notice_reason": notice.reason if notice else None,
        "read_status": "read" if read or text is not None else "failed",
    }


def _table_row(read: ReadTable, source: Source, bases: Mapping[str, tuple[int, int]]) -> Row:
    table = read.table
    claimant, claimed = claim_of(read, source.publisher)
    basis = bases.get(read.table_id, (None, None))
    return {
        "table_id": read.table_id,
        "source_id": source.id,
        "number": table.number,
        "caption": read.caption or None,
        "heading": read.heading,
        "notes": publishable_notes(table, source),
        "header_rows": table.header_rows,
        "header_rule": table.header_rule,
        "rows": len(read.data),
        "columns": len(table.rows[0]) if table.rows else 0,
        "char_start": table.start,
        "char_end": table.end,
        "declared": read.entry is not None,
        "resource": None if read.skipped else read.resource,
        "skipped": read.skipped,
        "claimant": claimant,
        "claimed": claimed,
        "claim_basis": read.claim.basis if read.claim else None,
        "claim_basis_start": basis[0],
        "claim_basis_end": basis[1],
    }
