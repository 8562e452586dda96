"""Dates, times, moments, years, months and durations: the texts that Table Schema takes for them, and their values.

The default formats are those of XML Schema. `any` is whatever dateutil reads; what it would take from today's date is
taken from 1 January 2000, since a verdict must not depend on a clock.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.rows.compile.schema import FieldRule

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
TIME = re.compile(CLOCK)
DATETIME = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{CLOCK}")
YEAR = re.compile(r"[0-9]{4}")
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
ELSE = datetime(2000, 1, 1)


def has_odd_digits(text: str) -> bool:
    """Whether a text has decimal digits that are not ASCII, which Python's parsers would take for numbers."""
    return not text.isascii() and any(char.isdecimal() and not char.isascii() for char in text)


def _moment(text: str, form: str, default: re.Pattern[str], prefix: str = "") -> datetime | None:
    """The moment that a text stands for in a format."""
    from dateutil import parser

    if has_odd_digits(text) or (form == "default" and default.fullmatch(text) is None):
        return None
    try:
        if form == "default":
            return cast("datetime", parser.isoparse(prefix + text))
        if form == "any":
            return cast("datetime", parser.parse(text, default=ELSE))
        return datetime.strptime(text, form)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def date_reader(rule: FieldRule) -> Callable[[str], date | None]:
    """YYYY-MM-DD, or the field's format."""

    def read(text: str) -> date | None:
        moment = _moment(text, rule.format, DATE)
        return None if moment is None else moment.date()

    return read


def time_reader(rule: FieldRule) -> Callable[[str], time | None]:
    """hh:mm:ss with an optional fraction and zone, or the field's format."""

    def read(text: str) -> time | None:
        moment = _moment(text, rule.format, TIME, "2000-01-01T")
        return None if moment is None else moment.timetz()

    return read


def datetime_reader(rule: FieldRule) -> Callable[[str], datetime | None]:
    """YYYY-MM-DDThh:mm:ss with an optional fraction and zone, or the field's format."""
    return lambda text: _moment(text, rule.format, DATETIME)


def year_reader(_rule: FieldRule) -> Callable[[str], int | None]:
    """Four digits."""
    return lambda text: int(text) if YEAR.fullmatch(text) else None


def yearmonth_reader(_rule: FieldRule) -> Callable[[str], tuple[int, int] | None]:
    """YYYY-MM."""
    return lambda text: (int(text[:4]), int(text[5:])) if MONTH.fullmatch(text) else None


def duration_reader(_rule: FieldRule) -> Callable[[str], object | None]:
    """A duration of ISO 8601, as isodate reads it."""
    import isodate

    def read(text: str) -> object | None:
        if has_odd_digits(text):
            return None
        try:
            value: object = isodate.parse_duration(text)
        except (ValueError, OverflowError, ArithmeticError, TypeError):
            return None
        return value

    return read


def is_strptime(form: str) -> bool:
    """Whether a text is a pattern that strptime can read with: at least one directive, and no unknown one."""
    if "%" not in form.replace("%%", ""):
        return False
    try:
        datetime.strptime("", form)
    except ValueError as error:
        return "bad directive" not in str(error) and "stray %" not in str(error)
    except (re.error, IndexError):
        return False
    return True
