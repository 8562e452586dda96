"""One source of rows: its files in one pass through the compiled schema, to typed files, counts, and issues."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pipeline.check.findings import of_table
from pipeline.check.keys import needed, of_keys
from pipeline.check.table import check_table
from pipeline.contract import to_json
from pipeline.files import empty_folder, sha256_of
from pipeline.issue import Issue, raise_errors
from pipeline.normalise.rows.faults import LISTED, fault_issues
from pipeline.normalise.rows.kept import keep, key_of, read_kept
from pipeline.normalise.rows.published import contract_of_rows
from pipeline.rows.arrow import arrow_schema
from pipeline.rows.engine import open_engine
from pipeline.rows.parts import PartWriter
from pipeline.rowsource import row_resource

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.check.resources import Resource
    from pipeline.check.table import Checked
    from pipeline.contract import Contract
    from pipeline.layout import Layout
    from pipeline.rows.compile import FieldRule
    from pipeline.rows.parts import Part
    from pipeline.rows.staging import Typed
    from pipeline.source import Source


@dataclass(slots=True)
class _Sink:
    """Takes the typed rows once the columns are known."""

    source: Source
    resource: Resource
    folder: Path
    claim: tuple[str | None, str | None]
    contract: Contract | None = None
    writer: PartWriter | None = field(default=None)

    def open(self, columns: tuple[FieldRule, ...]) -> Typed:
        if self.resource.rule is None:
            raise AssertionError(f"{self.source.id} has no schema")
        self.contract = contract_of_rows(self.source, self.resource.rule, columns)
        claimant, claimed = self.claim
        constants = {"source_id": self.source.id, "table_id": f"{self.source.id}/1"}
        self.writer = PartWriter(
            self.folder, arrow_schema(self.contract), {**constants, "claimant": claimant, "claimed": claimed}, "row"
        )
        return self.writer.write

    def close(self, *, sound: bool) -> list[Part]:
        """The files; of a table with faults one without rows, since nothing of it is published."""
        if self.writer is None:
            return []
        parts = self.writer.close()
        if sound:
            return parts
        empty_folder(self.folder)
        return PartWriter(self.folder, self.writer.schema).close()


def stage_rows(source: Source, layout: Layout, claim: tuple[str | None, str | None]) -> dict[str, Any]:
    """What the files of a source hold: {contract, rows, files, parts, broken, issues, header_rows}, as plain values.

    The typed rows are written below `layout.rows` unless they are there from the same files by the same rules.
    `contract` is null where the files could not be read as a table. Raises ContractError if names collide.
    """
    # A folder is emptied and never written into: a release may link to its files.
    folder, key = layout.rows / source.id, key_of(source)
    kept = read_kept(folder, key)
    if kept is None:
        kept = _staged(source, layout, empty_folder(folder), claim)
        keep(folder, key, kept)
    return kept


def _staged(source: Source, layout: Layout, folder: Path, claim: tuple[str | None, str | None]) -> dict[str, Any]:
    resource = row_resource(source)
    sink = _Sink(source, resource, folder, claim)
    work = folder / "work"
    work.mkdir()
    with open_engine(work) as engine:
        told = partial(_tell, source.id)
        found = check_table(layout.source(source.id), resource, engine, needed(resource, [resource]), told, sink.open)
        out = of_table(found, engine, LISTED)
        of_keys(found, {source.id: found}, engine, LISTED, out)
    empty_folder(work).rmdir()
    _tell(source.id, None)
    parts = sink.close(sound=not out.totals)
    readable = sink.contract is not None and not found.faults and not (found.header and found.header.faults)
    return {
        "contract": to_json(sink.contract) if sink.contract and readable else None,
        "rows": found.rows,
        "header_rows": len(resource.dialect.header_rows) if resource.format != "parquet" else 0,
        "files": _files(found, source, layout),
        "parts": [_part(part) for part in parts],
        "broken": out.totals,
        "issues": [asdict(issue) for issue in fault_issues(out, resource, source, layout)],
    }


def _files(found: Checked, source: Source, layout: Layout) -> list[dict[str, Any]]:
    """What each captured file is, and how many rows of the table are in it.

    Raises SourceError if a file is not the one that was captured: it may have been replaced since extract looked.
    """
    counts, files, issues = [*found.counts, *([0] * len(source.files))], [], []
    for (name, sha256), rows in zip(source.files, counts, strict=False):
        path = layout.source(source.id) / name
        digest, size = sha256_of(path)
        if digest != sha256:
            found_now, expected = f"sha256 {digest}", f"the bytes that were captured (sha256 {sha256})"
            file = layout.relative(path)
            issues.append(Issue("source-changed", found_now, source_id=source.id, file=file, expected=expected))
        files.append({"document": name, "sha256": sha256, "bytes": size, "rows": rows})
    raise_errors(issues)
    return files


def _part(part: Part) -> dict[str, Any]:
    sha256, size = sha256_of(part.path)
    columns = {name: found.to_json() for name, found in part.ranges.items()}
    return {"name": part.path.name, "rows": part.rows, "bytes": size, "sha256": sha256, "columns": columns}


def _tell(name: str, rows: int | None) -> None:
    """How far it is, on a terminal that somebody looks at; None takes that away."""
    if sys.stderr.isatty():
        words = "" if rows is None else f"{name}: {rows:,} rows checked"
        click.echo(f"\r{words:<79}\r", nl=False, err=True)
