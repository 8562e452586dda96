"""What only the text of a whole cell can say: signs apart from their number, inches, prices that begin somewhere."""

from __future__ import annotations

import pytest

from pipeline.normalise.grammar.quantity import find_quantities, parse_quantity

# text, locale, value, lower, qualifier, unit, flags
CELLS = [
    ("+ 14.2", "en", "14.2", None, "unqualified", "1", ()),
    ("+ 3,7 %", "fr", "3.7", None, "unqualified", "%", ()),
    ("− 6.5", "en", "-6.5", None, "unqualified", "1", ()),
    ("− 6 kg", "en", "-6", None, "unqualified", "kg", ()),
    ('27"', "en", "27", None, "unqualified", None, ("ambiguous_unit",)),
    ("2 1/2”", "en", "2.5", None, "unqualified", None, ("ambiguous_unit",)),
    ('5/8"', "en", "0.625", None, "unqualified", None, ("ambiguous_unit",)),
    ("27″", "en", "27", None, "unqualified", "[in_i]", ()),
    ("from £8.50", "en", "8.50", "8.50", "at_least", "GBP", ()),
    ("starting at 19,999", "en", "19999", "19999", "at_least", "1", ()),
    ("ab 18.500 €", "de", "18500", "18500", "at_least", "EUR", ("trailing_zeros",)),
    ("à partir de 4,90 €", "fr", "4.90", "4.90", "at_least", "EUR", ()),
    ("desde 4,90 €", "es", "4.90", "4.90", "at_least", "EUR", ()),
    ("7+3⁄8 in", "en", "7.375", None, "unqualified", "[in_i]", ()),
    ("6 ft 1½ in", "en", "73.5", None, "unqualified", "[in_i]", ()),
    ("18 ft 3+3⁄4 in", "en", "219.75", None, "unqualified", "[in_i]", ()),
    ("6 ft 1 1/2 in", "en", "73.5", None, "unqualified", "[in_i]", ()),
    ("180 ml cream", "en", "180", None, "unqualified", "mL", ("trailing_zeros",)),
    ("75 g Butter", "de", "75", None, "unqualified", "g", ()),
    ("2 kg red onions", "en", "2", None, "unqualified", "kg", ()),
    ("850 nm", "en", "850", None, "unqualified", "nm", ("trailing_zeros",)),
    ("2,150 nm", "en", "2150", None, "unqualified", None, ("trailing_zeros", "ambiguous_unit")),
    ("2,150nm", "en", "2150", None, "unqualified", None, ("trailing_zeros", "ambiguous_unit")),
    ("−15 bps", "en", "-15", None, "unqualified", "10*-4", ()),
    ("110 V AC", "en", "110", None, "unqualified", "V", ("trailing_zeros",)),
    ("CA$31.50", "en", "31.50", None, "unqualified", "CAD", ()),
    ("ca. $31.50", "en", "31.50", None, "approximate", "USD", ("assumed_usd",)),
    ("₹35 Cr", "en", "350000000", None, "unqualified", "INR", ()),
]
RANGES = [("20 ~ 60 ms", "20", "60", "ms"), ("110 ~ 230 V", "110", "230", "V")]
LEFT = [
    ("– 5", "a dash may begin an item of a list"),
    ("- 5 GB", "so may a hyphen"),
    ("from 1998", "a year"),
    ('"27"', "quoted"),
    ('4 GB"', "the unit stands there already"),
    ("35 Cr", "crores, or to somebody's credit"),
    ("£35.20 Cr", "to somebody's credit"),
    ("35.20 DR", "a debt"),
    ("40 mg daily", "a rate"),
    ("40 mg paracetamol twice", "a rate"),
    ("40 g less", "a difference"),
    ("6 ft 1 3/2 in", "no fraction"),
    ("6 ft 1.5 1/2 in", "two fractions"),
]


@pytest.mark.parametrize(("text", "locale", "value", "lower", "qualifier", "unit", "flags"), CELLS)
def test_a_cell(
    text: str, locale: str, value: str, lower: str | None, qualifier: str, unit: str | None, flags: tuple[str, ...]
) -> None:
    found = parse_quantity(text, locale=locale)
    assert found is not None
    assert (str(found.value), found.qualifier, found.unit, found.flags) == (value, qualifier, unit, flags)
    assert (None if found.lower is None else str(found.lower)) == lower
    assert found.lower_inclusive is (None if lower is None else True)


@pytest.mark.parametrize(("text", "lower", "upper", "unit"), RANGES)
def test_a_range_with_a_swung_dash(text: str, lower: str, upper: str, unit: str) -> None:
    found = parse_quantity(text)
    assert found is not None
    assert (str(found.lower), str(found.upper), found.unit, found.qualifier) == (lower, upper, unit, "range")


@pytest.mark.parametrize(("text", "why"), LEFT)
def test_a_cell_that_is_left(text: str, why: str) -> None:
    assert parse_quantity(text) is None, why


def test_in_prose_a_quotation_may_end_there() -> None:
    (found,) = find_quantities('He said "we sold 27" and left.')
    assert (found.quantity.unit, found.end - found.start) == ("1", 2)


@pytest.mark.parametrize(
    "text",
    ["The hens lay 6 eggs per 250 grams of corn.", "Juice costs €3 per 500 ml.", "She swims 2 km per 40 minutes."],
)
def test_neither_of_two_numbers_of_a_rate_stands_alone(text: str) -> None:
    assert find_quantities(text) == []
