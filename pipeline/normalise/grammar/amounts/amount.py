"""One amount: currency, sign, numeral, scale and unit, read at a place of a text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.amounts.bare import stands_bare
from pipeline.normalise.grammar.amounts.composed import composed
from pipeline.normalise.grammar.amounts.scale import is_credit, match_scale, scale_of
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.number import (
    EXACT,
    Numeral,
    match_fraction,
    match_number,
    match_part,
    resolution_of,
    scaled,
)
from pipeline.normalise.grammar.numerals.numberword import CONTINUING, match_and_part
from pipeline.normalise.grammar.units.letter import sure_unit
from pipeline.normalise.grammar.units.money import Money, match_currency
from pipeline.normalise.grammar.units.unit import Unit, is_thousands, match_rate, match_unit
from pipeline.normalise.grammar.units.unitapart import unit_behind
from pipeline.normalise.grammar.wordlist import language
from pipeline.value import Quantity

if TYPE_CHECKING:
    from pipeline.value import Qualifier

# A factor only where what it multiplies follows, or nothing: "twice arrested" counts, "twice a week" is a rate.
_TWICE = re.compile(
    r"(?:(twice)|thrice)(?= (?:the|as|its|their|his|her|our|my|your|that|what|this|last|those|these)\b|$)",
    re.IGNORECASE,
)
_SIGN_BEFORE_MONEY = re.compile(r"[−–-](?=[^\w\s])|[−–-](?=[A-Z]{2,3}[ \u00a0$]?[0-9$])")
_WORD = re.compile(r"[ \u00a0-]{1,3}([A-Za-z]+)")
_NUMBER_NEXT = re.compile(r"[ \u00a0]?[0-9][0-9.,]*(?![0-9.,]|[ \u00a0]?(?:[$€£]|cents?\b))")
# "Five grand" are thousands of some currency; "two grand pianos" are not.
_GRAND = re.compile(
    r"[ \u00a0](grand)(?=[.,;:!?)]|$|[ \u00a0](?:an?|per|each|in|for|on|to|and|or|at|by|from|with|more|less|when|if)\b)"
)
_NOT_DIRECTLY = re.compile(r"[\w²³⁰-⁹^°]|[.,:/][0-9]")
_OPEN = re.compile(r"[+](?=[ \u00a0]?[^\W\d_]|[ \u00a0]?%)")
_NO_DECIMALS = frozenset(["IDR", "VND", "KRW", "JPY", "CLP", "COP", "PYG", "ISK", "HUF", "UGX", "TZS"])
_THREE = re.compile(r"(?<![0-9.,])[0-9]{1,3}[.][0-9]{3}$")
_PART_FIRSTS = frozenset("aAhHqQoOtTfFsSeEnN")
_PART_SECONDS = frozenset("tqfhTQFH")


class Amount(NamedTuple):
    """A number with its scale and unit; `open` is True for a "+" before the scale or unit ("50+ million")."""

    numeral: Numeral
    scale: Decimal | None
    unit: Unit | None
    start: int
    end: int
    open: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number with its scale applied, or None where it cannot be told."""
        if self.numeral.value is None or (self.scale is None and self.numeral.power is None):
            return self.numeral.value
        return scaled(scaled(self.numeral.value, self.numeral.power), self.scale)

    @property
    def whole_scale(self) -> Decimal | None:
        """The scale, times the power of ten of the numeral."""
        power = self.numeral.power
        return self.scale if power is None else scaled(power, self.scale)

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader should know, in the order in which it was met."""
        return self.numeral.flags + (self.unit.flags if self.unit else ())


# What goes on to a second amount reads it, and it is read again where it begins: the last few are kept.
@lru_cache(maxsize=16)
def match_amount(text: str, at: int, locale: str, *, conjunction: bool = True, priced: bool = False) -> Amount | None:
    """Read the amount that begins at `at`, or None where it is not one or is one of several things.

    `priced` says that it is money though its sign stands elsewhere: "€2-3m" are millions.
    """
    first = text[at : at + 1]
    if first.isdigit():
        fraction = match_fraction(text, at)
        if fraction is not None:
            return _of_unit(text, at, fraction, locale)
    elif first in "tT" and (factor := _TWICE.match(text, at)) is not None:
        return _times(at, factor)
    may_be_part = text[at + 2 : at + 3] in _PART_SECONDS if first.isdigit() else first in _PART_FIRSTS
    part = match_part(text, at, locale) if may_be_part else None
    if part is not None:
        amount = _with_scale(text, at, part, None, locale)
        if amount is not None and (amount.scale is not None or amount.unit is not None):
            return amount
    minus = _SIGN_BEFORE_MONEY.match(text, at) if first in "−–-" else None
    money = None if first.isdigit() else match_currency(text, minus.end() if minus else at, locale)
    if minus is not None and money is None:
        return None
    numeral = match_number(text, money[2] if money else at, locale, conjunction=conjunction)
    if numeral is None or (money is not None and numeral.spelled):
        return None
    if minus is not None:
        if numeral.value is None or numeral.value < 0:
            return None
        numeral = numeral._replace(value=numeral.value.copy_negate())
    return _with_scale(text, at, numeral, money, locale, priced=priced)


def _read_on(
    text: str, numeral: Numeral, scale: Decimal | None, end: int, locale: str, *, money: bool
) -> tuple[Numeral, Decimal | None, int] | None:
    """The number, its scale and its end with the parts that follow: "2 crore 50 lakh", "2 million and a half"."""
    if scale is not None and not numeral.spelled and text[numeral.end] != "+":
        whole = composed(text, numeral, scale, end, locale, money=money)
        if whole is None:
            return None
        numeral, scale, end = whole
    if (scale is not None or numeral.spelled) and language(locale) in ("en", "und"):
        numeral, end = _and_part(text, numeral, scale, end)
    return numeral, scale, end


def _of_unit(text: str, at: int, fraction: Numeral, locale: str) -> Amount | None:
    """Read "3/4 mile", "3/4 of the": with nothing behind it "3/4" may be a date."""
    unit = match_unit(text, fraction.end, locale)
    if unit is None and not text.startswith(" of the ", fraction.end):
        return None
    return Amount(fraction, None, unit, at, fraction.end if unit is None else unit.end)


def _times(at: int, factor: re.Match[str]) -> Amount:
    times = Numeral(Decimal(2 if factor.group(1) else 3), factor.end(), spelled=True)
    return Amount(times, None, Unit("1", "factor", factor.group(), factor.end()), at, factor.end())


def _with_scale(
    text: str,
    at: int,
    numeral: Numeral,
    money: tuple[Money, str, int] | None,
    locale: str,
    *,
    priced: bool = False,
) -> Amount | None:
    if not numeral.spelled and stands_bare(text, numeral.end, locale):
        return _finished(text, Amount(numeral, None, None, at, numeral.end), money, locale)
    grand = _GRAND.match(text, numeral.end) if text.startswith("grand", numeral.end + 1) else None
    if grand is not None:
        return _of_grand(text, at, numeral, money, grand, locale)
    return _of_scale(text, at, numeral, money, locale, money is not None or priced)


def _of_scale(
    text: str, at: int, numeral: Numeral, money: tuple[Money, str, int] | None, locale: str, priced: bool
) -> Amount | None:
    at_scale = numeral.end + _opens(text, numeral.end)
    found = scale_of(text, at_scale, numeral, locale, money=priced)
    found = None if found is not None and is_credit(text[at_scale : found[1]], money) else found
    scale, end = found if found is not None else (None, at_scale)
    whole = _read_on(text, numeral, scale, end, locale, money=money is not None)
    if whole is None:
        return None
    numeral, scale, end = whole
    if _goes_on(text, end, numeral, found is not None, money is not None) or is_thousands(text, end, locale):
        return None
    half = numeral.value if numeral.spelled else None
    size = scale if scale is not None else numeral.place if numeral.place is not None else half
    unit = unit_behind(text, end, locale, size, rough="approximate" in numeral.flags)
    if at_scale > numeral.end and (found, unit) == (None, None):
        # The "+" ends the amount, as in "50+": it is a qualifier after it, read elsewhere.
        at_scale = end = numeral.end
    if unit is not None and _leads_the_next(text, unit, money is not None):
        unit = None
    if unit is None:
        if text[end : end + 1] != " " and _NOT_DIRECTLY.match(text, end):
            return None
        return _finished(text, Amount(numeral, scale, None, at, end, numeral.end < at_scale <= end), money, locale)
    sure = sure_unit(text, unit, numeral, end, unscaled=found is None)
    if sure is not None and sure.dimension == "currency" and scale is None and not numeral.spelled:
        scale, sure = _scale_last(text, sure, locale)
    if sure is None:
        return None
    return _finished(text, Amount(numeral, scale, sure, at, sure.end, numeral.end < at_scale <= end), money, locale)


def _of_grand(
    text: str, at: int, numeral: Numeral, money: tuple[Money, str, int] | None, grand: re.Match[str], locale: str
) -> Amount | None:
    some = Unit(None, "currency", grand.group(1), grand.end(), flags=("ambiguous_currency",))
    unit = (match_rate(text, some, locale) or some) if money is None else None
    end = grand.end() if unit is None else unit.end
    return _finished(text, Amount(numeral, Decimal(1000), unit, at, end), money, locale)


def _finished(text: str, amount: Amount, money: tuple[Money, str, int] | None, locale: str) -> Amount | None:
    return amount if money is None else _with_money(text, amount, money, locale)


def _goes_on(text: str, end: int, numeral: Numeral, scaled_up: bool, money: bool) -> bool:
    """Do number words follow that were not read, so that what was read is a part of another number?"""
    if numeral.spelled and scaled_up and numeral.value is not None and numeral.value >= 1000:
        return True
    following = _WORD.match(text, end) if text[end : end + 1] in (" ", "-", "\u00a0") else None
    word = following.group(1).lower() if following is not None else ""
    return word in NUMBER_WORDS or (word in CONTINUING and not scaled_up and not money)


def _leads_the_next(text: str, unit: Unit, money: bool) -> bool:
    """Does a sign or code of money belong to the number behind it ("$ 20 $ 37", "1 $ 10 bill")?"""
    if unit.dimension != "currency" or _NUMBER_NEXT.match(text, unit.end) is None:
        return False
    return money or not unit.text[-1].isalpha()


def _scale_last(text: str, unit: Unit, locale: str) -> tuple[Decimal | None, Unit]:
    """The scale may stand behind the currency: "75 USD million"."""
    found = match_scale(text, unit.end, locale, money=False) if text[unit.end : unit.end + 1] == " " else None
    return (None, unit) if found is None or found[1] < unit.end + 3 else (found[0], unit._replace(end=found[1]))


def _and_part(text: str, numeral: Numeral, scale: Decimal | None, end: int) -> tuple[Numeral, int]:
    """Read on to " and a half" behind a scale: "2 million and a half", "one billion and a quarter million"."""
    size = scale if scale is not None else numeral.place
    if numeral.value is None or size is None or size < 1000 or (scale is None and not numeral.spelled):
        return numeral, end
    part = match_and_part(text, end)
    if part is None:
        return numeral, end
    smaller = match_scale(text, part[1], "en", money=False)
    size, stop = smaller if smaller is not None else (size, part[1])
    more = scaled(part[0], size)
    value = EXACT.add(numeral.value, more / scale if scale is not None else more)
    return numeral._replace(value=value, place=None, digits=None, flags=part[2]), stop


def _opens(text: str, at: int) -> int:
    return 1 if text[at : at + 1] == "+" and _OPEN.match(text, at) else 0


def _with_money(text: str, amount: Amount, money: tuple[Money, str, int], locale: str) -> Amount | None:
    (code, flags), printed, start = money
    if code in _NO_DECIMALS and _THREE.search(text, start, amount.numeral.end):
        # "Rp 5.000" are five thousand, though the locale says five.
        return None
    unit = amount.unit
    if unit is None:
        lead = Unit(code, "currency", printed, amount.end, code, flags, leads=True)
        rate = match_rate(text, lead, locale)
        end = rate.end if rate else amount.end
        return Amount(amount.numeral, amount.scale, rate or lead, amount.start, end, amount.open)
    if unit.dimension != "currency" or unit.code is None:
        return None
    # "$5 CAD", "€5 euros": the word after the number names the currency that the sign leaves open.
    if code is not None and code != unit.code and not flags:
        return None
    return amount._replace(unit=unit._replace(flags=() if printed != unit.text else unit.flags))


def quantity_of(amount: Amount) -> Quantity:
    """The quantity that one amount states, without bounds; a bare number is a count; "une trentaine" is about 30."""
    unit, numeral = amount.unit, amount.numeral
    rough, flags = "approximate" in numeral.flags, amount.flags
    qualifier: Qualifier = "approximate" if rough else "unqualified"
    flags = tuple(flag for flag in flags if flag != "approximate") if rough else flags
    value = numeral.value
    size: tuple[Decimal | None, int | None, Decimal | None] = (None, numeral.digits, numeral.place)
    if amount.scale is not None or numeral.power is not None:
        value, size = amount.value, (amount.whole_scale, numeral.digits, resolution_of(numeral, amount.scale))
    # In the order of the fields, which is the fastest way to make one.
    if unit is None:
        return Quantity(value, None, None, None, None, qualifier, "1", None, None, "count", *size, None, flags)
    named = (unit.code, unit.text, unit.currency, unit.dimension)
    return Quantity(value, None, None, None, None, qualifier, *named, *size, None, flags)
