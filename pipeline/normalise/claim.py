"""Attributing words ("allegedly", "per Spotify", "as claimed"), found as printed and never interpreted."""

from __future__ import annotations

import re

# Each alternative is a word by which an article hands a statement to somebody else. "per" counts only where a name
# follows it at the edge of the text or behind a bracket or comma, so that "GB per month" is no attribution.
HEDGE = re.compile(
    r"(?i:\b(?:"
    r"(?:as )?(?:claimed|alleged|reported|stated)(?: by\b)?"
    r"|(?:allegedly|reportedly|purportedly|supposedly|ostensibly|apparently)"
    r"|(?:claims?|claiming|alleges?|alleging|purports?|purported)"
    r"|(?:according to|says|said)"
    r")\b)"
    r"|(?:(?<=\()|(?<=, )|^)[Pp]er [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
)


def find_hedges(text: str) -> tuple[str, ...]:
    """The attributing words of a cell, header or caption, as printed, in order."""
    return tuple(match.group() for match in HEDGE.finditer(text))
