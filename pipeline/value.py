"""What a cell's text is read as: a quantity, a date, or a stated absence of a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Qualifier = Literal[
    "unqualified",
    "approximate",
    "nearly",
    "more_than",
    "less_than",
    "at_least",
    "at_most",
    "range",
    "plus_minus",
]
# What a document's prose says of a figure of its tables; where it says several things, the first of these counts.
InProse = Literal[
    "repeated", "qualifier_differs", "rounded", "bound_consistent", "ambiguous", "differs_candidate", "not_mentioned"
]
IN_PROSE: tuple[InProse, ...] = get_args(InProse)
MissingCode = Literal["not_applicable", "dash", "empty", "not_disclosed", "not_available", "unknown"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text states it, in exact decimals.

    `value` has its scale applied (86000000 for "86 million") and is None for a range, for a missing value and for
    a number that cannot be read with certainty. A fraction without an end as a decimal (two thirds) has 28 digits and
    the flag "non_terminating"; no column holds so many, so it is published as printed only. `lower` and `upper` are
    only the bounds that the text asserts.
    `unit` is a UCUM code, an ISO 4217 code for money, "1" for a bare count, None if the unit is unknown.
    `resolution` is the size of the last written place after scaling.
    """

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_inclusive: bool | None = None
    upper_inclusive: bool | None = None
    qualifier: Qualifier = "unqualified"
    unit: str | None = None
    unit_text: str | None = None
    currency: str | None = None
    dimension: str | None = None
    scale: Decimal | None = None
    significant_digits: int | None = None
    resolution: Decimal | None = None
    missing: MissingCode | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity found in prose; offsets are code points, 0-based and half-open, into the text that was searched."""

    quantity: Quantity
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as EDTF (ISO 8601-2:2019) with the half-open interval [start, end) that it covers.

    `start` and `end` are None where the year is not stated ("XXXX-12-22"), the side is open, or no agreed days are
    meant; `flags` says what else a reader should know ("fiscal_year").
    """

    edtf: str
    start: date | None = None
    end: date | None = None
    flags: tuple[str, ...] = ()
