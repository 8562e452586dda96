from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import parse_quantity
from pipeline.normalise.prose.compare import Measured, measured, relation

CASES = [
    ("~300 TB", "nearly 300 terabytes", "equal"),
    ("300 TB", "0.3 PB", "equal"),
    ("8 Mbit/s", "1 MB/s", "equal"),
    ("86 million tracks", "86,000,000", "equal"),
    ("12 months", "1 year", "equal"),
    ("80–90 million", "80–90 million", "equal"),
    ("86 million", "over 80 million", "within_bounds"),
    ("80–90 million", "86 million", "within_bounds"),
    ("5 ± 0.2 kg", "5.1 kg", "within_bounds"),
    ("297", "nearly 300", "within_bounds"),
    ("1,234,567", "about 1.2 million", "rounded"),
    ("297", "about 300", "rounded"),
    ("99.6%", "99.64%", "rounded"),
    ("297", "300", "disjoint"),
    ("86 million", "over 90 million", "disjoint"),
    ("over 1.3 million", "1,287,000", "disjoint"),
    ("99.9%", "99.6%", "disjoint"),
    ("300 TB", "300 TiB", "disjoint"),
]
OTHER_KINDS = [
    ("5 kg", "5 km"),
    ("€5", "$5"),
    ("5", "5%"),
    ("5 days", "5"),
    ("5 percentage points", "5%"),
    ("5 °C", "5 °F"),
]


def read(text: str) -> Measured:
    known = measured(parse_quantity(text))
    assert known is not None, text
    return known


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_two_quantities_of_one_kind(one: str, other: str, expected: str) -> None:
    assert read(one).kind == read(other).kind
    assert relation(read(one), read(other)) == relation(read(other), read(one)) == expected


@pytest.mark.parametrize(("one", "other"), OTHER_KINDS)
def test_other_kinds_are_not_compared(one: str, other: str) -> None:
    assert read(one).kind != read(other).kind


@pytest.mark.parametrize("text", ["n/a", "5 Mb", "€5 per kg"])
def test_what_is_not_sure_is_not_compared(text: str) -> None:
    assert measured(parse_quantity(text)) is None


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["kg", "TB", "km/h", "%"]))
def test_a_quantity_is_equal_to_itself_only(number: object, unit: str) -> None:
    one = measured(parse_quantity(f"{number} {unit}"))
    if one is not None and one.value is not None:
        other = Measured(one.kind, one.value + 1, None, None, one.open_ends, one.qualifier, one.step, one.coarse)
        assert relation(one, one) == "equal"
        assert relation(one, other) != "equal"
