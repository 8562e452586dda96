"""What stands beside a date in prose and changes what it says: its weekday, "around", "late", "from … to", "BC"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.dates.inenglish import WEEKDAY_PATTERN
from pipeline.normalise.dates.month import MONTH_PATTERN
from pipeline.normalise.grammar.wordlist import read_table, tongue

_LOOK = 60
_S = "[ \u00a0]"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th|er|\.?[ºª]|\.)?"
_SHORT_WEEKDAY = "(?-i:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)"


def whole_start(text: str, start: int, locale: str) -> int | None:
    """Where a date begins of which [start, …) is the last part: its weekday, "around", the first of two days.

    `start` itself where nothing belongs to it, and None where what stands before makes it a time without agreed days
    ("late in 2019") or may do so ("a book about May 2020").
    """
    own, floor = tongue(locale), max(0, start - _LOOK)
    if _unsure(own).search(text, floor, start) is not None:
        return None
    found = _widening(own).search(text, floor, start)
    return found.start() if found is not None else start


def goes_on(text: str, end: int, locale: str) -> bool:
    """Whether something else than the date that ends at `end` is meant: "… BC", "… 2020–21", "May 3,500"."""
    return _after(tongue(locale)).match(text, end) is not None


def interval_start(text: str, first: tuple[int, int], second: int, locale: str) -> int | None:
    """Where the interval begins whose sides are the date at `first` and the one that begins at `second`, if it is one.

    "The start was moved from May 3 to May 5" is none.
    """
    own, floor = tongue(locale), max(0, first[0] - _LOOK)
    gap = text[first[1] : second]
    for joint, opening, is_needed in (("to", "from", False), ("and", "between", True)):
        if _joint(joint, own).fullmatch(gap) is None:
            continue
        found = _opening(opening, own).search(text, floor, first[0])
        if (found is None and is_needed) or _moved(own).search(text, floor, first[0]) is not None:
            return None
        return first[0] if found is None else found.start()
    return None


@cache
def _words(kind: str, own: str) -> str:
    """The words of one kind of a language and of English, as alternatives, the longest first."""
    table = read_table("dates")
    listed = sorted({*table[own][kind], *table["en"][kind]}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", _S) for word in listed)


@cache
def _unsure(own: str) -> re.Pattern[str]:
    blurred = rf"(?:{_words('blurred', own)})(?:[ \u00a0-](?:{_words('articles', own)}))*[ \u00a0-]?"
    topic = rf"(?:{_words('topic', own)})(?:{_S}(?:{_words('articles', own)}))*{_S}"
    return re.compile(rf"(?<!\w)(?:{blurred}|{topic}|[0-9]{_S}?(?:er|st|nd|rd|th|º){_S}(?:de{_S}|of{_S})?)\Z", re.I)


@cache
def _widening(own: str) -> re.Pattern[str]:
    article = rf"(?:(?:{_words('articles', own)}){_S})?"
    weekday = rf"(?:{WEEKDAY_PATTERN}|{_SHORT_WEEKDAY})\.?,?{_S}{article}"
    about = rf"(?:{_words('about', own)}){_S}?{article}"
    to, both = _words("to", own), _words("and", own)
    opening = rf"(?:(?:{_words('from', own)}|{_words('between', own)}){_S}{article})?"
    day = rf"{_DAY}(?:{_S}?[–—-]{_S}?|{_S}(?:{to}|{both}){_S}){article}"
    month = rf"(?!(?-i:may|march)\b)(?:{MONTH_PATTERN})\.?(?:{_S}?[–—-]{_S}?|{_S}(?:{to}){_S}){article}"
    return re.compile(rf"(?<![\w/-])(?<![0-9][.,])(?:{weekday}|{about}|{opening}(?:{day}|{month}))\Z", re.I)


@cache
def _after(own: str) -> re.Pattern[str]:
    return re.compile(
        rf",?(?:{_S}[0-9]{{1,3}})?{_S}(?:{_words('era', own)})(?!\w)|(?:s|er)(?!\w)|[–/-][0-9]|[.,:][0-9]", re.I
    )


@cache
def _joint(kind: str, own: str) -> re.Pattern[str]:
    dash = rf"{_S}?[–—]{_S}?|{_S}-{_S}|" if kind == "to" else ""
    return re.compile(rf"{dash}{_S}(?:{_words(kind, own)}){_S}(?:(?:{_words('articles', own)}){_S})?", re.I)


@cache
def _opening(kind: str, own: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words(kind, own)}){_S}(?:(?:{_words('articles', own)}){_S})?\Z", re.I)


@cache
def _moved(own: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('moved', own)})(?!\w)", re.I)
