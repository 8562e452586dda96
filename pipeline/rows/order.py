"""Rows in the order in which they went in: an engine with several threads may give the parts of a table in another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(slots=True)
class Order:
    """What is known of the batches that went in: the `_row` of the last row of each, and how many rows each has.

    `_row` ascends over all batches; it may leave numbers out.
    """

    lasts: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def noted(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches as they are, each noted before it goes in."""
        for batch in batches:
            if batch.num_rows:
                self.lasts.append(batch.column("_row")[-1].as_py())
                self.counts.append(batch.num_rows)
            yield batch

    def restored(self, batches: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
        """Every row that came out, by `_row`, `size` rows at a time. Each row that went in has to come out."""
        return _in_sizes(self._in_order(batches), size)

    def _in_order(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """What came out of each batch that went in, as soon as it and all before it are whole."""
        waiting: dict[int, list[pa.RecordBatch]] = {}
        done = 0
        for batch in batches:
            for number, piece in self._pieces(ascending(batch)):
                waiting.setdefault(number, []).append(piece)
            while done in waiting and sum(piece.num_rows for piece in waiting[done]) == self.counts[done]:
                yield ascending(_joined(waiting.pop(done)))
                done += 1
        if waiting:
            raise AssertionError(f"rows were lost on the way: batch {done}; this is a bug, please report it")

    def _pieces(self, batch: pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The parts of a batch, each with the number of the batch that it went in with."""
        rows, start = batch.column("_row"), 0
        while start < batch.num_rows:
            number = bisect_left(self.lasts, rows[start].as_py())
            last = self.lasts[number]
            end = bisect_right(range(batch.num_rows), last, lo=start, key=lambda index: rows[index].as_py())
            yield number, batch.slice(start, end - start)
            start = end


def ascending(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows by `_row`."""
    rows = batch.column("_row")
    sorted_already = pc.all(pc.greater(rows[1:], rows[:-1]), min_count=0).as_py()
    return batch if sorted_already else batch.sort_by("_row")


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _in_sizes(batches: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        if rows >= size:
            whole = _joined(held)
            ends = range(0, rows - size + 1, size)
            yield from (whole.slice(start, size) for start in ends)
            rows %= size
            held = [whole.slice(whole.num_rows - rows)] if rows else []
    if rows:
        yield _joined(held)
