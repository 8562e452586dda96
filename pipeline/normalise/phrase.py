"""A quantity with its qualifiers, before and after ("nearly 300 terabytes", "50 or more")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.interval import Reading, match_interval
from pipeline.normalise.qualifier import combined, match_after, match_before, qualified
from pipeline.normalise.unit import match_unit

if TYPE_CHECKING:
    from pipeline.value import Qualifier, Quantity

_MOST_QUALIFIERS = 4


def match_phrase(text: str, at: int, locale: str) -> Reading | None:
    """Read the quantity that begins at `at`, qualifiers included; `quantity` is None where it is not sure.

    Two qualifiers that differ ("at least about 50") and a qualified range ("about 2–3") have no sure bounds.
    """
    kinds, start = _qualifiers(text, at)
    reading = match_interval(text, start, locale)
    if reading is None:
        return None
    if reading.open:
        kinds.append("at_least")
    after = match_after(text, reading.end)
    quantity, end = reading.quantity, reading.end
    if after is not None:
        kinds.append(after[0])
        quantity, end = _unit_after(text, quantity, after[1], locale)
    return replace(reading, quantity=_qualified(quantity, kinds), start=at, end=end)


def _qualifiers(text: str, at: int) -> tuple[list[Qualifier], int]:
    kinds: list[Qualifier] = []
    while len(kinds) < _MOST_QUALIFIERS:
        found = match_before(text, at)
        if found is None:
            break
        kinds.append(found[0])
        at = found[1]
    return kinds, at


def _unit_after(text: str, quantity: Quantity | None, at: int, locale: str) -> tuple[Quantity | None, int]:
    """The unit may follow the qualifier: "50 or more GB"."""
    unit = match_unit(text, at, locale)
    if quantity is None or unit is None or quantity.dimension != "count":
        return quantity, at
    flags = quantity.flags + unit.flags
    named = replace(quantity, unit=unit.code, unit_text=unit.text, currency=unit.currency, dimension=unit.dimension)
    return replace(named, flags=flags), unit.end


def _qualified(quantity: Quantity | None, kinds: list[Qualifier]) -> Quantity | None:
    kind = combined(kinds)
    if quantity is None or kind is None:
        return None
    if kind == "unqualified":
        return quantity
    return qualified(quantity, kind) if quantity.qualifier == "unqualified" else None
