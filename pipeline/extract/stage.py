"""Documents to canonical text, tables and cells: one file for each document, kept where nothing of it changed."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from pipeline.activity import activity, code_sha256
from pipeline.document import to_json
from pipeline.errors import ExtractError, SourceError
from pipeline.extract.read import extract_document
from pipeline.extracts import SUFFIX, kept_failure, write_extract
from pipeline.files import write_json
from pipeline.issue import Issue, raise_errors
from pipeline.source import read_sources
from pipeline.workers import for_each

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.source import Source

LIBRARIES = ("turbohtml",)  # whose work is in what a document is read as
SMALL = 20_000  # bytes: what the smallest document costs beside its reading


class Reading(NamedTuple):
    """One document to read: all that a worker needs to know."""

    source: Source
    path: Path
    file: str
    target: Path
    reader: str


def run(layout: Layout) -> None:
    """Write stages/extract/documents/<source_id>.jsonl for every source; raises with every fault found."""
    folder = layout.stage("extract") / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    sources, issues = read_sources(layout)
    if not sources and not issues:
        raise SourceError(f"no source in {layout.raw}; capture one with `tabletrace add FILE`")
    readings = _readings(layout, sources, folder)
    _remove_others(folder, {reading.target.name for reading in readings})
    cost = sum(_size(reading.path) + SMALL for reading in readings)
    for found in for_each(read_one, readings, cost=cost, label="reading documents", lost=_lost):
        issues += found
    raise_errors(issues)
    documents = [reading.path for reading in readings]
    encodings: dict[str, object] = {source.id: source.encoding for source in sources if source.encoding}
    write_json(folder.parent / "activity.json", activity(layout, "extract", documents, {"encodings": encodings}))


def _readings(layout: Layout, sources: Iterable[Source], folder: Path) -> list[Reading]:
    reader = " ".join([code_sha256("extract"), sys.version, *(version(name) for name in LIBRARIES)])
    return [
        Reading(source, path, layout.relative(path), folder / f"{source.id}{SUFFIX}", reader)
        for source in sources
        for path in [layout.source(source.id) / source.document]
    ]


def _remove_others(folder: Path, names: set[str]) -> None:
    """What a source that is no more left behind goes."""
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def read_one(reading: Reading) -> list[Issue]:
    """Write one document's extract, if it is not there yet; what stops the run."""
    source, path, file = reading.source, reading.path, reading.file
    if path not in set(path.parent.iterdir()) or path.is_symlink() or not path.is_file():
        return [Issue("source-missing", "no such file", source_id=source.id, file=file)]
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        expected = f"the bytes that were captured (sha256 {source.sha256})"
        return [Issue("source-changed", f"sha256 {digest}", source_id=source.id, file=file, expected=expected)]
    key = _key(reading)
    kept, failure = kept_failure(reading.target, key)
    if not kept:
        document, failure = _read(data, source, file)
        write_extract(reading.target, key, _extract(source, len(data), document, failure))
    return _failed(reading, failure)


def _key(reading: Reading) -> str:
    """One hash over all that the extract of a document depends on."""
    source = reading.source
    parts = (reading.reader, source.sha256, source.media_type, source.encoding, source.dialect, reading.file)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _extract(source: Source, size: int, document: Document | None, failure: str | None) -> dict[str, object]:
    plain = None if document is None else to_json(document)
    return {"source_id": source.id, "bytes": size, "failure": failure, "document": plain}


def _read(data: bytes, source: Source, file: str) -> tuple[Document | None, str | None]:
    try:
        document = extract_document(
            data, source.media_type, name=file, encoding=source.encoding, dialect=source.dialect
        )
    except ExtractError as error:
        return None, error.message
    return document, None


def _failed(reading: Reading, failure: str | None) -> list[Issue]:
    """An unreadable document stops the run where the curator declared its tables."""
    if failure is None or not reading.source.tables:
        return []
    return [Issue("document-unreadable", failure, source_id=reading.source.id, file=reading.file)]


def _lost(reading: Reading) -> list[Issue]:
    """The process that read the document died of it. Its extract has no key, so that the next build tries again."""
    size = _size(reading.path)
    failure = (
        f"{reading.file}: the process that read its {size} bytes ended without a word, most likely for want of "
        "memory; split the document, or build on a machine with more memory"
    )
    write_extract(reading.target, "", _extract(reading.source, size, None, failure))
    return _failed(reading, failure)
