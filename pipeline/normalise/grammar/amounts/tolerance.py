"""Tolerances: a value give or take another ("5 ± 0.2 kg", "$50, plus or minus 2%"), and what two amounts share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amounts.amount import Amount, quantity_of
from pipeline.normalise.grammar.numerals.number import EXACT

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.value import Quantity


def one_unit(first: Amount, second: Amount) -> Amount | None:
    """The amount whose unit holds for both: the second's, or a currency before the first; None where they differ.

    Two prices of which the last says what they are for are both for that.
    """
    if first.unit is None:
        return None if second.unit is not None and second.unit.leads else second
    if second.unit is None:
        return first if first.unit.leads else None
    per = f"{second.unit.dimension}".startswith("currency_per_") and second.unit.text.startswith(first.unit.text)
    if per and first.unit.leads:
        # "$12 to $15 an hour".
        return second
    same = first.unit.code == second.unit.code and first.unit.dimension == second.unit.dimension
    return second if same else None


def flags_of_both(first: Amount, second: Amount, shared: bool) -> tuple[str, ...]:
    """The flags of both amounts, and the one that says that the first took its scale from the second."""
    return tuple(dict.fromkeys([*first.flags, *second.flags, *(["shared_scale"] if shared else [])]))


def tolerance_of(first: Amount, second: Amount | None) -> Quantity | None:
    """`first` ± `second`; "50 ± 2%" may be two percentage points or two hundredths of fifty and is not read."""
    if second is None or second.value is None or second.value < 0:
        return None
    if first.unit is not None and first.unit.code != "%" and second.unit is not None and second.unit.code == "%":
        return _relative(first, second.value)
    if first.unit is None and second.unit is not None and second.unit.code == "%":
        return None
    shared = _shared_tolerance(first, second)
    source = first if second.unit is None else one_unit(first, second)
    if shared is None or source is None or shared.value is None:
        return None
    quantity = quantity_of(shared)
    unit = quantity_of(source)
    return replace(
        quantity,
        lower=EXACT.subtract(shared.value, second.value),
        upper=EXACT.add(shared.value, second.value),
        lower_inclusive=True,
        upper_inclusive=True,
        qualifier="plus_minus",
        unit=unit.unit,
        unit_text=unit.unit_text,
        currency=unit.currency,
        dimension=unit.dimension,
        flags=flags_of_both(shared, second, shared is not first),
    )


def _relative(first: Amount, percent: Decimal) -> Quantity | None:
    """An amount give or take so many hundredths of itself: "$50, plus or minus 2%"."""
    if first.value is None:
        return None
    part = EXACT.multiply(abs(first.value), percent.scaleb(-2))
    return replace(
        quantity_of(first),
        lower=EXACT.subtract(first.value, part),
        upper=EXACT.add(first.value, part),
        lower_inclusive=True,
        upper_inclusive=True,
        qualifier="plus_minus",
    )


def _shared_tolerance(first: Amount, second: Amount) -> Amount | None:
    if first.scale == second.scale:
        return first
    return first._replace(scale=second.scale) if first.scale is None else None
