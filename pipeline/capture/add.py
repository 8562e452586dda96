"""Capturing a document: its bytes are copied, hashed and described by a source.yaml that is ready to build."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.capture.describe import described
from pipeline.capture.media import media_of
from pipeline.capture.prefill.prefill import prefill, suggested_locale
from pipeline.capture.register import Register
from pipeline.capture.rows import refuse_described
from pipeline.errors import ExtractError, SourceError
from pipeline.extract import extract_document
from pipeline.files import empty_folder, write_bytes
from pipeline.media import DATA_FILES
from pipeline.strict_yaml import UNFIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.capture.prefill.said import Prefilled
    from pipeline.document import Document
    from pipeline.layout import Layout

UNKNOWN_LICENCE = "LicenseRef-all-rights-reserved"
# What a person is asked to fill in where a document does not say it.
WANTED = ("title", "publisher", "url", "published", "language", "locale")
# What else stands in the folder of a source.
OWN_FILES = ("source.yaml", "anchors.csv")
MARKS = frozenset("\\\n\t")  # what no name of a document has


@dataclass(frozen=True, slots=True)
class Captured:
    """A new source: its folder, its document as read, what the document said of itself, the keys left null,
    and what there is to say of its name and its kind."""

    folder: Path
    document: Document
    prefilled: Mapping[str, Prefilled]
    unknown: tuple[str, ...]
    republish: str
    note: str | None = None


def add_source(
    layout: Layout, file: Path, known: Mapping[str, str | None], register: Register | None = None
) -> Captured:
    """Capture a file under what is known of it (keys of source.yaml), which goes before what the document says of
    itself. Nothing is written if anything is amiss. `register` is that of the project where several files are captured.

    Raises ExtractError if it cannot be read, SourceError if it was captured before or a value is malformed.
    """
    register = Register(layout) if register is None else register
    data = _read(file)
    media = media_of(file.name, data)
    if media.media_type in DATA_FILES:
        refuse_described(file)
    document = extract_document(data, media.media_type, name=file.name, encoding=known.get("encoding"))
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
    """The bytes of a file that a source can be made of; a pipe would never end, and a name may not be text."""
    if not file.is_file():
        raise ExtractError(f"{file}: found no file, or one that is none to read (a folder, a pipe, a broken link)")
    if UNFIT.search(file.name) or not MARKS.isdisjoint(file.name) or file.name in OWN_FILES:
        raise SourceError(f"{file}: a document in raw/ cannot have the name {file.name!r}; rename the file")
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
    return {
        "id": source_id,
        "title": given.get("title"),
        "publisher": given.get("publisher"),
        "authors": list(given.get("authors") or ()),
        "url": given.get("url"),
        "archived_url": None,
        "published": given.get("published"),
        "retrieved": datetime.now(UTC).date().isoformat(),
        "language": given.get("language"),
        "locale": given.get("locale"),
        "licence": given.get("licence") or UNKNOWN_LICENCE,
        "republish": given.get("republish") or "cells",
        "document": file.name,
        "media_type": document.media_type,
        "encoding": given.get("encoding") or document.encoding,
        **({"main": given.get("main")} if "main" in said else {}),
        "sha256": None,
        "text_kind": "verbatim",
        "supersedes": None,
        "status": "current",
        "notice": None,
    }


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
