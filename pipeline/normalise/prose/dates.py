"""Dates in prose: where one may stand is found by its form, what it is by the reader of dates, whole or not at all.

A month alone ("in May") and a year alone are left out, but for a year after a preposition of time with nothing behind
it that it could count ("In 2019, …").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.dates.datespan import date_spans
from pipeline.normalise.dates.month import MONTH_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.value import DateValue

_MONTH = re.compile(rf"\b(?:{MONTH_PATTERN})\b", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_NUMBERED = re.compile(
    rf"(?<![\w.,/-])(?:{_YEAR}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]([./])[01]?[0-9]\1{_YEAR})(?![\w/-]|[.,][0-9])"
)
_PART = re.compile(
    rf"\b(?:Q[1-4]|H[12])(?: of|,)? {_YEAR}\b|\b(?:(?:first|second|third|fourth) quarter|(?:first|second) half)"
    rf"(?: of|,)? {_YEAR}\b|\b{_YEAR} ?Q[1-4]\b|\b(?:1[5-9]|20)[0-9]0s\b|\b[0-9]{{1,2}}(?:st|nd|rd|th)[ -]century\b",
    re.IGNORECASE,
)
_LONE = re.compile(
    rf"\b(?:in|since|during|until|seit|bis|depuis|en|desde) ({_YEAR})(?=[,;)]|[.:]?(?:\s*$|[\"”’)]|\s+(?-i:[A-ZÀ-Þ])))",
    re.IGNORECASE,
)


def find_dates(text: str, *, locale: str = "en") -> list[tuple[int, int, DateValue]]:
    """(start, end, date) of the dates that `text`, prose, states for certain, in order and apart."""
    found: list[tuple[int, int, DateValue]] = []
    for start, end in sorted(_spans(text), key=lambda span: (span[0], -span[1])):
        if found and start < found[-1][1]:
            continue
        date = parse_date(text[start:end], locale=locale)
        if date is not None:
            found.append((start, end, date))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    months = [match.start() for match in _MONTH.finditer(text)]
    for start, end in date_spans(text, months):
        printed = text[start:end]
        # A month alone may be a verb or a name.
        if any(char.isdigit() for char in printed):
            yield start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip(" .,\u00a0"))
    for pattern in (_NUMBERED, _PART):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _LONE.finditer(text))
