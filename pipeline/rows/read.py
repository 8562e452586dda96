"""CSV and Parquet files back to rows of canonical text, strictly: what does not fit raises ValueError."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from pipeline.rows.canonical import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A cell is as long as the document prints it; Python's own limit is 128 KiB.
csv.field_size_limit(sys.maxsize)


def read_csv(path: Path) -> Iterator[list[str]]:
    """The header and then every row, as text; equal widths, strict quoting, UTF-8."""
    with path.open(encoding="utf-8", errors="strict", newline="") as file:
        reader, width = csv.reader(file, strict=True), None
        try:
            for row in reader:
                width = len(row) if width is None else width
                if len(row) != width:
                    raise ValueError(f"{path.name}: line {reader.line_num} has {len(row)} cells, the header {width}")
                yield row
        except csv.Error as error:
            raise ValueError(f"{path.name}: line {reader.line_num}: {error}") from None


def read_parquet(path: Path) -> Iterator[list[str]]:
    """The header and then every row, as canonical text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            yield list(file.schema_arrow.names)
            for batch in file.iter_batches():
                columns = [[_value(value) for value in column.to_pylist()] for column in batch.columns]
                yield from (list(row) for row in zip(*columns, strict=True))
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"{path.name}: {error}") from None


def _value(value: object) -> str:
    return render(tuple(value) if isinstance(value, list) else value)  # type: ignore[arg-type]
