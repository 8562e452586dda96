"""What stands around a number in prose, and what it says: half of something else, a change, a sign left outside."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.amounts.scale import SCALE_WORDS, match_scale
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.separator import decimal_mark
from pipeline.normalise.grammar.surroundings.abroad import (
    CENTS_BEHIND,
    DEGREES,
    HALF_MORE,
    ONE,
    TO_OR,
    ZERO_BELOW,
    is_no_minus,
)
from pipeline.normalise.grammar.surroundings.listed import counts_in_a_list, may_be_measured_in_a_list
from pipeline.normalise.grammar.surroundings.oddunit import odd_unit
from pipeline.normalise.grammar.wordlist import words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.amounts.interval import Reading
    from pipeline.value import Quantity

_CLOSED = re.compile(
    r"$|/[–-](?!\w)|\s|[,;!?)\]}”\"’'…—|]+(?!\w)|[,;!?)\]}”\"…—|]*[.:]+(?!\w)|—|[,;!?)\]}”\"]|-(?!(?:to|or|and)\b)[A-Za-z]"
)
# "6 . 2 %", "80 , 000": numbers that a tokenizer has taken apart.
_APART_BEFORE = re.compile(r"[0-9] [.,] ?$|[0-9][.,]$")
_APART_AFTER = re.compile(r" [.,/] ?[0-9]")
_DOLLAR_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:[Uu][Ss]|U\.S\.|AU?|C|c|CA|NZ|HK|hk|NT|S|R) ?$")
_SUM_BEFORE = re.compile(r"(?:[0-9)%] ?[×x*+÷^/±−–-]|[=×÷^/±]) ?$")
_SUM_AFTER = re.compile(r" ?[×*+=÷^/±] ?[\w(]| ?x ?[0-9]| [−–-] ?[0-9]")
_PARTS = ("half", "quarter", "third", "th")
_SCALES = SCALE_WORDS | {"m"}
_SIGN_WORDS = frozenset(["minus", "negative", "plus", "point", "nought", "±"])
_SINGLE = dict.fromkeys(("minute", "hour", "day", "week", "month", "year"), "time")
_SINGLE |= dict.fromkeys(("foot", "yard", "mile", "metre", "meter"), "length")
# A number with a sign of its own goes on with no other: "3 hundred and negative one".
_SIGNED = re.compile(r"(?:minus|negative) |[+−-]", re.IGNORECASE)
# "One day it rained": some day.
_ONCE = frozenset(["one day", "one night", "one morning", "one evening"])
_TELLING = re.compile(r",? (?:it|he|she|they|we|i|you|the|his|her|their|my|our|when)\b", re.IGNORECASE)
_LONE_MARK = re.compile(r"(?<![0-9.,])[0-9]+([.,])(?![0-9]{3}(?![0-9]))[0-9]+(?![0-9.,])")
_YEAR_BEFORE = re.compile(r"(?:1[5-9]|20)[0-9]{2},")
_CENTS = re.compile(r"(?<![0-9.,])[0-9]{1,3}[.,][0-9]{2}(?![0-9.,])")
_WORDS = re.compile(r"[^\W\d_]{2}")
_AND_DIGITS = re.compile(r" (?:and|&) [0-9][0-9.,]*(?=[ \u00a0-])")
# Neither is a part of another number.
_NOTHING = frozenset(["0", "zero"])
# "Nine Inch Nails", "the Thirty Years' War": numbers that names begin with.
_TITLED = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)? [A-Z][a-z]+")
# "Two 12-inch pizzas", "five $100 bills": a number of things, each of a measure, where the second is one.
_MEASURE_NEXT = re.compile(r" (?:[0-9][0-9.,]*(?:-?[a-z]|[A-Z]{2})[\w-]*|[$€£][0-9][0-9.,]*) [a-z]")
_SMALL_NUMBERS = NUMBER_WORDS - {"hundred", "thousand", "million", "billion", "trillion"} | {"dozen"}
_WINDOW = 60
_SPACES = frozenset(["", " ", "\n"])
# The last or first mark without which a pattern above need not be tried.
_MARKS = frozenset("×x*+÷^/±−–-=.,")


class Surroundings(NamedTuple):
    """A stretch of one line on both sides of a reading, no-break spaces as spaces, with its nearest words."""

    before: str
    after: str
    printed: str
    words_before: tuple[str, ...]
    words_after: tuple[str, ...]
    own: str = "en"


def surroundings(text: str, reading: Reading, own: str) -> Surroundings:
    """What stands around `reading` in `text`, in a language; words are lower case, the nearest before is last."""
    start, end = reading.start, reading.end
    before = text[max(0, start - _WINDOW) : start].replace("\u00a0", " ").rpartition("\n")[2]
    after = text[end : end + _WINDOW].replace("\u00a0", " ").partition("\n")[0]
    near = tuple(before.lower().rsplit(None, 3)[-3:]) if before[-1:].isspace() else ()
    ahead = after.lower().split(None, 4)[:4] if after[:1] in (" ", "-") else ()
    following = tuple([word.strip(",.;:)") for word in ahead])
    return Surroundings(before, after, text[start:end], near, following, own)


def is_number(word: str) -> bool:
    """Does the word begin like a number, in digits or in words?"""
    return word[:1].isdigit() or word.partition("-")[0] in NUMBER_WORDS


def stands_alone(around: Surroundings, quantity: Quantity, locale: str) -> bool:
    """Is the reading, in its place, surely the quantity that it looks like? (Bare counts have more to pass.)"""
    if quantity.value is None and quantity.lower is None:
        return False
    if not around.printed[0].isdigit() and _opens_otherwise(around, quantity):
        return False
    closed = around.after[:1] in _SPACES or _CLOSED.match(around.after) is not None
    measured = quantity.dimension != "count" and around.printed[0] in "0123456789$€£"
    if not closed or _torn(around, measured=measured) or _in_a_sum(around):
        return False
    if around.words_before[-1:] == ("and",) and _is_rest(around, quantity):
        return False
    if ZERO_BELOW.match(around.after) is not None:
        return False
    bare = quantity.dimension == "count" and quantity.unit_text is None
    if (not bare and odd_unit(quantity, around)) or _foreign_decimals(around.printed, locale):
        return False
    return quantity.dimension not in ("count", "currency") or not _goes_on(around, quantity)


def _opens_otherwise(around: Surroundings, quantity: Quantity) -> bool:
    """Does the word or sign that opens it, before its digits, say another thing than it seems to?"""
    if _is_part(around) or _is_once(around) or _loses_sign(around) or _is_below_zero(around):
        return True
    return around.own != "de" and _is_titled(quantity, around.printed)


def _is_titled(quantity: Quantity, printed: str) -> bool:
    measured = quantity.dimension not in ("count", "currency") and quantity.scale is None
    return measured and quantity.qualifier == "unqualified" and _TITLED.fullmatch(printed) is not None


def _is_rest(around: Surroundings, quantity: Quantity) -> bool:
    """Is it the rest of a measure that begins with its unit alone: the days of "a year and 20 days"?"""
    article, unit = (*around.words_before[-3:-1], "", "")[:2]
    return article in ("a", "an") and quantity.dimension is not None and _SINGLE.get(unit) == quantity.dimension


@cache
def _tearing(own: str) -> frozenset[str]:
    """The words before a number that may belong to it."""
    joints = {"or", "and", "&", "to", "than", "how", "+", "-", *TO_OR.get(own, ())}
    return frozenset(_SIGN_WORDS | words("negations", own) | NUMBER_WORDS | joints)


def counts_measures(around: Surroundings) -> bool:
    """Is it a number in words of things that are each of a measure: "three 500ml bottles"?"""
    return around.printed[-1:].isalpha() and _MEASURE_NEXT.match(around.after) is not None


def _torn(around: Surroundings, *, measured: bool) -> bool:
    """Is a part of the number left outside: a sign, a negation, decimals, a scale, another number?"""
    one = around.words_before[-1] if around.words_before else ""
    apart = measured and one in _SMALL_NUMBERS
    if one.endswith(("n't", "n’t")) or (one in _tearing(around.own) and not apart and _torn_before(around, one)):
        return True
    if not around.words_after:
        return False
    if around.own != "en" and HALF_MORE.match(around.after):
        return True
    two = around.words_after[0]
    return two == "x" or two.strip("-.") in _SCALES or around.words_after[:2] == ("or", "equal")


def _torn_before(around: Surroundings, one: str) -> bool:
    two = around.words_before[-2] if len(around.words_before) > 1 else ""
    if one in _SIGN_WORDS or one in words("negations", around.own) or one in NUMBER_WORDS:
        return True
    if (two == "plus" and one == "or") or (
        one in ("and", "&") and two in NUMBER_WORDS and not _SIGNED.match(around.printed) and not _is_anew(around, two)
    ):
        return True
    if one in TO_OR.get(around.own, ()) and two in ONE:
        return True
    if two == "equal" and one in ("to", "than") and around.words_before[-3:-2] in (("or",), ("least",), ("most",)):
        return True
    if one in ("to", "or", "and") and two[-1:] == "-" and is_number(two):
        return True
    if one == "how":
        return around.printed.lower().startswith("about")
    # A hyphen that opens a line with words in it is a bullet; anywhere else, with a space after it, it may be a minus.
    alone = len(around.words_before) > 1 or not _WORDS.search(around.after)
    return one in ("+", "-") and alone and two != "-" and any(letter.isdigit() for letter in around.printed)


def _in_a_sum(around: Surroundings) -> bool:
    """Do marks beside it say that it is one number of several, in a sum or of one that was taken apart?"""
    before, after = around.before, around.after
    last = around.words_before[-1] if around.words_before else before.rstrip(" ")
    if last[-1:] in _MARKS and (_SUM_BEFORE.search(before[-5:]) or _APART_BEFORE.search(before[-4:])):
        return True
    if _MARKS.isdisjoint(after[:2]):
        return False
    return _SUM_AFTER.match(after) is not None or _APART_AFTER.match(after) is not None


def _goes_on(around: Surroundings, quantity: Quantity) -> bool:
    """Does the number go on: "3 hundred and 21", "3 million and a half", "555 123 4567"?"""
    last = around.words_before[-1] if around.words_before else ""
    listed = last[-2:-1].isdigit() and last[-1:] in ".," and not _YEAR_BEFORE.fullmatch(last)
    if around.printed[:1].isdigit() and (last[-1:].isdigit() or (listed and not _goes_with_a_list(around))):
        return True
    if counts_measures(around):
        return False
    after = (*around.words_after, "", "", "")
    if quantity.dimension == "currency":
        if around.own != "en" and CENTS_BEHIND.match(around.after):
            return True
        # "one dollar and one" may be a dollar and a cent, "five mao five" half a mao more.
        if quantity.unit is None and after[0] in NUMBER_WORDS and not after[1]:
            return True
        return around.printed[-1].isalpha() and after[0] in ("and", "&") and after[1] in NUMBER_WORDS
    if "." in around.printed and not around.printed[-1:].isalpha():
        return after[0][:1].isdigit()
    if after[0] in ("and", "&"):
        # "45 and 50 cases" are two numbers of cases.
        digits = around.printed[-1].isdigit() and after[1][:1].isdigit()
        apart = digits and (after[2][:1].isalpha() or after[1][-1] in "%°")
        apart = apart or after[1] in _NOTHING or _is_followed_anew(around, quantity)
        return (is_number(after[1]) and not apart) or (after[1] in ("a", "an") and after[2].endswith(_PARTS))
    return after[0][:1].isdigit()


def _is_followed_anew(around: Surroundings, quantity: Quantity) -> bool:
    """Is what "and" joins too large for a part of the same number, as in "3 million and 4 million"?"""
    second = _AND_DIGITS.match(around.after) if quantity.scale is not None else None
    found = match_scale(around.after, second.end(), around.own, money=False) if second is not None else None
    return found is not None and quantity.scale is not None and found[0] >= quantity.scale


def _is_anew(around: Surroundings, scale: str) -> bool:
    """Is the number too large for a part of one that ended with the word `scale`?"""
    sizes = [match_scale(f" {word}", 0, around.own, money=False) for word in (scale, *around.printed.split()[1:2])]
    before, own = (found[0] if found is not None else None for found in (*sizes, None)[:2])
    larger = around.printed[0].isdigit() and before is not None and own is not None and own >= before
    return larger or around.printed in _NOTHING


def _goes_with_a_list(around: Surroundings) -> bool:
    return counts_in_a_list(around) or may_be_measured_in_a_list(around)


def _is_part(around: Surroundings) -> bool:
    """Is it what something is a part of? A third of a million is no million."""
    return around.words_before[-1:] == ("of",) and around.printed.lower().startswith(("a ", "half a "))


def _is_once(around: Surroundings) -> bool:
    begins = not around.words_before or around.words_before[-1][-1] in ",;.!?"
    return begins and around.printed.lower() in _ONCE and _TELLING.match(around.after) is not None


def _is_below_zero(around: Surroundings) -> bool:
    """Is it the second half of "10 degrees below zero", which is −10?"""
    if not around.words_before or not (is_number(around.words_before[-1]) or around.words_before[-1] in DEGREES):
        return False
    return around.printed.lower().startswith("below ") or ZERO_BELOW.match(f" {around.printed}") is not None


def _loses_sign(around: Surroundings) -> bool:
    """Is the sign another thing? "75 -300mm" has no negative length, "C $ 100" no US dollar."""
    if around.printed.startswith("$"):
        return _DOLLAR_BEFORE.search(around.before[-6:]) is not None
    if around.own in ("fr", "es") and around.printed.lower().startswith(("moins ", "menos ")):
        return is_no_minus(around)
    if around.printed.lower().startswith(("minus ", "negative ")):
        return around.words_before != () and (is_number(around.words_before[-1]) or around.words_before[-1][-1:] == "%")
    return around.printed[0] in "+-−–" and around.before.rstrip()[-1:].isdigit()


def _foreign_decimals(printed: str, locale: str) -> bool:
    """A lone mark that is not the locale's decimal mark is as likely a slip between two numbers ("2020,15")."""
    mark = decimal_mark(locale)
    if mark is None or (mark == "." and "," not in printed):
        return False
    lone = _LONE_MARK.search(printed)
    if lone is None or lone.group(1) == mark:
        return False
    return _CENTS.search(printed) is None
