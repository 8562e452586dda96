"""What a document says of itself, for the keys of source.yaml: the rules of its kind, then one choice among places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.capture.prefill.matter import markdown_says
from pipeline.capture.prefill.read import locale_of
from pipeline.capture.prefill.said import Prefilled, chosen
from pipeline.capture.prefill.word import word_says
from pipeline.extract.read import WORD

if TYPE_CHECKING:
    from pipeline.document import Document


def prefill(data: bytes, document: Document) -> dict[str, Prefilled]:
    """Each key that the document says anything of (KEYS and `retrieved`), with where; `document` is `data` as read.

    A value of None has notes on what is said and not taken. Never raises on what a document holds.
    """
    if document.media_type == "text/markdown":
        return chosen(markdown_says(document))
    if document.media_type == "text/html":
        return _page(data.decode(document.encoding))
    return word_says(data) if document.media_type in WORD else {}


def _page(text: str) -> dict[str, Prefilled]:
    # Late, since the parser costs more to import than a text to capture.
    from pipeline.capture.prefill.page import page_says, saved_on
    from pipeline.capture.prefill.said import remark

    found = chosen(page_says(text.replace("\r\n", "\n").replace("\r", "\n")))
    saved = saved_on(text)
    return found if saved is None else {**found, "retrieved": remark("SingleFile's comment", saved)}


def suggested_locale(language: str) -> Prefilled:
    """The locale that a language implies, or why it implies none."""
    locale = locale_of(language)
    if locale is not None:
        return Prefilled(locale, f"the language {language}")
    return Prefilled(None, "", (f"the language {language} does not tell how its numbers are written",))
