"""Fractions in words: "two fifths", "one twenty-fifth", "three quarters of"; only where they are no ordinals.

A fraction without an end as a decimal (two thirds) has a value of 28 digits and the flag "non_terminating", which
says that the value is not the number itself; no column holds so many digits, so it is never published as exact.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from math import gcd

from pipeline.normalise.grammar.wordlist import words

_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth"
)
SIZES = {word: size for size, word in enumerate(_ORDINALS.split(), start=3)}
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
SIZES |= {word: size * 10 for size, word in enumerate(_TENTHS.split(), start=2)}
SIZES |= {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
SIZES |= {"billionth": 10**9, "trillionth": 10**12}
# Behind a ten these go on: "one twenty-first".
ENDINGS = {"first": 1, "second": 2} | {
    word: size for word, size in SIZES.items() if 3 <= size <= 9 and word != "quarter"
}
FRACTION_WORDS = frozenset(
    [word + plural for word in (*SIZES, "first", "second") for plural in ("", "s") if word not in ("half", "second")]
    + ["half", "halves"]
)
_ROUNDED = Context(prec=28, rounding=ROUND_HALF_EVEN)
_EXACT = Context(prec=400)
NON_TERMINATING = ("non_terminating",)
_OF = re.compile(r"(?: of (?!(?:19|20)[0-9]{2})| the | its | their | as (?:many|much)\b)", re.IGNORECASE)
# "From a third to almost half", "between a fifth and a quarter"; "from a quarter to nine" is a time.
_TO_PART = re.compile(
    r" (?:to|and) (?:(?:almost|nearly|about|around|just|over|under|more than|less than) ){0,2}"
    r"(?:(?:an?|one|two|three|four)[ -])?(?:half|halves|thirds?|quarters?|[a-z]{3,}ths?)(?![\w-])",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*$|[ ]*[.,;:!?)](?:\s|$)")


def ratio(above: int | Decimal, below: int) -> tuple[Decimal, tuple[str, ...]]:
    """`above` / `below`: the exact decimal, or 28 digits of it with the flag that says that it has no end."""
    one = Decimal(above)
    places = -exponent if (exponent := _exponent(one)) < 0 else 0
    whole = int(one.scaleb(places))
    rest = below * 10**places // gcd(whole, below * 10**places)
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return _EXACT.divide(one, Decimal(below)), ()
    return _ROUNDED.divide(one, Decimal(below)), NON_TERMINATING


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def size_of_part(word: str) -> tuple[int, bool] | None:
    """What a word divides by, and whether it is plural: (5, True) for "fifths"."""
    if word in ("half", "halves"):
        return 2, word == "halves"
    single = word.removesuffix("s")
    return None if single not in SIZES else (SIZES[single], word != single)


def is_sure_part(text: str, start: int, end: int, word: str, *, hyphened: bool) -> bool:
    """Are "a third", "three quarters" at [start, end) parts, and not the next one or months of a year?

    They are if they are all there is, if "of" follows, or if the word before them measures ("by a third").
    """
    if _OF.match(text, end):
        return True
    before = text[max(0, start - 16) : start].split()
    if not before and start == 0:
        return text[end:].strip() == "" or (word != "third" and _CLOSED.match(text, end) is not None)
    if hyphened and word not in ("third", "quarter"):
        return True
    if before and before[-1].lower() in ("between", "from") and _TO_PART.match(text, end):
        return True
    measured = bool(before) and before[-1].lower() in words("measuring", "en")
    measured = measured or before[-2:] == ["much", "as"]
    if not measured:
        return False
    following = text[end : end + 16].replace("\u00a0", " ").lower().split()
    goes_on = (
        text[end : end + 1] == " " and bool(following) and following[0].rstrip(".,;:!?") in words("going_on", "en")
    )
    return goes_on or _CLOSED.match(text, end) is not None
