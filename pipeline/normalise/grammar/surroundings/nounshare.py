"""Shares whose noun stands between their numbers: "one child in five", "uno de cada tres"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings

THINGS = re.compile(r" (?!was |is |has |its |this |does |as |us |plus |minus |times )[a-z]{3,}s(?![\w'’])")
# "One child in five goes", "trois Français sur dix": no number of children, and no five either. What is in five things
# is no share of five, unless it is one.
_ALL_OF = (
    "[2-9]|10|20|50|100|1,?000|two|three|four|five|six|seven|eight|nine|ten|twenty|drei|deux|trois|quatre|cinq|dix|vingt"
    "|cent|dos|tres|cuatro|cinco|diez|veinte|cien"
)
_OF_ALL = {
    own: (
        re.compile(rf" (?:[^\W\d_]+ ){least}{joint} (?:{_ALL_OF})(?![\w.,-]*[0-9])(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:({one})|[0-9]{{1,2}}|{words}) (?:[^\W\d_]+ ){least}{joint} $", re.IGNORECASE),
    )
    for own, joint, least, one, words in (
        ("en", "in(?: every)?", "", "one", "two|three|four|five|six|seven|eight|nine"),
        ("fr", "sur", "?", "une?", "deux|trois|quatre|cinq|six|sept|huit|neuf"),
        ("es", "de cada", "?", "[0-9]|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve", "diez"),
    )
}


def is_of_all(around: Surroundings) -> bool:
    """Is it a half of a share with its noun: "one child in five", "uno de cada tres"?"""
    ahead, back = _OF_ALL.get(around.own, _OF_ALL["en"])
    second = back.search(around.before)
    if second is not None:
        return second.group(1) is not None or THINGS.match(around.after) is None
    first = ahead.match(around.after)
    if first is None:
        return False
    one = back.search(f"{around.printed}{first.group().rpartition(' ')[0]} ")
    return bool(one and one.group(1)) or THINGS.match(around.after, first.end()) is None
