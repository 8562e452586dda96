"""A source as captured, read straight from raw/ for the commands that need no build."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.extract import extract_document
from pipeline.issue import raise_errors
from pipeline.names import SLUG
from pipeline.sources import read_source

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.source import Source


def captured_source(layout: Layout, source_id: str) -> Source:
    """The source by its id; SourceError where there is none, or with every fault of its source.yaml."""
    folder = layout.source(source_id)
    if not SLUG.fullmatch(source_id) or not folder.is_dir():
        raise SourceError(f"no source {source_id!r} in raw/")
    source, issues = read_source(layout, folder)
    raise_errors(issues)
    if source is None:
        raise SourceError(f"no source {source_id!r} in raw/")
    return source


def captured_document(layout: Layout, source: Source) -> Document:
    """The document as captured; SourceError if it is not there, was changed or is none, ExtractError if unreadable."""
    if source.schema is not None:
        raise SourceError(f"{source.id} is a table of rows (`schema:` in {source.file}): it has no text and no cells")
    path = layout.source(source.id) / source.document
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise SourceError(f"{layout.relative(path)} is not the document that was captured; restore it")
    declared = {"encoding": source.encoding, "main": source.main}
    return extract_document(data, source.media_type, name=path.name, dialect=source.dialect, **declared)
