"""The view `measures`: figures of different sources, side by side, compared as prose is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import system_contract
from pipeline.conversion import comparable_units, factor_of
from pipeline.database import TYPES
from pipeline.measures import measures_view
from pipeline.normalise import parse_quantity
from pipeline.normalise.grammar.unitlist import SYMBOLS
from pipeline.normalise.prose.compare import measured, relation
from pipeline.normalise.prose.rows import QUANTITY
from pipeline.release import open_package
from tests.builders import make_project, run, table, write_source
from tests.normalise.prose.test_compare import CASES, OTHER_KINDS

if TYPE_CHECKING:
    from pipeline.layout import Layout

COLUMNS = [
    {"header": "What", "name": "what", "type": "text"},
    {"header": "How much", "name": "amount", "type": "quantity"},
]
MEASURES = {
    "by": "what",
    "Size": {"id": "size"},
    "Songs": {"id": "songs", "counted": "songs"},
    "Price": {"id": "price"},
}


def article(size: str, songs: str, price: str) -> str:
    return table("What | How much", f"Size | {size}", f"Songs | {songs}", f"Price | {price}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = make_project(tmp_path_factory.mktemp("measures") / "project")
    entry: dict[str, Any] = {"match": {"number": 1}, "primary_key": ["what"], "columns": COLUMNS, "measures": MEASURES}
    for name, values in {
        "one": ("300 TB", "86 million songs", "€5"),
        "two": ("nearly 0.3 PB", "86,400,000", "$5"),
    }.items():
        write_source(layout, article(*values), name, tables=[{**entry, "resource": name}])
    write_source(layout, article("400 TB", "over 80 million", "n/a"), "unmeasured", tables=[])
    run(layout)
    return layout


def test_figures_of_two_sources_stand_side_by_side(project: Layout) -> None:
    with open_package(project.root).connect() as connection:
        rows = connection.sql(
            "SELECT measure, comparison, printed, other_printed FROM measures ORDER BY measure"
        ).fetchall()
    assert rows == [
        ("price", "not_comparable", "€5", "$5"),
        ("size", "qualifier_differs", "300 TB", "nearly 0.3 PB"),
        ("songs", "rounded", "86 million songs", "86,400,000"),
    ]


def test_load_sql_has_the_view(project: Layout) -> None:
    with duckdb.connect(project.database, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM measures").fetchone() == (3,)


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    """The tables that the view reads, without a row."""
    connection = duckdb.connect()
    for name in ("figures", "sources"):
        columns = ", ".join(f'"{item.name}" {TYPES[item.type]}' for item in system_contract(name).fields)
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("INSERT INTO sources (source_id) VALUES ('a'), ('b')")
    connection.execute(f"CREATE VIEW measures AS {measures_view()}")
    return connection


def compared(connection: duckdb.DuckDBPyConnection, *texts: str) -> str:
    connection.execute("DELETE FROM figures")
    for source, text in zip("ab", texts, strict=True):
        quantity = parse_quantity(text)
        values = [source, source, "m", "read", *(getattr(quantity, name) for name in QUANTITY), list(quantity.flags)]
        marks = ", ".join("?" * len(values))
        columns = ", ".join(("figure_id", "source_id", "measure", "status", *QUANTITY, "flags"))
        connection.execute(f"INSERT INTO figures ({columns}) VALUES ({marks})", values)
    ((found,),) = connection.execute("SELECT comparison FROM measures").fetchall()
    return str(found)


def expected(one: str, other: str) -> str:
    known, theirs = measured(parse_quantity(one)), measured(parse_quantity(other))
    assert known is not None
    assert theirs is not None
    if known.kind != theirs.kind:
        return "not_comparable"
    found = relation(known, theirs)
    if found == "equal":
        return "equal" if known.qualifier == theirs.qualifier else "qualifier_differs"
    return "differ" if found == "disjoint" else found


@pytest.mark.parametrize(("one", "other"), [*(case[:2] for case in CASES), *OTHER_KINDS])
def test_sql_and_python_agree(empty: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    assert compared(empty, one, other) == compared(empty, other, one) == expected(one, other)


QUANTITIES = st.builds(
    "{}{} {}".format,
    st.sampled_from(["", "about ", "nearly ", "over ", "at least ", "up to "]),
    st.sampled_from(["1", "1.5", "2", "90", "100", "297", "300", "1,000", "1,500"]),
    st.sampled_from(["kg", "g", "t", "km/h", "mph", "GB", "MB", "%"]),
)


@settings(max_examples=40)
@given(QUANTITIES, QUANTITIES)
def test_sql_and_python_agree_on_all(empty: duckdb.DuckDBPyConnection, one: str, other: str) -> None:
    assert compared(empty, one, other) == expected(one, other)


def test_every_unit_that_is_read_and_shares_a_base_is_in_the_view() -> None:
    listed = {code for code, _base, _factor in comparable_units()}
    bases = {base for _code, base, _factor in comparable_units()}
    assert {code for code, _dimension in SYMBOLS.values() if factor_of(code)[0] in bases} <= listed


def test_a_product_that_is_too_large_is_not_compared(empty: duckdb.DuckDBPyConnection) -> None:
    huge = f"{'9' * 28} t"
    assert compared(empty, huge, "1 kg") == "not_comparable"
