"""Dates as printed → EDTF. A year comes from the text or is not there; an order of day and month is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.dates.edtf import read_edtf
from pipeline.normalise.dates.inenglish import in_english
from pipeline.normalise.dates.month import MONTHS, SEASONS
from pipeline.normalise.dates.order import is_day_first
from pipeline.normalise.grammar.numerals.separator import known_locale
from pipeline.value import DateValue

__all__ = ["parse_date", "read_edtf"]

_LONGEST = 80
# "2020-21" is the spring of 2020 in EDTF, and the years 2020 to 2021 wherever else it is printed.
_SEASON_OR_YEARS = re.compile(r"[12][0-9]([0-9]{2})-(2[1-4]|3[3-6]|4[01])")
_PERHAPS = re.compile(r"(?:perhaps|possibly|probably|maybe) ", re.IGNORECASE)
_DOUBTED = re.compile(r"(?<=[0-9]) ?\(\?\)$")
_ABOUT = re.compile(r"(?:about|around|circa|ca\.?|c\.|approximately|approx\.?|roughly|~|≈) ?(?=[^ ])", re.IGNORECASE)
_WEEKDAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day,? |(mon|tue|wed|thu|fri|sat|sun)\.?,? ", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_M = r"(?P<month>[^\W\d_]{3,10})\.?"
_D = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|\.|er)?"
_Y = r"(?P<year>[12][0-9]{3})"
_OF = r"(?:of |de |del )?"
_NAMED = (
    re.compile(rf"(?:the )?{_D}[ -]{_OF}{_M}(?:,? {_OF}{_Y}|-{_Y.replace('year', 'year2')})?", re.IGNORECASE),
    re.compile(rf"{_M} (?:the )?{_D}(?:,? {_Y})?", re.IGNORECASE),
    re.compile(rf"{_M}(?:,? {_OF}{_Y}|-{_Y.replace('year', 'year2')})?", re.IGNORECASE),
    re.compile(rf"{_Y} {_M} {_D}", re.IGNORECASE),
)
_QUARTER = re.compile(
    r"(?:the )?(?:q(?P<q>[1-4])|(?P<q3>[1-4])q|(?P<word>first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?: of|,)?"
    r"[ /-](?P<year>[12][0-9]{3})|(?P<year2>[12][0-9]{3})[ /-]?q(?P<q2>[1-4])",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?:the )?(?:h(?P<h>[12])|(?P<h3>[12])h|(?P<word>first|second|1st|2nd) half)(?: of|,)?[ /-](?P<year>[12][0-9]{3})"
    r"|(?P<year2>[12][0-9]{3})[ /-]?h(?P<h2>[12])",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_CENTURY = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)[ -](?:century|c\.?)(?: AD| CE)?", re.IGNORECASE)
_FISCAL = re.compile(
    r"(?:fy ?|(?:the )?(?:fiscal|financial)(?: year)? )([12][0-9])([0-9]{2})(?:[/–-]([0-9]{2}))?", re.IGNORECASE
)
_IN = re.compile(r"(?:in|on) (?:the )?|the year |in the year ", re.IGNORECASE)
_SINCE = re.compile(
    r"since (?P<one>.+)|(?:from )?(?P<two>.+?) (?:onwards?|to date)|(?P<three>[12][0-9]{3})[–-]|from (?P<four>.+)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])/([12][0-9]{3})|([12][0-9]{3})/(0[1-9]|1[0-2])")
_SEASON = re.compile(r"(?:the )?(?P<season>[a-z]{4,6})(?: of|,)? (?P<year>[12][0-9]{3})", re.IGNORECASE)
_DECADE = re.compile(r"(?:the )?([12][0-9]{2})0['’]?s")
_NUMERIC = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3})")
_YEAR_FIRST = re.compile(r"([12][0-9]{3})([./])([0-9]{1,2})\2([0-9]{1,2})")
_SEPARATOR = re.compile(r" ?[–—] ?| - |(?<=[^\W\d_])\.?-(?=[^\W\d_])| (?:to|until|till|through|bis|au) ", re.IGNORECASE)
_OPENING = re.compile(r"from (?=.* (?:to|until|till|through) )|between (?=.* and )", re.IGNORECASE)
_DAYS_FIRST = re.compile(
    rf"{_D} ?(?:[–—-]| to | and ) ?(?P<to>[0-3]?[0-9])(?:st|nd|rd|th|\.)? {_OF}{_M}(?:,? {_OF}{_Y})?",
    re.IGNORECASE,
)
_DAYS_LAST = re.compile(rf"{_M} {_D} ?(?:[–—-]|to|and) ?(?P<to>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,? {_Y})?", re.IGNORECASE)
_YEARS = re.compile(r"([12][0-9]{3})-([12][0-9]{3})")
_SHORT_YEARS = re.compile(r"([12][0-9])([0-9]{2})[–-]([0-9]{2})")
_DOTTED_DAYS = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\. ?(?:[–-]|to) ?([0-9]{1,2})\.([0-9]{1,2})\.([12][0-9]{3})")


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a text states of a date; a year of None is not stated."""

    year: str | None
    month: int
    day: int | None = None

    def edtf(self) -> str:
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{self.year or 'XXXX'}-{self.month:02d}{day}"


