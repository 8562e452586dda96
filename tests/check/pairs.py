"""Pairs of a Table Schema and a table for it, with dirt; and what Frictionless and tabletrace say of them.

The texts are those on which both have to agree. What they differ on, and why, is in docs/strictness.md, each with a
case in test_strictness.py.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from pipeline.check.package import check_package

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.rows.engine import Engine

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT: dict[str, Any] = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\n",
    "skipInitialSpace": False,
    # Where it is not told, Frictionless guesses the place of the header.
    "headerRows": [1],
}
GARBAGE = ["", "NA", "-", "x", "abc", "null", "é", "日本", "a,b", 'say "hi"', "two\nlines", "'", ";"]
NUMBERS = [
    "0",
    "1",
    "-1",
    "+7",
    "007",
    "42",
    "1.5",
    "-0.5",
    "1.50",
    ".5",
    "5.",
    "1e3",
    "1E-3",
    " 1 ",
    "1,5",
    "1.2.3",
    "--1",
]
NUMBERS += ["NaN", "nan", "INF", "-INF", "+inf", "99999999999999999999", "0.00000000000000000001", "1e400", "-0", "0.0"]
INTEGERS = ["0", "1", "-1", "+7", "007", "42", "1.5", "1e3", " 1 ", "-", "9223372036854775807", "9223372036854775808"]
INTEGERS += ["-9223372036854775809", "1 000", "100000000000000000000000000000000000000000", "2", "3"]
DATES = ["2024-01-05", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2024-13-01", "2024-00-10", "20240105"]
DATES += ["2024-01-05T00:00:00", "0000-01-01", "10000-01-01", "05/01/2024", "2020-06-15"]
TIMES = ["10:00:00", "23:59:59", "24:00:00", "25:00:00", "10:00", "10:00:60", "10:00:00Z", "10:00:00.5", "10:60:00"]
TIMES += ["10:00:00+99:00", "10:00:00+02:00", "1:00:00", "08:30:00"]
MOMENTS = ["2024-01-05T10:00:00", "2024-01-05T10:00:00Z", "2024-01-05T12:00:00+02:00", "2024-02-30T10:00:00"]
MOMENTS += ["2024-01-05T24:00:00", "2024-01-05T10:00", "2024-01-05 10:00:00", "2024-01-05T10:00:00.25", "2024-01-05"]
MOMENTS += ["2024-01-05T10:00:61", "0000-01-05T10:00:00", "2030-12-31T23:59:59"]
JSONS = [
    "[]",
    "[1, 2]",
    '["a"]',
    "{}",
    '{"a": 1}',
    '{"a": 1, "b": [1]}',
    "[1,",
    "1",
    '"a"',
    "true",
    '{"lon": 10, "lat": 50}',
]
JSONS += ["[10, 50]", '["10.5", "-50"]', "[200, 50]", '{"lon": 10}', '{"type": "Point", "coordinates": [10, 50]}']
JSONS += ['{"type": "Point"}', '{"type": "Nothing"}']
TEXTS: dict[str, list[str]] = {
    "string": ["a", "ab", "abc", "AB-1234", "é", "日本語", "  ", "x y", "A1"],
    "number": NUMBERS,
    "integer": INTEGERS,
    "boolean": ["true", "True", "TRUE", "1", "false", "0", "FALSE", "yes", "no", "t", " true"],
    "date": DATES,
    "time": TIMES,
    "datetime": MOMENTS,
    "year": ["2024", "0000", "9999", "10000", "24", "-024", "1.00", "1999"],
    "yearmonth": ["2024-01", "2024-13", "2024-00", "1999-12", "2024", "2024-01-01"],
    "duration": ["P1Y", "P1D", "PT1H", "PT60M", "P1Y2M10DT2H30M", "P", "1D", "P-1D", "-P1D", "P0.5D", "P1W"],
    "list": ["a,b", "1,2,3", "1", "1,x", "1,,2", "2024-01-05,2024-01-06"],
    "array": JSONS,
    "object": JSONS,
    "geopoint": ["10, 50", "10,50", "190,50", "10,-91", "10", "10,50,60", "x,y", *JSONS],
    "geojson": JSONS,
    "any": ["a", "1", "2024-01-05"],
}
FORMATS: dict[str, list[str]] = {
    "string": ["email", "uri", "binary", "uuid"],
    "date": ["any", "%d/%m/%Y", "%Y%m%d"],
    "time": ["any", "%H:%M"],
    "datetime": ["any", "%Y-%m-%dT%H:%M"],
    "geopoint": ["array", "object"],
}
OF_FORMAT: dict[str, list[str]] = {
    "email": ["a@example.org", "a.b@example.co.uk", "a@b", "@example.org", "a@@example.org", "a b@example.org"],
    "uri": ["https://example.org/a?b=c#d", "mailto:a@example.org", "example.org", "urn:isbn:123", "//example.org/x"],
    "binary": ["YWJj", "YWI=", "YQ==", "YQ=", "YWJjZGVm"],
    "uuid": ["2bc1c94f-0deb-43e9-92a1-4775189ec9f8", "2BC1C94F-0DEB-43E9-92A1-4775189EC9F8", "2bc1c94f", "g" * 36],
    "%d/%m/%Y": ["05/01/2024", "31/02/2024", "5/1/24"],
    "%Y%m%d": ["20240105", "20240231"],
    "%H:%M": ["10:30", "24:00", "10:61"],
    "%Y-%m-%dT%H:%M": ["2024-01-05T10:30", "2024-01-05T25:30"],
    "any": ["5 January 2024", "2024-01-05", "Jan 5, 2024 10:30", "10:30", "32 January 2024"],
}
# Bounds that a type can be compared with, as a schema states them.
BOUNDS: dict[str, list[Any]] = {
    "number": [0, 1.5, "1", -1, "0.0000000000001", 10**30],
    "integer": [0, 1, "2", -5, 2**63],
    "date": ["2024-01-05", "0001-01-01", "2020-06-15"],
    "year": [2024, "1999"],
    "yearmonth": ["2024-01"],
}
ENUMS: dict[str, list[Any]] = {
    "string": ["a", "AB-1234", "é", "it's"],
    "number": ["1", "1.5", 0, "0.00000000000000000001"],
    "integer": [1, "42", 2**63],
    "boolean": [True, "false"],
    "date": ["2024-01-05"],
    "year": ["2024"],
    "yearmonth": ["2024-01"],
    "duration": ["PT1H"],
    "array": ["[1, 2]"],
    "object": ['{"a": 1}'],
    "any": ["a", "1"],
}
PATTERNS = ["[a-z]+", "[A-Z]{2}-[0-9]{4}", "a.*", "(ab|abc)", "x?", "[^,]*"]
LENGTHS = ("string", "array", "object", "list")


@st.composite
def _constraints(draw: st.DrawFn, kind: str, form: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if draw(st.integers(0, 3)) == 0:
        found["required"] = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0 and kind not in ("list", "array", "object", "geojson"):
        found["unique"] = True
    if kind in BOUNDS and draw(st.booleans()):
        for name in draw(
            st.sets(st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), max_size=2)
        ):
            found[name] = draw(st.sampled_from(BOUNDS[kind]))
    if kind in LENGTHS and draw(st.integers(0, 2)) == 0:
        found[draw(st.sampled_from(["minLength", "maxLength"]))] = draw(st.integers(0, 4))
    if kind == "string" and draw(st.integers(0, 3)) == 0:
        found["pattern"] = draw(st.sampled_from(PATTERNS))
    if kind in ENUMS and form == "default" and draw(st.integers(0, 4)) == 0:
        found["enum"] = draw(st.lists(st.sampled_from(ENUMS[kind]), min_size=1, max_size=3))
    return found


@st.composite
def _field(draw: st.DrawFn, number: int) -> tuple[dict[str, Any], list[str]]:
    """A field, and the texts to fill it with."""
    kind = draw(st.sampled_from(sorted(TEXTS)))
    value: dict[str, Any] = {"name": f"f{number}", "type": kind}
    texts = list(TEXTS[kind])
    if kind in FORMATS and draw(st.integers(0, 2)) == 0:
        value["format"] = draw(st.sampled_from(FORMATS[kind]))
        texts = [*OF_FORMAT.get(value["format"], texts), *texts[:3]]
        texts = OF_FORMAT["binary"] if value["format"] == "binary" else texts
        if value["format"] != "default" and kind != "string":
            return {**value, "constraints": {"required": draw(st.booleans())}}, texts
    value["constraints"] = draw(_constraints(kind, value.get("format", "default")))
    if kind == "list":
        value["itemType"] = draw(st.sampled_from(["string", "integer", "date"]))
    if kind == "number" and draw(st.integers(0, 3)) == 0:
        value |= {"decimalChar": ",", "groupChar": "."}
        texts = ["1,5", "1.234,5", "1234", "-1.000.000", "1,2,3", "x", ""]
    if kind in ("number", "integer") and draw(st.integers(0, 4)) == 0:
        value["bareNumber"] = False
        texts = ["5 %", "€ 5", "EUR 12 net", "5", "-5%", "%", "five"]
    if kind == "boolean" and draw(st.integers(0, 3)) == 0:
        value |= {"trueValues": ["yes", "y"], "falseValues": ["no"]}
        value["constraints"].pop("enum", None)
    if draw(st.integers(0, 4)) == 0:
        value["missingValues"] = draw(st.sampled_from([["NA"], ["", "-"], [{"value": "x", "label": "none"}], []]))
    return value, texts


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]]]:
    """(schema, rows), the header first."""
    fields = [draw(_field(number)) for number in range(draw(st.integers(1, 5)))]
    schema: dict[str, Any] = {"fields": [item for item, _texts in fields]}
    if draw(st.integers(0, 3)) == 0:
        schema["missingValues"] = draw(st.sampled_from([["", "NA"], ["-"], [{"value": "", "label": "empty"}]]))
    simple = keyable(schema)
    if simple and draw(st.integers(0, 1)):
        schema["primaryKey"] = draw(st.lists(st.sampled_from(simple), min_size=1, max_size=2, unique=True))
    if len(simple) > 1 and draw(st.integers(0, 3)) == 0:
        schema["foreignKeys"] = [draw(foreign_keys(schema, schema, ""))]
    labels = [item["name"] for item in schema["fields"]]
    if not any(item.get("format") == "binary" for item in schema["fields"]):
        # Under another's label any text may stand in a binary field, and Frictionless takes almost any for base64.
        labels = _labels(draw, schema)
    rows = []
    by_name = {item["name"]: [text for text in texts if text.lower() != "nan"] for item, texts in fields}
    for _number in range(draw(st.integers(0, 8))):
        row = [
            draw(st.sampled_from(_texts(by_name.get(label, []), draw(st.integers(1, len(GARBAGE))))))
            for label in labels
        ]
        shape = draw(st.integers(0, 14))
        rows.append(row[:-1] if shape == 0 else [*row, "extra"] if shape == 1 else [] if shape == 2 else row)
    return schema, [labels, *rows]


def keyable(schema: dict[str, Any]) -> list[str]:
    """The fields that a key may have."""
    return [item["name"] for item in schema["fields"] if item["type"] not in ("list", "array", "object", "geojson")]


@st.composite
def foreign_keys(draw: st.DrawFn, child: dict[str, Any], parent: dict[str, Any], resource: str) -> dict[str, Any]:
    """A foreign key of one or two fields; true and 1 are the same for Frictionless (docs/strictness.md, no. 22)."""
    kinds = [{item["name"]: item["type"] == "boolean" for item in schema["fields"]} for schema in (child, parent)]
    possible = [
        (own, theirs) for own in keyable(child) for theirs in keyable(parent) if kinds[0][own] == kinds[1][theirs]
    ]
    first = draw(st.sampled_from(possible))
    second = [pair for pair in possible if pair[0] != first[0] and pair[1] != first[1]]
    chosen = [first, draw(st.sampled_from(second))] if second and draw(st.booleans()) else [first]
    reference = {"resource": resource, "fields": [theirs for _own, theirs in chosen]}
    return {"fields": [own for own, _theirs in chosen], "reference": reference}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """(schema, CSV text)."""
    schema, rows = draw(tables())
    return schema, csv_text(rows, quoted=draw(st.booleans()))


def _texts(own: list[str], garbage: int) -> list[str]:
    # Frictionless takes almost any text for base64.
    return own if own == OF_FORMAT["binary"] else [*own, *GARBAGE[:garbage]]


def _labels(draw: st.DrawFn, schema: dict[str, Any]) -> list[str]:
    labels = [item["name"] for item in schema["fields"]]
    change = draw(st.integers(0, 9))
    if change < 5:
        schema["fieldsMatch"] = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
    if change in (1, 2):
        labels = draw(st.permutations(labels))
    if change in (2, 3):
        labels = [*labels, "other"]
    if change in (4, 6) and len(labels) > 1:
        labels = labels[1:]
    if change == 7:
        labels = ["renamed", *labels[1:]]
    return list(labels)


def csv_text(rows: list[list[str]], *, quoted: bool, **form: Any) -> str:
    """The rows as CSV, in the form of Python's writer."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, **{"lineterminator": "\n", "quoting": quoting, **form})
    # The csv module writes a row of one empty cell as "", which is what it is.
    writer.writerows(rows)
    return out.getvalue()


