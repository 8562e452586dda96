"""Everything that a source of rows adds to the package: no cells and no text, one table, its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.contract import from_json
from pipeline.issue import Issue
from pipeline.normalise.assemble import ArticleTable, Normalised, issue_rows, metadata_issues, rendered, source_row
from pipeline.normalise.claim import find_hedges
from pipeline.normalise.columns import OWN_COLUMNS
from pipeline.normalise.rows.published import resource_name
from pipeline.normalise.rows.read import stage_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.layout import Layout
    from pipeline.rows.canonical import Row
    from pipeline.source import Source

HEADER_RULE = "the schema names the columns"


def normalise_rows(source: Source, layout: Layout) -> Normalised:
    """The package's part of a source of rows. Raises ContractError where its columns cannot have published names."""
    entry = source.tables[0] if source.tables else None
    claim = _claim(source)
    staged = stage_rows(source, layout, claim)
    issues = [*metadata_issues(source), *_undeclared(source), *(Issue(**item) for item in staged["issues"])]
    contract = None if staged["contract"] is None else from_json(staged["contract"])
    if contract is not None:
        own = [item for item in contract.fields if item.name not in OWN_COLUMNS]
        issues += _hedges(source, [item.title or item.name for item in own])
    system = {
        "sources": [source_row(source, staged["files"][0]["bytes"], None, source.encoding, read=contract is not None)],
        "tables": [_table_row(source, staged, claim)],
        "issues": issue_rows(issues),
    }
    articles: tuple[ArticleTable, ...] = ()
    if contract is not None:
        files = {key: staged[key] for key in ("rows", "files", "parts", "broken")}
        articles = (ArticleTable(contract, (claim,), [], entry is not None, files),)
    return Normalised(
        source.id, None, articles, {name: rendered(name, rows) for name, rows in system.items()}, tuple(issues)
    )


def _claim(source: Source) -> tuple[str | None, str | None]:
    claim = source.tables[0].claim if source.tables else None
    if claim is None:
        return None, None
    named = source.publisher if claim.claimant == "publisher" else None
    return named or claim.claimant, claim.claimed


def _undeclared(source: Source) -> Iterator[Issue]:
    if not source.tables:
        yield _about(source, "table-undeclared", f"the rows of {source.document}", "info")


def _hedges(source: Source, labels: list[str]) -> Iterator[Issue]:
    """Labels with attributing words; the rows themselves are not looked through for them."""
    if _claim(source)[0] is None:
        for label in labels:
            if find_hedges(label):
                yield _about(source, "claim-without-claimant", repr(label), "error" if source.tables else "warning")


def _about(source: Source, code: str, found: str, severity: Any) -> Issue:
    return Issue(code, found, severity, source_id=source.id, table_id=f"{source.id}/1", file=source.file)


def _table_row(source: Source, staged: dict[str, Any], claim: tuple[str | None, str | None]) -> Row:
    entry = source.tables[0] if source.tables else None
    readable = staged["contract"] is not None
    return {
        "table_id": f"{source.id}/1",
        "source_id": source.id,
        "number": 1,
        "caption": None,
        "heading": (),
        "notes": None,
        "header_rows": staged["header_rows"],
        "header_rule": HEADER_RULE,
        "rows": staged["rows"],
        "columns": len(staged["contract"]["schema"]["fields"]) - len(OWN_COLUMNS) if readable else 0,
        "char_start": None,
        "char_end": None,
        "declared": entry is not None,
        "resource": resource_name(source, entry) if readable else None,
        "skipped": None if readable else "its files could not be read as a table; see the issues",
        "claimant": claim[0],
        "claimed": claim[1],
        "claim_basis": entry.claim.basis if entry and entry.claim else None,
        "claim_basis_start": None,
        "claim_basis_end": None,
    }
