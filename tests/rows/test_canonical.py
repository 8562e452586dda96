from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import Field
from pipeline.rows.canonical import Value, parse, render, render_decimal, render_row

CASES: list[tuple[Value, str, str]] = [
    (None, "string", ""),
    ((), "array", ""),
    ("", "string", ""),
    ("n/a", "string", "n/a"),
    (True, "boolean", "true"),
    (False, "boolean", "false"),
    (0, "integer", "0"),
    (-12, "integer", "-12"),
    (Decimal("86000000"), "number", "86000000"),
    (Decimal("8.6E+7"), "number", "86000000"),
    (Decimal("99.90"), "number", "99.9"),
    (Decimal("100"), "number", "100"),
    (Decimal("-0.0"), "number", "0"),
    (Decimal("0E-20"), "number", "0"),
    (Decimal("1E-9"), "number", "0.000000001"),
    (date(2025, 12, 22), "date", "2025-12-22"),
    (date(1, 1, 1), "date", "0001-01-01"),
    (("a", 'é"'), "array", '["a", "é\\""]'),
    ({"b": 1, "a": None}, "object", '{"a": null, "b": 1}'),
]


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, _kind, text in CASES])
def test_one_form_for_every_value(value: Value, text: str) -> None:
    assert render(value) == text


@pytest.mark.parametrize(("value", "kind", "text"), CASES)
def test_the_form_reads_back(value: Value, kind: str, text: str) -> None:
    if value in ("", ()):
        assert parse(text, kind) is None
    else:
        assert parse(text, kind) == (text if kind == "object" else value)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_its_value_and_has_one_form(value: Decimal) -> None:
    text = render_decimal(value)
    assert Decimal(text) == value
    assert render_decimal(Decimal(text)) == text
    assert "e" not in text.lower()


@given(st.integers() | st.booleans() | st.dates() | st.text(min_size=1) | st.lists(st.text(), min_size=1).map(tuple))
def test_every_value_reads_back(value: int | bool | date | str | tuple[str, ...]) -> None:
    kinds = {int: "integer", bool: "boolean", date: "date", str: "string", tuple: "array"}
    assert parse(render(value), kinds[type(value)]) == value


def test_a_row_is_in_the_order_of_the_fields() -> None:
    fields = (Field("b", "integer"), Field("a", "string"))
    assert render_row({"a": "x", "b": 1, "c": None}, fields) == ["1", "x"]
