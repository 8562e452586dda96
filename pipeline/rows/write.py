"""Rows of canonical text to a CSV file and its Parquet twin, in one pass and bounded memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.rows.arrow import arrow_schema
from pipeline.rows.canonical import parse
from pipeline.rows.separated import csv_writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.contract import Contract

ROW_GROUP = 100_000


def write_twins(csv_path: Path, parquet_path: Path, contract: Contract, rows: Iterable[list[str]]) -> int:
    """Write CSV (RFC 4180, LF, UTF-8) and Parquet (explicit schema, zstd); returns the number of rows."""
    schema, count, source = arrow_schema(contract), 0, iter(rows)
    with (
        csv_path.open("w", encoding="utf-8", newline="") as file,
        pq.ParquetWriter(parquet_path, schema, compression="zstd", store_schema=True) as parquet,
    ):
        writer = csv_writer(file)
        writer.writerow(contract.columns)
        for batch in _batches(source):
            writer.writerows(batch)
            parquet.write_table(_arrow_table(batch, contract, schema), row_group_size=ROW_GROUP)
            count += len(batch)
    return count


def _batches(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while batch := list(islice(rows, ROW_GROUP)):
        yield batch


def _arrow_table(batch: list[list[str]], contract: Contract, schema: pa.Schema) -> pa.Table:
    columns = [
        pa.array([parse(row[index], item.type) for row in batch], type=schema.field(index).type)
        for index, item in enumerate(contract.fields)
    ]
    return pa.Table.from_arrays(columns, schema=schema)
