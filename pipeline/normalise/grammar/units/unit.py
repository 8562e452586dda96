"""Spellings of units → UCUM code or ISO 4217 code, with a dimension. What is not in the table is not guessed.

Symbols are read case-sensitively ("Mbit" is not "mbit"), words without regard to case.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.normalise.grammar.units.inches import match_inches
from pipeline.normalise.grammar.units.money import currency_after, currency_spellings
from pipeline.normalise.grammar.units.per import PER
from pipeline.normalise.grammar.units.unitlist import AMBIGUOUS, FRENCH, POINTS, SYMBOLS, WORDS, dimension_of, quotient
from pipeline.normalise.grammar.units.unitproduct import match_product
from pipeline.normalise.grammar.wordlist import language, read_table, tongue

__all__ = ["Unit", "dimension_of", "match_unit"]


class Unit(NamedTuple):
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


_HEAD = re.compile(r"[^\W\d_]+|[^\w\s]")
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")
_SECOND = re.compile(r"\s([^\W_]+)")


def _spellings(tongue: str) -> list[str]:
    foreign = [*_foreign(tongue)] if tongue != "en" else []
    return [*SYMBOLS, *WORDS, *AMBIGUOUS, *POINTS, *FRENCH, *currency_spellings(), *foreign]


@cache
def _longest(tongue: str) -> dict[str, int]:
    """The length of the longest spelling by its first word, so that most words behind a number are left at once."""
    table: dict[str, int] = {}
    for spelling in _spellings(tongue):
        head = _HEAD.match(spelling)
        if head is not None:
            table[head.group().lower()] = max(table.get(head.group().lower(), 0), len(spelling) + 1)
    return table


@cache
def unit_heads(tongue: str) -> dict[str, frozenset[str]]:
    """The first words of all spellings, lower case, each with what may stand behind it: a word, or a point."""
    seconds: dict[str, set[str]] = {head: set() for head in _longest(tongue)}
    for spelling in _spellings(tongue):
        head, _, rest = spelling.lower().replace(".", " . ").partition(" ")
        if rest and head in seconds:
            seconds[head].add(rest.split()[0])
    return {head: frozenset(following) for head, following in seconds.items()}


@cache
def _seconds(tongue: str) -> dict[str, frozenset[str]]:
    """The first words of all spellings, lower case, each with the words that follow it in one behind a space."""
    seconds: dict[str, set[str]] = {head: set() for head in _longest(tongue)}
    for spelling in _spellings(tongue):
        head = _HEAD.match(spelling)
        second = _SECOND.match(spelling, head.end()) if head is not None else None
        if head is not None and second is not None:
            seconds[head.group().lower()].add(second.group(1).lower())
    return {head: frozenset(following) for head, following in seconds.items()}


def plain_unit(printed: str, locale: str) -> Unit | None:
    """The unit that one word is, whatever stands around it: no money, nothing ambiguous, no time of day."""
    unit = _spelling(printed, locale)
    if unit is None or unit.code is None or unit.flags or unit.dimension == "currency" or printed in ("pm", "am", "nm"):
        return None
    return unit


def is_thousands(text: str, at: int, locale: str) -> bool:
    """Is it the Spanish word for thousands, which is spelt like the English miles? Where a number stands before it,
    neither is sure."""
    return text.startswith((" miles", "\u00a0miles"), at) and tongue(locale) == "es"


@cache
def _foreign(tongue: str) -> dict[str, Unit]:
    """The names of units and currencies in a language, lower case; their `text` and `end` are for the caller."""
    names = read_table("cldr")[tongue]
    found = {name: Unit(None, None, "", 0, flags=("ambiguous_currency",)) for name in names["shared_currencies"]}
    found = {name: unit._replace(dimension="currency") for name, unit in found.items()}
    found |= {name: Unit(code, "currency", "", 0, code) for name, code in names["currencies"].items()}
    return found | {name: _named(code) for name, code in names["units"].items()}


def _named(code: str) -> Unit:
    if code == "?":
        return Unit(None, None, "", 0, flags=("ambiguous_unit",))
    if code == "pp":
        return Unit("%", "percentage_points", "", 0, flags=("percentage_points",))
    return Unit("1", "factor", "", 0) if code == "factor" else Unit(code, dimension_of(code), "", 0)


_SPACE = re.compile(r"[ \u00a0\u2009\u202f]?")
_GAPS = frozenset(" \u00a0\u2009\u202f-‑")
_HYPHEN = re.compile(r"[-‑](?=[A-Za-z]{3})")
_WHEN = re.compile(r" (?:ago|earlier|later|before|after|from|prior|previously|hence)\b")
# "Litres per person per day": what is counted has no code, but belongs to the unit.
_COUNTED = re.compile(
    r"(?<=[ \u00a0/])[^\W\d_]{2,20}(?![\w-])"
    r"([ \u00a0](?:per|an?|each|every)[ \u00a0](?:second|minute|hour|day|week|month|year)\b)?"
)
_ENDS = frozenset(["", " ", ",", "\n"])
_SPECIAL = frozenset('([{<i"″')
_BRACKETED = re.compile(r"[(\[{<]([^\W\d_]{2,5}|%)[)\]}>]")
_SENTENCE_POINT = re.compile(r"\s*$|\s+[A-Z]")
# "Three times a year's pay" is no number of times in a year.
_OF_ONE = frozenset("'’")
_ARTICLES = frozenset(["a", "an", "each", "every", "die", "am", "je", "le", "al", "a la", "cada"])


def match_unit(text: str, at: int, locale: str) -> Unit | None:
    """Read the longest known unit after a number that ends at `at`, behind a space or a hyphen or neither."""
    start = at
    if text[at : at + 1] == " ":
        start = at + 1
    elif text[at : at + 1] in _GAPS:
        gap = _HYPHEN.match(text, at) or _SPACE.match(text, at)
        start = gap.end() if gap else at
    unit = _simple(text, start, locale)
    if unit is None and text[start : start + 1] in _SPECIAL:
        unit = _special(text, start, locale)
    if unit is None:
        return None
    if unit.dimension == "currency":
        return match_rate(text, unit, locale) or unit
    product = match_product(text, start, unit.end)
    if product is not None:
        flags = () if product.code is not None else ("unknown_rate",)
        return Unit(product.code, product.dimension, text[start : product.end], product.end, flags=flags)
    return _with_rate(text, start, unit, locale)


def _with_rate(text: str, start: int, unit: Unit, locale: str) -> Unit:
    """`unit`, or what it is with the units behind "per", "a" or a stroke."""
    per = PER[tongue(locale)].match(text, unit.end)
    if per is None or unit.dimension == "count":
        return unit
    below = _simple(text, per.end(), locale)
    if per.group().strip() in _ARTICLES and (
        below is None or below.dimension != "time" or _WHEN.match(text, below.end)
    ):
        return unit
    if unit.dimension == "factor" and (
        below is None or below.dimension != "time" or text[below.end : below.end + 1] in _OF_ONE
    ):
        return unit
    above = _over(text, start, unit, below, per.end())
    again = PER[tongue(locale)].match(text, above.end)
    last = _simple(text, again.end(), locale) if again is not None and above.code is not None else None
    if again is None or last is None or last.dimension != "time" or last.code is None or above.dimension is None:
        return above
    spelled, code = text[start : last.end].strip(), f"{above.code}/{last.code}"
    return Unit(code, quotient(above.dimension, last.dimension), spelled, last.end)


def _special(text: str, at: int, locale: str) -> Unit | None:
    """A unit in brackets ("20 (kg)"), or inches where "in" cannot be the preposition."""
    bracket = _BRACKETED.match(text, at)
    if bracket is not None:
        inner = _simple(text, bracket.start(1), locale)
        whole = inner is not None and inner.end == bracket.end(1) and inner.code is not None
        return inner._replace(end=bracket.end()) if inner is not None and whole else None
    end = match_inches(text, at)
    return None if end is None else Unit("[in_i]", "length", text[at:end], end)


def match_per(text: str, at: int, locale: str = "en") -> int | None:
    """The end of "per" or "/" after a price, if one stands there: what follows is what the price is for."""
    found = PER[tongue(locale)].match(text, at)
    if found is None or found.group().strip() not in ("per", "/", "⁄", "pro", "je", "par", "por"):
        return None
    return at + len(found.group().rstrip())


def match_rate(text: str, money: Unit, locale: str) -> Unit | None:
    """A price for a measure ("$5 per kg", "€20 a month"), which has no code; None for money, shares and heads.

    What is counted is 1 in UCUM, so that "$2 a share" is two dollars; "$2 per person per day" is so much a day.
    """
    per = PER[tongue(locale)].match(text, money.end)
    below = _simple(text, per.end(), locale) if per is not None else None
    if per is not None and below is None:
        counted = _COUNTED.match(text, per.end())
        if counted is None or counted.group(1) is None:
            return None
        spelled = f"{money.text}{text[money.end : counted.end()]}".strip()
        return Unit(None, "currency_per_time", spelled, counted.end(), flags=(*money.flags, "unknown_rate"))
    if per is None or below is None or below.dimension in ("currency", "fraction", None):
        return None
    if _WHEN.match(text, below.end) or below.code is None:
        return None
    spelled = f"{money.text}{text[money.end : below.end]}".strip()
    return Unit(None, f"currency_per_{below.dimension}", spelled, below.end, flags=(*money.flags, "unknown_rate"))


def _over(text: str, start: int, unit: Unit, below: Unit | None, end: int) -> Unit:
    if below is None:
        counted = _COUNTED.match(text, end)
        end = counted.end() if counted is not None else start + len(text[start:end].rstrip())
    else:
        end = below.end
    spelled = text[start:end].strip()
    if below is None or not (unit.code and below.code and unit.dimension and below.dimension) or below.currency:
        return Unit(None, None, spelled, end, flags=("unknown_rate",))
    if "/" in unit.code or "/" in below.code or unit.dimension == "fraction":
        return Unit(None, None, spelled, end, flags=("unknown_rate",))
    return Unit(f"{unit.code}/{below.code}", quotient(unit.dimension, below.dimension), spelled, end)


def _simple(text: str, at: int, locale: str) -> Unit | None:
    head = _HEAD.match(text, at)
    longest = _longest(tongue(locale)).get(head.group().lower(), 0) if head is not None else 0
    if head is None or not longest:
        return None
    if _is_whole(text, head, longest, locale):
        return _lookup(head.group(), head.end(), locale)
    ends = [found.end() for found in _PIECE.finditer(text, at, at + longest)]
    for end in reversed(ends):
        following = text[end : end + 1]
        if following and _joins(text[end - 1], following):
            continue
        unit = _lookup(text[at:end], end, locale)
        if unit is None or (text[end - 1] == "." and end - 1 in ends and _SENTENCE_POINT.match(text, end)):
            # The point of "lbs." ends the sentence, if one ends there.
            continue
        return unit
    return None


def _is_whole(text: str, head: re.Match[str], longest: int, locale: str) -> bool:
    """Does the word end where it stands, and nothing longer begin with it and the word behind it?"""
    end = head.end()
    if longest == end - head.start() + 1 and text[end : end + 1] in _ENDS:
        return True
    second = _SECOND.match(text, end) if text[end : end + 1] == " " else None
    return second is not None and second.group(1).lower() not in _seconds(tongue(locale))[head.group().lower()]


def _joins(last: str, following: str) -> bool:
    if following in "²³°℃":
        return True
    if last == "d" and following in "'’":
        # "1,5 million d’habitants" are no days.
        return True
    return (last.isalnum() or last in "/_") and (following.isalnum() or following == "_")


def _lookup(printed: str, end: int, locale: str) -> Unit | None:
    unit = _spelling(printed, locale)
    return None if unit is None else Unit(unit.code, unit.dimension, unit.text, end, unit.currency, unit.flags)


@lru_cache(maxsize=4096)
def _spelling(printed: str, locale: str) -> Unit | None:
    """The unit that a spelling is, whose end is for the caller; units repeat in any text."""
    spelled, end = " ".join(printed.split()), 0
    if spelled[:7].lower() in ("square-", "cubic-m", "cubic-f", "cubic-k", "cubic-c", "cubic-i"):
        # "A 2,000-square-foot house".
        spelled = spelled.replace("-", " ", 1)
    known_abroad = _foreign(tongue(locale)).get(spelled.lower()) if tongue(locale) != "en" else None
    if known_abroad is not None and (len(spelled) > 2 or spelled in ("an", "qm")):
        return known_abroad._replace(text=spelled)
    if spelled.lower() in POINTS:
        return Unit("%", "percentage_points", spelled, end, flags=("percentage_points",))
    known = SYMBOLS.get(spelled) or WORDS.get(spelled.lower())
    if known is None and "-" in spelled:
        # "A 300-square-metre plot".
        known = WORDS.get(spelled.lower().replace("-", " "))
    if known is None and language(locale) == "fr":
        known = FRENCH.get(spelled)
    if known is not None:
        return Unit(known[0], known[1], spelled, end)
    money = currency_after(spelled, locale)
    if money is not None:
        return Unit(money[0], "currency", spelled, end, money[0], money[1])
    ambiguous = spelled in AMBIGUOUS or (len(spelled) > 3 and spelled.lower() in AMBIGUOUS)
    return Unit(None, None, spelled, end, flags=("ambiguous_unit",)) if ambiguous else None
