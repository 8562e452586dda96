from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import fits
from pipeline.errors import UnknownLocale
from pipeline.normalise import find_quantities, parse_date, parse_quantity
from pipeline.normalise.grammar.numerals.number import match_number

READ = [
    ("86", "en", "86"),
    ("1,234", "en", "1234"),
    ("1,234,567", "de", "1234567"),
    ("1.234", "en", "1.234"),
    ("1.234", "de", "1234"),
    ("1,234", "de", "1.234"),
    ("1,234.5", "de", "1234.5"),
    ("1.234,5", "en", "1234.5"),
    ("7,99", "en", "7.99"),
    ("1234,5", "und", "1234.5"),
    ("0.125", "de", "0.125"),
    (".75", "en", "0.75"),
    ("12\u202f345", "en", "12345"),
    ("12 345", "fr", "12345"),
    ("12 345 678", "en", "12345678"),
    ("12'345.50", "de-CH", "12345.50"),
    ("12,34,567", "en-IN", "1234567"),
    ("256 million", "en", "256000000"),
    ("1.2 billion", "en", "1200000000"),
    ("1,2 Milliarden", "de", "1200000000"),
    ("3 billion", "fr", "3000000000000"),
    ("5 hundred thousand", "en", "500000"),
    ("86M", "en", "86000000"),
    ("40k", "en", "40000"),
    ("½", "en", "0.5"),
    ("2½", "en", "2.5"),
    ("2 1/2", "en", "2.5"),
    ("1e6", "en", "1000000"),
    ("2.5E-3", "en", "0.0025"),
    ("3×10^6", "en", "3000000"),
    ("1.5 × 10⁻³", "en", "0.0015"),
    ("10⁶", "en", "1000000"),
    ("−3", "en", "-3"),
    ("-3.50", "en", "-3.50"),
    ("+4", "en", "4"),
    ("twenty-one", "en", "21"),
    ("two hundred and fifty-six million", "en", "256000000"),
    ("one million two hundred thousand and five", "en", "1200005"),
    ("twelve hundred", "en", "1200"),
    ("a hundred thousand", "en", "100000"),
    ("half a million", "en", "500000"),
    ("two and a half million", "en", "2500000"),
    ("zero", "en", "0"),
    ("40 000", "en", "40000"),
    ("2.48×10−5", "en", "0.0000248"),
    ("2  1/4", "en", "2.25"),
    ("five point five", "en", "5.5"),
    ("two hundred point zero three", "en", "200.03"),
    ("nought point seventy-one", "en", "0.71"),
    ("minus five", "en", "-5"),
    ("negative 3", "en", "-3"),
    ("fifty - two", "en", "52"),
    ("three lakh", "en", "300000"),
    ("two fifths", "en", "0.4"),
    ("one-half", "en", "0.5"),
    ("three-quarters", "en", "0.75"),
    ("twenty-three fifths", "en", "4.6"),
    ("five and a quarter", "en", "5.25"),
    ("a quarter million", "en", "250000"),
    ("half a dozen", "en", "6"),
    ("12,34,567", "en", "1234567"),
    ("1,23,456.5", "en", "123456.5"),
    ("a fifth", "en", "0.2"),
    ("three eighths", "en", "0.375"),
    ("one twenty-fifth", "en", "0.04"),
    ("one hundred and three quarters", "en", "100.75"),
    ("one hundred and thirty fifths", "en", "26"),
    ("two million and one half", "en", "2500000"),
    ("three-quarters of a million", "en", "750000"),
    ("hundred thousand", "en", "100000"),
    ("three dozens", "en", "36"),
    ("1,234", "ja", "1234"),
    ("10 000,5", "sv", "10000.5"),
    ("zweihundert", "de", "200"),
    ("einundzwanzig", "de", "21"),
    ("zweitausenddreihundertvierundfünfzig", "de", "2354"),
    ("drei Millionen zweihunderttausend", "de", "3200000"),
    ("eine halbe Million", "de", "500000"),
    ("zweieinhalb", "de", "2.5"),
    ("quatre-vingt-dix-neuf", "fr", "99"),
    ("soixante et onze", "fr", "71"),
    ("deux cent mille", "fr", "200000"),
    ("un million et demi", "fr", "1500000"),
    ("trois quarts", "fr", "0.75"),
    ("treinta y un mil", "es", "31000"),
    ("dos mil millones", "es", "2000000000"),
    ("medio millón", "es", "500000"),
]
# Without an end: 28 digits, and the flag that says so.
ENDLESS = [
    ("⅓", "en", "0.3333333333333333333333333333"),
    ("two thirds", "en", "0.6666666666666666666666666667"),
    ("one hundred thirty fifths", "en", "2.857142857142857142857142857"),
    ("zwei Drittel", "de", "0.6666666666666666666666666667"),
    ("un tiers", "fr", "0.3333333333333333333333333333"),
    ("dos tercios", "es", "0.6666666666666666666666666667"),
]
ABSTAIN = [
    ("1,2,3", "a list"),
    ("1.2.3", "a version"),
    ("192.168.1.2", "an address"),
    ("007", "an identifier"),
    ("1234,567,890", "a group of four"),
    ("12.", "an ordinal or the end of a sentence"),
    ("1/2", "a half, or the first of February"),
    ("186²", "a note mark or a power"),
    ("10²", "a note mark or a power"),
    ("1e99", "out of any range that a table means"),
    ("nineteen eighty-four", "a year in words"),
    ("twenty twenty", "a year in words"),
    ("one two three", "a list"),
    ("hundred", "no number of hundreds"),
    ("a", "an article"),
    ("million million", "not a number"),
    ("two quarters", "half a whole or half a year"),
    ("twenty-third", "an ordinal"),
    ("two millionth", "an ordinal"),
    ("half a", "a part of nothing"),
    ("75 300", "one number or two"),
    ("5m", "metres or millions"),
    ("5b", "billions or bits"),
    ("1" * 41, "more digits than we keep"),
    ("0x10", "not decimal"),
    ("1_000", "a programmer's separator"),
]


