"""load.sql: run by a plain DuckDB in the package's folder it makes the whole SQL surface."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import chdir
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from pipeline.contract import Contract, Field, ForeignKey, system_contract
from pipeline.package.ddl import MOST_KEYED, load_sql
from pipeline.rows.write import write_twins
from tests.builders import TREES, make_project, run, write_source
from tests.planting import descriptor_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.layout import Layout

HOSTILE = 'a\'; DROP TABLE figures; COMMIT; -- "x" ; /* é'


@pytest.fixture(scope="module")
def loaded(released: Layout) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = _load(released.root)
    yield connection
    connection.close()


def _load(root: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    with chdir(root):
        connection.execute((root / "derived/load.sql").read_text("utf-8"))
    return connection


def _all(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return connection.execute(query).fetchall()


def test_every_table_has_its_rows(loaded: duckdb.DuckDBPyConnection, released: Layout) -> None:
    for item in descriptor_of(released)["resources"]:
        assert len(_all(loaded, f'FROM "{item["name"]}"')) == item["rows"]


def test_every_table_view_and_column_has_a_comment(loaded: duckdb.DuckDBPyConnection) -> None:
    assert _all(loaded, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
    assert _all(loaded, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL") == []
    bare = """SELECT table_name, column_name FROM duckdb_columns() AS c JOIN duckdb_tables() AS t
              USING (schema_name, table_name) WHERE NOT c.internal AND c.comment IS NULL"""
    assert _all(loaded, bare) == []
    (said,) = _all(loaded, "SELECT comment FROM duckdb_tables() WHERE table_name = 'trees'")
    assert "Reported claims, not findings of this package. Claimed by the town." in said[0]


def test_keys_hold(loaded: duckdb.DuckDBPyConnection) -> None:
    found = _all(loaded, "SELECT DISTINCT table_name, constraint_type FROM duckdb_constraints()")
    primary = {table for table, kind in found if kind == "PRIMARY KEY"}
    assert primary == {
        "trees",
        "figures",
        "sources",
        "tables",
        "cells",
        "mentions",
        "prose_matches",
        "issues",
        "activities",
    }
    assert {table for table, kind in found if kind == "FOREIGN KEY"} >= {"trees", "tables", "figures", "cells"}
    with pytest.raises(duckdb.ConstraintException):
        loaded.execute("INSERT INTO trees SELECT * FROM trees")
    with pytest.raises(duckdb.ConstraintException):
        loaded.execute("INSERT INTO trees SELECT * REPLACE ('nobody' AS source_id, 'x' AS kind) FROM trees")


def test_types_are_the_contracts(loaded: duckdb.DuckDBPyConnection) -> None:
    (types,) = _all(loaded, "SELECT typeof(row), typeof(planted), typeof(planted_value) FROM trees LIMIT 1")
    assert types == ("BIGINT", "VARCHAR", "DECIMAL(38,9)")


def test_views_join_a_figure_to_its_source(loaded: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT printed, value, caption, publisher, text_path FROM provenance ORDER BY figure_id LIMIT 1"
    (row,) = _all(loaded, query)
    assert (row[0], row[2:]) == ("€2,100", ("Trees in numbers", "The Paper", "derived/text/trees.txt"))
    assert _all(loaded, "SELECT count(*) FROM provenance") == _all(loaded, "SELECT count(*) FROM figures")
    for name in ("trees", "figures"):
        assert _all(loaded, f"FROM current_{name} ORDER BY ALL") == _all(loaded, f"FROM {name} ORDER BY ALL")


def test_current_views_leave_out_what_is_no_longer_current(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p")
    notice = {"date": "2026-01-01", "url": None, "reason": "withdrawn by the paper"}
    write_source(layout, tables=[TREES], status="withdrawn", notice=notice)
    run(layout)
    with _load(layout.root) as connection:
        assert _all(connection, "SELECT (SELECT count(*) FROM trees), (SELECT count(*) FROM current_trees)") == [(2, 0)]


def test_the_command_line_of_duckdb_gets_one_transaction(released: Layout) -> None:
    text = released.load_sql.read_text("utf-8")
    assert text.count("BEGIN TRANSACTION;") == text.count("COMMIT;") == 1
    assert text.rstrip().endswith("COMMIT;")


def test_names_and_words_are_quoted(tmp_path: Path) -> None:
    source = system_contract("sources")
    own = Contract(
        'na"me',
        HOSTILE,
        HOSTILE,
        (Field("source_id", "string"), Field('col"umn', "string", HOSTILE), Field("select", "integer", None, HOSTILE)),
        ("source_id", "select"),
        ((('col"umn'),),),
        (ForeignKey(("source_id",), "sources", ("source_id",)), ForeignKey(('col"umn',), "", ('col"umn',))),
    )
    listed = [own, *(system_contract(name) for name in ("figures", "tables", "cells")), source]
    (tmp_path / "derived/data").mkdir(parents=True)
    for contract in listed:
        target = tmp_path / "derived/data" / contract.name
        write_twins(target.with_suffix(".csv"), target.with_suffix(".parquet"), contract, [])
    (tmp_path / "derived/load.sql").write_text(load_sql(listed, {item.name: HOSTILE for item in listed}), "utf-8")
    with _load(tmp_path) as connection:
        comments = _all(connection, "SELECT DISTINCT comment FROM duckdb_tables()")
        assert comments == [(HOSTILE,)]
        assert len(_all(connection, "SELECT * FROM duckdb_tables()")) == len(listed)
        columns = _all(connection, "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'na\"me'")
        assert columns[1:] == [('col"umn', HOSTILE), ("select", HOSTILE)]


def test_a_plain_interpreter_can_run_it_in_the_folder(released: Layout, tmp_path: Path) -> None:
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute(open('derived/load.sql', encoding='utf-8').read())"
    shutil.copytree(released.root, tmp_path / "copy")
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "x.duckdb")], cwd=tmp_path / "copy", check=True)
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as connection:
        assert _all(connection, "SELECT count(*) FROM trees") == [(2,)]


def test_keys_are_left_to_validate_where_the_article_tables_are_many() -> None:
    def text(count: int) -> str:
        tables = [Contract(f"t{number}", "T", "D", (Field("id", "string"),), ("id",)) for number in range(count)]
        contracts = [*tables, system_contract("sources")]
        return load_sql(contracts, {contract.name: "c" for contract in contracts})

    assert text(MOST_KEYED).count("PRIMARY KEY") == MOST_KEYED + 1
    assert text(MOST_KEYED + 1).count("PRIMARY KEY") == 1
