"""What a Markdown document says of itself: its YAML front matter, then its first heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.capture.prefill.said import Said
from pipeline.strict_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.document import Document

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST = 1 << 16  # characters of a front matter
INLINE = re.compile(r"[*_`\[\]<>\\|&]")  # what may be a mark of Markdown in a heading, and no part of the title
# The names that writers of front matter use, the surest first.
NAMES = {
    "title": ("title",),
    "publisher": ("publisher",),
    "authors": ("authors", "author"),
    "url": ("canonical_url", "canonical", "url", "source"),
    "published": ("published", "publishdate", "pubdate", "date"),
    "language": ("language", "lang"),
    "licence": ("licence", "license", "rights"),
}


def markdown_says(document: Document) -> list[Said]:
    """Everything that the front matter says, then the title that the first heading is."""
    return [*_front_matter(document.text[:LONGEST]), *_heading(document)]


def _front_matter(text: str) -> Iterator[Said]:
    found = FRONT_MATTER.match(text)
    values = {} if found is None else read_yaml(found[1].encode(), None).value
    named = {str(name).lower(): value for name, value in values.items()}
    for key, names in NAMES.items():
        for name in names:
            yield from (Said(key, text, f"`{name}:` of the front matter") for text in _texts(named.get(name)))


def _texts(value: object) -> Iterator[str]:
    """A text, each of a list, or the `name` of a mapping; numbers (a year) as they are written."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item.get("name") if isinstance(item, dict) else item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))


def _heading(document: Document) -> Iterator[Said]:
    """The first heading, if it is of the first level and plain words."""
    block = next((block for block in document.blocks if block.kind == "heading"), None)
    if block is not None and block.level == 1:
        text = document.text[block.start : block.end]
        if not INLINE.search(text) and "\n" not in text:
            yield Said("title", text, "the first heading")
