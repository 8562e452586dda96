from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.columns import (
    ColumnPlan,
    bare_text,
    column_texts,
    consensus_locale,
    find_column,
    infer_type,
    plan_columns,
    published_columns,
)
from pipeline.normalise.grammar.missing import read_missing
from pipeline.normalise.reading import read_cell
from pipeline.source import Column
from tests.builders import document, entry, table

TYPES = [
    ("boolean", ["yes", "No", "TRUE"]),
    ("boolean", ["yes", "n/a", ""]),
    ("integer", ["1", "2,345", "-3", "+4"]),
    ("integer", ["0", "10", "–"]),
    ("integer", ["9223372036854775807"[:15], "1"]),
    ("number", ["1", "2.5"]),
    ("number", ["0.0", "0.5", "not disclosed"]),
    ("number", ["1", "9,999,999,999,999,999,999"]),
    ("date", ["July 2025", "2024-01-02"]),
    ("date", ["Dec. 22", "December 20–21"]),
    ("quantity", ["12%", "3.5 %"]),
    ("quantity", ["5", "about 7"]),
    ("quantity", ["~86 million", "256 million"]),
    ("quantity", ["€5", "$6"]),
    ("quantity", ["(12)", "13"]),
    ("quantity", ["5 kg", "7 kg", "sold out", "8 kg"]),
    ("quantity", ["1.23456789012", "2"]),
    ("quantity", ["１２", "３４"]),
    ("text", ["5 kg", "sold out"]),
    ("text", ["5 kg", "sold out", "8 kg"]),
    ("text", ["007", "008"]),
    ("text", ["10115", "01067"]),
    ("text", ["1234567890123456", "2"]),
    ("text", ["0151 2345678", "030 1234567"]),
    ("text", ["+1 555 123", "+49 30 123"]),
    ("text", ["1.2.3", "1.2.4"]),
    ("text", ["n/a", "–", ""]),
    ("text", []),
    ("text", ["1_000", "2"]),
    ("text", ["NaN", "inf"]),
    ("text", ["yes", "5"]),
    ("text", ["5", "July 2025"]),
    ("text", ["Lime", "Maple"]),
]


@pytest.mark.parametrize(("kind", "texts"), TYPES)
def test_types_by_elimination(kind: str, texts: list[str]) -> None:
    assert infer_type(texts, "Header", "en") == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [("Year", "date"), ("Release date", "date"), ("Jahr", "date"), ("Sold", "integer"), ("Yearly", "integer")],
)
def test_four_digits_are_years_only_below_a_header_that_says_so(header: str, kind: str) -> None:
    assert infer_type(["1999", "2001"], header, "en") == kind


CELLS = st.lists(
    st.sampled_from([text for _kind, texts in TYPES for text in texts])
    | st.from_regex(r"[-+(~]?[0-9][0-9.,]{0,25}[0-9 %kg)]{0,4}", fullmatch=True),
    max_size=5,
)


@given(CELLS, st.sampled_from(["en", "de", "und"]), st.sampled_from(["Year", "Header"]))
def test_every_cell_of_an_inferred_column_but_a_quantity_column_can_be_read(
    texts: list[str], locale: str, header: str
) -> None:
    kind = infer_type(texts, header, locale)
    plan = ColumnPlan(0, "name", kind, header, locale, declared=False)
    readings = [read_cell(text, plan) for text in texts]
    if kind != "quantity":
        assert [reading.issue for reading in readings] == [None] * len(texts)
    assert [reading.status for text, reading in zip(texts, readings, strict=True) if read_missing(text)] == [
        read_missing(text) if kind != "text" else "read" for text in texts if read_missing(text)
    ]


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("und-x-point", ["7.99", "1,234"]),
        ("und-x-point", ["1,234.5", "1.234"]),
        ("und-x-point", ["1,234,567", "1,234"]),
        ("und-x-point", ["1'234.5", "1.234"]),
        ("und-x-point", ["0.125", "1,234"]),
        ("und-x-point", [".5", "1,234"]),
        ("und-x-point", ["1.5 million", "1,234"]),
        ("und-x-comma", ["7,99", "1.234"]),
        ("und-x-comma", ["1.234,5", "1.234"]),
        ("und-x-comma", ["1.234.567", "1.234"]),
        ("und-x-comma", ["1 234,5", "2,345"]),
        ("und-x-comma", ["1,5 kg", "n/a", "3 kg"]),
        ("und", ["7.99", "7,99"]),
        ("und", ["1,234", "2,345"]),
        ("und", ["1234", "5"]),
        ("und", ["1,2,3", "1.2.3"]),
        ("und", ["12.05.2024", "Lime, 1.5"]),
        ("und", []),
    ],
)
def test_the_locale_that_a_column_proves(locale: str, texts: list[str]) -> None:
    assert consensus_locale(texts) == locale


