"""A quantity with its qualifiers, before and after ("nearly 300 terabytes", "50 or more")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amounts.interval import Reading, match_first, match_interval
from pipeline.normalise.grammar.amounts.qualifier import combined, match_after, match_before, qualified
from pipeline.normalise.grammar.units.unit import match_unit

if TYPE_CHECKING:
    from pipeline.normalise.grammar.amounts.amount import Amount
    from pipeline.value import Qualifier, Quantity

_MOST_QUALIFIERS = 4
_LOWER, _UPPER = frozenset(["more_than", "at_least"]), frozenset(["less_than", "at_most", "nearly"])
_BOUNDS = _LOWER | _UPPER
_OR_EQUAL = re.compile(r" or equals?(?: to)?(?!(?: to)? ?[0-9])\b")
# What is counted over a time has no code: "1,000 young people a year", "50 requests per second".
_THINGS_PER = re.compile(
    r"(?: (?!and |or |to |in |of |for |on |at |by |is |was |were |are |the |than |more |fewer |less |other )"
    r"[a-z]{3,20}+){1,2}"
    r" (?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|year)(?![\w'’-])"
)
# What is counted in so many people, or on so much land: "12 per 100,000", "100 people per km²".
_PER_MANY = re.compile(
    r"(?: (?!and |or |to |in |of |for |on |at |by |is |was |were |are |the |than |more |fewer |less |other )"
    r"[a-z]{3,20}+){0,2}"
    r" (?:per|for every|pro|je|pour|por(?: cada)?) (?:(?:one |a )?(?:hundred thousand|thousand|million)(?!\w)"
    r"|1(?:0{2,6}|0{0,2}(?:[., \u00a0]000){1,2})(?![\w.,]*[0-9]|[ \u00a0][0-9]"
    r"| ?(?:[kmc]?[glm]|oz|ha|h|s)\b| (?:gram|lit|met|mile|kilo|mill))"
    r"|(?:[kc]?m[²2]|ha|hectare|acre|square (?:kilomet(?:re|er)|met(?:re|er)|mile|foot)|sq (?:km|mi|m|ft))(?![\w/]))"
)
_JOINT = re.compile(r",?[ \u00a0](?:(?:and|but)[ \u00a0])?", re.IGNORECASE)


def match_phrase(text: str, at: int, locale: str) -> Reading | None:
    """Read the quantity that begins at `at`, qualifiers included; `quantity` is None where it is not sure.

    Two bounds that differ ("at least at most 50") and a bounded range ("over 2–3") are not sure; "about" before a
    bound or a range is a flag of it. A lower and an upper bound for one thing ("more than 20 and less than 30") are a
    range.
    """
    reading = _one_phrase(text, at, locale)
    if reading is None or reading.quantity is None or reading.quantity.qualifier not in _BOUNDS:
        return reading
    joint = _JOINT.match(text, reading.end)
    bound = match_before(text, joint.end(), locale) if joint is not None else None
    if joint is None or bound is None or bound[0] in (_LOWER if reading.quantity.qualifier in _LOWER else _UPPER):
        return reading
    second = _one_phrase(text, joint.end(), locale)
    if second is None or second.quantity is None:
        return reading
    both = _both(reading.quantity, second.quantity)
    return reading if both is None else reading._replace(quantity=both, end=second.end)


def match_changed(text: str, at: int, locale: str, parts: tuple[Amount, Amount] | None) -> Reading | None:
    """Read the first amount of a change, which begins at `at` with its qualifiers ("fell about $2 to $54")."""
    kinds, start = _qualifiers(text, at, locale)
    first = match_first(text, start, locale, parts)
    return (
        first._replace(quantity=_qualified(first.quantity, kinds), start=at) if first is not None and kinds else first
    )


def _both(one: Quantity, two: Quantity) -> Quantity | None:
    """The range of two bounds that are stated one after the other, in either order."""
    if one.qualifier in _UPPER and two.qualifier in _LOWER:
        low, high = two, one
    elif one.qualifier in _LOWER and two.qualifier in _UPPER:
        low, high = one, two
    else:
        return None
    if low.lower is None or high.upper is None or not low.lower < high.upper:
        return None
    if one.unit != two.unit and (one.unit != "1" or one.scale is not None):
        return None
    return replace(
        two,
        value=None,
        lower=low.lower,
        upper=high.upper,
        lower_inclusive=low.lower_inclusive,
        upper_inclusive=high.upper_inclusive,
        qualifier="range",
        significant_digits=None,
        resolution=max((q.resolution for q in (one, two) if q.resolution is not None), default=None),
        flags=tuple(dict.fromkeys([*one.flags, *two.flags])),
    )


def _one_phrase(text: str, at: int, locale: str) -> Reading | None:
    kinds, start = ([], at) if text[at : at + 1].isdigit() else _qualifiers(text, at, locale)
    reading = match_interval(text, start, locale)
    if reading is None:
        return None
    if reading.open:
        kinds.append("at_least")
    after = match_after(text, reading.end, locale)
    quantity, end = reading.quantity, reading.end
    if after is not None:
        kinds.append(after[0])
        quantity, end = _unit_after(text, quantity, after[1], locale)
    equal = _OR_EQUAL.match(text, end) if kinds and kinds in (["more_than"], ["less_than"]) else None
    if equal is not None:
        kinds, end = ["at_least" if kinds == ["more_than"] else "at_most"], equal.end()
    per = _per(text, end) if quantity is not None and quantity.dimension == "count" else None
    if quantity is not None and per is not None:
        flags = (*quantity.flags, "unknown_rate")
        quantity = replace(quantity, unit=None, unit_text=per.group().strip(), dimension=None, flags=flags)
        end = per.end()
    if not kinds and start == at == reading.start and end == reading.end:
        return reading
    # A qualifier before it says that "300-400" is no score, part number or telephone number.
    hyphen = reading.hyphen and not kinds
    return Reading(_qualified(quantity, kinds), at, end, hyphen, reading.open, reading.parts)


def _per(text: str, at: int) -> re.Match[str] | None:
    return _THINGS_PER.match(text, at) or _PER_MANY.match(text, at) if text[at : at + 1] == " " else None


def _qualifiers(text: str, at: int, locale: str) -> tuple[list[Qualifier], int]:
    kinds: list[Qualifier] = []
    while len(kinds) < _MOST_QUALIFIERS and not text[at : at + 1].isdigit():
        found = match_before(text, at, locale)
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
    """The quantity as its qualifiers leave it; "about" before bounds makes them bounds that are only about right."""
    if quantity is not None and quantity.qualifier == "unqualified" and len(kinds) == 1:
        return qualified(quantity, kinds[0])
    bounds: list[Qualifier] = [kind for kind in kinds if kind != "approximate"]
    if quantity is not None and "approximate" in kinds and (bounds or quantity.qualifier == "range"):
        quantity = replace(quantity, flags=(*quantity.flags, "approximate_bounds"))
        kinds = bounds
    kind = combined(kinds)
    if quantity is None or kind is None:
        return None
    if kind == "unqualified":
        return quantity
    if quantity.qualifier == "approximate":
        # "plus d'une trentaine": the bound is as rough as the number.
        quantity = replace(quantity, flags=(*quantity.flags, "approximate_bounds"))
    return qualified(quantity, kind) if quantity.qualifier in ("unqualified", "approximate") else None
