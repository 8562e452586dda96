"""Typed rows to Parquet files of a bounded size, each with how many rows it has and what its columns range over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.rows.canonical import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.rows.canonical import Value

LARGEST = 512_000_000  # bytes of a file
ROW_GROUP = 100_000
HELD = 64 << 20  # bytes of rows that make a row group before there are so many of them
# A column with more different values than fit into this is written without a dictionary.
DICTIONARY = 1 << 16
# Characters; the ends of a range of longer texts would be read by nobody.
LONGEST = 200
# A file is begun early enough that what the writer adds to the rows fits in.
MARGIN = 1_000_000


@dataclass(slots=True)
class Range:
    """The least and the greatest value of a column, and how many are null; no ends where all are."""

    least: Any = None
    greatest: Any = None
    nulls: int = 0

    def add(self, column: pa.Array) -> None:
        self.nulls += column.null_count
        if column.null_count == len(column) or pa.types.is_nested(column.type):
            return
        ends = pc.min_max(column).as_py()
        self.least = ends["min"] if self.least is None else min(self.least, ends["min"])
        self.greatest = ends["max"] if self.greatest is None else max(self.greatest, ends["max"])

    def to_json(self) -> dict[str, object]:
        """{min, max, nulls}; min and max are canonical texts, null where there are none or they are long."""
        return {"min": _end(self.least), "max": _end(self.greatest), "nulls": self.nulls}


def _end(value: Value) -> str | None:
    text = None if value is None else render(value)
    return None if text is None or len(text) > LONGEST else text


@dataclass(frozen=True, slots=True)
class Part:
    """A file that was written, closed and not hashed yet."""

    path: Path
    rows: int
    ranges: Mapping[str, Range]


@dataclass(slots=True)
class PartWriter:
    """Writes `part-00001.parquet`, `part-00002.parquet` … in a folder, by a schema; the rows come in their order.

    A column of the schema is the number of the row from 1 (`number`), one text for all rows (`constants`, None for
    null), or the next column of the batch. Without a schema the columns are those of the first batch.
    """

    folder: Path
    schema: pa.Schema | None = None
    constants: Mapping[str, str | None] = field(default_factory=dict)
    number: str | None = None
    largest: int = LARGEST
    rows: int = 0
    parts: list[Part] = field(default_factory=list)
    _held: list[pa.RecordBatch] = field(default_factory=list)
    _writer: pq.ParquetWriter | None = None
    _file: Any = None
    _written: int = 0
    _ranges: dict[str, Range] = field(default_factory=dict)

    def write(self, batch: pa.RecordBatch) -> None:
        """Take the next rows."""
        self._held.append(self._whole(batch))
        self.rows += batch.num_rows
        full = sum(held.num_rows for held in self._held) >= ROW_GROUP
        if full or sum(held.nbytes for held in self._held) >= HELD:
            self._flush()

    def close(self) -> list[Part]:
        """Every file; one without rows if there are none and the schema is known."""
        self._flush()
        if not self.parts and self._writer is None and self.schema is not None:
            self._open(self.schema)
        self._end()
        return self.parts

    def _whole(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if self.schema is None:
            return batch
        given, columns = iter(batch.columns), []
        for item in self.schema:
            if item.name == self.number:
                columns.append(pa.arange(self.rows + 1, self.rows + 1 + batch.num_rows))
            elif item.name in self.constants:
                columns.append(pa.repeat(pa.scalar(self.constants[item.name], pa.string()), batch.num_rows))
            else:
                columns.append(next(given).cast(item.type))
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _flush(self) -> None:
        if not self._held:
            return
        table, self._held = pa.Table.from_batches(self._held), []
        if self._writer is not None and self._file.tell() + table.nbytes + MARGIN > self.largest:
            self._end()
        writer = self._writer or self._open(table.schema)
        for name, column in zip(table.column_names, table.columns, strict=True):
            for chunk in column.chunks:
                self._ranges[name].add(chunk)
        writer.write_table(table, row_group_size=ROW_GROUP)
        self._written += table.num_rows

    def _open(self, schema: pa.Schema) -> pq.ParquetWriter:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"part-{len(self.parts) + 1:05}.parquet"
        # A new file: the old one of this name may be linked to from a release.
        path.unlink(missing_ok=True)
        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(
            self._file, schema, compression="zstd", dictionary_pagesize_limit=DICTIONARY, store_schema=True
        )
        self._written, self._ranges = 0, {item.name: Range() for item in schema}
        return self._writer

    def _end(self) -> None:
        if self._writer is None:
            return
        path = self.folder / f"part-{len(self.parts) + 1:05}.parquet"
        self._writer.close()
        self._file.close()
        self.parts.append(Part(path, self._written, self._ranges))
        self._writer = None
