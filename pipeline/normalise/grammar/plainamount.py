"""The commonest amount, digits and at most one unit, read at once where no word behind it could go on with it.

It says what the whole grammar says, or nothing; a property of the tests holds the two together.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.grammar.amount import Amount
from pipeline.normalise.grammar.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.fraction import FRACTION_WORDS
from pipeline.normalise.grammar.number import numeral_of
from pipeline.normalise.grammar.numberword import CONTINUING
from pipeline.normalise.grammar.scale import SCALE_FIRSTS
from pipeline.normalise.grammar.separator import DIGITS
from pipeline.normalise.grammar.unit import plain_unit, unit_heads
from pipeline.normalise.grammar.wordlist import tongue, words

# What stands behind: nothing, a mark that ends a word, or a word of small letters.
_END = re.compile(r"[.;:)](?=[ \n]|$)|,?(?:$|\n| ([a-z]{2,})(?![\w'’-]))")
_UNIT = re.compile(r" ([A-Za-z]{2,})|%")
# Shares, tolerances, rates, parts and measures in two units go on with these.
_JOINTS = "in out over or and to plus give per each every an pro je die am pm par le por al cada"


@cache
def _going_on(own: str) -> frozenset[str]:
    """The words that may go on with an amount: a scale, a number, a unit, or what joins it to another."""
    joints = {word for phrase in words("to", own) for word in phrase.split()} | set(_JOINTS.split())
    return frozenset(joints | NUMBER_WORDS | CONTINUING | FRACTION_WORDS | SCALE_FIRSTS | unit_heads(own).keys())


def match_plain(text: str, at: int, locale: str) -> Amount | None:
    """Read digits at `at`, and a unit of one word, where the amount surely ends behind them; None says nothing."""
    digits = DIGITS.match(text, at)
    if digits is None:
        return None
    own, end, unit = tongue(locale), digits.end(), None
    behind = _END.match(text, end)
    if behind is None or behind.group(1) in _going_on(own):
        printed = _UNIT.match(text, end)
        if printed is None or (printed.group(1) or "").lower() in SCALE_FIRSTS:
            return None
        unit = plain_unit(printed.group(1) or "%", printed.end(), locale)
        behind = _END.match(text, unit.end) if unit is not None else None
        if unit is None or behind is None or behind.group(1) in _going_on(own):
            return None
        if (behind.group(1) or behind.group()) in unit_heads(own)[unit.text.lower()]:
            return None
        end = unit.end
    numeral = numeral_of(digits, locale)
    return None if numeral is None else Amount(numeral, None, unit, at, end)
