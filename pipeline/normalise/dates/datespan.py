"""Where dates stand in prose, so that their days and years are not taken for quantities."""

from __future__ import annotations

import re

from pipeline.normalise.dates.month import MONTH_PATTERN

_DAY = r"[0-3]?[0-9](?:st|nd|rd|th|er|\.?[ºª])?(?![0-9])"
_SECOND = rf"[ \u00a0]?[–/-][ \u00a0]?{_DAY}"
_BEFORE = (
    rf"\b{_DAY}(?:{_SECOND}|[ \u00a0](?:and|to|or|und|et|y)[ \u00a0]{_DAY})?\.?[ \u00a0-](?:of[ \u00a0]|de[ \u00a0])?"
)
_AND_DAY = rf"(?:,|[ \u00a0](?:and|to|or))[ \u00a0]{_DAY}(?![ \u00a0]?[A-Za-z%])"
_AFTER = rf"[ \u00a0-]?{_DAY}(?:{_SECOND}|{_AND_DAY})?"
_YEAR = r",?[ \u00a0](?:del?[ \u00a0])?[12][0-9]{3}(?![0-9,.]*[0-9])"
# Whatever the case: a number beside "may" is more surely no quantity than it is one.
_DATE = re.compile(rf"(?:{_BEFORE})?\b(?:{MONTH_PATTERN})\b(?:[ \u00a0]?\.)?(?:{_AFTER})?(?:{_YEAR})?", re.IGNORECASE)
_CLOCK = re.compile(r"[0-2]?[0-9](?:[:.][0-5][0-9]){0,2}[ \u00a0]?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?|o['’]clock|Uhr\b)")
# "Half past three", "a quarter to five"; "ten to six" may be a range, and is no time that is sure.
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]"
_SAID = re.compile(
    rf"(?:{_HOUR})[ \u00a0](?:o['’]clock\b|[ap]\.?m\b\.?)"
    rf"|(?:(?:half|quarter|five|ten|twenty(?:[ -]five)?) past|quarter to) (?:{_HOUR})(?![\w%]|[.,-][0-9]|-[a-z])"
    r"(?! (?:hundred|thousand|million|billion|trillion|per|percent|[a-z]{3,}s)\b)",
    re.IGNORECASE,
)
_BACK, _AHEAD = 24, 60


def date_spans(text: str, months: list[int]) -> list[tuple[int, int]]:
    """The spans of the dates whose month's name begins at one of `months`, in order and apart."""
    apart: list[tuple[int, int]] = []
    for month in months:
        floor = max(0, month - _BACK, apart[-1][1] if apart else 0)
        found = _DATE.search(text, floor, min(len(text), month + _AHEAD)) if month >= floor else None
        if found is not None:
            apart.append(found.span())
    return apart


def clock_end(text: str, at: int) -> int | None:
    """The end of a time of day whose first digit or word is at `at`, if one begins there."""
    found = (_SAID if text[at].isalpha() else _CLOCK).match(text, at)
    return found.end() if found is not None else None
