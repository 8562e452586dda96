"""Numbers in digits with nothing behind them that is a part of the amount: no scale, no unit, no other number."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.grammar.amounts.scale import SCALE_FIRSTS
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.fraction import FRACTION_WORDS
from pipeline.normalise.grammar.numerals.numberword import CONTINUING
from pipeline.normalise.grammar.units.unit import unit_heads
from pipeline.normalise.grammar.wordlist import language

# Nothing, a mark that begins no unit, or a word of small letters.
_BEHIND = re.compile(r"$|[\n)'’;!?]| ([a-z]{2,})(?![\w'’⁻−^-])")


@cache
def parts_of_amounts(own: str) -> frozenset[str]:
    """The words that are a part of an amount behind its number: a scale, a number or a unit."""
    return frozenset(
        NUMBER_WORDS | CONTINUING | FRACTION_WORDS | SCALE_FIRSTS | unit_heads(own).keys() | {"grand", "cr"}
    )


def stands_bare(text: str, at: int, locale: str) -> bool:
    """Is what stands behind the digits that end at `at` surely no part of the amount? False says nothing."""
    found = _BEHIND.match(text, at)
    if found is None or language(locale) != "en":
        return False
    word = found.group(1)
    return word is None or (word != "in" and word not in parts_of_amounts("en"))
