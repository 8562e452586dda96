"""Numbers in English words, from zero to trillions, by a grammar that refuses what it does not fully understand."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_SMALL = {word: number for number, word in enumerate([*_ONES.split(), "eighteen", "nineteen"], start=1)}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL |= {word: number * 10 for number, word in enumerate(_TENS, start=2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MOST_WORDS = 24
_NEXT = re.compile(r"(?:[ \u00a0]{1,3}|-|, )(?:(and) {1,3})?([A-Za-z]+)(?![\w'’])", re.IGNORECASE)
_FIRST = re.compile(r"([A-Za-z]+)(?![\w'’])")
_HALF = re.compile(r"half a (?=(?:million|billion|trillion)\b)", re.IGNORECASE)
_AND_A_HALF = re.compile(r" and a half(?= (?:thousand|million|billion|trillion)\b| [a-z])", re.IGNORECASE)

NUMBER_WORDS = frozenset([*_SMALL, *_SCALES, "hundred", "zero", "dozen"])
_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth "
    "hundredth thousandth millionth billionth trillionth"
)
FRACTION_WORDS = frozenset(
    ["half", "halves", "quarter", "quarters", "first", "firsts"]
    + [ordinal + plural for ordinal in _ORDINALS.split() for plural in ("", "s")]
)
# After a number these say that it is a part of another: "two thirds", "three dozens", "five point two".
CONTINUING = FRACTION_WORDS | {
    "dozens",
    "score",
    "gross",
    "point",
    "hundreds",
    "thousands",
    "lakh",
    "lakhs",
    "crore",
    "crores",
}


def match_words(text: str, at: int, *, conjunction: bool = True) -> tuple[Decimal, Decimal | None, int] | None:
    """Read (value, size of the last stated place, end) of a number in words at `at`, or None.

    A number word that the grammar cannot use ("nineteen eighty-four") makes the whole run unreadable, not a part.
    """
    half = _HALF.match(text, at)
    if half is not None:
        # The scale word that follows is read by the caller, as for "0.5 million".
        return Decimal("0.5"), None, half.end() - 1
    run = _run(text, at, conjunction)
    if run is None:
        return None
    words, end = run
    folded = _fold(words)
    if folded is None:
        return None
    value, place = folded
    halved = _AND_A_HALF.match(text, end) if conjunction and place == 1 and value < 100 else None
    if halved is not None:
        return value + Decimal("0.5"), None, halved.end()
    return Decimal(value), Decimal(place), end


def _run(text: str, at: int, conjunction: bool) -> tuple[list[str], int] | None:
    first = _FIRST.match(text, at)
    if first is None:
        return None
    word = first.group(1).lower()
    words, end = [word], first.end()
    if word not in ("a", "an") and word not in NUMBER_WORDS:
        return None
    while len(words) <= _MOST_WORDS:
        found = _NEXT.match(text, end)
        if found is None or found.group(2).lower() not in NUMBER_WORDS:
            break
        if found.group(1) is not None and not (conjunction and words[-1] in ("hundred", *_SCALES)):
            break
        if "," in text[end : found.start(2)] and words[-1] not in _SCALES:
            return None
        words.append(found.group(2).lower())
        end = found.end()
    return words, end


def _fold(words: list[str]) -> tuple[int, int] | None:
    if words == ["zero"]:
        return 0, 1
    if words[0] in ("a", "an"):
        words = ["one", *words[1:]]
        if len(words) == 1 or words[1] in _SMALL:
            return None
    if words == ["one", "dozen"]:
        return 12, 12
    total, group, room, ceiling, place = 0, 0, 1000, 10**15, 1
    for word in words:
        small, scale = _SMALL.get(word), _SCALES.get(word)
        if small is not None and small < room:
            group, room, place = group + small, 10 if small >= 20 else 1, 1
        elif word == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
        elif scale is not None and group and scale < ceiling:
            total, group, room, ceiling, place = total + group * scale, 0, 1000, scale, scale
        else:
            return None
    return total + group, place
