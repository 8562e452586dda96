"""Numbers in a list that count the same things: "12, 15 and 20 seats", but not "Windows 7, 8 and 10 users"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_AND = "(?:and|or|et|ou|y|o|und|oder)"
_AHEAD = re.compile(rf"(?:, {_NUMBER}){{0,9}},? {_AND} {_NUMBER} (?!was |is |has )[^\W\d_]{{3,}}s(?![\w'’])")
_MEASURED = re.compile(rf"(?:, {_NUMBER}){{0,9}},? {_AND} {_NUMBER} ?(?:[^\W\d_]|[%°€£$])")
_BEHIND = re.compile(rf"(?:{_NUMBER},? (?:{_AND} )?)+$")


def counts_in_a_list(around: Surroundings) -> bool:
    """Is it one of several numbers, the last of which says what they all count?"""
    return around.printed[0].isdigit() and _AHEAD.match(around.after) is not None and not is_labelled_list(around)


def may_be_measured_in_a_list(around: Surroundings) -> bool:
    """Is it one of several numbers, behind the last of which a unit may stand?"""
    return around.printed[0].isdigit() and _MEASURED.match(around.after) is not None


def word_before_list(around: Surroundings) -> str:
    """The word before the list that the number is in, without its point; "" where there is none."""
    head = _BEHIND.sub("", around.before).split()
    return head[-1].rstrip(".") if head else ""


def is_labelled_list(around: Surroundings) -> bool:
    """Does a label or a name stand before the list that the number is in ("items 1, 2")?"""
    word = word_before_list(around)
    if not word:
        return False
    named = around.own != "de" and word != word.lower() and word.lower() not in words("openers", around.own)
    return named or word.lower() in words("labels", around.own)
