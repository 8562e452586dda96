"""A source with a schema, from its files to the release: every row typed and checked, or nothing published."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import open_package
from pipeline.errors import InvalidData, SourceError, TabletraceError
from pipeline.layout import Layout
from pipeline.verify import verify_release
from tests.builders import files, make_project, run, write_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

FIELDS: list[dict[str, Any]] = [
    {"name": "No", "type": "integer"},
    {"name": "Day out", "type": "date", "format": "%d.%m.%Y", "title": "Day"},
    {"name": "fare", "type": "number", "decimalChar": ",", "constraints": {"minimum": "0,5"}},
    {"name": "paid", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]},
    {"name": "at", "type": "time"},
    {"name": "note"},
]
SCHEMA: dict[str, Any] = {"fields": FIELDS, "missingValues": ["", "-"], "primaryKey": "No"}
HEADER = "No;Day out;fare;paid;at;note\n"
GOOD = '1;02.01.2024;3,5;ja;10:00:00;"a; ""b"""\n2;03.01.2024;-;nein;-;"two\nlines"\n'
MORE = "3;04.01.2024;10,25;ja;-;x\n"
ENTRY: dict[str, Any] = {
    "match": {"number": 1},
    "resource": "trips",
    "claim": {"claimant": "publisher", "claimed": "2024"},
}