Verdict = list[tuple[str, int, int]]


def write_package(folder: Path, schema: dict[str, Any], text: str, dialect: dict[str, Any] | None = None) -> Path:
    """A package with one table."""
    (folder / "table.csv").write_bytes(text.encode())
    resource = {
        "name": "table",
        "path": "table.csv",
        "encoding": "utf-8",
        "dialect": dialect or DIALECT,
        "schema": schema,
    }
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"$schema": V2, "name": "pair", "resources": [resource]}), "utf-8")
    return path


def ours(descriptor: Path, engine: Engine) -> Verdict:
    """What tabletrace finds: (type, row, field) of every error."""
    report = check_package(descriptor.read_bytes(), descriptor.parent, engine, limit=10_000)
    found = [*report["errors"], *(item for task in report["tasks"] for item in task["errors"])]
    assert report["stats"]["errors"] == len(found)
    return sorted((item["type"], item.get("rowNumber", 0), item.get("fieldNumber", 0)) for item in found)


def theirs(descriptor: Path) -> Verdict:
    """What Frictionless finds."""
    from frictionless import Package

    report = Package.from_descriptor(str(descriptor)).validate(limit_errors=10_000).to_dict()
    found = [*report["errors"], *(item for task in report["tasks"] for item in task["errors"])]
    return sorted((item["type"], item.get("rowNumber", 0), item.get("fieldNumber", 0)) for item in found)
