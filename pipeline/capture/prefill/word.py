"""What a Word document says of itself, and which of it is taken for what a source is.

Word fills in much by itself: the day a file was begun is no day of publication, the company is that of whoever
installed Word, and the language of the default style is that of the template. Those are told, and not taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.capture.prefill.said import Prefilled, Said, chosen, remark
from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Mapping

TAKEN = {"title": "title", "creators": "authors", "publisher": "publisher", "language": "language"}
TOLD = {"created": "published", "publisher": "publisher", "language": "language"}
OWN = "dc:"  # the elements that somebody filled in, as against what Word and its templates did


def word_says(data: bytes) -> dict[str, Prefilled]:
    """Each key of source.yaml that the properties of a Word document say anything of."""
    from pipeline.extract.docx.properties import document_properties

    try:
        properties = document_properties(data)
    except ExtractError:  # the document itself was read; properties that cannot be are none
        return {}
    return _told(properties) | chosen(_said(properties))


def _said(properties: Mapping[str, tuple[str, str]]) -> list[Said]:
    return [
        Said(key, text, where)
        for name, key in TAKEN.items()
        for value, where in [properties.get(name, ("", ""))]
        if OWN in where
        for text in (value.split(";") if name == "creators" else [value])
    ]


def _told(properties: Mapping[str, tuple[str, str]]) -> dict[str, Prefilled]:
    found = {key: properties[name] for name, key in TOLD.items() if name in properties}
    return {key: remark(where, text) for key, (text, where) in found.items()}
