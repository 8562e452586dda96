"""Blocks of CSV to Arrow batches of strings: the fast reader for blocks in the usual form, else the tokenizer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as fast

from pipeline.errors import StructureFault
from pipeline.rows.gate.blocks import blocks, is_strict
from pipeline.rows.gate.header import join_labels
from pipeline.rows.gate.tokens import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.rows.gate.dialect import Dialect


@dataclass(slots=True)
class Tally:
    """How far the reading of a table has come: rows of data so far, and the fault that it ended with."""

    rows: int = 0
    record: int = 0
    line: int = 0
    fault: StructureFault | None = None


@dataclass(slots=True)
class Part:
    """One file of a table, its header read: the labels, the records and lines before what is left, and the rest."""

    labels: tuple[str, ...]
    record: int
    line: int
    rest: bytes
    blocks: Iterator[bytes] = field(repr=False)


@cache
def batch_schema(width: int) -> pa.Schema:
    """The relation that a plan reads: c0, c1 …, `_row`, `_width`."""
    cells = [pa.field(f"c{number}", pa.string()) for number in range(width)]
    return pa.schema([*cells, pa.field("_row", pa.int64()), pa.field("_width", pa.int64())])


def open_part(read: Callable[[int], bytes], dialect: Dialect) -> Part:
    """Read a file's header. Raises StructureFault."""
    source = blocks(read, dialect.quote.encode())
    if not dialect.header_rows:
        return Part((), 0, 0, next(source, b""), source)
    rows: list[list[str]] = []
    record = line = 0
    for block in source:
        lines = 0
        for found in records(block, dialect, record + 1, line + 1):
            record, lines = record + 1, found.lines
            is_header = dialect.header_first or record in dialect.header_rows
            if is_header and not is_comment(found.cells, record, dialect):
                rows.append(found.cells)
            if rows if dialect.header_first else record >= dialect.first_row - 1:
                return Part(
                    _labels(rows, dialect, record, line + lines), record, line + lines, block[found.end :], source
                )
        line += lines
    return Part(join_labels(rows, dialect), record, line, b"", source)


def _labels(rows: list[list[str]], dialect: Dialect, record: int, line: int) -> tuple[str, ...]:
    labels = join_labels(rows, dialect)
    if not labels:
        raise StructureFault("source-error", "a blank line or a comment stands for the header", record, line)
    return labels


def batches(part: Part, dialect: Dialect, tally: Tally, width: int) -> Iterator[pa.RecordBatch]:
    """The rows of a part as batches; a fault of structure ends them and is left in the tally.

    `_row` goes on from the parts before (their header is not counted again).
    """
    shift = tally.record - part.record if tally.rows else 0
    tally.record, tally.line = part.record + shift, part.line
    try:
        yield from read_block(part.rest, dialect, width, tally)
        for block in part.blocks:
            yield from read_block(block, dialect, width, tally)
    except StructureFault as found:
        tally.fault = found
    except OSError as error:
        tally.fault = StructureFault("source-error", str(error), tally.record, tally.line)


def read_block(block: bytes, dialect: Dialect, width: int, tally: Tally) -> Iterator[pa.RecordBatch]:
    """The rows of a block of whole records; the tally goes on. Raises StructureFault after the rows before a fault."""
    if not block:
        return
    batch = _fast(block, dialect, width) if _is_usual(block, dialect, width) else None
    if batch is None:
        yield from _slow(block, dialect, width, tally)
        return
    count = batch.num_rows
    quoted = bool(dialect.quote) and dialect.quote.encode() in block
    tally.line += (block.count(b"\n") or block.count(b"\r")) if quoted else count
    numbers = pa.arange(tally.record + 1, tally.record + 1 + count)
    tally.record += count
    tally.rows += count
    yield pa.RecordBatch.from_arrays([*batch.columns, numbers, pa.nulls(count, pa.int64())], schema=batch_schema(width))


def _is_usual(block: bytes, dialect: Dialect, width: int) -> bool:
    """Whether the fast reader reads a block as the tokenizer would (ragged rows apart, which it tells)."""
    quote, delimiter = dialect.quote.encode(), dialect.delimiter.encode()
    odd = (dialect.escape.encode(), dialect.comment_char.encode(), b" " if dialect.skip_space else b"", b"\0")
    if width == 0 or len(delimiter) > 1 or len(quote) > 1 or dialect.comment_rows or dialect.skip_blank:
        return False
    if any(mark and mark in block for mark in odd):
        return False
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return False
    return not quote or quote not in block or (dialect.is_plain and is_strict(block, quote, delimiter))


def _fast(block: bytes, dialect: Dialect, width: int) -> pa.RecordBatch | None:
    """The block's rows; None if a row is ragged or a byte is no UTF-8, which the tokenizer then reports."""
    quoted = bool(dialect.quote) and dialect.quote.encode() in block
    names = [f"c{number}" for number in range(width)]
    ragged: list[int] = []

    def skip(row: fast.InvalidRow) -> str:
        ragged.append(row.actual_columns)
        return "skip"

    try:
        table = fast.read_csv(
            pa.py_buffer(block),
            fast.ReadOptions(use_threads=False, column_names=names, block_size=len(block) + 1),
            fast.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            fast.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    if ragged:
        return None
    batch = table.combine_chunks().to_batches()[0]
    return None if _has_blank_line(block, batch) else batch


def _has_blank_line(block: bytes, batch: pa.RecordBatch) -> bool:
    """Whether a line is empty, which the fast reader takes for a row of empty cells."""
    if pc.min(pc.binary_length(batch.column(0))).as_py() != 0:
        return False
    return block[:1] in (b"\n", b"\r") or b"\n\n" in block or b"\n\r\n" in block


def _slow(block: bytes, dialect: Dialect, width: int, tally: Tally) -> Iterator[pa.RecordBatch]:
    """The block's rows up to its first fault, which is raised after them."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    line, fault = tally.line, None
    try:
        for found in records(block, dialect, tally.record + 1, line + 1):
            tally.record += 1
            tally.line = line + found.lines
            blank = dialect.skip_blank and not any(found.cells)
            if not blank and not is_comment(found.cells, tally.record, dialect):
                rows.append(found.cells)
                numbers.append(tally.record)
    except StructureFault as error:
        fault = error
    if rows:
        tally.rows += len(rows)
        yield rows_batch(rows, numbers, width)
    if fault is not None:
        raise fault


def rows_batch(rows: Sequence[Sequence[str | None]], numbers: Sequence[int], width: int) -> pa.RecordBatch:
    """Rows of cells, ragged ones too, as a batch; their `numbers` become `_row`."""
    columns = [pa.array([row[n] if n < len(row) else None for row in rows], pa.string()) for n in range(width)]
    widths = pa.array([None if len(row) == width else len(row) for row in rows], pa.int64())
    return pa.RecordBatch.from_arrays([*columns, pa.array(numbers, pa.int64()), widths], schema=batch_schema(width))


def is_comment(cells: Sequence[str], record: int, dialect: Dialect) -> bool:
    """Whether the dialect makes a record a comment."""
    marked = bool(dialect.comment_char) and bool(cells) and cells[0].startswith(dialect.comment_char)
    return marked or record in dialect.comment_rows
