"""Prepositions that look like qualifiers: "stretches over 54 km", "worried about 3,000 jobs", "verfügt über 300"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.surroundings.nounshare import THINGS
from pipeline.normalise.grammar.wordlist import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.normalise.grammar.amounts.interval import Reading

_WINDOW = 60
_MARKS = "“”\"'‘’(["
# "walks around 3 parks" goes past each; nobody who drove around 40 children to school went past them.
_FEW = 20
# "Creció un 3 %, hasta 12 millones": to where it grew, however far the verb stands.
_UP_TO = frozenset(["hasta"])
# "Subió hasta un 15 %": by as much.
_CLAUSE = re.compile(r"[.;:]|\b(?:y|pero|que|aunque)\b")
_BY_UP_TO = re.compile(r"hasta[ \u00a0]un", re.IGNORECASE)
_BEATING = frozenset(["topped", "tops", "topping"])


@cache
def _governing(own: str) -> Mapping[str, frozenset[str]]:
    """First word of a qualifier → the words before it that make it a preposition; the language's, then English."""
    return _by_opening("governing", own)


@cache
def _moving(own: str) -> Mapping[str, frozenset[str]]:
    """The same for what has an object as well: "walked over 12 km", "wrote about 40 books", "built around 300 homes".

    Only a few things are gone past, written about or built around, so that more are the object, and a number of it.
    """
    return _by_opening("moving", own)


def _by_opening(kind: str, own: str) -> Mapping[str, frozenset[str]]:
    english, tongue = read_table("en")[kind], read_table(own)[kind]
    return {word: frozenset((*english.get(word, ()), *tongue.get(word, ()))) for word in (*english, *tongue)}


def is_governed(prose: str, reading: Reading, own: str) -> bool:
    """Does a verb or noun before it take the word that opens `reading`, so that it says nothing about the number?

    After such words a bound is possible too ("spreads over 54 km"): as nothing tells, none is asserted.
    """
    quantity = reading.quantity
    if quantity is None or quantity.qualifier in ("unqualified", "range", "plus_minus"):
        return False
    table = _governing(own)
    opening = prose[reading.start : reading.end].lower().split(None, 1)[0]
    governing = table.get(opening, frozenset()) if opening != "adverbs" else frozenset()
    few = quantity.dimension == "count" and quantity.scale is None and (quantity.value or 0) < _FEW
    if few:
        if opening in _BEATING:
            # "topped 5 rivals": whoever beats a few did not exceed their number.
            return THINGS.match(prose, reading.end) is not None
        governing |= _moving(own).get(opening, frozenset())
    if opening in _UP_TO:
        if _BY_UP_TO.match(prose, reading.start):
            return False
        told = _CLAUSE.split(prose[max(0, reading.start - _WINDOW) : reading.start].lower())[-1]
        return not governing.isdisjoint(told.replace(",", " ").split())
    if not governing or (opening == "under" and quantity.dimension == "time"):
        return False
    before = prose[max(0, reading.start - _WINDOW) : reading.start].lower().split()
    if before and before[-1] in table["adverbs"]:
        before.pop()
    return bool(before) and before[-1].lstrip(_MARKS) in governing
