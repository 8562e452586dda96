"""A text as a quantity: qualifiers, numbers, scales, units and ranges, read whole or not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.normalise.dates.month import MONTHS
from pipeline.normalise.grammar.amounts.phrase import match_phrase
from pipeline.normalise.grammar.amounts.qualifier import match_before
from pipeline.normalise.grammar.amounts.restated import restated
from pipeline.normalise.grammar.amounts.scale import SCALE_WORDS, knows_scales
from pipeline.normalise.grammar.fold import fold_flags, folded
from pipeline.normalise.grammar.mention import find_quantities
from pipeline.normalise.grammar.missing import read_missing
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.numberword import CONTINUING
from pipeline.normalise.grammar.numerals.separator import known_locale
from pipeline.normalise.grammar.units.unit import match_per
from pipeline.normalise.grammar.wordlist import pattern, tongue
from pipeline.value import Quantity

__all__ = ["find_quantities", "parse_quantity"]

_LONGEST = 200
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_ABBREVIATED = re.compile(r"[0-9][ \u00a0]?[A-Za-z]{2,5}\.$")
_SIGN_OUTSIDE = re.compile(r"([$€£]|[A-Z]{3})[ \u00a0]?\(([^()]+)\)")
# A sign apart from its number: "+ 0.5", "− 0.1 %". A hyphen or a dash there may begin an item of a list.
_SIGN_APART = re.compile(r"[+−][ \u00a0\u2009\u202f](?=[0-9])")
# An amount, and in brackets perhaps the same in another unit.
_TWICE = re.compile(r"([^()]*[^() ]) ?\(([^()]+)\)")
# Inches or seconds, unless a quotation ends there: the number is sure, its unit is not.
_MARKED = re.compile(r"[^\"'“”″′’]*[0-9½¼¾⅛⅜⅝⅞][\"”]")
# What is measured: "2 kg of waste", "3 Mt CO2".
_OF_WHAT = re.compile(r" (?:of (?!which)[a-z]+(?: [a-z]+)?|(?:of )?[A-Z][A-Za-z]?[A-Z]?[0-9₂₃₄](?:e|-?eq)?)")
# "250 ml milk", "500 mg Paracetamol": a portion of something, in a unit that nothing else goes on with.
_FOOD = re.compile(r"[ \u00a0][^\W\d_]{3,}(?: [^\W\d_]{3,})?")
_OFTEN = frozenset(
    [
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "hourly",
        "annually",
        "nightly",
        "twice",
        "thrice",
        "bid",
        "tid",
        "qid",
        "täglich",
        "jährlich",
    ]
)
_PORTIONS = frozenset(["mL", "cL", "dL", "mg", "g", "kg", "ug"])
_CURRENTS = frozenset(["electric_potential", "electric_current"])
_MATTER = frozenset(["mass", "volume", "length", "area"])
_NOUN = re.compile(r"[ \u00a0]?((?:[^\W\d_]+(?:['’-][^\W\d_]+)?[ \u00a0]?){1,6})")
# Words that say something about the number itself, so that what they follow is more than a number of things.
_NO_NOUN_WORDS = (
    "a above about after again ago all almost am an and approximately are around as at away back bc bce be "
    "before below between but by ce ad each either else every exactly except false fewer first fold for from "
    "gmt greater half higher if in into is just less lower many minus more most much nearly next no non nor "
    "not of off on once only or other out over par per plus pm points quarter quarters roughly round rd so "
    "some st nd th than that the then these third thirds this those through till times to too true under "
    "until up upon utc versus via vs was were while with within without x yes yet max min maximum minimum p.m "
    "o'clock score dozen gross hundreds thousands cr dr"
)
_NO_NOUN = frozenset(_NO_NOUN_WORDS.split())
_EXCLUDED = _NO_NOUN | NUMBER_WORDS | CONTINUING | SCALE_WORDS


def parse_quantity(text: str, *, locale: str = "en") -> Quantity | None:
    """Read the whole of `text` as one quantity or one stated absence of a value; None if it is not surely that.

    `locale` (BCP 47; "und" if unknown) decides between separators; where it cannot, `value` is None with the flag
    "ambiguous_separator". A number of things that are no unit ("186 million tracks") has `unit` None and the things
    in `unit_text`. `value` is in the unit as printed: nothing is converted.
    """
    known_locale(locale)
    if len(text) > _LONGEST:
        return None
    flags = fold_flags(text)
    stripped = folded(text)[0].strip()
    missing = read_missing(stripped)
    if missing is not None:
        return Quantity(missing=missing)
    stated = _past_plain_words(stripped, locale)
    quantity = _whole(stated, locale)
    if quantity is None and _ABBREVIATED.search(stated):
        # The point of "pct." and "lbs." at the end of a cell.
        quantity = _whole(stated[:-1], locale)
        quantity = quantity if quantity is not None and quantity.dimension is not None else None
    if quantity is None:
        quantity = _as_in_cells(stated, locale)
    return quantity if quantity is None or not flags else replace(quantity, flags=quantity.flags + flags)


@cache
def _plain_words(own: str) -> re.Pattern[str]:
    plain, articles = pattern("plainly", own), pattern("articles", own)
    return re.compile(rf"(?:{plain})[ \u00a0](?=[^ ])|(?:{articles})[ \u00a0](?=[0-9])", re.IGNORECASE)


def _past_plain_words(text: str, locale: str) -> str:
    """`text` without a word that changes nothing of its number: "exactly 42", "a total of 120"."""
    found = None if match_before(text, 0, locale) else _plain_words(tongue(locale)).match(text)
    return text if found is None else text[found.end() :]


def _as_in_cells(text: str, locale: str) -> Quantity | None:
    """What only a whole cell can say: "+ 0,1 %", "from 41,000", 15.6", "331 m (1,087 ft)"."""
    apart = _SIGN_APART.match(text)
    if apart is not None:
        return _read(f"{apart.group()[0]}{text[apart.end() :]}", locale)
    if _MARKED.fullmatch(text):
        marked = _read(f"{text[:-1]} inches", locale)
        if marked is None or (marked.unit, marked.unit_text) != ("[in_i]", "inches"):
            return None
        return replace(marked, unit=None, unit_text=text[-1], dimension=None, flags=(*marked.flags, "ambiguous_unit"))
    twice = _TWICE.fullmatch(text)
    if twice is not None:
        first = _read(twice.group(1), locale)
        for words in twice.group(2).split("; "):
            second = _read(words, locale)
            first = None if first is None or second is None else restated(first, second)
        return first
    opening = _starts(tongue(locale)).match(text)
    return None if opening is None else _at_least(_read(text[opening.end() :], locale), text[opening.end() :])


