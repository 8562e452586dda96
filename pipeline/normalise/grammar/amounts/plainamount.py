"""The commonest amounts, a plain number with its scale, unit or sign, read at once where no word could go on with it.

It says what the whole grammar says, or nothing; a property of the tests holds the two together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amounts.amount import Amount, quantity_of
from pipeline.normalise.grammar.amounts.bare import parts_of_amounts
from pipeline.normalise.grammar.amounts.scale import SCALE_FIRSTS, match_scale
from pipeline.normalise.grammar.numerals.cardinal import SMALL
from pipeline.normalise.grammar.numerals.number import FRACTION_SIGNS, match_number, numeral_of
from pipeline.normalise.grammar.numerals.separator import DIGITS
from pipeline.normalise.grammar.units.money import match_currency
from pipeline.normalise.grammar.units.unit import Unit, is_thousands, plain_unit, unit_heads
from pipeline.normalise.grammar.wordlist import language, tongue, words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.numerals.number import Numeral
    from pipeline.value import Quantity

_NUMBER = re.compile(
    rf"(?:[−–+-](?![.]))?(?:(?:{DIGITS.pattern})[{FRACTION_SIGNS}]?|[{FRACTION_SIGNS}])|[A-Za-z]{{3,9}}(?![\w'’-])"
)
# What stands behind: nothing, a mark that ends a word, a number behind "½" or "%", or a word of small letters.
_END = re.compile(
    rf"[.;:)](?=[ \n]|$)|(?<=[{FRACTION_SIGNS}%])[ \u00a0\u2009\u202f](?=[0-9{FRACTION_SIGNS}])"
    r"|,?(?:$|\n| ([a-z]{2,})(?![\w'’⁻−^-]))"
)
_UNIT = re.compile(r" (?:[A-Za-z]{1,5}/[a-z]{1,3}|[A-Za-z]{2,})|%")
_MONEY, _SCALES = frozenset("$€£"), frozenset(["thousand", "million", "billion", "trillion"])
# Shares, tolerances, rates, parts and measures in two units go on with these.
_JOINTS = "in out over or and to plus give per each every an pro je die am pm par le por al cada st stone und et y con"


@cache
def _going_on(own: str) -> frozenset[str]:
    """The words that may go on with an amount: a scale, a number, a unit, or what joins it to another."""
    joints = {word for phrase in words("to", own) for word in phrase.split()} | set(_JOINTS.split())
    return parts_of_amounts(own) | joints | words("or", own) | words("beside_units", own)


def match_plain(text: str, at: int, locale: str) -> tuple[Quantity, int] | None:
    """Read a number of one word at `at`, and a scale, a unit or a sign of one, where they surely end: (it, its end).

    None says nothing: what stands there is for the whole grammar to read.
    """
    sign = text[at] if text[at : at + 1] in _MONEY and text[at + 1 : at + 2].isdigit() else ""
    number = _NUMBER.match(text, at + len(sign))
    if number is None:
        return None
    going_on, end, scale = _going_on(tongue(locale)), number.end(), ""
    behind = _END.match(text, end)
    if behind is not None and behind.group(1) in _SCALES and _may_be_scaled(text, number, locale):
        scale, end = behind.group(1), behind.end()
        behind = _END.match(text, end)
    if behind is not None and behind.group(1) not in going_on:
        quantity = _quantity(sign, number.group(), scale, "", locale)
        return None if quantity is None else (quantity, end)
    unit = _UNIT.match(text, end) if not sign and not is_thousands(text, end, locale) else None
    behind = _END.match(text, unit.end()) if unit is not None else None
    if unit is None or behind is None or behind.group(1) in going_on:
        return None
    printed = unit.group().lstrip()
    quantity = _quantity("", number.group(), scale, printed, locale)
    if quantity is None or (behind.group(1) or behind.group()) in _following(printed, tongue(locale)):
        return None
    return quantity, unit.end()


def _following(printed: str, own: str) -> frozenset[str]:
    """What may go on with a unit, as a part of a longer one; none of those with a stroke is longer."""
    return unit_heads(own)[printed.lower()] if "/" not in printed else frozenset()


def _may_be_scaled(text: str, number: re.Match[str], locale: str) -> bool:
    """Is the word behind digits a scale of theirs? Number words have it in them, other languages other words."""
    digits = text[number.start()].isdigit() and text[number.end() - 1].isdigit()
    return digits and text[number.end()] == " " and language(locale) == "en"


@lru_cache(maxsize=4096)
def _quantity(sign: str, number: str, scale: str, printed: str, locale: str) -> Quantity | None:
    """What a number, its scale and its unit or sign say with nothing around them; they repeat in any text."""
    numeral, unit = _numeral(number, locale), plain_unit(printed, locale) if printed else None
    if numeral is None or (printed and (unit is None or printed.lower() in SCALE_FIRSTS)):
        return None
    size = match_scale(f" {scale}", 0, locale, money=False) if scale else None
    return quantity_of(Amount(numeral, size[0] if size else None, _money(sign, locale) if sign else unit, 0, 0))


@cache
def _money(sign: str, locale: str) -> Unit | None:
    money = match_currency(sign, 0, locale)
    return None if money is None else Unit(money[0][0], "currency", sign, 0, money[0][0], money[0][1], leads=True)


def _numeral(number: str, locale: str) -> Numeral | None:
    digits = DIGITS.fullmatch(number)
    if digits is not None:
        return numeral_of(digits, locale)
    if number.isalpha() and (number.lower() not in SMALL or language(locale) not in ("en", "und")):
        return None
    numeral = match_number(number, 0, locale)
    return None if numeral is None or numeral.value is None or numeral.end < len(number) else numeral
