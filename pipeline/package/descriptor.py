"""datapackage.json: the package's descriptor (Data Package v2), for consumers who know nothing of us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.contract import table_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.contract import Contract

PARQUET = "application/vnd.apache.parquet"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CLAIMS = "Reported claims, not findings of this package."
# Who claims, and when (EDTF); None where nobody was declared.
Claims = tuple[tuple[str | None, str | None], ...]
UNATTRIBUTED = "Unattributed: nobody was declared who states them."


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file of the package: its path below the root, its sha256, its size in bytes."""

    path: str
    sha256: str
    bytes: int

    @property
    def hash(self) -> str:
        return f"sha256:{self.sha256}"


@dataclass(frozen=True, slots=True)
class Packed:
    """A table as it was written: its contract, its rows, its files, and the claims (claimant, claimed) it carries.

    One with cells has a CSV file and its Parquet twin; a table of rows has Parquet files and their manifest.
    """

    contract: Contract
    rows: int
    csv: FileFact | None
    parquet: tuple[FileFact, ...]
    claims: Claims | None = None
    manifest: FileFact | None = None

    @property
    def files(self) -> tuple[FileFact, ...]:
        """Every file of the table that is listed with it."""
        return (*filter(None, (self.csv,)), *self.parquet, *filter(None, (self.manifest,)))

    @property
    def comment(self) -> str:
        """What people read about the table wherever it is shown."""
        if self.claims is None:
            return self.contract.description
        return f"{self.contract.description} {CLAIMS} {said_by(self.claims)}"


def said_by(claims: Iterable[tuple[str | None, str | None]]) -> str:
    """Who says what a table says, in words."""
    named = [f"{who} ({when})" if when else who for who, when in claims if who]
    unattributed = any(who is None for who, _when in claims)
    words = f"Claimed by {', '.join(named)}." if named else ""
    return " ".join(part for part in (words, UNATTRIBUTED if unattributed else "") if part)


def descriptor(
    metadata: dict[str, Any], tables: list[Packed], files: list[FileFact], sources: list[dict[str, str]]
) -> dict[str, Any]:
    """The descriptor's value. `sources` are rows of the resource sources, as text by column."""
    head = {key: metadata[key] for key in ("name", "title", "description", "version") if metadata.get(key)}
    tail = {key: metadata[key] for key in ("homepage", "keywords", "contributors", "licenses") if metadata.get(key)}
    return {
        "$schema": PROFILE,
        **head,
        "created": f"{max(source['retrieved'] for source in sources)}T00:00:00Z",
        **tail,
        **({"contact": metadata["contact"]} if metadata.get("contact") else {}),
        "sources": [_source(source) for source in sources],
        "resources": [_resource(table) for table in tables],
        "files": [{"path": file.path, "hash": file.hash, "bytes": file.bytes} for file in files],
    }


def _source(source: dict[str, str]) -> dict[str, str]:
    title = source["title"] or source["source_id"]
    path = {"path": source["url"]} if source["url"] else {}
    return {"title": title, **path}


def _resource(table: Packed) -> dict[str, Any]:
    claims = [{"claimant": who, "claimed": when} for who, when in table.claims or ()]
    return {
        "name": table.contract.name,
        "type": "table",
        "profile": "tabular-data-resource",
        "title": table.contract.title,
        "description": table.comment,
        **_first_files(table),
        "rows": table.rows,
        **({"claims": claims} if claims else {}),
        "schema": table_schema(table.contract),
        **_other_files(table),
    }


def _first_files(table: Packed) -> dict[str, Any]:
    """What a reader of the standard reads: the CSV file, or all Parquet files."""
    if table.csv is None:
        return {"path": [file.path for file in table.parquet], "format": "parquet", "mediatype": PARQUET}
    return {
        "path": table.csv.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": table.csv.hash,
        "bytes": table.csv.bytes,
    }


def _other_files(table: Packed) -> dict[str, Any]:
    if table.manifest is None:
        (twin,) = table.parquet
        return {"alternates": [{"path": twin.path, "format": "parquet", "mediatype": PARQUET, **_proof(twin)}]}
    return {
        "manifest": {"path": table.manifest.path, "mediatype": "application/json", **_proof(table.manifest)},
        "parts": [{"path": file.path, **_proof(file)} for file in table.parquet],
    }


def _proof(file: FileFact) -> dict[str, Any]:
    return {"hash": file.hash, "bytes": file.bytes}