@pytest.mark.parametrize(
    ("locale", "texts", "values"),
    [
        (None, ["1,234", "7.99"], ["1234", "7.99"]),
        (None, ["1.234", "7,99"], ["1234", "7.99"]),
        (None, ["1.234", "2.345"], [None, None]),
        ("de", ["1.234", "2.345"], ["1234", "2345"]),
        ("en", ["1.234", "7,99"], [None, "7.99"]),
        ("en", ["1.234", "1.234,5"], [None, "1234.5"]),
        ("en", ["1,234", "7,99", "7.99"], ["1234", "7.99", "7.99"]),
        ("de", ["1,234", "7.99"], [None, "7.99"]),
    ],
)
def test_separators_are_read_by_locale_else_by_the_column(
    locale: str | None, texts: list[str], values: list[str | None]
) -> None:
    (found,) = document(table("A | B", *(f"x | {text}" for text in texts))).tables
    plan = plan_columns(found, None, locale)[1]
    quantities = [read_cell(text, plan).quantity for text in texts]
    assert [quantity and quantity.value and str(quantity.value) for quantity in quantities] == values


def names(header: str, cells: str, *declared: Column) -> list[str]:
    """Every published name of a table of one row."""
    (found,) = document(table(header, cells)).tables
    plans = plan_columns(found, entry(*declared) if declared else None, "en")
    return [name for plan in plans for name in published_columns(plan.name, plan.type)]


QUANTITY = ["value", "unit", "qualifier", "lower", "upper", "resolution", "status"]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Kind | 2024", "x | y", ["kind", "n_2024"]),
        ("Größe | 日本", "x | y", ["grosse", "ri_ben"]),
        ("% | 😀", "x | y", ["column_1", "column_2"]),
        ("User | Table", "x | y", ["user_", "table_"]),
        ("Row | Claimant", "x | y", ["row_2", "claimant_2"]),
        ("Source-ID | table id", "x | y", ["source_id_2", "table_id_2"]),
        ("A | A", "x | y", ["a", "a_2"]),
        ("A | A 2 | A", "x | y | z", ["a", "a_2", "a_3"]),
        ("Cost | Cost value", "€5 | x", ["cost", *(f"cost_{part}" for part in QUANTITY), "cost_value_2"]),
        ("Cost value | Cost", "x | €5", ["cost_value", "cost_2", *(f"cost_2_{part}" for part in QUANTITY)]),
        (
            "Day | Day EDTF",
            "July 2025 | x",
            ["day", "day_edtf", "day_start_date", "day_end_date", "day_status", "day_edtf_2"],
        ),
    ],
)
def test_published_names_are_free(header: str, cells: str, expected: list[str]) -> None:
    assert names(header, cells) == expected


def test_a_guessed_name_gives_way_to_a_declared_one() -> None:
    assert names("A | B", "x | y", Column("a", "text", header="B")) == ["a_2", "a"]


@given(
    st.lists(
        st.sampled_from(["Cost", "Cost value", "Row", "A", "", "%", "2", "User", "Status", "Cost status"]),
        min_size=2,
        max_size=6,
    ),
    st.lists(st.sampled_from(["x", "€5", "July 2025", "5"]), min_size=6, max_size=6),
)
def test_published_names_never_collide(header: list[str], cells: list[str]) -> None:
    made = names(" | ".join(header), " | ".join(cells[: len(header)]))
    assert len({*made, "source_id", "table_id", "row", "claimant", "claimed"}) == len(made) + 5


@pytest.mark.parametrize(
    ("column", "positions"),
    [
        (Column("x", "text", header="A"), [0]),
        (Column("x", "text", header="B"), [1, 2]),
        (Column("x", "text", header="C"), []),
        (Column("x", "text", number=3), [2]),
        (Column("x", "text", number=4), []),
        (Column("x", "text", number=1, header="A"), [0]),
        (Column("x", "text", number=1, header="B"), []),
    ],
)
def test_a_column_is_found_by_header_or_number(column: Column, positions: list[int]) -> None:
    assert find_column(column, ("A", "B", "B")) == positions


def test_a_declared_column_is_planned_as_declared() -> None:
    (found,) = document(table("A | B", "5 | 6")).tables
    column = Column("size", "number", header="B", title="Size", description="How large.", accounting=True)
    guessed, declared = plan_columns(found, entry(column), "de")
    assert guessed == ColumnPlan(0, "a", "integer", "A", "de", declared=False)
    assert declared == ColumnPlan(1, "size", "number", "B", "de", True, "Size", "How large.", True)


def test_texts_are_read_without_the_header() -> None:
    (found,) = document(table("A | B", "5 | 6", "7 | 8")).tables
    assert column_texts(found, 1) == ["6", "8"]


@pytest.mark.parametrize(
    ("text", "notes", "bare"),
    [("5", (), "5"), ("5*", ("*",), "5"), ("5 a b", ("a", "b"), "5"), ("* 5", ("*",), "* 5"), ("*", ("*",), "")],
)
def test_notes_are_taken_from_the_end(text: str, notes: tuple[str, ...], bare: str) -> None:
    assert bare_text(text, notes) == bare
