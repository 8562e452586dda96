"""The report: shaped like Frictionless's, each error with its place in the article."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.contents import Contents
from pipeline.contract import Contract, Field
from pipeline.issue import Issue
from pipeline.validate.report import Finding, as_text, build, from_issue, place_of, stored_issues

TREES = Contract(
    "trees", "T", "", (Field("table_id", "string"), Field("row", "integer"), Field("kind", "string")), ("row",)
)
CELLS = [
    {"source_id": "s", "table_id": "s/1", "row": row, "field": field, "char_start": start, "printed": printed}
    for row, field, start, printed in (("", "", "0", "Kind"), ("1", "kind", "5", "Lime"), ("1", "kind_of", "10", "a"))
]
CONTENTS = Contents(
    {"trees": TREES},
    {
        "trees": [{"table_id": "s/1", "row": "1", "kind": "Lime"}],
        "cells": CELLS,
        "sources": [{"source_id": "s", "document": "raw/s/a.md"}],
    },
    {"s": "Kind\nLime\na\n"},
)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (Finding("trees", "pandera", "x", "m", row=1, field="kind"), (2, 1, "kind")),
        (Finding("trees", "pandera", "x", "m", row=1, field="kind_unit"), (2, 1, "kind")),
        (Finding("trees", "pandera", "x", "m", row=1, field="kind_of_value"), (3, 1, "kind_of")),
        (Finding("trees", "pandera", "x", "m", row=1, field="claimant"), (2, 1, "kind")),
        (Finding("trees", "frictionless", "x", "m", row=1), (2, 1, "kind")),
        (from_issue(Issue("key-not-unique", "x", table_id="s/1", row=1), "trees"), (2, 1, "kind")),
        (from_issue(Issue("span-wrong", "x", source_id="s", start=6, end=7), None), (2, 2, None)),
        (from_issue(Issue("file-changed", "x", file="derived/load.sql"), None), (None, None, None)),
        (Finding("trees", "pandera", "x", "m"), None),
        (Finding("trees", "pandera", "x", "m", row=2), None),
        (Finding("trees", "pandera", "x", "m", row=0), None),
        (Finding(None, "frictionless", "x", "m"), None),
        (from_issue(Issue("key-not-unique", "x", table_id="s/9", row=1), "trees"), None),
    ],
)
def test_the_place_of_a_finding(finding: Finding, expected: tuple[Any, ...] | None) -> None:
    place = place_of(finding, CONTENTS)
    assert (None if place is None else (place.get("line"), place.get("column"), place.get("field"))) == expected


def test_damaged_numbers_of_the_ledger_raise_nothing() -> None:
    cell = {**CELLS[1], "char_start": "x"}
    contents = Contents({"trees": TREES}, {**CONTENTS.records, "cells": [cell]}, {})
    finding = Finding("trees", "pandera", "x", "m", row=1, field="kind")
    assert place_of(finding, contents) is not None


def test_stored_issues_have_a_line_and_a_column() -> None:
    keys = (
        "code",
        "found",
        "severity",
        "source_id",
        "table_id",
        "row",
        "field",
        "char_start",
        "char_end",
        "expected",
        "action",
    )
    values = ("unit-unknown", "x", "warning", "s", "s/1", "1", "kind", "6", "8", "", "")
    record = dict(zip(keys, values, strict=True))
    records = {**CONTENTS.records, "issues": [record, {**record, "code": "no-such-code"}, {**record, "row": "?"}]}
    first, second = stored_issues(Contents({}, records, CONTENTS.texts))
    assert (first.file, first.line, first.column, first.row) == ("raw/s/a.md", 2, 2, 1)
    assert second.row is None


@pytest.mark.parametrize(
    ("media_type", "text_path", "file"),
    [
        ("text/plain", "derived/text/s.txt", "raw/s/a"),
        ("text/html", "derived/text/s.txt", "derived/text/s.txt"),
        ("application/msword", None, "raw/s/a"),
        (None, None, "raw/s/a"),
    ],
)
def test_lines_are_those_of_the_text_where_it_is_rendered(
    media_type: str | None, text_path: str | None, file: str
) -> None:
    source = {"source_id": "s", "document": "raw/s/a", "media_type": media_type, "text_path": text_path}
    assert Contents({}, {"sources": [source]}, {}).documents == {"s": file}


def test_errors_and_warnings_stand_with_their_table_or_with_the_package() -> None:
    resource: dict[str, Any] = {"name": "trees", "path": "p", "hash": "sha256:0", "bytes": 1, "rows": 1}
    resource["schema"] = {"fields": [{"name": "table_id"}, {"name": "row"}, {"name": "kind"}]}
    findings = [
        Finding("trees", "pandera", "schema-broken", "a", row=1, field="kind"),
        Finding("trees", "pandera", "rule-broken", "b", "warning"),
        from_issue(Issue("file-extra", "x", file="derived/data/x.csv"), None),
        from_issue(Issue("unit-unknown", "x", "warning"), None),
    ]
    totals = [{"type": "type-error", "fieldName": "kind", "errors": 7}]
    value = build({"resources": [resource]}, [], CONTENTS, findings, {"trees": ["pandera"]}, {"trees": totals})
    assert value["valid"] is False
    assert value["tasks"][0]["totals"] == totals
    assert value["stats"] == {"tasks": 1, "errors": 2, "warnings": 2}
    (task,) = value["tasks"]
    assert (len(task["errors"]), len(task["warnings"]), len(value["errors"]), len(value["warnings"])) == (1, 1, 1, 1)
    assert (task["errors"][0]["rowNumber"], task["errors"][0]["fieldNumber"]) == (2, 3)
    text = as_text(value)
    assert "BAD trees: 1 rows, 3 columns, checked by pandera" in text
    assert "error: raw/s/a.md:2:1: a" in text
    assert text.count("error: ") == text.count("warning: ") == 2
