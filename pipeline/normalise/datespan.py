"""Where dates stand in prose, so that their days and years are not taken for quantities."""

from __future__ import annotations

import re

from pipeline.normalise.month import MONTH_PATTERN

_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])"
_SECOND = rf"[ \u00a0]?[–/-][ \u00a0]?{_DAY}"
_BEFORE = (
    rf"\b{_DAY}(?:{_SECOND}|[ \u00a0](?:and|to|or|und|et|y)[ \u00a0]{_DAY})?\.?[ \u00a0-](?:of[ \u00a0]|de[ \u00a0])?"
)
_AND_DAY = rf"(?:,|[ \u00a0](?:and|to|or))[ \u00a0]{_DAY}(?![ \u00a0]?[A-Za-z%])"
_AFTER = rf"[ \u00a0-]?{_DAY}(?:{_SECOND}|{_AND_DAY})?"
_YEAR = r",?[ \u00a0](?:de[ \u00a0])?[12][0-9]{3}(?![0-9,.]*[0-9])"
# Whatever the case: a number beside "may" is more surely no quantity than it is one.
_DATE = re.compile(rf"(?:{_BEFORE})?\b(?:{MONTH_PATTERN})\b(?:[ \u00a0]?\.)?(?:{_AFTER})?(?:{_YEAR})?", re.IGNORECASE)
_CLOCK = re.compile(r"\b[0-2]?[0-9](?:[:.][0-5][0-9]){0,2}[ \u00a0]?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?|o['’]clock|Uhr\b)")


def date_spans(text: str) -> list[tuple[int, int]]:
    """The spans of dates with a month's name and of times of day in `text`, in order and apart."""
    spans = sorted(found.span() for pattern in (_DATE, _CLOCK) for found in pattern.finditer(text))
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
