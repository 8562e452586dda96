"""Whether one number looks like a slip of another: what happens to a number that is copied, and rarely by chance.

Two digits changed places (312, 321), one digit is another one or is missing, the digits are the same with another
scale or unit (1.2 million, 1.2 billion) or in another currency, or the number is that of another row of the column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.normalise.prose.compare import Measured

FEWEST = 2  # digits; a single one is alike by chance
MANY = 4  # so many are hardly ever


def slip(one: Measured, other: Measured) -> int:
    """How many digits of two different numbers of one kind or of money are the same, if one looks like a slip; else 0.

    A digit that is another one counts against the others, since it is so by chance ten times as often.
    """
    if one.stated is None or other.stated is None:
        return 0
    (mine, size, unit), (its, its_size, its_unit) = one.stated, other.stated
    if one.kind != other.kind:
        return len(mine) + 1 if (mine, size) == (its, its_size) and len(mine) >= FEWEST else 0
    if mine == its:
        return len(mine) + 1 if len(mine) >= FEWEST else 0
    width = max(len(mine), len(its))
    if unit != its_unit:
        return 0
    if size != its_size:
        return width - 2 if abs(size - its_size) == 1 and _is_one_missing(*sorted((mine, its), key=len)) else 0
    mine, its = mine.ljust(width, "0"), its.ljust(width, "0")
    if _are_swapped(mine, its):
        return width
    return width - 1 if _is_one_other(mine, its) else 0


def _are_swapped(mine: str, its: str) -> bool:
    """Whether two strings of digits of one length are the same but for two neighbours that changed places."""
    differ = [at for at, (digit, other) in enumerate(zip(mine, its, strict=True)) if digit != other]
    if len(differ) != FEWEST or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return mine[first] == its[second] and mine[second] == its[first]


def _is_one_other(mine: str, its: str) -> bool:
    """Whether one digit of three or more is another one."""
    return len(mine) > FEWEST and sum(digit != other for digit, other in zip(mine, its, strict=True)) == 1


def _is_one_missing(short: str, long: str) -> bool:
    """Whether the longer of two strings, of four digits or more, is the other one with one digit more."""
    if len(long) != len(short) + 1 or len(short) <= FEWEST:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
