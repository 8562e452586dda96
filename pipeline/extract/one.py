"""One source: its source.yaml is read, its document compared with what was captured, and read if it has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import to_json
from pipeline.errors import ExtractError
from pipeline.extract.read import extract_document
from pipeline.extracts import SUFFIX, kept_failure, write_extract
from pipeline.files import sha256_of
from pipeline.issue import Issue
from pipeline.layout import Layout
from pipeline.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.document import Document
    from pipeline.source import Source


class Reading(NamedTuple):
    """All that a worker needs to know: the folder below raw/, where the extract goes, and who reads, as a key."""

    root: Path
    folder: Path
    target: Path
    reader: str


Found = tuple["Source | None", list[Issue]]


def read_one(reading: Reading) -> Found:
    """Write a document's extract if it is not there yet; the source, and what stops the run."""
    layout = Layout(reading.root)
    source, issues = read_source(layout, reading.folder)
    if source is None:
        return None, issues
    if source.schema is not None:
        return source, _rows(source, layout, reading)
    path = reading.folder / source.document
    file = layout.relative(path)
    if _is_missing(path):
        return source, [Issue("source-missing", "no such file", source_id=source.id, file=file)]
    data = path.read_bytes()
    changed = _changed(source, file, hashlib.sha256(data).hexdigest(), source.sha256)
    return source, changed or _failed(source, file, _extracted(data, source, file, reading))


def _rows(source: Source, layout: Layout, reading: Reading) -> list[Issue]:
    """A table of rows: its files are what was captured. They are read by the stage that types them, in one pass."""
    issues: list[Issue] = []
    for name, sha256 in source.files:
        path = reading.folder / name
        file = layout.relative(path)
        if _is_missing(path):
            issues.append(Issue("source-missing", "no such file", source_id=source.id, file=file))
        else:
            issues += _changed(source, file, sha256_of(path)[0], sha256)
    key = _key(source, source.file, f"{reading.reader} {source.files!r}")
    if not issues and not kept_failure(reading.target, key)[0]:
        write_extract(reading.target, key, _extract(source.id, 0, None, None))
    return issues


def _is_missing(path: Path) -> bool:
    return path not in set(path.parent.iterdir()) or path.is_symlink() or not path.is_file()


def _changed(source: Source, file: str, digest: str, captured: str) -> list[Issue]:
    if digest == captured:
        return []
    expected = f"the bytes that were captured (sha256 {captured})"
    return [Issue("source-changed", f"sha256 {digest}", source_id=source.id, file=file, expected=expected)]


def target(folder: Path, source_id: str) -> Path:
    """The file of a source's extract."""
    return folder / f"{source_id}{SUFFIX}"


def _extracted(data: bytes, source: Source, file: str, reading: Reading) -> str | None:
    """See to it that the extract is there; why the document could not be read, if so."""
    key = _key(source, file, reading.reader)
    kept, failure = kept_failure(reading.target, key)
    if not kept:
        document, failure = _read(data, source, file)
        write_extract(reading.target, key, _extract(source.id, len(data), document, failure))
    return failure


def _key(source: Source, file: str, reader: str) -> str:
    """One hash over all that the extract of a document depends on."""
    declared = (source.media_type, source.encoding, source.dialect, source.main)
    parts = (reader, source.sha256, *declared, file)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _extract(source_id: str, size: int, document: Document | None, failure: str | None) -> dict[str, object]:
    plain = None if document is None else to_json(document)
    return {"source_id": source_id, "bytes": size, "failure": failure, "document": plain}


def _read(data: bytes, source: Source, file: str) -> tuple[Document | None, str | None]:
    try:
        document = extract_document(
            data, source.media_type, name=file, encoding=source.encoding, dialect=source.dialect, main=source.main
        )
    except ExtractError as error:
        return None, error.message
    return document, None


def _failed(source: Source, file: str, failure: str | None) -> list[Issue]:
    """An unreadable document stops the run where the curator declared its tables, or where its main content stands."""
    if failure is None or not (source.tables or source.main):
        return []
    return [Issue("document-unreadable", failure, source_id=source.id, file=file)]


def lost(reading: Reading) -> Found:
    """The process that read the document died of it. Its extract has no key, so that the next build tries again."""
    layout = Layout(reading.root)
    source, issues = read_source(layout, reading.folder)
    if source is None:
        return None, issues
    path = reading.folder / source.document
    file, size = layout.relative(path), path.stat().st_size
    failure = (
        f"{file}: the process that read its {size} bytes ended without a word, most likely for want of memory; "
        "split the document, or build on a machine with more memory"
    )
    write_extract(reading.target, "", _extract(source.id, size, None, failure))
    return source, _failed(source, file, failure)
