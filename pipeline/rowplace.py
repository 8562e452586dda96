"""Rows of captured files found again, whatever the files' number, packing and encoding."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.check.opening import open_within
from pipeline.rows.canonical import render
from pipeline.rows.compile import compile_plan
from pipeline.rows.engine import open_engine
from pipeline.rows.gate.batches import Tally, open_part, rows_batch
from pipeline.rows.gate.columnar import open_parquet, parquet_batches
from pipeline.rows.gate.find import find_rows
from pipeline.rows.gate.header import match_header
from pipeline.rows.gate.streams import as_utf8
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pyarrow as pa

    from pipeline.check.resources import Resource
    from pipeline.rows.compile import FieldRule
    from pipeline.rows.gate.find import Place


def places_in(
    resource: Resource, folder: Path, *, rows: Collection[int] = (), numbers: Collection[int] = ()
) -> Iterator[Place]:
    """The places of rows in the files of a source's folder, as `find_rows` has them.

    Raises ValueError for a file that cannot be opened, StructureFault for one that cannot be read that far.
    """
    width = len(resource.rule.fields) if resource.rule else 1
    with ExitStack() as stack:
        opened = [open_within(folder, path) for path in resource.paths]
        for file in opened:
            stack.enter_context(file.file)
        reads = [as_utf8(file.file, resource.compression, resource.encoding) for file in opened]
        yield from find_rows(reads, resource.dialect, width, rows=rows, numbers=numbers)


def row_read_again(resource: Resource, folder: Path, row: int) -> tuple[Place | None, list[str]]:
    """A row of data (from 1) of the captured files, and its typed values as canonical text; no place in Parquet.

    Raises ValueError if it is not there, StructureFault if the files cannot be read that far.
    """
    if resource.format == "parquet":
        labels, batch = _of_parquet(resource, folder, row)
        return None, _typed(match_header(labels, resource.rule, resource.dialect).columns, batch)
    place = next(places_in(resource, folder, rows={row}), None)
    if place is None:
        raise ValueError(f"no row {row}")
    with open_within(folder, resource.paths[0]).file as file:
        labels = open_part(as_utf8(file, resource.compression, resource.encoding), resource.dialect).labels
    columns = match_header(labels, resource.rule, resource.dialect).columns
    return place, _typed(columns, rows_batch([place.cells], [place.number], len(columns)))


def _of_parquet(resource: Resource, folder: Path, row: int) -> tuple[tuple[str, ...], pa.RecordBatch]:
    """(labels, the row as a batch)."""
    for path in resource.paths:
        with open_within(folder, path).file as file:
            opened, tally = open_parquet(file), Tally()
            labels = tuple(opened.schema_arrow.names)
            for batch in parquet_batches(opened, tally, len(labels)):
                if row <= batch.num_rows:
                    return labels, batch.slice(row - 1, 1)
                row -= batch.num_rows
            if tally.fault is not None:
                raise tally.fault
    raise ValueError("no such row")


def _typed(columns: tuple[FieldRule, ...], batch: pa.RecordBatch) -> list[str]:
    taken: list[pa.RecordBatch] = []
    with tempfile.TemporaryDirectory(prefix="tabletrace-") as work, open_engine(Path(work)) as engine:
        engine.stage(compile_plan(columns, fits, typed=True), iter([batch]), "row", taken.append)
    return [render(column[0].as_py()) for column in taken[0].columns]
