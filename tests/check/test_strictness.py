"""What a text is as a value of each type, as Table Schema says; and where that is stricter than Frictionless."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.check.package import check_package
from tests.check.pairs import DIALECT, ours, theirs, write_package

if TYPE_CHECKING:
    from pipeline.rows.engine import Engine

KINDS = [
    "integer",
    "number",
    "boolean",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "array",
    "object",
    "geopoint",
    "list",
]
ANY = "list"  # a list of strings takes every text
I, N, B, D, T, M, Y, YM, P, A, O, G = KINDS[:-1]  # noqa: E741 one letter a type keeps the table in view
# text: the types that the specification reads it as, besides a list of strings
CASES: dict[str, set[str]] = {
    "0": {I, N, B},
    "1": {I, N, B},
    "-1": {I, N},
    "+1": {I, N},
    "007": {I, N},
    " 1 ": {I, N},
    "1.5": {N},
    "1.": {N},
    ".5": {N},
    ".": set(),
    "1,5": {G},
    "1_000": set(),
    "1 000": set(),
    "1e3": {N},
    "1E+3": {N},
    "e3": set(),
    "0x10": set(),
    "١٢٣": set(),
    "１": set(),
    "12345678901234567890": {I, N},
    "0.12345678901234567890": {N},
    "1" * 40: {I, N},
    "NaN": {N},
    "nan": {N},
    "INF": {N},
    "-inf": {N},
    "Infinity": set(),
    "sNaN": set(),
    "true": {B},
    "True": {B},
    "tRUE": set(),
    "yes": set(),
    "2024": {I, N, Y},
    "0000": {I, N, Y},
    "12345": {I, N},
    " 202": {I, N},
    "2024-01": {YM},
    "2024-1": set(),
    "2024-13": set(),
    "2024-01-31": {D},
    "2024-02-29": {D},
    "2023-02-29": set(),
    "2024-02-30": set(),
    "2024-1-5": set(),
    "0000-01-01": set(),
    "10000-01-01": set(),
    "2024/01/01": set(),
    "20240101": {I, N},
    "10:00:00": {T},
    "10:00": set(),
    "24:00:00": {T},
    "24:00:01": set(),
    "23:59:60": set(),
    "10:00:00Z": {T},
    "10:00:00+02:00": {T},
    "10:00:00+99:00": set(),
    "10:00:00.123456": {T},
    "2024-01-31T10:00:00": {M},
    "2024-01-31T10:00:00Z": {M},
    "2024-01-31T23:59:60Z": set(),
    "2024-01-31T24:00:00": {M},
    "2024-02-30T10:00:00": set(),
    "2024-01-31T10:00": set(),
    "10000-01-31T10:00:00": set(),
    "2024-W01-1T10:00:00": set(),
    "P1D": {P},
    "PT1H": {P},
    "P1Y2M": {P},
    "1D": set(),
    "P": set(),
    "[]": {A},
    "[1, 2]": {A},
    "[1,": set(),
    "[NaN]": set(),
    "{}": {O},
    '{"a": 1}': {O},
    "90,45": {G},
    "90, 45": {G},
    "190,45": set(),
    "NaN,45": set(),
    "abc": set(),
    "null": set(),
}


def test_what_a_text_is_as_a_value_of_each_type(tmp_path: Path, engine: Engine) -> None:
    """Over 1,000 cells in one table: a row for each text, a column for each type."""
    fields = [{"name": kind, "type": kind, "missingValues": []} for kind in KINDS]
    (tmp_path / "t.json").write_text(json.dumps({"fields": fields}), "utf-8")
    rows = ["~".join(KINDS), *("~".join([text] * len(KINDS)) for text in CASES)]
    (tmp_path / "t.csv").write_text("\n".join(rows) + "\n", "utf-8")
    dialect = {"delimiter": "~", "quoteChar": ""}
    value = {"resources": [{"name": "t", "path": "t.csv", "schema": "t.json", "dialect": dialect}]}
    report = check_package(json.dumps(value).encode(), tmp_path, engine, limit=10_000)
    refused = {(item["cell"], item["fieldName"]) for item in report["tasks"][0]["errors"]}
    accepted = {text: {kind for kind in KINDS if (text, kind) not in refused} - {ANY} for text in CASES}
    assert accepted == CASES
    assert not {kind for _text, kind in refused} & {ANY}


# The cases of docs/strictness.md: (number there, field, text or texts) that Frictionless takes and we do not.
STRICTER: list[tuple[int, dict[str, Any], str]] = [
    (1, {"type": "integer"}, "1_000"),
    (1, {"type": "number"}, "1_000.5"),
    (2, {"type": "integer"}, "١٢٣"),
    (2, {"type": "number"}, "１.５"),
    (3, {"type": "number"}, "Infinity"),
    (3, {"type": "number"}, "NaN123"),
    (4, {"type": "date"}, "2024-1-5"),
    (4, {"type": "yearmonth"}, "2024-1"),
    (4, {"type": "year"}, " 202"),
    (5, {"type": "datetime"}, "2024-01-05x10:00:00"),
    (7, {"type": "number", "groupChar": ","}, "1,,000"),
    (7, {"type": "number", "groupChar": ","}, "1.00,5"),
    (8, {"type": "string", "format": "binary"}, "YW Jj"),
    (9, {"type": "string", "format": "uuid"}, "{2bc1c94f0deb43e992a14775189ec9f8}"),
    (10, {"type": "array"}, "[NaN]"),
    (11, {"type": "string", "constraints": {"pattern": "ab|cd"}}, "abx"),
    (11, {"type": "string", "constraints": {"pattern": r"\d+"}}, "١٢"),
    (12, {"type": "string", "categories": ["a", "b"]}, "c"),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("number", "field", "text"), STRICTER)
def test_where_we_are_stricter_than_frictionless(
    tmp_path: Path, engine: Engine, number: int, field: dict[str, Any], text: str
) -> None:
    schema = {"fields": [{"name": "a", **field}, {"name": "b", "type": "string"}]}
    descriptor = write_package(tmp_path, schema, f"a~b\n{text}~x\n", {**DIALECT, "delimiter": "~"})
    report = check_package(descriptor.read_bytes(), tmp_path, engine)
    assert [(item["rowNumber"], item["fieldNumber"]) for item in report["tasks"][0]["errors"]] == [(2, 1)], number
    assert theirs(descriptor) == []


@pytest.mark.filterwarnings("ignore")
def test_a_point_before_a_number_is_part_of_it(tmp_path: Path, engine: Engine) -> None:
    """No. 6: ".5 %" is 0.5 and not 5, as its limits show."""
    field = {"name": "a", "type": "number", "bareNumber": False, "constraints": {"maximum": 1}}
    descriptor = write_package(tmp_path, {"fields": [field]}, "a\n.5 %\n")
    assert check_package(descriptor.read_bytes(), tmp_path, engine)["valid"]
    assert theirs(descriptor) == [("constraint-error", 2, 1)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("number", "data"),
    [
        (13, b'a,b\n1,x"y\n'),
        (13, b'a,b\n1,"x"y\n'),
        (14, b'a,b\n1,"x\n' + b"2,y\n" * 5000),
        (15, b"a,b\n1,x\0y\n"),
        (26, b"\n1,x\n"),
    ],
)
def test_where_frictionless_reads_on_and_we_stop(tmp_path: Path, engine: Engine, number: int, data: bytes) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
    descriptor = write_package(tmp_path, schema, "")
    (tmp_path / "table.csv").write_bytes(data)
    report = check_package(descriptor.read_bytes(), tmp_path, engine)
    assert [item["type"] for item in report["tasks"][0]["errors"]] == ["source-error"], number
    assert theirs(descriptor) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("number", "schema", "text", "expected"),
    [
        (21, {"primaryKey": "a"}, "a,b\nNaN,true\n1,true\nNaN,true\n", ("primary-key", 4, 0)),
        (
            22,
            {"foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}]},
            "a,b\n1,true\n",
            ("foreign-key", 2, 0),
        ),
    ],
)
def test_keys_that_are_the_same_for_us_or_for_frictionless_alone(
    tmp_path: Path, engine: Engine, number: int, schema: dict[str, Any], text: str, expected: tuple[str, int, int]
) -> None:
    fields = [{"name": "a", "type": "number"}, {"name": "b", "type": "boolean"}]
    descriptor = write_package(tmp_path, {"fields": fields, **schema}, text)
    assert ours(descriptor, engine) == [expected], number
    assert theirs(descriptor) == []


def test_every_difference_in_the_list_has_its_case() -> None:
    text = (Path(__file__).parents[2] / "docs" / "strictness.md").read_text("utf-8")
    listed = [int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert listed == list(range(1, len(listed) + 1))
    cases = (
        {number for number, _field, _text in STRICTER} | {6, 13, 14, 15, 26} | OF_SCHEMAS | {21, 22} | OF_INLINE_ROWS
    )
    assert set(listed) == cases


# Differences in what a schema may ask for; their cases are in test_descriptors.py.
OF_SCHEMAS = {16, 17, 18, 19, 20}
# Those of rows in the descriptor; their cases are in test_inline.py.
OF_INLINE_ROWS = {23, 24, 25}


@pytest.mark.parametrize("length", [100_000])
def test_a_pattern_of_nested_quantifiers_takes_linear_time(tmp_path: Path, engine: Engine, length: int) -> None:
    """With backtracking this would take longer than the universe is old."""
    schema = {"fields": [{"name": "a", "constraints": {"pattern": "(a+)+b"}}]}
    descriptor = write_package(tmp_path, schema, f"a\n{'a' * length}\n")
    start = time.process_time()
    report = check_package(descriptor.read_bytes(), tmp_path, engine)
    assert time.process_time() - start < 1
    assert report["tasks"][0]["totals"] == [
        {"type": "constraint-error", "fieldName": "a", "fieldNumber": 1, "rule": "pattern", "errors": 1}
    ]
