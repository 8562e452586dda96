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
from pipeline.normalise.headerform import DIGITS, MONEY_SIGN, alternatives, listed, one_of
from pipeline.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a label states a unit: in brackets, behind a comma, a slash or "in" at its end, or as a sign.
BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
AT_THE_END = re.compile(r"(?:,| in| en| as| /)\s+([^,()/]{1,40}(?:/[^,()/\s]{1,10})?)$")
SIGN = re.compile(r"^\s*([%‰€£])|(?<!\w)([%‰€£])\s*$")
PARTS = re.compile(r"\s*[,;]\s+")
MONEY_ALONE = re.compile(r"((?:[A-Z]{1,3})?[$€£¥₹]|Rs\.?|[A-Z]{3})(?:\s?['’\w]{1,8}\.?)?")
# "kg/lb" is one of two units of a kind, and no ratio of them.
TWO_UNITS = re.compile(r"(\w+)_per_\1")
# Money with a scale behind its label: "Revenue $m", "Turnover: £ million".
MONEY_BEHIND = re.compile(r"(?<=[\s:–—-])((?:[A-Z]{1,3})?[$€£¥₹]\s?[^\W\d_]{1,8}\.?)$")
# The same before words that go on: "£m unless stated".
MONEY_BEFORE = re.compile(r"^((?:[A-Z]{1,3})?[$€£¥₹]\s?(?:[mk]|mn|bn|['’]?000s?|thousand|million|billion)s?)(?=\s|,)")
# A label that is nothing but the sign of a unit, and no word or code of a country: "km²", "kWh".
UNIT_ALONE = re.compile(
    r"[^\W\d]{0,4}[²³/°%µ][^\W\d]{0,3}|[kc]?m[²³]/s|[kc]?m[23]|°C|°F|k[gmWBJ]|kPa|kcal|cm|m[lLg]|[kMGTP]Wh|[kMG]Hz|[TPE]B"
)
UNIT_BEHIND = re.compile(rf"(?<=\s)(?:{UNIT_ALONE.pattern})$")
# Money that stands before its scale in brackets ("US$ (millions)") or behind it at the end ("Sales, million EUR").
MONEY_WORD = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]|Rs\.?")
# A word of a scale that no number stands before: "in millions", never "over 1 million".
POWER = re.compile(r"(?<![0-9.,])10(?:\^[0-9]|[²³⁴-⁹¹])")
LONE_SCALE = re.compile(r"(?<![^\W_])(?<![0-9][ \u00a0])([^\W\d_]{2,11})(?![^\W_])")
# "Number(s)" is a plural, "Time(s)" may be seconds.
ENDINGS = re.compile(r"(?<=[^\W\d_])\((?:s|es|e|n|en|r|er|in|a|as|os)\)")
# One letter that is a unit to some and a scale to others.
UNCLEAR = frozenset(["k", "K", "m", "M", "b", "B", "t", "T", "MM", "mm"])
# What these letters are in the label of something that has a length or a mass, and no scale.
OF_KIND = {"m": ("length", "1 metre"), "mm": ("length", "1 millimetre"), "t": ("mass", "1 tonne")}
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
    # "(m)" below "Depth" is a length.
    whole = (
        f"{levels[number - 1]} {label}" if number and BRACKETS.fullmatch(label) else label
        for number, label in reversed(list(enumerate(levels)))
    )
    found = (_of_label(label, locale) for label in whole)
    return next((unit for unit in found if unit is not None), None)


def _declared(words: str, locale: str) -> HeaderUnit:
    if words == "1":
        return HeaderUnit(words, COUNT, "declaration")
    one = one_of(words, locale)
    noun = None if one is not None else parse_quantity(f"1 {words}", locale=locale)
    if noun is not None and noun.unit_text is not None and not noun.flags and noun.value == 1:
        one = noun
    return HeaderUnit(words, one, "declaration")


@lru_cache(maxsize=4096)
def _of_label(label: str, locale: str) -> HeaderUnit | None:
    unclear = _in_two_units(label, locale)
    if unclear is not None:
        return unclear
    for words in _stated(label, locale):
        kind, text = OF_KIND.get(words, ("", ""))
        if kind and _has_word(label, kind):
            return HeaderUnit(words, parse_quantity(text))
        if _is_initial(words, label) or f"({words})" in ENDINGS.findall(label):
            return HeaderUnit(words, replace(ONE, unit_text=words))
        if words in UNCLEAR:
            return HeaderUnit(words, None)
        one = one_of(words, locale)
        if one is not None:
            return HeaderUnit(words, None if "/" in words and TWO_UNITS.fullmatch(one.dimension or "") else one)
        if MONEY_SIGN.search(words) or DIGITS.match(words):
            unclear = unclear or HeaderUnit(words, None)
        elif _is_rate(words) or _is_ambiguous(words, locale) or _of_something(words, locale):
            return HeaderUnit(words, replace(ONE, unit_text=words))
    unclear = unclear or _of_unknown_scale(label)
    rate = _rate().search(label)
    return unclear if unclear is not None or rate is None else HeaderUnit(rate[0], replace(ONE, unit_text=rate[0]))


