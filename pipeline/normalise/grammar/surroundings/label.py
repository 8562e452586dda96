"""Numbers that are a label or part of a name: "page 12", "Windows 11", "10 Downing Street", "the 7.15 to Brighton"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.surroundings.behindname import GROUPED, is_apart
from pipeline.normalise.grammar.surroundings.nounshare import THINGS
from pipeline.normalise.grammar.units.moneylist import NAMES, SHARED_NAMES
from pipeline.normalise.grammar.wordlist import pattern, words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.value import Quantity

MONEY = NAMES.keys() | SHARED_NAMES | {"dollar", "dollars", "rs", "percent", "cent", "php"}
_NAME = re.compile(r" [A-Z][a-z]")
# "Injuries: 71": a plural says what is counted, unless it may be a name or one of a series.
_TALLY = re.compile(rf"(?<!\w)(?:{pattern('tallied', 'en')}|{pattern('not_long', 'en')}):$", re.IGNORECASE)
# "19 Grand Slam titles", though what is announced by "10 Downing Street" counts nothing.
_TITLED_THINGS = re.compile(
    r"(?: (?!(?:Street|Road|Avenue|Lane|Square|Place|Drive|Way|Court)\b)[A-Z][\w.-]+){2,3}"
    r" (?!was |is |has |says )[a-z]{3,}s(?![\w'’])"
)
# "3 MILL LANE", where not everything is in capitals.
_LOUD = re.compile(
    r" [A-Z]{2,} (?:[A-Z]{2,} )*(?:ST|RD|AVE?|DR|LN|STREET|ROAD|AVENUE|DRIVE|LANE|WAY|COURT|CLOSE|PLACE)\b"
)
# "737 Max": a qualifier behind a number has no capital.
_MODEL = re.compile(r" [A-Z][A-Za-z]+$")
_A_PEOPLE = re.compile(r" (?!Index\b)[A-Z][A-Za-z.-]+(?:s(?!\w)| [a-z]{3,}(?!\w))")
_DIALLED = re.compile(r"[0-9]{3}")
# "The 7.15 to Brighton" leaves then.
_LEAVES = re.compile(r" (?:(?:to|from) [A-Z]|(?:train|bus|ferry|flight|service)\b)")
_HOUR = re.compile(r"(?:1?[0-9]|2[0-3])[.][0-5][0-9]")
# "Book three" is one of a series, and "book three rooms" is to be done.
_SERIES_OR_VERB = frozenset(["book"])


def is_label(around: Surroundings) -> bool:
    """Does the word before name one of a series ("page 12"), or is it part of a name ("Windows 11")?"""
    if around.before.rstrip()[-1:] in ("#", "№", "§"):
        return True
    if not around.words_before or _names_nothing(around.before.rsplit(None, 1)[-1], around.own):
        return False
    if _is_called(around):
        return True
    near = [_bare(word, around.own) for word in around.words_before if word != "."]
    if near[-1:] == ["of"] and (near[-2:-1] == ["cent"] or near[-2:][0].startswith("percent")):
        return True
    if near and (
        _is_titled(near, around)
        or near[-1] in MONEY
        or (near[-1] in words("labels", around.own) and not _is_counted(around))
    ):
        return True
    if near[-1:] == ["of"] and near[-3:-2] and near[-3] in words("labels", around.own):
        return True
    printed = around.before.rsplit(None, 1)[-1]
    if printed == printed.lower() and around.own != "de":
        return False
    if is_apart(around, printed) or _opens(around) or _is_counted(around) or _TALLY.search(printed):
        return False
    word = printed.lower().replace("’", "'").partition("'")[0]
    if around.own == "de":
        # Every noun of German has a capital; a letter alone is a road's ("A 7") or a line's.
        return printed.isupper() or any(letter.isupper() for letter in printed[1:])
    # "Whisk three eggs": a name's number is written in digits.
    spelled = around.printed.islower() and around.printed.isalpha() and THINGS.match(around.after)
    first = (around.own != "en" or spelled) and len(around.words_before) == 1
    return printed != printed.lower() and not first and word not in words("openers", around.own)


@lru_cache(maxsize=4096)
def _names_nothing(word: str, own: str) -> bool:
    """Is it a word without capitals of which no list says that a number may belong to it? Such words repeat."""
    if word != _bare(word, own).rstrip(":") or word != word.lower() or word == "of" or own == "de":
        return False
    listed = words("labels", own) | words("calling", own)
    return word not in listed and word not in MONEY and word not in _SERIES_OR_VERB


def is_name(around: Surroundings, quantity: Quantity) -> bool:
    """Is it a part of a name ("10 Downing Street", "the Seven Sisters")? "300 Russian troops" are counted."""
    if quantity.qualifier in ("at_most", "at_least") and _MODEL.search(around.printed):
        return True
    if around.after[1:3].isupper() and _LOUD.match(around.after):
        return True
    if around.own == "de" or not _NAME.match(around.after):
        return False
    if around.printed.istitle() and around.printed.isalpha() and around.before.rstrip()[-1:].isalpha():
        return True
    # A number in small letters is no part of a name: "her four World Cups".
    spelled = around.own == "en" and around.printed.islower() and around.printed.isalpha()
    counted = spelled or _A_PEOPLE.match(around.after) or _TITLED_THINGS.match(around.after)
    return quantity.qualifier == "unqualified" and not counted


def _bare(word: str, own: str) -> str:
    """A word without the marks beside it, and without the French article that is written onto it ("l'article")."""
    word = word.rstrip(".").lstrip("([")
    return word.replace("’", "'").removeprefix("l'").removeprefix("d'") if own == "fr" else word


def _is_titled(near: list[str], around: Surroundings) -> bool:
    """Is it a place in a series: "book three", "version: 1"? "Pages: 12" are counted."""
    if near[-2:] == ["age", "of"]:
        # "Under the age of 18": a bound stands outside.
        return True
    if THINGS.match(around.after):
        return False
    word, name = near[-1], near[-1].rstrip(":")
    return name in _SERIES_OR_VERB or (name != word and name in words("labels", around.own) and name[-1] != "s")


def is_departure(around: Surroundings) -> bool:
    """Is it when something leaves: "the 7.15 to Brighton", "left at 10.47"? What is traded closes at a number."""
    if around.words_before[-1:] not in (("the",), ("at",)) or not _HOUR.fullmatch(around.printed):
        return False
    if around.words_before[-1] == "the":
        return _LEAVES.match(around.after) is not None
    verb = around.words_before[-2] if len(around.words_before) > 1 else ""
    return verb not in words("quoted", "en") | words("figured", "en") and THINGS.match(around.after) is None


def _opens(around: Surroundings) -> bool:
    """Does a word of the reading itself stand before its digits?"""
    return around.printed[0].isalpha() and any(letter.isdigit() for letter in around.printed)


def _is_counted(around: Surroundings) -> bool:
    """Is it written with separators, and things behind it or a word before it say that it counts?"""
    if GROUPED.search(around.printed) is None:
        return False
    return _opens(around) or THINGS.match(around.after) is not None


def _is_called(around: Surroundings) -> bool:
    """Is it the number that is dialled ("called 911"), or that a society is named after ("the Group of 77")?"""
    near = around.words_before
    if _DIALLED.fullmatch(around.printed) and near[-1] in words("calling", around.own):
        return THINGS.match(around.after) is None
    named = near[-1] == "of" and near[-2:-1] and near[-2] in words("societies", around.own)
    return bool(named) and len(near) > 2 and around.before.split()[-2][:1].isupper()
