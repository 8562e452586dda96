"""One cell's text read as its column's type: the value, a status, and the code of the issue if it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.contract import fits
from pipeline.normalise.cellunit import contradicts, in_column, settled
from pipeline.normalise.columns import BOOLEANS
from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.dayorder import contradicts_order, is_numeric_date
from pipeline.normalise.doubt import doubtful, doubtful_date
from pipeline.normalise.grammar.missing import read_missing
from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.writing import unmarked
from pipeline.value import Quantity

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.normalise.columns import ColumnPlan
    from pipeline.value import DateValue

NUMERIC = ("quantity", "integer", "number")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell was read as. `text` is what was read (the correction, where there is one); `issue` is a code."""

    text: str
    status: str
    quantity: Quantity | None = None
    date: DateValue | None = None
    boolean: bool | None = None
    issue: str | None = None


def read_cell(text: str, column: ColumnPlan, *, corrected: bool = False) -> Reading:
    """The reading of a cell's text, note marks taken away, by its column's type. Never raises on what it says."""
    reading = _read(text, column)
    return replace(reading, status="corrected") if corrected and reading.status == "read" else reading


def _read(text: str, column: ColumnPlan) -> Reading:
    if column.type == "text":
        return Reading(text, "read")
    missing = read_missing(text)
    if missing is not None:
        return Reading(text, missing, quantity=Quantity(missing=missing) if column.type in NUMERIC else None)
    if column.type == "date":
        return _read_date(text, column)
    if column.type == "boolean":
        boolean = BOOLEANS.get(text.lower())
        return _unreadable(text) if boolean is None else Reading(text, "read", boolean=boolean)
    return _read_number(text, column)


def _read_date(text: str, column: ColumnPlan) -> Reading:
    date = None if doubtful_date(text) else parse_date(text, locale=column.locale)
    if date is not None:
        issue = "unit-contradicts-header" if contradicts_order(column.header, text) else None
        return Reading(text, "read", date=date, issue=issue)
    return Reading(text, "unreadable", issue="value-ambiguous") if is_numeric_date(text) else _unreadable(text)


def _unreadable(text: str) -> Reading:
    return Reading(text, "unreadable", issue="value-unreadable")


def _read_number(text: str, column: ColumnPlan) -> Reading:
    plain = column.writing.plain(text)
    bare = unmarked(plain)
    quantity = parse_quantity(bare, locale=column.locale)
    if quantity is None:
        return _unreadable(text)
    if bare != plain:
        quantity = replace(quantity, flags=(*quantity.flags, "unexplained_mark"))
    quantity = settled(quantity, column.unit)
    if column.accounting and "parenthesised" in quantity.flags:
        quantity = _negative(quantity)
    if doubtful(bare, quantity, column.locale, column.unit):
        quantity = replace(quantity, flags=(*quantity.flags, "two_readings"))
        return Reading(text, "unreadable", quantity=quantity, issue="value-ambiguous")
    counted = in_column(quantity, column.unit, column.type)
    if counted is None or not _stated(quantity):
        return Reading(text, "unreadable", quantity=quantity, issue="value-ambiguous")
    loses_nothing, quantity = _is_plain(quantity, column.type) and bare == plain, counted
    if not all(fits(number) for number in (quantity.value, quantity.lower, quantity.upper, quantity.resolution)):
        return Reading(text, "unreadable", issue="value-does-not-fit")
    if column.type != "quantity" and not loses_nothing:
        return _unreadable(text)
    status = "range" if quantity.qualifier == "range" else "read"
    if column.type == "quantity" and contradicts(quantity, column.unit):
        return Reading(text, status, quantity=quantity, issue="unit-contradicts-header")
    unknown = quantity.unit is None and column.type == "quantity"
    return Reading(text, status, quantity=quantity, issue="unit-unknown" if unknown else None)


def _negative(quantity: Quantity) -> Quantity:
    """Accounting: a number in parentheses is below zero; bounds change sides."""
    return replace(
        quantity,
        value=_negated(quantity.value),
        lower=_negated(quantity.upper),
        upper=_negated(quantity.lower),
        lower_inclusive=quantity.upper_inclusive,
        upper_inclusive=quantity.lower_inclusive,
    )


def _negated(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.copy_negate()  # exact, where `-value` rounds to 28 digits


def _stated(quantity: Quantity) -> bool:
    return quantity.value is not None or (
        quantity.qualifier == "range" and quantity.lower is not None and quantity.upper is not None
    )


def _is_plain(quantity: Quantity, kind: str) -> bool:
    """Whether a column that publishes one bare number loses nothing of the quantity."""
    bare = quantity.value is not None and quantity.qualifier == "unqualified" and quantity.unit == "1"
    return bare and fits(quantity.value, kind)
