"""The engine: it stages rows through a plan, answers questions over what was staged, and writes files. Three methods.

This one is DuckDB, embedded. A cluster can take its place: the plan's text and the questions stay as they are.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.database import add_function, connect_staging, identifier, literal, memory_failure
from pipeline.rows.order import Order
from pipeline.rows.staging import Staged, batch_reader, spread, vectorised
from pipeline.rows.wide import in_strips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from pipeline.rows.compile import Plan
    from pipeline.rows.staging import Typed

MEMORY, THREADS = "256MB", 2
# How many rows come out of a plan at a time: so many, or, where they are long, about so many bytes of them.
ROWS, FEWEST, BYTES = 50_000, 2_048, 64 << 20


@dataclass(frozen=True, slots=True)
class Engine:
    """DuckDB over files below `folder`; made by `open_engine`."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    def stage(
        self,
        plan: Plan,
        batches: Iterator[pa.RecordBatch],
        name: str,
        typed: Typed | None = None,
    ) -> Staged:
        """Stream rows through the plan, once. Files are named after `name`; `typed` takes typed rows in their order.

        Raises whatever the batches raise, and MemoryError if the engine's memory is too small.
        """
        con = self.connection
        for check in plan.checks:
            add_function(con, check.name, vectorised(check), check.kind)
        try:
            if plan.strips:
                return spread(in_strips(plan, batches, self._answer), plan, self.folder / name, typed)
            order, first = Order(), next(batches, None)
            size = _rows_at_once(first)
            whole = batches if first is None else chain([first], batches)
            con.register("batch", batch_reader(order.noted(whole), len(plan.fields)))
            # Closed also where writing fails: the connection takes nothing else before.
            with con.sql(plan.sql).to_arrow_reader(size) as found:
                # Only typed rows have an order; what rows are asked for otherwise is asked for by their numbers.
                rows = iter(found) if typed is None else order.restored(found, size)
                return spread(rows, plan, self.folder / name, typed)
        except memory_failure() as error:
            raise MemoryError(str(error).partition("\n")[0]) from None
        finally:
            con.unregister("batch")
            for check in plan.checks:
                con.remove_function(check.name)

    def _answer(self, sql: str, batch: pa.RecordBatch) -> pa.RecordBatch:
        """What a text gives for one batch."""
        con = self.connection
        con.register("batch", batch)
        found = con.sql(sql).to_arrow_table().combine_chunks().to_batches()
        con.unregister("batch")
        return found[0]

    def ask(self, sql: str, relations: Mapping[str, Path]) -> list[tuple[object, ...]]:
        """The answer to a question over staged files, each a relation under its name.

        Raises MemoryError if the engine's memory is too small for it, temporary files included.
        """
        self._relate(relations)
        try:
            return self.connection.execute(sql).fetchall()
        except memory_failure() as error:
            raise MemoryError(str(error).partition("\n")[0]) from None

    def write(self, sql: str, relations: Mapping[str, Path], target: Path) -> None:
        """Write the answer to a question to a file below the folder: CSV or Parquet, by its name."""
        form = "PARQUET, COMPRESSION zstd" if target.suffix == ".parquet" else "CSV, HEADER true"
        self._relate(relations)
        self.connection.execute(f"COPY ({sql}) TO {literal(str(target))} (FORMAT {form})")

    def _relate(self, relations: Mapping[str, Path]) -> None:
        for name, path in relations.items():
            rows = f"SELECT * FROM read_parquet({literal(str(path))})"
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {identifier(name)} AS {rows}")


def _rows_at_once(first: pa.RecordBatch | None) -> int:
    """How many rows come out of a plan at a time, by how long the first of them are."""
    if first is None or not first.num_rows:
        return ROWS
    return max(FEWEST, min(ROWS, BYTES * int(first.num_rows) // max(1, int(first.nbytes))))


@contextmanager
def open_engine(folder: Path, *, memory: str = MEMORY, threads: int = THREADS) -> Iterator[Engine]:
    """An engine whose files are below `folder`, with a limit on its memory; what does not fit is spilled there."""
    with connect_staging(folder, memory=memory, threads=threads) as connection:
        yield Engine(folder, connection)
