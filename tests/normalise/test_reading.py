from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import fits
from pipeline.normalise.columns import ColumnPlan
from pipeline.normalise.headerunit import header_unit
from pipeline.normalise.reading import read_cell

KINDS = ("text", "integer", "number", "quantity", "date", "boolean")


def plan(kind: str, locale: str = "en", *, accounting: bool = False) -> ColumnPlan:
    return ColumnPlan(0, "name", kind, "Name", locale, declared=True, accounting=accounting)


@pytest.mark.parametrize(
    ("kind", "text", "status", "issue"),
    [
        ("text", "", "read", None),
        ("text", "n/a", "read", None),
        ("text", "5", "read", None),
        ("quantity", "", "empty", None),
        ("quantity", "n/a", "not_applicable", None),
        ("quantity", "–", "dash", None),
        ("quantity", "~86 million", "read", None),
        ("quantity", "2–3 million", "range", None),
        ("quantity", "5 ± 0.2 kg", "read", None),
        ("quantity", "186 million tracks", "read", "unit-unknown"),
        ("quantity", "many", "unreadable", "value-unreadable"),
        ("quantity", "1.2345678901", "unreadable", "value-does-not-fit"),
        ("quantity", "123,456,789,012,345,678,901,234,567,890", "unreadable", "value-does-not-fit"),
        ("integer", "1,234", "read", None),
        ("integer", "1.5 million", "read", None),
        ("integer", "1.5", "unreadable", "value-unreadable"),
        ("integer", "5%", "unreadable", "value-unreadable"),
        ("integer", "~5", "unreadable", "value-unreadable"),
        ("integer", "5 tracks", "unreadable", "value-unreadable"),
        ("integer", "2-3", "unreadable", "value-unreadable"),
        ("integer", "9,223,372,036,854,775,808", "unreadable", "value-unreadable"),
        ("number", "1.5", "read", None),
        ("number", "$1.5", "unreadable", "value-unreadable"),
        ("number", "2–3", "unreadable", "value-unreadable"),
        ("date", "July 2025", "read", None),
        ("date", "tbd", "not_available", None),
        ("date", "soon", "unreadable", "value-unreadable"),
        ("date", "2025-02-30", "unreadable", "value-unreadable"),
        ("boolean", "Yes", "read", None),
        ("boolean", "?", "unknown", None),
        ("boolean", "maybe", "unreadable", "value-unreadable"),
    ],
)
def test_what_became_of_a_cell(kind: str, text: str, status: str, issue: str | None) -> None:
    reading = read_cell(text, plan(kind))
    assert (reading.text, reading.status, reading.issue) == (text, status, issue)


def test_a_lone_separator_without_locale_is_ambiguous() -> None:
    reading = read_cell("1.234", plan("quantity", "und"))
    assert (reading.status, reading.issue) == ("unreadable", "value-ambiguous")
    assert reading.quantity is not None
    assert (reading.quantity.value, reading.quantity.flags) == (None, ("ambiguous_separator",))


@pytest.mark.parametrize(
    ("text", "accounting", "value"),
    [
        ("(12)", False, "12"),
        ("(12)", True, "-12"),
        ("(1,234.5)", True, "-1234.5"),
        ("12", True, "12"),
        ("-12", True, "-12"),
        ("(12345678901234567890123456789.123)", True, "-12345678901234567890123456789.123"),
    ],
)
def test_parentheses_are_negative_in_accounts_only(text: str, accounting: bool, value: str) -> None:
    reading = read_cell(text, plan("quantity", accounting=accounting))
    assert reading.quantity is not None
    assert reading.quantity.value == Decimal(value)
    assert str(reading.quantity.value) == value


def test_a_number_column_keeps_the_sign_of_accounts() -> None:
    reading = read_cell("(12)", plan("integer", accounting=True))
    assert (reading.status, reading.quantity and reading.quantity.value) == ("read", Decimal(-12))


@pytest.mark.parametrize(
    ("kind", "text", "status"),
    [
        ("text", "x", "corrected"),
        ("quantity", "5", "corrected"),
        ("quantity", "2–3 kg", "range"),
        ("quantity", "n/a", "not_applicable"),
        ("quantity", "many", "unreadable"),
    ],
)
def test_a_correction_is_told_where_it_gave_a_value(kind: str, text: str, status: str) -> None:
    assert read_cell(text, plan(kind), corrected=True).status == status


PIECES = st.lists(
    st.sampled_from(
        [
            "1",
            "23",
            "456",
            "7890123456789012345678",
            ".",
            ",",
            " ",
            "~",
            "%",
            " million",
            " kg",
            "€",
            "(",
            ")",
            "-",
            "–",
            "±",
            "n/a",
            "½",
            "July ",
            "2025",
            "×",
            "10",
            "\u00a0",
            "٣",
            "x",
        ]
    ),
    max_size=10,
).map("".join)


@given(
    PIECES | st.text(max_size=40),
    st.sampled_from(KINDS),
    st.sampled_from(["en", "de", "fr", "es", "und"]),
    st.booleans(),
)
def test_no_text_makes_it_raise_and_no_number_is_published_that_does_not_fit(
    text: str, kind: str, locale: str, accounting: bool
) -> None:
    reading = read_cell(text, plan(kind, locale, accounting=accounting))
    if reading.status in ("read", "range", "corrected") and reading.quantity is not None:
        quantity = reading.quantity
        assert all(fits(number) for number in (quantity.value, quantity.lower, quantity.upper, quantity.resolution))
        assert quantity.value is not None or reading.status == "range"
        if kind == "integer":
            assert fits(quantity.value, "integer")
    assert (reading.status == "unreadable") == (reading.issue not in (None, "unit-unknown", "unit-contradicts-header"))


@pytest.mark.parametrize(
    ("header", "cell", "issue"),
    [
        ("Size (TB)", "5 kg", "unit-contradicts-header"),
        ("Price (€)", "$5", "unit-contradicts-header"),
        ("Share (%)", "5 km", "unit-contradicts-header"),
        ("Size (TB)", "500 GB", None),
        ("Size (TB)", "5", None),
        ("Share (%)", "2 percentage points", None),
        ("Price (€)", "€5", None),
        ("Size", "5 kg", None),
        ("Size (m)", "5 kg", None),  # the header itself is not clear
    ],
)
def test_a_cell_that_contradicts_its_header(header: str, cell: str, issue: str | None) -> None:
    column = ColumnPlan(0, "x", "quantity", header, "en", declared=False, unit=header_unit(header, None, "en"))
    reading = read_cell(cell, column)
    assert (reading.status, reading.issue) == ("read", issue)
