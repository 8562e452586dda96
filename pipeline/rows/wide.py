"""Wide tables: columns of one rule go through its text one below the other; what is said of a row is put together."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.rows.compile.masks import BLANK, EXTRA, MISSING, OF_ROWS
from pipeline.rows.order import ascending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.rows.compile import Plan
    from pipeline.rows.compile.plan import Strip

    Ask = Callable[[str, pa.RecordBatch], pa.RecordBatch]

# Bytes of rows that are gathered before the strips are asked: each question has a cost of its own.
GATHERED = 32 << 20
# How many cells of rows that break a rule are rows of cells at a time.
CELLS = 200_000
# A number and no scalar of Arrow, which would load pandas with this module.
NONE = 0


def in_strips(plan: Plan, batches: Iterable[pa.RecordBatch], ask: Ask) -> Iterator[pa.RecordBatch]:
    """What the text for all columns would give, in the order of the rows; `ask(sql, cells)` is a strip's answer."""
    for batch in _gathered(batches):
        found = _together(plan, batch, ask)
        step = max(1, CELLS // len(plan.fields))
        for start in range(0, batch.num_rows, step):
            part = found.slice(start, step)
            yield part.append_column("_cells", _cells(plan, batch.slice(start, step), part))


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        if size >= GATHERED:
            yield pa.concat_batches(held)
            held, size = [], 0
    if held:
        yield pa.concat_batches(held)


def _together(plan: Plan, batch: pa.RecordBatch, ask: Ask) -> pa.RecordBatch:
    """Keys, typed values, `_row`, `_width` and the masks of every row."""
    rows = batch.num_rows
    columns = {name: batch.column(name) for name in ("_row", "_width")}
    masks = dict.fromkeys(plan.masks, pa.repeat(NONE, rows))
    masks["_bad0"] = _ragged(batch.column("_width"), len(plan.fields))
    blank = pa.repeat(pa.scalar(value=True), rows)
    for strip in plan.strips:
        answer = ascending(ask(strip.sql, _strip(batch, strip)))
        kept = [name for name in answer.schema.names if not name.startswith("_")]
        for place, (number, first) in enumerate(zip(strip.columns, strip.first, strict=True)):
            own = answer.slice(place * rows, rows)
            blank = pc.and_(blank, own.column("_blank"))
            columns |= {f"{name}{number}": own.column(name) for name in kept}
            if first is not None:
                mask = f"_bad{first.mask}"
                masks[mask] = pc.bit_wise_or(masks[mask], pc.multiply(own.column("_bad"), first.value))
    for name, mask in masks.items():
        columns[name] = pc.if_else(blank, _bit(BLANK) if name == "_bad0" else NONE, mask)
    return pa.RecordBatch.from_pydict(columns)


def _strip(batch: pa.RecordBatch, strip: Strip) -> pa.RecordBatch:
    """The cells of a strip's columns, one column below the other."""
    cells = pa.concat_arrays([batch.column(number) for number in strip.columns])
    return pa.RecordBatch.from_pydict({f"c{strip.columns[0]}": cells, "_row": pa.arange(0, len(cells))})


def _bit(name: str) -> int:
    return 1 << OF_ROWS.index(name)


def _ragged(widths: pa.Array, width: int) -> pa.Array:
    short = pc.if_else(pc.less(widths, width), _bit(MISSING), NONE)
    return pc.fill_null(pc.if_else(pc.greater(widths, width), _bit(EXTRA), short), NONE)


def _cells(plan: Plan, batch: pa.RecordBatch, found: pa.RecordBatch) -> pa.Array:
    """The cells of each row that breaks a rule, else null."""
    bad = reduce(pc.or_, (pc.not_equal(found.column(name), NONE) for name in plan.masks))
    if not pc.any(bad).as_py():
        return pa.nulls(batch.num_rows, pa.list_(pa.string()))
    texts = [column.to_pylist() for column in batch.filter(bad).columns[: len(plan.fields)]]
    rows = zip(*texts, strict=True)
    return pa.array([list(next(rows)) if is_bad else None for is_bad in bad.to_pylist()], pa.list_(pa.string()))
