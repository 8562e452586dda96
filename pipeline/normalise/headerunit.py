"""The unit and scale that words of a table state for its bare numbers: "Size (TB)", "in thousands", "US$ m".

The words stand in a column's header, in a row's label, in a column of units, in the caption; or the curator says them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.grammar.wordlist import language, read_table
from pipeline.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a label states a unit: in brackets, behind a comma, a slash or "in" at its end, or as a sign.
BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
AT_THE_END = re.compile(r"(?:,| in| en| /)\s+([^,()/]{1,40}(?:/[^,()/\s]{1,10})?)$")
SIGN = re.compile(r"^\s*([%‰€£])|(?<!\w)([%‰€£])\s*$")
PARTS = re.compile(r"\s*[,;]\s+")
MONEY = re.compile(r"((?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3}(?= ))\s*(.+)")
MONEY_ALONE = re.compile(r"((?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3})(?:\s?['’\w]{1,8}\.?)?")
# A scale in digits, and one glued to its money: "in 1.000", "1 000 €", "TEUR", "kUSD".
DIGITS = re.compile(r"1(?:[.,'’\u00a0\u202f ]?000)+(?![0-9])")
GLUED = re.compile(r"([TkKmM])([A-Z]{3}|[$€£])")
# A letter or two for the scale, and a code of money: "B USD", "USDm".
CODED = re.compile(r"([kKmMbBtT]|[mMbBtT]n) ([A-Z]{3})|([A-Z]{3})([kKmMbB]|[mMbB]n)")
# "kg/lb" is one of two units of a kind, and no ratio of them.
TWO_UNITS = re.compile(r"(\w+)_per_\1")
_CODE = re.compile(r"(?<![^\W\d_])[A-Z]{3}$")
# Money with a scale behind its label: "Revenue $m", "Turnover: £ million".
MONEY_BEHIND = re.compile(r"(?<=[\s:–—-])((?:[A-Z]{1,3})?[$€£¥₹]\s?[^\W\d_]{1,8}\.?)$")
MONEY_SIGN = re.compile(r"[$€£]")
# A label that is nothing but the sign of a unit, and no word or code of a country: "km²", "kWh".
UNIT_ALONE = re.compile(r"[^\W\d]{0,4}[²³/°%µ][^\W\d]{0,3}|°C|°F|k[gmWBg]|cm|ml|mg|[kMGTP]Wh|[TPE]B")
# "Number(s)" is a plural, "Time(s)" may be seconds.
ENDINGS = re.compile(r"(?<=[^\W\d_])\((?:s|es|e|n|en|r|er|in|a|as|os)\)")
# One letter that is a unit to some and a scale to others.
UNCLEAR = frozenset(["k", "K", "m", "M", "b", "B", "t", "T", "MM", "mm"])
# What these letters are in the label of something that has a length or a mass, and no scale.
OF_KIND = {"m": ("length", "1 metre"), "mm": ("length", "1 millimetre"), "t": ("mass", "1 tonne")}
SCALES = {"m": "million", "mn": "million", "M": "million", "mln": "million", "k": "thousand", "bn": "billion"}
# One of something that is not known: the number stays, its unit is empty.
ONE = Quantity(value=Decimal(1))
COUNT = replace(ONE, unit="1", dimension="count")


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """What a bare number counts; `one` is None where the words have two readings, `where` is the place of the words."""

    words: str
    one: Quantity | None
    where: Literal["header", "row", "caption", "declaration"] = "header"

    @property
    def scale(self) -> Decimal:
        """How many of its unit one is; 1 where the words state no scale, or have two readings."""
        return Decimal(1) if self.one is None or self.one.value is None else self.one.value


def header_unit(label: str, declared: str | None, locale: str) -> HeaderUnit | None:
    """The unit that a label's words state for the numbers of its cells, or that the curator declares; or None."""
    return _declared(declared, locale) if declared is not None else _of_label(label, locale)


def levels_unit(levels: tuple[str, ...], declared: str | None, locale: str) -> HeaderUnit | None:
    """The same for the labels above a column, the lowest last: what stands nearest to the numbers counts."""
    if declared is not None:
        return _declared(declared, locale)
    found = (_of_label(label, locale) for label in reversed(levels))
    return next((unit for unit in found if unit is not None), None)


def _declared(words: str, locale: str) -> HeaderUnit:
    if words == "1":
        return HeaderUnit(words, COUNT, "declaration")
    one = _one(words, locale)
    noun = None if one is not None else parse_quantity(f"1 {words}", locale=locale)
    if noun is not None and noun.unit_text is not None and not noun.flags and noun.value == 1:
        one = noun
    return HeaderUnit(words, one, "declaration")


