"""Data files that come with a description of their rows: a matter of rows, not of cells with a place each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 16 * 1024 * 1024  # bytes of a description


def refuse_described(file: Path) -> None:
    """Raise ExtractError if a Table Schema, a Data Package or CSV on the Web metadata beside a file describes it."""
    found = _description(file)
    if found is not None:
        raise ExtractError(
            f"{file.name}: found {found.name} beside it, which describes its rows; expected a file without a schema, "
            "since what has one is a matter of rows, not of cells with a place each; nothing was written: check it "
            f"with `tabletrace validate {found}` if that is a Data Package, or copy the file alone to another folder "
            "to capture it as a table that an article prints"
        )


def _description(file: Path) -> Path | None:
    beside = (f"{file.name}-metadata.json", f"{file.stem}.schema.json", f"{file.stem}.schema.yaml")
    for path in map(file.with_name, beside):
        if path.is_file():
            return path
    package = file.with_name("datapackage.json")
    return package if file.name in _paths(package) else None


def _paths(package: Path) -> list[object]:
    """The paths of a Data Package's resources; none if there is no package, or it cannot be read."""
    try:
        if package.stat().st_size > LARGEST:
            return []
        value = json.loads(package.read_bytes())
        return [path for item in value["resources"] for path in _listed(item.get("path"))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def _listed(path: object) -> list[object]:
    return path if isinstance(path, list) else [path]
