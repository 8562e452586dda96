"""Questions about all rows together, as SQL over what was staged, plain enough for DuckDB and Spark alike.

Relations: `staged` has a table's key columns and `_row`; `parent` those of the table that a foreign key names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.contract import PRECISION, SCALE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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


def count_repeated(key: Key, condition: str) -> str:
    """How many rows repeat the key of an earlier row."""
    groups = f"SELECT count(*) AS n FROM staged WHERE {condition} GROUP BY {', '.join(key.flat)} HAVING count(*) > 1"
    return f"SELECT coalesce(sum(n - 1), 0) FROM ({groups}) AS groups"


def rows_repeated(key: Key, condition: str, limit: int) -> str:
    """(row, the last earlier row with the same key, the key's values) of the first rows that repeat one."""
    names = ", ".join(key.flat)
    groups = f"SELECT {names} FROM staged WHERE {condition} GROUP BY {names} HAVING count(*) > 1"
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM g.{name}" for name in key.flat)
    own = ", ".join(f"s.{name}" for name in key.flat)
    rows = f"SELECT s._row AS _row, {own} FROM staged AS s JOIN ({groups}) AS g ON {same}"
    window = f"lag(_row) OVER (PARTITION BY {names} ORDER BY _row)"
    return (
        f"SELECT _row, _before, {names} FROM (SELECT *, {window} AS _before FROM ({rows}) AS r) AS w "
        f"WHERE _before IS NOT NULL ORDER BY _row LIMIT {limit}"
    )


def count_orphans(child: Key, parent: Key | None) -> str:
    """How many rows have a key that no row of the parent has; without the parent's columns, all that have a key."""
    return f"SELECT count(*) FROM staged AS s WHERE {_orphan(child, parent)}"


def rows_orphaned(child: Key, parent: Key | None, limit: int) -> str:
    """(row, the key's values) of the first rows without a parent."""
    names = ", ".join(f"s.{name}" for name in child.flat)
    return f"SELECT s._row, {names} FROM staged AS s WHERE {_orphan(child, parent)} ORDER BY s._row LIMIT {limit}"


def _orphan(child: Key, parent: Key | None) -> str:
    has_key = f"NOT ({' AND '.join(f's.{name} IS NULL' for name in child.flat)})"
    if parent is None:
        return has_key
    same = " AND ".join(
        _same(own_type, own, their_type, theirs)
        for own_type, own, their_type, theirs in zip(
            child.types, child.columns, parent.types, parent.columns, strict=True
        )
    )
    return f"{has_key} AND NOT EXISTS (SELECT 1 FROM parent AS p WHERE {same})"


def _same(own_type: str, own: Sequence[str], their_type: str, theirs: Sequence[str]) -> str:
    """Whether two fields have the same value; values of different kinds (a number, a text) are never the same."""
    if own_type == their_type or (own_type in TEXT and their_type in TEXT):
        return _same_kind([f"s.{name}" for name in own], [f"p.{name}" for name in theirs])
    if own_type in NUMERIC and their_type in NUMERIC:
        return f"{_decimal('s', own)} IS NOT DISTINCT FROM {_decimal('p', theirs)}"
    nulls = [f"s.{name} IS NULL" for name in own] + [f"p.{name} IS NULL" for name in theirs]
    return f"({' AND '.join(nulls)})"


def _same_kind(own: list[str], theirs: list[str]) -> str:
    width = max(len(own), len(theirs))
    own, theirs = (names + ["NULL"] * (width - len(names)) for names in (own, theirs))
    return " AND ".join(f"{left} IS NOT DISTINCT FROM {right}" for left, right in zip(own, theirs, strict=True))


def _decimal(relation: str, names: Sequence[str]) -> str:
    return f"coalesce({', '.join(f'TRY_CAST({relation}.{name} AS {DECIMAL})' for name in names)})"


def count_bits(masks: Sequence[str], bits: Sequence[tuple[int, int]]) -> str:
    """How many rows break each rule: one number for each (mask, value)."""
    sums = [f"coalesce(sum(CASE WHEN {masks[mask]} & {value} <> 0 THEN 1 ELSE 0 END), 0)" for mask, value in bits]
    return f"SELECT {', '.join(sums)} FROM bad"


def count_cells(mask: str, value: int, width: int) -> str:
    """How many cells the rows with this bit have too many or too few."""
    return f"SELECT coalesce(sum(abs(_width - {width})), 0) FROM bad WHERE {mask} & {value} <> 0"


def first_bad(masks: Sequence[str], limit: int) -> str:
    """The first rows that break a rule: row, width, cells, masks."""
    return f"SELECT _row, _width, _cells, {', '.join(masks)} FROM bad ORDER BY _row LIMIT {limit}"
