from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalise.grammar.quantity import parse_quantity

BOUNDED = [
    ("300", "unqualified", None, None, None, None),
    ("~300", "approximate", None, None, None, None),
    ("≈ 300", "approximate", None, None, None, None),
    ("about 300", "approximate", None, None, None, None),
    ("an estimated 300", "approximate", None, None, None, None),
    ("Roughly 300", "approximate", None, None, None, None),
    ("c. 300", "approximate", None, None, None, None),
    ("circa 300", "approximate", None, None, None, None),
    ("some 300", "approximate", None, None, None, None),
    ("300 or so", "approximate", None, None, None, None),
    ("300 (est.)", "approximate", None, None, None, None),
    ("an estimated ~300", "approximate", None, None, None, None),
    ("nearly 300", "nearly", None, None, "300", False),
    ("almost 300", "nearly", None, None, "300", False),
    ("just under 300", "nearly", None, None, "300", False),
    ("over 300", "more_than", "300", False, None, None),
    ("> 300", "more_than", "300", False, None, None),
    (">300", "more_than", "300", False, None, None),
    ("more than 300", "more_than", "300", False, None, None),
    ("less than 300", "less_than", None, None, "300", False),
    ("<300", "less_than", None, None, "300", False),
    ("fewer than 300", "less_than", None, None, "300", False),
    ("at least 300", "at_least", "300", True, None, None),
    ("≥300", "at_least", "300", True, None, None),
    ("300+", "at_least", "300", True, None, None),
    ("300 or more", "at_least", "300", True, None, None),
    ("no fewer than 300", "at_least", "300", True, None, None),
    ("greater than or equal to 300", "at_least", "300", True, None, None),
    ("at least 300 or more", "at_least", "300", True, None, None),
    ("at most 300", "at_most", None, None, "300", True),
    ("<= 300", "at_most", None, None, "300", True),
    ("up to 300", "at_most", None, None, "300", True),
    ("no more than 300", "at_most", None, None, "300", True),
    ("not over 300", "at_most", None, None, "300", True),
    ("300 or fewer", "at_most", None, None, "300", True),
]
ABSTAIN = [
    ("nearly 300 or more", "a contradiction"),
    ("over 300 or less", "a contradiction"),
    ("up to 2–3", "a bound of a range"),
    ("not nearly 300", "a denial"),
    ("hardly 300", "a word that we do not read"),
    ("300 or more than that", "goes on"),
    ("300 more", "a difference"),
    ("overall 300", "no qualifier"),
]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("text", "qualifier", "lower", "lower_in", "upper", "upper_in"), BOUNDED)
def test_a_qualifier_asserts_its_bounds(
    text: str, qualifier: str, lower: str | None, lower_in: bool | None, upper: str | None, upper_in: bool | None
) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.qualifier) == (Decimal(300), qualifier)
    assert (quantity.lower, quantity.upper) == (_decimal(lower), _decimal(upper))
    assert (quantity.lower_inclusive, quantity.upper_inclusive) == (lower_in, upper_in)


ROUGH = [
    ("at least about 300", "at_least", "300", None),
    ("about 300+", "at_least", "300", None),
    ("about 2–3 million", "range", "2000000", "3000000"),
    ("up to around 300", "at_most", None, "300"),
]


@pytest.mark.parametrize(("text", "qualifier", "lower", "upper"), ROUGH)
def test_bounds_that_are_only_about_right_say_so(
    text: str, qualifier: str, lower: str | None, upper: str | None
) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.qualifier, quantity.lower, quantity.upper) == (qualifier, _decimal(lower), _decimal(upper))
    assert "approximate_bounds" in quantity.flags


@pytest.mark.parametrize(("text", "why"), ABSTAIN)
def test_abstains(text: str, why: str) -> None:
    assert parse_quantity(text) is None, why


def test_a_number_that_cannot_be_read_has_no_bounds() -> None:
    quantity = parse_quantity("over 1,234", locale="und")
    assert quantity is not None
    assert (quantity.value, quantity.lower, quantity.lower_inclusive) == (None, None, None)
    assert quantity.qualifier == "more_than"
