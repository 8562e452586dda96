"""The same work for many things, on every core: results in the order of the things, progress on a terminal.

Little work is done in this process, since a worker costs as much to start as a hundred small documents to read.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures.process import BrokenProcessPool
from itertools import accumulate, islice
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Thing = TypeVar("Thing")
Result = TypeVar("Result")

WORTH_WORKERS = 4_000_000  # bytes of documents, or what costs as much
BATCH = 16  # things that a worker is given at a time


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def for_each(
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    *,
    costs: Iterable[int],
    label: str,
    lost: Callable[[Thing], Result],
) -> Iterator[Result]:
    """`work` of each thing, in their order. `work` is a function of a module and has no state.

    `costs` are those of the things, in bytes to read; they are asked for only until they are worth workers. A thing
    whose worker died (it ran out of memory, or a library crashed) gives `lost` of it, and the others go on. An
    exception of `work` is raised here.
    """
    parallel = len(things) > 1 and cores() > 1 and any(spent >= WORTH_WORKERS for spent in accumulate(costs))
    results = _in_workers(work, things, lost) if parallel else map(work, things)
    if not (parallel and sys.stderr.isatty()):
        yield from results
        return
    with click.progressbar(results, length=len(things), label=label, file=sys.stderr) as shown:
        yield from shown


def _in_workers(
    work: Callable[[Thing], Result], things: Sequence[Thing], lost: Callable[[Thing], Result]
) -> Iterator[Result]:
    """A pool, and after each death of a worker another one for what is left.

    The death of one worker takes the pool with it, and does not say whose thing it was: those that were under way
    are then done one by one, each in a worker of its own.
    """
    done = 0
    while done < len(things):
        try:
            for result in _pool(work, things[done:], cores()):
                yield result
                done += 1
        except BrokenProcessPool:
            for thing in islice(things, done, done + BATCH * cores()):
                yield _alone(work, thing, lost)
                done += 1


def _alone(work: Callable[[Thing], Result], thing: Thing, lost: Callable[[Thing], Result]) -> Result:
    try:
        return next(_pool(work, [thing], 1))
    except BrokenProcessPool:
        return lost(thing)


def _pool(work: Callable[[Thing], Result], things: Sequence[Thing], workers: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: a fork of a process with threads (of DuckDB, of Arrow) can hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from pool.map(work, things, chunksize=BATCH if len(things) > BATCH * workers else 1)
    finally:
        pool.shutdown(cancel_futures=True)
