"""A quantity's reading in words, so that a person can follow how a printed text became a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.flag import FLAGS
from pipeline.rows.canonical import render_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.value import Quantity

QUALIFIERS = {
    "unqualified": "no qualifying word",
    "approximate": "approximate: asserts no bounds",
    "nearly": "nearly: below the value",
    "more_than": "more than: above the value",
    "less_than": "less than: below the value",
    "at_least": "at least: the value or more",
    "at_most": "at most: the value or less",
    "range": "range: both ends stated",
    "plus_minus": "plus-minus: bounds around the value",
}


def describe(quantity: Quantity | None) -> str | None:
    """The steps of a reading, joined by semicolons; None where nothing was read."""
    return None if quantity is None else "; ".join(_steps(quantity))


def _steps(quantity: Quantity) -> Iterator[str]:
    if quantity.missing is not None:
        yield f"states that there is no value: {quantity.missing}"
        return
    yield QUALIFIERS[quantity.qualifier]
    if quantity.scale is not None and quantity.scale != 1:
        yield f"scale × {render_decimal(quantity.scale)}"
    if quantity.unit is None:
        yield f"unknown unit {quantity.unit_text!r}"
    elif quantity.unit_text is None:
        yield "no unit: a bare count"
    else:
        yield f"unit {quantity.unit_text!r} = {quantity.unit}"
    yield from (FLAGS[flag] for flag in quantity.flags)
