"""Where quantities in prose may begin: the words that find a number, and those that lead up to one."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.normalise.dates.month import MONTHS
from pipeline.normalise.grammar.amounts.qualifier import leading_words, openers
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.foreignword import number_words
from pipeline.normalise.grammar.numerals.fraction import FRACTION_WORDS
from pipeline.normalise.grammar.units.money import LETTERS
from pipeline.normalise.grammar.units.moneylist import CURRENCIES, LOWER_CODES
from pipeline.normalise.grammar.wordlist import phrases, words

_DIGITS = re.compile(r"[0-9½¼¾⅓⅔⅕-⅞⅐⅑⅒][0-9.,]*")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# UTF-8 with a space for every character of ASCII that is no letter.
_SPACED = bytes(byte if byte >= 0x80 or chr(byte).isalpha() else 0x20 for byte in range(256))
# What a quantity may begin with: the first word of a qualifier, of an interval or a number, a sign or a currency.
_SIGNED_WORDS = "us u.s. u.s c hk nz ca au nt rs rs. "
_SIGNED = (
    {letters.lower() + point for letters in LETTERS for point in ("", ".")}
    | LOWER_CODES
    | {code.lower() for code in CURRENCIES}
    | set(_SIGNED_WORDS.split())
)
_OPENING = (
    "ranging ranges ranged in a an minus negative un une una ein eine einen einem einer "
    "eines d'un d'une d’un d’une moins menos"
)
_OPENING_WORDS = frozenset(_OPENING.split())
_BEFORE_TOKEN = frozenset(' \t\n\r\f\v\u00a0\u2009\u202f([{“”"‘—')
_GAPS = frozenset(" \t\u00a0\u2009\u202f")
# "p<0.05", "BMI>30": a comparison that is written onto a name.
_COMPARED, _NAMED = frozenset("<>≤≥=."), re.compile(r"[A-Za-z][A-Za-z0-9]{0,9}(?=([<>≤≥]=?\.?)$)")
_LOOK_BACK = 45
# "D'environ 30 %": what a French word before a vowel is written onto.
_ELIDED = re.compile(r"(?:d|l|n|s|qu)['’](?=\w)")
# "An hour and a half", "a year and six months" begin with their article.
# "Twice a year and two months", "$20 an hour and 30 minutes", "half of an hour and": there it is a rate, or a part.
_RATED = re.compile(r"[0-9$€£][^.;]*$|(?:once|twice|times|many|such|of|half|per cent|percent) $", re.IGNORECASE)
_ONE_AND = re.compile(
    r"(?<![^\s(“”\"‘—])(an?) (?:hour|day|week|month|year|minute|mile|foot|yard|pound|metre|meter) and (?:a )?$",
    re.IGNORECASE,
)


class _Leads(NamedTuple):
    """The words that find a quantity, and those that may stand before its number, with whether one may begin there."""

    known: dict[str, bool]
    encoded: dict[bytes, str]
    leading: dict[str, bool]
    phrases: dict[str, tuple[str, ...]]


@cache
def _leads(own: str) -> _Leads:
    anchors = set(
        NUMBER_WORDS | (FRACTION_WORDS - {"first", "firsts", "seconds"}) | {"half", "quarter", "twice", "thrice"}
    )
    anchors |= number_words(own) if own != "en" else frozenset()
    known = {word: word in anchors for word in (*anchors, *MONTHS)}
    known |= {form: kind for word, kind in known.items() for form in (word.capitalize(), word.upper())}
    openings = {word.partition(" ")[0] for kind in ("between", "from") for word in words(kind, own)}
    beginnings = frozenset(openers(own) | anchors | _SIGNED | _OPENING_WORDS | openings)
    inner = {word for kind in ("between", "from") for phrase in words(kind, own) for word in phrase.split()}
    words_before = beginnings | leading_words(own) | inner | {"range", "of", "the"}
    leading = {word: word in beginnings or _is_sign(word) for word in words_before if word}
    encoded = {word.encode(): word for word in known}
    return _Leads(known, encoded, leading, _by_first_word(own, anchors | _SIGNED | (_OPENING_WORDS - {"in"})))


def _by_first_word(own: str, numbers: frozenset[str] | set[str]) -> dict[str, tuple[str, ...]]:
    """The phrases that open a quantity by their first word, where that word begins no number."""
    table: dict[str, list[str]] = {}
    for phrase in (*phrases("before", own), *words("between", own), *words("from", own)):
        table.setdefault(phrase.split()[0], []).append(phrase)
    return {word: tuple(listed) for word, listed in table.items() if word not in numbers}


def find_anchors(prose: str, own: str) -> tuple[list[int], list[int]]:
    """Where numbers begin, in digits and in words, and where months do; in order."""
    table, encoded = _leads(own).known, _leads(own).encoded
    anchors = [found.start() for found in _DIGITS.finditer(prose)]
    months: list[int] = []
    at = 0
    for word in [encoded[word] for word in _spelled(prose) if word in encoded]:
        at = prose.find(word, at)
        while _is_letter(prose[at - 1 : at]) or _is_letter(prose[at + len(word) : at + len(word) + 1]):
            at = prose.find(word, at + 1)
        (anchors if table[word] else months).append(at)
        at += len(word)
    anchors.sort()
    return anchors, months


def _spelled(prose: str) -> list[bytes]:
    """The words, in UTF-8: bytes are taken apart four times as fast as a pattern finds words."""
    plain = prose if prose.isascii() else _FOREIGN.sub(_letter, prose)
    return plain.encode().translate(_SPACED).split()


def _letter(found: re.Match[str]) -> str:
    return found.group() if _is_letter(found.group()) else " "


def _is_letter(character: str) -> bool:
    """Is it of a word, as the patterns for words say?"""
    return character.isalnum() and not character.isdecimal()


def starts_before(prose: str, anchor: int, at: int, own: str) -> list[int]:
    """Where what covers `anchor` may begin, not before `at`, the furthest first: its token and what leads up to it."""
    leads, floor = _leads(own), max(at, anchor - _LOOK_BACK)
    if prose[anchor - 1 : anchor] == " ":
        # The commonest: the word before it leads up to nothing.
        word = prose[max(floor, prose.rfind(" ", floor, anchor - 1) + 1) : anchor - 1]
        if word.isalpha() and word != "and" and word.lower() not in leads.leading:
            return [anchor]
        token = anchor
    else:
        token = _token_start(prose, anchor, floor)
    starts = _of_token(prose, anchor, token)
    _lead_up(prose, token, floor, own, starts)
    starts.reverse()
    return starts


def _of_token(prose: str, anchor: int, token: int) -> list[int]:
    """Where what covers `anchor` may begin in its token."""
    starts = [token] if token == 0 or prose[token - 1] in _BEFORE_TOKEN else []
    if prose[anchor - 1 : anchor] in _COMPARED and (named := _NAMED.match(prose, token, anchor)) is not None:
        # "if(x>10)" is of a program.
        starts = [] if prose[token - 2 : token - 1].isalnum() and prose[token - 1] == "(" else [named.end()]
    return starts


def _lead_up(prose: str, token: int, floor: int, own: str, starts: list[int]) -> None:
    """Add to `starts` the beginnings of what leads up to `token`, the nearest first."""
    leads = _leads(own)
    one = _ONE_AND.search(prose, floor, token) if prose.endswith(("and ", "and a "), floor, token) else None
    if one is not None and _RATED.search(prose, max(0, one.start(1) - 16), one.start(1)) is None:
        token = one.start(1)
        starts.append(token)
    end = token
    while end > floor and prose[end - 1] in _GAPS:
        begin = max(floor, prose.rfind(" ", floor, end - 1) + 1)
        if not prose[begin : end - 1].isalpha():
            begin = _token_start(prose, end - 1, floor)
        if begin > 0 and prose[begin - 1] not in _BEFORE_TOKEN:
            break
        word = prose[begin : end - 1].rstrip(",").lower()
        opens = leads.leading.get(word)
        elided = _ELIDED.match(word) if opens is None and own == "fr" else None
        if elided is not None:
            begin, word = begin + elided.end(), word[elided.end() :]
            opens = leads.leading.get(word)
        if opens is None and word:
            opens = _is_sign(word)
            if not opens:
                break
        if opens:
            opening = leads.phrases.get(word)
            if opening is None or prose[begin : begin + _LOOK_BACK].replace("\u00a0", " ").lower().startswith(opening):
                starts.append(begin)
        end = begin


def _is_sign(word: str) -> bool:
    """Does it begin with a mark, or is it a dollar?"""
    return not word[0].isalnum() or word[-1] == "$"


def _token_start(prose: str, end: int, floor: int) -> int:
    """Where the token that ends at `end` begins, at `floor` at most."""
    begin = max(floor, prose.rfind(" ", floor, end) + 1)
    if begin == end or prose[begin:end].isalpha():
        return begin
    while end > floor and prose[end - 1] not in _BEFORE_TOKEN:
        end -= 1
    return end
