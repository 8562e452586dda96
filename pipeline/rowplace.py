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
from pipeline.rows.gate.batches import open_part, rows_batch
from pipeline.rows.gate.find import find_rows
from pipeline.rows.gate.header import match_header
from pipeline.rows.gate.streams import as_utf8
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pyarrow as pa

    from pipeline.check.resources import Resource
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


def row_read_again(resource: Resource, folder: Path, row: int) -> tuple[Place, list[str]]:
    """A row of data (from 1) of the captured files, and its typed values as canonical text.

    Raises ValueError if it is not there, StructureFault if the files cannot be read that far.
    """
    place = next(places_in(resource, folder, rows={row}), None)
    if place is None:
        raise ValueError(f"no row {row}")
    with open_within(folder, resource.paths[0]).file as file:
        labels = open_part(as_utf8(file, resource.compression, resource.encoding), resource.dialect).labels
    columns = match_header(labels, resource.rule, resource.dialect).columns
    taken: list[pa.RecordBatch] = []
    with tempfile.TemporaryDirectory(prefix="tabletrace-") as work, open_engine(Path(work)) as engine:
        batch = rows_batch([place.cells], [place.number], len(columns))
        engine.stage(compile_plan(columns, fits, typed=True), iter([batch]), "row", taken.append)
    return place, [render(column[0].as_py()) for column in taken[0].columns]
