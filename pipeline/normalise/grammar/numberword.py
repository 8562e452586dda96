"""Numbers in English words, from zero to trillions, by a grammar that refuses what it does not fully understand."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalise.grammar.fraction import FRACTION_WORDS, match_part

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_SMALL = {word: number for number, word in enumerate([*_ONES.split(), "eighteen", "nineteen"], start=1)}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL |= {word: number * 10 for number, word in enumerate(_TENS, start=2)}
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_ZEROS = ("zero", "nought", "naught")
_MOST_WORDS = 24
# A hyphen with spaces joins only within a number below a hundred, as a tokenizer leaves it ("ninety - five").
_NEXT = re.compile(
    r"(?:[ \u00a0]{1,3}(?:[-‐‑][ \u00a0])?|[-‐‑]|, )(?:(and)[ \u00a0]{1,3})?([A-Za-z]+)(?![\w'’])", re.IGNORECASE
)
_FIRST = re.compile(r"([A-Za-z]+)(?![\w'’])")
_PART_OF_SCALE = re.compile(
    r"(?:a[ -])?(half|quarter)[ -](?:of )?(?:an? {1,2})?(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)"
    r"|(?:three|3)[ -]quarters (?:of )?(?:an? )?(?=(?:million|billion|trillion)\b)",
    re.IGNORECASE,
)
_POINT = re.compile(
    r" point((?: (?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine))+)(?![\w-])", re.IGNORECASE
)
_POINT_TENS = re.compile(
    rf" point ({'|'.join(_TENS)}|ten|eleven|twelve|[a-z]{{3,5}}teen)"
    r"(?:[ -](one|two|three|four|five|six|seven|eight|nine))?(?![\w-])",
    re.IGNORECASE,
)
_DOZEN = re.compile(r"[ -]dozen(?!\w)", re.IGNORECASE)

NUMBER_WORDS = frozenset([*_SMALL, *_SCALES, *_ZEROS, "hundred", "dozen"])
# After a number these say that it is a part of another: "two thirds", "three dozens", "five point two".
CONTINUING = (FRACTION_WORDS - {"quarter", "quarters"}) | {
    "dozens",
    "score",
    "gross",
    "hundreds",
    "thousands",
    "lakhs",
    "crores",
}
Words = tuple[Decimal, Decimal | None, int]


def match_words(text: str, at: int, *, conjunction: bool = True) -> Words | None:
    """Read (value, size of the last stated place, end) of a number in words at `at`, or None.

    A number word that the grammar cannot use ("nineteen eighty-four") makes the whole run unreadable, not a part.
    """
    part = _PART_OF_SCALE.match(text, at)
    if part is not None:
        # The scale word that follows is read by the caller, as for "0.5 million".
        share = {"half": "0.5", "quarter": "0.25", None: "0.75"}[part.group(1) and part.group(1).lower()]
        return Decimal(share), None, part.end() - 1
    half = match_part(text, at, 1) if text[at : at + 1] in "aA" else None
    if half is not None:
        return None if half[0] is None else (half[0], None, half[1])
    run = _run(text, at, conjunction)
    if run is None:
        return None
    words, end = run
    folded = _fold(words)
    return None if folded is None else _ended(text, words, folded, end, conjunction)


def _ended(text: str, words: list[str], folded: tuple[int, int], end: int, conjunction: bool) -> Words | None:
    value, place = folded
    decimals = _decimals(text, end)
    if decimals is not None:
        return value + decimals[0], Decimal(1).scaleb(_exponent(decimals[0])), decimals[1]
    if value < 100 and words[0] not in ("a", "an"):
        fraction = match_part(text, end, value)
        if fraction is not None:
            return None if fraction[0] is None else (fraction[0], None, fraction[1])
    dozen = _DOZEN.match(text, end)
    if dozen is not None and 0 < value < 100:
        return Decimal(value * 12), Decimal(12), dozen.end()
    if conjunction and place == 1 and 0 < value < 100:
        rest = match_and_part(text, end)
        if rest is not None:
            return None if rest[0] is None else (value + rest[0], None, rest[1])
    return Decimal(value), Decimal(place), end


_AND_PART = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)


def match_and_part(text: str, at: int) -> tuple[Decimal | None, int] | None:
    """Read " and a half", " and three quarters" behind a number: (the part, None if it has no exact decimal; end)."""
    joint = _AND_PART.match(text, at)
    if joint is None:
        return None
    first = _FIRST.match(text, joint.end())
    word = first.group(1).lower() if first is not None else ""
    if first is None or (word not in ("a", "an") and not 0 < _SMALL.get(word, 0) < 20):
        return None
    count = _SMALL.get(word, 1)
    return match_part(text, joint.end() if word in ("a", "an") else first.end(), count, mixed=True)


def _decimals(text: str, at: int) -> tuple[Decimal, int] | None:
    """ "point zero three" → 0.03; "point seventy-one" → 0.71."""
    found = _POINT.match(text, at)
    if found is not None:
        digits = "".join(str(_SMALL.get(word.lower(), 0)) for word in found.group(1).split())
        return Decimal(f"0.{digits}"), found.end()
    tens = _POINT_TENS.match(text, at)
    if tens is None or tens.group(1).lower() not in _SMALL:
        return None
    number = _SMALL[tens.group(1).lower()]
    if tens.group(2) is not None:
        if number < 20:
            return None
        number += _SMALL[tens.group(2).lower()]
    return Decimal(f"0.{number}"), tens.end()


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


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
        joint, following = text[end : found.start(2)], found.group(2).lower()
        if found.group(1) is not None and not (conjunction and words[-1] in ("hundred", *_SCALES)):
            break
        if following == "dozen" and words[-1] not in ("a", "an"):
            break
        if "," in joint and words[-1] not in _SCALES:
            return None
        if "-" in joint and joint != "-" and not (words[-1] in _TENS and _SMALL.get(following, 10) < 10):
            break
        words.append(following)
        end = found.end()
    return words, end


def _fold(words: list[str]) -> tuple[int, int] | None:
    if len(words) == 1 and words[0] in _ZEROS:
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
            group, room, place = group + small, _room(small), 1
        elif word == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
            place = 100
        elif scale is not None and group and scale < ceiling:
            total, group, room, ceiling, place = total + group * scale, 0, 1000, scale, scale
        else:
            return None
    return total + group, place


def _room(small: int) -> int:
    """What may still follow in the group: a digit behind twenty, nothing behind seven."""
    return 10 if small >= 20 else 1
