"""Which part of the zip file is what: found by relationships (ISO/IEC 29500-2, 6.5), else by its usual name."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import ExtractError
from pipeline.extract.docx.archive import SAVE, Archive
from pipeline.extract.docx.markup import Walk

if TYPE_CHECKING:
    from pipeline.extract.docx.markup import Attributes

USUAL = "word/document.xml"
ROOT_RELATIONS = "_rels/.rels"
OTHERS = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("content.xml", "an OpenDocument file (such as .odt)"),
    ("META-INF/container.xml", "an e-book (.epub)"),
    ("Index/Document.iwa", "an Apple Pages file"),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """An open document: its zip file, and the names of its parts; None for one that is not there."""

    archive: Archive
    document: str
    styles: str | None
    footnotes: str | None
    endnotes: str | None
    core: str | None
    extended: str | None


def open_parts(data: bytes, name: str) -> Parts:
    """The parts of a Word document; ExtractError if the bytes are none."""
    archive = Archive(data, name)
    related = _relations(archive, ROOT_RELATIONS, "")
    document = related.get("officeDocument", USUAL)
    if not archive.has(document):
        document = USUAL
    others = [kind for part, kind in OTHERS if archive.has(part)]
    if not archive.has(document) or (others and not document.startswith("word/")):
        found = others[0] if others else f"a zip file without the part {USUAL}"
        raise ExtractError(
            f"{archive.name}: found {found}; expected a Word document (.docx): {SAVE}, or correct its `media_type:`"
        )
    folder, file = posixpath.split(document)
    own = _relations(archive, f"{folder}/_rels/{file}.rels", folder)

    def part(kind: str) -> str | None:
        named = own.get(kind, f"{folder}/{kind}.xml")
        return named if archive.has(named) else None

    def properties(kind: str, usual: str) -> str | None:
        named = related.get(kind, usual)
        return named if archive.has(named) else None

    return Parts(
        archive,
        document,
        part("styles"),
        part("footnotes"),
        part("endnotes"),
        properties("core-properties", "docProps/core.xml"),
        properties("extended-properties", "docProps/app.xml"),
    )


def _relations(archive: Archive, part: str, folder: str) -> dict[str, str]:
    """The part that each kind of relationship names (the first of its kind), by the last word of the kind's address."""
    found: dict[str, str] = {}
    if not archive.has(part):
        return found

    def relation(attributes: Attributes) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if attributes.get("TargetMode") != "External" and kind and target:
            named = kind.rstrip("/").rpartition("/")[2]
            kinds = {"extendedProperties": "extended-properties", "coreProperties": "core-properties"}
            found.setdefault(kinds.get(named, named), posixpath.normpath(posixpath.join("/", folder, target))[1:])

    Walk({"rel:Relationship": relation}, {}, _nothing).run(archive.read(part), f"{archive.name}: {part}")
    return found


def _nothing(_text: str) -> None:
    """No text is looked for."""
