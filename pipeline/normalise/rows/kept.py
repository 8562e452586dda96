"""The typed rows of a source, kept where nothing that they depend on has changed: files, and what was found of them."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipeline.activity import code_sha256
from pipeline.files import write_json

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout
    from pipeline.source import Source

NAME = "staged.json"
LIBRARIES = ("duckdb", "pyarrow")  # whose work is in the bytes of the files


def key_of(source: Source) -> str:
    """One hash over all that the typed rows of a source depend on."""
    parts = (repr(source), code_sha256("normalise"), *(version(name) for name in LIBRARIES))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read_kept(folder: Path, key: str) -> dict[str, Any] | None:
    """What was found when the files of a folder were written, if they were made from the same and are all there."""
    try:
        staged: dict[str, Any] = json.loads((folder / NAME).read_text("utf-8"))
        whole = all((folder / part["name"]).stat().st_size == part["bytes"] for part in staged["parts"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return staged if whole and staged.get("key") == key else None


def keep(folder: Path, key: str, staged: dict[str, Any]) -> None:
    """Say what was found, last, so that a folder that was not finished is none."""
    write_json(folder / NAME, {"key": key, **staged}, sync=False)


def remove_others(layout: Layout, sources: list[Source]) -> None:
    """What a source that is no more, or is none of rows, left behind goes."""
    wanted = {source.id for source in sources if source.schema is not None}
    for path in layout.rows.iterdir() if layout.rows.is_dir() else ():
        if path.name not in wanted:
            shutil.rmtree(path)
