"""Files of cases: strings and sentences of made-up news, with what they are to be read as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pipeline.value import Quantity

CASES = Path(__file__).parent / "cases"
STRINGS = ("strings.txt", "strings2.txt", "strings3.txt")
NEWS = ("news.txt", "news2.txt", "news3.txt", "news4.txt")
MARKS = {
    "~": "approximate",
    "<~": "nearly",
    ">=": "at_least",
    "<=": "at_most",
    ">": "more_than",
    "<": "less_than",
    "": "unqualified",
}
READING = re.compile(r"(<~|~|>=|<=|>|<|)(-?[0-9./]+?)(?:(\.\.|\+-)(-?[0-9.]+))? (\S+)")
MARKED = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a text is to be read as; `value` is a ratio where it has no end as a decimal."""

    qualifier: str
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    unit: str | None


def lines(name: str) -> Iterator[list[str]]:
    """The lines of a file of cases, in parts."""
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(" | ") if name in STRINGS else line.split(" | ", 1)


def expected(text: str) -> Expected | None:
    """None for what is to be no quantity, or one without a value."""
    found = READING.fullmatch(text)
    if found is None:
        return None
    mark, one, joint, two, unit = found.groups()
    code = None if unit == "?" else unit
    value = Fraction(one)
    if joint == "..":
        return Expected("range", None, value, Fraction(two), code)
    if joint == "+-":
        return Expected("plus_minus", value, value - Fraction(two), value + Fraction(two), code)
    kind = MARKS[mark]
    lower = value if kind in ("more_than", "at_least") else None
    upper = value if kind in ("less_than", "at_most", "nearly") else None
    return Expected(kind, value, lower, upper, code)


def same(one: Fraction | None, two: Decimal | None) -> bool:
    """A value of ours is exact, or has no end and is flagged so."""
    if one is None or two is None:
        return one is None and two is None
    return abs(one - Fraction(two)) <= abs(one) * Fraction(1, 10**12)


def agrees(wanted: Expected, quantity: Quantity) -> bool:
    """Are value, bounds, qualifier and unit what is wanted?"""
    numbers = zip(
        (wanted.value, wanted.lower, wanted.upper), (quantity.value, quantity.lower, quantity.upper), strict=True
    )
    return (
        all(same(one, two) for one, two in numbers)
        and wanted.qualifier == quantity.qualifier
        and (wanted.unit == quantity.unit or (wanted.unit == "1" and quantity.dimension is None))
    )


def states(quantity: Quantity | None) -> bool:
    """Does it state a number at all?"""
    return quantity is not None and (quantity.value, quantity.lower, quantity.upper) != (None, None, None)


def unmarked(sentence: str) -> tuple[str, list[tuple[int, int, Expected]]]:
    """The sentence without its marks, and what is marked, with spans."""
    text, wanted, at = "", [], 0
    for found in MARKED.finditer(sentence):
        text += sentence[at : found.start()]
        reading = expected(found.group(2))
        if reading is not None:
            wanted.append((len(text), len(text) + len(found.group(1)), reading))
        text += found.group(1)
        at = found.end()
    return text + sentence[at:], wanted
