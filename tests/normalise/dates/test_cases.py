"""Dates as they are printed in four languages, from cases/dates.txt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import parse_date
from pipeline.normalise.dates.inenglish import in_english
from pipeline.normalise.dates.order import order_locale

LINES = (Path(__file__).parent / "cases" / "dates.txt").read_text("utf-8").splitlines()
CASES = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]
FISCAL = ["FY2024", "fiscal 2024", "FY 2023/24"]
WORDS = "del de la siglo XIX 3. Quartal 2024 bis zwischen und t3 entre et à 20 – 21 décembre mai 1er between and (?)"
LANGUAGES = ["en", "de", "fr", "es", "und", "en-x-dmy"]
ORDERS = [
    (["03/04/2025", "22/04/2025"], "en", "en-x-dmy"),
    (["03/04/2025", "04/22/2025"], "en", "en-x-mdy"),
    (["03/04/2025", "05/06/2025"], "en", "en"),  # nothing shows it
    (["22/04/2025", "04/22/2025"], "en", "en"),  # both orders
    (["22/04/2025"], "und", "und-x-dmy"),
    (["22/04/2025"], "und-x-comma", "und-x-dmy"),
    (["04/22/2025"], "de", "de"),  # the locale decides
    (["Maple", "5"], "en", "en"),
]


@pytest.mark.parametrize(("locale", "text", "edtf"), CASES)
def test_a_date_as_printed(locale: str, text: str, edtf: str) -> None:
    found = parse_date(text, locale=locale)
    assert (found.edtf if found is not None else "none") == edtf


@pytest.mark.parametrize("text", FISCAL)
def test_a_fiscal_year_has_a_flag_and_no_days(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.start, found.end, found.flags) == (None, None, ("fiscal_year",))


@pytest.mark.parametrize(("texts", "locale", "expected"), ORDERS)
def test_a_column_shows_the_order_of_day_and_month(texts: list[str], locale: str, expected: str) -> None:
    assert order_locale(texts, locale) == expected


@pytest.mark.parametrize(("locale", "edtf"), [("en-x-dmy", "2025-04-03"), ("und-x-mdy", "2025-03-04")])
def test_the_order_that_a_column_shows_is_used(locale: str, edtf: str) -> None:
    found = parse_date("03/04/2025", locale=locale)
    assert found is not None
    assert found.edtf == edtf


@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)),
    st.sampled_from(LANGUAGES),
)
def test_never_raises_and_never_invents_a_year(text: str, locale: str) -> None:
    in_english(text, locale)
    found = parse_date(text, locale=locale)
    if found is not None and found.start is not None and "X" not in found.edtf:
        assert found.edtf[:2] in text or "siglo" in text or "iècle" in text