def _number(text: str, *, locale: str = "en") -> Decimal | None:
    """The bare number that a whole cell states."""
    quantity = parse_quantity(text, locale=locale)
    return quantity.value if quantity is not None and quantity.unit == "1" else None


@pytest.mark.parametrize(("text", "locale", "value"), READ)
def test_reads(text: str, locale: str, value: str) -> None:
    assert _number(text, locale=locale) == Decimal(value)


@pytest.mark.parametrize(("text", "locale", "value"), ENDLESS)
def test_a_number_without_an_end_says_so(text: str, locale: str, value: str) -> None:
    numeral = match_number(text, 0, locale)
    assert numeral is not None
    assert (numeral.value, numeral.flags) == (Decimal(value), ("non_terminating",))
    assert not fits(numeral.value)


@pytest.mark.parametrize("locale", ["xx", "klingon", "12", "e n"])
def test_an_unknown_locale_is_an_error_that_lists_the_known_ones(locale: str) -> None:
    for reader in (parse_quantity, find_quantities, parse_date):
        with pytest.raises(UnknownLocale, match=r"not known.*\bde\b.*\ben\b"):
            reader("5", locale=locale)


@pytest.mark.parametrize(("text", "why"), ABSTAIN)
def test_abstains(text: str, why: str) -> None:
    assert _number(text) is None, why


@pytest.mark.parametrize(
    ("text", "locale"), [("1,234", "und"), ("1.234", "und"), ("1.234", "fr"), ("1 234", "en"), ("1,234", "fr-CH")]
)
def test_what_only_a_locale_could_tell_has_a_flag_and_no_value(text: str, locale: str) -> None:
    numeral = match_number(text, 0, locale)
    assert numeral is not None
    assert (numeral.value, numeral.flags) == (None, ("ambiguous_separator",))


@given(st.integers(-(10**15), 10**15))
def test_grouped_digits_come_back(number: int) -> None:
    assert _number(f"{number:,}") == number
    assert _number(f"{number:,}".replace(",", "."), locale="de") == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_decimals_come_back_exactly(number: Decimal) -> None:
    assert _number(f"{number:,f}") == number


@given(st.text(), st.sampled_from(["en", "de", "fr", "es", "und", "de-CH", ""]))
def test_never_raises(text: str, locale: str) -> None:
    _number(text, locale=locale)


@given(st.text(alphabet="0123456789.,' \u00a0½×^e+-−10onetwhudrmilk", max_size=30))
def test_never_raises_on_what_looks_like_numbers(text: str) -> None:
    _number(text)
