"""What a Word document says of itself: what somebody filled in is taken, what Word fills in is told."""

from __future__ import annotations

from pipeline.capture.prefill.prefill import prefill
from pipeline.extract import extract_document
from tests.extract.docx.builder import STYLES, part, zipped
from tests.extract.docx.test_properties import APP, CORE, LANGUAGE

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = part("document", "<w:body><w:p><w:r><w:t>Words.</w:t></w:r></w:p></w:body>")


def said(**parts: str) -> dict[str, tuple[object, str]]:
    data = zipped(
        {"word/document.xml": WORDS, **{name.replace("__", "/") + ".xml": text for name, text in parts.items()}}
    )
    return {key: (found.value, found.comment) for key, found in prefill(data, extract_document(data, WORD)).items()}


def test_what_somebody_filled_in_is_taken_and_what_word_did_is_told() -> None:
    core = CORE.replace("<dc:language></dc:language>", "<dc:language>de_AT</dc:language>")
    assert said(docProps__core=core, docProps__app=APP) == {
        "title": ("Trees of the town", "from docProps/core.xml, dc:title"),
        "authors": (("Ann Lee", "Bo Li"), "from docProps/core.xml, dc:creator"),
        "language": ("de-AT", "from docProps/core.xml, dc:language"),
        "publisher": (None, 'docProps/app.xml, Company says "The Town"'),
        "published": (None, 'docProps/core.xml, dcterms:created says "2025-12-20T10:00:00Z"'),
    }


def test_the_language_of_a_template_is_not_that_of_the_text() -> None:
    assert said(word__styles=part("styles", LANGUAGE + STYLES)) == {
        "language": (None, 'word/styles.xml, w:docDefaults//w:lang says "de-AT"')
    }


def test_properties_that_cannot_be_read_say_nothing() -> None:
    assert said(docProps__core="<broken") == {}
