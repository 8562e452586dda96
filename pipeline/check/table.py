"""One table: its files opened and hashed, its header matched, every row of it through the plan, once."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.opening import Opened, open_within
from pipeline.check.resources import INLINE
from pipeline.errors import StructureFault
from pipeline.files import CHUNK
from pipeline.rows.compile import Plan, compile_plan
from pipeline.rows.gate.batches import Tally, batches, open_part
from pipeline.rows.gate.columnar import open_parquet, parquet_batches
from pipeline.rows.gate.header import Header, match_header
from pipeline.rows.gate.inline import inline_batches, inline_rows
from pipeline.rows.gate.streams import as_utf8
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    import pyarrow as pa

    from pipeline.check.resources import Resource
    from pipeline.rows.compile import FieldRule
    from pipeline.rows.engine import Engine
    from pipeline.rows.staging import Staged, Typed

# How many rows lie between two reports of progress.
STEP = 1_000_000
# The rules of a wider table would take longer to compile, and more memory, than is worth it.
WIDEST = 20_000


@dataclass(slots=True)
class Checked:
    """What was found of one table; without `staged` its rows were not read."""

    resource: Resource
    rows: int = 0
    bytes: int = 0
    digest: str | None = None
    header: Header | None = None
    plan: Plan | None = None
    staged: Staged | None = None
    faults: list[StructureFault] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # the rows of each file


def check_table(
    root: Path,
    resource: Resource,
    engine: Engine,
    keys: Collection[str],
    progress: Callable[[int], None],
    typed: Callable[[tuple[FieldRule, ...]], Typed] | None = None,
) -> Checked:
    """Read a resource's files below `root` once; `keys` are the fields whose values questions need.

    `typed` is told the columns that the files have, and gives what takes their typed rows.
    Raises ContractError if the schema asks for what cannot be checked.
    """
    found = Checked(resource)
    with ExitStack() as stack:
        files = list(_opened(root, resource, found))
        for file in files:
            stack.enter_context(file.file)
        if len(files) < len(resource.paths) or not _is_as_listed(files, found) or not resource.format:
            return found
        try:
            _stage(files, found, engine, keys, progress, typed)
        except StructureFault as error:
            found.faults.append(error)
        found.faults += [
            StructureFault("source-error", f"{file.path!r} changed while it was read")
            for file in files
            if file.changed()
        ]
    return found


def _opened(root: Path, resource: Resource, found: Checked) -> Iterator[Opened]:
    for path in resource.paths:
        try:
            yield open_within(root, path)
        except ValueError as error:
            found.faults.append(StructureFault("source-error", f"{path!r} is not read: {error}"))


def _is_as_listed(files: list[Opened], found: Checked) -> bool:
    """Whether bytes and hash are those of the descriptor; a file that is not what was listed is not parsed."""
    resource = found.resource
    found.bytes = sum(file.size for file in files)
    if resource.bytes is not None and resource.bytes != found.bytes:
        note = f'expected is "{resource.bytes}" and actual is "{found.bytes}"'
        found.faults.append(StructureFault("byte-count", note))
    if resource.hash is not None:
        name, expected = resource.hash
        found.digest = _digest(files, name)
        if found.digest != expected:
            note = f'expected is "{expected}" and actual is "{found.digest}"'
            found.faults.append(StructureFault("hash-count", note))
    return not found.faults


def _digest(files: list[Opened], name: str) -> str:
    digest = hashlib.new(name, usedforsecurity=False)
    for file in files:
        while chunk := file.file.read(CHUNK):
            digest.update(chunk)
        file.file.seek(0)
    return digest.hexdigest()


def _stage(
    files: list[Opened],
    found: Checked,
    engine: Engine,
    keys: Collection[str],
    progress: Callable[[int], None],
    typed: Callable[[tuple[FieldRule, ...]], Typed] | None,
) -> None:
    resource, tally = found.resource, Tally()
    parts = OPENERS.get(resource.format, _separated)(files, resource, tally)
    labels = parts[0].labels
    for file, part in zip(files, parts, strict=bool(files)):
        if part.labels != labels:
            raise StructureFault("source-error", f"{file.path!r} has another header than {files[0].path!r}")
    found.header = match_header(labels, resource.rule, resource.dialect)
    if not found.header.columns or any(item.type == "schema-error" for item in found.header.faults):
        raise StructureFault("source-error", "the source is empty" if not labels else "the header is ambiguous")
    columns = tuple(replace(item, marked=resource.format == INLINE) for item in found.header.columns)
    if len(columns) > WIDEST:
        raise StructureFault("source-error", f"it has {len(columns):,} columns; at most {WIDEST:,} are checked")
    wanted = set(keys) & {item.name for item in columns}
    found.plan = compile_plan(columns, fits, keys=wanted, typed=typed is not None)
    name = resource.place.replace("/", "_").strip("#")
    rows = _all(parts, len(columns), tally, progress, found.counts)
    found.staged = engine.stage(found.plan, rows, name, typed(columns) if typed else None)
    found.rows = tally.rows
    if not labels and not tally.rows and not tally.fault:
        found.faults.append(StructureFault("source-error", "the source is empty"))
    if tally.fault:
        found.faults.append(tally.fault)


class _Rows(NamedTuple):
    """One file of a table: its labels, and its rows as batches of a width."""

    labels: tuple[str, ...]
    batches: Callable[[int], Iterator[pa.RecordBatch]]


def _inline(_files: list[Opened], resource: Resource, tally: Tally) -> list[_Rows]:
    labels, rows = inline_rows(resource.data, resource.rule, header=bool(resource.dialect.header_rows))
    columns = match_header(labels, resource.rule, resource.dialect).columns
    return [_Rows(labels, lambda _width: inline_batches(rows, columns, tally))]


def _parquet(files: list[Opened], _resource: Resource, tally: Tally) -> list[_Rows]:
    opened = [open_parquet(file.file) for file in files]
    return [_Rows(tuple(file.schema_arrow.names), partial(parquet_batches, file, tally)) for file in opened]


def _separated(files: list[Opened], resource: Resource, tally: Tally) -> list[_Rows]:
    dialect = resource.dialect
    parts = [open_part(as_utf8(file.file, resource.compression, resource.encoding), dialect) for file in files]
    return [_Rows(part.labels, partial(batches, part, dialect, tally)) for part in parts]


OPENERS = {INLINE: _inline, "parquet": _parquet}


def _all(
    parts: list[_Rows], width: int, tally: Tally, progress: Callable[[int], None], counts: list[int]
) -> Iterator[pa.RecordBatch]:
    told = 0
    for part in parts:
        before = tally.rows
        for batch in part.batches(width):
            yield batch
            if tally.rows - told >= STEP:
                told = tally.rows
                progress(told)
        counts.append(tally.rows - before)
        if tally.fault:
            return
