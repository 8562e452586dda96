"""Dates in prose: where one may stand is found by its form, what it is by the reader of dates, whole or not at all.

A month alone ("in May") and a year alone are left out, but for a year after a preposition of time with nothing behind
it that it could count ("In 2019, …"). What stands beside a date is read with it ("around May 2020", "from May 3 to
June 5"), and a date is left out where that makes it a time without agreed days ("late in May 2020").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.dates.beside import goes_on, interval_start, whole_start
from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.dates.datespan import date_spans
from pipeline.normalise.dates.month import MONTH_PATTERN
from pipeline.normalise.prose.years import YEAR, year_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.value import DateValue

    Found = tuple[int, int, DateValue]

_MONTH = re.compile(rf"\b(?:{MONTH_PATTERN})\b", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?<![\w.,/-])(?:{YEAR}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]([./])[01]?[0-9]\1{YEAR})(?![\w/-]|[.,][0-9])"
)
_BETWEEN = re.compile(r"(?<!\w)between \Z", re.IGNORECASE)
# "In May 12 people came": a count.
_IN = re.compile(r"\b(?:in|im|en|since|seit|depuis|desde)[ \u00a0]\Z", re.IGNORECASE)


def find_dates(text: str, *, locale: str = "en") -> list[tuple[int, int, DateValue]]:
    """(start, end, date) of the dates that `text`, prose, states for certain, in order and apart."""
    found: list[Found] = []
    spans = sorted(_spans(text, locale), key=lambda span: (span[0], -span[1]))
    for number, span in enumerate(spans):
        if found and span[0] < found[-1][1]:
            continue
        following = spans[number + 1] if number + 1 < len(spans) else None
        read = _interval(text, span, following, locale) if following is not None else None
        read = read or _date(text, span, spans[number - 1][1] if number else 0, locale)
        if read is not None and (not found or read[0] >= found[-1][1]):
            found.append(read)
    return found


def _interval(text: str, first: tuple[int, int], second: tuple[int, int], locale: str) -> Found | None:
    start = interval_start(text, first, second[0], locale)
    if start is None or goes_on(text, second[1], locale):
        return None
    for begin in (start, first[0]):
        date = parse_date(text[begin : second[1]], locale=locale)
        if date is not None:
            return begin, second[1], date
    return None


def _date(text: str, span: tuple[int, int], behind: int, locale: str) -> Found | None:
    """The date at `span`, with what is said of it behind `behind`, where the one before it ends."""
    start = whole_start(text, span[0], locale)
    if start is None or goes_on(text, span[1], locale):
        return None
    start = span[0] if start < behind else start
    date = parse_date(text[start : span[1]], locale=locale)
    if date is None and _BETWEEN.search(text, max(0, start - 9), start):
        # "Between 3 and 10 May": the days alone would be two.
        start -= len("between ")
        date = parse_date(text[start : span[1]], locale=locale)
    return None if date is None else (start, span[1], date)


def _spans(text: str, locale: str) -> Iterator[tuple[int, int]]:
    months = [match.start() for match in _MONTH.finditer(text)]
    for start, end in date_spans(text, months):
        printed = text[start:end]
        # A month alone may be a verb or a name.
        if any(char.isdigit() for char in printed) and not (
            printed[0].isalpha() and not printed[-4:].isdigit() and _IN.search(text, max(0, start - 8), start)
        ):
            yield start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip(" .,\u00a0"))
    yield from (match.span() for match in _NUMBERED.finditer(text))
    yield from year_spans(text, locale)
