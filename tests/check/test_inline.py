"""Rows that stand in the descriptor, as lists or objects of JSON values: the same verdict as Frictionless's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check.package import check_package
from tests.check.pairs import V2, ours, theirs

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.rows.engine import Engine

A, B = {"name": "a", "type": "integer"}, {"name": "b"}
KINDS = ["string", "number", "integer", "boolean", "date", "time", "datetime", "year", "yearmonth", "duration", "list"]
KINDS += ["array", "object", "geopoint", "geojson", "any"]
VALUES = [1, 0, -1, 2.0, 2.5, 10**20, 2020, False, "1", "true", "x", "2020-01-01", "2020-01", "P1D", "10:00:00"]
VALUES += ["[1]", '{"a":1}', "10, 50", [1], [10, 50], ["x"], {"a": 1}, {"lon": 1, "lat": 2}, "", None]


def package(folder: Path, data: Any, fields: list[dict[str, Any]], **resource: Any) -> Path:
    value = {"name": "t", "data": data, "schema": {"fields": fields}, **resource}
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"$schema": V2, "name": "inline", "resources": [value]}), "utf-8")
    return path


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "data",
    [
        [["a", "b"], [1, "x"], ["2", "y"], [1.5, "z"], [None, None], [True, "q"], [2, 5], [3, ["x"]]],
        [{"a": 1, "b": "x"}, {"b": "y", "a": "2"}, {"a": 3}, {"a": 1.5, "b": 2}, {}],
        [{"b": 1, "a": "x"}],
        [["a", "b"]],
        [["a", "b"], [1], [1, "x", 3]],
        [["b", "a"], ["x", 1]],
        [["a"], [1]],
        [["a", "a"], [1, 2]],
    ],
)
def test_the_same_verdict_as_frictionless(tmp_path: Path, engine: Engine, data: Any) -> None:
    descriptor = package(tmp_path, data, [A, B])
    assert ours(descriptor, engine) == theirs(descriptor)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", KINDS)
def test_each_json_value_in_a_field_of_each_type(tmp_path: Path, engine: Engine, kind: str) -> None:
    # Frictionless reads true as the year 1, and takes [10, 50] for the month 50: docs/strictness.md, no. 23 and 24.
    values = [value for value in VALUES if not (kind == "year" and value is False)]
    values = [value for value in values if not (kind == "yearmonth" and value == [10, 50])]
    rows = [[f"row {number}", value] for number, value in enumerate(values)]
    descriptor = package(tmp_path, [["no", "v"], *rows], [{"name": "no"}, {"name": "v", "type": kind}])
    assert ours(descriptor, engine) == theirs(descriptor)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ([], "the source is empty"),
        ([[]], "the source is empty"),
        ([1, 2], "a row that is no list"),
        ([["a", "b"], 5], "a row that is no list"),
        ([{"a": 1}, [1, 2]], "a row that is no list"),
        ({"a": [1]}, "no list of rows"),
    ],
)
def test_what_is_no_table_is_a_source_error(tmp_path: Path, engine: Engine, data: Any, note: str) -> None:
    descriptor = package(tmp_path, data, [A, B])
    (error,) = check_package(descriptor.read_bytes(), tmp_path, engine)["tasks"][0]["errors"]
    assert error["type"] == "source-error"
    assert note in error["note"]


def test_keys_constraints_and_cells_of_inline_rows(tmp_path: Path, engine: Engine) -> None:
    a = {**A, "constraints": {"maximum": 5}, "missingValues": ["-9"]}
    b = {**B, "constraints": {"enum": ["x", "y"], "required": True}}
    data = [
        {"a": 1, "b": "x"},
        {"a": 9, "b": "z"},
        {"a": 1, "b": None},
        {"a": -9, "b": 7},
        {"a": "-9", "b": "x", "c": 0},
    ]
    descriptor = package(tmp_path, data, [a, b], schema={"fields": [a, b], "primaryKey": "a"})
    report = check_package(descriptor.read_bytes(), tmp_path, engine)
    found = [(e["type"], e["rowNumber"], e.get("fieldName"), e.get("cell")) for e in report["tasks"][0]["errors"]]
    assert found == [
        ("constraint-error", 3, "a", "9"),
        ("constraint-error", 3, "b", "z"),
        ("constraint-error", 4, "b", "None"),
        ("primary-key", 4, None, None),
        ("type-error", 5, "b", "7"),
        ("extra-cell", 6, None, None),
        ("primary-key", 6, None, None),
    ]
    assert report["tasks"][0]["place"] == "<memory>"


def test_data_beside_a_path_and_data_that_are_a_text_are_faults(tmp_path: Path, engine: Engine) -> None:
    for data, change in (([["a", "b"]], {"path": "t.csv"}), ("a,b\n1,x\n", {})):
        descriptor = package(tmp_path, data, [A, B], **change)
        (error,) = check_package(descriptor.read_bytes(), tmp_path, engine)["errors"]
        assert error["place"] == "#/resources/0/data"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=JSON | st.lists(st.lists(JSON)) | st.lists(st.dictionaries(st.sampled_from("abc"), JSON)),
    kind=st.sampled_from(KINDS),
)
def test_no_data_end_it_without_a_report(tmp_path: Path, engine: Engine, data: Any, kind: str) -> None:
    descriptor = package(tmp_path, data, [{"name": "a", "type": kind}])
    check_package(descriptor.read_bytes(), tmp_path, engine)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("number", "field", "row", "kind"),
    [
        (23, {"type": "year"}, {"a": True, "b": "x"}, "type-error"),
        (24, {"type": "yearmonth"}, {"a": [10, 50], "b": "x"}, "type-error"),
        (25, {"type": "integer"}, {"a": 1, "b": "x", "c": 2}, "extra-cell"),
    ],
)
def test_where_we_are_stricter_than_frictionless(
    tmp_path: Path, engine: Engine, number: int, field: dict[str, Any], row: dict[str, Any], kind: str
) -> None:
    descriptor = package(tmp_path, [row], [{"name": "a", **field}, B])
    assert [found[0] for found in ours(descriptor, engine)] == [kind], number
    assert theirs(descriptor) == []
