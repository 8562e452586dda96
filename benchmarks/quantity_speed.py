"""How fast quantities are read: a cell, prose, hostile text, and the ratio to quantulum3 in the same run."""

from __future__ import annotations

import statistics
import time
import warnings
from typing import TYPE_CHECKING, Any

from benchmarks.quantity_reasons import PROSE
from pipeline.normalise import find_quantities, parse_quantity
from tests.normalise.grammar.test_linear import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable


def _seconds(call: Callable[[], Any]) -> float:
    """The seconds of processor time that a call takes: what else the machine does is not ours."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


CELLS = (
    "86", "1,234", "99.9%", "~86 million", "nearly 300 terabytes", "€1.2bn", "2–3 million", "5 ± 0.2 kg", "n/a",
    "160 kbps", "186 million tracks", "over 99.6%", "$5", "12.5", "July 2025", "Maple", "1.5 km",
    "between 2 and 3 million", "(12)",
)  # fmt: skip


# Numbers repeat in a column and are kept; these shapes are filled with numbers that were never read before.
SHAPES = (
    "{}",
    "{:,}",
    "{}%",
    "~{} million",
    "nearly {} terabytes",
    "€{}bn",
    "2–{} million",
    "{} kbps",
    "over {}%",
    "${}",
)


def speed() -> None:
    """Print the cost of a cell, of prose, of hostile text, and the ratio to quantulum3 on the same strings."""
    # One after the other, so that none is read again while its number is still kept from the last time.
    rounds = [[_seconds(lambda cell=cell: parse_quantity(cell)) for cell in CELLS] for _ in range(200)]
    times = sorted(statistics.median(taken) for taken in zip(*rounds, strict=True))
    print(f"cell: median {statistics.median(times) * 1e6:.1f} µs, slowest {times[-1] * 1e6:.1f} µs")
    new = [shape.format(number) for number in range(100_001, 100_201) for shape in SHAPES]
    fresh = statistics.median(_seconds(lambda cell=cell: parse_quantity(cell)) for cell in new)
    print(f"cell with a number that was never read before: median {fresh * 1e6:.1f} µs")
    prose = "\n\n".join([PROSE] * 100)
    best = min(_seconds(lambda: find_quantities(prose)) for _ in range(7))
    many = len(find_quantities(PROSE))
    print(f"prose: {len(prose) / best / 1e6:.2f} MB/s ({many} quantities in {len(PROSE)} characters)")
    hostile = [
        (_seconds(lambda piece=piece: find_quantities(piece * (100_000 // len(piece)))), piece) for piece in HOSTILE
    ]
    over = sum(seconds > 1 for seconds, _ in hostile)
    print(f"100 kB of each of {len(hostile)} hostile pieces: {over} over a second; the slowest:")
    for seconds, piece in sorted(hostile, reverse=True)[:5]:
        print(f"  {seconds:.2f} s of {piece!r}")
    peer = quantulum3()
    if peer is None:
        print("quantulum3: not installed, no ratio")
        return
    peer.parse(PROSE)
    theirs, ours = _seconds(lambda: peer.parse(PROSE)), min(_seconds(lambda: find_quantities(PROSE)) for _ in range(20))
    print(
        f"quantulum3 on the prose: {theirs * 1e3:.0f} ms to our {ours * 1e3:.2f} ms, {theirs / ours:.0f} times as long"
    )
    ours = statistics.median(_seconds(lambda cell=cell: parse_quantity(cell)) for cell in CELLS for _ in range(20))
    theirs = statistics.median(_seconds(lambda cell=cell: peer.parse(cell)) for cell in CELLS for _ in range(5))
    print(
        f"quantulum3 on the cells: {theirs * 1e6:.0f} µs to our {ours * 1e6:.1f} µs, {theirs / ours:.0f} times as long"
    )


def quantulum3() -> Any:
    """quantulum3's parser, or None where it is not installed."""
    warnings.simplefilter("ignore")
    try:
        from quantulum3 import parser
    except ImportError:
        return None
    return parser
