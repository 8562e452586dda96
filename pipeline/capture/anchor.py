"""Finding a digest's cells in the text that it is a digest of.

The original is read by the same code. A table of the digest that the original has exactly once, cell by cell, takes
that table's spans; any other cell takes the place of its text where the original has it exactly once, and none else.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.capture.captured import captured_document, captured_source
from pipeline.errors import SourceError
from pipeline.extract import extract_document
from pipeline.files import write_bytes
from pipeline.issue import Issue
from pipeline.normalise.anchors import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.document import Document
    from pipeline.layout import Layout
    from pipeline.source import Source
    from pipeline.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Anchored:
    """How many cells were found, and an issue for each that was not."""

    found: int
    issues: tuple[Issue, ...]


def write_anchors(layout: Layout, source_id: str, original: Path) -> Anchored:
    """Write raw/<source_id>/anchors.csv; raises SourceError if the file is not what source.yaml names."""
    source = captured_source(layout, source_id)
    if source.digest_of is None:
        raise SourceError(f"{source_id} is no digest, so its offsets are the original's already")
    data = original.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.digest_of.sha256:
        raise SourceError(
            f"{original.name} has sha256 {digest}; {source.file} names {source.digest_of.sha256} as the original"
        )
    document = captured_document(layout, source)
    rows, missing = find_anchors(document, extract_document(data, "text/plain", name=original.name))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([*row, digest] for row in rows)
    write_bytes(layout.source(source_id) / "anchors.csv", out.getvalue().encode())
    return Anchored(len(rows), tuple(_issue(cell, table, source) for table, cell in missing))


def find_anchors(digest: Document, original: Document) -> tuple[list[tuple[int, ...]], list[tuple[Table, Cell]]]:
    """((table, grid row, grid column, start, end) with the first three from 1, the cells that were not found)."""
    rows: list[tuple[int, ...]] = []
    missing: list[tuple[Table, Cell]] = []
    for table in digest.tables:
        twins = [other for other in original.tables if _texts(other) == _texts(table)]
        for row in table.rows:
            for cell in row:
                span = _twin_span(twins, cell) or _only(cell.text, original.text)
                if span is None:
                    missing.append((table, cell))
                else:
                    rows.append((table.number, cell.row + 1, cell.column + 1, *span))
    return rows, missing


def _twin_span(twins: list[Table], cell: Cell) -> tuple[int, int] | None:
    if len(twins) != 1:
        return None
    twin = twins[0].rows[cell.row][cell.column]
    return twin.start, twin.end


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _only(text: str, original: str) -> tuple[int, int] | None:
    start = original.find(text)
    if not text or start < 0 or original.find(text, start + 1) >= 0:
        return None
    return start, start + len(text)


def _issue(cell: Cell, table: Table, source: Source) -> Issue:
    return Issue(
        "cell-not-anchored",
        f"{cell.text!r} not at all or more than once",
        "warning",
        source_id=source.id,
        table_id=f"{source.id}/{table.number}",
        file=f"raw/{source.id}/{source.document}",
        start=cell.start,
        end=cell.end,
    )
