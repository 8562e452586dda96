"""Rows come out as they went in, however an engine gave them."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rows.order import Order


def batch(rows: list[int]) -> pa.RecordBatch:
    return pa.record_batch({"_row": pa.array(rows, pa.int64()), "text": pa.array([f"row {row}" for row in rows])})


@given(st.data(), st.integers(1, 7))
def test_rows_come_out_in_the_order_in_which_they_went_in(data: st.DataObject, size: int) -> None:
    numbers = sorted(data.draw(st.sets(st.integers(0, 60))))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(numbers)))))
    inside = [numbers[start:end] for start, end in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]
    order = Order()
    list(order.noted(map(batch, inside)))
    mixed = data.draw(st.permutations(numbers))
    outside = [mixed[start : start + 5] for start in range(0, len(mixed), 5)]
    found = list(order.restored(map(batch, outside), size))
    assert [row for part in found for row in part.column("_row").to_pylist()] == numbers
    assert [text for part in found for text in part.column("text").to_pylist()] == [f"row {row}" for row in numbers]
    assert all(part.num_rows == size for part in found[:-1])


def test_a_batch_waits_for_those_before_it_and_no_longer() -> None:
    order = Order()
    list(order.noted(map(batch, [[1, 2], [3, 4], [6, 9]])))
    seen = []

    def parts() -> list[list[int]]:
        return [[3, 4], [1], [2], [6, 9]]

    def coming():  # type: ignore[no-untyped-def]
        for part in parts():
            seen.append(part)
            yield batch(part)

    first = next(order.restored(coming(), 2))
    assert (first.column("_row").to_pylist(), len(seen)) == ([1, 2], 3)


def test_a_row_that_does_not_come_out_is_no_silence() -> None:
    order = Order()
    list(order.noted([batch([1, 2])]))
    with pytest.raises(AssertionError, match="rows were lost"):
        list(order.restored([batch([1])], 2))
