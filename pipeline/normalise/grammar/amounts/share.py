"""Shares of a whole in two numbers: "one in five", "3 out of 4", "one over twenty"."""

from __future__ import annotations

import re

from pipeline.normalise.grammar.amounts.amount import Amount, match_amount
from pipeline.normalise.grammar.numerals.fraction import ratio
from pipeline.value import Quantity

_YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_OUT_OF = re.compile(r" (in|out of|over)(?: every)? (?=[0-9a-z])")
_ALONE = re.compile(r"\s*[.!?]?\s*$")
_SIGN_WORD = re.compile(r"(?:.{0,20} )?(?:(?:negative|minus) )?(?=[0-9A-Za-z-]+ over )")


def match_share(text: str, first: Amount, locale: str) -> tuple[Quantity, int] | None:
    """Read "one in five", "3 out of 4": a quotient below one; "12 out of 10" and "2 in 2019" are two numbers."""
    joint = _OUT_OF.match(text, first.end) if text.startswith((" in ", " out ", " over "), first.end) else None
    if joint is None or first.unit is not None or first.scale is not None or first.value is None:
        return None
    over = joint.group(1) == "over"
    if over and first.start > _past_sign(text):
        return None
    second = match_amount(text, joint.end(), locale)
    if second is None or second.unit is not None or second.value is None or (over and second.scale is not None):
        return None
    one, all_of = abs(first.value), second.value
    if one != one.to_integral_value() or all_of != all_of.to_integral_value() or not one > 0 or all_of < 2:
        return None
    year = _YEAR.fullmatch(text, second.start, second.end)
    if (one >= all_of or (joint.group(1) == "in" and (year or one > 20))) and not over:
        return None
    if over and not _ALONE.match(text, second.end):
        return None
    if first.value < 0 and not over:
        return None
    value, flags = ratio(int(first.value), int(all_of))
    quantity = Quantity(value, unit="1", dimension="ratio", flags=("ratio", *flags))
    return quantity, second.end


def _past_sign(text: str) -> int:
    found = _SIGN_WORD.match(text)
    return found.end() if found is not None else 0
