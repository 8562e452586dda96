"""Tables of rows are captured as such: with the schema that is at hand, or one that all rows fit."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import open_package
from pipeline.capture.add import add_source
from pipeline.capture.outcome import Captured, CapturedRows
from pipeline.capture.register import Register
from pipeline.capture.rows import add_rows
from pipeline.errors import ContractError, ExtractError, SourceError, TabletraceError
from pipeline.sources import read_source
from tests.builders import files, run

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout
    from pipeline.source import Source

SCHEMA: dict[str, Any] = {
    "fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}],
    "primaryKey": "a",
}
PACKAGE = {"resources": [{"name": "x", "path": ["part.csv", "x.csv"], "schema": SCHEMA, "dialect": {"delimiter": ";"}}]}


def captured(project: Layout, file: Path, *others: Path, schema: Path | None = None, **known: str) -> Source:
    """The source that files became; it builds as it is."""
    if schema is not None or others:
        found: Captured | CapturedRows = add_rows(project, [file, *others], known, Register(project), schema)
    else:
        found = add_source(project, file, known)
    assert isinstance(found, CapturedRows)
    source, issues = read_source(project, found.folder)
    assert issues == []
    assert source is not None
    assert source.schema is not None
    assert tuple((item["name"], item.get("type", "string")) for item in source.schema["fields"]) == found.fields
    run(project)
    return source


def text(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, "utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("beside", "value", "cells"),
    [("x.schema.json", SCHEMA, "a,b\n1,2\n"), ("datapackage.json", PACKAGE, "a;b\n1;2\n")],
)
def test_a_file_with_a_schema_beside_it(project: Layout, tmp_path: Path, beside: str, value: Any, cells: str) -> None:
    text(tmp_path, beside, json.dumps(value))
    source = captured(project, text(tmp_path, "x.csv", cells))
    assert source.schema is not None
    assert source.schema["primaryKey"] == "a"
    assert f"# The schema is {beside}" in (project.root / source.file).read_text("utf-8")


@pytest.mark.parametrize(
    "value", ["{}", "[", '{"resources": [{"path": "y.csv"}, {}]}', '{"resources": 3}', "[" * 100_000]
)
def test_a_package_of_other_files_does_not_matter(project: Layout, tmp_path: Path, value: str) -> None:
    text(tmp_path, "datapackage.json", value)
    assert isinstance(add_source(project, text(tmp_path, "x.csv", "a,b\n1,2\n"), {}), Captured)


def test_a_file_of_too_many_cells_becomes_one_with_the_types_that_every_cell_fits(
    project: Layout, tmp_path: Path
) -> None:
    rows = "".join(
        f"{n},{n}.5,{n:05},2024-01-{n % 28 + 1:02},{'true' if n % 2 else 'false'},\n" for n in range(1, 20_001)
    )
    source = captured(project, text(tmp_path, "x.csv", f"n,size,code,day,paid,empty\n{rows}"))
    assert source.schema is not None
    kinds = {item["name"]: item["type"] for item in source.schema["fields"]}
    assert kinds == {
        "n": "integer",
        "size": "number",
        "code": "string",
        "day": "date",
        "paid": "boolean",
        "empty": "string",
    }


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("2.0000000001", {"name": "b", "type": "number", "decimals": 10}),
        ("-52.5200065999999", {"name": "b", "type": "number", "decimals": 13}),
        ("1e-3", {"name": "b", "type": "string"}),
        (f"{'1' * 29}.5", {"name": "b", "type": "number"}),
        (f"{'1' * 29}.{'5' * 9}", {"name": "b", "type": "number"}),
        (f"{'1' * 29}.{'5' * 10}", {"name": "b", "type": "string"}),
        (f"{'1' * 30}.5", {"name": "b", "type": "string"}),
        ("x", {"name": "b", "type": "string"}),
    ],
)
def test_the_last_row_counts_for_the_type_as_the_first(
    project: Layout, tmp_path: Path, cell: str, field: dict[str, Any]
) -> None:
    packed = tmp_path / "x.csv.gz"
    packed.write_bytes(gzip.compress(("a,b\n" + "1,2\n" * 30_000 + f"1,{cell}\n").encode()))
    found = add_source(project, packed, {})
    assert isinstance(found, CapturedRows)
    source, _issues = read_source(project, found.folder)
    assert source is not None
    assert source.schema is not None
    assert source.schema["fields"][1] == field


def test_packed_and_parquet_files(project: Layout, tmp_path: Path) -> None:
    packed = tmp_path / "x.csv.gz"
    packed.write_bytes(gzip.compress(b"a;b\n1;2,5\n3;4,5\n"))
    assert captured(project, packed).dialect is not None
    pq.write_table(pa.table({"n": [1, None], "f": [0.5, 1e-40]}), tmp_path / "y.parquet")
    source = captured(project, tmp_path / "y.parquet")
    assert source.schema is not None
    assert [item["type"] for item in source.schema["fields"]] == ["integer", "string"]
    assert source.encoding is None


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("2024-02-29", "date"),
        ("2023-02-29", "string"),
        ("1900-02-29", "string"),
        ("2000-02-29", "date"),
        ("2024-02-30", "string"),
        ("2024-04-31", "string"),
        ("2024-12-31T23:59:59Z", "datetime"),
        ("2024-06-31T00:00:00", "string"),
    ],
)
def test_a_day_that_there_is_not_is_text(project: Layout, tmp_path: Path, cell: str, kind: str) -> None:
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(f"a,b\nx,{cell}\n".encode()))
    found = add_source(project, tmp_path / "x.csv.gz", {})
    assert isinstance(found, CapturedRows)
    assert found.fields == (("a", "string"), ("b", kind))


def test_text_in_parquet_stays_text_and_no_values_keep_their_type(project: Layout, tmp_path: Path) -> None:
    columns = {"code": ["12", ""], "f": [1.0, 2.0], "none": pa.nulls(2, pa.int16()), "list": [[1], None]}
    pq.write_table(pa.table(columns), tmp_path / "x.parquet")
    source = captured(project, tmp_path / "x.parquet")
    assert source.schema is not None
    assert [item["type"] for item in source.schema["fields"]] == ["string", "number", "integer", "string"]
    with open_package(project.root).connect() as connection:
        found = connection.sql("SELECT code, none, list FROM x_table_1 ORDER BY row").fetchall()
    assert found == [("12", None, "[1]"), ("", None, None)]


def test_several_files_are_one_table_in_their_order(project: Layout, tmp_path: Path) -> None:
    parts = [text(tmp_path, name, f"a,b\n{cells}\n") for name, cells in (("2.csv", "2,x"), ("1.csv", "1,y"))]
    schema = text(tmp_path, "s.json", json.dumps(SCHEMA))
    source = captured(project, *parts, schema=schema, title="Both")
    assert [name for name, _sha256 in source.files] == ["2.csv", "1.csv"]


REFUSED: dict[str, tuple[str, str, Any, type[TabletraceError]]] = {
    "a schema of no fields": ("a,b\n1,2\n", "found no Table Schema", {}, ExtractError),
    "an unknown type": ("a,b\n1,2\n", "cannot be used", {"fields": [{"name": "a", "type": "x"}]}, ContractError),
    "what RE2 refuses": (
        "a\n1\n",
        "cannot be used",
        {"fields": [{"name": "a", "constraints": {"pattern": "(?=a)"}}]},
        ContractError,
    ),
    "a package without the file": ("a\n1\n", "no resource whose path is", {"resources": []}, ExtractError),
    "an image": ("\x89PNG\r\n\x1a\n", "expected the rows of a table", SCHEMA, ExtractError),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_captured_leaves_nothing(project: Layout, tmp_path: Path, case: str) -> None:
    content, said, schema, kind = REFUSED[case]
    file = tmp_path / "x.csv"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(kind, match=said):
        add_rows(project, [file], {}, Register(project), text(tmp_path, "s.json", json.dumps(schema)))
    assert files(project.root).keys() == {"package.yaml"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,a\n1,2\n", "the label 'a' a second time"),
        ("a,\n1,2\n", "no label for column 2"),
        ("1,2.5\n3,4\n", "a first row that reads like data"),
        ("a,b\n1,2\n3,4,5\n", "3 cells in record 3"),
        ('a,b\n1,"2\n', "line 2: found"),
        ("a,b\n1,x\0\n", "NUL"),
    ],
)
def test_rows_without_a_schema_have_to_be_a_table(project: Layout, tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "x.csv.gz"
    file.write_bytes(gzip.compress(content.encode()))
    with pytest.raises(ExtractError, match=said):
        add_source(project, file, {})
    assert files(project.root).keys() == {"package.yaml"}


def test_a_file_is_captured_once(project: Layout, tmp_path: Path) -> None:
    text(tmp_path, "x.schema.json", json.dumps(SCHEMA))
    file = text(tmp_path, "x.csv", "a,b\n1,2\n")
    captured(project, file)
    with pytest.raises(SourceError, match="already captured"):
        add_source(project, file, {"id": "other"})


def test_of_a_table_of_rows_every_row_is_published_or_none(project: Layout, tmp_path: Path) -> None:
    schema = text(tmp_path, "s.json", json.dumps(SCHEMA))
    file = text(tmp_path, "y.csv", "a,b\n1,3\n")
    with pytest.raises(SourceError, match="republish figures"):
        add_rows(project, [file], {"republish": "figures"}, Register(project), schema)


def test_a_file_too_large_for_a_document_is_not_read_whole(
    project: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.capture.rows.MOST_FILE_BYTES", 10)
    monkeypatch.setattr("pipeline.capture.add.extract_document", lambda *_given, **_named: pytest.fail("it was read"))
    captured(project, text(tmp_path, "x.csv", "a,b\n1,2\n3,4\n"))
