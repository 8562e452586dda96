"""Whole numbers, decimal numbers and booleans: the texts that Table Schema takes for them, and their values.

A reader takes a text and returns its value, or None if the text is of another type. ASCII digits only, no underscores;
white space around a number is allowed (XML Schema collapses it), as Frictionless allows it.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.rows.compile.schema import FieldRule

BLANKS = " \t\n\r\f\v"
INTEGER = re.compile(r"[+-]?[0-9]+")
SPECIAL = re.compile(r"(?i:nan|[+-]?inf)")
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")


def integer_reader(rule: FieldRule) -> Callable[[str], int | None]:
    """[+-]digits; with bareNumber false also what stands before and after them, without digits and signs."""
    pattern = INTEGER if rule.properties.get("bareNumber", True) else re.compile(r"[^-+0-9.]*([+-]?[0-9]+)[^-+0-9.]*")

    def read(text: str) -> int | None:
        match = pattern.fullmatch(text.strip(BLANKS))
        if match is None:
            return None
        try:
            return int(match[match.lastindex or 0])
        except ValueError:  # more digits than Python reads
            return None

    return read


def number_pattern(rule: FieldRule) -> str:
    """The lexical form of a number, as a regular expression with the number in its first group.

    Group characters stand between digits of the whole part only.
    """
    point = re.escape(rule.properties.get("decimalChar", "."))
    group = re.escape(rule.properties.get("groupChar", ""))
    whole = f"[0-9]+(?:{group}[0-9]+)*" if group else "[0-9]+"
    number = rf"[+-]?(?:{whole}(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)?"
    if rule.properties.get("bareNumber", True):
        return f"({number})"
    # An affix has nothing that a number could begin or go on with, or ".5 %" would be 5.
    return rf"[^-+0-9.{point}]*({number})[^-+0-9.{point}]*"


def number_reader(rule: FieldRule) -> Callable[[str], Decimal | None]:
    """A decimal with an optional exponent, or NaN, INF, -INF in any case (Table Schema, `number`)."""
    pattern = re.compile(number_pattern(rule))
    point, group = rule.properties.get("decimalChar", "."), rule.properties.get("groupChar", "")

    def read(text: str) -> Decimal | None:
        stripped = text.strip(BLANKS)
        if SPECIAL.fullmatch(stripped):
            return Decimal(stripped)
        match = pattern.fullmatch(stripped)
        if match is None:
            return None
        plain = match[1].replace(group, "") if group else match[1]
        try:
            return Decimal(plain.replace(point, "."))
        except InvalidOperation:  # an exponent beyond all bounds
            return None

    return read


def booleans(rule: FieldRule) -> dict[str, bool]:
    """What each text of a boolean field means; a text that is both is false, as Frictionless has it."""
    true, false = rule.properties.get("trueValues", TRUE), rule.properties.get("falseValues", FALSE)
    return {**dict.fromkeys(true, True), **dict.fromkeys(false, False)}


def boolean_reader(rule: FieldRule) -> Callable[[str], bool | None]:
    """One of trueValues and falseValues."""
    return booleans(rule).get
