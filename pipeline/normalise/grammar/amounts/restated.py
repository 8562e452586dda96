"""An amount that a bracket repeats in another unit: "331 m (1,087 ft)", "−40 to 85 °C (−40 to 185 °F)".

Only where the two are the same by UCUM's factors, as far as the second was rounded, is it one amount, the first; and
then "m" is metres, since the other one is a length.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.units.conversion import factor
from pipeline.normalise.grammar.units.unitlist import SYMBOLS, dimension_of

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.value import Quantity

FLAG = "restated"
_LETTERS = frozenset(["m", "K"])
# Of a number with zeros at its end, which may be rounded there, and to no more than a twentieth.
_ROUNDED = Fraction(1, 20)
# Kelvin are so many of the degrees, and so many more: K = Cel + 273.15, [degF] = Cel × 9/5 + 32.
_DEGREES = {
    "K": (Fraction(1), Fraction(0)),
    "Cel": (Fraction(1), Fraction("273.15")),
    "[degF]": (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
}
# Mechanical and metric horsepower, in watts (UCUM's [HP]; 75 m.kgf/s).
_HORSEPOWER = (Fraction("745.69987158227022"), Fraction("735.49875"))


class _Line(NamedTuple):
    times: Fraction
    plus: Fraction


def restated(first: Quantity, second: Quantity) -> Quantity | None:
    """`first`, its unit settled, if `second` is the same in another unit; None if that is not sure."""
    code = first.unit or _letter(first)
    if code is None or second.qualifier not in ("unqualified", first.qualifier) or second.unit == code:
        return None
    pairs = [(first.value, second.value), (first.lower, second.lower), (first.upper, second.upper)]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    if not both or first.qualifier == "range" != second.qualifier:
        return None
    if not any(all(_same(one, two, line) for one, two in both) for line in _lines(code, second)):
        return None
    flags = (*(flag for flag in first.flags if flag not in ("ambiguous_unit", FLAG)), FLAG)
    return replace(first, unit=code, dimension=first.dimension or dimension_of(code), flags=flags)


def _letter(quantity: Quantity) -> str | None:
    """What "m" and "K" are beside a length and a temperature."""
    return (
        SYMBOLS[quantity.unit_text][0]
        if quantity.unit_text in _LETTERS and "ambiguous_unit" in quantity.flags
        else None
    )


def _lines(code: str, second: Quantity) -> list[_Line]:
    """How a number in `code` becomes one in the second unit, in each meaning that this may have."""
    other = second.unit or _letter(second)
    if second.unit_text == "hp" and second.unit is None:
        watts = factor(code, "W")
        return [] if watts is None else [_Line(watts / one, Fraction(0)) for one in _HORSEPOWER]
    if other is None:
        return []
    if code in _DEGREES and other in _DEGREES:
        (times, plus), (below, less) = _DEGREES[code], _DEGREES[other]
        return [_Line(times / below, (plus - less) / below)]
    many = factor(code, other)
    return [] if many is None else [_Line(many, Fraction(0))]


def _same(one: Decimal, two: Decimal, line: _Line) -> bool:
    exact = Fraction(one) * line.times + line.plus
    rounded = max(_place(two), min(_zeros(two), 2 * _ROUNDED * abs(Fraction(two))))
    return 2 * abs(exact - Fraction(two)) <= max(
        rounded, min(_place(one), 2 * _ROUNDED * Fraction(abs(one))) * line.times
    )


def _place(number: Decimal) -> Fraction:
    exponent = number.as_tuple().exponent
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(0)


def _zeros(number: Decimal) -> Fraction:
    return Fraction(10) ** int(number.normalize().as_tuple().exponent) if number else Fraction(1)
