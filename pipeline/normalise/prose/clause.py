"""What a sentence says of its number, without who says it: "The storm caused 321 deaths, officials said on Friday."

A year or a month there is left in, since it may say when the number held.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.dates.month import MONTH_PATTERN
from pipeline.normalise.prose.context import window

if TYPE_CHECKING:
    from pipeline.normalise.prose.mentions import Said

_SAID = (
    "said|says|say|told|reported|reports|announced|stated|states|confirmed|wrote|teilte|sagte|sagten|meldete|berichtete"
    "|a dit|ont dit|a annoncé|a déclaré|selon|dijo|dijeron|anunció|informó"
)
_ACCORDING = "according to|laut|selon|d['’]après|según"
_WHO = r"(?:[^\W\d_][\w’'.-]*\s+)"
_END = re.compile(rf",\s+(?:{_WHO}{{0,6}}?(?:{_SAID})\b|(?:{_ACCORDING})\s)[^;:\d]{{0,80}}$", re.IGNORECASE)
_START = re.compile(
    rf"(?:(?:{_ACCORDING})\s[^,;:\d]{{1,80}}(?=,\s)|{_WHO}{{1,6}}?(?:{_SAID})\s+(?:on\s+[^\W\d_]+day\s+)?(?=that\s))",
    re.IGNORECASE,
)
_TIME = re.compile(rf"\b(?:{MONTH_PATTERN}|year|month|week|jahr|monat|an|mois|año|mes)\b", re.IGNORECASE)


def clause(said: Said) -> tuple[int, int]:
    """The window of a mention's sentence, without the words at its ends that only say whose statement it is."""
    text, (first, last) = said.passage.words.text, window(said)
    begins = _START.match(text[first : said.start])
    if begins is not None and _TIME.search(begins.group()) is None:
        first += begins.end()
    ends = _END.search(text[said.end : last].rstrip())
    if ends is not None and _TIME.search(ends.group()) is None:
        last = said.end + ends.start()
    return first, last