def _in_two_units(label: str, locale: str) -> HeaderUnit | None:
    """Two readings where a bracket repeats what stands before it in another unit: "Height, cm (in)", "n (%)"."""
    for found in BRACKETS.finditer(label):
        before = label[: found.start()].replace(",", ", ").split()
        last = before[-1].rstrip(",;:") if before else ""
        both = HeaderUnit(f"{last} {found[0]}", None)
        share = found[1].strip().startswith("%")
        if share and last.casefold() in listed("count_of"):
            return both
        # One letter is a unit behind a comma only: "Vitamin C (mg)", "Group A (kg)".
        if last == "in" or (len(last) == 1 and last.isalpha() and not before[-2:][0].endswith(",")):
            continue
        inner = _surely("%" if share else found[1], locale)
        outers = (_surely(words.rstrip(",;:"), locale) for words in (" ".join(before[-2:]), last))
        outer = next((one for one in outers if one is not None), None)
        if inner is None or outer is None or outer.unit == inner.unit or None in (outer.dimension, inner.dimension):
            continue
        if outer.dimension == inner.dimension or (inner.unit == "%" and outer.dimension not in ("time", "count")):
            return both
    return None


def _surely(words: str, locale: str) -> Quantity | None:
    """One of a unit that stands beside another one, where "m" is no million."""
    return parse_quantity(OF_KIND[words][1]) if words in OF_KIND else one_of(words, locale)


def _of_unknown_scale(label: str) -> HeaderUnit | None:
    """Two readings where words that may state a unit name a scale and were not understood: never just the number."""
    for found in (*BRACKETS.finditer(label), *AT_THE_END.finditer(label)):
        words = {word.casefold() for word in LONE_SCALE.findall(found[1])}
        if not words.isdisjoint(listed("scales")) or POWER.search(found[1]):
            return HeaderUnit(found[1], None)
    return None


def _is_initial(words: str, label: str) -> bool:
    """Whether a letter may only shorten its label: "Wins (W)" are no watts, and "Hours (h)" might be hours."""
    return len(words) == 1 and words.isalpha() and label.strip()[:1].casefold() == words.casefold()


def _has_word(label: str, kind: str) -> bool:
    return not {word.casefold() for word in re.findall(r"[^\W\d_]+", label)}.isdisjoint(listed(kind))


def _stated(label: str, locale: str) -> Iterator[str]:
    """The words that may state a unit, those that surely do first."""
    for found in BRACKETS.finditer(label):
        before = label[: found.start()].split()[-1:]
        if before and _is_money(before[0].rstrip(",:")):
            yield f"{before[0].rstrip(',:')} {found[1]}"
        yield from _parts(found[1])
    for match in AT_THE_END.finditer(label):
        yield from _parts(match[1])
    bare = label.strip()
    inside = _in().sub("", bare)
    if inside != bare or MONEY_ALONE.fullmatch(bare) or UNIT_ALONE.fullmatch(bare) or _is_scale(bare, locale):
        yield from _parts(inside)
    yield from _unbracketed(bare)
    share = _percent().match(inside)
    if share is not None:
        yield "percentage points" if share[1] else "%"


def _unbracketed(bare: str) -> Iterator[str]:
    """Money at the beginning or end of a label, and the sign of a unit at its end."""
    first, last = ["", "", *bare.split()][-2:]
    if _is_money(first.strip(",:")) or _is_money(last):
        yield f"{first.strip(',:')} {last}"
    for match in (*MONEY_BEFORE.finditer(bare), *MONEY_BEHIND.finditer(bare), *SIGN.finditer(bare)):
        yield next(group for group in match.groups() if group)
    if last in listed("codes"):
        yield last
    behind = UNIT_BEHIND.search(bare)
    if behind is not None and first.casefold() not in listed("per"):
        yield behind[0]


def _is_money(word: str) -> bool:
    return MONEY_WORD.fullmatch(word) is not None or word in listed("codes")


def _parts(words: str) -> Iterator[str]:
    for part in dict.fromkeys((words, *PARTS.split(words))):
        bare = _in().sub("", part.strip()).strip()
        yield "%" if bare.startswith("%") else bare


def _is_scale(words: str, locale: str) -> bool:
    """Whether a label is a scale, alone or of something: "Thousands", "Millions of euros"."""
    first = words.casefold().partition(" ")[0].rstrip(".")
    return first in listed("scales") or first in read_table("headers")["thousands"].get(language(locale), ())


def _is_rate(words: str) -> bool:
    return re.match(rf"(?:{alternatives('per')})\s|/", words, re.IGNORECASE) is not None


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


@cache
def _in() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives('in')})\s+", re.IGNORECASE)


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('percent')})\b(?:[\s-]+({alternatives('points')})\b)?", re.IGNORECASE)


@cache
def _rate() -> re.Pattern[str]:
    many = r"[0-9][0-9.,'’\u00a0\u202f]*[km]?(?: [^\W\d_]+)?|(?:hundred|thousand|million|tausend|mille|mil)"
    return re.compile(
        rf"(?:\b(?:{alternatives('per')}) |(?<![0-9])/)(?:{many}|{UNIT_ALONE.pattern})(?![\w])", re.IGNORECASE
    )
