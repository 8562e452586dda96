"""Small makers of test material: a project folder, a source in it, the same as values, and what a stage wrote."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.extract import extract_document
from pipeline.layout import STAGES, Layout
from pipeline.source import Column, Match, Source, TableEntry

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.document import Document

ARTICLE = """# A made-up report

The town says that it planted nearly 1,200 trees.

## Trees in numbers

| Kind | Planted | Cost |
| --- | ---: | ---: |
| Lime | ~700 | €2,100 |
| Maple | 480 | €1,920 |
"""
TREES: dict[str, Any] = {
    "match": {"caption": "Trees in numbers"},
    "resource": "trees",
    "claim": {"claimant": "the town", "basis": "The town says"},
    "primary_key": ["kind"],
    "columns": [
        {"header": "Kind", "name": "kind", "type": "text"},
        {"header": "Planted", "name": "planted", "type": "quantity"},
        {"header": "Cost", "name": "cost", "type": "quantity"},
    ],
}
PACKAGE: dict[str, Any] = {
    "name": "test-package",
    "title": "A package for tests",
    "description": "Made by tests.",
    "version": "0.1.0",
    "keywords": [],
    "contributors": [{"title": "Tests", "roles": ["creator"]}],
    "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
}


def table(*rows: str, caption: str = "Numbers") -> str:
    """A Markdown document with one table under the heading `caption`; each row is "a | b", the first the header."""
    lines = [f"| {row} |" for row in rows]
    marks = "|" + " --- |" * (rows[0].count(" | ") + 1)
    return "\n".join([f"# {caption}", "", lines[0], marks, *lines[1:], ""])


def make_project(root: Path, **package: Any) -> Layout:
    """A project folder with package.yaml (`package` replaces its keys) and an empty raw/; no source yet."""
    layout = Layout(root.resolve())
    layout.raw.mkdir(parents=True)
    layout.package_yaml.write_text(json.dumps(PACKAGE | package), "utf-8")
    return layout


def source_keys(data: bytes, source_id: str = "trees", **keys: Any) -> dict[str, Any]:
    """The keys of a source.yaml for a document of these bytes; `keys` replaces or adds (None is YAML's null)."""
    return {
        "id": source_id,
        "title": "A made-up report",
        "publisher": "The Paper",
        "retrieved": "2026-11-22",
        "published": "2025-12-22",
        "language": "en",
        "locale": "en",
        "licence": "CC0-1.0",
        "republish": "full",
        "document": "article.md",
        "media_type": "text/markdown",
        "sha256": hashlib.sha256(data).hexdigest(),
        "text_kind": "verbatim",
        "status": "current",
        **keys,
    }


def write_source(layout: Layout, text: str | bytes = ARTICLE, source_id: str = "trees", **keys: Any) -> Path:
    """Write raw/<source_id>/ with the document and a sound source.yaml (JSON is YAML); returns the folder.

    `keys` as in `source_keys`, e.g. `tables=[TREES]`, `republish="cells"`. Without `tables` nothing is declared.
    """
    data = text if isinstance(text, bytes) else text.encode()
    values = source_keys(data, source_id, **keys)
    folder = layout.source(source_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / values["document"]).write_bytes(data)
    (folder / "source.yaml").write_text(json.dumps(values, ensure_ascii=False, indent=2), "utf-8")
    return folder


def run(layout: Layout, *stages: str) -> None:
    """Run the stages named, in this process; all of them if none is named."""
    for name in stages or STAGES:
        import_module(f"pipeline.{name}.stage").run(layout)


def normalised(layout: Layout, source_id: str = "trees") -> dict[str, Any]:
    """What normalise wrote for a source: text, articles, system."""
    path = layout.stage("normalise") / "sources" / f"{source_id}.json"
    value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return value


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, to compare a release with what it was."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def document(text: str, media_type: str = "text/markdown") -> Document:
    """A document as extract reads it."""
    return extract_document(text.encode(), media_type, name="article.md")


def source(**keys: Any) -> Source:
    """A Source as read from a sound source.yaml; `keys` replaces fields (values of `pipeline.source`)."""
    fields: dict[str, Any] = {**source_keys(b""), "file": "raw/trees/source.yaml"}
    return Source(**{**fields, **keys})


def entry(*columns: Column, number: int = 1, resource: str = "numbers", **keys: Any) -> TableEntry:
    """An entry of `tables` for the table `number`."""
    return TableEntry(Match(number=number), resource, line=1, columns=columns, **keys)
