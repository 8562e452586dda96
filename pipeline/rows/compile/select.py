"""The SQL text: one SELECT in layers — texts, what they are cast to, whether they are plain, bits, masks.

For each column a CASE decides in order: no value; a plain text, judged by SQL; a text that is certainly of another
type; any other, for which the judge is asked. DuckDB evaluates a branch for the rows that reach it only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.database import literal
from pipeline.rows.compile.masks import EXTRA, MISSING, OF_ROWS
from pipeline.rows.compile.plain import ALWAYS, NEVER

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from pipeline.rows.compile.judge import Judge
    from pipeline.rows.compile.masks import Bit
    from pipeline.rows.compile.plain import Plain

# Types whose usual values have a type of their own in SQL, and whose other values may not fit into it.
UNBOUNDED = ("integer", "number")
BROKEN = "_broken"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the data: its number, its judge, and its own bits by the name of the rule."""

    number: int
    judge: Judge
    bits: Mapping[str, Bit]
    plain: Plain

    @property
    def asks(self) -> bool:
        """Whether there are texts that SQL cannot decide."""
        form = self.plain
        return form.test != ALWAYS and form.other != ALWAYS

    @property
    def key_names(self) -> tuple[str, ...]:
        name = f"k{self.number}"
        return (name, f"l{self.number}") if self.judge.rule.type in UNBOUNDED else (name,)

    def text(self) -> str:
        """The cell, or null where it stands for no value."""
        missing, cell = self.judge.rule.missing, f"c{self.number}"
        if not missing:
            return cell
        if len(missing) == 1:
            return f"nullif({cell}, {literal(missing[0])})"
        return f"CASE WHEN {cell} IN ({', '.join(map(literal, missing))}) THEN NULL ELSE {cell} END"

    def fill(self, template: str) -> str:
        return template.format(v=f"v{self.number}", x=f"x{self.number}")


def select(columns: Sequence[Column], wanted: Sequence[Column], masks: int, *, typed: bool) -> str:
    """The whole text; `wanted` are the columns whose values keys need."""
    kept = "_row, _width, " + ", ".join(f"c{column.number}" for column in columns)
    words = [f"{_mask(columns, number, typed=typed)} AS _bad{number}" for number in range(masks)]
    sql = f"SELECT *, {_blank(columns)} AS _blank FROM ({_layers(columns, wanted, kept, typed=typed)})"
    sql = f"SELECT *, {', '.join(words)} FROM ({sql})"
    return _outermost(columns, wanted, masks, sql, typed=typed)


def select_strip(column: Column, *, wanted: bool, typed: bool) -> str:
    """The text for the columns of a wide table that have one rule, one below the other as `column`: k, l, t, _bad."""
    number = column.number
    out = [f"{name} AS {name[0]}" for name in column.key_names if wanted]
    out += [f"{_typed(column)} AS t"] if typed else []
    out += ["_row", f"v{number} IS NULL AS _blank", f"{_own_mask([column], 0, typed=typed)} AS _bad"]
    layers = _layers([column], [column] if wanted else [], f"_row, c{number}", typed=typed)
    return f"SELECT {', '.join(out)} FROM ({layers})"


def _layers(columns: Sequence[Column], wanted: Sequence[Column], kept: str, *, typed: bool) -> str:
    """Texts, what they are cast to, whether they are plain, what the judge says, bits and values."""
    texts = [f"{column.text()} AS v{column.number}" for column in columns]
    needed = columns if typed else wanted
    ours = {column.number for column in needed}
    casts = [f"{column.fill(column.plain.cast)} AS x{column.number}" for column in columns if _is_cast(column, ours)]
    tests = [f"{column.fill(column.plain.test)} AS p{column.number}" for column in columns if _is_tested(column)]
    values = [f"{name} AS {alias}" for column in needed for alias, name in _values(column)]
    bits = [f"{_bits(column)} AS b{column.number}" for column in columns if column.bits]
    sql = f"SELECT {kept}, {', '.join(texts)} FROM batch"
    asked = [f"{_asked(column)} AS n{column.number}" for column in needed if column.asks]
    for layer in (casts, tests, asked, [*values, *bits]):
        sql = f"SELECT *, {', '.join(layer)} FROM ({sql})" if layer else sql
    return sql


def _outermost(columns: Sequence[Column], wanted: Sequence[Column], masks: int, sql: str, *, typed: bool) -> str:
    any_bad = " OR ".join(f"_bad{number} <> 0" for number in range(masks))
    cells = f"CASE WHEN {any_bad} THEN [{', '.join(f'c{column.number}' for column in columns)}] END AS _cells"
    out = [name for column in wanted for name in column.key_names]
    if typed:
        out += [f"{_typed(column)} AS t{column.number}" for column in columns]
    out += ["_row", "_width", *(f"_bad{number}" for number in range(masks)), cells]
    # Where nothing is asked of clean rows, only the others leave the engine.
    where = "" if wanted or typed else f" WHERE {any_bad}"
    return f"SELECT {', '.join(out)} FROM ({sql}){where}"


