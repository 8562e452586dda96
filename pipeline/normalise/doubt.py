"""Quantities in cells with a second reading that nothing in the cell rules out; such a cell is not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.normalise.headerunit import HeaderUnit
    from pipeline.value import Quantity

# "5 m" is five metres or five million, "5 B" bytes or billion, "5 K" kelvin or thousand.
LETTERS = frozenset(["k", "K", "m", "M", "b", "B", "t", "T", "MM"])
# "10³" is a thousand or a ten with the third footnote; "2 × 10³" is a power.
POWER_OR_NOTE = re.compile(r"^(?:[^×x*·]*\D)?10[²³⁴-⁹¹⁰]")
# A billion is 10⁹ or 10¹², and a decimal comma says that the text's language may be one in which it is 10¹².
LONG_SCALE = re.compile(r"[0-9],[0-9]{1,2}\s*[bt]r?illion", re.IGNORECASE)
# Forms of a date in digits and signs that people print: a day, a month, a year, two years.
DAY, YEAR, YEARS = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"[12][0-9]{3}", r"[12][0-9]{3}-[12][0-9]{3}"
MONTH = re.compile(r"[12][0-9]([0-9]{2})-(0[1-9]|1[0-2])")
# The year last or first, with one separator: "25/06/2025", "25.06.2025", "2025/06/25", "06/2025".
SEPARATED = (
    r"[0-9]{1,2}([./-])[0-9]{1,2}\1[12][0-9]{3}|[12][0-9]{3}([./])[0-9]{1,2}\2[0-9]{1,2}|(?:0[1-9]|1[0-2])/[12][0-9]{3}"
)
PRINTED = re.compile(f"{DAY}(?:/{DAY})?|{YEAR}|{YEARS}|{SEPARATED}")
DIGITS_AND_SIGNS = re.compile(r"[0-9XY?~%/.,+-]+")


def doubtful(text: str, quantity: Quantity, locale: str, stated: HeaderUnit | None) -> bool:
    """Whether a cell's quantity has a second reading; `stated` is the unit of its column."""
    if quantity.unit_text in LETTERS and "restated" not in quantity.flags:
        return stated is None or stated.one is None or stated.one.unit != quantity.unit
    if POWER_OR_NOTE.search(text):
        return True
    return locale.startswith("und") and LONG_SCALE.search(text) is not None


def doubtful_date(text: str) -> bool:
    """Whether digits and signs that EDTF could read are no date that people print so: "1200%", "4500", "2020-21"."""
    if DIGITS_AND_SIGNS.fullmatch(text) is None or PRINTED.fullmatch(text):
        return False
    month = MONTH.fullmatch(text)
    # "2009-10" is an October, or the year that ends in 2010.
    return month is None or int(month[2]) == (int(month[1]) + 1) % 100
