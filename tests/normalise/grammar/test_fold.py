from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.grammar.fold import folded
from pipeline.normalise.grammar.quantity import find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "flags"),
    [
        ("٣٤ km", "34", ("other_digits",)),
        ("١٬٢٣٤٫٥ km", "1234.5", ("other_digits",)),
        ("１２３ km", "123", ("other_digits",)),
        ("३०० TB", "300", ("trailing_zeros", "other_digits")),
        ("5 mil\u00adlion", "5000000", ("invisible_characters",)),
        ("\u200f300\u200e TB", "300", ("trailing_zeros", "invisible_characters")),
        ("300 TB", "300", ("trailing_zeros",)),
    ],
)
def test_digits_of_other_scripts_and_what_is_not_seen_are_folded_and_flagged(
    text: str, value: str, flags: tuple[str, ...]
) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.flags) == (Decimal(value), flags)


def test_offsets_are_those_of_the_text_as_it_was() -> None:
    text = "The\u200b ar\u00adchive has 300\u00a0tera\u00adbytes in 12 files."
    found = find_quantities(text)
    assert [text[one.start : one.end] for one in found] == ["300\u00a0tera\u00adbytes", "12"]
    assert [one.quantity.unit for one in found] == ["TBy", "1"]
    assert [one.quantity.flags for one in found] == [("trailing_zeros", "invisible_characters"), ()]
    assert {text[one.sentence_start : one.sentence_end] for one in found} == {text}


@given(st.text())
def test_what_is_kept_is_in_its_place(text: str) -> None:
    plain, places = folded(text)
    if places is None:
        assert len(plain) == len(text)
    else:
        assert len(places) == len(plain) + 1
        assert [one for one, at in zip(plain, places, strict=False) if one != text[at] and not one.isascii()] == []
