"""Which bit of which mask says that a row breaks a rule: 62 rules to a mask, the bits of one field in one mask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.rows.compile.judge import Judge

# A BIGINT has 63 bits without its sign; one is kept free so that sums of masks stay positive.
BITS = 62
BLANK, EXTRA, MISSING = "blank-row", "extra-cell", "missing-cell"
OF_ROWS = (BLANK, EXTRA, MISSING)


@dataclass(frozen=True, slots=True)
class Bit:
    """One rule's place: the number of its mask and its value there; `column` counts the data's columns from 0."""

    column: int | None
    name: str
    mask: int
    value: int


def assign(judges: Sequence[Judge]) -> tuple[Bit, ...]:
    """The bits of the rules of rows (in mask 0), then those of every column, in the order of a report."""
    bits = [Bit(None, name, 0, 1 << number) for number, name in enumerate(OF_ROWS)]
    mask, used = 0, len(bits)
    for column, judge in enumerate(judges):
        names = rules_of(judge)
        if used + len(names) > BITS:
            mask, used = mask + 1, 0
        bits += [Bit(column, name, mask, 1 << (used + number)) for number, name in enumerate(names)]
        used += len(names)
    return tuple(bits)


def rules_of(judge: Judge) -> tuple[str, ...]:
    """The rules that a cell can break, `type` first and then the constraints."""
    first = [name for name in judge.names if name == "type"]
    required = ["required"] if judge.rule.required and "required" not in judge.names else []
    return (*first, *required, *(name for name in judge.names if name != "type"))
