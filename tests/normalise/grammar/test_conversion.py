from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.grammar.conversion import convert, factor, size_of
from pipeline.normalise.grammar.unitlist import SYMBOLS

EXACT = [
    ("300", "TBy", "PBy", "0.3"),
    ("0.3", "PBy", "TBy", "300"),
    ("1", "KiBy", "By", "1024"),
    ("160", "kbit/s", "bit/s", "160000"),
    ("1", "Mbit/s", "By/s", "125000"),
    ("1.5", "km", "m", "1500"),
    ("2", "t", "kg", "2000"),
    ("5", "%", "[ppth]", "50"),
    ("90", "min", "h", "1.5"),
    ("1", "a", "mo", "12"),
    ("7", "d", "wk", "1"),
    ("5", "[ft_i]", "[in_i]", "60"),
    ("1", "[mi_i]/h", "km/h", "1.609344"),
    ("1", "har", "m2", "10000"),
    ("1", "m3", "L", "1000"),
    ("1", "MW.h", "MJ", "3600"),
    ("1", "m/s2", "cm/s2", "100"),
    ("50", "Cel", "[degF]", "122"),
    ("32", "[degF]", "Cel", "0"),
    ("0", "Cel", "K", "273.15"),
    ("5", "EUR", "EUR", "5"),
    ("6.3", "s.mm-2", "s.m-2", "6300000"),
    ("6.3", "s/m.mg", "s.m-1.g", "0.0063"),
    ("6.30", "4.s/m", "s/m", "25.2"),
    ("1", "[ly]", "cm", "946073047258080000"),
    ("1", "m[Hg]", "g.s-2.m-1", "133322000"),
]
NONE = [
    ("5", "m", "kg"),
    ("5", "EUR", "USD"),
    ("5", "By", "1"),  # a number of things is no number of bytes
    ("1", "kg", "[lb_av]"),  # has no end as a decimal
    ("1", "[degF]", "Cel"),
    ("5", "Cel", "m"),
    ("5", "furlongs", "m"),
    ("5", "", "m"),
    ("5", "m)", "m"),
    ("5", "m..s", "m"),
    ("5", "m99999999999", "m"),
    ("NaN", "m", "km"),
    ("Infinity", "m", "km"),
    ("1e-400", "m", "km"),
    ("5", "m" * 300, "m"),
]


@pytest.mark.parametrize(("value", "one", "two", "expected"), EXACT)
def test_exact(value: str, one: str, two: str, expected: str) -> None:
    converted = convert(Decimal(value), one, two)
    assert converted == Decimal(expected)
    assert convert(Decimal(expected), two, one) == Decimal(value)


@pytest.mark.parametrize(("value", "one", "two"), NONE)
def test_none(value: str, one: str, two: str) -> None:
    assert convert(Decimal(value), one, two) is None


def test_every_code_of_the_table_of_spellings_has_a_size() -> None:
    special = {"Cel", "[degF]", "dB"}
    assert {code for code, _ in SYMBOLS.values() if size_of(code) is None} <= special


def test_a_factor_is_exact() -> None:
    assert factor("kg", "[lb_av]") == 1 / Fraction("0.45359237")


@given(st.text(alphabet="mskgB10*^[]{}()./-+ bity%", max_size=30), st.text(max_size=10))
def test_never_raises(code: str, other: str) -> None:
    factor(code, "m")
    convert(Decimal("1.5"), other, code)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_there_and_back(value: Decimal) -> None:
    there = convert(value, "TBy", "KiBy")
    assert there is not None
    assert convert(there, "KiBy", "TBy") == value
