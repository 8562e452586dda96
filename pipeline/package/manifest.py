"""A table of rows in the candidate: its Parquet files, named as in a release, and the manifest that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import TabletraceError
from pipeline.files import link_or_copy, sha256_of, write_json
from pipeline.layout import DATA
from pipeline.package.descriptor import FileFact, Packed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.contract import Contract
    from pipeline.layout import Layout
    from pipeline.package.descriptor import Claims


def write_rows(
    layout: Layout, candidate: Layout, contract: Contract, staged: Mapping[str, Mapping[str, Any]], claims: Claims
) -> Packed:
    """The files of a table, by source in the order of their rows. `staged` is what normalise left, by source.

    The manifest: {resource, rows, sources: [{source_id, table_id, rows, files}], parts, broken}.
    """
    folder = candidate.root / DATA / contract.name
    parts: list[dict[str, Any]] = []
    for source_id, found in staged.items():
        for part in found["parts"]:
            target = folder / f"part-{len(parts) + 1:05}.parquet"
            _take(layout.rows / source_id / part["name"], target, part["sha256"])
            proof = {key: part[key] for key in ("rows", "bytes", "sha256", "columns")}
            parts.append({"path": candidate.relative(target), "source_id": source_id, **proof})
    manifest = {
        "resource": contract.name,
        "rows": sum(found["rows"] for found in staged.values()),
        "sources": [
            {"source_id": name, "table_id": f"{name}/1", "rows": found["rows"], "files": found["files"]}
            for name, found in staged.items()
        ],
        "parts": parts,
        "broken": [{"source_id": name, **rule} for name, found in staged.items() for rule in found["broken"]],
    }
    path = folder / "manifest.json"
    write_json(path, manifest)
    files = tuple(FileFact(part["path"], part["sha256"], part["bytes"]) for part in parts)
    own = FileFact(candidate.relative(path), *sha256_of(path))
    return Packed(contract, manifest["rows"], None, files, claims, own)


def _take(source: Path, target: Path, sha256: str) -> None:
    """The file in its place, without a copy where the file system can do that; its hash is that of its writing."""
    if not source.is_file() or sha256_of(source)[0] != sha256:
        raise TabletraceError(
            f"{source}: found another file than was written there, or none; expected sha256 {sha256}: remove the "
            "folder and run `dvc repro --force` or `tabletrace build`, which write it again"
        )
    link_or_copy(source, target)
