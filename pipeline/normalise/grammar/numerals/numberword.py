"""Numbers in English words, from zero to trillions, by a grammar that refuses what it does not fully understand."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalise.grammar.numerals.cardinal import (
    NEXT_WORD,
    SCALES,
    SMALL,
    TENS,
    Words,
    fold,
    run_of_words,
)
from pipeline.normalise.grammar.numerals.fraction import (
    ENDINGS,
    FRACTION_WORDS,
    SIZES,
    is_sure_part,
    ratio,
    size_of_part,
)

_ARTICLE_PART = re.compile(r"an?[ \u00a0]([A-Za-z]+)(?![\w'’])", re.IGNORECASE)
_PART_OF_MORE = re.compile(
    r"(?:(?:an?[ -])?(half|quarter)|(an?|one|two|three|four|five|six|seven|eight|nine|[1-9])[ -](third|quarter|fifth"
    r"|tenth|hundredth)s?)(?:[ -]of)?(?:[ ]{1,2}|-)(?:an? {1,2})?(?=([a-z°]))",
    re.IGNORECASE,
)
_POINT = re.compile(
    r" point((?: (?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine))+)(?![\w-])", re.IGNORECASE
)
_POINT_TENS = re.compile(
    rf" point ({'|'.join(TENS)}|ten|eleven|twelve|[a-z]{{3,5}}teen)"
    r"(?:[ -](one|two|three|four|five|six|seven|eight|nine))?(?![\w-])",
    re.IGNORECASE,
)
_DOZEN = re.compile(r"[ -](?:dozens?|dozs?|dzs?)(?!\w)", re.IGNORECASE)

# After a number these say that it is a part of another: "two thirds", "three scores", "five point two".
CONTINUING = (FRACTION_WORDS - {"quarter", "quarters"}) | {
    "dozens",
    "score",
    "gross",
    "hundreds",
    "thousands",
    "lakhs",
    "crores",
}


def match_words(text: str, at: int, *, conjunction: bool = True) -> Words | None:
    """Read a number in words at `at`, or None.

    A number word that the grammar cannot use ("nineteen eighty-four") makes the whole run unreadable, not a part.
    """
    if text[at : at + 1] in "aA":
        part = _with_article(text, at)
        if part is not None:
            return part
    elif text[at : at + 4].lower() == "half":
        return _half(text, at)
    run = run_of_words(text, at, conjunction)
    if run is None:
        return None
    words, end = run
    part = _part(text, at, words, end)
    if part is not None:
        return part if part.value else None
    plain = [word for word in words if word != "and"]
    folded = fold(plain)
    return None if folded is None else _ended(text, folded, end, conjunction)


def match_part_of(text: str, at: int) -> Words | None:
    """Read "half a", "a quarter of a", "two thirds of a": a part of what follows, which has to be a scale or a unit."""
    found = _PART_OF_MORE.match(text, at)
    if found is None or text.startswith("half-year", at):
        return None
    written, word = found.group(2), (found.group(1) or found.group(3)).lower()
    count = SMALL.get(written.lower(), 1) if written and not written.isdigit() else int(written or 1)
    if not found.group(1) and not re.search(r"[ -]of[ -]|[ -]an? $", found.group()) and word != "quarter":
        return None
    value, flags = ratio(count, SIZES[word])
    return Words(value, None, found.end() - 1, flags, of=True)


def _with_article(text: str, at: int) -> Words | None:
    found = _ARTICLE_PART.match(text, at)
    word = found.group(1).lower() if found is not None else ""
    size = size_of_part(word)
    if found is None or size is None or size[1] or not is_sure_part(text, at, found.end(), word, hyphened=False):
        return None
    value, flags = ratio(1, size[0])
    return Words(value, None, found.end(), flags)


# "The first half of the year", "the other half": which one is said, and not how much; a half-year is a period.
_WHICH_HALF = re.compile(
    r"\b(?:first|second|latter|former|other|last|final|opening|closing|upper|lower|top|bottom|front|back|left|right|each|either"
    r"|this|that|same|remaining|northern|southern|eastern|western|1st|2nd)[ \u00a0-]$",
    re.IGNORECASE,
)


def _half(text: str, at: int) -> Words | None:
    end = at + 4
    if text[max(0, at - 2) : at].lower() == "a " or text.startswith("-year", end):
        return None
    if _WHICH_HALF.search(text, max(0, at - 12), at):
        return None
    if text[end : end + 1].isalnum() or not is_sure_part(text, at, end, "half", hyphened=False):
        return None
    return Words(Decimal("0.5"), None, end)


_NO_PART = Words(Decimal(0), None, 0)


def _part(text: str, at: int, words: list[str], end: int) -> Words | None:
    """A fraction whose first words were read; without a value where it is a fraction that is not sure; or None."""
    joint = NEXT_WORD.match(text, end)
    if joint is None or (joint.group(1) is not None and words[-1] not in ("hundred", "thousand")):
        return None
    word, hyphened = joint.group(2).lower(), "-" in text[end : joint.start(2)]
    size = size_of_part(word)
    single = word.removesuffix("s")
    if size is None and single not in ENDINGS:
        return None
    found = _over(words, single, 0 if size is None else size[0], plural=word != single or word == "halves")
    if found is None:
        return None if size is None or words[-1] in SCALES else _NO_PART
    if single in ("half", "quarter", "third", "second", "first") and len(words) == 1:
        sure = is_sure_part(text, at, joint.end(), single, hyphened=hyphened)
        if words == ["two"] and single == "quarter" and not text.startswith(" of ", joint.end()):
            # Two quarters are half a whole or half a year.
            return None
        if not hyphened and not sure:
            return None if single in ("quarter", "half", "second", "first") else _NO_PART
    return Words(found[0], None, joint.end(), found[1])


def _over(words: list[str], last: str, size: int, *, plural: bool) -> tuple[Decimal, tuple[str, ...]] | None:
    """The value of number words and the part that they count: "one twenty" and "fifth", "five and three" and "fifths".

    A denominator takes in the ten before it where no "and" stands between ("thirty-fifths"); what stands behind the
    last "and" is the part of a mixed number where it is less than one whole.
    """
    if words[-1] in TENS and last in ENDINGS and (len(words) == 1 or words[-2] != "and"):
        above = _value(words[:-1])
        if above is not None:
            return ratio(above, SMALL[words[-1]] + ENDINGS[last]) if plural == (above > 1) else None
    if not size:
        return None
    whole, part = _split(words)
    above = _value(part)
    if above is not None and whole is not None and above < size and plural == (above > 1):
        # Behind "five billion" three quarters are those of a billion.
        value, flags = ratio(above * (whole[1] if whole[1] >= 1000 else 1), size)
        return value + whole[0], flags
    above = _value(words)
    if above is not None:
        return ratio(above, size) if plural == (above > 1) and not _has_a_cut(words, last) else None
    below = _value([*words[1:], *_CARDINALS.get(last, [])])
    first = SMALL.get(words[0])
    sure = first is not None and below is not None and len(words) > 1 and words[1] in SMALL
    return ratio(first, below) if sure and first is not None and below is not None and plural == (first > 1) else None


def _has_a_cut(words: list[str], last: str) -> bool:
    """Can the words as well be a number and what divides it ("one hundred | one thousand fifths" is 100/1005)?"""
    for at in range(1, len(words)):
        one_number = words[at - 1] == "and" or (words[at - 1] in TENS and SMALL.get(words[at], 10) < 10)
        if not one_number and _value(words[:at]) and _value([*words[at:], *_CARDINALS.get(last, ["?"])]):
            return True
    return False


_CARDINALS = {word: [name] for word, size in SIZES.items() for name, value in SMALL.items() if value == size}


def _split(words: list[str]) -> tuple[tuple[int, int] | None, list[str]]:
    """The whole number before the last "and" with its place, and the words behind it."""
    if "and" not in words:
        return None, words
    at = len(words) - 1 - words[::-1].index("and")
    return _plain(words[:at]), words[at + 1 :]


def _plain(words: list[str]) -> tuple[int, int] | None:
    return fold([word for word in words if word != "and"]) if words and words[0] != "and" else None


def _value(words: list[str]) -> int | None:
    folded = _plain(words)
    return None if folded is None else folded[0]


def _ended(text: str, folded: tuple[int, int], end: int, conjunction: bool) -> Words | None:
    value, place = folded
    decimals = _decimals(text, end)
    if decimals is not None:
        return Words(value + decimals[0], Decimal(1).scaleb(_exponent(decimals[0])), decimals[1])
    dozen = _DOZEN.match(text, end)
    if dozen is not None and 0 < value < 100:
        return Words(Decimal(value * 12), Decimal(12), dozen.end())
    if conjunction and place == 1 and value > 0:
        rest = match_and_part(text, end)
        if rest is not None:
            return Words(value + rest[0], None, rest[1], rest[2])
    return Words(Decimal(value), Decimal(place), end)


_AND_PART = re.compile(r"[ \u00a0]and[ \u00a0]", re.IGNORECASE)
_OTHER_PART = re.compile(r"(?:an?|([A-Za-z]+))[ -]([A-Za-z]+)(?![\w'’-])", re.IGNORECASE)


def match_and_part(text: str, at: int) -> tuple[Decimal, int, tuple[str, ...]] | None:
    """Read " and a half", " and three quarters" behind a number: (the part, its end, its flags)."""
    joint = _AND_PART.match(text, at)
    found = _OTHER_PART.match(text, joint.end()) if joint is not None else None
    if found is None:
        return None
    count = 1 if found.group(1) is None else SMALL.get(found.group(1).lower(), 0)
    size = size_of_part(found.group(2).lower())
    if size is None or not 0 < count < size[0] or size[1] != (count > 1):
        return None
    value, flags = ratio(count, size[0])
    return value, found.end(), flags


def _decimals(text: str, at: int) -> tuple[Decimal, int] | None:
    """ "point zero three" → 0.03; "point seventy-one" → 0.71."""
    found = _POINT.match(text, at)
    if found is not None:
        digits = "".join(str(SMALL.get(word.lower(), 0)) for word in found.group(1).split())
        return Decimal(f"0.{digits}"), found.end()
    tens = _POINT_TENS.match(text, at)
    if tens is None or tens.group(1).lower() not in SMALL:
        return None
    number = SMALL[tens.group(1).lower()]
    if tens.group(2) is not None:
        if number < 20:
            return None
        number += SMALL[tens.group(2).lower()]
    return Decimal(f"0.{number}"), tens.end()


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