def _typed(column: Column) -> str:
    """The value where SQL has a type for it, else the text as it stands."""
    if column.plain.kind != "VARCHAR":
        return f"k{column.number}"
    return f"CAST(k{column.number} AS DATE)" if column.judge.rule.type == "date" else f"v{column.number}"


def _is_cast(column: Column, needed: Container[int]) -> bool:
    form = column.plain
    return form.cast != "{v}" and (
        column.number in needed or "{x}" in form.test or any("{x}" in t for t in form.limits.values())
    )


def _is_tested(column: Column) -> bool:
    return column.plain.test not in (ALWAYS, NEVER)


def _bits(column: Column) -> str:
    """The bits of the rules that the column's text breaks."""
    form, bits = column.plain, column.bits
    nothing = bits["required"].value if "required" in bits and column.judge.rule.required else 0
    cases = [f"WHEN v{column.number} IS NULL THEN {nothing}"]
    limits = [f"CASE WHEN {column.fill(form.limits[name])} THEN {bits[name].value} ELSE 0 END" for name in form.limits]
    judged = " + ".join(limits) or "0"
    if form.test == ALWAYS:
        return f"CASE {' '.join(cases)} ELSE {judged} END"
    if form.test != NEVER:
        cases.append(f"WHEN p{column.number} THEN {judged}")
    if form.other == ALWAYS:
        return f"CASE {' '.join(cases)} ELSE {bits['type'].value} END"
    if form.other != NEVER:
        cases.append(f"WHEN {column.fill(form.other)} THEN {bits['type'].value}")
    return f"CASE {' '.join(cases)} ELSE check_{column.number}(v{column.number}) END"


def _values(column: Column) -> list[tuple[str, str]]:
    """(name, SQL) of the columns that hold a field's value: k, and l for a value that k's type cannot hold."""
    number, form = column.number, column.plain
    own = f"x{number}" if form.cast != "{v}" else f"v{number}"
    if form.test == ALWAYS:
        return [(f"k{number}", own)]
    usual = f"CASE WHEN p{number} THEN {own} END" if form.test != NEVER else "NULL"
    if not column.asks:
        return [(f"k{number}", usual)]
    asked = f"n{number}"
    if column.judge.rule.type not in UNBOUNDED:
        return [(f"k{number}", f"CASE WHEN p{number} THEN {own} ELSE {asked} END" if form.test != NEVER else asked)]
    fitting = f"TRY_CAST({asked} AS {form.kind})"
    long = f"CASE WHEN {asked} IS NULL OR {fitting} IS NOT NULL THEN NULL ELSE {asked} END"
    return [(f"k{number}", f"CASE WHEN p{number} THEN {own} ELSE {fitting} END"), (f"l{number}", long)]


def _asked(column: Column) -> str:
    """What the judge says of the value of a text that is not plain."""
    number, form = column.number, column.plain
    cases = [f"WHEN v{number} IS NULL THEN NULL"]
    cases += [f"WHEN p{number} THEN NULL"] if form.test != NEVER else []
    cases += [f"WHEN {column.fill(form.other)} THEN NULL"] if form.other != NEVER else []
    return f"CASE {' '.join(cases)} ELSE key_{number}(v{number}) END"


def _mask(columns: Sequence[Column], number: int, *, typed: bool) -> str:
    own = _own_mask(columns, number, typed=typed)
    if number > 0:
        return f"CASE WHEN _blank THEN 0 ELSE {own} END"
    bit = {name: 1 << place for place, name in enumerate(OF_ROWS)}
    width = len(columns)
    ragged = f"CASE WHEN _width > {width} THEN {bit[EXTRA]} WHEN _width < {width} THEN {bit[MISSING]} ELSE 0 END"
    return f"CASE WHEN _blank THEN 1 ELSE {ragged}{'' if own == '0' else f' | {own}'} END"


def _own_mask(columns: Sequence[Column], number: int, *, typed: bool) -> str:
    """The bits of the columns whose rules are in a mask."""
    own = [column for column in columns if column.bits and next(iter(column.bits.values())).mask == number]
    parts = [f"b{column.number}" for column in own]
    if typed:
        parts += [_unheld(column) for column in own if column.judge.rule.type in UNBOUNDED]
    return " | ".join(parts) or "0"


def _unheld(column: Column) -> str:
    """A number that its type in the typed file cannot hold must not become null there in silence."""
    number = column.number
    lost = f"b{number} = 0 AND v{number} IS NOT NULL AND k{number} IS NULL"
    return f"CASE WHEN {lost} THEN {column.bits['type'].value} ELSE 0 END"


def _blank(columns: Sequence[Column]) -> str:
    return " AND ".join(f"v{column.number} IS NULL" for column in columns) or "FALSE"
