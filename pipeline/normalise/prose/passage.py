"""The passages of a document that are prose, each with what it stands under: its headings and its list's lead-in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.sentence import sentence_spans
from pipeline.normalise.prose.plain import Plain, plain_words
from pipeline.table import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.document import Block, Document

PROSE = ("paragraph", "list_item")
# A caption is a title; what ends like a sentence and is not numbered like a caption is prose that leads to the table.
_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]*_]*$")
_NUMBERED = re.compile(r"\W*(?:table|tab\.|tabelle|tableau|tabla|cuadro)\s*[0-9IVX]+", re.IGNORECASE)
_LEADS = re.compile(r":[*_]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a list item: its plain words, the headings that it stands under, what leads to its list."""

    kind: str
    words: Plain
    sentences: tuple[tuple[int, int], ...]
    heading: tuple[str, ...] = ()
    lead_in: str = ""


def passages_of(document: Document) -> list[Passage]:
    """The prose of a document, in order: no headings, captions, tables or code, and of a page its main content."""
    return list(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    path: tuple[tuple[int, str], ...] = ()
    lead_in = ""
    for index, block in enumerate(document.blocks):
        if block.kind not in ("heading", *PROSE) or not document.is_main(block):
            lead_in = ""
            continue
        words = _plain(document, block)
        if block.kind == "heading":
            level, lead_in = block.level or 1, ""
            path = (*(entry for entry in path if entry[0] < level), (level, " ".join(words.text.split())))
        elif not _is_caption(document, index):
            sentences = tuple(sentence_spans(words.text))
            heading = tuple(title for _, title in path)
            listed = block.kind == "list_item"
            yield Passage(block.kind, words, sentences, heading, lead_in if listed else "")
            lead_in = lead_in if listed else _leading(words.text, sentences)


def _plain(document: Document, block: Block) -> Plain:
    markdown = document.media_type == "text/markdown"
    return plain_words(document.text, block.start, block.end, markdown=markdown)


def _leading(text: str, sentences: Sequence[tuple[int, int]]) -> str:
    """The last sentence of a paragraph, if it leads to a list."""
    last = text[slice(*sentences[-1])] if sentences else ""
    return last if _LEADS.search(last) else ""


def _is_caption(document: Document, index: int) -> bool:
    """Whether the block is the title of the table below it."""
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    if below is None or below.kind != "table":
        return False
    block = document.blocks[index]
    words = printed_text(document.text[block.start : block.end])
    named = any(table.start == below.start and table.caption == words for table in document.tables)
    return named and is_title(words)


def is_title(words: str) -> bool:
    """Whether the words above a table are its title, and no sentence of the prose."""
    return _SENTENCE.search(words) is None or _NUMBERED.match(words) is not None
