"""Pandera: the gate on the verdict table; the Table Schemas over the typed Parquet, with rules across columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandera.polars as pa
import polars as pl

from pipeline.contract import PRECISION, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.contract import Contract, Field
    from pipeline.validate.verdict import Verdict

TYPES: Mapping[str, Any] = {
    "string": pl.String,
    "object": pl.String,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "array": pl.List(pl.String),
}
# Types whose limits are values of their own in polars.
LIMITED = ("string", "integer", "number", "date")
PERCENT = ("fraction", "percentage_points")
# "12 trees", "1 in 12", "1.2x".
NUMBERS = ("count", "ratio", "factor")
# (what the rule says, expression that is true where a figure keeps it); a null counts as kept.
RULES = (
    ("lower ≤ upper", pl.col("lower") <= pl.col("upper")),
    ("lower ≤ value", pl.col("lower") <= pl.col("value")),
    ("value ≤ upper", pl.col("value") <= pl.col("upper")),
    ("resolution > 0", pl.col("resolution") > 0),
    ("a range has no value", (pl.col("qualifier") != "range") | pl.col("value").is_null()),
    ("a range has a lower bound", (pl.col("qualifier") != "range") | pl.col("lower").is_not_null()),
    ("a range has an upper bound", (pl.col("qualifier") != "range") | pl.col("upper").is_not_null()),
    ("a missing value has no number", pl.col("missing").is_null() | pl.col("value").is_null()),
    ("an unreadable cell has no number", (pl.col("status") != "unreadable") | pl.col("value").is_null()),
    ("the unit % has its dimension", (pl.col("unit") != "%") | pl.col("dimension").is_in(PERCENT)),
    ("the unit 1 is a count", (pl.col("unit") != "1") | pl.col("dimension").is_in(NUMBERS)),
    ("money has an ISO 4217 code", (pl.col("dimension") != "currency") | pl.col("unit").str.contains("^[A-Z]{3}$")),
    ("what is counted has the unit 1", pl.col("counted").is_null() | (pl.col("unit") == "1")),
    ("a share has the unit %", pl.col("percent_of").is_null() | (pl.col("unit") == "%")),
)
NAMED = (
    *("value", "lower", "upper", "resolution", "qualifier", "missing", "status", "unit", "dimension", "counted"),
    "percent_of",
)
WHOLES = {
    "value": "a share of a declared whole is between 0 and 100",
    "lower": "the lower bound of a share of a declared whole is between 0 and 100",
    "upper": "the upper bound of a share of a declared whole is between 0 and 100",
}
WARNINGS = tuple(
    (words, pl.col("percent_of").is_null() | pl.col(name).is_between(0, 100)) for name, words in WHOLES.items()
)

VERDICTS = pa.DataFrameSchema(
    {
        "resource": pa.Column(pl.String),
        "field": pa.Column(pl.String),
        "rule": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
        "violations": pa.Column(pl.Int64, pa.Check.eq(0)),
    },
    strict=True,
    ordered=True,
    unique=["resource", "field", "rule"],
)


def check_verdicts(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The rows of the verdict table that do not pass, all of them: the gate before anything is published."""
    types = {"resource": pl.String, "field": pl.String, "rule": pl.String, "violations": pl.Int64}
    frame = pl.DataFrame(verdicts, schema=types, orient="row")
    broken = {failure["row"] for failure in _failures(VERDICTS, frame)}
    return (row for number, row in enumerate(verdicts) if number in broken)


def check_table(contract: Contract, *parquet: Path) -> Iterator[dict[str, Any]]:
    """A finding {row (from 0, None for the whole table), field, cell, note} for each failure, all of them."""
    try:
        yield from _failures(table_schema(contract), pl.read_parquet(list(parquet), glob=False))
    except pl.exceptions.PolarsError as error:
        yield {"row": None, "field": None, "cell": None, "note": f"it can be read ({error})"}


def check_figures(*parquet: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(severity, finding) for each figure that breaks a rule across columns, and each unit with two dimensions."""
    try:
        frame = pl.read_parquet(list(parquet), glob=False)
    except pl.exceptions.PolarsError:
        return
    if not set(NAMED) <= set(frame.columns):
        return
    for severity, rules in (("error", RULES), ("warning", WARNINGS)):
        yield from ((severity, finding) for finding in _failures(_rule_schema(rules), frame))
    others = frame.filter(pl.col("unit").is_not_null() & ~pl.col("unit").is_in(["%", "1"]))
    pairs = others.select("unit", "dimension").unique().sort("unit", "dimension")
    for unit in pairs.filter(pairs["unit"].is_duplicated())["unit"].unique().sort():
        note = f"the unit {unit!r} has one dimension"
        yield "error", {"row": None, "field": "unit", "cell": unit, "note": note}


def table_schema(contract: Contract) -> pa.DataFrameSchema:
    """The Pandera schema that says what the Table Schema says: types, required, enum, pattern, minimum, keys."""
    columns = {item.name: _column(item, contract) for item in contract.fields}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(contract.primary_key), name=contract.name)


def _column(item: Field, contract: Contract) -> pa.Column:
    required = item.required or item.name in contract.primary_key
    kind = pl.String if contract.of_rows and item.type == "array" else TYPES.get(item.type, pl.String)
    kind = pl.Decimal(PRECISION, item.decimals) if item.type == "number" else kind
    return pa.Column(kind, _checks(item, of_rows=contract.of_rows), nullable=not required)


def _checks(item: Field, *, of_rows: bool) -> list[pa.Check]:
    """The limits of a field. Those of a table of rows may be of types, or in patterns, that polars reads otherwise."""
    rules, checks = item.constraints, []
    if of_rows and item.type not in LIMITED:
        return []
    if "enum" in rules:
        values = (_limit(value, item.type) for value in rules["enum"])
        checks.append(pa.Check.isin([value for value in values if value is not None]))
    if "minimum" in rules and (least := _limit(rules["minimum"], item.type)) is not None:
        checks.append(pa.Check.ge(least))
    if "pattern" in rules and not of_rows:
        checks.append(pa.Check.str_matches(rules["pattern"]))
    return checks


def _limit(value: Any, kind: str) -> Any:
    """A limit as polars takes it; None if no published value reaches it."""
    if kind == "date":
        return date.fromisoformat(value)
    if kind not in ("integer", "number"):
        return value
    exact = Decimal(str(value))
    if not exact.is_finite() or not fits(exact, kind):
        return None
    return int(exact) if kind == "integer" else exact


def _rule_schema(rules: tuple[tuple[str, pl.Expr], ...]) -> pa.DataFrameSchema:
    checks = [
        pa.Check(lambda data, rule=rule: data.lazyframe.select(rule.fill_null(True)), name=name) for name, rule in rules
    ]
    return pa.DataFrameSchema(checks=checks)


def _failures(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for case in errors.failure_cases.sort("index", "column", "check").to_dicts():
            whole = case["schema_context"] == "DataFrameSchema"
            cell = None if whole else case["failure_case"]
            yield {"row": case["index"], "field": case["column"], "cell": cell, "note": case["check"]}
