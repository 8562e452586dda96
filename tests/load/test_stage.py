"""Load: the release as a DuckDB file that older clients can read, and a stamp that says what was loaded."""

from __future__ import annotations

import struct
from contextlib import chdir
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipeline.errors import LoadError
from pipeline.load.stage import run as load
from tests.builders import files, write_source
from tests.planting import copied, descriptor_of, rehash, replace, setting, write_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout


@pytest.fixture
def layout(released: Layout, tmp_path: Path) -> Layout:
    return copied(released, tmp_path / "project")


def _rows(layout: Layout, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(layout.database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_file_has_every_table_and_view(layout: Layout) -> None:
    load(layout)
    for item in descriptor_of(layout)["resources"]:
        assert len(_rows(layout, f'FROM "{item["name"]}"')) == item["rows"]
    assert _rows(layout, "SELECT count(*) FROM provenance JOIN current_figures USING (figure_id)") == [(4,)]


def test_older_clients_can_read_the_file(layout: Layout) -> None:
    load(layout)
    header = layout.database.read_bytes()[:20]
    # 8 bytes of checksum, "DUCK", then the storage version: 64 is that of v1.0.0.
    assert header[8:12] == b"DUCK"
    assert struct.unpack("<Q", header[12:20]) == (64,)


def test_the_stamp_is_of_what_was_loaded(layout: Layout) -> None:
    stamp = layout.stage("load") / "built"
    load(layout)
    first = stamp.read_text("utf-8")
    load(layout)
    assert stamp.read_text("utf-8") == first
    assert len(first) == 65
    replace(layout, "trees", setting(0, kind="Linden"))
    load(layout)
    assert stamp.read_text("utf-8") != first
    assert _rows(layout, "SELECT kind FROM trees ORDER BY row") == [("Linden",), ("Maple",)]


def test_where_stamp_and_file_are_missing_it_makes_them(layout: Layout) -> None:
    layout.database.unlink()
    (layout.stage("load") / "built").unlink()
    load(layout)
    assert layout.database.is_file()
    assert (layout.stage("load") / "built").is_file()


def test_it_loads_the_project_named_and_not_the_folder_it_runs_in(
    layout: Layout, released: Layout, tmp_path: Path
) -> None:
    other = copied(released, tmp_path / "other")
    replace(other, "trees", setting(0, kind="Yew"))
    layout.database.unlink()
    with chdir(other.root):
        load(layout)
    assert _rows(layout, "SELECT kind FROM trees WHERE row = 1") == [("Lime",)]


def test_what_an_earlier_run_left_half_done_is_no_hindrance(layout: Layout) -> None:
    (layout.derived / ".tabletrace.duckdb.new").write_bytes(b"half")
    (layout.derived / ".tabletrace.duckdb.new.wal").write_bytes(b"half")
    load(layout)
    assert not list(layout.derived.glob(".tabletrace*"))


def _flip(path: str) -> Callable[[Layout], None]:
    def change(layout: Layout) -> None:
        data = bytearray((layout.root / path).read_bytes())
        data[len(data) // 2] ^= 0x01
        (layout.root / path).write_bytes(bytes(data))

    return change


def _remove(path: str) -> Callable[[Layout], None]:
    return lambda layout: (layout.root / path).unlink()


def _sql(text: str) -> Callable[[Layout], None]:
    def change(layout: Layout) -> None:
        layout.load_sql.write_text(text, "utf-8")
        rehash(layout)

    return change


def _unlist_load_sql(layout: Layout) -> None:
    value = descriptor_of(layout)
    write_descriptor(layout, {**value, "files": []})


def _lose_a_row(layout: Layout) -> None:
    text = layout.load_sql.read_text("utf-8").replace("COMMIT;", "DELETE FROM trees WHERE row = 1;\nCOMMIT;")
    _sql(text)(layout)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_flip("derived/data/trees.parquet"), r"trees\.parquet is not what datapackage\.json lists"),
        (_remove("derived/data/trees.parquet"), r"trees\.parquet is not what datapackage\.json lists"),
        (_flip("derived/load.sql"), r"load\.sql is not what datapackage\.json lists"),
        (_remove("datapackage.json"), "no release to load"),
        (lambda layout: layout.descriptor.write_text("{", "utf-8"), "no release to load"),
        (_unlist_load_sql, r"load\.sql is not what datapackage\.json lists"),
        (_sql("SELEC 1;"), r"load\.sql failed"),
        (_sql("COPY (SELECT 1) TO 'out.csv';"), r"load\.sql failed"),
        (_sql("ATTACH 'out.duckdb';"), r"load\.sql failed"),
        (_sql("CREATE TABLE x AS FROM read_text('package.yaml');"), r"load\.sql failed"),
        (_sql("SELECT 1;"), r"load\.sql failed"),
        (_lose_a_row, r"the table trees and derived/data/trees\.parquet differ"),
    ],
)
def test_a_damaged_release_is_refused_and_the_last_file_stands(
    layout: Layout, change: Callable[[Layout], None], said: str
) -> None:
    change(layout)
    before = files(layout.root)
    with pytest.raises(LoadError, match=said):
        load(layout)
    after = files(layout.root)
    assert {path: after.get(path) for path in before} == before
    assert set(after) - set(before) <= {"derived/.tabletrace.duckdb.new"}


def test_a_project_whose_folder_has_odd_letters(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "it's [a] *project* – ü")
    layout.database.unlink()
    load(layout)
    assert _rows(layout, "SELECT count(*) FROM trees") == [(2,)]


def test_a_package_without_article_tables_is_loaded(project: Layout) -> None:
    from tests.builders import run

    write_source(project, "No table here.\n")
    run(project)
    assert _rows(project, "SELECT count(*) FROM provenance") == [(0,)]
