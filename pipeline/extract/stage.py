"""Documents to canonical text, tables and cells: one file for each document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.activity import activity
from pipeline.document import to_json
from pipeline.errors import ExtractError, SourceError
from pipeline.extract.read import extract_document
from pipeline.files import empty_folder, write_json
from pipeline.issue import Issue, raise_errors
from pipeline.source import read_sources

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.source import Source


def run(layout: Layout) -> None:
    """Write stages/extract/documents/<source_id>.json for every source; raises with every fault found."""
    folder = empty_folder(layout.stage("extract"))
    sources, issues = read_sources(layout)
    if not sources and not issues:
        raise SourceError(f"no source in {layout.raw}; capture one with `tabletrace add FILE`")
    for source in sources:
        extract, faults = read_one(layout, source)
        issues += faults
        write_json(folder / "documents" / f"{source.id}.json", extract)
    raise_errors(issues)
    documents = [layout.source(source.id) / source.document for source in sources]
    encodings: dict[str, object] = {source.id: source.encoding for source in sources if source.encoding}
    write_json(folder / "activity.json", activity(layout, "extract", documents, {"encodings": encodings}))


def read_one(layout: Layout, source: Source) -> tuple[dict[str, object], list[Issue]]:
    """One document's extract as plain values, and what stops the run."""
    path = layout.source(source.id) / source.document
    file = layout.relative(path)
    if path not in set(path.parent.iterdir()) or path.is_symlink() or not path.is_file():
        return {}, [Issue("source-missing", "no such file", source_id=source.id, file=file)]
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        expected = f"the bytes that were captured (sha256 {source.sha256})"
        return {}, [Issue("source-changed", f"sha256 {digest}", source_id=source.id, file=file, expected=expected)]
    document, failure = _read(data, source, file)
    extract = {
        "source_id": source.id,
        "bytes": len(data),
        "failure": failure,
        "document": None if document is None else to_json(document),
    }
    if failure is None or not source.tables:
        return extract, []
    return extract, [Issue("document-unreadable", failure, source_id=source.id, file=file)]


def _read(data: bytes, source: Source, file: str) -> tuple[Document | None, str | None]:
    try:
        return extract_document(data, source.media_type, name=file, encoding=source.encoding), None
    except ExtractError as error:
        return None, error.message
