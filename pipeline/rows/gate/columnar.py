"""Parquet files as the same batches of strings that CSV files give: each value as the text that stands for it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import StructureFault
from pipeline.rows.gate.batches import Tally, batch_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROWS = 50_000
DECIMALS = {"s": 0, "ms": 3, "us": 6, "ns": 9}  # of a second
KINDS: Mapping[str, Callable[[pa.DataType], bool]] = {
    "integer": pa.types.is_integer,
    "number": lambda own: pa.types.is_decimal(own) or pa.types.is_floating(own),
    "boolean": pa.types.is_boolean,
    "date": pa.types.is_date,
    "datetime": pa.types.is_timestamp,
    "time": pa.types.is_time,
}
LONGEST = 40  # characters of a number without an exponent


def open_parquet(file: BinaryIO) -> pq.ParquetFile:
    """Raises StructureFault if it is none."""
    try:
        return pq.ParquetFile(pa.PythonFile(file, "r"), pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise StructureFault(
            "source-error", f"it cannot be read as Parquet: {str(error).partition(chr(10))[0]}"
        ) from None


def kinds_of(file: pq.ParquetFile) -> list[str]:
    """For each column the type of Table Schema that its own type is, "string" where there is none, as for lists."""
    types = [item.type.value_type if pa.types.is_dictionary(item.type) else item.type for item in file.schema_arrow]
    return [next((kind for kind, is_one in KINDS.items() if is_one(own)), "string") for own in types]


def parquet_batches(file: pq.ParquetFile, tally: Tally, width: int) -> Iterator[pa.RecordBatch]:
    """The rows as batches; a fault ends them and is left in the tally. `_row` counts from 2, as under a header."""
    tally.record = max(tally.record, 1)
    try:
        for batch in file.iter_batches(batch_size=ROWS):
            count = batch.num_rows
            numbers = pa.arange(tally.record + 1, tally.record + 1 + count)
            tally.record += count
            tally.rows += count
            columns = [_texts(column, name) for name, column in zip(batch.schema.names, batch.columns, strict=True)]
            yield pa.RecordBatch.from_arrays(
                [*columns, numbers, pa.nulls(count, pa.int64())], schema=batch_schema(width)
            )
    except StructureFault as found:
        tally.fault = found
    except (pa.ArrowException, OSError) as error:
        tally.fault = StructureFault(
            "source-error", f"damaged Parquet: {str(error).partition(chr(10))[0]}", tally.record
        )


def _texts(column: pa.Array, name: str) -> pa.Array:
    """The values of a column as texts. StructureFault if it holds bytes that are none."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.dictionary_decode(), name)
    if pa.types.is_temporal(kind):
        return _of_time(column)
    if pa.types.is_floating(kind):
        return pa.array([_float(text) for text in column.cast(pa.string()).to_pylist()], pa.string())
    if pa.types.is_decimal(kind) or pa.types.is_nested(kind):
        return pa.array([_text(value) for value in column.to_pylist()], pa.string())
    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        note = f"the column {name!r} holds bytes ({kind}) that are no UTF-8; write them as texts"
        raise StructureFault("source-error", note) from None


def _of_time(column: pa.Array) -> pa.Array:
    """Dates, times, moments and durations as ISO 8601; a moment with a zone is told in UTC, whatever its zone."""
    kind = column.type
    if pa.types.is_duration(kind):
        places = DECIMALS[kind.unit]
        return pa.array([_duration(count, places) for count in column.cast(pa.int64()).to_pylist()], pa.string())
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp(kind.unit, "UTC" if kind.tz else None))
    text = pc.replace_substring(column.cast(pa.string()), " ", "T", max_replacements=1)
    # A fraction is told as far as it is not zero; how fine the type is says nothing of a value.
    text = pc.replace_substring_regex(text, r"(\.[0-9]*?)0+(Z?)$", r"\1\2")
    return pc.replace_substring_regex(text, r"\.(Z?)$", r"\1")


def _duration(count: int | None, places: int) -> str | None:
    if count is None:
        return None
    seconds = f"{Decimal(abs(count)).scaleb(-places):f}"
    return f"{'-' if count < 0 else ''}PT{seconds.rstrip('0').rstrip('.') if '.' in seconds else seconds}S"


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"{value:f}"


def _float(text: str | None) -> str | None:
    """Arrow's text, the shortest that is read as this value, with a point; an exponent only where zeros are many."""
    if text is None or not text[-1].isdigit():
        return text
    plain = f"{Decimal(text):f}"
    return text if len(plain) > LONGEST else plain if "." in plain else f"{plain}.0"
