"""Words and marks about a number ("~", "nearly", "or more") and the bounds that they assert."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.value import Qualifier, Quantity

_BEFORE: dict[Qualifier, tuple[str, ...]] = {
    "approximate": (
        "~",
        "≈",
        "∼",
        "≃",
        "≅",
        "about",
        "around",
        "roughly",
        "approximately",
        "approx.",
        "approx",
        "circa",
        "ca.",
        "c.",
        "ca",
        "some",
        "an estimated",
        "estimated",
        "estimated at",
        "est.",
        "an approximate",
        "close to",
        "in the region of",
        "in the order of",
        "on the order of",
        "somewhere around",
        "an average of about",
        "in the neighborhood of",
        "in the neighbourhood of",
        "in the vicinity of",
    ),
    "nearly": (
        "nearly",
        "almost",
        "just under",
        "just below",
        "just shy of",
        "shy of",
        "not quite",
        "slightly under",
        "slightly less than",
        "slightly below",
        "a little under",
        "a little less than",
        "just less than",
        "just short of",
        "a bit under",
        "very nearly",
        "virtually",
        "close on",
    ),
    "more_than": (
        "over",
        "more than",
        ">",
        "greater than",
        "above",
        "exceeding",
        "in excess of",
        "upwards of",
        "upward of",
        "just over",
        "just above",
        "well over",
        "slightly over",
        "slightly more than",
        "a little over",
        "a little more than",
        "just more than",
        "well above",
        "north of",
        "higher than",
        "larger than",
        "exceeds",
        "exceeded",
        "a bit over",
        "far more than",
        "longer than",
        "well in excess of",
        "beyond",
    ),
    "less_than": (
        "less than",
        "<",
        "under",
        "fewer than",
        "below",
        "well under",
        "well below",
        "lower than",
        "smaller than",
        "far fewer than",
        "far less than",
        "south of",
        "shorter than",
    ),
    "at_least": (
        "at least",
        "greater than or equal to",
        "more than or equal to",
        "larger than or equal to",
        "higher than or equal to",
        "equal to or greater than",
        "equal to or more than",
        "≥",
        ">=",
        "⩾",
        "≧",
        "no less than",
        "no fewer than",
        "not less than",
        "not fewer than",
        "a minimum of",
        "minimum of",
        "minimum",
        "min.",
        "not below",
        "not under",
    ),
    "at_most": (
        "at most",
        "less than or equal to",
        "smaller than or equal to",
        "lower than or equal to",
        "fewer than or equal to",
        "equal to or less than",
        "equal to or fewer than",
        "≤",
        "<=",
        "⩽",
        "≦",
        "up to",
        "no more than",
        "not more than",
        "a maximum of",
        "maximum of",
        *(
            "maximum",
            "max.",
            "max",
            "as many as",
            "as much as",
            "not exceeding",
            "at the most",
            "not over",
            "not above",
        ),
        "no greater than",
        "no higher than",
        "no longer than",
        "up to and including",
    ),
}
_AFTER: dict[Qualifier, tuple[str, ...]] = {
    "approximate": (
        " or so",
        " approximately",
        " approx.",
        " approx",
        " (est.)",
        " (estimated)",
        " (approx.)",
        " est.",
        " (approximately)",
        " or thereabouts",
        ", approximately",
        ", approx.",
        " roughly",
        " (estimate)",
    ),
    "more_than": (),
    "at_least": (
        "+",
        " or more",
        " or above",
        " or over",
        " or greater",
        " and above",
        " and over",
        " and up",
        " or higher",
        " and more",
        " or longer",
        " or older",
        " at least",
        " at the least",
        " minimum",
        " or larger",
        " and older",
    ),
    "at_most": (
        " or less",
        " or fewer",
        " or under",
        " or below",
        " or lower",
        " and below",
        " and under",
        " at most",
        " at the most",
        " maximum",
        " max.",
        " max",
        " tops",
        " or shorter",
        " or smaller",
        " or younger",
    ),
}


def _table(phrases: dict[Qualifier, tuple[str, ...]]) -> dict[str, Qualifier]:
    return {phrase: kind for kind, listed in phrases.items() for phrase in listed}


_KINDS_BEFORE = _table(_BEFORE)
_KINDS_AFTER = _table(_AFTER)
_LONGEST = max(map(len, [*_KINDS_BEFORE, *_KINDS_AFTER]))
# The first letters, so that most places are left at once.
_FIRST_BEFORE = frozenset(phrase[0] for phrase in _KINDS_BEFORE)
_FIRST_AFTER = frozenset(phrase[:3] for phrase in _KINDS_AFTER) | frozenset("+")
_GAP = re.compile(r"[ \u00a0]{0,2}")
_THAN = re.compile(r"[ \u00a0]than\b", re.IGNORECASE)


def _longest(text: str, at: int, table: dict[str, Qualifier]) -> int:
    """The length of the longest phrase of `table` that stands at `at`, or 0. A phrase ends where a word ends."""
    folded = text[at : at + _LONGEST].replace("\u00a0", " ").lower()
    for size in range(len(folded), 0, -1):
        if folded[:size] not in table:
            continue
        following = text[at + size : at + size + 1]
        if not (folded[size - 1].isalpha() and (following.isalnum() or following == "_")):
            return size
    return 0


def match_before(text: str, at: int) -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase that begins at `at`: (kind, where the next thing begins)."""
    if text[at : at + 1].lower() not in _FIRST_BEFORE:
        return None
    size = _longest(text, at, _KINDS_BEFORE)
    gap = _GAP.match(text, at + size)
    kind = _KINDS_BEFORE.get(text[at : at + size].replace("\u00a0", " ").lower())
    return None if kind is None or gap is None else (kind, gap.end())


def match_after(text: str, at: int) -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase directly after a quantity: (kind, end). "or more than" is none."""
    start = text[at : at + 3].replace("\u00a0", " ").lower()
    if start not in _FIRST_AFTER and start[:1] != "+":
        return None
    size = _longest(text, at, _KINDS_AFTER)
    kind = _KINDS_AFTER.get(text[at : at + size].replace("\u00a0", " ").lower())
    if kind is None or _THAN.match(text, at + size) or (start[:1] == "+" and text[at + 1 : at + 2].isalnum()):
        return None
    return kind, at + size


def combined(kinds: list[Qualifier]) -> Qualifier | None:
    """The one thing that several qualifiers say; None where they differ, since no rule orders them."""
    distinct = set(kinds)
    if not distinct:
        return "unqualified"
    return kinds[0] if len(distinct) == 1 else None


def qualified(quantity: Quantity, qualifier: Qualifier) -> Quantity:
    """`quantity` with the qualifier and the bounds it asserts: "~" none, "nearly" an upper one that excludes it."""
    value = quantity.value
    if qualifier in ("nearly", "less_than", "at_most"):
        inclusive = None if value is None else qualifier == "at_most"
        return replace(quantity, qualifier=qualifier, upper=value, upper_inclusive=inclusive)
    if qualifier in ("more_than", "at_least"):
        inclusive = None if value is None else qualifier == "at_least"
        return replace(quantity, qualifier=qualifier, lower=value, lower_inclusive=inclusive)
    return replace(quantity, qualifier=qualifier)
