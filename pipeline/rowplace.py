"""Rows of captured files found again, whatever the files' number, packing and encoding."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from pipeline.check.opening import open_within
from pipeline.rows.gate.find import find_rows
from pipeline.rows.gate.streams import as_utf8

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

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
