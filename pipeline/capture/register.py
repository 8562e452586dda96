"""What raw/ holds already, looked through once for any number of files: which documents, and which ids are free."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.names import SLUG, slug
from pipeline.sources import read_source, source_folders

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

HASH = re.compile(rb"\b[0-9a-f]{64}\b")


class Register:
    """The documents and ids of a project. Every source.yaml is looked through for hashes, and read only where one of
    them is asked for: reading thousands strictly takes minutes."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._folders: dict[str, list[Path]] = {}
        self._numbers: dict[str, int] = {}
        folders, _issues = source_folders(layout)
        for folder in folders:
            path = folder / "source.yaml"
            for found in HASH.findall(path.read_bytes()) if path.is_file() else ():
                self._folders.setdefault(found.decode(), []).append(folder)

    def twin(self, sha256: str) -> str | None:
        """The id of the source whose document has this hash."""
        for folder in self._folders.get(sha256, ()):
            source, _issues = read_source(self._layout, folder)
            if source is not None and source.sha256 == sha256:
                return source.id
        return None

    def add(self, folder: Path, sha256: str) -> None:
        """Take note of a source that was captured since."""
        self._folders.setdefault(sha256, []).append(folder)

    def free_id(self, wanted: str | None, title: str) -> str:
        """The id asked for, which has to be free; else the first of those made from the title that is."""
        if wanted is not None:
            if not SLUG.fullmatch(wanted):
                raise SourceError(f"found the id {wanted!r}; expected a slug: a-z, 0-9 and single hyphens between them")
            if self._layout.source(wanted).exists():
                raise SourceError(f"raw/{wanted} is there already; a source is never overwritten; choose another --id")
            return wanted
        base = slug(title) or "source"
        for number in count(self._numbers.get(base, 1)):
            self._numbers[base] = number
            candidate = base if number == 1 else f"{base}-{number}"
            if not self._layout.source(candidate).exists():
                return candidate
        raise AssertionError  # count has no end
