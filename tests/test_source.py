from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.rowsource import row_issues
from pipeline.source import Claim, Column, Correction, Digest, Match, Measure, Notice
from pipeline.sources import read_source, read_sources
from tests.builders import ARTICLE, TREES, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout

CORRECTION = {"table": "trees", "row": 1, "field": "planted", "expect": "~700", "becomes": "~800", "reason": "Printed."}


def faults(project: Layout, **keys: Any) -> list[str]:
    """What is found in a source.yaml with these keys."""
    folder = write_source(project, **keys)
    source, issues = read_source(project, folder)
    assert (source is None) is bool(issues)
    if source is not None and source.schema is not None:
        issues = row_issues(project, source)
    assert {issue.code for issue in issues} <= {"source-invalid"}
    return [issue.found for issue in issues]


def test_a_source_is_read_as_values(project: Layout) -> None:
    write_source(project, source_id="older")
    measures = {"by": "kind", "Lime": {"id": "limes", "counted": "trees"}}
    folder = write_source(
        project,
        tables=[TREES | {"measures": measures, "resource": "the-end", "primary_key": ["user"]}],
        corrections=[CORRECTION | {"table": "the-end", "field": "user"}],
        authors=["Ann", "Bo"],
        digest_of={"publisher": "P", "sha256": "0" * 64},
        text_kind="digest",
        notice={"date": "2026-01-01", "reason": "mended"},
        status="superseded",
        supersedes="older",
    )
    source, issues = read_source(project, folder)
    assert issues == []
    assert source is not None
    entry = source.tables[0]
    assert (entry.match, entry.resource, entry.primary_key) == (
        Match(caption="Trees in numbers"),
        "the_end",
        ("user_",),
    )
    assert entry.claim == Claim("the town", None, "The town says")
    assert entry.columns[1] == Column("planted", "quantity", header="Planted")
    assert (entry.measures_by, entry.measures) == ("kind", {"Lime": Measure("limes", "trees")})
    assert source.corrections == (
        Correction("the_end", 1, "user_", "~700", "~800", "Printed.", source.corrections[0].line),
    )
    assert source.digest_of == Digest("P", "0" * 64)
    assert source.notice == Notice("2026-01-01", "mended")
    assert (source.authors, source.file, source.text_is_ours) == (("Ann", "Bo"), "raw/trees/source.yaml", True)
    lines = (folder / "source.yaml").read_text().splitlines()
    assert lines[entry.line].strip() == '"match": {'
    assert '"table": "the-end"' in lines[source.corrections[0].line]


def test_null_is_the_same_as_no_key(project: Layout) -> None:
    keys = dict.fromkeys(("tables", "corrections", "authors", "digest_of", "notice", "supersedes", "encoding", "url"))
    folder = write_source(project, **keys)
    source, issues = read_source(project, folder)
    assert (issues, source is not None and source.tables) == ([], ())


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"id": "other"}, ["id 'other'"]),
        ({"retrieved": "2026-13-45"}, ["retrieved '2026-13-45'"]),
        ({"supersedes": "nobody"}, ["supersedes 'nobody'"]),
        ({"supersedes": "trees"}, ["supersedes 'trees'"]),
        ({"id": "other", "retrieved": "2026-02-30"}, ["id 'other'", "retrieved '2026-02-30'"]),
        ({"id": "x" * 81}, ['id: "' + "x" * 81 + '" is longer than 80 characters']),
        ({"text_kind": "digest"}, ['the file: "digest_of" is a required property']),
        ({"digest_of": {"publisher": "P", "sha256": "0" * 64}}, 1),
        ({"status": "withdrawn"}, ['the file: "notice" is a required property']),
        ({"licence": "all rights"}, 1),
        ({"sha256": "0" * 63}, 1),
        ({"url": "javascript:x"}, 1),
        ({"locale": "xx"}, 1),
        ({"tables": [{"resource": "x"}]}, 1),
        ({"tables": [{"match": {}, "resource": "x"}]}, 1),
        ({"tables": [{"match": {"number": 0}, "resource": "x"}]}, 1),
        ({"tables": [{"match": {"number": 1}, "resource": "1x"}]}, 1),
        ({"tables": [TREES | {"columns": [{"name": "a", "type": "text"}]}]}, 1),
        ({"tables": [TREES | {"columns": [{"header": "A", "name": "a", "type": "float"}]}]}, 1),
        ({"tables": [TREES | {"claim": {"basis": "x"}}]}, 1),
        ({"tables": [TREES | {"measures": {"Lime": {"id": "x"}}}]}, 1),
        ({"corrections": [CORRECTION | {"expect": 700}]}, 1),
        ({"corrections": [CORRECTION | {"row": 0}]}, 1),
    ],
)
def test_a_fault_is_found(project: Layout, keys: dict[str, Any], found: list[str] | int) -> None:
    there = faults(project, **keys)
    assert there == found if isinstance(found, list) else len(there) == found


