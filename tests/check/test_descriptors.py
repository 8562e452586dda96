"""Descriptors that cannot be used: each fault with its place, as a JSON pointer; and keys across tables."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check.package import check_package
from pipeline.rows.compile.schema import CONSTRAINTS, PROPERTIES, TYPES
from pipeline.rows.gate.dialect import KINDS
from pipeline.strict_json import parse_strict
from tests.check.test_files import errors

if TYPE_CHECKING:
    from pipeline.rows.engine import Engine


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"a": NaN}', "NaN is no JSON"),
        (b"[-Infinity]", "-Infinity is no JSON"),
        (b'["\\ud800"]', "half of a surrogate pair"),
        (b'{"\\udc00": 1}', "half of a surrogate pair"),
        (b"[" * 1000 + b"]" * 1000, "nested more than"),
        (b"[" * 100_000, "nested more than"),
        (b'"' + b"a" * 8_000_000 + b'"', "8,000,002 bytes"),
        (b"\xff", "no UTF-8"),
        (b"{", "Expecting"),
        (b"1" * 5000, "integer string conversion"),
    ],
)
def test_json_is_read_strictly(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_strict(data)


FIELD = "#/resources/0/schema/fields/0"
CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "text"}, f"{FIELD}/type", "'text'"),
    ({"format": "postcode"}, f"{FIELD}/format", "'postcode'"),
    ({"type": "date", "format": "YYYY"}, f"{FIELD}/format", "a strptime pattern"),
    ({"type": "date", "format": "%Q"}, f"{FIELD}/format", "a strptime pattern"),
    ({"constraints": {"pattern": "(?=a)b"}}, f"{FIELD}/constraints/pattern", "RE2"),
    ({"constraints": {"pattern": r"(a)\1"}}, f"{FIELD}/constraints/pattern", "RE2"),
    ({"constraints": {"pattern": "[a-"}}, f"{FIELD}/constraints/pattern", "RE2"),
    ({"constraints": {"minimum": 1}}, f"{FIELD}/constraints/minimum", "one of"),
    ({"type": "integer", "constraints": {"minimum": "abc"}}, f"{FIELD}/constraints/minimum", "type integer"),
    ({"type": "integer", "constraints": {"minimum": 1.5}}, f"{FIELD}/constraints/minimum", "type integer"),
    ({"type": "number", "constraints": {"minimum": "NaN"}}, f"{FIELD}/constraints/minimum", "type number"),
    ({"type": "date", "constraints": {"maximum": "2024-02-30"}}, f"{FIELD}/constraints/maximum", "type date"),
    ({"constraints": {"minLength": "2"}}, f"{FIELD}/constraints/minLength", "a whole number"),
    ({"constraints": {"required": "yes"}}, f"{FIELD}/constraints/required", "true or false"),
    ({"constraints": {"enum": ["a", 1]}}, f"{FIELD}/constraints/enum", "type string"),
    ({"constraints": {"enum": "a"}}, f"{FIELD}/constraints/enum", "type string"),
    ({"constraints": {"unknown": 1}}, f"{FIELD}/constraints/unknown", "one of"),
    ({"constraints": [1]}, f"{FIELD}/constraints", "an object"),
    (
        {"type": "object", "constraints": {"jsonSchema": {"type": "thing"}}},
        f"{FIELD}/constraints/jsonSchema",
        "JSON Schema",
    ),
    (
        {"type": "object", "constraints": {"jsonSchema": {"$ref": "https://example.org/s.json"}}},
        f"{FIELD}/constraints/jsonSchema",
        "needs no network",
    ),
    ({"type": "boolean", "categories": ["a"]}, f"{FIELD}/categories", "string or integer"),
    ({"type": "string", "categories": True}, f"{FIELD}/categories", "a list"),
    ({"type": "integer", "categories": ["a"]}, f"{FIELD}/categories", "type integer"),
    ({"missingValues": "NA"}, f"{FIELD}/missingValues", "a list of texts"),
    ({"type": "number", "decimalChar": 1}, f"{FIELD}/decimalChar", "type str"),
    ({"type": "list", "itemType": "object"}, f"{FIELD}/itemType", "one of"),
    ({"type": "list", "delimiter": ""}, f"{FIELD}/delimiter", "at least one character"),
    ({"type": "number", "decimalChar": ""}, f"{FIELD}/decimalChar", "one character"),
    ({"type": "number", "groupChar": "."}, f"{FIELD}/decimalChar", "not the groupChar"),
    ({"type": "number", "groupChar": "0"}, f"{FIELD}/groupChar", "one character"),
    ({"type": "boolean", "trueValues": [1]}, f"{FIELD}/trueValues", "a list of texts"),
    ({"name": 1}, FIELD, "a field with a name"),
    ({"type": "array", "arrayItem": {"type": "x"}}, f"{FIELD}/arrayItem/type", "one of"),
]


@pytest.mark.parametrize(("field", "place", "message"), CASES, ids=lambda value: str(value)[:60])
def test_a_field_that_cannot_be_checked_is_a_fault_with_its_place(
    tmp_path: Path,
    engine: Engine,
    field: dict[str, Any],
    place: str,
    message: str,
) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n", "utf-8")
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", **field}]}}
    report = check_package(json.dumps({"resources": [resource]}).encode(), tmp_path, engine)
    (error,) = report["errors"]
    assert error["place"] == place
    assert message in error["message"]
    assert report["tasks"] == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"primaryKey": "b"}, "/schema/primaryKey"),
        ({"primaryKey": 1}, "/schema/primaryKey"),
        ({"uniqueKeys": [["a"], ["b"]]}, "/schema/uniqueKeys/1"),
        ({"uniqueKeys": "a"}, "/schema/uniqueKeys"),
        ({"fieldsMatch": "some"}, "/schema/fieldsMatch"),
        ({"foreignKeys": [{"fields": "a"}]}, "/schema/foreignKeys/0"),
        ({"foreignKeys": "a"}, "/schema/foreignKeys"),
        ({"foreignKeys": [{"fields": "a", "reference": {"fields": ["a", "b"]}}]}, "/schema/foreignKeys/0/reference"),
        (
            {"foreignKeys": [{"fields": "a", "reference": {"resource": "nowhere", "fields": "a"}}]},
            "/schema/foreignKeys/0/reference/resource",
        ),
        (
            {"foreignKeys": [{"fields": "a", "reference": {"resource": "t", "fields": "b"}}]},
            "/schema/foreignKeys/0/reference/fields",
        ),
        ({"fields": []}, "/schema"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "/schema/fields/1/name"),
        ({"dialect": {"delimiter": ";;"}}, "/dialect/delimiter"),
        ({"dialect": {"quoteChar": ","}}, "/dialect/quoteChar"),
        ({"dialect": {"header": "yes"}}, "/dialect/header"),
        ({"dialect": {"headerRows": [2, 1]}}, "/dialect/headerRows"),
        ({"dialect": {"lineTerminator": ";"}}, "/dialect/lineTerminator"),
        ({"dialect": 1}, "/dialect"),
        ({"hash": 1}, "/hash"),
        ({"hash": "crc:0"}, "/hash"),
        ({"bytes": "1"}, "/bytes"),
        ({"encoding": "latin-99"}, "/encoding"),
        ({"encoding": "rot13"}, "/encoding"),
        ({"compression": "rar"}, "/compression"),
        ({"compression": [None]}, "/compression"),
        ({"path": "t.xlsx"}, "/format"),
        ({"path": []}, "/path"),
        ({"path": None, "data": "a\n1\n"}, "/data"),
        ({"path": None}, "/path"),
        ({"data": [["a"], [1]]}, "/data"),
        ({"name": 1}, ""),
    ],
)
def test_a_resource_that_cannot_be_checked_is_a_fault_with_its_place(
    tmp_path: Path,
    engine: Engine,
    change: dict[str, Any],
    place: str,
) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n", "utf-8")
    of_resource = {key: value for key, value in change.items() if key in ("dialect", "hash", "bytes", "encoding")}
    of_resource |= {key: value for key, value in change.items() if key in ("compression", "path", "data", "name")}
    schema = {"fields": [{"name": "a"}]} | {k: v for k, v in change.items() if k not in of_resource}
    resource = {"name": "t", "path": "t.csv", "schema": schema, **of_resource}
    report = check_package(json.dumps({"resources": [resource]}).encode(), tmp_path, engine)
    assert not report["valid"]
    assert f"#/resources/0{place}" in [error["place"] for error in report["errors"]]


V2 = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
RESOURCE = "#/resources/0"


@pytest.mark.parametrize(
    ("package", "resource", "place", "message"),
    [
        ({}, {}, None, ""),
        (V2, {"name": "My table", "type": "table"}, None, ""),
        ({}, {"name": "My table"}, f"{RESOURCE}/name", "Data Package 1.0 says: does not match"),
        ({"name": "Ü"}, {}, "#/name", "does not match"),
        ({**V2, "name": 1}, {}, "#/name", "is not of type"),
        ({"title": ["x"]}, {}, "#/title", "is not of type"),
        ({"licenses": []}, {}, "#/licenses", "Data Package 1.0"),
        ({**V2, "licenses": [{"title": "x"}]}, {}, "#/licenses/0", "Data Package 2.0"),
        ({**V2, "contributors": [{"title": "x", "roles": "author"}]}, {}, "#/contributors/0/roles", "is not of type"),
        ({"contributors": [{"name": "x"}]}, {}, "#/contributors/0", "title"),
        ({**V2, "keywords": ["a", 1]}, {}, "#/keywords/1", "is not of type"),
        ({"sources": [{"path": "x"}]}, {}, "#/sources/0", "title"),
        (V2, {"type": "sheet"}, f"{RESOURCE}/type", "table"),
        (V2, {"mediatype": "csv"}, f"{RESOURCE}/mediatype", "does not match"),
        (V2, {"licenses": {"name": "x"}}, f"{RESOURCE}/licenses", "is not of type"),
        (V2, {"bytes": "8"}, f"{RESOURCE}/bytes", "a whole number"),
        ({"a/b~c": 1.5}, {}, None, ""),
    ],
)
def test_a_descriptor_is_checked_against_its_profile(
    tmp_path: Path, engine: Engine, package: dict[str, Any], resource: dict[str, Any], place: str | None, message: str
) -> None:
    """The profile of version 1 or 2, by `$schema`; one fault for one place."""
    (tmp_path / "t.csv").write_text("a\nx\n", "utf-8")
    value = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}, **resource}
    report = check_package(json.dumps({**package, "resources": [value]}).encode(), tmp_path, engine)
    assert [error["place"] for error in report["errors"]] == ([place] if place else [])
    assert all(message in error["message"] for error in report["errors"])


def test_one_unusable_resource_does_not_hide_the_others(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "t.csv").write_text("a\nx\n", "utf-8")
    good = {"name": "good", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}
    bad = {"name": "bad", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "x"}]}}
    report = check_package(json.dumps({"resources": [bad, good, good]}).encode(), tmp_path, engine)
    assert [task["name"] for task in report["tasks"]] == ["good"]
    assert {error["place"] for error in report["errors"]} == {
        "#/resources/0/schema/fields/0/type",
        "#/resources/1",
        "#/resources/2",
    }


def test_keys_across_tables(tmp_path: Path, engine: Engine) -> None:
    """Composite keys, numbers of two types, keys that lead to each other, nulls in a part of a key."""
    (tmp_path / "a.csv").write_text("n,s,b\n1,x,1.0\n2,,2.50\n3,z,9\n,,\n,y,\n", "utf-8")
    (tmp_path / "b.csv").write_text("m,t\n1,x\n2.5,\n2,\n,y\n", "utf-8")
    a = {
        "fields": [{"name": "n", "type": "integer"}, {"name": "s"}, {"name": "b", "type": "number"}],
        "foreignKeys": [
            {"fields": ["n", "s"], "reference": {"resource": "b", "fields": ["m", "t"]}},
            {"fields": "b", "reference": {"resource": "b", "fields": "m"}},
            {"fields": "s", "reference": {"resource": "b", "fields": "m"}},
        ],
    }
    b = {
        "fields": [{"name": "m", "type": "number"}, {"name": "t"}],
        "foreignKeys": [{"fields": "m", "reference": {"resource": "a", "fields": "n"}}],
    }
    package = {"resources": [{"name": "a", "path": "a.csv", "schema": a}, {"name": "b", "path": "b.csv", "schema": b}]}
    first, second = check_package(json.dumps(package).encode(), tmp_path, engine)["tasks"]
    found = [(item["type"], item["rowNumber"], tuple(item.get("fieldNames", ()))) for item in first["errors"]]
    assert found == [
        ("foreign-key", 2, ("s",)),
        ("foreign-key", 4, ("n", "s")),
        ("foreign-key", 4, ("b",)),
        ("foreign-key", 4, ("s",)),
        ("blank-row", 5, ()),
        ("foreign-key", 6, ("s",)),
    ]
    assert [(item["type"], item["rowNumber"]) for item in second["errors"]] == [("foreign-key", 3)]


def test_unique_keys_leave_out_rows_with_a_part_missing(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,x\n1,x\n1,\n1,\n,x\n", "utf-8")
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "uniqueKeys": [["a", "b"]]}
    package = {"resources": [{"name": "t", "path": "t.csv", "schema": schema}]}
    report = check_package(json.dumps(package).encode(), tmp_path, engine)
    assert errors(report) == [("unique-key", 3, None)]


def test_lists_are_bounded_and_counts_are_not(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "x\n" * 5000, "utf-8")
    schema = {"fields": [{"name": "a", "type": "integer", "constraints": {"unique": True}}], "primaryKey": "a"}
    package = json.dumps({"resources": [{"name": "t", "path": "t.csv", "schema": schema}]}).encode()
    (task,) = check_package(package, tmp_path, engine, limit=3)["tasks"]
    assert len(task["errors"]) == 3
    assert task["stats"]["errors"] == 10_000
    assert [(total["type"], total["errors"]) for total in task["totals"]] == [
        ("type-error", 5000),
        ("primary-key", 5000),
    ]


KEYS = [
    "constraints",
    "format",
    "missingValues",
    "categories",
    "fieldsMatch",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
]
KEYS += ["path", "hash", "bytes", "rows", "encoding", "compression", "schema", "dialect", "name", "fields", "reference"]
KEYS += [*CONSTRAINTS, *PROPERTIES, *KINDS, "resource", "value", "label", "unique", "csv"]
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["", "a", "t", "%", "(", "1", "any", "date", "NaN"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)
KEYWORDS = st.sampled_from(KEYS)
FIELD_JUNK = st.dictionaries(KEYWORDS, JUNK, max_size=4).map(lambda item: {"name": "a", **item})
NAMED = st.sampled_from(sorted(TYPES)).flatmap(lambda kind: FIELD_JUNK.map(lambda item: {**item, "type": kind}))
SCHEMA_JUNK = st.builds(
    lambda fields, extra: {"fields": fields, **extra},
    st.lists(NAMED | FIELD_JUNK, min_size=1, max_size=3),
    st.dictionaries(KEYWORDS, JUNK, max_size=2),
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    schema=SCHEMA_JUNK | JUNK,
    dialect=st.dictionaries(KEYWORDS, JUNK, max_size=2) | JUNK,
    extra=st.dictionaries(KEYWORDS, JUNK),
)
def test_no_descriptor_ends_it_without_a_report(engine: Engine, schema: object, dialect: object, extra: Any) -> None:
    """Whatever stands in a descriptor, there is a report, and it counts what it lists."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text('a,b\n1,x\n"",\n2024-01-05,"[1]"\n', "utf-8")
        resource = {"name": "t", "path": "t.csv", "schema": schema, "dialect": dialect}
        data = json.dumps({"resources": [resource, {**resource, **extra}]}).encode()
        report = check_package(data, Path(folder), engine)
        assert report["stats"]["errors"] == len(report["errors"]) + sum(
            task["stats"]["errors"] for task in report["tasks"]
        )
