"""Two amounts that belong together: ranges ("2–3 million") and tolerances ("5 ± 0.2 kg")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipeline.normalise.grammar.amounts.amount import Amount, match_amount, quantity_of
from pipeline.normalise.grammar.amounts.compound import match_compound, match_feet, match_one
from pipeline.normalise.grammar.amounts.plainamount import match_plain
from pipeline.normalise.grammar.amounts.share import match_share
from pipeline.normalise.grammar.amounts.tolerance import flags_of_both, one_unit, tolerance_of
from pipeline.normalise.grammar.numerals.number import resolution_of
from pipeline.normalise.grammar.units.unit import match_unit
from pipeline.normalise.grammar.wordlist import pattern, tongue, words
from pipeline.value import Quantity

_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")


class _Joints(NamedTuple):
    """How a language joins two amounts: what opens a range, "and", "to", and what only stands between them."""

    opening: re.Pattern[str]
    between: frozenset[str]
    ands: re.Pattern[str]
    to: re.Pattern[str]
    starts: frozenset[str]


@cache
def _joints(own: str) -> _Joints:
    # "Entre el 4 % y el 5 %": Spanish has an article before the number, and English may have one.
    articles = {"es": "el|los|las|un", "en": "an?"}
    article = rf"(?:(?:{articles[own]})[ \u00a0](?=[0-9]))?" if own in articles else ""
    opening = re.compile(rf"({pattern('between', own)}|{pattern('from', own)})[ \u00a0]{article}", re.IGNORECASE)
    ands = re.compile(rf"[ \u00a0](?:{pattern('and', own)})[ \u00a0]{article}", re.IGNORECASE)
    to = re.compile(
        rf"[ \u00a0](?:{pattern('to', own)}|{pattern('or', own)})[ \u00a0]"
        r"|[ \u00a0]?[–—‒][ \u00a0]?|-|~|[ \u00a0][-~][ \u00a0]",
        re.IGNORECASE,
    )
    starts = {word[0] for kind in ("between", "from") for word in words(kind, own)}
    return _Joints(opening, words("between", own), ands, to, frozenset([*starts, *(one.upper() for one in starts)]))


# Neither a date nor the number of a part is written with thousands separators.
_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+-[0-9]{1,3}(?:,[0-9]{3})+")
# "From a 5% to a 9% share".
_ARTICLE = re.compile(r"an? (?=[0-9])")
_LISTED = re.compile(r"[0-9], $")
_BRACKETED = re.compile(r"\(([0-9.,]{1,20} ?(?:±|\+/[-−–]) ?[0-9.,]{1,20})\)")
_TOLERANT = frozenset("±+pg,")
_ORS = frozenset(["or", "oder", "ou", "o", "u"])
_CENTURIES = re.compile(r"1[0-9]{3}|2[01][0-9]{2}")
_JOINING = frozenset(" \u00a0–—‒-~")
_UP_TO = re.compile(r"[ \u00a0]up to[ \u00a0]")
_SUSPENDED = re.compile(r"-[ \u00a0](?:to|or)[ \u00a0](?=[0-9a-z]+-[a-z])")
_PLUS_MINUS = re.compile(r"[ \u00a0]?(?:±|\+/[-−–])[ \u00a0]?|,? (?:plus or minus|give or take) ")


class Reading(NamedTuple):
    """What stands between `start` and `end`; `quantity` is None where it is understood to be no sure quantity.

    `parts` are the amounts that "from" and "to" join, since they may be those of a change.
    """

    quantity: Quantity | None
    start: int
    end: int
    hyphen: bool = False
    open: bool = False
    parts: tuple[Amount, Amount] | None = None


def match_interval(text: str, at: int, locale: str) -> Reading | None:
    """Read a range, a tolerance or a single amount that begins at `at`; None where no amount begins there."""
    if text[at : at + 1] == "(":
        return _bracketed(text, at, locale)
    plain = match_plain(text, at, locale)
    if plain is not None:
        return Reading(plain[0], at, plain[1])
    joints = _joints(tongue(locale))
    opening = joints.opening.match(text, at) if text[at : at + 1] in joints.starts else None
    if opening is not None:
        return _opened(text, at, opening, locale)
    one = match_one(text, at, locale) if text[at : at + 1] in "aA" else None
    first = one or match_feet(text, at) or match_amount(text, at, locale)
    if first is None:
        return None
    share = match_share(text, first, locale)
    if share is not None:
        return Reading(share[0], at, share[1])
    joined = match_compound(text, first, locale)
    first = first if joined is first else match_compound(text, joined, locale)
    following = text[first.end : first.end + 2]
    tolerance = None if _TOLERANT.isdisjoint(following) else _PLUS_MINUS.match(text, first.end)
    if tolerance is not None:
        second = match_amount(text, tolerance.end(), locale)
        return Reading(tolerance_of(first, second), at, second.end if second else tolerance.end())
    if following[:1] not in _JOINING:
        return Reading(quantity_of(first), at, first.end, open=first.open)
    to = (_SUSPENDED.match(text, first.end) if following[:1] == "-" else None) or joints.to.match(text, first.end)
    priced = first.unit is not None and first.unit.leads
    second = match_amount(text, to.end(), locale, priced=priced) if to is not None else None
    if to is None or second is None:
        return Reading(quantity_of(first), at, first.end, open=first.open)
    return _joined(text, at, to.group(), first, second)


def _joined(text: str, at: int, joint: str, first: Amount, second: Amount) -> Reading:
    """What two amounts are that stand on both sides of "to" or a dash: a range, or the first by itself."""
    year = first.unit is None and first.scale is None and _YEAR.fullmatch(text, first.start, first.end)
    if year and second.scale is None and second.unit is not None:
        return Reading(None, at, second.end)
    # "from 3 million in 1990 to 4 million": a year is no end of what is counted in millions, and "in 2018—22,867 homes"
    # begins anew.
    scaled = year and (second.scale is not None or joint == "—")
    listed = _LISTED.search(text, max(0, at - 4), at) is not None
    either = text[max(0, at - 7) : at].lower() == "either "
    alternative = joint.strip().lower() in _ORS and (listed or either or not _next_to(first, second))
    apart = (
        _by_so_much(text, at, joint, first, second)
        or _signed(text, first, second, joint)
        or _apart(joint, first, second)
        or _goes_down(joint, first, second)
    )
    if scaled or alternative or apart:
        return Reading(quantity_of(first), at, first.end, open=first.open)
    return _spanning(text, at, joint, first, second)


def _by_so_much(text: str, at: int, joint: str, first: Amount, second: Amount) -> bool:
    """Did something change by the first, to the second: "fell 3% to 4,500", "by a fifth to 80,000"?"""
    if (
        first.numeral.spelled
        and first.numeral.place is None
        and first.unit is None
        and second.numeral.place is not None
    ):
        return joint.strip().isalpha()
    if first.unit is None or first.unit.dimension not in ("fraction", "percentage_points") or second.unit is not None:
        return False
    before = text[max(0, at - 20) : at].lower().split()
    return bool(before) and before[-1] in words("changing", "en")


def _bracketed(text: str, at: int, locale: str) -> Reading | None:
    """Read "(5 ± 0.2) kg": the unit stands behind the bracket."""
    found = _BRACKETED.match(text, at)
    inner = match_interval(found.group(1), 0, locale) if found is not None else None
    if found is None or inner is None or inner.quantity is None or inner.end != len(found.group(1)):
        return None
    unit = match_unit(text, found.end(), locale)
    if unit is None or inner.quantity.dimension != "count":
        return None
    quantity = replace(inner.quantity, unit=unit.code, unit_text=unit.text, dimension=unit.dimension)
    return Reading(replace(quantity, flags=quantity.flags + unit.flags), at, unit.end)


def match_first(text: str, at: int, locale: str, parts: tuple[Amount, Amount] | None) -> Reading | None:
    """Read the first of two amounts of a change ("from $52 to $71"), which begins at `at`, by itself.

    `quantity` is None where the amount takes its unit or its scale from the second ("from 5 to 10 million").
    """
    parts = parts if parts is not None and parts[0].start == at else None
    first = match_amount(text, at, locale, conjunction=False) if parts is None else parts[0]
    if first is None:
        return None
    joint = _joints(tongue(locale)).to.match(text, first.end) if parts is None else None
    second = match_amount(text, joint.end(), locale) if joint is not None else parts and parts[1]
    bare = first.unit is None and first.scale is None and not first.numeral.power
    borrows = second is not None and bare and (second.scale is not None or second.unit is not None)
    return Reading(None if borrows else quantity_of(first), at, first.end)


def _spanning(text: str, at: int, joint: str, first: Amount, second: Amount) -> Reading:
    quantity = _range(first, second)
    hyphen = joint == "-" and quantity is not None and second.unit is None and quantity.unit == "1"
    hyphen = hyphen and second.scale is None and not _GROUPS.fullmatch(text, first.start, second.end)
    if quantity is not None and _two_years(text, first, second):
        quantity = None
    return Reading(quantity, at, second.end, hyphen)


def _goes_down(joint: str, first: Amount, second: Amount) -> bool:
    """Are two amounts, each with its unit, no range since the first is more ("47 percent to 35 percent")?"""
    if first.unit is None or second.unit is None or first.value is None or second.value is None:
        return False
    return joint.strip().isalpha() and first.unit.code == second.unit.code and first.value > second.value


def _next_to(first: Amount, second: Amount) -> bool:
    """Is "five or six" between five and six? Only numbers beside each other, of one kind, are."""
    if first.unit is not None or first.scale is not None or first.value is None or second.numeral.value is None:
        return False
    one, two = first.value, second.numeral.value
    return one < two <= one * 2 and two <= 20 and (two - one == 1 or (one % 5 == 0 and two % 5 == 0))


def _signed(text: str, first: Amount, second: Amount, joint: str) -> bool:
    """Is the sign of the second amount one, so that no range is meant? Not behind a first that has one itself."""
    if text[second.start] not in "+-−–":
        return False
    return not (text[first.start] in "-−" and (joint.strip().isalpha() or joint[:1] == joint[-1:] == " "))


def _apart(joint: str, first: Amount, second: Amount) -> bool:
    """Say that two amounts are no range: "rose 15% to $416 million"; "ninety - five" may even be one number."""
    if first.unit is not None and second.unit is not None and one_unit(first, second) is None:
        other = first.unit.dimension != second.unit.dimension
        money = first.unit.dimension == "currency" and first.unit.code != second.unit.code
        if other or money:
            return joint.strip().isalpha()
    return "-" in joint and " " not in joint.strip() and (first.numeral.spelled or second.numeral.spelled)


def _opened(text: str, at: int, opening: re.Match[str], locale: str) -> Reading | None:
    first = match_amount(text, opening.end(), locale, conjunction=False)
    if first is None:
        return None
    joints = _joints(tongue(locale))
    between = opening.group(1).lower() in joints.between
    joint = joints.ands.match(text, first.end) if between else None
    joint = joint or _UP_TO.match(text, first.end) or joints.to.match(text, first.end)
    article = _ARTICLE.match(text, joint.end()) if joint is not None else None
    joint = article or joint
    priced = first.unit is not None and first.unit.leads
    second = match_amount(text, joint.end(), locale, priced=priced) if joint is not None else None
    if text[first.end : first.end + 1] == ",":
        return None
    if joint is None or second is None:
        return Reading(None, at, first.end) if between else None
    # "between 44 mg to 50 mg" is two figures of speech, and one range.
    unsure = _two_years(text, first, second)
    quantity = None if unsure else _range(first, second)
    if quantity is None and not unsure and opening.group(1).lower().startswith("rang"):
        # What ranges "from −18 to −34" goes down, and is the same range.
        quantity = _range(second, first)
    return Reading(quantity, at, second.end, parts=None if between else (first, second))


def _two_years(text: str, first: Amount, second: Amount) -> bool:
    """Two bare numbers that could both be years ("2010–2015") are not read as a range of counts."""
    bare = all(amount.unit is None and amount.scale is None for amount in (first, second))
    return bare and all(_CENTURIES.fullmatch(text, amount.start, amount.end) for amount in (first, second))


def _shared(first: Amount, second: Amount) -> tuple[Amount, bool] | None:
    """Give `first` the scale of `second` where only that can be meant; the second value says that it was given."""
    if first.scale is not None or second.scale is None or first.value is None or second.numeral.value is None:
        return None if first.scale is not None and second.scale is None else (first, False)
    if first.value < second.numeral.value:
        return first._replace(scale=second.scale), True
    return (first, False) if first.value >= 1000 else None


def _range(first: Amount, second: Amount) -> Quantity | None:
    shared = _shared(first, second)
    source = one_unit(first, second)
    if shared is None or source is None or first.open or second.open:
        return None
    first, given = shared
    lower, upper = first.value, second.value
    if lower is None or upper is None or not lower < upper:
        return None
    places = [resolution_of(amount.numeral, amount.scale) for amount in (first, second)]
    coarser = max((place for place in places if place is not None), default=None)
    unit, flags = source.unit, flags_of_both(first, second, given)
    named: tuple[str | None, str | None, str | None, str | None] = ("1", None, None, "count")
    if unit is not None:
        named = (unit.code, unit.text, unit.currency, unit.dimension)
    # In the order of the fields, which is the fastest way to make one.
    return Quantity(None, lower, upper, True, True, "range", *named, second.whole_scale, None, coarser, None, flags)
