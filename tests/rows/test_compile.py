"""The compiler: the same schema gives the same text; what SQL decides is what the judge says; keys of equal values."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from pipeline.rows.compile import compile_plan, read_schema
from pipeline.rows.compile.judge import key_text, make_judge
from pipeline.rows.engine import open_engine
from pipeline.rows.gate.batches import rows_batch
from pipeline.rows.re2 import fits
from tests.check.pairs import BOUNDS, ENUMS, GARBAGE, PATTERNS, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.rows.engine import Engine

EVERY = sorted({text for texts in TEXTS.values() for text in texts} | set(GARBAGE) - {""})
SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True, "minimum": 1}},
        {"name": "code", "constraints": {"pattern": "[A-Z]{2}'?"}},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": "id",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def test_the_text_is_a_pure_function_of_the_schema() -> None:
    before = json.dumps(SCHEMA)
    plans = [compile_plan(read_schema(SCHEMA).fields, fits, keys=["id"]) for _ in range(2)]
    assert plans[0].sql == plans[1].sql
    assert json.dumps(SCHEMA) == before
    assert [bit.name for bit in plans[0].bits] == [
        "blank-row",
        "extra-cell",
        "missing-cell",
        "type",
        "required",
        "minimum",
        "pattern",
        "type",
    ]


def test_the_text_of_a_small_schema() -> None:
    (field,) = read_schema({"fields": [{"name": "a", "type": "date"}]}).fields
    assert compile_plan([field], fits).sql == (
        "SELECT _row, _width, _bad0, CASE WHEN _bad0 <> 0 THEN [c0] END AS _cells FROM ("
        "SELECT *, CASE WHEN _blank THEN 1 ELSE "
        "CASE WHEN _width > 1 THEN 2 WHEN _width < 1 THEN 4 ELSE 0 END | b0 END AS _bad0 FROM ("
        "SELECT *, v0 IS NULL AS _blank FROM ("
        "SELECT *, CASE WHEN v0 IS NULL THEN 0 WHEN p0 THEN 0 ELSE 8 END AS b0 FROM ("
        "SELECT *, length(v0) = 10 AND CAST(x0 AS VARCHAR) = v0 AS p0 FROM ("
        "SELECT *, TRY_CAST(v0 AS DATE) AS x0 FROM ("
        "SELECT _row, _width, c0, nullif(c0, '') AS v0 FROM batch)))))) WHERE _bad0 <> 0"
    )


def _fields() -> Iterator[dict[str, Any]]:
    for kind in TEXTS:
        yield {"type": kind}
    for kind, bounds in BOUNDS.items():
        for bound in bounds:
            for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
                yield {"type": kind, "constraints": {name: bound}}
    for kind, values in ENUMS.items():
        yield {"type": kind, "constraints": {"enum": values}}
    for pattern in PATTERNS:
        yield {"type": "string", "constraints": {"pattern": pattern, "minLength": 2, "maxLength": 3}}
    yield {"type": "string", "format": "uuid"}
    yield {"type": "string", "format": "binary"}
    yield {"type": "number", "decimalChar": ",", "groupChar": "."}
    yield {"type": "time", "constraints": {"minimum": "10:00:00"}}
    yield {"type": "datetime", "constraints": {"maximum": "2024-01-05T10:00:00"}}
    yield {"type": "datetime", "constraints": {"maximum": "2024-01-05T10:00:00Z"}}


@pytest.mark.parametrize("first", range(0, 120, 12))
def test_sql_decides_as_the_judge_does(engine: Engine, first: int) -> None:
    """Every text of every type against every field: what SQL does not ask the judge, it decides alike."""
    given = [
        {"name": f"f{n}", "missingValues": [], **item} for n, item in enumerate(list(_fields())[first : first + 12])
    ]
    if not given:
        return
    fields = read_schema({"fields": given}).fields
    plan = compile_plan(fields, fits, keys=[item.name for item in fields])
    rows = [[text] * len(fields) for text in EVERY]
    staged = engine.stage(plan, iter([rows_batch(rows, range(len(rows)), len(fields))]), "t")
    assert staged.keys is not None
    broken = {(number, bit.column, bit.name) for number, bit in _bits(plan, staged.bad)}
    judges = [make_judge(item, [], fits) for item in fields]
    expected = {
        (number, column, name)
        for number, text in enumerate(EVERY)
        for column, judge in enumerate(judges)
        for name in judge.broken(text)
    }
    assert broken == expected
    keys = pq.read_table(staged.keys).sort_by("_row").to_pylist()
    for column, judge in enumerate(judges):
        groups: dict[object, set[str | None]] = {}
        for row, text in zip(keys, EVERY, strict=True):
            groups.setdefault(tuple(row[name] for name in plan.keys[fields[column].name]), set()).add(judge.key(text))
        assert all(len(group) == 1 for group in groups.values()), (given[column], groups)
        assert len(groups) == len({judge.key(text) for text in EVERY})


def _bits(plan: Any, bad: Any) -> Iterator[tuple[int, Any]]:
    for row in pq.read_table(bad).to_pylist() if bad else ():
        for bit in plan.broken([row[name] for name in plan.masks]):
            yield row["_row"], bit


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (Decimal("1.50"), "1.5"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000000001"), "0.000000001"),
        (Decimal("1E-10"), "#1e-10"),
        (Decimal("1" * 29), "1" * 29),
        (Decimal("1" * 30), f"#{'1' * 30}e0"),
        (Decimal("NaN"), "#NaN"),
        (True, "true"),
        (7, "7"),
        ({"b": 1, "a": [2]}, '{"a": [2], "b": 1}'),
        ((2024, 1), "[2024, 1]"),
        (datetime(2024, 1, 1, 12, tzinfo=UTC), "2024-01-01T12:00:00Z"),
    ],
)
def test_equal_values_have_one_key(value: object, key: str) -> None:
    assert key_text(value) == key


def test_constraints_of_json_and_of_items() -> None:
    fields = [
        {
            "name": "a",
            "type": "object",
            "constraints": {"jsonSchema": {"required": ["x"], "properties": {"x": {"minimum": 0.5}}}},
        },
        {
            "name": "b",
            "type": "array",
            "arrayItem": {"type": "integer", "constraints": {"minimum": 2, "required": True}},
        },
        {"name": "c", "type": "yearmonth", "constraints": {"minimum": [2024, 1]}},
        {"name": "d", "type": "geopoint", "constraints": {"enum": [[1.5, 2]]}},
    ]
    judges = [make_judge(item, [], fits) for item in read_schema({"fields": fields}).fields]
    assert [judges[0].broken(text) for text in ('{"x": 1}', '{"x": 0.25}', "{}")] == [
        (),
        ("jsonSchema",),
        ("jsonSchema",),
    ]
    assert [judges[1].broken(text) for text in ("[2]", "[1]", '["x"]', "[null]", "[]")] == [
        (),
        ("minimum",),
        ("type",),
        ("required",),
        (),
    ]
    assert judges[2].broken("2023-12") == ("minimum",)
    assert [judges[3].broken(text) for text in ("1.50, 2.0", "1, 2")] == [(), ("enum",)]
