"""Quantities in prose: where a number may begin, and what around it says that it is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.normalise.amount import match_amount
from pipeline.normalise.barecount import is_count
from pipeline.normalise.context import stands_alone, surroundings
from pipeline.normalise.datespan import date_spans
from pipeline.normalise.number import knows_scales
from pipeline.normalise.numberword import NUMBER_WORDS
from pipeline.normalise.phrase import match_phrase
from pipeline.normalise.sentence import sentence_spans, unwrapped
from pipeline.normalise.separator import DIGITS
from pipeline.value import Mention

if TYPE_CHECKING:
    from pipeline.normalise.interval import Reading

_WORDS = "|".join(sorted(NUMBER_WORDS - {"zero", "dozen"}, key=lambda word: (-len(word), word)))
_ANCHOR = re.compile(rf"[0-9½¼¾⅓⅔⅛]|\b(?:{_WORDS})\b|\bhalf a\b", re.IGNORECASE)
_START = re.compile(r"(?:^|(?<=[\s\u00a0(\[{“”\"‘—]))[^\s]")
_TOKEN_END = re.compile(r"[^\s]*")
_PART = re.compile(r"(,?[ \u00a0](?:and[ \u00a0])?)(?=[0-9A-Za-z])")
_LOOK_BACK = 45


def find_quantities(text: str, *, locale: str = "en") -> list[Mention]:
    """Find the quantities that `text`, prose, states for certain, in order; spans take in qualifier, scale and unit.

    No dates, lone years, list numbers, ordinals, versions, references or names: a number that may be one of
    those is left out, and so is one with two readings.
    """
    prose = unwrapped(text)
    sentences = sentence_spans(prose)
    begins = [start for start, _ in sentences]
    dates = date_spans(prose)
    found: list[Mention] = []
    at = 0
    while (anchor := _ANCHOR.search(prose, at)) is not None:
        mention, at = _at_anchor(prose, anchor.start(), at, dates, locale)
        if mention is not None:
            sentence = sentences[bisect_right(begins, mention.start) - 1]
            found.append(Mention(mention.quantity, mention.start, mention.end, *sentence))
    return found


def _at_anchor(
    prose: str, anchor: int, at: int, dates: list[tuple[int, int]], locale: str
) -> tuple[Mention | None, int]:
    """Read what covers `anchor` and begins after `at`: (the mention or None, where to go on)."""
    date = _date_over(dates, anchor, anchor + 1)
    if date is not None:
        return None, date
    for start in _START.finditer(prose, max(at, anchor - _LOOK_BACK), anchor + 1):
        reading = match_phrase(prose, start.start(), locale)
        if reading is None or reading.end <= anchor:
            continue
        more = _second_part(prose, reading, locale)
        if reading.quantity is None or more or not _is_sure(prose, reading, locale):
            return None, _token_end(prose, more or reading.end)
        if _date_over(dates, reading.start, reading.end) is not None:
            return None, _token_end(prose, reading.end)
        return Mention(reading.quantity, reading.start, reading.end, 0, 0), reading.end
    digits = DIGITS.match(prose, anchor)
    return None, _token_end(prose, digits.end() if digits else anchor + 1)


def _is_sure(prose: str, reading: Reading, locale: str) -> bool:
    if reading.quantity is None or reading.hyphen:
        return False
    around = surroundings(prose, reading)
    if not stands_alone(around, reading.quantity, locale):
        return False
    if reading.quantity.dimension in ("count", "currency") and not knows_scales(locale):
        return False
    return reading.quantity.dimension != "count" or is_count(around, reading.quantity)


def _token_end(prose: str, at: int) -> int:
    found = _TOKEN_END.match(prose, at)
    return found.end() if found else at


def _date_over(dates: list[tuple[int, int]], start: int, end: int) -> int | None:
    """The end of the date that shares a character with [start, end), if there is one."""
    at = bisect_right(dates, (end, -1)) - 1
    return dates[at][1] if at >= 0 and dates[at][1] > start else None


def _second_part(prose: str, reading: Reading, locale: str) -> int | None:
    """The end of a second part of the same measure ("5 h 30 min", "6 ft 2 in"), which changes what the first says."""
    if reading.quantity is None or reading.quantity.dimension not in ("time", "length", "mass", "currency"):
        return None
    joint = _PART.match(prose, reading.end)
    second = match_amount(prose, joint.end(), locale) if joint is not None else None
    if joint is None or second is None:
        return None
    code, dimension = (second.unit.code, second.unit.dimension) if second.unit else ("1", "count")
    parted = code is None or (dimension == reading.quantity.dimension and code != reading.quantity.unit)
    return second.end if parted or not joint.group().strip() else None
