from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.grammar.units.conversion import factor, size_of
from pipeline.normalise.grammar.units.unitlist import SYMBOLS

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
    ("6.3", "s.mm-2", "s.m-2", "6300000"),
    ("6.3", "s/m.mg", "s.m-1.g", "0.0063"),
    ("6.30", "4.s/m", "s/m", "25.2"),
    ("1", "[ly]", "cm", "946073047258080000"),
    ("1", "m[Hg]", "g.s-2.m-1", "133322000"),
]
NONE = [
    ("m", "kg"),
    ("EUR", "USD"),
    ("By", "1"),  # a number of things is no number of bytes
    ("[degF]", "Cel"),
    ("Cel", "m"),
    ("furlongs", "m"),
    ("", "m"),
    ("m)", "m"),
    ("m..s", "m"),
    ("m99999999999", "m"),
    ("m" * 300, "m"),
]


@pytest.mark.parametrize(("value", "one", "two", "expected"), EXACT)
def test_exact(value: str, one: str, two: str, expected: str) -> None:
    assert factor(one, two) == Fraction(expected) / Fraction(value)
    assert factor(two, one) == Fraction(value) / Fraction(expected)


@pytest.mark.parametrize(("one", "two"), NONE)
def test_none(one: str, two: str) -> None:
    assert factor(one, two) is None


def test_every_code_of_the_table_of_spellings_has_a_size() -> None:
    special = {"Cel", "[degF]", "dB"}
    assert {code for code, _ in SYMBOLS.values() if size_of(code) is None} <= special


def test_a_factor_is_exact() -> None:
    assert factor("kg", "[lb_av]") == 1 / Fraction("0.45359237")


@given(st.text(alphabet="mskgB10*^[]{}()./-+ bity%", max_size=30), st.text(max_size=10))
def test_never_raises(code: str, other: str) -> None:
    factor(code, "m")
    factor(other, code)
