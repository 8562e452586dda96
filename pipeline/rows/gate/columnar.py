"""Parquet files as the same batches of strings that CSV files give: each value as the text that stands for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import StructureFault
from pipeline.rows.gate.batches import Tally, batch_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 50_000


def open_parquet(file: BinaryIO) -> pq.ParquetFile:
    """Raises StructureFault if it is none."""
    try:
        return pq.ParquetFile(pa.PythonFile(file, "r"), pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise StructureFault(
            "source-error", f"it cannot be read as Parquet: {str(error).partition(chr(10))[0]}"
        ) from None


def parquet_batches(file: pq.ParquetFile, tally: Tally, width: int) -> Iterator[pa.RecordBatch]:
    """The rows as batches; a fault ends them and is left in the tally. `_row` counts from 2, as under a header."""
    tally.record = max(tally.record, 1)
    try:
        for batch in file.iter_batches(batch_size=ROWS):
            count = batch.num_rows
            numbers = pa.arange(tally.record + 1, tally.record + 1 + count)
            tally.record += count
            tally.rows += count
            columns = [_texts(column) for column in batch.columns]
            yield pa.RecordBatch.from_arrays(
                [*columns, numbers, pa.nulls(count, pa.int64())], schema=batch_schema(width)
            )
    except (pa.ArrowException, OSError) as error:
        tally.fault = StructureFault(
            "source-error", f"damaged Parquet: {str(error).partition(chr(10))[0]}", tally.record
        )


def _texts(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_timestamp(kind):
        text = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(text, "Z", "") if kind.tz else text
    if pa.types.is_decimal(kind) or pa.types.is_floating(kind) or pa.types.is_nested(kind):
        return pa.array([_text(value) for value in column.to_pylist()], pa.string())
    return column.cast(pa.string())


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return repr(value) if isinstance(value, float) else f"{value:f}"
