"""Cardinal numbers in English words: the words, runs of them, and the number that a run makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.numerals.fraction import size_of_part

if TYPE_CHECKING:
    from decimal import Decimal

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
SMALL = {word: number for number, word in enumerate([*_ONES.split(), "eighteen", "nineteen"], start=1)}
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL |= {word: number * 10 for number, word in enumerate(TENS, start=2)}
SCALES = {
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
NEXT_WORD = re.compile(
    r"(?:[ \u00a0]{1,3}(?:[-‐‑][ \u00a0])?|[-‐‑]|, )(?:(and|&)[ \u00a0]{1,3})?([A-Za-z]+)(?![\w'’])", re.IGNORECASE
)
FIRST_WORD = re.compile(r"([A-Za-z]+)(?![\w'’])")

_PLURALS = frozenset(["hundreds", "lakhs", "crores"])
NUMBER_WORDS = frozenset([*SMALL, *SCALES, *_ZEROS, "hundred", "dozen"])


class Words(NamedTuple):
    """A number in words: its value, the size of its last stated place, its end, and whether it is a part of more.

    `of` is True for "half a", behind which a scale or a unit has to stand.
    """

    value: Decimal
    place: Decimal | None
    end: int
    flags: tuple[str, ...] = ()
    of: bool = False


def run_of_words(text: str, at: int, conjunction: bool) -> tuple[list[str], int] | None:
    """The number words that begin at `at`, with "and" where it stood, and their end."""
    first = FIRST_WORD.match(text, at)
    if first is None:
        return None
    word = first.group(1).lower()
    words, end = [word], first.end()
    if word not in ("a", "an") and word not in NUMBER_WORDS:
        return None
    if at == 0 and (word == "hundred" or word in SCALES) and NEXT_WORD.match(text, end):
        # Where nothing stands before it, no "several" is left out.
        words = ["one", word]
    while len(words) <= _MOST_WORDS:
        found = NEXT_WORD.match(text, end)
        following = found.group(2).lower() if found is not None else ""
        if following in _PLURALS and words[-1] in SMALL:
            following = following[:-1]
        if found is None or following not in NUMBER_WORDS or not _joined(text, words, following, found, conjunction):
            break
        if text[end] == "," and words[-1] not in SCALES:
            return None
        words += ["and", following] if found.group(1) is not None else [following]
        end = found.end()
    return words, end


def _joined(text: str, words: list[str], following: str, found: re.Match[str], conjunction: bool) -> bool:
    """Does the next number word belong to the run, by what stands between the two?"""
    if found.group(1) is not None and not _goes_on(text, words, following, found.end(), conjunction):
        return False
    if following == "dozen" and words[-1] not in ("a", "an"):
        return False
    joint = text[found.start() : found.start(2)]
    return "-" not in joint or joint == "-" or (words[-1] in TENS and SMALL.get(following, 10) < 10)


def _goes_on(text: str, words: list[str], following: str, end: int, conjunction: bool) -> bool:
    """Does "and" join two parts of one number? Behind a hundred or a scale, and before a part ("two fifths")."""
    if not conjunction:
        return False
    if words[-1] in ("hundred", *SCALES):
        return True
    last = NEXT_WORD.match(text, end)
    count = SMALL.get(following, 0)
    if last is not None and count >= 20 and SMALL.get(last.group(2).lower(), 10) < 10:
        count, last = count + SMALL[last.group(2).lower()], NEXT_WORD.match(text, last.end())
    size = size_of_part(last.group(2).lower()) if last is not None else None
    return size is not None and 0 < count < size[0] and size[1] == (count > 1)


def fold(words: list[str]) -> tuple[int, int] | None:
    """The number that number words make and the size of its last stated place; None where they make none."""
    if len(words) == 1 and words[0] in _ZEROS:
        return 0, 1
    if not words:
        return None
    if words[0] in ("a", "an"):
        words = ["one", *words[1:]]
        if len(words) == 1 or words[1] in SMALL:
            return None
    if words == ["one", "dozen"]:
        return 12, 12
    if words[-2:] == ["lakh", "crore"]:
        # A lakh of crores, the trillion of India.
        lakhs = fold(words[:-1])
        return None if lakhs is None else (lakhs[0] * SCALES["crore"], 10**12)
    return _added_up(words)


def _added_up(words: list[str]) -> tuple[int, int] | None:
    total, group, room, ceiling, place = 0, 0, 1000, 10**15, 1
    for word in words:
        small, scale = SMALL.get(word), SCALES.get(word)
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
