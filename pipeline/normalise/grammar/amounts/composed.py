"""Numbers of several parts, each with a smaller scale: "4 thousand 3 hundred and 21", "2 crore 50 lakh"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.amounts.scale import match_scale
from pipeline.normalise.grammar.numerals.number import EXACT, match_number, scaled

if TYPE_CHECKING:
    from pipeline.normalise.grammar.numerals.number import Numeral

_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
# "He paid 4 hundred and 20 minutes later left."
_LATER = re.compile(r" [a-z]+ (?:later|earlier|ago|after|before)\b")
_CRORE, _LAKH = Decimal(10**7), Decimal(10**5)
_NEXT_PART = re.compile(r" (and )?(?=[0-9a-z])")


def composed(
    text: str, numeral: Numeral, scale: Decimal, end: int, locale: str, *, money: bool
) -> tuple[Numeral, Decimal | None, int] | None:
    """Read on in "4 thousand 3 hundred and 21", "₹2 crore 50 lakh", where each part is less than the scale of the last.

    Of money each part has a scale: what is left over without one may be of a smaller coin, or another number. None
    where "and" joins a part with a scale of its own ("$3 million and 20 thousand"), unless they are crores and lakhs.
    """
    least, value, stop = scale, scaled(numeral.value, scale) if numeral.value is not None else None, end
    while value is not None and (joint := _NEXT_PART.match(text, stop)) is not None:
        part = match_number(text, joint.end(), locale)
        if part is None or not part.value or part.value != part.value.to_integral_value() or part.value < 0:
            break
        size = match_scale(text, part.end, locale, money=False) if not part.spelled else None
        more = scaled(part.value, size[0] if size is not None else None)
        joined = joint.group(1) is not None
        if more >= least or (size is None and (money or not joined or least > _THOUSAND or more >= _HUNDRED)):
            break
        if size is None and _LATER.match(text, part.end):
            break
        if joined and size is not None and (least, size[0]) != (_CRORE, _LAKH):
            return None
        least, value, stop = size[0] if size else Decimal(1), EXACT.add(value, more), size[1] if size else part.end
    if stop == end or value is None:
        return numeral, scale, end
    return numeral._replace(value=value, digits=None, place=least, flags=()), None, stop
