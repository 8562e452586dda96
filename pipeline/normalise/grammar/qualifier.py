"""Words and marks about a number ("~", "nearly", "or more") and the bounds that they assert."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.value import Qualifier, Quantity

# Phrases stand between bars.
_BEFORE: dict[Qualifier, str] = {
    "approximate": (
        "~|≈|∼|≃|≅|about|around|roughly|approximately|approx.|approx|circa|ca.|c.|ca|some|an estimated"
        "|estimated|estimated at|est.|an approximate|close to|in the region of|in the order of"
        "|on the order of|somewhere around|an average of about|in the neighborhood of|in the neighbourhood of"
        "|in the vicinity of|more or less|estimated to be|approximating|something like"
    ),
    "nearly": (
        "nearly|almost|just under|just below|just shy of|shy of|not quite|slightly under|slightly less than"
        "|slightly below|a little under|a little less than|just less than|just short of|a bit under"
        "|very nearly|virtually|close on|slightly fewer than|a little below|nigh on"
    ),
    "more_than": (
        "over|more than|>|greater than|above|exceeding|in excess of|upwards of|upward of|just over|just above"
        "|well over|slightly over|slightly more than|a little over|a little more than|just more than"
        "|well above|north of|higher than|larger than|exceeds|exceeded|a bit over|far more than|longer than"
        "|well in excess of|beyond|bigger than|greater then|more then|surpassing|surpasses|surpassed"
        "|a little above|slightly above|in the excess of|well more than|older than"
    ),
    "less_than": (
        "less than|<|under|fewer than|below|well under|well below|lower than|smaller than|far fewer than"
        "|far less than|south of|shorter than|less then|younger than|fewer then|significantly less than"
    ),
    "at_least": (
        "at least|greater than or equal to|more than or equal to|larger than or equal to"
        "|higher than or equal to|equal to or greater than|equal to or more than|≥|>=|⩾|≧|no less than"
        "|no fewer than|not less than|not fewer than|a minimum of|minimum of|minimum|min.|not below|not under"
        "|no lower than|no smaller than|not lower than|not smaller than|no shorter than|at the least"
        "|no younger than|greater or equal to|greater or equal than|equal or greater than|more or equal to"
        "|more or equal than|equal or more than|larger or equal to|larger or equal than"
        "|equal to or larger than|equal or larger than|higher or equal to|higher or equal than"
        "|equal to or higher than|equal or higher than|bigger than or equal to|bigger or equal to"
        "|bigger or equal than|equal to or bigger than|equal or bigger than"
    ),
    "at_most": (
        "at most|less than or equal to|smaller than or equal to|lower than or equal to|fewer than or equal to"
        "|equal to or less than|equal to or fewer than|≤|<=|⩽|≦|up to|no more than|not more than|a maximum of"
        "|maximum of|maximum|max.|max|as many as|as much as|not exceeding|at the most|not over|not above"
        "|no greater than|no higher than|no longer than|up to and including|up to a maximum of"
        "|not greater than|not higher than|no larger than|no bigger than|not longer than|no older than"
        "|less or equal to|less or equal than|equal or less than|fewer or equal to|fewer or equal than"
        "|equal or fewer than|smaller or equal to|smaller or equal than|equal to or smaller than"
        "|equal or smaller than|lower or equal to|lower or equal than|equal to or lower than"
        "|equal or lower than"
    ),
}
_AFTER: dict[Qualifier, str] = {
    "approximate": (
        " or so| approximately| approx.| approx| (est.)| (estimated)| (approx.)| est.| (approximately)"
        "| or thereabouts|, approximately|, approx.| roughly| (estimate)"
    ),
    "more_than": "",
    "at_least": (
        "+| or more| or above| or over| or greater| and above| and over| and up| or higher| and more"
        "| or longer| or older| at least| at the least| minimum| or larger| and older| or bigger"
    ),
    "at_most": (
        " or less| or fewer| or under| or below| or lower| and below| and under| at most| at the most"
        "| maximum| max.| max| tops| or shorter| or smaller| or younger"
    ),
}


def _table(phrases: dict[Qualifier, str]) -> dict[str, Qualifier]:
    return {phrase: kind for kind, listed in phrases.items() for phrase in listed.split("|") if phrase}


_KINDS_BEFORE = _table(_BEFORE)
_KINDS_AFTER = _table(_AFTER)
_HEAD = re.compile(r" ?(?:[^\W\d_]+|[^\w\s])")


def _by_head(table: dict[str, Qualifier]) -> dict[str, list[str]]:
    """The phrases by their first word, the longest first, so that most places are left at once."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(table, key=len, reverse=True):
        head = _HEAD.match(phrase)
        if head is not None:
            heads.setdefault(head.group(), []).append(phrase)
    return heads


_HEADS_BEFORE = _by_head(_KINDS_BEFORE)
_HEADS_AFTER = _by_head(_KINDS_AFTER)
OPENERS = frozenset(_HEADS_BEFORE)
LEADING_WORDS = frozenset(word for phrase in _KINDS_BEFORE for word in phrase.split())
_LONGEST = max(map(len, [*_KINDS_BEFORE, *_KINDS_AFTER]))
_GAP = re.compile(r"[ \u00a0]{0,2}")
_THAN = re.compile(r"[ \u00a0]than\b", re.IGNORECASE)


def _longest(text: str, at: int, heads: dict[str, list[str]]) -> str | None:
    """The longest phrase that stands at `at`. A phrase ends where a word ends."""
    head = _HEAD.match(text, at)
    listed = heads.get(head.group().replace("\u00a0", " ").lower()) if head is not None else None
    if listed is None:
        return None
    folded = text[at : at + _LONGEST].replace("\u00a0", " ").lower()
    for phrase in listed:
        if folded.startswith(phrase):
            following = text[at + len(phrase) : at + len(phrase) + 1]
            if not (phrase[-1].isalpha() and (following.isalnum() or following == "_")):
                return phrase
    return None


def match_before(text: str, at: int) -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase that begins at `at`: (kind, where the next thing begins)."""
    phrase = _longest(text, at, _HEADS_BEFORE)
    if phrase is None:
        return None
    gap = _GAP.match(text, at + len(phrase))
    return _KINDS_BEFORE[phrase], gap.end() if gap is not None else at + len(phrase)


def match_after(text: str, at: int) -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase directly after a quantity: (kind, end). "or more than" is none."""
    phrase = _longest(text, at, _HEADS_AFTER) if text[at : at + 1] in (" ", "+", ",", "\u00a0") else None
    if phrase is None:
        return None
    end = at + len(phrase)
    if _THAN.match(text, end) or (phrase == "+" and text[end : end + 1].isalnum()):
        return None
    return _KINDS_AFTER[phrase], end


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
