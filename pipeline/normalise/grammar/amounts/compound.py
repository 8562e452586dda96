"""Measures in two units ("5 ft 3 in", "2 h 30 min", "3 dollars 50 cents"), read as one amount."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalise.grammar.amounts.amount import Amount, match_amount
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.foreignword import number_words
from pipeline.normalise.grammar.numerals.number import EXACT, VULGAR, Numeral
from pipeline.normalise.grammar.numerals.numberword import match_and_part
from pipeline.normalise.grammar.units.unit import Unit, match_unit
from pipeline.normalise.grammar.wordlist import pattern, tongue

# How many of the second unit make one of the first; the amount is in the second, in which it is always exact.
_PARTS = {
    ("[ft_i]", "[in_i]"): 12,
    ("[yd_i]", "[ft_i]"): 3,
    ("[lb_av]", "[oz_av]"): 16,
    ("wk", "d"): 7,
    ("d", "h"): 24,
    ("h", "min"): 60,
    ("min", "s"): 60,
    ("a", "mo"): 12,
    ("m", "dm"): 10,
    ("m", "cm"): 100,
    ("km", "m"): 1000,
    ("kg", "g"): 1000,
}
_WHOLE = frozenset(code for code, _ in _PARTS)
# "Two hours and a half": of money, shares and counts a half is said otherwise.
_HALVED = frozenset(["time", "length", "mass", "volume", "area", None])
# Behind it stands no noun, of which there would be one and a half ("an hour and a half marathon").
_HALF_ENDS = re.compile(
    r"[.,;:!?)\]”\"—–]|$|[ \u00a0](?:ago|away|earlier|into|later|long|of|old|high|wide|tall|deep|thick|was|were"
    rf"|has|had|is|are|{pattern('going_on', 'en')})\b"
)
# "An hour and 20 minutes", "a mile and a half": a single unit is one only before what goes on with it.
_ONE = re.compile(r"an?[ \u00a0]([a-z]{3,6})[ \u00a0]and[ \u00a0]", re.IGNORECASE)
_QUOTES = frozenset(["'", "’", "′"])
_JOINT = re.compile(r",? (?:(?:and|und|et|y|con) )?([0-9½¼¾]|[^\W\d_]+)")
_FEET = re.compile(r"([1-9][0-9]?)['’′] ?([0-9]{1,2})[\"”″](?!\w)")
_STONES = re.compile(
    r"((?:[1-9]?[02-9]|11)(?= ?st)|[1-9]?1(?= st)) ?(?:stone|st),? ([0-9]{1,2}) ?(?:lbs?|pounds?)(?!\w)"
)
_POUNDS, _DOZEN = 14, 12
# Alone "in" is a preposition; behind feet it is not.
_INCHES = re.compile(
    r",? (?:and )?([0-9]{1,2}(?:\.[0-9])?)(?:[ +]?([1-9])[/⁄](2|4|8|16|32)|[ \u00a0]?([½¼¾⅛⅜⅝⅞]))? ?in(?![\w.]*\w)"
)
# Alone "mo" is no unit of ours; behind years it is.
_MONTHS = re.compile(r",? (?:and )?([0-9]{1,2})()()() ?mo\.?(?!\w)")
_CLOSED = re.compile(r"[ ]*(?:[.,;:!?)](?:\s|$)|$| more\b)")
_CENTS = frozenset(["cent", "cents"])


def match_one(text: str, at: int, locale: str) -> Amount | None:
    """Read "a year and six months", "an hour and a half": one unit and a part; None where no part of it follows."""
    found = _ONE.match(text, at)
    unit = match_unit(text, found.start(1) - 1, locale) if found is not None else None
    if found is None or unit is None or unit.end != found.end(1):
        return None
    one = Amount(Numeral(Decimal(1), found.start(1) - 1, place=Decimal(1), spelled=True), None, unit, at, unit.end)
    whole = match_compound(text, one, locale)
    return None if whole is one else whole


def match_compound(text: str, first: Amount, locale: str) -> Amount:
    """`first`, or the amount of which it is the first part."""
    unit, value = first.unit, first.numeral.value
    if unit is None or value is None or first.scale is not None:
        return first
    half = _with_half(text, first, unit, value, locale) if text.startswith(" and ", first.end) else None
    return half or _with_second(text, first, unit, value, locale)


def _with_second(text: str, first: Amount, unit: Unit, value: Decimal, locale: str) -> Amount:
    leads = unit.leads and text.startswith(" and ", first.end) and value == value.to_integral_value()
    money = (unit.currency is not None or unit.dimension == "currency") and (not unit.leads or leads)
    if (not money and unit.code not in _WHOLE) or value != value.to_integral_value():
        return first
    twelfths = _twelfths(text, first, unit, value)
    if twelfths is not None:
        return twelfths
    second = _second(text, first.end, locale)
    if second is None or second.value is None:
        return first
    if money and second.unit is None:
        # Of a currency that we do not know nobody says that it has hundredths ("five mao five").
        if unit.code is None:
            return first
        return _with_bare_cents(text, first, second)
    if second.unit is None:
        return first
    if money:
        return _with_cents(first, second)
    many = _PARTS.get((unit.code or "", second.unit.code or ""))
    if many is None or second.value >= many:
        return first
    total = EXACT.add(EXACT.multiply(value, Decimal(many)), second.value)
    numeral = Numeral(total, second.end, None, second.numeral.place)
    return first._replace(numeral=numeral, unit=second.unit._replace(end=second.end), end=second.end)


def _with_half(text: str, first: Amount, unit: Unit, value: Decimal, locale: str) -> Amount | None:
    """Read on to "two hours and a half"."""
    if unit.dimension not in _HALVED or unit.leads or first.numeral.place != 1 or tongue(locale) != "en":
        return None
    part = match_and_part(text, first.end)
    if part is None or _HALF_ENDS.match(text, part[1]) is None:
        return None
    numeral = Numeral(EXACT.add(value, part[0]), part[1], flags=part[2])
    return first._replace(numeral=numeral, unit=unit._replace(end=part[1]), end=part[1])


def _second(text: str, at: int, locale: str) -> Amount | None:
    joint = _JOINT.match(text, at)
    if joint is None or not (joint.group(1)[0] in "0123456789½¼¾" or _is_number(joint.group(1).lower(), locale)):
        return None
    second = match_amount(text, joint.start(1), locale)
    return None if second is None or second.scale is not None else second


def _is_number(word: str, locale: str) -> bool:
    own = tongue(locale)
    return word in NUMBER_WORDS or (own != "en" and word in number_words(own))


def _with_cents(first: Amount, second: Amount) -> Amount:
    """ "3 dollars 50 cents" is 3.50 dollars: only the larger unit has a code."""
    unit, value = first.unit, first.value
    if unit is None or value is None or second.value is None or second.unit is None:
        return first
    if second.unit.text.lower() not in _CENTS or second.value >= 100:
        return first
    total = EXACT.add(value, second.value.scaleb(-2))
    numeral = Numeral(total, second.end, None, Decimal("0.01"))
    return first._replace(numeral=numeral, unit=unit._replace(end=second.end), end=second.end)


def _with_bare_cents(text: str, first: Amount, second: Amount) -> Amount:
    """ "15 dollars 50", "15 dollars and 50" at the end of a clause: what is left over is hundredths."""
    value, cents = first.value, second.value
    if value is None or cents is None or not 0 < cents < 100 or cents != cents.to_integral_value():
        return first
    two = second.numeral.spelled or second.end - second.start == 2
    if not two or second.numeral.flags not in ((), ("trailing_zeros",)) or not _CLOSED.match(text, second.end):
        return first
    numeral = Numeral(EXACT.add(value, cents.scaleb(-2)), second.end, None, Decimal("0.01"))
    return first._replace(
        numeral=numeral, unit=first.unit._replace(end=second.end) if first.unit else None, end=second.end
    )


def match_feet(text: str, at: int) -> Amount | None:
    """Read 5'11" as five feet and eleven inches, "12st 4lb" as stones and pounds, which stand only together."""
    marks = text[at + 1 : at + 4]
    stones = _STONES.match(text, at) if "s" in marks else None
    if stones is not None and int(stones.group(2)) < _POUNDS:
        pounds = Decimal(_POUNDS * int(stones.group(1)) + int(stones.group(2)))
        numeral = Numeral(pounds, stones.end(), None, Decimal(1))
        return Amount(numeral, None, Unit("[lb_av]", "mass", "lb", stones.end()), at, stones.end())
    found = _FEET.match(text, at) if marks[:1] in _QUOTES or marks[1:2] in _QUOTES else None
    if found is None or int(found.group(2)) > 11:
        return None
    value = Decimal(12 * int(found.group(1)) + int(found.group(2)))
    numeral = Numeral(value, found.end(), None, Decimal(1))
    return Amount(numeral, None, Unit("[in_i]", "length", "in", found.end()), at, found.end())


def _twelfths(text: str, first: Amount, unit: Unit, value: Decimal) -> Amount | None:
    """Feet and inches, or years and months: twelve of each make one."""
    pattern, code, kind = (_INCHES, "[in_i]", "length") if unit.code == "[ft_i]" else (_MONTHS, "mo", "time")
    found = pattern.match(text, first.end) if unit.code in ("[ft_i]", "a") else None
    if found is None or Decimal(found.group(1)) >= _DOZEN:
        return None
    above, below = (found.group(2), found.group(3)) if found.group(2) else VULGAR.get(found.group(4), (0, 1))
    if int(above) >= int(below) or (int(above) and "." in found.group(1)):
        return None
    part = EXACT.add(Decimal(found.group(1)), EXACT.divide(Decimal(above), Decimal(below)))
    numeral = Numeral(EXACT.add(EXACT.multiply(value, Decimal(_DOZEN)), part), found.end(), None, _place(above))
    return first._replace(
        numeral=numeral, unit=Unit(code, kind, "in" if kind == "length" else code, found.end()), end=found.end()
    )


def _place(above: int | str) -> Decimal | None:
    """The size of the last place of inches; a fraction has none."""
    return None if int(above) else Decimal(1)
