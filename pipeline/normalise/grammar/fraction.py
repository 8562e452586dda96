"""Fractions in words: "two fifths", "one-half", "three quarters of"; only where they cannot be anything else."""

from __future__ import annotations

import re
from decimal import Decimal
from math import gcd

_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_SIZES = {word: size for size, word in enumerate(_ORDINALS.split(), start=3)}
_SIZES |= {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
_OTHER = "first thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth billionth trillionth"
FRACTION_WORDS = frozenset(
    [word + plural for word in (*_SIZES, *_OTHER.split()) for plural in ("", "s") if word != "half"]
    + ["half", "halves"]
)
_PART = re.compile(r"(?:(an?)[ \u00a0]+|([ \u00a0]|[ \u00a0]?[-‐‑][ \u00a0]?))([a-z]+)(?![\w'’-])", re.IGNORECASE)
# "a third" may be the next one and "two quarters" half a year: what follows has to say that they are parts.
_OF = re.compile(r" of (?!(?:19|20)[0-9]{2})", re.IGNORECASE)
_CLOSED = re.compile(r"\s*$|[ ]*[.,;:!?)](?:\s|$)")


def match_part(text: str, at: int, count: int, *, mixed: bool = False) -> tuple[Decimal | None, int] | None:
    """Read "a half" at `at`, or "-eighths" behind a number `count` that ends there.

    The answer is (the part, or None where it has no exact decimal; end). `mixed` is for what follows "and", where
    a part cannot be an ordinal ("two and a third").
    """
    found = _PART.match(text, at)
    if found is None:
        return None
    article, joint, word = found.group(1), found.group(2), found.group(3).lower()
    single = "half" if word == "halves" else word.removesuffix("s")
    size = _SIZES.get(single)
    if size is None or (word == single) != (count == 1):
        return None
    either = article is not None or (single in ("half", "quarter") and "-" not in joint)
    ended = single == "half" and _CLOSED.match(text, found.end())
    if either and not mixed and not ended and not _OF.match(text, found.end()):
        return None
    return exact_part(count, size), found.end()


def exact_part(above: int, below: int) -> Decimal | None:
    """`above` / `below` where that is a decimal with an end, else None."""
    rest = below // gcd(above, below)
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(above) / Decimal(below) if rest == 1 else None
