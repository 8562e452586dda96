"""Typed rows in files of a bounded size: nothing is lost between two of them, and each says what it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.rows.parts import MARGIN, PartWriter

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = pa.schema(
    [
        pa.field("source_id", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("code", pa.string()),
        pa.field("size", pa.decimal128(38, 9)),
        pa.field("day", pa.date32()),
        pa.field("claimant", pa.string()),
    ]
)
CONSTANTS = {"source_id": "trips", "claimant": None}


def batch(first: int, count: int) -> pa.RecordBatch:
    numbers = range(first, first + count)
    return pa.record_batch(
        {
            "code": pa.array([f"{number * 2654435761 % 2**32:032x}" for number in numbers]),
            "size": pa.array([None if number % 7 == 0 else Decimal(number).scaleb(-1) for number in numbers]),
            "day": pa.array([date(2024, 1, 1 + number % 28) for number in numbers]),
        }
    )


def write(folder: Path, sizes: list[int], largest: int) -> PartWriter:
    writer, first = PartWriter(folder, SCHEMA, CONSTANTS, "row", largest), 1
    for size in sizes:
        writer.write(batch(first, size))
        first += size
    writer.close()
    return writer


def test_rows_go_on_from_file_to_file(tmp_path: Path) -> None:
    largest = MARGIN + 8_000_000
    writer = write(tmp_path, [50_000] * 5 + [17], largest)
    assert len(writer.parts) > 1
    assert [part.path.name for part in writer.parts] == [
        f"part-{n:05}.parquet" for n in range(1, len(writer.parts) + 1)
    ]
    assert all(part.path.stat().st_size <= largest for part in writer.parts)
    tables = [pq.read_table(part.path) for part in writer.parts]
    assert [table.num_rows for table in tables] == [part.rows for part in writer.parts]
    whole = pa.concat_tables(tables)
    assert whole["row"].to_pylist() == list(range(1, 250_018))
    assert whole["code"].to_pylist()[-1] == batch(250_017, 1)["code"][0].as_py()
    assert set(whole["source_id"].to_pylist()) == {"trips"}
    assert whole.schema.equals(SCHEMA)


def test_each_file_says_what_its_columns_range_over(tmp_path: Path) -> None:
    (part,) = write(tmp_path, [20, 10], MARGIN * 100).parts
    assert {name: found.to_json() for name, found in part.ranges.items() if name != "code"} == {
        "source_id": {"min": "trips", "max": "trips", "nulls": 0},
        "row": {"min": "1", "max": "30", "nulls": 0},
        "size": {"min": "0.1", "max": "3", "nulls": 4},
        "day": {"min": "2024-01-01", "max": "2024-01-28", "nulls": 0},
        "claimant": {"min": None, "max": None, "nulls": 30},
    }


def test_a_table_without_rows_is_a_file_with_its_columns(tmp_path: Path) -> None:
    (part,) = write(tmp_path, [], MARGIN).parts
    assert (part.rows, pq.read_schema(part.path).names) == (0, SCHEMA.names)


def test_a_file_that_is_linked_to_is_not_written_into(tmp_path: Path) -> None:
    (old,) = write(tmp_path / "a", [3], MARGIN).parts
    kept = tmp_path / "kept"
    kept.hardlink_to(old.path)
    before = kept.read_bytes()
    write(tmp_path / "a", [5], MARGIN)
    assert kept.read_bytes() == before


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    (one,) = write(tmp_path / "a", [50_000, 50_000, 50_000], MARGIN * 100).parts
    (two,) = write(tmp_path / "b", [50_000, 50_000, 50_000], MARGIN * 100).parts
    assert one.path.read_bytes() == two.path.read_bytes()
