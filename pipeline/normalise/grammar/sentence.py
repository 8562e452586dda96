"""Where sentences begin and end, and which line ends are only wrapping."""

from __future__ import annotations

import re
from itertools import pairwise

_END = re.compile(r"[.!?…][”\"’')\]]{0,3}(?=[ \t\u00a0]{1,4}[“\"‘'(\[]{0,2}[A-Z0-9À-Þ$€£~≈])")
_BREAK = re.compile(r"\n")
_ABBREVIATED = re.compile(
    r"(?:^|[^\w.])(?:[A-Za-z]|[A-Za-z]\.[A-Za-z]|approx|est|ca|circa|vs|etc|incl|excl|no|nos|nr|fig|figs|vol|pp|sec|ch"
    r"|mio|mrd|mill|tsd|bzw|inkl|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mr|mrs|ms|dr|prof|st|inc|ltd|co|corp"
    r"|cf|al|eq|max|min|avg)\.$",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"\n(?=[a-z0-9(“\"$€£~≈<>])(?![0-9]{1,3}[.)][ \t])")
_WRAP_WIDTH = 50


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the sentences, white space around them left out; a line end always ends one."""
    ends = sorted(found.end() for found in _END.finditer(text) if _ends_sentence(text, found))
    cuts = sorted({0, len(text), *ends, *(found.start() for found in _BREAK.finditer(text))})
    trimmed = (_trim(text, start, end) for start, end in pairwise(cuts))
    return [span for span in trimmed if span[0] < span[1]]


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    start = found.start()
    if start > 7 and text[start - 7 : start].isalpha():
        # No abbreviation is so long.
        return True
    return text[start] != "." or _ABBREVIATED.search(text[max(0, start - 8) : start + 1]) is None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def unwrapped(text: str) -> str:
    """`text` with a space for each line end that only wraps a paragraph, so that offsets stay as they are."""
    pieces, copied, line = [], 0, 0
    for found in _WRAPPED.finditer(text):
        at = found.start()
        line = text.rfind("\n", copied, at) + 1 or copied
        if at - line >= _WRAP_WIDTH and text[at - 1] not in ".!?:;|":
            pieces += [text[copied:at], " "]
            copied = at + 1
    return "".join([*pieces, text[copied:]])
