"""Keys over all rows: primary, unique and foreign keys; counted exactly, listed up to a limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.check.findings import Findings, error
from pipeline.rows.compile import questions
from pipeline.rows.compile.questions import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.check.resources import Resource
    from pipeline.check.table import Checked
    from pipeline.rows.compile.questions import Key
    from pipeline.rows.engine import Engine


# How many rows' keys are held at once: those of a larger table are asked about in shares, each of them a reading of all
# keys. So there are no more of them than USUAL, unless the engine's memory asks for more.
AT_ONCE, USUAL, MOST = 2_000_000, 16, 4096


def needed(resource: Resource, resources: Iterable[Resource]) -> set[str]:
    """The fields of a table whose values questions are asked about, those that other tables refer to included."""
    rule = resource.rule
    if rule is None:
        return set()
    found = {*rule.primary_key, *(name for key in rule.unique_keys for name in key)}
    found |= {item.name for item in rule.fields if item.constraints.get("unique")}
    found |= {name for key in rule.foreign_keys for name in key.fields}
    for other in resources:
        for key in other.rule.foreign_keys if other.rule else ():
            if key.resource == resource.name or (not key.resource and other is resource):
                found |= set(key.reference)
    return found


def of_keys(found: Checked, tables: Mapping[str, Checked], engine: Engine, limit: int, out: Findings) -> None:
    """Add what keys say of a table whose rows were read."""
    rule, staged = found.resource.rule, found.staged
    if rule is None or staged is None or staged.keys is None or found.plan is None:
        return
    columns = {item.name: number for number, item in enumerate(found.plan.fields, 1)}
    for item in rule.fields:
        if item.constraints.get("unique") and item.name in columns:
            _unique(found, item.name, columns[item.name], engine, limit, out)
    if rule.primary_key:
        _primary(found, rule.primary_key, engine, limit, out)
    for fields in rule.unique_keys:
        key = _key(found, fields)
        if key is not None:
            _repeated(
                found, key, questions.all_values(key), ("unique-key", {"fieldNames": list(fields)}), engine, limit, out
            )
    for foreign in rule.foreign_keys:
        parent = tables.get(foreign.resource) if foreign.resource else found
        _foreign(found, parent, foreign.fields, (foreign.resource, foreign.reference), engine, limit, out)


def _key(found: Checked, fields: Sequence[str]) -> Key | None:
    if found.plan is None or found.staged is None:
        return None
    return questions.key_of(found.plan, fields, found.staged.never)


def _relations(found: Checked, parent: Checked | None = None) -> dict[str, Path]:
    relations = {"staged": found.staged.keys} if found.staged and found.staged.keys else {}
    if parent is not None and parent.staged and parent.staged.keys:
        relations["parent"] = parent.staged.keys
    return relations


@dataclass(frozen=True, slots=True)
class _Asked:
    """Two questions about one key, each asked share by share: how many rows, and which are the first."""

    count: Callable[[Share], str]
    rows: Callable[[Share], str]
    relations: Mapping[str, Path]

    def answer(self, engine: Engine, rows: int, limit: int) -> tuple[int, list[tuple[Any, ...]]]:
        """(how many, the first of them) among so many rows."""
        shares = min(-(-rows // AT_ONCE) or 1, USUAL)
        while True:
            try:
                return self._answer(engine, shares, limit)
            except MemoryError:
                # Keys of long texts; a share can be as small as it takes.
                if shares > MOST:
                    raise
                shares *= 4

    def _answer(self, engine: Engine, shares: int, limit: int) -> tuple[int, list[tuple[Any, ...]]]:
        count, first = 0, list[tuple[Any, ...]]()
        for number in range(shares):
            share = Share(number, shares)
            found = _number(engine.ask(self.count(share), self.relations))
            count += found
            if found and limit:
                first = sorted([*first, *engine.ask(self.rows(share), self.relations)], key=_row)[:limit]
        return count, first


def _row(answer: tuple[Any, ...]) -> int:
    return int(answer[0])


def _number(answer: list[tuple[object, ...]]) -> int:
    return int(str(answer[0][0]))


def _repeated(
    found: Checked,
    key: Key,
    condition: str,
    kind: tuple[str, Mapping[str, Any]],
    engine: Engine,
    limit: int,
    out: Findings,
) -> None:
    name, place = kind
    asked = _Asked(
        partial(questions.count_repeated, key, condition),
        partial(questions.rows_repeated, key, condition, limit),
        _relations(found),
    )
    count, rows = asked.answer(engine, found.rows, limit)
    errors = []
    for row, before, *values in rows:
        cell = {"cell": _shown(values)} if name == "unique-error" else {}
        errors.append(error(name, f"the same as in the row at position {before}", rowNumber=row, **place, **cell))
    out.add(count, errors, name, **place)


def _unique(found: Checked, field: str, number: int, engine: Engine, limit: int, out: Findings) -> None:
    key = _key(found, [field])
    if key is not None:
        place = {"fieldName": field, "fieldNumber": number}
        _repeated(found, key, questions.all_values(key), ("unique-error", place), engine, limit, out)


def _primary(found: Checked, fields: Sequence[str], engine: Engine, limit: int, out: Findings) -> None:
    key = _key(found, fields)
    if key is None:
        return
    empty, relations = questions.no_value(key), _relations(found)
    count = _number(engine.ask(questions.count_where(empty), relations))
    rows = engine.ask(questions.rows_where(empty, limit), relations) if count else []
    note = 'cells composing the primary keys are all "None"'
    place = {"fieldNames": list(fields)}
    out.add(
        count,
        [error("primary-key", note, rowNumber=row, **place) for (row,) in rows],
        "primary-key",
        **place,
        rule="required",
    )
    _repeated(found, key, f"NOT ({empty})", ("primary-key", place), engine, limit, out)


def _foreign(
    found: Checked,
    parent: Checked | None,
    fields: Sequence[str],
    reference: tuple[str, Sequence[str]],
    engine: Engine,
    limit: int,
    out: Findings,
) -> None:
    key = _key(found, fields)
    if key is None or parent is None or parent.staged is None or parent.faults:
        # A parent that was not read to its end has faults of its own; which rows it lacks, nobody knows.
        return
    theirs = _key(parent, reference[1])
    relations = _relations(found, parent)
    theirs = theirs if "parent" in relations else None
    asked = _Asked(
        partial(questions.count_orphans, key, theirs),
        partial(questions.rows_orphaned, key, theirs, limit),
        relations,
    )
    count, rows = asked.answer(engine, max(found.rows, parent.rows), limit)
    place = {"fieldNames": list(fields), "referenceName": reference[0], "referenceFieldNames": list(reference[1])}
    errors = []
    for row, *values in rows:
        note = (
            f'for "{", ".join(fields)}": values "{_shown(values)}" not found in the lookup table "{reference[0]}" '
            f'as "{", ".join(reference[1])}"'
        )
        errors.append(error("foreign-key", note, rowNumber=row, **place))
    out.add(count, errors, "foreign-key", **place)


def _shown(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values if value is not None)
