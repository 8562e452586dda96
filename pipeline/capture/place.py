"""What every source has: a file with a name that raw/ can hold, and the keys of its source.yaml."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.errors import ExtractError, SourceError
from pipeline.strict_yaml import UNFIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNKNOWN_LICENCE = "LicenseRef-all-rights-reserved"
# What else stands in the folder of a source.
OWN_FILES = ("source.yaml", "anchors.csv")
MARKS = frozenset("\\\n\t")  # what no name of a document has


def check_name(file: Path) -> None:
    """Raise if there is no file, or one that is none to read (a pipe would never end), or its name is no text."""
    if not file.is_file():
        raise ExtractError(f"{file}: found no file, or one that is none to read (a folder, a pipe, a broken link)")
    if UNFIT.search(file.name) or not MARKS.isdisjoint(file.name) or file.name in OWN_FILES:
        raise SourceError(f"{file}: a document in raw/ cannot have the name {file.name!r}; rename the file")


def source_values(source_id: str, document: str, given: Mapping[str, object]) -> dict[str, object]:
    """The keys of a source.yaml, in their order; what is not given is null. `media_type` and `sha256` are to be set."""
    authors = given.get("authors")
    return {
        "id": source_id,
        "title": given.get("title"),
        "publisher": given.get("publisher"),
        "authors": list(authors) if isinstance(authors, list | tuple) else [],
        "url": given.get("url"),
        "archived_url": None,
        "published": given.get("published"),
        "retrieved": datetime.now(UTC).date().isoformat(),
        "language": given.get("language"),
        "locale": given.get("locale"),
        "licence": given.get("licence") or UNKNOWN_LICENCE,
        "republish": given.get("republish") or "cells",
        "document": document,
        "media_type": None,
        "encoding": given.get("encoding"),
        **({"main": given["main"]} if "main" in given else {}),
        "sha256": None,
        "text_kind": "verbatim",
        "supersedes": None,
        "status": "current",
        "notice": None,
    }