def test_the_place_and_what_was_expected_are_said(project: Layout) -> None:
    folder = write_source(project, retrieved="2026-02-30")
    _source, (issue,) = read_source(project, folder)
    line = next(n for n, text in enumerate((folder / "source.yaml").read_text().splitlines(), 1) if "retrieved" in text)
    assert (issue.file, issue.line, issue.expected) == ("raw/trees/source.yaml", line, "a day of the calendar")


def test_all_sources_in_the_order_of_their_ids_and_all_faults(project: Layout) -> None:
    for source_id in ("b", "a", "c-broken", "d-broken"):
        write_source(project, source_id=source_id, title="" if "broken" in source_id else source_id)
    (project.raw / "empty").mkdir()
    (project.raw / "README").write_text("not a source")
    sources, issues = read_sources(project)
    assert [source.id for source in sources] == ["a", "b"]
    assert [(issue.code, issue.source_id) for issue in issues] == [
        ("source-invalid", "c-broken"),
        ("source-invalid", "d-broken"),
        ("source-missing", "empty"),
    ]


@pytest.mark.parametrize("name", ["article.md", "source.yaml", "anchors.csv", None])
def test_no_link_is_followed(project: Layout, name: str | None) -> None:
    folder = write_source(project)
    elsewhere = project.root / "elsewhere"
    link = folder if name is None else folder / name
    if link.exists():
        link.rename(elsewhere)
    else:
        elsewhere.touch()
    link.symlink_to(elsewhere)
    _sources, issues = read_sources(project)
    assert ("source-link", project.relative(link)) in [(issue.code, issue.file) for issue in issues]


def test_no_raw_is_no_source(project: Layout) -> None:
    project.raw.rmdir()
    assert read_sources(project) == ([], [])


def test_source_yaml_of_the_project_is_json_s_superset(project: Layout) -> None:
    folder = write_source(project, title="Grün 😀")
    source, _issues = read_source(project, folder)
    assert source is not None
    assert source.title == json.loads((folder / "source.yaml").read_text("utf-8"))["title"]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({}, ["status 'current', though newer supersedes it"]),
        ({"status": "superseded", "notice": {"date": "2026-01-02", "reason": "a newer text"}}, []),
    ],
)
def test_what_is_superseded_says_so(project: Layout, keys: dict[str, Any], found: list[str]) -> None:
    write_source(project, ARTICLE, "older", **keys)
    write_source(project, f"{ARTICLE}\nMore.\n", "newer", supersedes="older")
    _sources, issues = read_sources(project)
    assert [issue.found for issue in issues] == found


ROWS: dict[str, Any] = {"schema": {"fields": [{"name": "a"}]}, "media_type": "text/csv", "document": "a.csv"}
OF_ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown type": ({"schema": {"fields": [{"name": "a", "type": "x"}]}}, "'x'"),
    "a pattern that RE2 refuses": (
        {"schema": {"fields": [{"name": "a", "constraints": {"pattern": "(?=a)"}}]}},
        "'(?=a)'",
    ),
    "no fields": ({"schema": {}}, 'schema: "fields" is a required property'),
    "an article": ({"media_type": "text/html"}, "a schema for the media type 'text/html'"),
    "main": ({"main": "/html"}, "main beside a schema"),
    "corrections": ({"corrections": [CORRECTION]}, "corrections beside a schema"),
    "figures": ({"republish": "figures"}, "republish 'figures' beside a schema"),
    "another table": (
        {"tables": [{"match": {"number": 2}, "resource": "b"}]},
        "another table than the one of its rows",
    ),
    "columns": (
        {"tables": [{"match": {"number": 1}, "resource": "b", "primary_key": ["a"]}]},
        "primary_key beside a schema",
    ),
    "a basis": (
        {"tables": [{"match": {"number": 1}, "resource": "b", "claim": {"claimant": "c", "basis": "d"}}]},
        "basis beside a schema",
    ),
    "the same file twice": (
        {"continued_in": [{"document": "a.csv", "sha256": "0" * 64}]},
        "the document 'a.csv' a second time",
    ),
    "more files and no schema": (
        {"schema": None, "continued_in": [{"document": "b.csv", "sha256": "0" * 64}]},
        "continued_in without a schema",
    ),
}


@pytest.mark.parametrize("case", OF_ROWS)
def test_faults_of_a_table_of_rows(project: Layout, case: str) -> None:
    keys, found = OF_ROWS[case]
    assert faults(project, **(ROWS | keys)) == [found]


def test_a_fault_of_a_schema_has_its_line(project: Layout) -> None:
    schema = {"fields": [{"name": "a"}, {"name": "b", "type": "integer", "constraints": {"minimum": "x"}}]}
    folder = write_source(project, **(ROWS | {"schema": schema}))
    source, _issues = read_source(project, folder)
    assert source is not None
    (issue,) = row_issues(project, source)
    lines = (folder / "source.yaml").read_text().splitlines()
    assert lines[(issue.line or 0) - 1].strip() == '"minimum": "x"'
