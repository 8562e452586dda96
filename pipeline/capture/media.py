"""The media type of a file: by its content, and by its name only where the content leaves a choice.

A container (a zip or OLE file), an image, a page with a doctype say what they are. Text does not: there the end of the
name decides among text, Markdown, CSV and TSV, and HTML if there is an element in it. A name that stands for no media
type leaves it to the lines: a delimiter row of GFM or two headings make Markdown, the same number of tabs in each line
TSV, the same number of semicolons or commas in each of three lines or more CSV; else it is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import ExtractError
from pipeline.media import (
    CSV,
    DOCX,
    HTML,
    OTHER_SUFFIXES,
    SAME,
    SAMPLE,
    SUFFIXES,
    TSV,
    Content,
    content_of,
    is_page,
    suffix_of,
    suffix_type,
)

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = "text/markdown"
DELIMITER_ROW = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
FEWEST_LINES = 3  # that have to agree in their commas or semicolons


class Media(NamedTuple):
    """A media type, and what a reader should know of how it was found: None if name and content agree."""

    media_type: str
    note: str | None


def media_type_of(path: Path, data: bytes | None = None) -> str:
    """The media type of a file; raises ExtractError for a kind of file that is not read."""
    return media_of(path.name, path.read_bytes() if data is None else data).media_type


def media_of(name: str, data: bytes) -> Media:
    """The media type of a file's bytes; ExtractError, with what it is and what to do, for what is not read."""
    content, named = content_of(data), suffix_type(name)
    if content.media_type is None:
        raise _refused(name, content)
    if named is not None and SAME.get(named) == content.media_type:
        return Media(named, None)
    if content.certain:
        return Media(content.media_type, _note(name, named, content.media_type, content.words))
    if named == HTML:
        if is_page(data):
            return Media(HTML, None)
    elif named is not None and named.startswith("text/"):
        return Media(named, None)
    elif suffix_of(name) in OTHER_SUFFIXES:
        raise _refused(name, Content(None, f"text of the kind {suffix_of(name)!r}", "rename it if it is an article"))
    found = HTML if is_page(data) and named is not None else _by_lines(data)
    if named == DOCX:
        raise _refused(name, Content(None, "text", "a .docx is a zip file: get it again, or rename it"))
    return Media(found, _note(name, named, found, "text"))


def _note(name: str, named: str | None, found: str, words: str) -> str | None:
    if named == found:
        return None
    suffix = suffix_of(name)
    says = f"its name ends in {suffix!r}, as {named} does" if named else "its name does not say what it is"
    return f"{name}: {says}; by its content it is {words} and read as {found}"


def _refused(name: str, content: Content) -> ExtractError:
    known = ", ".join(SUFFIXES)
    advice = f": {content.advice}" if content.advice else ""
    return ExtractError(f"{name}: found {content.words}; expected a document that is read ({known}){advice}")


def _by_lines(data: bytes) -> str:
    text = data[:SAMPLE].decode("utf-8", "replace")
    if DELIMITER_ROW.search(text) is not None or len(HEADING.findall(text)) > 1:
        return MARKDOWN
    lines = [line for line in text.splitlines()[: -1 if len(data) > SAMPLE else None] if line.strip()]
    if len(lines) > 1 and _alike(lines, "\t"):
        return TSV
    if len(lines) >= FEWEST_LINES and (_alike(lines, ";") or _alike(lines, ",")):
        return CSV
    return "text/plain"


def _alike(lines: list[str], delimiter: str) -> bool:
    counts = {line.count(delimiter) for line in lines}
    return len(counts) == 1 and counts != {0}
