"""One amount: currency, sign, numeral, scale and unit, read at a place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.normalise.money import Money, match_currency
from pipeline.normalise.number import Numeral, match_number, match_scale, resolution_of, scaled
from pipeline.normalise.numberword import CONTINUING, NUMBER_WORDS
from pipeline.normalise.unit import Unit, match_per, match_unit
from pipeline.value import Quantity

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.value import Qualifier

_SIGN_BEFORE_MONEY = re.compile(r"[−–-](?=[^\w\s])|[−–-](?=[A-Z]{2,3}[ \u00a0$]?[0-9$])")
_WORD = re.compile(r"[ \u00a0-]{1,3}([A-Za-z]+)")
_NOT_DIRECTLY = re.compile(r"[\w²³⁰-⁹^°]|[.,:/][0-9]")
_OPEN = re.compile(r"[+](?=[ \u00a0]?[^\W\d_]|[ \u00a0]?%)")
# Glued to a number these may be a scale, a generation or a plural: "5m" is five metres, five million or five minutes.
_GLUED_AMBIGUOUS = frozenset(["m", "M", "K", "B", "T", "b", "t", "A", "C", "F", "N"])


@dataclass(frozen=True, slots=True)
class Amount:
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
        if self.numeral.value is None:
            return None
        return scaled(scaled(self.numeral.value, self.numeral.power), self.scale)

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader should know, in the order in which it was met."""
        return self.numeral.flags + (self.unit.flags if self.unit else ())


def match_amount(text: str, at: int, locale: str, *, conjunction: bool = True) -> Amount | None:
    """Read the amount that begins at `at`, or None where it is not one or is one of several things."""
    minus = _SIGN_BEFORE_MONEY.match(text, at)
    money = match_currency(text, minus.end() if minus else at, locale)
    if minus is not None and money is None:
        return None
    numeral = match_number(text, money[2] if money else at, locale, conjunction=conjunction)
    if numeral is None:
        return None
    if minus is not None:
        if numeral.value is None or numeral.value < 0:
            return None
        numeral = replace(numeral, value=numeral.value.copy_negate())
    return _with_scale(text, at, numeral, money, locale)


def _with_scale(
    text: str, at: int, numeral: Numeral, money: tuple[Money, str, int] | None, locale: str
) -> Amount | None:
    half = numeral.spelled and numeral.place is None
    at_scale = numeral.end + _opens(text, numeral.end)
    found = match_scale(text, at_scale, locale, money=money is not None) if not numeral.spelled or half else None
    scale, end = found if found is not None else (None, at_scale)
    following = _WORD.match(text, end)
    if following is not None and following.group(1).lower() in NUMBER_WORDS | CONTINUING:
        return None
    unit = match_unit(text, end, locale)
    if at_scale > numeral.end and (found, unit) == (None, None):
        # The "+" ends the amount, as in "50+": it is a qualifier after it, read elsewhere.
        at_scale = end = numeral.end
    if unit is not None and unit.end - len(unit.text) == end and _unsure_if_glued(unit, numeral, found is None):
        return None
    if unit is None and _NOT_DIRECTLY.match(text, end):
        return None
    amount = Amount(numeral, scale, unit, at, unit.end if unit else end, at_scale > numeral.end)
    return amount if money is None else _with_money(text, amount, money, end)


def _opens(text: str, at: int) -> int:
    return 1 if _OPEN.match(text, at) else 0


def _unsure_if_glued(unit: Unit, numeral: Numeral, unscaled: bool) -> bool:
    # "90s" is a decade or a minute and a half; "2.5s" is not.
    decade = unit.text == "s" and numeral.place == 1
    return unscaled and (decade or unit.text in _GLUED_AMBIGUOUS)


def _with_money(text: str, amount: Amount, money: tuple[Money, str, int], end: int) -> Amount | None:
    (code, flags), printed, _ = money
    unit = amount.unit
    if unit is None:
        per = match_per(text, end)
        if per is not None:
            rate = Unit(None, None, printed + text[end:per], per, flags=(*flags, "unknown_rate"))
            return replace(amount, unit=rate, end=per)
        return replace(amount, unit=Unit(code, "currency", printed, end, code, flags, leads=True))
    if unit.dimension != "currency" or unit.code is None:
        return None
    # "$5 CAD", "€5 euros": the word after the number names the currency that the sign leaves open.
    if code is not None and code != unit.code and not flags:
        return None
    return replace(amount, unit=replace(unit, flags=() if printed != unit.text else unit.flags))


def quantity_of(amount: Amount, qualifier: Qualifier = "unqualified") -> Quantity:
    """The quantity that one amount states, without bounds; a bare number is a count."""
    unit, numeral = amount.unit, amount.numeral
    scale = amount.scale if numeral.power is None else scaled(numeral.power, amount.scale)
    return Quantity(
        value=amount.value,
        qualifier=qualifier,
        unit=unit.code if unit else "1",
        unit_text=unit.text if unit else None,
        currency=unit.currency if unit else None,
        dimension=unit.dimension if unit else "count",
        scale=scale,
        significant_digits=numeral.digits,
        resolution=resolution_of(numeral, amount.scale),
        flags=amount.flags,
    )
