"""Ages: numbers of years whose unit is left out, as news prints them ("Smith, 42, said", "aged 5 to 9")."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.dates.month import MONTHS

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.value import Quantity

_AGE = re.compile(r"[1-9][0-9]?|1[01][0-9]")
_WENT_ON = re.compile(r", (?:[a-z]|[A-Z][a-z]+ [a-z])")
_PERSON = re.compile(r"([^\W\d_]+), $")
_AGED = re.compile(
    r"(?:^|(?<![\w’'-]))(?:aged|ages?|(?:at|by) (?:the|an) age of) $|^(?:Aged|Ages?) $"
    r"|(?<![\w’'-])aged [1-9][0-9]?,? and $"
)
# "Sisters aged 19 and 23 were hurt", but "aged 60 and 2 children".
_ENDS = re.compile(r"[.,;)]|$| (?:was|were|is|are|had|have|has|who|died|from|at|in)\b")
_SURE, _OLDEST = 10, 120


def is_age(around: Surroundings, quantity: Quantity) -> bool:
    """Is it the age of a person: between a name and what they did, or behind "aged"?

    Behind "under the age of" a bound stands outside, and in "Ice Age 2" a name.
    """
    told = "age" in around.before[-16:].lower()
    if quantity.dimension != "count" or quantity.scale is not None or not (told or around.after[:1] == ","):
        return False
    most = max((end for end in (quantity.value, quantity.lower, quantity.upper) if end is not None), default=None)
    if most is None or not 0 < most <= _OLDEST:
        return False
    aged = _AGED.search(around.before) if told else None
    if aged is not None:
        return not aged.group().endswith("and ") or _ENDS.match(around.after) is not None
    # "Barcelona, 4, and Madrid, 2, drew" is a score: of so few nothing says that they are years.
    return most >= _SURE and stands_aside(around)


def stands_aside(around: Surroundings) -> bool:
    """Is it between a name and what they did ("Smith, 42, said"): an age, or a score?"""
    if around.after[:1] != ",":
        return False
    aged = _WENT_ON.match(around.after) if _AGE.fullmatch(around.printed) else None
    person = _PERSON.search(around.before) if aged is not None else None
    return person is not None and person.group(1).lower() not in MONTHS


def in_years(quantity: Quantity) -> Quantity:
    """`quantity` in years, with the flag "age" for the unit that is not printed."""
    return replace(quantity, unit="a", dimension="time", flags=(*quantity.flags, "age"))
