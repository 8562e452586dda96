"""A table's rules compiled: the SQL text, what its masks mean, and the Python that it may ask.

The text reads a relation `batch` with the columns c0, c1 … (VARCHAR, null where a short row has no such cell), `_row`
(BIGINT, the record's number in the resource) and `_width` (BIGINT, the row's number of cells where that is not the
header's, else null). It gives, for each row, the values of the columns that keys need, the masks, and, for a row that
breaks a rule, its cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pipeline.errors import ContractError
from pipeline.rows.compile.judge import make_judge
from pipeline.rows.compile.masks import Bit, assign, rules_of
from pipeline.rows.compile.plain import plain
from pipeline.rows.compile.select import Column, select, select_strip

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pipeline.issue import Issue
    from pipeline.rows.compile.judge import Judge
    from pipeline.rows.compile.schema import FieldRule


# How many columns one text has at most: each costs the engine memory in every layer of the text.
TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Check:
    """A function of one text that the SQL text calls by name; `kind` is the SQL type of what it gives."""

    name: str
    kind: str
    call: Callable[[str], int | str | None]


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns of a wide table that have one rule, and the text that takes all of them, one below the other.

    The text reads `c` with the number of the first of them, and `_row`, which counts the cells. `first` is, for each
    column, the bit of its first rule (the others follow), None where it has no rule.
    """

    columns: tuple[int, ...]
    first: tuple[Bit | None, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is needed to check a table whose columns are `fields`, in the order of the data.

    `keys`: the names of the SQL columns that hold a field's value; equal values have equal rows there. With `typed` the
    text also gives `t0`, `t1` …: the values of the columns. A wide table has strips, and no text for all columns.
    """

    fields: tuple[FieldRule, ...]
    sql: str
    strips: tuple[Strip, ...]
    bits: tuple[Bit, ...]
    checks: tuple[Check, ...]
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def masks(self) -> tuple[str, ...]:
        return tuple(f"_bad{number}" for number in range(self.bits[-1].mask + 1))

    def broken(self, masks: Sequence[int]) -> list[Bit]:
        """The rules that a row breaks, in the order of a report: cells from left to right, then the row's own."""
        found = [bit for bit in self.bits if masks[bit.mask] & bit.value]
        return sorted(found, key=lambda bit: (bit.column is None, bit.column or 0))


def compile_plan(
    fields: Sequence[FieldRule],
    matches: Callable[[str, str], bool],
    *,
    keys: Collection[str] = (),
    typed: bool = False,
) -> Plan:
    """The plan for a table with these columns; `keys` names the fields whose values are asked for later.

    `matches(pattern, text)` is RE2's full match, and raises ValueError for a pattern that RE2 refuses.
    Raises ContractError with every constraint that cannot be checked.
    """
    faults: list[Issue] = []
    judges = [make_judge(rule, faults, matches) for rule in fields]
    if faults:
        raise ContractError("the schema cannot be used", faults)
    bits = assign(judges)
    if len(judges) > TOGETHER:
        return _wide(fields, judges, bits, keys, typed=typed)
    by_column = _by_column(bits)
    columns = [Column(n, judge, by_column.get(n, {}), plain(judge)) for n, judge in enumerate(judges)]
    wanted = [column for column in columns if column.judge.rule.name in keys]
    return Plan(
        tuple(fields),
        select(columns, wanted, bits[-1].mask + 1, typed=typed),
        (),
        bits,
        tuple(check for column in columns for check in _checks(column)),
        {column.judge.rule.name: column.key_names for column in wanted},
    )


def _by_column(bits: Sequence[Bit]) -> dict[int, dict[str, Bit]]:
    found: dict[int, dict[str, Bit]] = {}
    for bit in bits:
        if bit.column is not None:
            found.setdefault(bit.column, {})[bit.name] = bit
    return found


def _wide(
    fields: Sequence[FieldRule], judges: Sequence[Judge], bits: tuple[Bit, ...], keys: Collection[str], *, typed: bool
) -> Plan:
    alike: dict[str, list[int]] = {}
    for number, rule in enumerate(fields):
        same = (
            rule.type,
            rule.format,
            rule.missing,
            rule.constraints,
            rule.properties,
            rule.decimals,
            rule.name in keys,
        )
        alike.setdefault(repr(same), []).append(number)
    by_column, strips, checks, names = _by_column(bits), list[Strip](), list[Check](), dict[str, tuple[str, ...]]()
    for numbers in alike.values():
        judge, number = judges[numbers[0]], numbers[0]
        own = {name: Bit(number, name, 0, 1 << place) for place, name in enumerate(rules_of(judge))}
        column, wanted = Column(number, judge, own, plain(judge)), judge.rule.name in keys
        first = tuple(next(iter(by_column.get(n, {}).values()), None) for n in numbers)
        strips.append(Strip(tuple(numbers), first, select_strip(column, wanted=wanted, typed=typed)))
        checks += _checks(column)
        names |= {fields[n].name: tuple(f"{name[0]}{n}" for name in column.key_names) for n in numbers if wanted}
    return Plan(tuple(fields), "", tuple(strips), bits, tuple(checks), names)


def _checks(column: Column) -> list[Check]:
    if not column.asks:
        return []
    bits = {name: bit.value for name, bit in column.bits.items()}
    number, judge = column.number, column.judge
    return [
        Check(f"check_{number}", "BIGINT", partial(_bits_of, judge, bits)),
        Check(f"key_{number}", "VARCHAR", judge.key),
    ]


def _bits_of(judge: Judge, bits: dict[str, int], text: str) -> int:
    return sum(bits[name] for name in judge.broken(text))
