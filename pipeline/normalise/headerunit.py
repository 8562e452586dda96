"""The unit and scale that a header, or the curator, states for a column's bare numbers: "Size (TB)", "in thousands"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.grammar.unitlist import SYMBOLS
from pipeline.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a header states a unit: in brackets, behind a comma or "in" at its end, or as a sign.
BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")
AT_THE_END = re.compile(r"(?:,| in)\s+([^,()]{1,30})$")
SIGN = re.compile(r"^\s*([%‰€£])|([%‰€£])\s*$")
IN = re.compile(r"^(?:in|values in|all figures in)\s+", re.IGNORECASE)
THOUSANDS = re.compile(r"['’]?000s?|0{3}s")
MONEY = re.compile(r"((?:[A-Z]{1,3})?[$€£]|[A-Z]{3}(?= ))\s*(.+)")
MONEY_SIGN = re.compile(r"[$€£]")
# One letter that is a unit to some and a scale to others.
UNCLEAR = frozenset(["k", "K", "m", "M", "b", "B", "t", "T", "MM", "mm"])
SCALES = {"m": "million", "mn": "million", "M": "million", "mln": "million", "k": "thousand", "bn": "billion"}
DIGITS = 100
_SAME_KIND = {"percentage_points": "fraction"}
# One of something that is not known: the number stays, its unit is empty.
ONE = Quantity(value=Decimal(1))


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """What one of the column's numbers counts; `one` is None where the words have two readings."""

    words: str
    one: Quantity | None


def header_unit(label: str, declared: str | None, locale: str) -> HeaderUnit | None:
    """The unit that a header's words state for the numbers below it, or that the curator declares; None without one."""
    for words in [declared] if declared is not None else _stated(label):
        if declared is None and _is_initial(words, label):
            return HeaderUnit(words, replace(ONE, unit_text=words))
        if words in UNCLEAR and declared is None:
            return HeaderUnit(words, None)
        one = _one(words, locale)
        if one is not None or MONEY_SIGN.search(words):
            return HeaderUnit(words, one)
    return None if declared is None else HeaderUnit(declared, None)


def _is_initial(words: str, label: str) -> bool:
    """Whether a letter may only shorten its label: "Wins (W)" are no watts, and "Hours (h)" might be hours."""
    return len(words) == 1 and words.isalpha() and label.strip()[:1].casefold() == words.casefold()


def _stated(label: str) -> Iterator[str]:
    for pattern in (BRACKETS, AT_THE_END, SIGN):
        for match in pattern.finditer(label):
            words = IN.sub("", next(group for group in match.groups() if group)).strip()
            yield "%" if words.startswith("%") else words


def _one(words: str, locale: str) -> Quantity | None:
    """One of what the words say, if they are a known unit or scale and nothing else."""
    for text in _forms(words):
        one = parse_quantity(text, locale=locale)
        if one is None or one.value is None or one.unit is None or one.qualifier != "unqualified":
            continue
        if one.unit != "1" or one.scale is not None:
            return one
    return None


def _forms(words: str) -> Iterator[str]:
    if THOUSANDS.fullmatch(words):
        words = "thousand"
    money = MONEY.fullmatch(words)
    if money:
        yield f"{money[1]}1 {SCALES.get(money[2], money[2])}"
        yield f"{money[1]} 1 {SCALES.get(money[2], money[2])}"
    yield f"1 {words}"


def settled(quantity: Quantity, stated: HeaderUnit | None) -> Quantity:
    """A quantity whose letter is a unit or a scale ("5 m"), with the unit if it stands for the column's."""
    one = stated.one if stated is not None else None
    unit = SYMBOLS.get(quantity.unit_text or "") if quantity.unit is None else None
    if one is None or unit is None or unit[0] != one.unit or "ambiguous_unit" not in quantity.flags:
        return quantity
    flags = tuple(flag for flag in quantity.flags if flag != "ambiguous_unit")
    return replace(quantity, unit=one.unit, dimension=one.dimension, flags=flags)


def contradicts(quantity: Quantity, stated: HeaderUnit | None) -> bool:
    """Whether a cell's own unit is of another kind than its header's ("Size (TB)", "5 kg"), or other money."""
    one = stated.one if stated is not None else None
    if one is None or one.unit in (None, "1") or quantity.unit in (None, "1"):
        return False
    if one.dimension == "currency" == quantity.dimension:
        return one.unit != quantity.unit
    kinds = {_SAME_KIND.get(kind or "", kind) for kind in (one.dimension, quantity.dimension)}
    return len(kinds) > 1


def in_unit(quantity: Quantity, one: Quantity) -> Quantity:
    """A number without a unit as so many of what the header states, with flags that say what came from there."""
    scale = one.value or Decimal(1)
    flags = [] if one.unit == "1" else ["unit_from_header" if one.unit else "unit_in_header"]
    flags += ["scale_from_header"] if scale != 1 else []
    return replace(
        quantity,
        value=_times(quantity.value, scale),
        lower=_times(quantity.lower, scale),
        upper=_times(quantity.upper, scale),
        resolution=_times(quantity.resolution, scale),
        unit=one.unit,
        unit_text=one.unit_text,
        currency=one.currency,
        dimension=one.dimension,
        scale=scale if scale != 1 else quantity.scale,
        flags=(*quantity.flags, *(flag for flag in one.flags if flag not in quantity.flags), *flags),
    )


def _times(number: Decimal | None, scale: Decimal) -> Decimal | None:
    if number is None:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return number * scale
