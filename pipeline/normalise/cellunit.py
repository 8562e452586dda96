"""How a cell's own quantity meets the unit that its table states for bare numbers: taken over, kept, or in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.units.unitlist import SYMBOLS

if TYPE_CHECKING:
    from pipeline.normalise.headerunit import HeaderUnit
    from pipeline.value import Quantity

DIGITS = 100
# From here on, money with its sign below a header in millions may be written out: "$12,500,000".
WRITTEN_OUT = Decimal(10**6)
_SAME_KIND = {"percentage_points": "fraction"}


def settled(quantity: Quantity, stated: HeaderUnit | None) -> Quantity:
    """A quantity whose letter is a unit or a scale ("5 m"), with the unit if it stands for the column's."""
    one = stated.one if stated is not None else None
    unit = SYMBOLS.get(quantity.unit_text or "") if quantity.unit is None else None
    if one is None or unit is None or unit[0] != one.unit or "ambiguous_unit" not in quantity.flags:
        return quantity
    flags = tuple(flag for flag in quantity.flags if flag != "ambiguous_unit")
    return replace(quantity, unit=one.unit, dimension=one.dimension, flags=flags)


def in_column(quantity: Quantity, stated: HeaderUnit | None, kind: str) -> Quantity | None:
    """The quantity in the unit that is stated for bare numbers; None where cell and words may both mean it."""
    if stated is None or quantity.missing is not None:
        return quantity
    one, bare = stated.one, (quantity.unit, quantity.unit_text) == ("1", None)
    if one is not None and stated.scale != 1 and (quantity.scale is not None or not bare):
        return _scaled_twice(quantity, one, stated.where, bare=bare)
    if not bare:
        return quantity
    if kind != "quantity":
        # The column publishes the number as printed, and what it counts is in the header.
        return replace(quantity, unit=None, dimension=None, flags=(*quantity.flags, "unit_in_header"))
    return None if one is None else in_unit(quantity, one, stated.where)


def _scaled_twice(quantity: Quantity, one: Quantity, where: str, *, bare: bool) -> Quantity | None:
    """A cell that has a scale or unit of its own below words that state a scale, such as "€ bn"."""
    same = quantity.unit is not None and quantity.unit == one.unit
    if bare and quantity.scale == one.value:
        # "4 million" below "in millions" repeats it.
        return in_unit(quantity, replace(one, value=Decimal(1)), where)
    if quantity.scale is not None:
        return None if bare or one.unit in (None, "1") else quantity
    if quantity.dimension == "currency" and quantity.unit is not None and (same or one.unit == "1"):
        # "$12.5" below "in millions": the sign repeats what is counted, and the scale is the column's.
        numbers = [abs(number) for number in (quantity.value, quantity.lower, quantity.upper) if number is not None]
        return None if max(numbers, default=WRITTEN_OUT) >= WRITTEN_OUT else _in_scale(quantity, one, where)
    return None if same or quantity.unit is None else quantity


def contradicts(quantity: Quantity, stated: HeaderUnit | None) -> bool:
    """Whether a cell's own unit is of another kind than the stated one ("Size (TB)", "5 kg"), other money or scale."""
    one = stated.one if stated is not None else None
    if stated is None or one is None or one.unit is None or quantity.unit in (None, "1"):
        return False
    if one.unit == "1":
        return stated.scale != 1 and quantity.dimension not in ("currency", "count")
    if one.dimension == "currency" == quantity.dimension:
        scaled = stated.scale != 1 and quantity.scale not in (None, stated.scale)
        return one.unit != quantity.unit or scaled
    kinds = {_SAME_KIND.get(kind or "", kind) for kind in (one.dimension, quantity.dimension)}
    return len(kinds) > 1


def in_unit(quantity: Quantity, one: Quantity, where: str) -> Quantity:
    """A number without a unit as so many of what is stated, with flags that say what came from there."""
    flags = [] if one.unit == "1" else [f"unit_from_{where}" if one.unit else "unit_in_header"]
    found = _in_scale(quantity, one, where)
    here = [flag for flag in found.flags if flag not in quantity.flags]
    return replace(
        found,
        unit=one.unit,
        unit_text=one.unit_text,
        currency=one.currency,
        dimension=one.dimension,
        flags=(*quantity.flags, *(flag for flag in one.flags if flag not in quantity.flags), *flags, *here),
    )


def _in_scale(quantity: Quantity, one: Quantity, where: str) -> Quantity:
    scale = one.value or Decimal(1)
    if scale == 1:
        return quantity
    return replace(
        quantity,
        value=_times(quantity.value, scale),
        lower=_times(quantity.lower, scale),
        upper=_times(quantity.upper, scale),
        resolution=_times(quantity.resolution, scale),
        scale=scale,
        flags=(*quantity.flags, f"scale_from_{where}"),
    )


def _times(number: Decimal | None, scale: Decimal) -> Decimal | None:
    if number is None:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return number * scale