@lru_cache(maxsize=4096)
def _of_label(label: str, locale: str) -> HeaderUnit | None:
    unclear = None
    for words in _stated(label):
        kind, text = OF_KIND.get(words, ("", ""))
        if kind and _has_word(label, kind):
            return HeaderUnit(words, parse_quantity(text))
        if _is_initial(words, label) or f"({words})" in ENDINGS.findall(label):
            return HeaderUnit(words, replace(ONE, unit_text=words))
        if words in UNCLEAR:
            return HeaderUnit(words, None)
        one = _one(words, locale)
        if one is not None:
            return HeaderUnit(words, None if "/" in words and TWO_UNITS.fullmatch(one.dimension or "") else one)
        if MONEY_SIGN.search(words) or DIGITS.match(words):
            unclear = unclear or HeaderUnit(words, None)
        elif _is_rate(words) or _is_ambiguous(words, locale) or _of_something(words, locale):
            return HeaderUnit(words, replace(ONE, unit_text=words))
    rate = _rate().search(label)
    return unclear if unclear is not None or rate is None else HeaderUnit(rate[0], replace(ONE, unit_text=rate[0]))


def _is_initial(words: str, label: str) -> bool:
    """Whether a letter may only shorten its label: "Wins (W)" are no watts, and "Hours (h)" might be hours."""
    return len(words) == 1 and words.isalpha() and label.strip()[:1].casefold() == words.casefold()


def _has_word(label: str, kind: str) -> bool:
    return not {word.casefold() for word in re.findall(r"[^\W\d_]+", label)}.isdisjoint(_list(kind))


def _stated(label: str) -> Iterator[str]:
    """The words that may state a unit, those that surely do first."""
    for found in BRACKETS.finditer(label):
        yield from _parts(found[1])
    for match in AT_THE_END.finditer(label):
        yield from _parts(match[1])
    bare = label.strip()
    inside = _in().sub("", bare)
    if inside != bare or MONEY_ALONE.fullmatch(bare) or UNIT_ALONE.fullmatch(bare) or _is_scale(bare):
        yield from _parts(inside)
    for match in (*MONEY_BEHIND.finditer(label), *SIGN.finditer(label)):
        yield next(group for group in match.groups() if group)
    code = bare.rpartition(" ")[2]
    if code in _list("codes"):
        yield code
    share = _percent().match(bare)
    if share is not None:
        yield "percentage points" if share[1] else "%"


def _parts(words: str) -> Iterator[str]:
    for part in dict.fromkeys((words, *PARTS.split(words))):
        bare = _in().sub("", part.strip()).strip()
        yield "%" if bare.startswith("%") else bare


def _is_scale(words: str) -> bool:
    """Whether a label is a scale, alone or of something: "Thousands", "Millions of euros"."""
    plain = words.casefold().partition(" ")[0].rstrip("s.")
    return plain in ("thousand", "million", "billion", "mio", "mrd", "tsd")


def _one(words: str, locale: str) -> Quantity | None:
    """One of what the words say, if they are a known unit or scale and nothing else."""
    for text in _forms(words, locale):
        one = parse_quantity(text, locale=locale)
        if one is None or one.value is None or one.qualifier != "unqualified" or one.dimension == "ratio":
            continue
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
    glued = GLUED.fullmatch(words)
    if glued and (glued[1] != "T" or language(locale) == "de"):
        yield f"{1_000_000 if glued[1] in 'mM' else 1000} {glued[2]}"
    coded = CODED.fullmatch(words)
    if coded and (coded[2] or coded[3]) in _list("codes"):
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


def _is_rate(words: str) -> bool:
    return re.match(rf"(?:{_words('per')})\s|/", words, re.IGNORECASE) is not None


def _is_ambiguous(words: str, locale: str) -> bool:
    """Whether words are the sign of several units: "bps" are basis points or bits per second."""
    one = parse_quantity(f"1 {words}", locale=locale)
    return one is not None and one.unit is None and "ambiguous_unit" in one.flags


def _of_something(words: str, locale: str) -> bool:
    """Whether words begin with the sign of a unit and go on: "Mt CO2", "kg of waste". What it counts is not known."""
    sign, _, rest = words.partition(" ")
    if not rest or len(sign) < 2 or sign in UNCLEAR:
        return False
    one = parse_quantity(f"1 {sign}", locale=locale)
    return one is not None and one.unit not in (None, "1") and one.value == 1


def _list(kind: str) -> tuple[str, ...]:
    listed: tuple[str, ...] = tuple(read_table("headers")[kind])
    return listed


@cache
def _words(kind: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_list(kind), key=lambda word: (-len(word), word)))


@cache
def _in() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_words('in')})\s+", re.IGNORECASE)


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"^(?:(?:of|de|von)\s+|d['’])", re.IGNORECASE)


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('percent')})\b(?:[\s-]+({_words('points')})\b)?", re.IGNORECASE)


@cache
def _rate() -> re.Pattern[str]:
    many = r"[0-9][0-9.,'’\u00a0\u202f]*[km]?(?: [^\W\d_]+)?|(?:hundred|thousand|million|tausend|mille|mil)"
    return re.compile(rf"(?:\b(?:{_words('per')}) |/)(?:{many}|{UNIT_ALONE.pattern})(?![\w])", re.IGNORECASE)


@cache
def _thousands(tongue: str) -> re.Pattern[str]:
    table = read_table("headers")["thousands"]
    listed = sorted({*table["en"], *table.get(tongue, [])}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?![\w])", re.IGNORECASE)
