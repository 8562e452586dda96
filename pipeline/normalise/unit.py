"""Spellings of units → UCUM code or ISO 4217 code, with a dimension. What is not in the table is not guessed.

Symbols are read case-sensitively ("Mbit" is not "mbit"), words without regard to case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.money import currency_after
from pipeline.normalise.separator import language
from pipeline.normalise.unitlist import AMBIGUOUS, FRENCH, POINTS, SYMBOLS, WORDS, dimension_of, quotient

__all__ = ["Unit", "dimension_of", "match_unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read at a place: `code` is None where the spelling is known to be ambiguous.

    `end` is where the number and the unit end; `leads` is True for a currency that stands before its number.
    """

    code: str | None
    dimension: str | None
    text: str
    end: int
    currency: str | None = None
    flags: tuple[str, ...] = ()
    leads: bool = False


# No spelling in the tables is longer, and none begins with these.
_CHUNK = re.compile(r"[^\s\d±–—.,;:!?()\[\]=+×*-][^\n\r\t\f\v]{0,23}")
_SPACE = re.compile(r"[ \u00a0\u2009\u202f]?")
_HYPHEN = re.compile(r"[-‑](?=[A-Za-z]{3})")
_PER = re.compile(r"[ \u00a0]?[/⁄][ \u00a0]?(?=\w)|[ \u00a0](?:per|a|an|each|every)[ \u00a0]|[ \u00a0]p\.a\.")


def match_unit(text: str, at: int, locale: str) -> Unit | None:
    """Read the longest known unit after a number that ends at `at`, behind a space or a hyphen or neither."""
    gap = _HYPHEN.match(text, at) or _SPACE.match(text, at)
    start = gap.end() if gap else at
    unit = _simple(text, start, locale)
    if unit is None:
        return None
    per = _PER.match(text, unit.end)
    if per is None or unit.dimension == "count":
        return unit
    below = _simple(text, per.end(), locale)
    if per.group().strip() in ("a", "an", "each", "every") and (below is None or below.dimension != "time"):
        return unit
    return _over(text, start, unit, below, per.end())


def match_per(text: str, at: int) -> int | None:
    """The end of "per" or "/" after a price, if one stands there: what follows is what the price is for."""
    found = _PER.match(text, at)
    if found is None or found.group().strip() not in ("per", "/", "⁄"):
        return None
    return at + len(found.group().rstrip())


def _over(text: str, start: int, unit: Unit, below: Unit | None, end: int) -> Unit:
    end = below.end if below is not None else start + len(text[start:end].rstrip())
    spelled = text[start:end].strip()
    if below is None or not (unit.code and below.code and unit.dimension and below.dimension) or unit.currency:
        return Unit(None, None, spelled, end, flags=("unknown_rate",))
    if "/" in unit.code or "/" in below.code or unit.dimension == "fraction":
        return Unit(None, None, spelled, end, flags=("unknown_rate",))
    return Unit(f"{unit.code}/{below.code}", quotient(unit.dimension, below.dimension), spelled, end)


def _simple(text: str, at: int, locale: str) -> Unit | None:
    chunk = _CHUNK.match(text, at)
    if chunk is None:
        return None
    printed = chunk.group()
    for size in range(len(printed), 0, -1):
        following = text[at + size : at + size + 1]
        if printed[size - 1].isspace() or (following and _joins(printed[size - 1], following)):
            continue
        unit = _lookup(printed[:size], at + size, locale)
        if unit is not None:
            return unit
    return None


def _joins(last: str, following: str) -> bool:
    if following in "²³°℃":
        return True
    return (last.isalnum() or last in "/_") and (following.isalnum() or following == "_")


def _lookup(printed: str, end: int, locale: str) -> Unit | None:
    spelled = " ".join(printed.split())
    if spelled.lower() in POINTS:
        return Unit("%", "percentage_points", spelled, end, flags=("percentage_points",))
    known = SYMBOLS.get(spelled) or WORDS.get(spelled.lower())
    if known is None and language(locale) == "fr":
        known = FRENCH.get(spelled)
    if known is not None:
        return Unit(known[0], known[1], spelled, end)
    money = currency_after(spelled, locale)
    if money is not None:
        return Unit(money[0], "currency", spelled, end, money[0], money[1])
    ambiguous = spelled in AMBIGUOUS or (len(spelled) > 3 and spelled.lower() in AMBIGUOUS)
    return Unit(None, None, spelled, end, flags=("ambiguous_unit",)) if ambiguous else None
