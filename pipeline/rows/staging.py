"""What comes out of a plan's text: key values and typed rows to files, and the rows that break a rule beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.rows.gate.batches import batch_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.rows.compile import Plan
    from pipeline.rows.compile.plan import Check

# What takes typed rows, in their order; the columns are named after the plan's fields.
Typed = Callable[["pa.RecordBatch"], None]
# How many texts a check remembers.
REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Staged:
    """The files beside the typed rows; None where nothing was written. `bad` has `_row`, `_width`, masks and `_cells`.

    `never`: the columns of `keys` in which every value is null.
    """

    bad: Path | None
    keys: Path | None
    never: frozenset[str] = frozenset()


@dataclass(slots=True)
class _File:
    """A Parquet file that is opened by the first rows that it gets."""

    path: Path
    options: dict[str, Any]
    writer: pq.ParquetWriter | None = None
    filled: set[str] = field(default_factory=set)

    def write(self, batch: pa.RecordBatch) -> None:
        if self.writer is None:
            self.writer = pq.ParquetWriter(self.path, batch.schema, **self.options)
        self.writer.write_batch(batch)

    def close(self) -> Path | None:
        if self.writer is None:
            return None
        self.writer.close()
        return self.path


def batch_reader(batches: Iterator[pa.RecordBatch], width: int) -> pa.RecordBatchReader:
    """The batches of a table of this width, as a relation to read once."""
    return pa.RecordBatchReader.from_batches(batch_schema(width), batches)


def vectorised(check: Check) -> Callable[[pa.ChunkedArray], pa.Array]:
    """A check over arrays of texts; each distinct text is judged once, as long as it is remembered."""
    known: dict[str | None, int | str | None] = {None: None}
    kind = pa.int64() if check.kind == "BIGINT" else pa.string()

    def run(texts: pa.ChunkedArray) -> pa.Array:
        out = []
        for text in texts.to_pylist():
            if text not in known:
                if len(known) >= REMEMBERED:
                    known.clear()
                    known[None] = None
                known[text] = check.call(text)
            out.append(known[text])
        return pa.array(out, kind)

    return run


def spread(rows: Iterator[pa.RecordBatch], plan: Plan, stem: Path, typed: Typed | None) -> Staged:
    """Write what the plan's text gives: `<stem>.keys.parquet`, `<stem>.bad.parquet`; typed rows go to `typed`."""
    key_names = [name for names in plan.keys.values() for name in names]
    bad = _File(stem.with_name(f"{stem.name}.bad.parquet"), {"compression": "lz4"})
    keys = _File(
        stem.with_name(f"{stem.name}.keys.parquet"),
        {"compression": "lz4", "use_dictionary": False, "write_statistics": False},
    )
    try:
        for batch in rows:
            cells = batch.column("_cells")
            if cells.null_count < len(cells):
                bad.write(batch.filter(pc.is_valid(cells)).select(["_row", "_width", *plan.masks, "_cells"]))
            if key_names:
                keys.write(batch.select([*key_names, "_row"]))
                keys.filled |= {name for name in key_names if batch.column(name).null_count < batch.num_rows}
            # Of a table with faults nothing is published, so no more of it is typed.
            if typed is not None and bad.writer is None:
                typed(_typed(batch, plan))
    finally:
        files = bad.close(), keys.close()
        # Arrow keeps what it no longer needs; the questions that follow have more use for it.
        pa.default_memory_pool().release_unused()
    return Staged(*files, frozenset(key_names) - keys.filled)


def _typed(batch: pa.RecordBatch, plan: Plan) -> pa.RecordBatch:
    columns = [batch.column(f"t{number}") for number in range(len(plan.fields))]
    return pa.RecordBatch.from_arrays(columns, names=[item.name for item in plan.fields])