@cache
def _starts(own: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('starting', own)})[ \u00a0](?=[^ ])", re.IGNORECASE)


def _at_least(quantity: Quantity | None, text: str) -> Quantity | None:
    """Where prices and ages begin: "from €5"; "from 2019" may be a year."""
    if quantity is None or quantity.qualifier != "unqualified" or quantity.value is None or _YEAR.fullmatch(text):
        return None
    return replace(quantity, qualifier="at_least", lower=quantity.value, lower_inclusive=True)


def _whole(stripped: str, locale: str) -> Quantity | None:
    outside = _SIGN_OUTSIDE.fullmatch(stripped) if stripped.endswith(")") else None
    if outside is not None:
        return _parenthesised(_read(f"{outside.group(1)}{outside.group(2).strip()}", locale))
    if stripped.startswith("(") and stripped.endswith(")"):
        return _parenthesised(_read(stripped[1:-1].strip(), locale))
    return _read(stripped, locale)


def _parenthesised(inner: Quantity | None) -> Quantity | None:
    """Read "(12)" as 12; that it may be −12 in accounts is for whoever knows the column to say."""
    if inner is None or inner.qualifier != "unqualified" or (inner.value is not None and inner.value < 0):
        return None
    return replace(inner, flags=(*inner.flags, "parenthesised"))


def _read(text: str, locale: str) -> Quantity | None:
    reading = match_phrase(text, 0, locale)
    if reading is None or reading.quantity is None or reading.hyphen:
        return None
    rest = text[reading.end :]
    if not rest:
        return None if text.endswith(("per", "/")) else reading.quantity
    if reading.quantity.dimension == "currency":
        return _price(reading.quantity, rest)
    if reading.quantity.dimension in _MATTER and _OF_WHAT.fullmatch(rest):
        return None if _EXCLUDED.intersection(rest.split()[2:]) else reading.quantity
    if reading.quantity.dimension in _CURRENTS and rest.strip().upper() in ("AC", "DC", "RMS"):
        return reading.quantity
    if reading.quantity.unit in _PORTIONS and _FOOD.fullmatch(rest) and knows_scales(locale):
        words = set(rest.lower().split())
        return None if words & _OFTEN or words & _EXCLUDED or words & MONTHS.keys() else reading.quantity
    noun = _NOUN.fullmatch(rest)
    if noun is None or not knows_scales(locale) or _a_name(noun.group(1), reading.quantity):
        return None
    if any(word in _EXCLUDED or word in MONTHS for word in noun.group(1).lower().split()):
        return None
    return _counting(reading.quantity, rest)


def _price(quantity: Quantity, rest: str) -> Quantity | None:
    """A price for what is no measure: "$5 per user"."""
    per = match_per(rest, 0)
    noun = _NOUN.fullmatch(rest, per) if per is not None else None
    if noun is None or any(word in _EXCLUDED for word in noun.group(1).lower().split()):
        return None
    flags = (*quantity.flags, "unknown_rate")
    text = f"{quantity.unit_text}{rest}"
    return replace(quantity, unit=None, currency=None, dimension=None, unit_text=text, flags=flags)


def _a_name(noun: str, quantity: Quantity) -> bool:
    """Is it a name? "10 Downing Street" begins with a number and is no number of anything."""
    words = noun.split()
    return quantity.scale is None and len(words) > 1 and all(word[0].isupper() for word in words)


def _counting(quantity: Quantity, rest: str) -> Quantity | None:
    if "unknown_rate" in quantity.flags and quantity.unit_text is not None:
        return replace(quantity, unit_text=f"{quantity.unit_text}{rest}")
    if quantity.dimension != "count" or rest[0] not in " \u00a0":
        return None
    return replace(quantity, unit=None, unit_text=rest.strip(), dimension=None)
