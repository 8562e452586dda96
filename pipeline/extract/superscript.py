"""Superscripts: which are exponents, and which the marks of notes; a rule for every format that has them.

Digits behind a digit or a unit are an exponent unless a note elsewhere begins with the same mark: 10<sup>6</sup> must
not become 106, nor m<sup>2</sup> the unit m. An exponent is printed in superscript characters: 10⁶.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

NUMERIC = re.compile(r"[+\-−–]?\d+")
EXPONENT_BASE = re.compile(r"\d\s?$|(?:^|[\s\d/·.(])(?:[kmcdnµμ]?m|in|ft|yd|mi|s|h|sec|min)$")
LONGEST_MARK = 12  # characters
ORDINALS = ("st", "nd", "rd", "th", "er", "re", "e", "ème", "º", "ª", "o", "tm", "®", "™")
SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


def is_exponent(text: str, before: str, marks: Collection[str]) -> bool:
    """Whether a superscript that is a number (NUMERIC) is an exponent of the words `before` it; `marks` are those that
    notes of the document begin with."""
    if text in marks:
        return False
    return not text.isdecimal() or EXPONENT_BASE.search(before) is not None
