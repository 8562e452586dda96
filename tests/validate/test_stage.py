"""Every planted fault is found, by the engine that has to, with its place in the article; nothing is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import InvalidData, TabletraceError
from pipeline.validate.stage import run as validate
from tests.builders import files, make_project, run, table, write_source
from tests.planting import copied, descriptor_of, rehash, replace, setting, write_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout


@pytest.fixture
def layout(released: Layout, tmp_path: Path) -> Layout:
    return copied(released, tmp_path / "project")


def faults(layout: Layout) -> list[dict[str, Any]]:
    """The errors of the report on a candidate that has some."""
    with pytest.raises(InvalidData) as raised:
        validate(layout)
    assert raised.value.exit_code == 13
    report = json.loads((layout.stage("validate") / "report.json").read_text("utf-8"))
    errors = [*report["errors"], *(error for task in report["tasks"] for error in task["errors"])]
    assert report["valid"] is False
    assert report["stats"]["errors"] == len(errors) > 0
    return errors


def found(errors: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(error["engine"], error["type"]) for error in errors}


def test_a_sound_candidate_has_a_clean_report(layout: Layout) -> None:
    validate(layout)
    text = (layout.stage("validate") / "report.json").read_text("utf-8")
    report = json.loads(text)
    assert report["valid"] is True
    assert report["stats"] == {"tasks": 9, "errors": 0, "warnings": 0}
    assert {tuple(task["engines"]) for task in report["tasks"]} == {("frictionless", "pandera", "tabletrace")}
    assert {item["path"] for item in report["files"]} == set(files(layout.candidate.root))
    assert str(layout.root) not in text
    assert "seconds" not in text
    assert text.endswith("}\n")


def test_the_report_is_the_same_bytes_each_time(layout: Layout) -> None:
    validate(layout)
    first = (layout.stage("validate") / "report.json").read_bytes()
    validate(layout)
    assert (layout.stage("validate") / "report.json").read_bytes() == first


def _bytes(path: str, old: bytes, new: bytes) -> Callable[[Layout], None]:
    def change(candidate: Layout) -> None:
        data = (candidate.root / path).read_bytes()
        assert old in data
        (candidate.root / path).write_bytes(data.replace(old, new, 1))

    return change


def _table(name: str, index: int, *, typed: bool = True, **values: str) -> Callable[[Layout], None]:
    return lambda candidate: replace(candidate, name, setting(index, **values), typed=typed)


def _descriptor(change: Callable[[dict[str, Any]], object]) -> Callable[[Layout], None]:
    def apply(candidate: Layout) -> None:
        value = descriptor_of(candidate)
        change(value)
        write_descriptor(candidate, value)

    return apply


def _flip(path: str) -> Callable[[Layout], None]:
    def change(candidate: Layout) -> None:
        data = bytearray((candidate.root / path).read_bytes())
        data[len(data) // 2] ^= 0xFF
        (candidate.root / path).write_bytes(bytes(data))

    return change


def _then_rehash(change: Callable[[Layout], None]) -> Callable[[Layout], None]:
    def both(candidate: Layout) -> None:
        change(candidate)
        rehash(candidate)

    return both


def _no_parquet(candidate: Layout) -> None:
    (candidate.root / "derived/data/trees.parquet").write_bytes(b"PAR1 no table PAR1")
    rehash(candidate)


def _extra(candidate: Layout) -> None:
    (candidate.root / "derived/data/more.csv").write_text("a\n1\n", "utf-8")


def _gone(path: str) -> Callable[[Layout], None]:
    return lambda candidate: (candidate.root / path).unlink()


def _again(name: str) -> Callable[[Layout], None]:
    return lambda candidate: replace(candidate, name, lambda records: records.append(dict(records[0])))


def _drop(name: str) -> Callable[[Layout], None]:
    return lambda candidate: replace(candidate, name, lambda records: records.pop())


CSV = "derived/data/trees.csv"
FAULTS: dict[str, tuple[Callable[[Layout], object], set[tuple[str, str]]]] = {
    "CSV changed": (_bytes(CSV, b"Lime", b"Lima"), {("tabletrace", "file-changed"), ("frictionless", "hash-count")}),
    "CSV cell too many": (
        _bytes(CSV, b"Lime", b"Lime,"),
        {("tabletrace", "file-unreadable"), ("frictionless", "extra-cell")},
    ),
    "CSV quote open": (_bytes(CSV, b"Lime", b'"Lime'), {("tabletrace", "file-unreadable")}),
    "CSV not UTF-8": (_bytes(CSV, b"Lime", b"\xff\xfe"), {("tabletrace", "file-unreadable")}),
    "CSV header changed": (
        _bytes(CSV, b"kind", b"sort"),
        {("tabletrace", "file-unreadable"), ("frictionless", "incorrect-label")},
    ),
    "CSV empty": (lambda candidate: (candidate.root / CSV).write_bytes(b""), {("tabletrace", "file-unreadable")}),
    "CSV gone": (_gone(CSV), {("tabletrace", "file-missing")}),
    "Parquet changed": (_flip("derived/data/trees.parquet"), {("tabletrace", "file-changed")}),
    "Parquet gone": (_gone("derived/data/trees.parquet"), {("tabletrace", "file-missing")}),
    "Parquet is none": (_no_parquet, {("tabletrace", "twins-differ"), ("pandera", "schema-broken")}),
    "twins differ": (
        _table("trees", 0, typed=False, planted_unit="kg"),
        {("tabletrace", "twins-differ")},
    ),
    "type": (
        _table("figures", 0, typed=False, value="seven"),
        {("frictionless", "type-error"), ("tabletrace", "file-unreadable"), ("tabletrace", "twins-differ")},
    ),
    "number not canonical": (_table("figures", 0, typed=False, value="1_000"), {("tabletrace", "file-unreadable")}),
    "required value gone": (
        _table("sources", 0, typed=False, retrieved=""),
        {("frictionless", "constraint-error"), ("tabletrace", "file-unreadable")},
    ),
    "enum": (
        _table("figures", 0, qualifier="perhaps"),
        {("frictionless", "constraint-error"), ("pandera", "schema-broken")},
    ),
    "minimum": (_table("tables", 0, number="0"), {("frictionless", "constraint-error"), ("pandera", "schema-broken")}),
    "key twice": (
        _again("trees"),
        {("frictionless", "primary-key"), ("pandera", "schema-broken"), ("tabletrace", "key-not-unique")},
    ),
    "unique key twice": (_table("cells", 4, row="1", field="kind"), {("tabletrace", "key-not-unique")}),
    "foreign key": (_table("trees", 0, table_id="nobody/1"), {("frictionless", "foreign-key")}),
    "wrong span": (_table("cells", 4, char_start="3"), {("tabletrace", "span-wrong")}),
    "span beyond the text": (_table("cells", 4, char_start="9999", char_end="10000"), {("tabletrace", "span-wrong")}),
    "text changed": (
        _then_rehash(_bytes("derived/text/trees.txt", b"Lime", b"Lima")),
        {("tabletrace", "span-wrong")},
    ),
    "value without a cell": (_table("trees", 0, kind="Oak"), {("tabletrace", "value-without-cell")}),
    "figure without its cell": (_table("figures", 0, printed="~7"), {("tabletrace", "value-without-cell")}),
    "cell not accounted for": (_drop("cells"), {("tabletrace", "cell-unaccounted")}),
    "row gone": (_drop("trees"), {("tabletrace", "cell-unaccounted")}),
    "rule": (_table("figures", 0, lower="900", lower_inclusive="true"), {("pandera", "rule-broken")}),
    "extra file": (_extra, {("tabletrace", "file-extra")}),
    "load.sql changed": (_bytes("derived/load.sql", b"BEGIN", b"begin"), {("tabletrace", "file-changed")}),
    "load.sql gone": (_gone("derived/load.sql"), {("tabletrace", "file-missing")}),
    "descriptor is no JSON": (
        lambda candidate: candidate.descriptor.write_text("{", "utf-8"),
        {("tabletrace", "file-unreadable")},
    ),
    "descriptor is a list": (
        lambda candidate: candidate.descriptor.write_text("[]", "utf-8"),
        {("tabletrace", "file-unreadable")},
    ),
    "descriptor without resources": (
        _descriptor(lambda value: value.pop("resources")),
        {("tabletrace", "file-unreadable")},
    ),
    "descriptor leaves the package": (
        _descriptor(lambda value: value["files"].append({"path": "../x", "hash": "sha256:0", "bytes": 1})),
        {("tabletrace", "file-unreadable")},
    ),
    "descriptor with a type unknown": (
        _descriptor(lambda value: value["resources"][0]["schema"]["fields"][0].update(type="colour")),
        {("tabletrace", "file-unreadable")},
    ),
    "hash in the descriptor": (
        _descriptor(lambda value: value["resources"][0].update(hash="sha256:" + "0" * 64)),
        {("tabletrace", "file-changed"), ("frictionless", "hash-count")},
    ),
    "rows in the descriptor": (
        _descriptor(lambda value: value["resources"][0].update(rows=7)),
        {("frictionless", "row-count")},
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_its_engine(layout: Layout, fault: str) -> None:
    change, expected = FAULTS[fault]
    before = {path: data for path, data in files(layout.root).items() if "stages" not in path}
    change(layout.candidate)
    assert expected <= found(faults(layout))
    assert {path: data for path, data in files(layout.root).items() if "stages" not in path} == before


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_table("figures", 0, qualifier="perhaps"), (9, 10, "planted", "~700")),
        (_table("figures", 0, lower="900", lower_inclusive="true"), (9, 10, "planted", "~700")),
        (_table("trees", 1, planted_unit="furlong", planted_status="odd"), (10, 11, "planted", "480")),
        (_table("trees", 0, typed=False, cost_value="x"), (9, 17, "cost", "€2,100")),
    ],
)
def test_an_error_says_where_in_the_article_it_stands(layout: Layout, change: Any, place: tuple[Any, ...]) -> None:
    change(layout.candidate)
    line, column, field, printed = place
    expected = {"file": "raw/trees/article.md", "line": line, "column": column, "field": field, "printed": printed}
    places = [error["place"] for error in faults(layout) if error["engine"] != "tabletrace" and "place" in error]
    assert any(expected.items() <= found.items() for found in places), places


def test_an_error_of_ours_says_where_too(layout: Layout) -> None:
    replace(layout.candidate, "trees", setting(1, kind="Oak"))
    (error,) = [error for error in faults(layout) if error["type"] == "value-without-cell"]
    assert (error["place"]["file"], error["place"]["line"]) == ("raw/trees/article.md", 10)
    assert error["action"]


def test_in_an_appended_table_the_place_is_that_of_its_own_source(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p")
    entry = {"match": {"number": 1}, "resource": "counts", "primary_key": ["kind"], "claim": {"claimant": "publisher"}}
    columns = [{"header": "Kind", "name": "kind", "type": "text"}, {"header": "N", "name": "n", "type": "integer"}]
    for source_id, rows in (("a", ("Lime | 1", "Oak | 2")), ("b", ("Elm | 3", "Fir | 4"))):
        write_source(layout, table("Kind | N", *rows), source_id, tables=[{**entry, "columns": columns}])
    run(layout, "extract", "normalise", "package")
    replace(layout.candidate, "counts", setting(3, kind="Yew"))
    (error,) = [error for error in faults(layout) if error["type"] == "value-without-cell"]
    assert error["place"]["file"] == "raw/b/article.md"
    assert error["place"]["line"] == 6


def test_all_errors_are_told_at_once(layout: Layout) -> None:
    replace(layout.candidate, "figures", setting(0, qualifier="perhaps"))
    replace(layout.candidate, "trees", setting(1, kind="Oak"))
    replace(layout.candidate, "sources", setting(0, republish="never"))
    _extra(layout.candidate)
    kinds = found(faults(layout))
    assert kinds >= {
        ("frictionless", "constraint-error"),
        ("pandera", "schema-broken"),
        ("tabletrace", "value-without-cell"),
        ("tabletrace", "file-extra"),
    }
    with pytest.raises(InvalidData, match=r"(?s)perhaps.*never.*\d+ errors; nothing was published") as raised:
        validate(layout)
    assert "raw/trees/article.md:9:10: " in raised.value.message


def test_an_issue_of_an_earlier_stage_stops_the_release(project: Layout) -> None:
    entry = {"match": {"number": 1}, "resource": "n", "primary_key": ["kind"], "claim": {"claimant": "publisher"}}
    columns = [{"header": "Kind", "name": "kind", "type": "text"}, {"header": "N", "name": "n", "type": "quantity"}]
    text = table("Kind | N", "Lime | lots", "Oak | 2")
    write_source(project, text, tables=[{**entry, "columns": columns}])
    run(project, "extract", "normalise", "package")
    (error,) = [error for error in faults(project) if error["engine"] == "tabletrace"]
    assert error["type"] == "value-unreadable"
    assert {"file": "raw/trees/article.md", "line": 5, "row": 1, "field": "n"}.items() <= error["place"].items()


def test_a_share_beyond_its_whole_is_a_warning_only(project: Layout) -> None:
    entry = {"match": {"number": 1}, "resource": "shares", "primary_key": ["kind"], "claim": {"claimant": "publisher"}}
    columns = [
        {"header": "Kind", "name": "kind", "type": "text"},
        {"header": "Share", "name": "share", "type": "quantity"},
    ]
    measures = {
        "by": "kind",
        "Lime": {"id": "lime", "percent_of": "trees"},
        "Oak": {"id": "oak", "percent_of": "trees"},
    }
    text = table("Kind | Share", "Lime | 112%", "Oak | 100%", "Elm | 150%")
    write_source(project, text, tables=[{**entry, "columns": columns, "measures": measures}])
    run(project)
    report = json.loads(project.report.read_text("utf-8"))
    (warning,) = [warning for task in report["tasks"] for warning in task["warnings"]]
    assert (report["valid"], warning["type"], warning["place"]["printed"]) == (True, "rule-broken", "112%")
    assert warning["message"] == (
        "trees/1/1/share: rule-broken: found printed '112%', value '112', unit '%', dimension 'fraction', "
        "qualifier 'unqualified', status 'read', percent_of 'trees'; expected that a share of a declared whole is "
        "between 0 and 100; compare the cell with the document"
    )


def test_without_a_candidate_it_says_which_stage_to_run(project: Layout) -> None:
    with pytest.raises(TabletraceError, match="tabletrace package"):
        validate(project)


def test_tables_too_large_for_an_engine_are_left_to_the_others(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.validate.schema.MOST_ROWS", 5)
    validate(layout)
    report = json.loads((layout.stage("validate") / "report.json").read_text("utf-8"))
    engines = {task["name"]: task["engines"] for task in report["tasks"]}
    rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"]}
    every = ["frictionless", "pandera", "tabletrace"]
    assert rows["cells"] > 5 >= rows["trees"]
    assert engines == {name: ["tabletrace"] if rows[name] > 5 else every for name in rows}


def _categories(candidate: Layout, *kinds: str) -> None:
    """Frictionless and Pandera know no categories, nor do our own proofs."""
    value = descriptor_of(candidate)
    schema = next(item["schema"] for item in value["resources"] if item["name"] == "trees")
    next(field for field in schema["fields"] if field["name"] == "kind")["categories"] = list(kinds)
    write_descriptor(candidate, value)


def test_what_our_engine_alone_sees_is_stopped_by_the_gate_on_its_verdict(layout: Layout) -> None:
    _categories(layout.candidate, "Lime")
    errors = faults(layout)
    assert found(errors) == {("tabletrace", "constraint-error"), ("pandera", "rows-broken")}
    (verdict,) = [error for error in errors if error["engine"] == "pandera"]
    assert (verdict["fieldName"], verdict["note"]) == ("kind", "constraint-error categories")
    assert "found 1 violation of constraint-error categories" in verdict["message"]
    report = json.loads((layout.stage("validate") / "report.json").read_text("utf-8"))
    totals = {task["name"]: task["totals"] for task in report["tasks"]}
    (total,) = totals.pop("trees")
    assert (total["fieldName"], total["rule"], total["errors"]) == ("kind", "categories", 1)
    assert not any(totals.values())


def test_totals_are_exact_where_few_errors_are_listed(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.validate.tables.MOST_ERRORS", 1)
    _categories(layout.candidate, "Yew")
    errors = faults(layout)
    assert [error["type"] for error in errors] == ["rows-broken", "constraint-error"]
    assert "found 2 violations of constraint-error categories" in errors[0]["message"]


def test_a_table_above_the_limit_is_held_to_its_schema_by_our_engine_alone(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.validate.schema.MOST_ROWS", 0)
    replace(layout.candidate, "figures", setting(0, qualifier="perhaps"))
    errors = [error for error in faults(layout) if error.get("fieldName") == "qualifier"]
    assert ("tabletrace", "constraint-error") in found(errors)
    assert ("pandera", "rows-broken") in found(errors)
    assert not {"frictionless"} & {engine for engine, _type in found(errors)}


def test_a_file_that_is_not_the_one_listed_was_seen_by_whom_it_was_read(layout: Layout) -> None:
    _bytes(CSV, b"Lime", b"Lima")(layout.candidate)
    errors = faults(layout)
    report = json.loads((layout.stage("validate") / "report.json").read_text("utf-8"))
    (task,) = [task for task in report["tasks"] if task["name"] == "trees"]
    assert task["engines"] == ["frictionless", "pandera"]
    assert {"rows-read", "hash-count"} <= {error["note"] for error in errors if error["type"] == "rows-broken"}
