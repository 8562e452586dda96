"""A unit that two numbers share: of a list ("45 and 50 mg", "5, 10 and 15 minutes"), of a change ("from 5% to 7")."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amounts.amount import match_amount
from pipeline.normalise.grammar.amounts.qualifier import match_before
from pipeline.normalise.grammar.surroundings.listed import is_labelled_list, word_before_list
from pipeline.normalise.grammar.wordlist import words

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.normalise.grammar.amounts.amount import Amount
    from pipeline.normalise.grammar.amounts.interval import Reading
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.normalise.grammar.units.unit import Unit
    from pipeline.value import Quantity

_BESIDE = re.compile(r"(?:,|,?[ \u00a0](?:and|or|und|oder|auf|et|ou|à|y|o|a))[ \u00a0](?=[0-9])")
_TO_BOUND = re.compile(r"[ \u00a0]to[ \u00a0](?=[a-z~<>])")
_LONGEST_LIST, _THOUSAND = 10, 1000
_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
# "He scored 3 and 20 minutes later": the second number begins something else.
_LATER = re.compile(r" (?:later|earlier|ago|after|before|from|into|on|to go|away|off|behind)\b")
_FROM = re.compile(r"\bfrom (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_FOLLOWING = re.compile(r" ([^\W\d_]+)")
_UNIT_FLAGS = frozenset(["ambiguous_unit", "ambiguous_currency", "assumed_usd", "unknown_rate", "percentage_points"])
# "Races of 10 and 20 km"; and "45 and 50 mg ethanol.", where no verb parts them.
_BEFORE_TWO = frozenset(["of", "the", "both", "these", "those", "by", "with", "for", "their", "its", "about", "paid"])
_THING = re.compile(r"(?: of(?: the)? [a-z]+| [a-z]+(?<!ed)(?<!er))?[.;)](?!\w)")
_NOT_SHARED = frozenset(["factor", "count", None])


def with_unit_of_list(prose: str, reading: Reading, around: Surroundings, locale: str) -> Quantity | None:
    """The count that `reading` states, in the unit of the list that it is in, if there is one.

    None where a number beside it has a unit or scale that may be its own, or not.
    """
    quantity = reading.quantity
    if quantity is None or (around.words_after[:1] == ("to",) and _borrows_of_bound(prose, reading, locale)):
        return None
    others = _others(prose, reading.end, locale)
    if others is None:
        return None
    if not others or (others[-1].unit is None and (quantity.scale is not None or others[0].scale is None)):
        return quantity
    unit = others[-1].unit
    if unit is None or not _holds_for_all(prose, quantity, around, others):
        return None
    named = replace(quantity, unit=unit.code, unit_text=unit.text, currency=unit.currency, dimension=unit.dimension)
    return replace(named, flags=(*quantity.flags, *unit.flags, "shared_unit"))


def _borrows_of_bound(prose: str, reading: Reading, locale: str) -> bool:
    """Has the number up to which it goes a unit or scale that may be its own ("from 5 to nearly 10 million")?"""
    joint = _TO_BOUND.match(prose, reading.end)
    bound = match_before(prose, joint.end(), locale) if joint is not None else None
    second = match_amount(prose, bound[1], locale) if bound is not None else None
    if second is None or reading.quantity is None or (reading.quantity.value or 0) >= _THOUSAND:
        return False
    return reading.quantity.scale is None and (second.unit is not None or second.scale is not None)


def with_unit_of_change(prose: str, first: Reading, second: Reading, own: str) -> Reading | None:
    """`second`, in the unit of the amount that it changes from where it has none; None where nobody can say.

    `first` is the reading before it: "from 142 litres to 137" are litres, "from 5% to 7 people" are not.
    """
    one, two = first.quantity, second.quantity
    if one is None or two is None or two.dimension != "count" or one.dimension in ("count", "time"):
        return second
    if prose[first.end : second.start] != " to " or _FROM.search(prose, max(0, first.start - 30), first.start) is None:
        return second
    following = _FOLLOWING.match(prose, second.end)
    if following is not None and following.group(1) not in words("going_on", own) - words("not_long", own):
        return second
    if (one.scale is None) != (two.scale is None):
        return None
    named = replace(two, unit=one.unit, unit_text=one.unit_text, currency=one.currency, dimension=one.dimension)
    return second._replace(quantity=replace(named, flags=(*two.flags, *_of_unit(one.flags), "shared_unit")))


def _of_unit(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag in _UNIT_FLAGS)


def _others(prose: str, at: int, locale: str) -> list[Amount] | None:
    """The numbers that follow in the list, up to the first with a unit; None where it is too long."""
    found: list[Amount] = []
    while (joint := _BESIDE.match(prose, at)) is not None:
        second = match_amount(prose, joint.end(), locale)
        if second is None:
            break
        found.append(second)
        if second.unit is not None:
            break
        if len(found) == _LONGEST_LIST:
            return None
        at = second.end
    return found


def _holds_for_all(prose: str, quantity: Quantity, around: Surroundings, others: list[Amount]) -> bool:
    """Is the unit of the last that of all? They rise, no label or time stands before them, the first is no year."""
    unit = others[-1].unit
    if unit is None or not _can_be_shared(prose, unit) or quantity.qualifier != "unqualified":
        return False
    if _YEAR.fullmatch(around.printed) or not around.printed[0].isdigit() or is_labelled_list(around):
        return False
    before = word_before_list(around).lower()
    timed = before in words("clock", around.own) and unit.dimension != "fraction"
    if timed or before.rstrip("s") in words("labels", around.own):
        return False
    if not _is_joined(prose, around, others):
        return False
    scaled = [(quantity.value, quantity.scale), *((other.value, other.scale) for other in others)]
    return _rise([value for value, _ in scaled]) and len({scale is None for _, scale in scaled}) == 1


def _is_joined(prose: str, around: Surroundings, others: list[Amount]) -> bool:
    """Is it surely one list? A word joins its last two; of two numbers alone, what stands around does not part them."""
    joint = prose[: others[-1].start].rstrip()
    if joint.endswith(","):
        return False
    if len(others) > 1 or around.before.rstrip()[-2:-1].isdigit():
        return True
    if around.words_before[-1:] and around.words_before[-1] in _BEFORE_TWO:
        return True
    following = _THING.match(prose, others[-1].end)
    unit = others[-1].unit
    return following is not None and unit is not None and unit.dimension not in ("time", "fraction", "currency")


def _can_be_shared(prose: str, unit: Unit) -> bool:
    if unit.leads or unit.code is None or unit.dimension in _NOT_SHARED:
        return False
    return _LATER.match(prose, unit.end) is None


def _rise(values: list[Decimal | None]) -> bool:
    return all(one is not None and two is not None and one < two for one, two in pairwise(values))
