"""A figure and a mention compared as numbers: exactly, in one unit, by what each of them asserts and no more.

Relation of two quantities of one kind:

- `equal`: the same value, or the same two ends of a range;
- `within_bounds`: the values differ or are not stated, and what one asserts ("over 80 million", "80–90 million") holds
  the other;
- `rounded`: the values differ by no more than the coarser one leaves open: half of its last written place, and where a
  word says that it is rounded ("about 300"), half of its last place that is not zero;
- `disjoint`: none of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pipeline.conversion import factor_of
from pipeline.normalise.grammar.units.moneylist import CURRENCIES, DOLLARS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pipeline.value import Quantity

Relation = Literal["equal", "within_bounds", "rounded", "disjoint"]
# (dimension, base unit): only what shares both is compared.
Kind = tuple[str, str]
_DOLLARS = frozenset(DOLLARS.values()) | {"USD"}
SIGNS = {"dollar": "$", "dollars": "$"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity in the base of its unit. `step` is the size of its last written place, `coarse` of its last digit.

    `stated` are the digits of its value without zeros at their ends, the place of the first one, and the unit, as told.
    """

    kind: Kind
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    open_ends: tuple[bool, bool]
    qualifier: str
    step: Fraction
    coarse: Fraction
    stated: tuple[str, int, str] | None = None

    @property
    def key(self) -> tuple[Fraction | None, ...]:
        """What two quantities that state the same have in common."""
        return (self.value,) if self.value is not None else (self.lower, self.upper)


def measured(quantity: Quantity | None) -> Measured | None:
    """The quantity in its base unit; None where it states no number, or none whose unit is sure.

    A number of things that are no unit ("186 million tracks") is a bare count, as it is in prose.
    """
    if quantity is None or quantity.missing is not None:
        return None
    kind = _kind(quantity)
    stated = quantity.value if quantity.value is not None else quantity.upper
    if kind is None or stated is None or (quantity.value is None and quantity.lower is None):
        return None
    factor = factor_of(quantity.unit or "1")[1]
    lower, upper = (None if end is None else _exact(end) * factor for end in (quantity.lower, quantity.upper))
    return Measured(
        kind,
        None if quantity.value is None else _exact(quantity.value) * factor,
        lower,
        upper,
        (quantity.lower_inclusive is False, quantity.upper_inclusive is False),
        quantity.qualifier,
        _exact(quantity.resolution) * factor if quantity.resolution is not None else Fraction(0),
        _last_digit(stated) * factor,
        None if quantity.value is None else (*_digits(quantity.value), quantity.unit or "1"),
    )


def other_money(kind: Kind, kinds: Iterable[Kind]) -> Kind | None:
    """The currency that a document's figures are in, if it is one, and surely another than this one."""
    money = [one for one in kinds if one[0] == kind[0] == "currency"]
    if kind in money or len(money) != 1 or not {kind[1], money[0][1]} <= CURRENCIES:
        return None
    # "$" may be any of the dollars.
    return None if {kind[1], money[0][1]} <= _DOLLARS else money[0]


def _digits(number: Decimal) -> tuple[str, int]:
    written = "".join(map(str, number.as_tuple().digits))
    return written.strip("0"), number.adjusted() if number else 0


def _exact(number: Decimal) -> Fraction:
    return Fraction(number)


def _kind(quantity: Quantity) -> Kind | None:
    if quantity.unit is None and quantity.dimension == "currency":
        # Whatever dollar it is, one document means the same by it in its table and in its prose.
        return ("currency", SIGNS.get(quantity.unit_text or "", quantity.unit_text or ""))
    if quantity.unit is None:
        unsure = {"ambiguous_unit", "unknown_rate", "unit_in_header"} & set(quantity.flags)
        return None if unsure or quantity.dimension is not None else ("count", "1")
    if quantity.dimension is None:
        return None
    return quantity.dimension, factor_of(quantity.unit)[0]


def _last_digit(number: Decimal) -> Fraction:
    """The size of the last place that is not zero: 100 for 300, 0.1 for 99.9."""
    _sign, digits, exponent = number.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Fraction(10) ** (int(exponent) + (zeros if any(digits) else 0))


def relation(one: Measured, other: Measured) -> Relation:
    """How two quantities of one kind relate; the order does not matter."""
    if one.key == other.key:
        return "equal"
    if _holds(one, other) or _holds(other, one):
        return "within_bounds"
    return "rounded" if _rounded(one, other) else "disjoint"


def is_telling(one: Measured, other: Measured) -> bool:
    """Whether the two are of one size: that 5,300 is "over 25" says nothing."""
    sizes = [abs(end) for item in (one, other) for end in (item.value, item.lower, item.upper) if end is not None]
    return 2 * min(sizes) >= max(sizes)


def _holds(one: Measured, other: Measured) -> bool:
    """Whether `one` asserts bounds and they leave room for what `other` asserts."""
    if one.lower is None and one.upper is None:
        return False
    above, below = _ends(other)
    low_open, high_open = one.open_ends
    if one.lower is not None and above is not None and not (above > one.lower or (above == one.lower and not low_open)):
        return False
    return one.upper is None or below is None or below < one.upper or (below == one.upper and not high_open)


def _ends(item: Measured) -> tuple[Fraction | None, Fraction | None]:
    """(the most, the least) that a quantity leaves open; None for no end."""
    if item.lower is None and item.upper is None:
        return item.value, item.value
    return item.upper, item.lower


def _rounded(one: Measured, other: Measured) -> bool:
    if any(item.value is None or item.lower is not None or item.upper is not None for item in (one, other)):
        return False  # bounds that are asserted leave nothing open beyond them
    return _near(one, other)


def _near(one: Measured, other: Measured) -> bool:
    coarse, fine = (one, other) if _place(one) >= _place(other) else (other, one)
    apart = abs((one.value or Fraction(0)) - (other.value or Fraction(0)))
    return _place(fine) < _place(coarse) and 2 * apart <= _place(coarse)


def _place(item: Measured) -> Fraction:
    """The place that a number is written to; the zeros of one that a word calls rounded say nothing."""
    return max(item.step, item.coarse) if item.qualifier == "approximate" else item.step
