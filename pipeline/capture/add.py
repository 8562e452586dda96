"""Capturing a document: its bytes are copied, hashed and described by a source.yaml that is ready to build."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from pipeline.capture.media import media_type_of
from pipeline.errors import SourceError
from pipeline.extract import extract_document
from pipeline.files import empty_folder, write_bytes
from pipeline.issue import Issue
from pipeline.names import SLUG, published_name, slug
from pipeline.normalise.check import TAKEN
from pipeline.normalise.columns import plan_columns
from pipeline.normalise.dates.date import read_edtf
from pipeline.source import read_sources
from pipeline.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.table import Table

UNKNOWN_LICENCE = "LicenseRef-all-rights-reserved"
# What a person is asked to fill in where a document does not say it.
WANTED = ("title", "publisher", "url", "published", "language", "locale")


@dataclass(frozen=True, slots=True)
class Captured:
    """A new source: its folder, its document as read, and the keys of source.yaml that are left null."""

    folder: Path
    document: Document
    unknown: tuple[str, ...]
    republish: str


def add_source(layout: Layout, file: Path, known: Mapping[str, str | None]) -> Captured:
    """Capture a file under what is known of it (keys of source.yaml). Nothing is written if anything is amiss.

    Raises ExtractError if it cannot be read, SourceError if it was captured before or a value is malformed.
    """
    data = file.read_bytes()
    media_type = media_type_of(file)
    document = extract_document(data, media_type, name=file.name, encoding=known.get("encoding"))
    sources, _issues = read_sources(layout)
    digest = hashlib.sha256(data).hexdigest()
    twin = next((source.id for source in sources if source.sha256 == digest), None)
    if twin is not None:
        raise SourceError(f"{file.name} is already captured, as the source {twin!r}; nothing was written")
    source_id = _free_id(layout, known.get("id"), known.get("title") or file.stem)
    values = _values(source_id, file, media_type, digest, document, known)
    text = _yaml(values, document.tables)
    _check(text, values)
    folder = layout.source(source_id)
    # Both files or none: a capture that is cut short leaves no folder that a build would take for a source.
    beside = empty_folder(layout.raw / f".{source_id}.new")
    write_bytes(beside / file.name, data)
    write_bytes(beside / "source.yaml", text.encode())
    beside.rename(folder)
    return Captured(folder, document, tuple(key for key in WANTED if values[key] is None), str(values["republish"]))


def _free_id(layout: Layout, wanted: str | None, title: str) -> str:
    """The id asked for, which has to be free; else one made from the title that is."""
    if wanted is not None:
        if not SLUG.fullmatch(wanted):
            raise SourceError(f"found the id {wanted!r}; expected a slug: a-z, 0-9 and single hyphens between them")
        if layout.source(wanted).exists():
            raise SourceError(f"raw/{wanted} is there already; a source is never overwritten; choose another --id")
        return wanted
    base = slug(title) or "source"
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(candidate for candidate in numbered if not layout.source(candidate).exists())


def _values(
    source_id: str, file: Path, media_type: str, digest: str, document: Document, known: Mapping[str, str | None]
) -> dict[str, object]:
    return {
        "id": source_id,
        "title": known.get("title"),
        "publisher": known.get("publisher"),
        "authors": [],
        "url": known.get("url"),
        "archived_url": None,
        "published": known.get("published"),
        "retrieved": datetime.now(UTC).date().isoformat(),
        "language": known.get("language"),
        "locale": known.get("locale"),
        "licence": known.get("licence") or UNKNOWN_LICENCE,
        "republish": known.get("republish") or "cells",
        "document": file.name,
        "media_type": media_type,
        "encoding": known.get("encoding") or document.encoding,
        "sha256": digest,
        "text_kind": "verbatim",
        "supersedes": None,
        "status": "current",
        "notice": None,
    }


def _yaml(values: Mapping[str, object], tables: Iterable[Table]) -> str:
    """The text of source.yaml, in which no text of a document can be anything but text."""
    lines = [f"{key}: {_quoted(value)}" for key, value in values.items()]
    lines += [
        "",
        "# To name and type the tables, take the marks away from the entries below and mend them.",
        "# tables:",
    ]
    taken = set(TAKEN)
    for table in tables:
        if not table.skipped:
            name = _free_name(published_name(table.caption) or f"table_{table.number}", taken)
            taken.add(name)
            lines += [f"# {line}" for line in _entry(table, name)]
    return "\n".join([*lines, ""])


def _quoted(value: object) -> str:
    """A value as JSON, which is YAML, with each character that does not print as YAML's escape.

    JSON's own escapes will not do: it writes an emoji as two of them, which YAML reads as two characters.
    """
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)


def _free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name_2, name_3 … that is free."""
    name = f"the_{name}" if f"{name}_".startswith("current_") else name
    numbered = (name if number == 1 else f"{name}_{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def _entry(table: Table, resource: str) -> Iterator[str]:
    yield f"  - match: {{number: {table.number}}}  # caption: {_quoted(table.caption)}"
    yield f"    resource: {resource}"
    yield '    claim: {claimant: "…", claimed: null, basis: null}'
    yield "    columns:"
    for plan in plan_columns(table, None, None):
        only = plan.header and table.header.count(plan.header) == 1
        place = f"header: {_quoted(plan.header)}" if only else f"number: {plan.index + 1}"
        yield f"      - {{{place}, name: {plan.name}, type: {plan.type}}}"


def _check(text: str, values: Mapping[str, object]) -> None:
    """The new source.yaml is sound before it is written."""
    issues = [
        Issue("source-invalid", fault.found, expected=fault.expected, action="give another value")
        for fault in read_yaml(text.encode(), "source").faults
    ]
    published = values["published"]
    if published is not None and read_edtf(str(published)) is None:
        expected = "an EDTF date such as 2025-12-22, 2025-12 or 2025-12-22~"
        issues.append(
            Issue("source-invalid", f"published {published!r}", expected=expected, action="give another value")
        )
    if issues:
        raise SourceError("the source cannot be described so; nothing was written", issues)
