"""The words of a header as an amount: "thousands of euros" is 1000 EUR, "kg" one kilogram, "₹ Cr" ten million."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.grammar.wordlist import language, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.value import Quantity

MONEY = re.compile(r"((?:[A-Z]{1,3})?[$€£¥₹]|Rs(?=[ .'’])\.?|[A-Z]{3}(?=[ '’]))\s*(.+)")
# A scale in digits, and one glued to its money: "in 1.000", "1 000 €", "TEUR", "kUSD".
DIGITS = re.compile(r"1(?:[.,'’\u00a0\u202f ]?000)+(?![0-9])")
GLUED = re.compile(r"([TkKmM])([A-Z]{3}|[$€£])")
# A letter or two for the scale, and a code of money: "B USD", "USDm".
CODED = re.compile(r"([kKmMbBtT]|[mMbBtT]n) ([A-Z]{3})|([A-Z]{3})([kKmMbB]|[mMbB]n)")
# The money first and its scale behind it: "Rs. in crore", "dollars in millions", "$, thousands".
_APART = re.compile(r"([^,]{1,20}?)(?:, (?:(?:in|en) )?| (?:in|en) )([^,]+)")
# "x1000", "×10³".
_TIMES = re.compile(r"[x×][ \u00a0]?(?=1[0.,])")
_POWER = re.compile(r"(10(?:\^[0-9]{1,2}|[⁰¹²³⁴-⁹]{1,2}))(?![0-9])\s*(.*)")
_CODE = re.compile(r"(?<![^\W\d_])[A-Z]{3}$")
MONEY_SIGN = re.compile(r"[$€£]")
SCALES = {"m": "million", "mn": "million", "M": "million", "mln": "million", "k": "thousand", "bn": "billion"}
SCALES |= dict.fromkeys(["Cr", "Cr.", "cr", "cr.", "Crs"], "crore") | dict.fromkeys(
    ["lac", "lacs", "Lac", "Lacs"], "lakh"
)


def one_of(words: str, locale: str) -> Quantity | None:
    """One of what the words say, if they are a known unit or scale and nothing else."""
    apart = _APART.fullmatch(words)
    orders = (words,) if apart is None else (words, f"{apart[1]} {apart[2]}", f"{apart[2]} of {apart[1]}")
    for text in (form for order in orders for form in _forms(_TIMES.sub("", order), locale)):
        one = parse_quantity(text, locale=locale)
        if one is None or one.value is None or one.qualifier != "unqualified" or one.dimension == "ratio":
            continue
        if "unknown_rate" in one.flags and one.dimension is not None:
            # "$/kg" is a price that has no code.
            return one
        # Of a sign that is money of several countries the scale is not known either: "$m" where "m" is no million.
        unsure = one.unit is None and MONEY_SIGN.search(words) is not None
        money = one.dimension == "currency"
        if unsure or (one.value == 1 and (one.unit == "1" or (one.unit is None and not money))):
            continue
        return replace(one, flags=tuple(flag for flag in one.flags if flag != "trailing_zeros"))
    return None


def _forms(words: str, locale: str) -> Iterator[str]:
    thousands = _thousands(language(locale)).match(words)
    if thousands:
        yield f"1000 {_of().sub('', words[thousands.end() :].strip())}".strip()
    digits = DIGITS.match(words)
    if digits and (digits.end() == len(words) or MONEY_SIGN.search(words) or _CODE.search(words)):
        yield f"{re.sub('[^0-9]', '', digits[0])} {words[digits.end() :].strip()}".strip()
    power = _POWER.fullmatch(words)
    if power:
        yield f"1 × {power[1]}{'' if power[2][:1] == '/' else ' '}{power[2]}".strip()
    glued = GLUED.fullmatch(words)
    if glued and (glued[1] != "T" or language(locale) == "de"):
        yield f"{1_000_000 if glued[1] in 'mM' else 1000} {glued[2]}"
    coded = CODED.fullmatch(words)
    if coded and (coded[2] or coded[3]) in listed("codes"):
        scale = (coded[1] or coded[4]).casefold()
        yield f"{coded[2] or coded[3]} 1 {SCALES.get(scale, {'b': 'billion', 't': 'trillion'}.get(scale, scale))}"
    money = MONEY.fullmatch(words)
    if money:
        behind = "thousand" if _thousands(language(locale)).fullmatch(money[2]) else SCALES.get(money[2], money[2])
        yield f"{money[1]}1 {behind}"
        yield f"{money[1]} 1 {behind}"
    scale, _, rest = words.partition(" ")
    if _of().match(rest):
        yield f"1 {scale} {_of().sub('', rest)}"
    yield f"1 {words}"
    if rest:
        yield f"{scale} 1 {rest}"  # "Rs crore"


def listed(kind: str) -> tuple[str, ...]:
    """The words of a kind in the table of headers."""
    words: tuple[str, ...] = tuple(read_table("headers")[kind])
    return words


@cache
def alternatives(kind: str) -> str:
    """The same as a part of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed(kind), key=lambda word: (-len(word), word)))


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"^(?:(?:of|de|von)\s+|d['’])", re.IGNORECASE)


@cache
def _thousands(tongue: str) -> re.Pattern[str]:
    table = read_table("headers")["thousands"]
    listed = sorted({*table["en"], *table.get(tongue, [])}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?![\w])", re.IGNORECASE)
