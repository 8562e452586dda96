"""Capturing a document: its bytes are copied, hashed and described by a source.yaml that is ready to build."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from pipeline.capture.describe import described
from pipeline.capture.media import media_of
from pipeline.capture.outcome import Captured
from pipeline.capture.place import check_name, source_values
from pipeline.capture.prefill.prefill import prefill, suggested_locale
from pipeline.capture.register import Register
from pipeline.capture.rows import add_rows, is_rows
from pipeline.errors import ExtractError, SourceError, TooManyCells
from pipeline.extract import extract_document
from pipeline.files import empty_folder, write_bytes
from pipeline.media import CSV, TSV

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.capture.outcome import CapturedRows
    from pipeline.capture.prefill.said import Prefilled
    from pipeline.document import Document
    from pipeline.layout import Layout

# What a person is asked to fill in where a document does not say it.
WANTED = ("title", "publisher", "url", "published", "language", "locale")


def add_source(
    layout: Layout, file: Path, known: Mapping[str, str | None], register: Register | None = None
) -> Captured | CapturedRows:
    """Capture a file under what is known of it (keys of source.yaml), which goes before what the document says of
    itself. What is a matter of rows (Parquet, a schema beside it, more than 100,000 cells) becomes a table of rows.
    Nothing is written if anything is amiss. `register` is that of the project where several files are captured.

    Raises ExtractError if it cannot be read, SourceError if it was captured before or a value is malformed.
    """
    register = Register(layout) if register is None else register
    check_name(file)
    if is_rows(file):
        return add_rows(layout, [file], known, register)
    data = _read(file)
    media = media_of(file.name, data)
    try:
        document = extract_document(data, media.media_type, name=file.name, encoding=known.get("encoding"))
    except TooManyCells:
        if media.media_type not in (CSV, TSV):
            raise
        return add_rows(layout, [file], known, register)
    digest = hashlib.sha256(data).hexdigest()
    twin = register.twin(digest)
    if twin is not None:
        raise SourceError(f"{file.name} is already captured, as the source {twin!r}; nothing was written")
    source_id = register.free_id(known.get("id"), known.get("title") or file.stem)
    said = _said(data, document, known)
    if media.media_type == "text/html":
        # Late, for the parser that only pages need.
        from pipeline.capture.main import choose_main

        document, said["main"] = choose_main(data, document)
    values = _values(source_id, file, document, known, said) | {"sha256": digest}
    comments = {key: prefilled.comment for key, prefilled in said.items()}
    text = described(values, comments, document.tables)
    folder = _write(layout, source_id, {file.name: data, "source.yaml": text.encode()})
    register.add(folder, digest)
    unknown = tuple(key for key in WANTED if values[key] is None)
    return Captured(folder, document, said, unknown, str(values["republish"]), media.note)


def _read(file: Path) -> bytes:
    """The bytes of a file that a source can be made of."""
    check_name(file)
    try:
        return file.read_bytes()
    except OSError as error:
        raise ExtractError(f"{file}: {error.strerror or error}; expected a file that may be read") from None


def _said(data: bytes, document: Document, known: Mapping[str, str | None]) -> dict[str, Prefilled]:
    """What the document says, without what is known better; the locale follows the language, whoever gave that."""
    said = {key: value for key, value in prefill(data, document).items() if known.get(key) is None}
    language = known.get("language") or (said["language"].value if "language" in said else None)
    if isinstance(language, str) and known.get("locale") is None:
        said["locale"] = suggested_locale(language)
    return said


def _values(
    source_id: str, file: Path, document: Document, known: Mapping[str, str | None], said: Mapping[str, Prefilled]
) -> dict[str, object]:
    given = {key: prefilled.value for key, prefilled in said.items()} | {
        key: value for key, value in known.items() if value is not None
    }
    values = source_values(source_id, file.name, given)
    return values | {"media_type": document.media_type, "encoding": given.get("encoding") or document.encoding}


def _write(layout: Layout, source_id: str, files: Mapping[str, bytes]) -> Path:
    """All files or none: a capture that is cut short leaves no folder that a build would take for a source."""
    folder = layout.source(source_id)
    beside = empty_folder(layout.raw / f".{source_id}.new")
    try:
        for name, data in files.items():
            write_bytes(beside / name, data)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return folder
