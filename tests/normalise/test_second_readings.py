"""Cells and columns with a second reading: units in headers, lone letters, decimal commas, what looks like a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import ContractError
from pipeline.normalise.assemble import normalise
from pipeline.normalise.columns import infer_type, published_columns
from pipeline.normalise.doubt import doubtful_date
from pipeline.normalise.headerunit import header_unit
from pipeline.source import Claim, Column
from tests.builders import document, entry, run, source, table, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout

FIGURE = ("value", "unit", "dimension", "status", "flags")


def figures(*rows: str, **keys: Any) -> list[tuple[str, ...]]:
    """(value, unit, dimension, status, flags) of each figure of a document with one table."""
    from pipeline.contract import system_contract

    made = normalise(document(table(*rows)), source(**keys), 1, {})
    columns = system_contract("figures").columns
    records = [dict(zip(columns, row, strict=True)) for row in made.system["figures"]]
    return [tuple(record[name] for name in FIGURE) for record in records]


@pytest.mark.parametrize(
    ("header", "locale", "one"),
    [
        ("Size (TB)", "en", ("1", "TBy")),
        ("Distance [km]", "und", ("1", "km")),
        ("Share (%)", "und", ("1", "%")),
        ("% of total", "und", ("1", "%")),
        ("Cost in €", "und", ("1", "EUR")),
        ("Population, thousands", "en", ("1000", "1")),
        ("Visitors (000s)", "en", ("1000", "1")),
        ("Revenue ($m)", "en", ("1000000", "USD")),
        ("Revenue (US$ m)", "und", ("1000000", "USD")),
        ("Budget (€bn)", "en", ("1000000000", "EUR")),
        ("Height (m)", "en", ("1", "m")),
        ("Höhe (m)", "de", ("1", "m")),
        ("Viewers (m)", "en", None),
        ("Data (B)", "en", None),
        ("Revenue ($m)", "und", None),
    ],
)
def test_what_a_header_states_for_its_numbers(header: str, locale: str, one: tuple[str, str] | None) -> None:
    stated = header_unit(header, None, locale)
    assert stated is not None
    assert (None if stated.one is None else (str(stated.one.value), stated.one.unit)) == one


@pytest.mark.parametrize(
    "header",
    [
        "Metric (as claimed)",
        "Coverage (metadata)",
        "Figure",
        "Year (2024)",
        "Rank (1–5)",
        "Made in Italy",
        "Name, first",
        "Votes (VIA POST)",
    ],
)
def test_what_states_no_unit(header: str) -> None:
    assert header_unit(header, None, "en") is None


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Size (TB)", "300", ("300", "TBy", "information", "read", '["trailing_zeros", "unit_from_header"]')),
        ("Share (%)", "99.9", ("99.9", "%", "fraction", "read", '["unit_from_header"]')),
        (
            "Revenue ($m)",
            "5.2",
            ("5200000", "USD", "currency", "read", '["assumed_usd", "unit_from_header", "scale_from_header"]'),
        ),
        ("Visitors, thousands", "12", ("12000", "1", "count", "read", '["scale_from_header"]')),
        ("Size (TB)", "500 GB", ("500", "GBy", "information", "read", '["trailing_zeros"]')),
        ("Visitors (thousands)", "1.2 million", ("", "", "", "unreadable", "")),
        ("Mass (kg)", "5.97 × 10²⁴", ("5970000000000000000000000", "kg", "mass", "read", '["unit_from_header"]')),
        ("Revenue (EUR)", "5 million", ("5000000", "EUR", "currency", "read", '["unit_from_header"]')),
        ("Height (m)", "12", ("12", "m", "length", "read", '["unit_from_header"]')),
        ("Viewers (m)", "12", ("", "", "", "unreadable", "")),
        ("Wins (W)", "12", ("12", "", "", "read", '["unit_in_header"]')),
        ("Power (W)", "12", ("12", "W", "power", "read", '["unit_from_header"]')),
        ("Turnout (%, 2024)", "61.5", ("61.5", "%", "fraction", "read", '["unit_from_header"]')),
        ("GDP (current US$)", "12", ("", "", "", "unreadable", "")),
        ("Viewers", "5 m", ("", "", "", "unreadable", '["ambiguous_unit", "two_readings"]')),
        ("Data", "5 B", ("", "", "", "unreadable", '["ambiguous_unit", "two_readings"]')),
        ("Data", "5 K", ("", "", "", "unreadable", '["ambiguous_unit", "two_readings"]')),
        ("Followers", "12.5 M", ("", "", "", "unreadable", '["ambiguous_unit", "two_readings"]')),
        ("Count", "2 × 10⁶", ("2000000", "1", "count", "read", "")),
    ],
)
def test_a_cell_in_its_column(header: str, cell: str, expected: tuple[str, ...]) -> None:
    column = Column("x", "quantity", header=header)
    (found,) = figures(f"Kind | {header}", f"a | {cell}", locale="en", tables=(entry(column),))
    assert found == expected


@pytest.mark.parametrize("cell", ["10³", "10⁴"])
def test_a_ten_with_a_note_or_a_power_is_not_read(cell: str) -> None:
    column = Column("x", "quantity", header="N")
    (found,) = figures("Kind | N", f"a | {cell}", locale="en", tables=(entry(column),))
    assert found[:4] == ("", "", "", "unreadable")


def test_the_curator_can_say_what_a_header_leaves_open() -> None:
    column = Column("x", "quantity", header="Reach (m)", unit="metres")
    rows = ("Kind | Reach (m)", "a | 12", "b | 5 m")
    found = figures(*rows, locale="en", tables=(entry(column),))
    assert [item[:4] for item in found] == [("12", "m", "length", "read"), ("5", "m", "length", "read")]


def test_a_number_column_keeps_the_number_and_claims_no_unit() -> None:
    column = Column("x", "number", header="Size (TB)")
    (found,) = figures("Kind | Size (TB)", "a | 300.5", locale="en", tables=(entry(column),))
    assert found == ("300.5", "", "", "read", '["unit_in_header"]')


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (("1,5 billion", "2,5 billion", "3,25 billion"), ["", "", ""]),
        (("1.5 billion", "2.5 billion"), ["1500000000", "2500000000"]),
        (("1,5 million", "2,25 million"), ["1500000", "2250000"]),
        (("1.234,5", "2.345"), ["1234.5", "2345"]),
    ],
)
def test_a_decimal_mark_is_no_language(rows: tuple[str, ...], values: list[str]) -> None:
    found = figures("Firm | Revenue", *(f"f | {row}" for row in rows), locale=None)
    assert [item[0] for item in found] == values


@pytest.mark.parametrize(
    "text", ["4500", "8000", "0501", "1200%", "1500?", "1200/1500", "2020-21", "2009-10", "2033-34"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert doubtful_date(text)
    assert infer_type([text, text], "Header", "en") != "date"


@pytest.mark.parametrize(
    "text", ["2025-12-22", "2025-12", "2010-2012", "2025-12-20/2025-12-21", "July 2025", "Q3 2024"]
)
def test_what_is_a_date(text: str) -> None:
    assert not doubtful_date(text)


@pytest.mark.parametrize(
    ("header", "kind"), [("Light years away", "integer"), ("Year", "date"), ("Birth year", "date")]
)
def test_a_header_that_says_year(header: str, kind: str) -> None:
    assert infer_type(["1200", "2500"], header, "en") == kind


SENTENCES = (
    "He told us that it never ends!",
    "So he said “we will sue”",
    "Is it so?",
    "The group says; we report",
    "A. B",
)


@pytest.mark.parametrize("republish", ["cells", "figures"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_above_a_table_is_published(sentence: str, republish: str) -> None:
    made = normalise(document(table("Kind | N", "a | 1", caption=sentence)), source(republish=republish), 1, {})
    assert sentence not in repr((made.text, made.articles, made.system))


def test_a_long_header_is_withheld_where_only_figures_may_be_published() -> None:
    header = "In this column stands what the author has written about the matter at a length that no label would have"
    for tables in ((), (entry(Column("kind", "text", header="Kind")),)):
        made = normalise(
            document(table(f"Kind | {header}", "a | 1")), source(republish="figures", tables=tables), 1, {}
        )
        published = repr((made.text, made.articles, made.system))
        assert header not in published
        assert "in_this_column" not in published
        assert "withheld_2" in published
        assert not [issue for issue in made.issues if issue.severity != "info"]


@pytest.mark.parametrize(("republish", "stops"), [("full", False), ("cells", True), ("figures", True)])
def test_a_basis_outside_of_the_tables_is_prose(republish: str, stops: bool) -> None:
    text = "The group says so at length.\n\n" + table("Kind (as claimed) | N", "a | 1")
    claims = {"prose": Claim("x", basis="The group says so"), "header": Claim("x", basis="as claimed")}
    column = Column("n", "quantity", header="N")
    found = {
        name: normalise(document(text), source(republish=republish, tables=(entry(column, claim=claim),)), 1, {}).issues
        for name, claim in claims.items()
    }
    assert any(issue.code == "basis-not-found" for issue in found["prose"]) is stops
    assert not any(issue.code == "basis-not-found" for issue in found["header"])


@pytest.mark.parametrize(
    ("name", "kind", "columns"),
    [
        ("sold", "boolean", ("sold", "sold_status")),
        ("order_", "date", ("order_", "order_edtf", "order_start_date", "order_end_date", "order_status")),
        ("count", "integer", ("count",)),
    ],
)
def test_the_columns_of_a_column(name: str, kind: str, columns: tuple[str, ...]) -> None:
    assert published_columns(name, kind) == columns


def test_a_stated_absence_in_a_boolean_column_is_no_silent_null() -> None:
    made = normalise(document(table("Kind | Sold", "a | yes", "b | n/a", "c | no")), source(), 1, {})
    (article,) = made.articles
    names = article.contract.columns
    sold = [(row[names.index("sold")], row[names.index("sold_status")]) for row in article.rows]
    assert sold == [("true", "read"), ("", "not_applicable"), ("false", "read")]


def test_an_inferred_name_that_is_taken_stops_the_release(project: Layout) -> None:
    write_source(project, table("Kind | N", "a | 1"), "a")
    column = {"header": "N", "name": "n", "type": "integer"}
    write_source(
        project,
        table("Kind | N", "b | 2"),
        "b",
        tables=[{"match": {"number": 1}, "resource": "a_table_1", "columns": [column]}],
    )
    with pytest.raises(ContractError) as raised:
        run(project, "extract", "normalise")
    (issue,) = raised.value.issues
    assert (issue.code, issue.source_id) == ("name-invalid", "b")
