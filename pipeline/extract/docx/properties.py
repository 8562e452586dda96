"""What a Word document says of itself: title, creators, dates, language, publisher, each with where it says so.

Nothing is made up: what the document does not say is not in the answer. Word fills in some of it by itself (the creator
is who installed Word, a title may be a template's), so a person looks at it before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.docx.markup import Walk
from pipeline.extract.docx.parts import open_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.docx.markup import Attributes
    from pipeline.extract.docx.parts import Parts

# key: the element that says it.
CORE = {
    "title": "dc:title",
    "creators": "dc:creator",
    "created": "dcterms:created",
    "modified": "dcterms:modified",
    "language": "dc:language",
    "publisher": "dc:publisher",
}
COMPANY = "app:Company"
LONGEST = 1_000  # characters of a value


def document_properties(data: bytes, *, name: str = "") -> dict[str, tuple[str, str]]:
    """(value, where it stands) of what is known among title, creators, created, modified, language, publisher.

    Creators are one text as written, several parted by ";" as Word does. Dates are W3CDTF (2025-12-22T10:00:00Z).
    `where` is a part and an element: "docProps/core.xml, dc:title". ExtractError if the bytes are no Word document.
    """
    parts = open_parts(data, name)
    core = {} if parts.core is None else _texts(parts, parts.core, tuple(CORE.values()))
    found = {key: (core[element], f"{parts.core}, {element}") for key, element in CORE.items() if core.get(element)}
    if "publisher" not in found and parts.extended is not None:
        company = _texts(parts, parts.extended, (COMPANY,)).get(COMPANY)
        if company:
            found["publisher"] = (company, f"{parts.extended}, Company")
    if "language" not in found and parts.styles is not None:
        language = _default_language(parts, parts.styles)
        if language:
            found["language"] = (language, f"{parts.styles}, w:docDefaults//w:lang")
    return found


def _texts(parts: Parts, part: str, elements: tuple[str, ...]) -> dict[str, str]:
    """The words of the first of each of these elements, white space folded."""
    found: dict[str, list[str]] = {}
    inside: list[str] = []

    def start(element: str) -> Callable[[Attributes], None]:
        def begin(_attributes: Attributes) -> None:
            if element not in found:
                found[element] = []
                inside.append(element)

        return begin

    def text(data: str) -> None:
        if inside:
            found[inside[-1]].append(data)

    walk = Walk({name: start(name) for name in elements}, dict.fromkeys(elements, inside.clear), text)
    walk.run(parts.archive.read(part), f"{parts.archive.name}: {part}")
    return {element: " ".join("".join(words)[:LONGEST].split()) for element, words in found.items()}


def _default_language(parts: Parts, part: str) -> str:
    """The language (BCP 47) that text without another is set in."""
    found: list[str] = []
    within: list[str] = []

    def defaults(_attributes: Attributes) -> None:
        within.append("defaults")

    def language(attributes: Attributes) -> None:
        if within and attributes.get("w:val"):
            found.append(attributes["w:val"])

    walk = Walk({"w:docDefaults": defaults, "w:lang": language}, {"w:docDefaults": within.clear}, lambda _text: None)
    walk.run(parts.archive.read(part), f"{parts.archive.name}: {part}")
    return found[0] if found else ""