def parse_date(text: str, *, locale: str = "en") -> DateValue | None:
    """Read the whole of `text` as a date or an interval of dates; None if it is not surely that.

    The answer is EDTF with the half-open interval it covers. Without a year the interval is None. "03/04/2025" has
    two readings and is None, unless `locale` has only one ("de", "fr", "es", "en-GB": the day first; "en-US": the
    month first; "und-x-dmy" and "und-x-mdy", or any locale with such an ending, where a column shows it).
    """
    known_locale(locale)
    if len(text) > _LONGEST:
        return None
    folded = in_english(" ".join(text.split()), locale)
    preposition = _IN.match(folded)
    if preposition is not None:
        return _single(folded[preposition.end() :], locale)
    folded = _DOUBTED.sub("?", folded)
    perhaps = _PERHAPS.match(folded)
    if perhaps is not None:
        return _marked(_single(folded[perhaps.end() :], locale), "?")
    about = _ABOUT.match(folded)
    if about is not None:
        rest = folded[about.end() :]
        return _marked(_single(rest, locale) or _interval(rest, locale), "~")
    span = _SEASON_OR_YEARS.fullmatch(folded)
    if span is not None and span.group(1) < span.group(2):
        return None
    return read_edtf(folded) or _interval(folded, locale) or _single(folded, locale) or _open(folded, locale)


def _marked(found: DateValue | None, mark: str) -> DateValue | None:
    """Qualify a date: "~" for about, "?" for perhaps."""
    return None if found is None or found.flags else read_edtf(f"{found.edtf.replace('/', f'{mark}/')}{mark}")


def _open(text: str, locale: str) -> DateValue | None:
    """An interval without an end: "since 2010". ("until 2010" may leave 2010 out or take it in.)"""
    found = _SINCE.fullmatch(text)
    since = _single(next(filter(None, found.groups())), locale) if found else None
    return None if since is None or since.start is None or since.flags else read_edtf(f"{since.edtf}/..")


def _single(text: str, locale: str) -> DateValue | None:
    weekday = _WEEKDAY.match(text)
    if weekday is not None:
        return _on_weekday(_single(text[weekday.end() :], locale), weekday.group().lower()[:3])
    stated = _named(text)
    if stated is not None:
        return read_edtf(stated.edtf())
    return _of_year(text) or _numeric(text, locale)


def _on_weekday(found: DateValue | None, name: str) -> DateValue | None:
    """A weekday that is not the date's own says that one of the two is wrong."""
    if found is None or len(found.edtf) != 10:
        return None
    wrong = found.start is not None and _WEEKDAYS[found.start.weekday()] != name
    return None if wrong else found


def _named(text: str) -> _Stated | None:
    for pattern in _NAMED:
        found = pattern.fullmatch(text)
        if found is not None:
            groups = found.groupdict()
            month = MONTHS.get(groups["month"].lower())
            day = groups.get("day")
            year = groups.get("year") or groups.get("year2")
            if month is None or (year is None and day is None and not groups["month"][0].isupper()):
                return None
            return _Stated(year, month, int(day) if day else None)
    return None


def _of_year(text: str) -> DateValue | None:
    part = _part_of_year(text)
    if part is not None:
        return read_edtf(part)
    season = _SEASON.fullmatch(text)
    if season is not None and season.group("season").lower() in SEASONS:
        return read_edtf(f"{season.group('year')}-{SEASONS[season.group('season').lower()]:02d}")
    century = _CENTURY.fullmatch(text)
    if century is not None:
        return read_edtf(f"{int(century.group(1)) - 1:02d}XX")
    fiscal = _FISCAL.fullmatch(text)
    if fiscal is not None:
        # Most of its days are in the year that names it; which, only the one who reports knows.
        return _fiscal(*fiscal.groups())
    decade = _DECADE.fullmatch(text)
    # "1900s" is a decade to some and a century to others.
    return read_edtf(f"{decade.group(1)}X") if decade and not decade.group(1).endswith("0") else _year(text)


def _fiscal(century: str, year: str, second: str | None) -> DateValue | None:
    """ "FY2024", "FY 2023/24", whose years follow each other."""
    if second is None:
        return DateValue(f"{century}{year}~", flags=("fiscal_year",))
    following = int(second) == int(year) + 1
    return DateValue(f"{century}{year}/{century}{second}", flags=("fiscal_year",)) if following else None


