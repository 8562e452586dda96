"""The words of a block of prose without what marks them up, and the way back from each to its place in the document.

What is no word of the article is taken out: Markdown's marks (CommonMark 0.31 section 6, GFM section 6), quotation
markers, note marks and numbers of references. Code, images, addresses and raised text leave a sign that no reader
takes for a number or a part of one, so that nothing is read across them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GAP = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: something stands here that is not read
_ADDRESS = r"(?P<address>(?:https?://|www\.)[^\s<>()\[\]]+|[^\s<>()\[\]@]{1,64}@[\w-]+(?:\.[\w-]+)+)"
_REFERENCE = r"(?P<reference>\[(?:\^[^\[\]\s]{1,40}|\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3}){0,20})\](?!\())"
_LINE = r"(?P<line>\n[ \t]*)"
_PLAIN = re.compile("|".join((_ADDRESS, _REFERENCE, _LINE)))
_MARKDOWN = re.compile(
    "|".join(
        (
            r"(?P<hard>(?:\\|[ ]{2,})\n[ \t]*(?:>[ \t]?)*)",
            r"(?P<quote>\n[ \t]*(?:>[ \t]?)*)",
            r"(?P<escape>\\[!-/:-@\[-`{-~])",
            r"(?P<code>(?P<ticks>`{1,3})(?!`)[^`]{1,500}(?P=ticks)(?!`))",
            r"(?P<image>!\[[^\[\]]{0,500}\](?:\([^()]{0,500}\)|\[[^\[\]]{0,100}\]))",
            r"(?P<sup><su[pb]\b[^<>]{0,200}>[^<>]{0,200}</su[pb]>)",
            r"(?P<tag><!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,500}>|\*\*|~~|__)",
            r"(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)",
            r"(?P<definition>(?<![^\n])\[[^\[\]]{1,100}\]:[^\n]*)",
            _REFERENCE,
            r"(?P<open>\[(?=[^\[\]]{1,500}\](?:\(|\[)))",
            r"(?P<close>(?<=\S)\](?:\((?:[^()\s]|\([^()]{0,200}\)){0,1000}(?:[ ]+[\"'][^\n]{0,300}?[\"'])?\)"
            r"|\[[^\[\]]{0,100}\]))",
            r"(?P<emphasis>(?<![\w\\])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?!\w))",
            _ADDRESS,
        )
    ),
    re.DOTALL,
)
# What stands in the place of a mark; every other mark is taken out.
_INSTEAD = {"hard": "\n", "quote": " ", "line": " ", "code": GAP, "image": GAP, "sup": GAP, "address": GAP}


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain words; `starts` are offsets into `text` from which on the document's offset is that of `places`."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the document of the words at [start, end), which are not empty."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        index = bisect_right(self.starts, at) - 1
        return self.places[index] + at - self.starts[index]


def plain_words(text: str, start: int, end: int, *, markdown: bool) -> Plain:
    """The words of the block at [start, end) of a document's text; cost is linear in its length."""
    parts: list[str] = []
    starts, places, length = [0], [start], 0
    for piece, place in _pieces(text[start:end], markdown=markdown):
        if piece:
            starts.append(length)
            places.append(start + place)
            parts.append(piece)
            length += len(piece)
    return Plain("".join(parts), tuple(starts), tuple(places))


def _pieces(block: str, *, markdown: bool) -> Iterator[tuple[str, int]]:
    """(words, their offset in the block); what a mark became stands at the mark's first character."""
    at = 0
    for found in (_MARKDOWN if markdown else _PLAIN).finditer(block):
        yield block[at : found.start()], at
        yield _became(found), found.start()
        at = found.end()
    yield block[at:], at


def _became(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "entity":
        shown = unescape(found.group())
        return shown if len(shown) == 1 else GAP
    if kind == "escape":
        return found.group()[1]
    return _INSTEAD.get(kind, "")
