"""Words and marks about a number ("~", "nearly", "or more") and the bounds that they assert."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from pipeline.normalise.grammar.wordlist import phrases, tongue
from pipeline.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.value import Qualifier

_HEAD = re.compile(r"[ -]?(?:[^\W\d_]+|[^\w\s])")


_Heads = dict[str, list[tuple[str, "Qualifier"]]]


def _by_head(table: Mapping[str, str]) -> _Heads:
    """The phrases and their classes by their first word, the longest first, so that most places are left at once."""
    heads: _Heads = {}
    for phrase in sorted(table, key=len, reverse=True):
        head = _HEAD.match(phrase)
        if head is not None:
            heads.setdefault(head.group(), []).append((phrase, cast("Qualifier", table[phrase])))
    return heads


@cache
def _heads(kind: str, tongue: str) -> _Heads:
    return _by_head(phrases(kind, tongue))


@cache
def openers(tongue: str) -> frozenset[str]:
    """The first words and marks of the phrases before a number, with what is written onto them ("ca.", "jusqu'à")."""
    return frozenset(_heads("before", tongue)) | {phrase.split()[0] for phrase in phrases("before", tongue)}


@cache
def leading_words(tongue: str) -> frozenset[str]:
    """Every word of the phrases before a number."""
    return frozenset(word for phrase in phrases("before", tongue) for word in phrase.split())


_LONGEST = 60
# "under-5" are the young, and no number below −5; "CA$5" are Canadian dollars, and not about five.
_GLUE = frozenset("_-‐‑–−$")
_GAP = re.compile(r"[ \u00a0]{0,2}")
# "Hasta un 15 %": Spanish has an article before the number.
_SMALL = "(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta)"
_ARTICLE_GAP = re.compile(rf"[ \u00a0]{{0,2}}(?:un[ \u00a0](?=[0-9]|{_SMALL}(?!\w)))?")
# "More than a 20% rise" is one of more than 20%; "over a 5-year term", "talks about a 5% cut" say nothing of the kind.
_AN_ARTICLE_GAP = re.compile(r"[ \u00a0]{0,2}(?:an?[ \u00a0](?=[0-9$€£]))?")
_PREPOSITIONS = frozenset(["about", "around", "over", "under", "above", "below", "beyond", "beneath", "some"])
# What goes on to another number compares or adds, and does not qualify this one.
_THAN = re.compile(r"[ \u00a0](?:(?:than|als)\b|(?:que|de|del)[ \u00a0](?=[0-9]))", re.IGNORECASE)
_ADDING = frozenset([" plus", "-plus", " or greater than", " or more than"])
_ADDED = re.compile(r"[ \u00a0](?:[0-9$€£+]|an?\b|the\b|tax|vat|one\b|two\b|three\b|half\b|another\b)", re.IGNORECASE)


def _longest(text: str, at: int, heads: _Heads) -> tuple[str, Qualifier] | None:
    """The longest phrase that stands at `at`, and its class. A phrase ends where a word ends."""
    head = _HEAD.match(text, at)
    listed = heads.get(head.group().lower()) if head is not None else None
    if listed is None:
        return None
    folded = text[at : at + _LONGEST].replace("\u00a0", " ").lower()
    for phrase, kind in listed:
        if folded.startswith(phrase):
            following = text[at + len(phrase) : at + len(phrase) + 1]
            if not (phrase[-1].isalpha() and (following.isalnum() or following in _GLUE)):
                return phrase, kind
    return None


@cache
def _after_starts(own: str) -> frozenset[str]:
    """The first two characters of the phrases after a number, where a no-break space is a space too."""
    starts = {phrase[:2] for phrase in phrases("after", own)}
    return frozenset(starts | {start.replace(" ", "\u00a0", 1) for start in starts})


def match_before(text: str, at: int, locale: str = "en") -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase that begins at `at`: (kind, where the next thing begins)."""
    own = tongue(locale)
    found = _longest(text, at, _heads("before", own))
    if found is None:
        return None
    phrase, kind = found
    articled = _AN_ARTICLE_GAP if own == "en" and phrase not in _PREPOSITIONS else _GAP
    gap = (_ARTICLE_GAP if own == "es" else articled).match(text, at + len(phrase))
    return kind, gap.end() if gap is not None else at + len(phrase)


def match_after(text: str, at: int, locale: str = "en") -> tuple[Qualifier, int] | None:
    """Read one qualifying phrase directly after a quantity: (kind, end). "or more than 5" is none."""
    own = tongue(locale)
    first = text[at : at + 1]
    if first != "+" and first + text[at + 1 : at + 2].lower() not in _after_starts(own):
        return None
    found = _longest(text, at, _heads("after", own))
    if found is None:
        return None
    phrase, kind = found
    end = at + len(phrase)
    adding = phrase in _ADDING or phrase.startswith(" and ")
    if _THAN.match(text, end) or (adding and _ADDED.match(text, end)):
        return None
    if phrase == "+" and text[end : end + 1].isalnum():
        return None
    return kind, end


def combined(kinds: list[Qualifier]) -> Qualifier | None:
    """The one thing that several qualifiers say; None where they differ, since no rule orders them."""
    distinct = set(kinds)
    if not distinct:
        return "unqualified"
    return kinds[0] if len(distinct) == 1 else None


def qualified(quantity: Quantity, qualifier: Qualifier) -> Quantity:
    """`quantity` with the qualifier and the bounds it asserts: "~" none, "nearly" an upper one that excludes it."""
    q, lower, upper = quantity, quantity.lower, quantity.upper
    lower_in, upper_in = q.lower_inclusive, q.upper_inclusive
    if qualifier in ("nearly", "less_than", "at_most"):
        upper, upper_in = q.value, None if q.value is None else qualifier == "at_most"
    elif qualifier in ("more_than", "at_least"):
        lower, lower_in = q.value, None if q.value is None else qualifier == "at_least"
    # In the order of the fields: replace() takes twice as long, and most qualified quantities come through here.
    told = (q.unit, q.unit_text, q.currency, q.dimension, q.scale, q.significant_digits, q.resolution, q.missing)
    return Quantity(q.value, lower, upper, lower_in, upper_in, qualifier, *told, q.flags)
