"""Everything that a release will hold: CSV, Parquet, text, workbook, load.sql and descriptor, as a candidate."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.activity import activity
from pipeline.contract import SYSTEM, Contract, from_json, system_contract
from pipeline.errors import TabletraceError
from pipeline.files import empty_folder, files_below, sha256_of, write_bytes, write_json
from pipeline.layout import DATA, TEXT
from pipeline.package.ddl import load_sql
from pipeline.package.descriptor import Claims, FileFact, Packed, descriptor
from pipeline.package.manifest import write_rows
from pipeline.package.metadata import read_metadata
from pipeline.package.workbook import about_rows, choose_tables, write_workbook
from pipeline.rows.canonical import render_row
from pipeline.rows.read import read_csv
from pipeline.rows.write import write_twins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.layout import Layout


def run(layout: Layout) -> None:
    """Write the candidate below stages/package, laid out as a release is below the root."""
    candidate, before = layout.candidate, layout.stage("normalise")
    empty_folder(candidate.root)
    metadata = read_metadata(layout)
    if not (before / "activities.json").is_file():
        raise TabletraceError("there is nothing to package; run `tabletrace normalise`")
    parts = sorted((before / "sources").iterdir())
    tables = [*_articles(layout, candidate, before), *_system(layout, candidate, parts)]
    sources = _dictionaries(candidate, tables, "sources")
    _write_texts(candidate, parts)
    _write_load_sql(candidate, tables)
    _write_workbook(candidate, metadata, tables, sources)
    listed = {file.path for table in tables for file in table.files}
    others = [path for path in files_below(candidate.derived) if candidate.relative(path) not in listed]
    files = [_fact(candidate, path) for path in others]
    write_json(candidate.descriptor, descriptor(metadata, tables, files, sources))


def _articles(layout: Layout, candidate: Layout, before: Path) -> Iterator[Packed]:
    # The tables of a source follow each other, so one part is read once for all of them.
    read = lru_cache(maxsize=1)(_read_part)
    for resource in json.loads((before / "resources.json").read_text("utf-8")):
        contract = from_json(resource["contract"])
        parts = [before / "sources" / f"{source}.json" for source in resource["sources"]]
        claims = tuple((who, when) for who, when in resource["claims"])
        if resource["staged"]:
            staged = {part.stem: read(part)["staged"][contract.name] for part in parts}
            yield write_rows(layout, candidate, contract, staged, claims)
            continue
        rows = (row for part in parts for row in read(part)["articles"].get(contract.name, ()))
        yield _write(candidate, contract, rows, claims)


def _read_part(path: Path) -> dict[str, Any]:
    """One source's part, its article tables by name."""
    part: dict[str, Any] = json.loads(path.read_text("utf-8"))
    rows: dict[str, list[list[str]]] = {}
    staged: dict[str, Any] = {}
    for article in part["articles"]:
        rows.setdefault(article["contract"]["name"], []).extend(article["rows"])
        staged[article["contract"]["name"]] = article.get("staged")
    return {**part, "articles": rows, "staged": staged}


def _system(layout: Layout, candidate: Layout, parts: list[Path]) -> Iterator[Packed]:
    for name in SYSTEM:
        contract = system_contract(name)
        rows = _activities(layout, contract, parts) if name == "activities" else _system_rows(parts, name)
        yield _write(candidate, contract, rows)


def _system_rows(parts: Iterable[Path], name: str) -> Iterator[list[str]]:
    for part in parts:
        yield from json.loads(part.read_text("utf-8"))["system"].get(name, ())


def _activities(layout: Layout, contract: Contract, parts: list[Path]) -> Iterator[list[str]]:
    before = layout.stage("normalise")
    records = json.loads((before / "activities.json").read_text("utf-8"))
    inputs = [*parts, before / "resources.json", before / "activities.json", layout.package_yaml]
    for record in (*records, activity(layout, "package", inputs, {})):
        yield render_row({**record, "inputs": tuple(record["inputs"])}, contract.fields)


def _write(
    candidate: Layout,
    contract: Contract,
    rows: Iterable[list[str]],
    claims: Claims | None = None,
) -> Packed:
    folder = candidate.root / DATA
    folder.mkdir(parents=True, exist_ok=True)
    csv_path, parquet_path = folder / f"{contract.name}.csv", folder / f"{contract.name}.parquet"
    count = write_twins(csv_path, parquet_path, contract, rows)
    return Packed(contract, count, _fact(candidate, csv_path), (_fact(candidate, parquet_path),), claims)


def _fact(candidate: Layout, path: Path) -> FileFact:
    return FileFact(candidate.relative(path), *sha256_of(path))


def _rows(candidate: Layout, table: Packed) -> Iterator[list[str]]:
    rows = read_csv(candidate.root / DATA / f"{table.contract.name}.csv")
    next(rows)
    return rows


def _dictionaries(candidate: Layout, tables: list[Packed], name: str) -> list[dict[str, str]]:
    table = next(table for table in tables if table.contract.name == name)
    return [dict(zip(table.contract.columns, row, strict=True)) for row in _rows(candidate, table)]


def _write_texts(candidate: Layout, parts: Iterable[Path]) -> None:
    for part in parts:
        value = json.loads(part.read_text("utf-8"))
        if value["text"] is not None:
            write_bytes(candidate.root / TEXT / f"{value['source_id']}.txt", value["text"].encode())


def _write_load_sql(candidate: Layout, tables: list[Packed]) -> None:
    comments = {table.contract.name: table.comment for table in tables}
    parts = {table.contract.name: [file.path for file in table.parquet] for table in tables if table.manifest}
    write_bytes(candidate.load_sql, load_sql([table.contract for table in tables], comments, parts).encode())


def _write_workbook(
    candidate: Layout, metadata: dict[str, Any], tables: list[Packed], sources: list[dict[str, str]]
) -> None:
    created = max(source["retrieved"] for source in sources)
    kept, left_out = choose_tables(tables)
    about = about_rows(metadata, sources, kept, left_out)
    filled = [(table, _rows(candidate, table)) for table in kept]
    write_workbook(candidate.workbook, about, filled, created, metadata["title"])
