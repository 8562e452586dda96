"""An article's table as a published one: its contract and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.contract import Contract, Field, ForeignKey
from pipeline.normalise.columns import SUFFIXES, part_name
from pipeline.normalise.vocabulary import QUALIFIERS, STATUSES
from pipeline.rows.canonical import render

if TYPE_CHECKING:
    from pipeline.normalise.columns import ColumnPlan
    from pipeline.normalise.reading import Reading
    from pipeline.normalise.tables import ReadTable
    from pipeline.rows.canonical import Row, Value
    from pipeline.value import Quantity

# What each part of a quantity or date column holds: its Table Schema type, its words, its constraints.
PARTS: dict[str, tuple[str, str, dict[str, object]]] = {
    "value": ("number", "the stated number, its scale applied; empty for a range and where there is none", {}),
    "unit": ("string", "UCUM code, ISO 4217 code for money, 1 for a bare count; empty if unknown", {}),
    "qualifier": ("string", "the word or mark about the number, as a class", {"enum": list(QUALIFIERS)}),
    "lower": ("number", "the lower bound that the text asserts, if it asserts one", {}),
    "upper": ("number", "the upper bound that the text asserts, if it asserts one", {}),
    "resolution": ("number", "the size of the last written place after scaling", {}),
    "edtf": ("string", "the date as EDTF (ISO 8601-2)", {}),
    "start_date": ("date", "the first day of the date, where the year is stated", {}),
    "end_date": ("date", "the day after the last day of the date, where the year is stated", {}),
    "status": ("string", "read, range, corrected, unreadable, or why there is no value", {"enum": list(STATUSES)}),
}
PLAIN = {"text": "string", "quantity": "string", "date": "string"}
OPENING = (
    Field("source_id", "string", "Source", "The captured document; see sources.", {"required": True}),
    Field("table_id", "string", "Table", "The table in that document; see tables.", {"required": True}),
    Field("row", "integer", "Row", "The number of the data row, from 1.", {"required": True, "minimum": 1}),
)
CLOSING = (
    Field("claimant", "string", "Claimant", "Who states what the row says; empty where nobody was declared."),
    Field("claimed", "string", "Claimed", "When it was stated, as an EDTF date."),
)
ROW_KEY = ("table_id", "row")


def contract_of(read: ReadTable) -> Contract:
    """The contract of the resource that a table becomes."""
    entry, table = read.entry, read.table
    title = (entry.title if entry else None) or read.caption or f"Table {table.number} of {read.table_id}"
    description = (entry.description if entry else None) or "A table of an article, published as printed and as read."
    return Contract(
        name=read.resource,
        title=title,
        description=description,
        fields=(*OPENING, *(item for column in read.columns for item in _fields(column, read)), *CLOSING),
        primary_key=("source_id", *read.key) if read.key else ROW_KEY,
        unique_keys=(ROW_KEY,) if read.key else (),
        foreign_keys=(ForeignKey(("table_id",), "tables", ("table_id",)),),
    )


def _fields(column: ColumnPlan, read: ReadTable) -> list[Field]:
    title = column.title or column.header or column.name
    words = column.description or "As printed."
    # A table with an empty key is not published, but it is packaged as it is, for the report to tell.
    whole = column.name in read.key and not _has_empty(column, read)
    required: dict[str, object] = {"required": True} if whole else {}
    base = Field(column.name, PLAIN.get(column.type, column.type), title, words, required)
    unit = _common_unit(column, read)
    fields = [base]
    for part in SUFFIXES.get(column.type, ()):
        kind, meaning, constraints = PARTS[part]
        extra = {"unit": unit} if unit and kind == "number" else {}
        label = f"{title} ({part.replace('_', ' ')})"
        fields.append(Field(part_name(column.name, part), kind, label, f"{title}: {meaning}.", constraints, extra))
    return fields


def _has_empty(column: ColumnPlan, read: ReadTable) -> bool:
    rows = rows_of(read, None)
    return any(render(row[column.name]) == "" for row in rows)


def _common_unit(column: ColumnPlan, read: ReadTable) -> str | None:
    """The unit that all quantities of a column share, if they do."""
    position = read.columns.index(column)
    found = {row[position].quantity for row in read.readings}
    units = {quantity.unit for quantity in found if quantity is not None and quantity.missing is None}
    return units.pop() if len(units) == 1 else None


def rows_of(read: ReadTable, publisher: str | None) -> list[Row]:
    """One mapping for each data row."""
    claimant, claimed = claim_of(read, publisher)
    rows: list[Row] = []
    for number, readings in enumerate(read.readings):
        row: Row = {"source_id": read.table_id.rpartition("/")[0], "table_id": read.table_id, "row": number + 1}
        for column, reading in zip(read.columns, readings, strict=True):
            row |= _values(column, reading, _text(read, number, column, reading))
        rows.append(row | {"claimant": claimant, "claimed": claimed})
    return rows


def printed_of(read: ReadTable, row: int, column: int) -> str | None:
    """What a data cell (row and column from 0) prints; None if it is empty or may not be published."""
    return None if (row, column) in read.withheld else read.data[row][column].text or None


def _text(read: ReadTable, row: int, column: ColumnPlan, reading: Reading) -> str | None:
    """A column's own text: as printed, except that a text column holds the text as corrected."""
    printed = printed_of(read, row, column.index)
    corrected = column.type == "text" and reading.status == "corrected" and (row, column.index) not in read.withheld
    return reading.text or None if corrected else printed


def claim_of(read: ReadTable, publisher: str | None) -> tuple[str | None, str | None]:
    """(claimant, claimed) of a table; the claimant `publisher` is the document's publisher by name."""
    if read.claim is None:
        return None, None
    named = publisher if read.claim.claimant == "publisher" else None
    return named or read.claim.claimant, read.claim.claimed


def _values(column: ColumnPlan, reading: Reading, printed: str | None) -> Row:
    name = column.name
    if column.type == "quantity":
        return {name: printed, **{part_name(name, key): value for key, value in _quantity(reading).items()}}
    if column.type == "date":
        return {name: printed, **{part_name(name, key): value for key, value in _date(reading).items()}}
    if column.type == "boolean":
        return {name: reading.boolean, part_name(name, "status"): reading.status}
    return {name: _plain(column.type, reading, printed)}


def _quantity(reading: Reading) -> Row:
    quantity = reading.quantity
    parts: dict[str, Value] = dict.fromkeys(("value", "unit", "qualifier", "lower", "upper", "resolution"))
    if quantity is not None and quantity.missing is None and reading.status != "unreadable":
        parts = _numbers(quantity)
    return {**parts, "status": reading.status}


def _numbers(quantity: Quantity) -> Row:
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "lower": quantity.lower,
        "upper": quantity.upper,
        "resolution": quantity.resolution,
    }


def _date(reading: Reading) -> Row:
    date = reading.date
    return {
        "edtf": date.edtf if date else None,
        "start_date": date.start if date else None,
        "end_date": date.end if date else None,
        "status": reading.status,
    }


def _plain(kind: str, reading: Reading, printed: str | None) -> Value:
    if kind == "text":
        return printed
    value = reading.quantity.value if reading.quantity is not None and reading.status != "unreadable" else None
    return int(value) if kind == "integer" and value is not None else value