def rows_source(layout: Layout, *texts: str, source_id: str = "trips", **keys: Any) -> Path:
    """A source of these texts, one file each."""
    rest = [
        {"document": f"{number}.csv", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for number, text in enumerate(texts[1:], 2)
    ]
    values = {
        "document": "1.csv",
        "media_type": "text/csv",
        "schema": SCHEMA,
        "dialect": {"delimiter": ";"},
        "continued_in": rest or None,
        "tables": [ENTRY],
        **keys,
    }
    folder = write_source(layout, texts[0], source_id, **values)
    for part, text in zip(rest, texts[1:], strict=True):
        (folder / part["document"]).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A release with a table of rows of two files beside an article; read it, never change it."""
    layout = make_project(tmp_path_factory.mktemp("rows") / "project")
    write_source(layout)
    rows_source(layout, HEADER + GOOD, HEADER + MORE)
    run(layout)
    return layout


def test_every_row_is_published_typed_with_its_address(built: Layout) -> None:
    with open_package(built.root).connect() as connection:
        found = connection.sql("SELECT * REPLACE (fare::VARCHAR AS fare) FROM trips ORDER BY row").fetchall()
    first = ("trips", "trips/1", 1, 1, "2024-01-02", "3.500000000", True, "10:00:00", 'a; "b"', "The Paper", "2024")
    assert tuple(str(value) if number == 4 else value for number, value in enumerate(found[0])) == first
    assert [row[2] for row in found] == [1, 2, 3]
    assert found[1][5:9] == (None, False, None, "two\nlines")


def test_the_schema_says_what_the_typed_values_are(built: Layout) -> None:
    descriptor = json.loads(built.descriptor.read_text("utf-8"))
    resource = next(item for item in descriptor["resources"] if item["name"] == "trips")
    fields = {item["name"]: item for item in resource["schema"]["fields"]}
    assert list(fields)[3:-2] == ["no", "day_out", "fare", "paid", "at_", "note"]
    assert fields["day_out"] == {"name": "day_out", "type": "date", "title": "Day"}
    assert fields["fare"] == {"name": "fare", "type": "number", "constraints": {"minimum": 0.5}}
    assert fields["paid"] == {"name": "paid", "type": "boolean"}
    assert fields["no"]["constraints"] == {"required": True}
    assert resource["schema"]["primaryKey"] == ["source_id", "no"]
    assert (resource["rows"], resource["format"]) == (3, "parquet")


def test_the_manifest_lists_files_rows_hashes_and_ranges(built: Layout) -> None:
    path = built.root / "derived/data/trips/manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    (part,) = manifest["parts"]
    data = (built.root / part["path"]).read_bytes()
    assert (part["rows"], part["bytes"], part["sha256"]) == (3, len(data), hashlib.sha256(data).hexdigest())
    assert part["columns"]["fare"] == {"min": "3.5", "max": "10.25", "nulls": 1}
    assert [(file["document"], file["rows"]) for file in manifest["sources"][0]["files"]] == [
        ("1.csv", 2),
        ("2.csv", 1),
    ]
    assert manifest["broken"] == []


def test_a_release_with_rows_is_sound_for_everybody(built: Layout, tabletrace: Callable[..., Outcome]) -> None:
    assert verify_release(built).issues == ()
    assert tabletrace("validate", ".", cwd=built.root).code == 0
    report = json.loads(built.report.read_text("utf-8"))
    (task,) = (task for task in report["tasks"] if task["name"] == "trips")
    assert (task["valid"], task["engines"]) == (True, ["pandera", "tabletrace"])
    with duckdb.connect(str(built.database), read_only=True) as connection:
        assert connection.execute("SELECT count(*), sum(fare) FROM current_trips").fetchone() == (3, 13.75)


def test_a_value_is_traced_to_its_line_and_read_again(built: Layout, tabletrace: Callable[..., Outcome]) -> None:
    shown = tabletrace("trace", "trips/1/3/fare", cwd=built.root)
    assert "1 of raw/trips/2.csv" in shown.out
    assert "line 2     3;04.01.2024;10,25;ja;-;x" in shown.out
    assert "read again the same values" in shown.out
    captured = json.loads(tabletrace("trace", "trips/1/2", "--json", cwd=built.root).out)["captured"]
    assert captured == {
        "file": "raw/trips/1.csv",
        "row": 2,
        "line": 3,
        "text": '2;03.01.2024;-;nein;-;"two\nlines"',
        "agrees": True,
    }
    for missing in ("trips/1/4", "trips/1/1/nothing", "trips/2/1"):
        assert tabletrace("trace", missing, cwd=built.root).code == 16


def test_a_row_of_parquet_is_read_again_too(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    out, start = io.BytesIO(), datetime(2024, 7, 2, 3, 4, 5, tzinfo=UTC)
    moments = [start + timedelta(seconds=number) for number in range(60_000)]
    table = pa.table({"n": [Decimal("1.50")] * 60_000, "at": pa.array(moments, pa.timestamp("ms", "Europe/Berlin"))})
    pq.write_table(table, out)
    kinds = {"document": "x.parquet", "media_type": "application/vnd.apache.parquet", "encoding": None}
    fields = [{"name": "n", "type": "number"}, {"name": "at", "type": "datetime"}]
    folder = write_source(project, out.getvalue(), "x", **kinds, schema={"fields": fields}, tables=[ENTRY])
    run(project)
    shown = tabletrace("trace", "x/1/60000", cwd=project.root).out
    assert "line       none: Parquet has no lines\n  read again the same values" in shown
    assert "at: 2024-07-02T19:44:04Z" in shown
    pq.write_table(table.slice(1), folder / "x.parquet")
    assert "OTHER VALUES" in tabletrace("trace", "x/1/2", cwd=project.root).out


def test_a_captured_file_that_is_another_now_is_told(built: Layout, tmp_path: Path) -> None:
    shutil.copytree(built.root, tmp_path / "p")
    file = tmp_path / "p" / "raw/trips/2.csv"
    file.write_text(file.read_text("utf-8").replace("10,25", "10,26"), "utf-8")
    evidence = open_package(tmp_path / "p").trace("trips/1/3")
    assert evidence.captured is not None
    assert evidence.captured.agrees is False
    assert "OTHER VALUES" in evidence.as_text()
    assert {issue.code for issue in verify_release(Layout(tmp_path / "p")).issues} == {"source-changed"}
    file.unlink()
    evidence = open_package(tmp_path / "p").trace("trips/1/3")
    assert evidence.captured is not None
    assert (evidence.captured.file, evidence.captured.line) == ("raw/trips/2.csv", None)


def test_the_same_files_are_the_same_bytes_and_are_typed_once(built: Layout, tmp_path: Path) -> None:
    shutil.copytree(built.root, tmp_path / "p")
    layout, staged = Layout(tmp_path / "p"), tmp_path / "p/derived/stages/rows/trips/part-00001.parquet"
    before, made = files(layout.derived / "data"), staged.stat().st_mtime_ns
    run(layout)
    assert files(layout.derived / "data") == before
    assert staged.stat().st_mtime_ns == made
    shutil.rmtree(layout.rows)
    run(layout)
    assert files(layout.derived / "data") == before


def test_a_source_that_is_no_more_leaves_nothing_behind(built: Layout, tmp_path: Path) -> None:
    shutil.copytree(built.root, tmp_path / "p")
    layout = Layout(tmp_path / "p")
    shutil.rmtree(layout.source("trips"))
    run(layout)
    assert not (layout.rows / "trips").exists()
    assert not any("trips" in name for name in files(layout.derived / "data"))


BROKEN: dict[str, tuple[str, str]] = {
    "type": ("5;02.01.2024;x;ja;-;n\n", "1.csv:2, table trips/1 row 1 field fare: row-invalid: found 'x': type-error"),
    "constraint": ("5;02.01.2024;0,4;ja;-;n\n", "found '0,4': constraint-error: constraint \"minimum\" is"),
    "no such day": ("5;31.02.2024;1,5;ja;-;n\n", "field Day out: row-invalid: found '31.02.2024': type-error"),
    "key twice": ("5;-;1;ja;-;n\n5;-;2;ja;-;m\n", "1.csv:3, table trips/1 row 2: row-invalid: found primary-key"),
    "no key": ("-;-;1;ja;-;n\n", "row 1 field No: row-invalid: found '-': constraint-error"),
    "ragged": ("5;-;1;ja;-;n;m\n", "row 1: row-invalid: found extra-cell"),
    "short": ("5;-;1;ja\n", "found '': missing-cell: a row that ends before this column; expected rows"),
    "form": ("# a\n", "say it in `dialect:` (delimiter, quoteChar, escapeChar, commentChar"),
    "blank": ("5;-;1;ja;-;n\n\n6;-;1;ja;-;n\n", "1.csv:3, table trips/1 row 2: row-invalid: found blank-row"),
    "quote": ('5;-;1;ja;-;"n\n', "row-invalid: found source-error: a quote is opened and never closed"),
    "too long": (f"5;-;1,{'3' * 10};ja;-;n\n", "declare it as `type: string`"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_row_that_breaks_a_rule_publishes_nothing(
    built: Layout, tmp_path: Path, case: str, tabletrace: Callable[..., Outcome]
) -> None:
    shutil.copytree(built.root, tmp_path / "p")
    layout = Layout(tmp_path / "p")
    before = files(layout.derived / "data")
    text, said = BROKEN[case]
    rows_source(layout, HEADER + text)
    outcome = tabletrace("build", cwd=layout.root)
    assert outcome.code == 13
    assert said in outcome.err
    assert files(layout.derived / "data") == before


def test_all_faults_are_counted_and_some_are_listed(project: Layout) -> None:
    rows_source(project, HEADER + "".join(f"{n};-;x;ja;-;n\n" for n in range(1000)))
    with pytest.raises(InvalidData) as error:
        run(project)
    assert "found 1000 violations of type-error" in error.value.message
    assert error.value.message.count("row-invalid") == 21
    assert "1,000 faults of the kind type-error of fare, of which 20 are listed here" in error.value.message


def test_what_is_listed_is_not_told_again(project: Layout) -> None:
    rows_source(project, "No;Day;fare;paid;at;note\n1;-;1;ja;-\n")
    with pytest.raises(InvalidData, match="of `schema:` at this place has another name") as error:
        run(project)
    assert "are listed here" not in error.value.message


def test_a_fault_in_a_second_file_names_it(project: Layout) -> None:
    rows_source(project, HEADER + GOOD, HEADER + MORE + "4;-;x;ja;-;n\n")
    with pytest.raises(InvalidData, match=r"row 4 field fare: row-invalid: found line 3 of 2\.csv: 'x': type-error"):
        run(project)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"schema": {"fields": [{"name": "row"}, {"name": "row_"}]}}, "as have 'row', 'row_'"),
        ({"schema": {"fields": [{"name": "A b"}, {"name": "a-b"}]}}, "as have 'A b', 'a-b'"),
    ],
)
def test_names_that_collide_are_told(project: Layout, keys: dict[str, Any], said: str) -> None:
    labels = ";".join(item["name"] for item in keys["schema"]["fields"])
    rows_source(project, f"{labels}\n1;2\n", **keys)
    with pytest.raises(TabletraceError) as error:
        run(project)
    assert said in str(error.value.issues[0])


def test_a_name_of_ours_gets_a_mark(project: Layout) -> None:
    rows_source(project, "row;Source ID\n1;2\n", schema={"fields": [{"name": "row"}, {"name": "Source ID"}]})
    run(project)
    with open_package(project.root).connect() as connection:
        assert connection.sql("SELECT row, row_, source_id, source_id_ FROM trips").fetchall() == [
            (1, "1", "trips", "2")
        ]


LIMITS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "number": ("1.5", {"minimum": "1.4999999999", "enum": ["1.5", 2.25, 3]}, "1.500000000"),
    "integer": ("5", {"minimum": "-1" + "0" * 30, "enum": ["5", "1" + "0" * 30]}, "5"),
    "number without end": ("5", {"minimum": "-1e50", "enum": ["5", "1e50", "1e-20"]}, "5.000000000"),
    "date": ("2024-01-02", {"minimum": "2024-01-01", "enum": ["2024-01-02"]}, "2024-01-02"),
    "boolean": ("true", {"enum": ["true"]}, "true"),
    "time": ("10:00:00", {"minimum": "09:00:00", "enum": ["10:00:00"]}, "10:00:00"),
    "datetime": ("2024-01-02T00:00:00", {"minimum": "2024-01-01T00:00:00"}, "2024-01-02T00:00:00"),
    "year": ("2024", {"minimum": 2000, "enum": [2024]}, "2024"),
    "yearmonth": ("2024-05", {"minimum": "2000-01"}, "2024-05"),
    "string": ("a.b", {"pattern": r"\Qa.b\E", "enum": ["a.b"]}, "a.b"),
    "object": ('"{""a"": 1}"', {"jsonSchema": {"required": ["a"]}}, '{"a": 1}'),
}


@pytest.mark.parametrize("case", LIMITS)
def test_values_within_their_limits_are_published(project: Layout, case: str) -> None:
    cell, constraints, value = LIMITS[case]
    fields = [{"name": "v", "type": case.split()[0], "constraints": constraints}, {"name": "w"}]
    rows_source(project, f"v;w\n{cell};x\n", schema={"fields": fields})
    run(project)
    with open_package(project.root).connect() as connection:
        assert connection.sql("SELECT v::VARCHAR FROM trips").fetchall() == [(value,)]


PLACES: list[dict[str, Any]] = [
    {"name": "lon", "type": "number", "decimals": 15, "constraints": {"minimum": "-180.0000000000001"}},
    {"name": "lat", "type": "number", "decimals": 14, "decimalChar": ",", "groupChar": "."},
    {"name": "n", "type": "number"},
]
COORDINATES = ["13.405000012345678", "-180.0000000000001", "+0.000000000000001", "1.5e-14", "1" * 23, "-0.0", ""]


@pytest.mark.parametrize("width", [3, 60])
def test_numbers_have_as_many_decimals_as_their_field_says(
    project: Layout, tabletrace: Callable[..., Outcome], width: int
) -> None:
    others = [{"name": f"o{number}"} for number in range(width - 3)]
    cells = [f"{text};1.234,00000000000001;1.5" for text in COORDINATES]
    header = ";".join(item["name"] for item in (*PLACES, *others))
    text = "".join(f"{cell}{';' * len(others)}\n" for cell in cells)
    rows_source(project, f"{header}\n{text}", schema={"fields": [*PLACES, *others]})
    run(project)
    with open_package(project.root).connect() as connection:
        types = ", ".join(f"typeof({name})" for name in ("lon", "lat", "n"))
        rows = connection.sql(f"SELECT lon::VARCHAR, lat::VARCHAR, {types} FROM trips ORDER BY row").fetchall()
    assert rows[0][1:] == ("1234.00000000000001", "DECIMAL(38,15)", "DECIMAL(38,14)", "DECIMAL(38,9)")
    exact = [abs(Decimal(text)) if text == "-0.0" else Decimal(text) for text in COORDINATES if text]
    assert [row[0] for row in rows] == [*(f"{value:.15f}" for value in exact), None]
    with duckdb.connect(str(project.database), read_only=True) as connection:
        assert connection.execute("SELECT typeof(lon) FROM trips LIMIT 1").fetchone() == ("DECIMAL(38,15)",)
    descriptor = json.loads(project.descriptor.read_text("utf-8"))
    fields = next(item for item in descriptor["resources"] if item["name"] == "trips")["schema"]["fields"]
    assert fields[3] == PLACES[0] | {"constraints": {"minimum": -180.0000000000001}}
    assert tabletrace("validate", ".", cwd=project.root).code == 0
    assert verify_release(project).issues == ()
    assert "read again the same values" in tabletrace("trace", "trips/1/4/lon", cwd=project.root).out


TOO_LONG = "more than 23 digits before the point or 15 after it; say `decimals:`"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("0.0000000000000001", TOO_LONG),
        ("1" * 24, TOO_LONG),
        ("INF", TOO_LONG),
        ("NaN", 'constraint "minimum"'),
        ("-180.00000000000011", 'constraint "minimum"'),
    ],
)
def test_a_number_of_more_decimals_is_told(project: Layout, cell: str, said: str) -> None:
    rows_source(project, f"lon;n\n{cell};1\n", schema={"fields": [PLACES[0], PLACES[2]]})
    with pytest.raises(InvalidData, match=said):
        run(project)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decimals": 0}, "from 1 to 37"),
        ({"decimals": 38}, "from 1 to 37"),
        ({"decimals": "9"}, "from 1 to 37"),
        ({"decimals": 4, "type": "integer"}, "on a field of the type number"),
        ({"title": 3}, "found 3; expected a text"),
        ({"description": ["x"]}, "expected a text"),
        ({"constraints": {"unique": "no"}}, "found 'no'; expected true or false"),
    ],
)
def test_what_no_release_can_say_is_refused(project: Layout, change: dict[str, Any], said: str) -> None:
    rows_source(project, "n;b\n1;2\n", schema={"fields": [{"name": "n", "type": "number"} | change, {"name": "b"}]})
    with pytest.raises(SourceError) as error:
        run(project)
    assert said in str(error.value.issues[0])


def test_keys_between_numbers_of_two_sizes(project: Layout) -> None:
    fields = [{"name": "x", "type": "number", "decimals": 12}, {"name": "y", "type": "number"}]
    own = {"fields": "y", "reference": {"resource": "", "fields": "x"}}
    rows_source(project, "x;y\n1;1\n", schema={"fields": fields, "foreignKeys": [own]})
    with pytest.raises(SourceError) as error:
        run(project)
    assert "fields with the same decimals" in str(error.value.issues[0])
    other = {"fields": "x", "reference": {"resource": "parents", "fields": "a"}}
    parents = {"fields": [{"name": "a", "type": "number"}, {"name": "b"}]}
    rows_source(project, "a;b\n1.5;u\n100;v\n", schema=parents, source_id="p", tables=[ENTRY | {"resource": "parents"}])
    child = {"fields": fields, "foreignKeys": [other], "primaryKey": "x"}
    rows_source(project, "x;y\n1.50;1\n100;2\n", schema=child)
    run(project)
    rows_source(project, "x;y\n1.500000000001;1\n1.5;1\n", schema=child)
    with pytest.raises(InvalidData, match="found 1 violation of foreign-key"):
        run(project)


def test_a_foreign_key_leads_to_a_table_of_the_package(project: Layout) -> None:
    key = {"fields": "note", "reference": {"resource": "trees_table_1", "fields": "kind"}}
    write_source(project)
    schema = SCHEMA | {"foreignKeys": [key]}
    rows_source(project, HEADER + "1;-;1;ja;-;Lime\n2;-;1;ja;-;-\n", schema=schema)
    run(project)
    rows_source(project, HEADER + "1;-;1;ja;-;Lime\n2;-;1;ja;-;Oak\n", schema=schema)
    with pytest.raises(InvalidData, match="found 1 violation of foreign-key"):
        run(project)
    nowhere = SCHEMA | {"foreignKeys": [{"fields": "note", "reference": {"resource": "x", "fields": "kind"}}]}
    rows_source(project, HEADER + "1;-;1;ja;-;Lime\n", schema=nowhere)
    with pytest.raises(InvalidData, match="has no table 'x' with the columns kind"):
        run(project)


PARENTS = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}
CHILDREN = [{"name": "x", "type": "integer"}, {"name": "y"}, {"name": "z", "type": "integer"}]


@pytest.mark.parametrize(
    ("fields", "resource", "reference", "said"),
    [
        ("x", "parents", "a", ""),
        (["x", "y"], "parents", ["a", "b"], ""),
        ("z", "", "x", ""),
        (["z", "y"], "", ["x", "y"], "foreign-key"),
        ("z", "parents", "a", ""),
        (["z", "y"], "parents", ["a", "b"], "found 2 violations of foreign-key"),
        ("y", "parents", "a", "found 1 violation of foreign-key"),
    ],
)
def test_a_foreign_key_holds_for_the_release_as_for_the_rows(
    project: Layout,
    tabletrace: Callable[..., Outcome],
    fields: str | list[str],
    resource: str,
    reference: str | list[str],
    said: str,
) -> None:
    key = {"fields": fields, "reference": {"resource": resource, "fields": reference}}
    rows_source(project, "a;b\n1;u\n2;\n", schema=PARENTS, source_id="p", tables=[ENTRY | {"resource": "parents"}])
    rows_source(project, "x;y;z\n1;u;\n2;;1\n", schema={"fields": CHILDREN, "foreignKeys": [key]})
    if said:
        with pytest.raises(InvalidData, match=said):
            run(project)
    else:
        run(project)
        assert tabletrace("validate", ".", cwd=project.root).code == 0


def test_sources_of_one_resource_are_appended(project: Layout) -> None:
    rows_source(project, HEADER + GOOD)
    rows_source(project, HEADER + MORE, source_id="later")
    run(project)
    with open_package(project.root).connect() as connection:
        found = connection.sql("SELECT source_id, row, no FROM trips ORDER BY ALL").fetchall()
    assert found == [("later", 1, 3), ("trips", 1, 1), ("trips", 2, 2)]


def test_a_table_with_cells_and_one_of_rows_are_no_one_table(project: Layout) -> None:
    rows_source(project, HEADER + GOOD)
    write_source(project, "No,b\n1,2\n", document="a.csv", media_type="text/csv", tables=[ENTRY])
    with pytest.raises(TabletraceError) as error:
        run(project)
    assert any("a table of rows in one source" in str(issue) for issue in error.value.issues)


def test_a_file_that_is_replaced_during_the_build_stops_it(project: Layout) -> None:
    folder = rows_source(project, HEADER + GOOD, HEADER + MORE)
    run(project, "extract")
    (folder / "2.csv").write_text((HEADER + MORE).replace("10,25", "10,26"), "utf-8")
    with pytest.raises(SourceError) as error:
        run(project, "normalise")
    assert [(issue.code, issue.file) for issue in error.value.issues] == [("source-changed", "raw/trips/2.csv")]
    (folder / "2.csv").write_text(HEADER + MORE, "utf-8")
    run(project)


def test_a_missing_or_changed_file_stops_the_build(project: Layout) -> None:
    folder = rows_source(project, HEADER + GOOD, HEADER + MORE)
    (folder / "2.csv").unlink()
    with pytest.raises(SourceError) as error:
        run(project)
    assert [issue.code for issue in error.value.issues] == ["source-missing"]
    (folder / "2.csv").write_text(HEADER, "utf-8")
    with pytest.raises(SourceError) as error:
        run(project)
    assert [issue.code for issue in error.value.issues] == ["source-changed"]
