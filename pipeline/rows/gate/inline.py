"""Rows that stand in the descriptor itself, as the batches of texts that files give: each value as a text of its type.

A value of another JSON type than its field's has the mark before its text, which no field takes: 5 is no string, true
no integer, as Frictionless has it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.errors import StructureFault
from pipeline.rows.compile.schema import MARK
from pipeline.rows.gate.batches import Tally, rows_batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from pipeline.rows.compile import FieldRule, TableRule

# Rows of a batch; how many digits an integer is written with, at most.
STEP, MOST_DIGITS = 1_000, 4_000


def inline_rows(data: object, rule: TableRule | None, *, header: bool) -> tuple[tuple[str, ...], list[list[Any]]]:
    """(labels, rows) of a list of lists, the first of which is the header, or of a list of objects.

    A key that no label has makes its row too long. Raises StructureFault if it is neither.
    """
    if not isinstance(data, list) or not data:
        raise StructureFault("source-error", "the data are no list of rows" if data else "the source is empty")
    kind = type(data[0])
    for number, row in enumerate(data, 2 if kind is dict else 1):
        if type(row) is not kind or kind not in (dict, list):
            raise StructureFault("source-error", "a row that is no list and no object, as the first is", number)
    if kind is list:
        labels = tuple(str(_plain(label)) for label in data[0]) if header else ()
        return labels, data[1:] if header else data
    names = [item.name for item in rule.fields] if rule else [key for row in data for key in row]
    labels = tuple(dict.fromkeys(names))
    known = set(labels)
    return labels, [[*map(row.get, labels), *(row[key] for key in row if key not in known)] for row in data]


def inline_batches(rows: list[list[Any]], columns: Sequence[FieldRule], tally: Tally) -> Iterator[pa.RecordBatch]:
    """The rows as batches; `_row` counts from 2, as under a header."""
    for start in range(0, len(rows), STEP):
        part = rows[start : start + STEP]
        texts = [
            [_text(value, columns[n] if n < len(columns) else None) for n, value in enumerate(row)] for row in part
        ]
        tally.rows += len(part)
        tally.record = start + len(part) + 1
        yield rows_batch(texts, range(start + 2, start + 2 + len(part)), len(columns))


def _text(value: Any, rule: FieldRule | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    text = _plain(value) if rule is None or rule.type == "any" else _of_type(value, rule)
    return f"{MARK}{_plain(value)}" if text is None else text


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_decimal)


def _decimal(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


def _of_type(value: Any, rule: FieldRule) -> str | None:
    """The text that a field of the type reads as the value; None if the value is of another type."""
    kind = rule.type
    if isinstance(value, bool):
        meant = rule.properties.get("trueValues" if value else "falseValues", ["true" if value else "false"])
        return meant[0] if kind == "boolean" and meant else None
    if kind == "year":
        return f"{value:04}" if isinstance(value, int) and 0 <= value <= 9999 else None
    if isinstance(value, int | Decimal):
        return _number(Decimal(value), rule)
    if isinstance(value, dict):
        return _plain(value) if kind in ("object", "geojson") or (kind, rule.format) == ("geopoint", "object") else None
    return _list(value, rule)


def _number(value: Decimal, rule: FieldRule) -> str | None:
    whole = value == value.to_integral_value()
    if rule.type not in ("integer", "number") or (rule.type == "integer" and not whole):
        return None
    if rule.type == "integer":
        text = str(int(value)) if value.adjusted() < MOST_DIGITS else str(value)
    else:
        text = str(value).replace(".", rule.properties.get("decimalChar", "."))
    # A number is never one of the texts that stand for no value; a blank beside it means nothing.
    return f"{text} " if text in rule.missing else text


def _list(value: list[Any], rule: FieldRule) -> str | None:
    kind = rule.type
    if kind == "array" or (kind == "geopoint" and rule.format == "array"):
        return _plain(value)
    if kind == "geopoint" and rule.format == "default" and len(value) == 2:
        return ",".join(map(_plain, value))
    if kind == "yearmonth" and len(value) == 2 and all(type(part) is int and 0 <= part <= 9999 for part in value):
        return f"{value[0]:04}-{value[1]:02}"
    if kind == "list" and value:
        numbers = rule.properties.get("itemType") in ("integer", "number")
        delimiter = rule.properties.get("delimiter", ",")
        if all(isinstance(item, str) or (numbers and type(item) in (int, Decimal)) for item in value):
            texts = [_plain(item) for item in value]
            return None if any(delimiter in text for text in texts) else delimiter.join(texts)
    return None
