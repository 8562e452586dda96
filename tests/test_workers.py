from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipeline import workers
from pipeline.workers import for_each

if TYPE_CHECKING:
    from collections.abc import Sequence

MUCH = 1_000_000_000
DEADLY, WRONG = 13, 17


def work(number: int) -> tuple[int, int]:
    if number == DEADLY:
        os._exit(1)
    if number == WRONG:
        raise ValueError(f"{number} is wrong")
    return number * number, os.getpid()


def lost(number: int) -> tuple[int, int]:
    return -number, 0


def squares(things: Sequence[int], cost: int = MUCH) -> list[int]:
    found = for_each(work, things, costs=[cost] * len(things), label="squares", lost=lost)
    return [square for square, _process in found]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_results_come_in_the_order_of_the_things(count: int) -> None:
    things = [number + 100 for number in range(count)]
    assert squares(things) == [number * number for number in things]


def test_little_work_is_done_here_and_much_elsewhere() -> None:
    def processes(cost: int) -> set[int]:
        return {process for _square, process in for_each(work, [1, 2, 3], costs=[cost] * 3, label="", lost=lost)}

    assert processes(10) == {os.getpid()}
    assert os.getpid() not in processes(MUCH)


def test_the_death_of_a_worker_costs_its_own_thing_only() -> None:
    things = [*range(20, 80), DEADLY, *range(80, 140), DEADLY]
    assert squares(things) == [-number if number == DEADLY else number * number for number in things]


@pytest.mark.parametrize("cost", [0, MUCH])
def test_an_exception_is_raised_here(cost: int) -> None:
    with pytest.raises(ValueError, match="17 is wrong"):
        squares([1, 2, WRONG, 3], cost)
