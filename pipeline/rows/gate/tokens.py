"""The strict tokenizer: for headers, and for blocks that the fast reader does not take as they are.

Python's csv reader in strict mode finds an unclosed quote and text after a closing one; what it lets pass (a quote
within an unquoted cell, NUL) is looked for here.
"""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import StructureFault
from pipeline.rows.gate.blocks import is_strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.rows.gate.dialect import Dialect

csv.field_size_limit(sys.maxsize)


class Record(NamedTuple):
    """A record's cells, and where in its block it ends: the number of its lines so far, and the bytes so far."""

    cells: list[str]
    lines: int
    end: int


def records(block: bytes, dialect: Dialect, record: int, line: int) -> Iterator[Record]:
    """The records of a block whose first record and line have these numbers. Raises StructureFault at a fault."""
    lines = block.splitlines(keepends=True)
    texts = _decoded(lines, record, line)
    reader = csv.reader(
        texts,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        doublequote=dialect.doubled,
        escapechar=dialect.escape or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.skip_space,
        strict=True,
    )
    done, end, quote = 0, 0, dialect.quote.encode()
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _explained(error, lines, done, record, line) from None
        except StructureFault as error:
            raise StructureFault(error.type, error.note, record, error.line) from None
        raw = b"".join(lines[done : reader.line_num])
        if quote and quote in raw and not _is_strict(raw, dialect):
            raise StructureFault("source-error", "a quote within a cell that is not quoted", record, line + done)
        done, end = reader.line_num, end + len(raw)
        yield Record(cells, done, end)
        record += 1


def _decoded(lines: list[bytes], record: int, line: int) -> Iterator[str]:
    for number, raw in enumerate(lines):
        if b"\0" in raw:
            raise StructureFault("source-error", "a NUL character", record, line + number)
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as error:
            note = f"byte {raw[error.start]:#04x} in column {error.start + 1} is no UTF-8"
            raise StructureFault("encoding-error", note, record, line + number) from None


def _is_strict(raw: bytes, dialect: Dialect) -> bool:
    quote, delimiter = dialect.quote.encode(), dialect.delimiter.encode()
    if dialect.escape:
        raw = _unescaped(raw, dialect.escape.encode())
    if dialect.skip_space:
        while delimiter + b" " in raw:
            raw = raw.replace(delimiter + b" ", delimiter)
        raw = raw.lstrip(b" ")
    return is_strict(raw, quote, delimiter)


def _unescaped(raw: bytes, escape: bytes) -> bytes:
    """The bytes with each escaped character as an `x`."""
    head, *parts = raw.split(escape)
    return head + b"".join(b"x" + part[1:] for part in parts)


def _explained(error: csv.Error, lines: list[bytes], done: int, record: int, line: int) -> StructureFault:
    text = str(error)
    note = {
        "unexpected end of data": "a quote is opened and never closed",
    }.get(text, f"text after a closing quote ({text})" if "expected after" in text else text)
    return StructureFault("source-error", note, record, min(line + done, line + len(lines)))
