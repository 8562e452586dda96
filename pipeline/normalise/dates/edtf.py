"""The subset of EDTF (ISO 8601-2:2019, levels 0 and 1, quarters and halves of level 2) that this project writes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from pipeline.value import DateValue

_LONGEST = 40
_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?")
_LEAP = 2000
Period = tuple[date | None, date | None]


def read_edtf(text: str) -> DateValue | None:
    """Read valid EDTF of this subset, as printed and nothing around it; None for anything else.

    A date to the year, month or day, with unspecified digits ("199X", "XXXX-12-22"), qualified ("?", "~", "%"), a
    season ("2024-22"), quarter ("2024-35") or half ("2024-40"), and an interval of two such dates, or open on one
    side ("2010/..").
    The seasons have no interval: where they begin differs between hemispheres and calendars.
    """
    if len(text) > _LONGEST:
        return None
    first, slash, second = text.partition("/")
    if not slash:
        period = _period(text)
        return None if period is None else DateValue(text, *period)
    return _interval(text, first, second)


def _interval(text: str, first: str, second: str) -> DateValue | None:
    lower = (None, None) if first == ".." else _period(first)
    upper = (None, None) if second == ".." else _period(second)
    if lower is None or upper is None or first == second == "..":
        return None
    if lower[0] is not None and upper[0] is not None and lower[0] > upper[0]:
        return None
    return DateValue(text, lower[0], upper[1])


def _period(text: str) -> Period | None:
    """The half-open interval of one date; (None, None) where it has no year or no agreed days; None if not valid."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, _ = found.groups()
    if year == "0000" or ("X" in year and year != "XXXX" and month is not None):
        return None
    if month is None:
        return None if year == "XXXX" else _years(year)
    if month == "XX":
        return (_years(year) if year != "XXXX" else None) if day in (None, "XX") else None
    number = int(month)
    if 21 <= number <= 24 or 33 <= number <= 36 or 40 <= number <= 41:
        return _part_of_year(year, number) if day is None and year != "XXXX" else None
    return _days(year, number, day) if 1 <= number <= 12 else None


def _years(year: str) -> Period | None:
    low = int(year.replace("X", "0"))
    return None if low == 0 else (date(low, 1, 1), _first_of(int(year.replace("X", "9")) + 1, 1))


def _part_of_year(year: str, number: int) -> Period:
    if number <= 24:
        return None, None
    length = 3 if number <= 36 else 6
    month = length * (number - (33 if number <= 36 else 40)) + 1
    return date(int(year), month, 1), _first_of(int(year), month + length)


def _days(year: str, month: int, day: str | None) -> Period | None:
    known = year != "XXXX"
    length = monthrange(int(year) if known else _LEAP, month)[1]
    if day is None or day == "XX":
        return (date(int(year), month, 1), _first_of(int(year), month + 1)) if known else (None, None)
    if not 1 <= int(day) <= length:
        return None
    if not known:
        return None, None
    end = _first_of(int(year), month + 1) if int(day) == length else date(int(year), month, int(day) + 1)
    return date(int(year), month, int(day)), end


def _first_of(year: int, month: int) -> date | None:
    """The first day of a month, 13 being the next January; None after the last date that Python has."""
    year, month = (year + 1, 1) if month == 13 else (year, month)
    return date(year, month, 1) if year <= 9999 else None
