from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.grammar.units.unitlist import SYMBOLS
from tests.ucum import is_ucum

VALID = ["m", "kg", "kbit/s", "[mi_i]/h", "10*3/ul", "10*-3", "Cel", "mm[Hg]", "{tracks}", "1", "km/s2", "m.s-1", "%"]
INVALID = ["", "kbps", "m/", "10+3/ul", "tracks", "km/ h", "[mi_i", "KG", "µm", "m" * 300]


@pytest.mark.parametrize("code", VALID)
def test_a_valid_code(code: str) -> None:
    assert is_ucum(code)


@pytest.mark.parametrize("code", INVALID)
def test_no_valid_code(code: str) -> None:
    assert not is_ucum(code)


def test_every_code_of_the_table_is_valid() -> None:
    assert [code for code, _ in SYMBOLS.values() if not is_ucum(code)] == []


@settings(max_examples=50)
@given(st.text(max_size=20))
def test_never_raises(text: str) -> None:
    is_ucum(text)
