"""tabletrace sql: one question that reads, answered as a table, CSV or JSON; anything else is refused."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import files, run, write_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout
    from tests.conftest import Outcome

    Run = Callable[..., Outcome]

QUERY = "select kind, planted, planted_value, planted_lower from trees order by row"


def test_a_table_for_people(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("sql", QUERY, cwd=released.root)
    lines = [line.split() for line in outcome.out.splitlines() if line.strip()]
    assert (outcome.code, outcome.err) == (0, "")
    assert lines[0] == ["kind", "planted", "planted_value", "planted_lower"]
    assert lines[2:] == [["Lime", "~700", "700", "NULL"], ["Maple", "480", "480", "NULL"]]


def test_csv(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("sql", "--csv", QUERY, cwd=released.root)
    assert outcome.out == "kind,planted,planted_value,planted_lower\nLime,~700,700,\nMaple,480,480,\n"


def test_json_is_one_document(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("sql", "--json", QUERY, cwd=released.root)
    assert json.loads(outcome.out)[0] == {
        "kind": "Lime",
        "planted": "~700",
        "planted_value": "700",
        "planted_lower": None,
    }
    assert json.loads(tabletrace("sql", "--json", "select 1 where false", cwd=released.root).out) == []


@pytest.mark.parametrize(
    ("expression", "plain"),
    [
        ("1", 1),
        ("1.5::double", 1.5),
        ("99.9::decimal(38,9)", "99.9"),
        ("true", True),
        ("null", None),
        ("date '2025-12-22'", "2025-12-22"),
        ("'nan'::double", "nan"),
        ("'inf'::double", "inf"),
        ("[1.5, null]", ["1.5", None]),
        ("['a', 'b']", ["a", "b"]),
        ("{'a': 1.5, 'b': [date '2025-01-01']}", {"a": "1.5", "b": ["2025-01-01"]}),
        ("map {1: 2.5}", {"1": "2.5"}),
        ("170141183460469231731687303715884105727::hugeint", 2**127 - 1),
        ("time '10:00'", "10:00:00"),
        ("interval 3 days", "3 days, 0:00:00"),
        ("'a\"b,c' || chr(10) || chr(13)", 'a"b,c\n\r'),
    ],
)
def test_every_type_can_be_printed(released: Layout, tabletrace: Run, expression: str, plain: Any) -> None:
    query = f"select {expression} as x"
    assert json.loads(tabletrace("sql", "--json", query, cwd=released.root).out) == [{"x": plain}]
    (_head, (cell,)) = csv.reader(io.StringIO(tabletrace("sql", "--csv", query, cwd=released.root).out, newline=""))
    if isinstance(plain, list | dict):
        assert json.loads(cell) == plain
    elif isinstance(plain, str):
        assert cell == plain
    assert tabletrace("sql", query, cwd=released.root).code == 0


def test_json_never_loses_a_column(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("sql", "--json", "select 1 as a, 2 as a", cwd=released.root)
    assert outcome.code == 16
    assert "two columns are named 'a'; name each with AS" in outcome.err


@pytest.mark.parametrize(
    "query",
    [
        "",
        ";",
        "selec 1",
        "select 1; select 2",
        "select * from nothing",
        "select * from query",
        "select * from columns",
        "create table x as select 1",
        "create temp table x as select 1",
        "drop view trees",
        "insert into trees select * from trees",
        "update trees set kind = 'x'",
        "copy trees to 'x.csv'",
        "export database 'x'",
        "attach 'x.duckdb'",
        "install httpfs",
        "load httpfs",
        "pragma database_list",
        "set threads = 1",
        "call pragma_version()",
        "vacuum",
        "checkpoint",
        "begin",
        "explain analyze select 1",
        "select * from read_csv('package.yaml')",
        "select * from read_text('/etc/passwd')",
        "select * from 'datapackage.json'",
        "select * from glob('*')",
        "select getenv('HOME')",
        "select error('no')",
        "select \x00",
        "select * from query('copy trees to ''x.csv''')",
    ],
)
def test_what_does_not_read_the_release_is_refused(released: Layout, tabletrace: Run, query: str) -> None:
    before = files(released.root)
    outcome = tabletrace("sql", query, cwd=released.root)
    assert outcome.code == 16
    assert outcome.err.endswith("tabletrace: exit 16: the query was refused or failed\n")
    assert files(released.root) == before
    with_json = tabletrace("sql", "--json", query, cwd=released.root)
    assert json.loads(with_json.out)["error"]["exit_code"] == 16


@pytest.mark.parametrize(
    "query",
    ["from trees", "values (1)", "describe trees", "summarize trees", "with x as (select 1) from x", "show tables"],
)
def test_what_reads_is_answered(released: Layout, tabletrace: Run, query: str) -> None:
    assert tabletrace("sql", query, cwd=released.root).code == 0


def test_two_forms_at_once_are_wrong_use(released: Layout, tabletrace: Run) -> None:
    assert tabletrace("sql", "--csv", "--json", "select 1", cwd=released.root).code == 2


def test_a_terminal_is_not_told_what_to_do_by_a_document(project: Layout, tabletrace: Run) -> None:
    write_source(project, "| Kind | N |\n|---|---|\n| \x1b[31mred\u202e | 1 |\n", "odd")
    run(project)
    outcome = tabletrace("sql", "select kind from odd_table_1", cwd=project.root)
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert "\u202e" not in outcome.out
    assert r"\x1b[31mred\u202e" in outcome.out


def test_without_a_release_it_says_how_to_make_one(tmp_path: Path, tabletrace: Run) -> None:
    outcome = tabletrace("sql", "select 1", cwd=tmp_path)
    assert outcome.code == 16
    assert "build one with `make` or `tabletrace build`" in outcome.err