def _part_of_year(text: str) -> str | None:
    """A quarter or a half of a year as EDTF, level 2."""
    for pattern, first, names in ((_QUARTER, 32, ("q", "q2", "q3")), (_HALF, 39, ("h", "h2", "h3"))):
        found = pattern.fullmatch(text)
        if found is not None:
            word = found.group("word")
            number = _ORDINALS[word.lower()] if word else int(next(filter(None, map(found.group, names))))
            return f"{found.group('year') or found.group('year2')}-{first + number}"
    return None


def _year(text: str) -> DateValue | None:
    return read_edtf(text) if re.fullmatch(r"[12][0-9]{3}", text) else None


def _numeric(text: str, locale: str) -> DateValue | None:
    month = _MONTH_YEAR.fullmatch(text)
    if month is not None:
        return read_edtf(_Stated(month.group(2) or month.group(3), int(month.group(1) or month.group(4))).edtf())
    first = _YEAR_FIRST.fullmatch(text)
    if first is not None:
        return read_edtf(_Stated(first.group(1), int(first.group(3)), int(first.group(4))).edtf())
    found = _NUMERIC.fullmatch(text)
    if found is None:
        return None
    one, two, year = int(found.group(1)), int(found.group(3)), found.group(4)
    day_first = _Stated(year, two, one)
    order = is_day_first(locale)
    if order is not None or one == two:
        return read_edtf((_Stated(year, one, two) if order is False else day_first).edtf())
    readings = [read for stated in (day_first, _Stated(year, one, two)) if (read := read_edtf(stated.edtf()))]
    return readings[0] if len(readings) == 1 and max(one, two) <= 31 and min(one, two) <= 12 else None


def _interval(text: str, locale: str) -> DateValue | None:
    between = text[:8].lower() == "between "
    inner = text[8:] if between else text
    days = _DAYS_FIRST.fullmatch(inner) or _DAYS_LAST.fullmatch(inner)
    if days is not None:
        year, month = days.group("year"), MONTHS.get(days.group("month").lower())
        one, two = int(days.group("day")), int(days.group("to"))
        # "3 and 10 May" are two days, and only of two that follow each other is nothing between them.
        if month is None or (" and " in text.lower() and not between and two != one + 1):
            return None
        return _ordered(_Stated(year, month, one), _Stated(year, month, two))
    years = _SHORT_YEARS.fullmatch(text)
    if years is not None:
        # "2010–12" may be a month; only a second number that cannot be one is sure.
        sure = int(years.group(3)) > max(12, int(years.group(2)))
        return read_edtf(f"{years.group(1)}{years.group(2)}/{years.group(1)}{years.group(3)}") if sure else None
    hyphened = _YEARS.fullmatch(text)
    if hyphened is not None:
        return read_edtf(f"{hyphened.group(1)}/{hyphened.group(2)}") if hyphened.group(1) < hyphened.group(2) else None
    dotted = _DOTTED_DAYS.fullmatch(text) if is_day_first(locale) else None
    if dotted is not None:
        day, month, to, last = (int(number) for number in dotted.groups()[:4])
        return _ordered(_Stated(None, month, day), _Stated(dotted.group(5), last, to))
    opening = _OPENING.match(text)
    sides = _sides(text[opening.end() :] if opening else text, bool(opening) and text[:7].lower() == "between")
    return None if sides is None else _between(sides[0], sides[1], locale)


def _sides(text: str, between: bool) -> tuple[str, str] | None:
    parts = text.split(" and ") if between else _SEPARATOR.split(text)
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _between(first: str, second: str, locale: str) -> DateValue | None:
    if second.lower() in ("present", "now", "today"):
        since = _single(first, locale)
        return None if since is None or since.start is None else read_edtf(f"{since.edtf}/..")
    # The first month of two may be without a capital where the second has a year ("janvier-mars 2020").
    one, two = _named(first[:1].upper() + first[1:]), _named(second)
    if one is not None and two is not None:
        return _ordered(one, two)
    start, end = _single(first, locale), _single(second, locale)
    if start is None or end is None or start.start is None or end.end is None:
        return None
    return read_edtf(f"{start.edtf}/{end.edtf}")


def _ordered(one: _Stated, two: _Stated) -> DateValue | None:
    """An interval whose first side may take the year of the second ("March 3 – April 5, 2025"), if in order."""
    if (one.day is None) != (two.day is None) or (one.year is not None and two.year is None):
        return None
    in_order = (one.month, one.day or 0) < (two.month, two.day or 0)
    if one.year is None and not in_order:
        return None
    first = _Stated(one.year or two.year, one.month, one.day)
    if (first.year or "") > (two.year or "") or (first.year == two.year and not in_order):
        return None
    return read_edtf(f"{first.edtf()}/{two.edtf()}") if read_edtf(first.edtf()) and read_edtf(two.edtf()) else None
