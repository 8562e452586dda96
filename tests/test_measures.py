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
from pipeline.normalise.grammar.units.unitlist import SYMBOLS
from pipeline.normalise.prose.compare import Measured, measured, relation
from pipeline.normalise.prose.rows import QUANTITY
from pipeline.release import open_package
from tests.builders import make_project, run, table, write_source
from tests.normalise.prose.test_compare import CASES, OTHER_KINDS

if TYPE_CHECKING:
    from pathlib import Path

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
        read = [getattr(quantity, name) for name in QUANTITY]
        values = [source, source, "m", "amount", "read", *read, list(quantity.flags)]
        marks = ", ".join("?" * len(values))
        columns = ", ".join(("figure_id", "source_id", "measure", "field", "status", *QUANTITY, "flags"))
        connection.execute(f"INSERT INTO figures ({columns}) VALUES ({marks})", values)
    ((found,),) = connection.execute("SELECT comparison FROM measures").fetchall()
    return str(found)


def _is_apart(one: Measured, other: Measured) -> bool:
    """Whether one stays below a value and the other above it, and one of them leaves the value out."""
    below, above = one.lower is None and one.upper is not None, other.upper is None and other.lower is not None
    return below and above and (one.open_ends[1] or other.open_ends[0])


def expected(one: str, other: str) -> str:
    known, theirs = measured(parse_quantity(one)), measured(parse_quantity(other))
    assert known is not None
    assert theirs is not None
    if known.kind != theirs.kind:
        return "not_comparable"
    found = relation(known, theirs)
    if found == "equal":
        same = "equal" if known.qualifier == theirs.qualifier else "qualifier_differs"
        return "differ" if _is_apart(known, theirs) or _is_apart(theirs, known) else same
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


@pytest.mark.parametrize(
    ("one", "other", "comparison"),
    [
        ("over 80 million", "under 80 million", "differ"),
        ("nearly 300 TB", "at least 300 TB", "differ"),
        ("up to 5 kg", "at least 5 kg", "qualifier_differs"),
        ("nearly 300 TB", "~300 TB", "qualifier_differs"),
    ],
)
def test_bounds_at_one_value(empty: duckdb.DuckDBPyConnection, one: str, other: str, comparison: str) -> None:
    assert compared(empty, one, other) == compared(empty, other, one) == comparison


# (what source.yaml says of the measure and the cell, in each of two sources) → (comparison, reason)
SAID: list[tuple[tuple[dict[str, str], str], tuple[dict[str, str], str], tuple[str, str | None]]] = [
    (({"percent_of": "plays"}, "99%"), ({"percent_of": "Plays "}, "99%"), ("equal", None)),
    (({"percent_of": "plays"}, "99%"), ({"percent_of": "tracks"}, "99%"), ("not_comparable", "percent_of")),
    (({"percent_of": "plays"}, "99%"), ({}, "12%"), ("not_comparable", "percent_of")),
    (({}, "99%"), ({}, "99%"), ("equal", None)),
    (({"counted": "files"}, "86"), ({"counted": "tracks"}, "86"), ("not_comparable", "counted")),
    (({"counted": "files"}, "86"), ({}, "86"), ("equal", None)),
    (({}, "n/a"), ({}, "300 TB"), ("not_comparable", "value")),
    (({}, "5%"), ({}, "5 percentage points"), ("not_comparable", "unit")),
    (({}, "12 kr"), ({}, "12 kr"), ("not_comparable", "unit")),
]


@pytest.mark.parametrize(("one", "other", "expected"), SAID)
def test_what_is_not_the_same_is_not_compared_in_silence(
    tmp_path: Path,
    one: tuple[dict[str, str], str],
    other: tuple[dict[str, str], str],
    expected: tuple[str, str | None],
) -> None:
    layout = make_project(tmp_path / "project")
    for name, (measure, cell) in {"one": one, "two": other}.items():
        entry = {"match": {"number": 1}, "resource": name, "columns": COLUMNS}
        measures = {"by": "what", "Size": {"id": "size", **measure}}
        write_source(layout, table("What | How much", f"Size | {cell}"), name, tables=[{**entry, "measures": measures}])
    run(layout)
    with open_package(layout.root).connect() as connection:
        assert connection.sql("SELECT comparison, reason FROM measures").fetchall() == [expected]


def test_columns_of_one_name_are_laid_together_and_withdrawn_sources_left_out_of_the_current_view(
    tmp_path: Path,
) -> None:
    layout = make_project(tmp_path / "project")
    columns = [COLUMNS[0], *({"header": year, "name": f"y{year}", "type": "quantity"} for year in ("2023", "2024"))]
    measures = {"by": "what", "Size": {"id": "size"}}
    notice = {"status": "withdrawn", "notice": {"date": "2026-11-22", "reason": "wrong", "url": None}}
    for name, cells, keys in (("one", "5 kg | 6 kg", {}), ("two", "5 kg | 7 kg", {}), ("three", "9 kg | 9 kg", notice)):
        entry = {"match": {"number": 1}, "resource": name, "columns": columns, "measures": measures}
        write_source(layout, table("What | 2023 | 2024", f"Size | {cells}"), name, tables=[entry], **keys)
    run(layout)
    with open_package(layout.root).connect() as connection:
        rows = connection.sql("SELECT figure_id, other_figure_id, comparison FROM current_measures").fetchall()
        everything = connection.sql("SELECT count(*) FROM measures").fetchall()
    assert rows == [("one/1/1/y2023", "two/1/1/y2023", "equal"), ("one/1/1/y2024", "two/1/1/y2024", "differ")]
    assert everything == [(6,)]
