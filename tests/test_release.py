"""A release opened by strangers: from a folder, a file or the web, for reading and nothing else."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import pipeline
from pipeline.errors import QueryError
from tests.builders import files
from tests.planting import copied, descriptor_of, write_descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.layout import Layout

NAMES = ("trees", "figures", "sources", "tables", "cells", "mentions", "prose_matches", "issues", "activities")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(released: Layout, tmp_path: Path) -> Iterator[tuple[str, Layout]]:
    """(address, layout) of a copy of a release on a web server of this machine."""
    layout = copied(released, tmp_path / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(layout.root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", layout
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_folder_or_its_descriptor_is_a_release(released: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released.root)
    for place in (released.root, str(released.root), released.descriptor, str(released.descriptor), "."):
        assert pipeline.open_package(place).tables == NAMES
    assert pipeline.open_package().tables == NAMES


def test_a_release_is_opened_from_the_web(served: tuple[str, Layout]) -> None:
    url, _layout = served
    for address in (url, f"{url}/", f"{url}/datapackage.json"):
        package = pipeline.open_package(address)
        assert package.tables == NAMES
    relation = pipeline.open_package(url).load("trees")
    assert relation.shape[0] == 2
    with pipeline.open_package(url).connect() as connection:
        assert connection.execute("SELECT count(*) FROM provenance").fetchone() == (4,)
    assert pipeline.open_package(url).trace("trees/1/1/planted").source["publisher"] == "The Paper"


def test_reading_leaves_the_folder_as_it_is(released: Layout) -> None:
    before = files(released.root)
    package = pipeline.open_package(released.root)
    package.load("trees").fetchall()
    with package.connect() as connection:
        connection.execute("FROM provenance").fetchall()
    package.trace("trees/1/1")
    assert files(released.root) == before


def test_tables_have_their_types(released: Layout) -> None:
    relation = pipeline.open_package(released.root).load("trees").order("row")
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    assert (types["row"], types["planted"], types["planted_value"]) == ("BIGINT", "VARCHAR", "DECIMAL(38,9)")
    assert [row[3] for row in relation.fetchall()] == ["Lime", "Maple"]


def test_a_table_that_is_not_there_is_told_with_those_that_are(released: Layout) -> None:
    with pytest.raises(QueryError, match="no table 'tree'; the package has trees, figures"):
        pipeline.open_package(released.root).load("tree")


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE x AS SELECT 1",
        "CREATE VIEW x AS SELECT 1",
        "DROP VIEW trees",
        "INSERT INTO trees SELECT * FROM trees",
        "ATTACH '{folder}/x.duckdb'",
        "ATTACH ':memory:' AS m; CREATE TABLE m.x AS SELECT 1; COPY m.x TO '{folder}/x.csv'",
        "COPY trees TO '{folder}/x.csv'",
        "COPY (SELECT 1) TO '{folder}/x.parquet'",
        "EXPORT DATABASE '{folder}/x'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('{root}/derived/data/*.parquet')",
        "SELECT * FROM read_text('{root}/package.yaml')",
        "SELECT * FROM read_blob('{root}/derived/data/trees.csv')",
        "SELECT * FROM '{root}/package.yaml'",
        "SELECT * FROM glob('{root}/*')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "CREATE SECRET s (TYPE s3)",
    ],
)
def test_a_connection_can_read_and_nothing_else(released: Layout, tmp_path: Path, query: str) -> None:
    before = files(released.root)
    with pipeline.open_package(released.root).connect() as connection, pytest.raises(duckdb.Error):
        connection.execute(query.format(folder=tmp_path, root=released.root))
    assert list(tmp_path.iterdir()) == []
    assert files(released.root) == before


def test_a_damaged_table_is_refused_before_it_is_read(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "project")
    path = layout.root / "derived/data/trees.parquet"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    package = pipeline.open_package(layout.root)
    for read in (lambda: package.load("trees"), package.connect, lambda: package.trace("trees/1/1")):
        with pytest.raises(QueryError, match=r"derived/data/trees\.parquet is not what datapackage\.json lists"):
            read()
    assert package.load("figures").shape[0] == 4


def test_a_changed_text_is_refused_by_trace(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "project")
    (layout.root / "derived/text/trees.txt").write_text("x", "utf-8")
    with pytest.raises(QueryError, match=r"derived/text/trees\.txt is not what"):
        pipeline.open_package(layout.root).trace("trees/1/1")


HOSTILE = (
    "../outside.csv",
    "derived/../../outside.csv",
    "/etc/passwd",
    "//evil.example/x",
    "file:///etc/passwd",
    "file:/etc/passwd",
    "ftp://evil.example/x",
    "http://evil.example/x",
    "data:,x",
    "C:\\x",
    "derived\\..\\x",
    "derived/.journal.json",
    "datapackage.json",
    "derived/data/a b.csv",
    "derived/data/a?b=1",
    "derived/data/a%2e%2e/x",
    "derived/data/",
    "derived//x",
    "",
    "\0",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_descriptor_that_leaves_its_package_is_refused(served: tuple[str, Layout], path: str) -> None:
    url, layout = served
    value = descriptor_of(layout)
    value["files"].append({"path": path, "hash": "sha256:0", "bytes": 1})
    write_descriptor(layout, value)
    for place in (url, layout.root):
        with pytest.raises(QueryError, match="it lists the path"):
            pipeline.open_package(place)


def _without(key: str) -> Any:
    def change(value: dict[str, Any]) -> object:
        del value["resources"][0][key]
        return value

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda _value: [],
        lambda _value: None,
        lambda _value: {},
        lambda value: {**value, "files": None},
        lambda value: {**value, "files": ["x"]},
        lambda value: {**value, "files": [{"path": 1, "hash": "x", "bytes": 1}]},
        lambda value: {**value, "resources": [1]},
        lambda value: {**value, "resources": {"a": 1}},
        *(_without(key) for key in ("name", "path", "hash", "bytes", "rows", "schema", "alternates", "title")),
    ],
)
def test_a_descriptor_of_another_kind_is_refused(served: tuple[str, Layout], change: Any) -> None:
    url, layout = served
    write_descriptor(layout, change(descriptor_of(layout)))
    for place in (url, layout.root):
        with pytest.raises(QueryError):
            pipeline.open_package(place)


@pytest.mark.parametrize("text", ["", "{", "\ufeff{}", "[" * 100_000, "<html></html>"])
def test_what_is_no_json_is_refused(served: tuple[str, Layout], text: str) -> None:
    url, layout = served
    layout.descriptor.write_text(text, "utf-8")
    for place in (url, layout.root):
        with pytest.raises(QueryError):
            pipeline.open_package(place)


def test_a_file_from_the_web_that_is_not_the_one_listed_is_refused(served: tuple[str, Layout]) -> None:
    url, layout = served
    (layout.root / "derived/data/trees.csv").write_text("changed", "utf-8")
    with pytest.raises(QueryError, match=r"derived/data/trees\.csv is not what"):
        pipeline.open_package(url)
    (layout.root / "derived/data/trees.csv").unlink()
    with pytest.raises(QueryError, match="cannot be read"):
        pipeline.open_package(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://", "http://[", "http://127.0.0.1:99999/x.json", "http://a b/"]
)
def test_an_address_that_cannot_be_read_is_told(url: str) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        pipeline.open_package(url)


def test_a_folder_without_a_release_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no release in"):
        pipeline.open_package(tmp_path)
    with pytest.raises(QueryError, match="no release in"):
        pipeline.open_package(tmp_path / "nowhere")
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(QueryError, match="no release in"):
        pipeline.open_package(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]


def test_the_package_names_what_is_public() -> None:
    assert json.dumps(pipeline.__version__)
    assert pipeline.Package.__name__ == "Package"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pipeline.nothing  # type: ignore[attr-defined]


def test_one_query_can_take_only_so_much(released: Layout) -> None:
    with pipeline.open_package(released.root).connect() as connection:
        limits = connection.execute(
            "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchone()
    assert limits == ("3.7 GiB", "")
