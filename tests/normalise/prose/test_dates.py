from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.prose.dates import find_dates

LINES = (Path(__file__).parents[1] / "dates" / "cases" / "prose.txt").read_text("utf-8").splitlines()
PRINTED = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]

CASES = [
    ("It began on December 20–21 and ended.", [("December 20–21", "XXXX-12-20/XXXX-12-21")]),
    ("On 5 May 2020 and May 7, 2021.", [("5 May 2020", "2020-05-05"), ("May 7, 2021", "2021-05-07")]),
    ("releases up to July 2025", [("July 2025", "2025-07")]),
    ("built 2001-05-06.", [("2001-05-06", "2001-05-06")]),
    ("in Q3 2024, in the 1990s", [("Q3 2024", "2024-35"), ("1990s", "199X")]),
    ("In 2019, it grew. It ended in 2020.", [("2019", "2019"), ("2020", "2020")]),
]
NONE = [
    "It may be. In May they march; 5 people march.",
    "in 2000 cases",
    "about 2019 trees",
    "a sum of 2020",
    "version 2001.05.06.1",
    "page 12-05-2020-1",
]


@pytest.mark.parametrize(("text", "dates"), CASES)
def test_dates_are_found(text: str, dates: list[tuple[str, str]]) -> None:
    assert [(text[start:end], date.edtf) for start, end, date in find_dates(text)] == dates


@pytest.mark.parametrize("text", NONE)
def test_no_date_is_made_up(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("locale", "text", "dates"), PRINTED)
def test_dates_are_read_with_what_stands_beside_them(locale: str, text: str, dates: str) -> None:
    found = [f"{text[start:end]} = {date.edtf}" for start, end, date in find_dates(text, locale=locale)]
    assert "; ".join(found) == dates.strip()


def test_other_languages() -> None:
    text = "Am 3. Mai 2020 und seit 2019, le 3 mai 2020."
    assert [date.edtf for _start, _end, date in find_dates(text, locale="de")] == ["2020-05-03", "2019", "2020-05-03"]


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    last = 0
    for start, end, _date in find_dates(text):
        assert last <= start < end <= len(text)
        last = end
