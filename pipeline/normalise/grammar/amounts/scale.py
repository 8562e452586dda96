"""Scales behind a number: words of four languages ("3,2 Mio.", "5 mil millones") and letters ("86M", "$5m")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.units.money import CURRENCIES, RUPEES
from pipeline.normalise.grammar.wordlist import language, pattern

if TYPE_CHECKING:
    from pipeline.normalise.grammar.numerals.number import Numeral
    from pipeline.normalise.grammar.units.money import Money

_SCALE_ROWS: dict[str, dict[str, str]] = {
    "en": {
        "1e2": "hundred",
        "1e3": "thousand thousands",
        "1e5": "lakh lakhs lac lacs",
        "1e6": "million millions mn mln mil mill",
        "1e7": "crore crores",
        "1e9": "billion billions bn bln",
        "1e12": "trillion trillions tn trn tln",
        "12": "dozen dozens doz dozs dz dzs",
    },
    "de": {
        "1e3": "tausend tsd.",
        "1e6": "million millionen mio. mio mill.",
        "1e9": "milliarde milliarden mrd. mrd",
        "1e12": "billion billionen bio.",
    },
    "fr": {
        "1e3": "mille",
        "1e6": "million millions mio",
        "1e9": "milliard milliards mds md mrd",
        "1e12": "billion billions",
        "12": "douzaine douzaines",
    },
    "es": {
        "1e3": "mil",
        "1e6": "millón millones mill.",
        "1e9": "mil_millones millardo millardos",
        "1e12": "billón billones",
        "12": "docenas",
    },
}
_WORD_SCALES = {
    tongue: {word.replace("_", " "): size for size, words in rows.items() for word in words.split()}
    for tongue, rows in _SCALE_ROWS.items()
}
# In any language: a text may be in another than its locale says, and then "5 milliards" is still no number of things.
_ALL_WORDS = frozenset(word.rstrip(".") for table in _WORD_SCALES.values() for word in table) | {"miljoen", "mil"}
# "12 lacs" are lakes in French.
SCALE_WORDS = _ALL_WORDS - {"lac", "lacs"}
SCALE_FIRSTS = frozenset(word.partition(" ")[0] for word in _ALL_WORDS)
_SCALE_LETTERS = frozenset(letter for word in SCALE_WORDS for letter in (word[0], word[0].upper())) | set("kKmMbBT")
_MONEY_LETTERS = {"k": "1e3", "K": "1e3", "m": "1e6", "M": "1e6", "MM": "1e6", "b": "1e9", "B": "1e9", "T": "1e12"}
# "Rs 500 cr": crores, of rupees only.
_MONEY_LETTERS |= dict.fromkeys(("cr", "Cr", "CR"), "1e7")
# Behind money and a space only these: "$5 T-shirts" are no trillions.
_APART_LETTERS = frozenset(["m", "M", "MM", "k", "K", "B", "cr", "Cr", "CR"])
_COUNT_LETTERS = {"k": "1e3", "K": "1e3", "M": "1e6"}
# "2.33 k" is a number where nothing goes on; "5 k run" may be anything.
_CLOSED = re.compile(r"[.,;:!?)]*(?:\n|$)")
# "12 Mill Road", "two mill workers", "6 mil sheeting" are no millions, though behind money or before it they are.
_NO_MILLION = re.compile(
    r"[ \u00a0](?!(?:us |u\.s\. )?(?:dollar|euro|pound|yen|yuan|rupee|bucks|usd|eur|gbp))[a-z]", re.I
)
_SCALE_WORD = re.compile(r"[ \u00a0\u202f-]?((?:mil |hundred |lakh |lac )?[^\W\d_]{1,10}\.?)(?![\w])", re.IGNORECASE)

_SCALED_CODE = re.compile(r"[ \u00a0]?([kKM]|Md|Mrd|Mio|Mds)(?=([A-Z]{3})(?![A-Za-z])|([€$£]))")
_CODE_SCALES = {"k": Decimal(1000), "K": Decimal(1000), "M": Decimal(10**6), "Mio": Decimal(10**6)}
_CODE_SCALES |= dict.fromkeys(("Md", "Mrd", "Mds"), Decimal(10**9))
# Before what has no length ("1.2m people") the letter is a million.
_AND_MILLIONS = r"(?:[ \u00a0](?:to|and|or)[ \u00a0]|[ \u00a0]?[–-][ \u00a0]?)[0-9][0-9.,]*m"
_MILLIONS = re.compile(
    rf"m(?:{_AND_MILLIONS})?[ \u00a0](?:(?:more|fewer|new|extra|other|young)[ \u00a0])?"
    rf"(?:{pattern('not_long', 'en')})\b"
)
_MILLIONS_OF = re.compile(r"m[ \u00a0]([A-Z]{3})(?![A-Za-z])")
_BILLIONS = re.compile(r"B(?![^\W_])")


def knows_scales(locale: str) -> bool:
    """Do we have the scale words of the language? Where not, a number of things may be a number of millions."""
    return language(locale) in (*_WORD_SCALES, "und")


def match_scale(text: str, at: int, locale: str, *, money: bool) -> tuple[Decimal, int] | None:
    """Read a scale directly after a numeral: a word, or a letter without a space ("86M", "$5m" but not "5m")."""
    if text[at : at + 2].strip("\u00a0\u202f -")[:1] not in _SCALE_LETTERS:
        return None
    found = _SCALE_WORD.match(text, at)
    if found is None:
        return None
    word, glued = found.group(1), found.start(1) == at
    apart = not glued and money and word.rstrip(".") in _APART_LETTERS and text[found.end() : found.end() + 1] != "-"
    apart = apart or (word == "k" and _CLOSED.match(text, found.end()) is not None)
    if not glued and not apart and word.lower().partition(" ")[0].rstrip(".") not in SCALE_FIRSTS:
        return None
    milled = word[0] in "mM" and word.lower() in ("mil", "mill") and not money and language(locale) in ("en", "und")
    if milled and _NO_MILLION.match(text, found.end()):
        return None
    letters = (_MONEY_LETTERS if money else _COUNT_LETTERS) if glued or apart else {}
    table = _WORD_SCALES.get("en" if language(locale) == "und" else language(locale), {})
    first, _, second = word.lower().partition(" ")
    # The point behind two words is that of the sentence.
    second, end = second.rstrip("."), found.end(1) - second.endswith(".")
    if first == "hundred" and second in ("thousand", "million", "billion") and "hundred" in table:
        return Decimal(int(Decimal(table[second]) * 100)), end
    if first in ("lakh", "lac") and second == "crore" and "lakh" in table:
        return Decimal(10**12), end
    for spelling in (word, word.rstrip("."), word.partition(" ")[0]):
        size = letters.get(spelling) or table.get(spelling.lower())
        if size is not None:
            return Decimal(int(Decimal(size))), found.start(1) + len(spelling)
    return None


def scale_of(text: str, at: int, numeral: Numeral, locale: str, *, money: bool) -> tuple[Decimal, int] | None:
    """The scale behind a numeral, with what its letters mean there: "1.2m people", "3.2m GBP", "$5m", "0.4B"."""
    code = _SCALED_CODE.match(text, at) if text[at : at + 2].strip()[:1] in ("k", "K", "M") else None
    if code is not None and (code.group(3) or code.group(2) in CURRENCIES):
        return _CODE_SCALES[code.group(1)], code.end(1)
    if numeral.spelled and numeral.place is not None:
        return None
    if text[at : at + 1] == "m" and not money and _are_millions(text, at):
        return Decimal(10**6), at + 1
    if text[at : at + 1] == "B" and numeral.place is not None and numeral.place < 1 and _BILLIONS.match(text, at):
        return Decimal(10**9), at + 1
    return match_scale(text, at, locale, money=money)


def is_credit(printed: str, money: tuple[Money, str, int] | None) -> bool:
    """Is "Cr" behind money that has no crores the mark of a credit?"""
    return money is not None and printed.strip(" .").lower() == "cr" and money[0][0] not in RUPEES


def _are_millions(text: str, at: int) -> bool:
    """Is the letter a million, before what has no length or before a currency ("1.2m people", "3.2m GBP")?"""
    code = _MILLIONS_OF.match(text, at)
    return (code is not None and code.group(1) in CURRENCIES) or _MILLIONS.match(text, at) is not None
