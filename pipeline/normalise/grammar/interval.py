"""Two amounts that belong together: ranges ("2–3 million") and tolerances ("5 ± 0.2 kg")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amount import Amount, match_amount, quantity_of
from pipeline.normalise.grammar.compound import match_compound, match_feet
from pipeline.normalise.grammar.number import EXACT

if TYPE_CHECKING:
    from pipeline.value import Quantity

_BETWEEN = re.compile(r"(between|from|ranging from|ranges from|ranged from|in the range of)[ \u00a0]", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_BETWEEN_STARTS = frozenset("bfriBFRI")
_JOINING = frozenset(" \u00a0–—‒-")
_AND = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)
_TO = re.compile(r"[ \u00a0](?:to|through)[ \u00a0]|[ \u00a0]?[–—‒][ \u00a0]?|-|[ \u00a0]-[ \u00a0]", re.IGNORECASE)
_SUSPENDED = re.compile(r"-[ \u00a0](?:to|or)[ \u00a0](?=[0-9a-z]+-[a-z])")
_PLUS_MINUS = re.compile(r"[ \u00a0]?(?:±|\+/[-−–])[ \u00a0]?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands between `start` and `end`; `quantity` is None where it is understood to be no sure quantity."""

    quantity: Quantity | None
    start: int
    end: int
    hyphen: bool = False
    open: bool = False


def match_interval(text: str, at: int, locale: str) -> Reading | None:
    """Read a range, a tolerance or a single amount that begins at `at`; None where no amount begins there."""
    opening = _BETWEEN.match(text, at) if text[at : at + 1] in _BETWEEN_STARTS else None
    if opening is not None:
        return _opened(text, at, opening, locale)
    first = match_feet(text, at) or match_amount(text, at, locale)
    if first is None:
        return None
    first = match_compound(text, first, locale)
    following = text[first.end : first.end + 2]
    tolerance = _PLUS_MINUS.match(text, first.end) if "±" in following or "+" in following else None
    if tolerance is not None:
        second = match_amount(text, tolerance.end(), locale)
        return Reading(_tolerance(first, second), at, second.end if second else tolerance.end())
    to = _SUSPENDED.match(text, first.end) if following[:1] == "-" else None
    to = to or (_TO.match(text, first.end) if following[:1] in _JOINING else None)
    second = match_amount(text, to.end(), locale) if to is not None else None
    year = first.unit is None and first.scale is None and _YEAR.fullmatch(text, first.start, first.end)
    if year and second is not None and second.scale is None and second.unit is not None:
        return Reading(None, at, second.end)
    # "from 3 million in 1990 to 4 million": a year is no end of what is counted in millions.
    scaled = year and second is not None and second.scale is not None
    if to is None or second is None or scaled or _signed(text, second) or _apart(to.group(), first, second):
        return Reading(quantity_of(first), at, first.end, open=first.open)
    return _spanning(text, at, to.group(), first, second)


def _spanning(text: str, at: int, joint: str, first: Amount, second: Amount) -> Reading:
    quantity = _range(first, second)
    hyphen = joint == "-" and quantity is not None and quantity.unit == "1" and quantity.scale is None
    if quantity is not None and _two_years(text, first, second):
        quantity = None
    return Reading(quantity, at, second.end, hyphen)


def _signed(text: str, amount: Amount) -> bool:
    return text[amount.start] in "+-−–"


def _apart(joint: str, first: Amount, second: Amount) -> bool:
    """Say that two amounts are no range: "rose 15% to $416 million"; "ninety - five" may even be one number."""
    if first.unit is not None and second.unit is not None and first.unit.dimension != second.unit.dimension:
        return joint.strip() == "to"
    return "-" in joint and " " not in joint.strip() and (first.numeral.spelled or second.numeral.spelled)


def _opened(text: str, at: int, opening: re.Match[str], locale: str) -> Reading | None:
    first = match_amount(text, opening.end(), locale, conjunction=False)
    if first is None:
        return None
    between = opening.group(1).lower() == "between"
    joint = _AND.match(text, first.end) if between else None
    joint = joint or _TO.match(text, first.end)
    second = match_amount(text, joint.end(), locale) if joint is not None else None
    if joint is None or second is None:
        return Reading(None, at, first.end) if between else None
    unsure = _two_years(text, first, second) or (between and joint.group().strip().lower() != "and")
    quantity = None if unsure else _range(first, second)
    if quantity is None and not unsure and opening.group(1).lower().startswith("rang"):
        # What ranges "from −18 to −34" goes down, and is the same range.
        quantity = _range(second, first)
    return Reading(quantity, at, second.end)


def _two_years(text: str, first: Amount, second: Amount) -> bool:
    """Two bare numbers that could be years ("2010–2015") are not read as a range of counts."""
    bare = all(amount.unit is None and amount.scale is None for amount in (first, second))
    return bare and any(
        re.fullmatch(r"1[0-9]{3}|2[01][0-9]{2}", text[amount.start : amount.end]) for amount in (first, second)
    )


def _shared(first: Amount, second: Amount) -> tuple[Amount, bool] | None:
    """Give `first` the scale of `second` where only that can be meant; the second value says that it was given."""
    if first.scale is not None or second.scale is None or first.value is None or second.numeral.value is None:
        return None if first.scale is not None and second.scale is None else (first, False)
    if first.value < second.numeral.value:
        return replace(first, scale=second.scale), True
    return (first, False) if first.value >= 1000 else None


def _one_unit(first: Amount, second: Amount) -> Amount | None:
    """The amount whose unit holds for both: the second's, or a currency before the first; None where they differ."""
    if first.unit is None:
        return None if second.unit is not None and second.unit.leads else second
    if second.unit is None:
        return first if first.unit.leads else None
    same = first.unit.code == second.unit.code and first.unit.dimension == second.unit.dimension
    return second if same else None


def _range(first: Amount, second: Amount) -> Quantity | None:
    shared = _shared(first, second)
    source = _one_unit(first, second)
    if shared is None or source is None or first.open or second.open:
        return None
    first, given = shared
    lower, upper = first.value, second.value
    if lower is None or upper is None or not lower < upper:
        return None
    one, two = quantity_of(first), quantity_of(second)
    coarser = max((q.resolution for q in (one, two) if q.resolution is not None), default=None)
    return replace(
        quantity_of(source),
        value=None,
        lower=lower,
        upper=upper,
        lower_inclusive=True,
        upper_inclusive=True,
        qualifier="range",
        scale=two.scale,
        significant_digits=None,
        resolution=coarser,
        flags=_flags(first, second, given),
    )


def _flags(first: Amount, second: Amount, shared: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first.flags, *second.flags, *(["shared_scale"] if shared else [])]))


def _tolerance(first: Amount, second: Amount | None) -> Quantity | None:
    """`first` ± `second`; "50 ± 2%" may be two percentage points or two hundredths of fifty and is not read."""
    if second is None or second.value is None or second.value < 0:
        return None
    if first.unit is None and second.unit is not None and second.unit.code == "%":
        return None
    shared = _shared_tolerance(first, second)
    source = first if second.unit is None else _one_unit(first, second)
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
        flags=_flags(shared, second, shared is not first),
    )


def _shared_tolerance(first: Amount, second: Amount) -> Amount | None:
    if first.scale == second.scale:
        return first
    return replace(first, scale=second.scale) if first.scale is None else None
