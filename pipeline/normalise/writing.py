"""How the numbers of a table are written where one cell alone does not tell: "9 904", "– 148,9", "12,345[1]".

A space groups digits throughout a table once a cell proves it (no number begins with 0, and a group has three digits),
or where three cells have nothing but such a number. A dash before a space is a minus in a column in which other numbers
have none, or a plus: the items of a list would all have it. A mark behind a number for which there is no note is not
part of the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = r"[0-9][0-9.,'’ \u00a0\u2009\u202f]*"
_GROUPS = re.compile(r"[+−–-]?[ \u00a0]?[0-9]{1,3}(?: [0-9]{3})+")
_PROVEN = re.compile(
    r"[+−–-]?[ \u00a0]?[1-9][0-9]{0,2} (?:0[0-9]{2}(?![0-9])|[0-9]{3}(?:[.,][0-9]{1,2}(?![0-9.,])| [0-9]{3}(?![0-9])))"
)
_GAP = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_DASHED = re.compile(rf"[–-][ \u00a0\u2009\u202f](?={_NUMBER}(?:%|‰|pp)?$)")
_SIGNED = re.compile(rf"(?:[+−][ \u00a0\u2009\u202f]?|[–-])?{_NUMBER}(?:%|‰|pp)?")
# "[1]", "[a]", "[note 2]" and "*", "†" directly behind a number.
_MARKS = re.compile(r"(?<=[0-9%])(?:\[(?:[0-9]{1,3}|[a-z]|(?:note|nb|n) [0-9]{1,2})\]|[*†‡§])+$")
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_ ](?:[^*_]*[^*_ ])?)\1")
# A telephone number.
_CALLED = re.compile(r"\+[0-9]")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether a space groups the digits of a table's numbers, and whether a column's dash before a space is a minus."""

    spaces: bool = False
    dashes: bool = False

    def plain(self, text: str) -> str:
        """A cell's text as the grammar reads it without doubt, without Markdown's marks of emphasis."""
        if text[:1] in "*_" and (emphasised := _EMPHASIS.fullmatch(text)) is not None:
            text = emphasised[2]
        if self.spaces and " " in text and not _CALLED.match(text):
            text = _GAP.sub("\u00a0", text)
        return text[0] + text[2:] if self.dashes and _DASHED.match(text) else text


# Where nothing is known of it.
ALONE = Writing()


def writing(texts: list[str], *, spaces: bool) -> Writing:
    """How a column's texts are written; `spaces` is what its table says of them."""
    return Writing(spaces, any(map(_DASHED.match, texts)) and any(map(_SIGNED.fullmatch, texts)))


def groups_by_spaces(texts: Iterable[str]) -> bool:
    """Whether a space groups digits in all texts of a table."""
    spaced = [text.strip() for text in texts if _GAP.search(text)]
    return any(map(_PROVEN.match, spaced)) or (
        len(spaced) >= _ENOUGH and all(_GROUPS.fullmatch(text) is not None for text in spaced)
    )


def unmarked(text: str) -> str:
    """A cell's text without marks directly behind its number for which the table has no note."""
    return _MARKS.sub("", text) if text[-1:] in "]*†‡§" else text
