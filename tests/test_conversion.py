from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.conversion import factor_of
from pipeline.normalise.grammar.units.conversion import factor
from pipeline.normalise.grammar.units.unitlist import SYMBOLS, dimension_of

CASES = [
    ("TBy", "bit", 8 * 10**12),
    ("PBy", "bit", 8 * 10**15),
    ("KiBy", "bit", 8192),
    ("kbit/s", "bit/s", 1000),
    ("km/h", "m/s", Fraction(5, 18)),
    ("[mi_i]/h", "m/s", Fraction("0.44704")),
    ("kW.h", "J", 3_600_000),
    ("[ppth]", "%", Fraction(1, 10)),
    ("a", "mo", 12),
    ("mL", "m3", Fraction(1, 10**6)),
    ("Pa", "Pa", 1),
    ("Gt", "g", 10**15),
    ("mm2", "m2", Fraction(1, 10**6)),
    ("10*6.[Btu]", "[Btu]", 10**6),
    ("EUR", "EUR", 1),
    ("1", "1", 1),
    ("no such unit", "no such unit", 1),
]


@pytest.mark.parametrize(("code", "base", "size"), CASES)
def test_a_factor_is_exact(code: str, base: str, size: Fraction | int) -> None:
    assert factor_of(code) == (base, size)


def test_units_with_one_base_have_one_dimension() -> None:
    bases: dict[str, set[str | None]] = {}
    for code, _dimension in SYMBOLS.values():
        bases.setdefault(factor_of(code)[0], set()).add(dimension_of(code))
    assert {base: found for base, found in bases.items() if len(found) > 1} == {}


def test_factors_are_those_of_ucums_table() -> None:
    """Exactly; a month is the twelfth of a year there as well."""
    first: dict[str, str] = {}
    for code in sorted({code for code, _dimension in SYMBOLS.values()}):
        base, size = factor_of(code)
        other = first.setdefault(base, code)
        if other != code:
            assert size / factor_of(other)[1] == factor(code, other), (code, other)
