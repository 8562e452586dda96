"""Where dates stand in prose, so that their days and years are not taken for quantities."""

from __future__ import annotations

import re

from pipeline.normalise.month import MONTHS

# Names are read in title or upper case only: "may" and "march" are verbs.
_NAMES = "|".join(
    sorted({name.capitalize() for name in MONTHS} | {name.upper() for name in MONTHS}, key=lambda n: (-len(n), n))
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])"
_DATE = re.compile(
    rf"(?:\b{_DAY}(?:[ \u00a0]?[–/-][ \u00a0]?{_DAY}|[ \u00a0](?:and|to|or|und|et|y)[ \u00a0]{_DAY})?\.?[ \u00a0-](?:of[ \u00a0]|de[ \u00a0])?)?"
    rf"\b(?:{_NAMES})\b\.?"
    rf"(?:[ \u00a0-]?{_DAY}(?:[ \u00a0]?[–/-][ \u00a0]?{_DAY}|(?:,|[ \u00a0](?:and|to|or))[ \u00a0]{_DAY}(?![ \u00a0]?[A-Za-z%]))?)?"
    r"(?:,?[ \u00a0](?:de[ \u00a0])?[12][0-9]{3}(?![0-9,.]*[0-9]))?"
)
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
