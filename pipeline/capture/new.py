"""Starting a project: package.yaml, an example source, and what DVC and git need."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.files import write_bytes
from pipeline.layout import CODE
from pipeline.names import slug

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = CODE / "capture" / "template"
EXAMPLE = "raw/example"


def new_project(folder: Path) -> list[str]:
    """Write the files of a new project; returns their paths. Raises SourceError if the folder has anything in it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SourceError(f"{folder} is there already and not empty; name a new folder")
    name = slug(folder.resolve().name) or "package"
    article = (TEMPLATE / "article.md").read_bytes()
    words = {
        "name": name,
        "title": name.replace("-", " ").capitalize(),
        "today": datetime.now(UTC).date().isoformat(),
        "sha256": hashlib.sha256(article).hexdigest(),
    }
    files = {
        "package.yaml": _filled("package.yaml", words),
        "dvc.yaml": (TEMPLATE / "stages.yaml").read_bytes(),
        ".gitignore": (TEMPLATE / "gitignore").read_bytes(),
        ".dvcignore": (TEMPLATE / "dvcignore").read_bytes(),
        f"{EXAMPLE}/article.md": article,
        f"{EXAMPLE}/source.yaml": _filled("source.yaml", words),
    }
    for path, data in files.items():
        write_bytes(folder / path, data)
    return list(files)


def _filled(name: str, words: dict[str, str]) -> bytes:
    return (TEMPLATE / name).read_text("utf-8").format(**words).encode()
