"""Questions about all rows together, as SQL over what was staged, plain enough for DuckDB and Spark alike.

Relations: `staged` has a table's key columns and `_row`; `parent` those of the table that a foreign key names.
A question about keys can be asked of one share of them at a time (`Share`), so that what it holds does not grow with
the rows: equal keys are in one share.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from pipeline.contract import PRECISION, SCALE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pipeline.rows.compile.plan import Plan

NUMERIC = ("integer", "number", "year")
TEXT = ("string", "any")
DECIMAL = f"DECIMAL({PRECISION},{SCALE})"


@dataclass(frozen=True, slots=True)
class Key:
    """The SQL columns of each field of a key; one in which every value is null is left out where it cannot matter."""

    fields: tuple[str, ...]
    types: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    @property
    def flat(self) -> tuple[str, ...]:
        return tuple(name for names in self.columns for name in names)


@dataclass(frozen=True, slots=True)
class Share:
    """One of `of` shares of all keys."""

    number: int = 0
    of: int = 1

    def holds(self, columns: Iterable[str]) -> str:
        """Condition: the key in these columns belongs to the share."""
        return "TRUE" if self.of == 1 else f"hash({', '.join(columns)}) % {self.of} = {self.number}"


ALL = Share()


def key_of(plan: Plan, fields: Sequence[str], never: Collection[str]) -> Key | None:
    """The key of these fields; None if the data lacks one of them."""
    types = {item.name: item.type for item in plan.fields}
    if not set(fields) <= set(plan.keys):
        return None
    columns = [tuple(name for name in plan.keys[item] if name[0] == "k" or name not in never) for item in fields]
    return Key(tuple(fields), tuple(types[item] for item in fields), tuple(columns))


def no_value(key: Key) -> str:
    """Condition: no field of the key has a value."""
    return " AND ".join(f"{name} IS NULL" for name in key.flat)


def all_values(key: Key) -> str:
    """Condition: every field of the key has a value."""
    fields = ["(" + " OR ".join(f"{name} IS NOT NULL" for name in names) + ")" for names in key.columns]
    return " AND ".join(fields)


def count_where(condition: str) -> str:
    """How many rows fit a condition."""
    return f"SELECT count(*) FROM staged WHERE {condition}"


def rows_where(condition: str, limit: int) -> str:
    """The first rows that fit a condition."""
    return f"SELECT _row FROM staged WHERE {condition} ORDER BY _row LIMIT {limit}"


def count_repeated(key: Key, condition: str, share: Share = ALL) -> str:
    """How many rows repeat the key of an earlier row."""
    return f"SELECT coalesce(sum(n - 1), 0) FROM ({_groups(key, condition, share, 'count(*) AS n')}) AS groups"


def rows_repeated(key: Key, condition: str, limit: int, share: Share = ALL) -> str:
    """(row, the last earlier row with the same key, the key's values) of the first rows that repeat one."""
    names = ", ".join(key.flat)
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM g.{name}" for name in key.flat)
    own = ", ".join(f"s.{name}" for name in key.flat)
    rows = (
        f"SELECT s._row AS _row, {own} FROM staged AS s JOIN ({_groups(key, condition, share, names)}) AS g ON {same}"
    )
    window = f"lag(_row) OVER (PARTITION BY {names} ORDER BY _row)"
    return (
        f"SELECT _row, _before, {names} FROM (SELECT *, {window} AS _before FROM ({rows}) AS r) AS w "
        f"WHERE _before IS NOT NULL ORDER BY _row LIMIT {limit}"
    )


def _groups(key: Key, condition: str, share: Share, wanted: str) -> str:
    where = f"({condition}) AND {share.holds(key.flat)}"
    return f"SELECT {wanted} FROM staged WHERE {where} GROUP BY {', '.join(key.flat)} HAVING count(*) > 1"


def count_orphans(child: Key, parent: Key | None, share: Share = ALL) -> str:
    """How many rows have a key that no row of the parent has; without the parent's columns, all that have a key."""
    return f"SELECT count(*) FROM staged AS s WHERE {_orphan(child, parent, share)}"


def rows_orphaned(child: Key, parent: Key | None, limit: int, share: Share = ALL) -> str:
    """(row, the key's values) of the first rows without a parent."""
    names = ", ".join(f"s.{name}" for name in child.flat)
    return (
        f"SELECT s._row, {names} FROM staged AS s WHERE {_orphan(child, parent, share)} ORDER BY s._row LIMIT {limit}"
    )


def _orphan(child: Key, parent: Key | None, share: Share) -> str:
    has_key = f"NOT ({' AND '.join(f's.{name} IS NULL' for name in child.flat)})"
    if parent is None:
        return f"{has_key} AND {share.holds(f's.{name}' for name in child.flat)}"
    pairs = [pair for number in range(len(child.fields)) for pair in _pairs(child, parent, number)]
    same = " AND ".join(f"{own} IS NOT DISTINCT FROM {theirs}" for own, theirs in pairs)
    own, theirs = (share.holds(side) for side in zip(*pairs, strict=True))
    return f"{has_key} AND {own} AND NOT EXISTS (SELECT 1 FROM parent AS p WHERE {same} AND {theirs})"


def _pairs(child: Key, parent: Key, number: int) -> list[tuple[str, str]]:
    """What has to be the same for two values of a field to be so; those of different kinds (number, text) never are."""
    own_type, their_type = child.types[number], parent.types[number]
    own = [f"s.{name}" for name in child.columns[number]]
    theirs = [f"p.{name}" for name in parent.columns[number]]
    if (own_type in TEXT and their_type in TEXT) or own_type == their_type in NUMERIC:
        return list(zip_longest(own, theirs, fillvalue="NULL"))
    if own_type == their_type:
        # A date is a DATE or, in another format, its text; what is the same has to be so as a share sees it, too.
        return [
            (f"CAST({left} AS VARCHAR)", f"CAST({right} AS VARCHAR)") for left, right in zip(own, theirs, strict=True)
        ]
    if own_type in NUMERIC and their_type in NUMERIC:
        return [(_decimal(own), _decimal(theirs)), (_beyond(own), _beyond(theirs))]
    return [(_mark(own, 1), _mark(theirs, 2))]


def _beyond(names: Sequence[str]) -> str:
    """The text of a number that is no decimal here, since it is too large, too fine or none at all."""
    text = f"coalesce({', '.join(f'CAST({name} AS VARCHAR)' for name in names)})"
    return f"CASE WHEN {_decimal(names)} IS NULL THEN {text} END"


def _mark(names: Sequence[str], mark: int) -> str:
    """The mark where there is a value, null where there is none."""
    return f"CASE WHEN {' AND '.join(f'{name} IS NULL' for name in names)} THEN NULL ELSE {mark} END"


def _decimal(names: Sequence[str]) -> str:
    return f"coalesce({', '.join(f'TRY_CAST({name} AS {DECIMAL})' for name in names)})"


def count_bits(masks: Sequence[str], bits: Sequence[tuple[int, int]]) -> str:
    """How many rows break each rule: one number for each (mask, value)."""
    sums = [f"coalesce(sum(CASE WHEN {masks[mask]} & {value} <> 0 THEN 1 ELSE 0 END), 0)" for mask, value in bits]
    return f"SELECT {', '.join(sums)} FROM bad"


def count_cells(mask: str, value: int, width: int) -> str:
    """How many cells the rows with this bit have too many or too few."""
    return f"SELECT coalesce(sum(abs(_width - {width})), 0) FROM bad WHERE {mask} & {value} <> 0"


def bad_after(masks: Sequence[str], row: int, limit: int) -> str:
    """The first rows after a row that break a rule: row, width, cells, masks."""
    rows = f"SELECT _row FROM bad WHERE _row > {row} ORDER BY _row LIMIT {limit}"
    return f"SELECT _row, _width, _cells, {', '.join(masks)} FROM bad WHERE _row IN ({rows}) ORDER BY _row"
