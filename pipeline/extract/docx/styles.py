"""What a document's styles say, as far as reading needs it: headings, captions, lists, hidden and bold words, tables.

A built-in style has its English name in every language (`heading 1`, `caption`, `Title`; ISO/IEC 29500-1, 17.7.4.9),
whatever its id is; what a style does not say, the style it is based on says. Without the part, ids stand for names.
`vanish` and `b` are toggles: set by both the paragraph's style and the run's, they are off again (17.7.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.docx.markup import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.docx.markup import Attributes
    from pipeline.extract.docx.parts import Parts

HEADING = re.compile(r"heading ?([1-9])")
BODY_TEXT = 9  # an outline level that makes no heading
LONGEST_CHAIN = 50  # styles that are based on each other
OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """A style as written; None for what it does not say. `looks` are the parts of a table that it sets apart."""

    name: str
    based_on: str = ""
    level: int | None = None
    numbered: bool | None = None
    toggles: dict[str, bool] = field(default_factory=dict)
    looks: set[str] = field(default_factory=set)


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, styles: dict[str, Style], default: str) -> None:
        self._styles, self._default = styles, default
        self._on: dict[tuple[str, str, str], bool] = {}

    def heading_level(self, style: str) -> int | None:
        """The level of the headings that a paragraph style makes, from 1; None if it makes none."""
        for link in self._chain(style):
            if link.level is not None:
                return None if link.level >= BODY_TEXT else link.level + 1
            found = HEADING.fullmatch(link.name)
            if found is not None:
                return int(found[1])
            if link.name == "title":
                return 1
        return None

    def is_caption(self, style: str) -> bool:
        """Whether a paragraph style is that of captions, or based on it."""
        return any(link.name == "caption" for link in self._chain(style))

    def is_numbered(self, style: str) -> bool:
        """Whether a paragraph style makes items of a list."""
        return next((link.numbered for link in self._chain(style) if link.numbered is not None), False)

    def looks(self, style: str) -> frozenset[str]:
        """The parts of a table that its style sets apart: firstRow, firstCol …"""
        return frozenset(look for link in self._chain(style) for look in link.looks)

    def is_on(self, toggle: str, paragraph: str, run: str) -> bool:
        """Whether the styles of a paragraph and of a run in it turn on `w:vanish` or `w:b`."""
        key = (toggle, paragraph, run)
        if key not in self._on:
            self._on[key] = self._says(toggle, paragraph or self._default) != (bool(run) and self._says(toggle, run))
        return self._on[key]

    def _says(self, toggle: str, style: str) -> bool:
        return next((link.toggles[toggle] for link in self._chain(style) if toggle in link.toggles), False)

    def _chain(self, style: str) -> list[Style]:
        chain: list[Style] = []
        while style and len(chain) < LONGEST_CHAIN:
            found = self._styles.get(style)
            if found is None:
                chain += [] if self._styles else [Style(_name(style))]
                break
            chain.append(found)
            style = found.based_on
        return chain


def read_styles(parts: Parts) -> Styles:
    """The styles of a document; none if it has no such part."""
    reading = _Reading()
    if parts.styles is not None:
        reading.walk.run(parts.archive.read(parts.styles), f"{parts.archive.name}: {parts.styles}")
    return Styles(reading.styles, reading.default)


def is_on(attributes: Attributes) -> bool:
    """Whether an element such as `<w:b/>` turns on what it names."""
    return attributes.get("w:val", "1").lower() not in OFF


def number(attributes: Attributes, otherwise: int) -> int:
    """The whole number that `w:val` says, as far as it is one."""
    text = attributes.get("w:val", "").strip()
    return int(text[:10]) if re.fullmatch(r"[+-]?[0-9]+", text) else otherwise


def _name(name: str) -> str:
    return " ".join(name.lower().split())


class _Reading:
    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self.default = ""
        self._style = Style("")
        starts = {
            "w:style": self._begin,
            "w:name": self._named,
            "w:basedOn": self._based,
            "w:outlineLvl": self._level,
            "w:numId": self._numbered,
            "w:b": self._toggle("w:b"),
            "w:vanish": self._toggle("w:vanish"),
            "w:tblStylePr": self._look,
        }
        self.walk = Walk(starts, {}, lambda _text: None)

    def _begin(self, attributes: Attributes) -> None:
        self._style = self.styles.setdefault(attributes.get("w:styleId", ""), Style(""))
        if attributes.get("w:type") == "paragraph" and attributes.get("w:default", "0") not in OFF:
            self.default = attributes.get("w:styleId", "")

    def _named(self, attributes: Attributes) -> None:
        self._style.name = _name(attributes.get("w:val", ""))

    def _based(self, attributes: Attributes) -> None:
        self._style.based_on = attributes.get("w:val", "")

    def _level(self, attributes: Attributes) -> None:
        self._style.level = number(attributes, BODY_TEXT)

    def _numbered(self, attributes: Attributes) -> None:
        self._style.numbered = attributes.get("w:val") != "0"

    def _toggle(self, toggle: str) -> Callable[[Attributes], None]:
        def set_toggle(attributes: Attributes) -> None:
            self._style.toggles[toggle] = is_on(attributes)

        return set_toggle

    def _look(self, attributes: Attributes) -> None:
        self._style.looks.add(attributes.get("w:type", ""))
        self.walk.skip()
