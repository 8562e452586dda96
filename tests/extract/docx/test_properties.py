"""What a Word document says of itself, and where."""

from __future__ import annotations

import pytest

from pipeline.errors import ExtractError
from pipeline.extract.docx.properties import document_properties
from tests.extract.docx.builder import OPEN, STYLES, part, zipped

CORE = f"""<cp:coreProperties xmlns:cp="{OPEN}/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
 <dc:title>Trees
   of the town</dc:title><dc:creator>Ann Lee; Bo Li</dc:creator><dc:language></dc:language>
 <dcterms:created>2025-12-20T10:00:00Z</dcterms:created><dcterms:modified>2025-12-22T10:00:00Z</dcterms:modified>
</cp:coreProperties>"""
APP = f'<Properties xmlns="{OPEN}/officeDocument/2006/extended-properties"><Company>The Town</Company></Properties>'
LANGUAGE = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-AT"/></w:rPr></w:rPrDefault></w:docDefaults>'
DOCUMENT = part("document", "<w:body/>")


def test_each_property_with_its_place() -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": DOCUMENT,
        "word/styles.xml": part("styles", LANGUAGE + STYLES),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
    }
    assert document_properties(zipped(parts)) == {
        "title": ("Trees of the town", "docProps/core.xml, dc:title"),
        "creators": ("Ann Lee; Bo Li", "docProps/core.xml, dc:creator"),
        "created": ("2025-12-20T10:00:00Z", "docProps/core.xml, dcterms:created"),
        "modified": ("2025-12-22T10:00:00Z", "docProps/core.xml, dcterms:modified"),
        "publisher": ("The Town", "docProps/app.xml, Company"),
        "language": ("de-AT", "word/styles.xml, w:docDefaults//w:lang"),
    }


def test_what_is_not_said_is_not_answered() -> None:
    assert document_properties(zipped({"word/document.xml": DOCUMENT})) == {}
    said = CORE.replace("<dc:language>", "<dc:language>fr").replace(
        "</dcterms:modified>", "</dcterms:modified><dc:title>B</dc:title>"
    )
    parts: dict[str, str | bytes] = {"word/document.xml": DOCUMENT, "docProps/core.xml": said}
    found = document_properties(zipped(parts))
    assert found["language"] == ("fr", "docProps/core.xml, dc:language")
    assert found["title"][0] == "Trees of the town"


def test_properties_are_found_by_their_relationship() -> None:
    kind = f"{OPEN}/package/2006/relationships/metadata/core-properties"
    relations = (
        f'<Relationships xmlns="{OPEN}/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}" Target="/about/it.xml"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": DOCUMENT,
        "_rels/.rels": relations,
        "about/it.xml": CORE,
        "docProps/core.xml": CORE.replace("Trees", "Other trees"),
    }
    assert document_properties(zipped(parts))["title"] == ("Trees of the town", "about/it.xml, dc:title")


def test_no_word_document() -> None:
    with pytest.raises(ExtractError, match=r"a\.docx: found no zip file; expected a Word document"):
        document_properties(b"no", name="a.docx")
