"""Inches: "in" where it cannot be the preposition, and the mark of inches."""

from __future__ import annotations

import re

# What is so and so many "in": "is 2 in.", never "put the other 2 in."
_SIZED = re.compile(
    r"(?:^|[(\[]|\b(?:is|are|was|were|of|by|measures|measured|about|a|an|x)[ \u00a0])[0-9./⁄+½¼¾ \u00a0-]+$"
)
_INCH_MARK = re.compile(r"[\"″](?= (?:thick|wide|tall|long|deep|high|across|by|x|×|in diameter)\b)")
_INCHES = re.compile(
    r"in(?=\.?\s*$|\.?[)\],;]|\.\s+[A-Z]|\.? (?:thick|wide|tall|long|deep|high|across|by|x|×|in diameter)\b)"
)
# Written onto the number it is no preposition, except for a slip before an article ("all 14in the car").
_GLUED = re.compile(
    r"in(?=\.?\s*$|\.?[)\],;]|\.\s+[A-Z]"
    r"| (?!(?:the|an?|its?|their|his|her|our|my|your|this|that|each|total|all)\b)[a-z])"
)


def match_inches(text: str, at: int) -> int | None:
    """The end of "in" or of the mark of inches at `at`, behind a number; None where it may be another thing."""
    marked = _INCH_MARK.match(text, at)
    if marked is not None:
        return marked.end()
    if text[at - 1 : at].isdigit():
        glued = _GLUED.match(text, at)
        return glued.end() if glued is not None else None
    inches = _INCHES.match(text, at) if text[at - 1 : at] in (" ", "\u00a0") else None
    return inches.end() if inches is not None and _SIZED.search(text[max(0, at - 30) : at]) is not None else None
