from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.dates.date import parse_date, read_edtf

READ = [
    ("July 2025", "2025-07"),
    ("Dec. 22", "XXXX-12-22"),
    ("December 20–21", "XXXX-12-20/XXXX-12-21"),
    ("December 20-21, 2025", "2025-12-20/2025-12-21"),
    ("20–21 December 2025", "2025-12-20/2025-12-21"),
    ("22 December 2025", "2025-12-22"),
    ("December 22, 2025", "2025-12-22"),
    ("Dec 22nd, 2025", "2025-12-22"),
    ("the 22nd of December 2025", "2025-12-22"),
    ("22-Dec-2025", "2025-12-22"),
    ("Monday, December 22, 2025", "2025-12-22"),
    ("2025-12-22", "2025-12-22"),
    ("2025/12/22", "2025-12-22"),
    ("22/12/2025", "2025-12-22"),
    ("12/22/2025", "2025-12-22"),
    ("05/05/2025", "2025-05-05"),
    ("2025", "2025"),
    ("2010–2015", "2010/2015"),
    ("2010–15", "2010/2015"),
    ("from 2010 to 2015", "2010/2015"),
    ("between May 2010 and June 2011", "2010-05/2011-06"),
    ("2010–present", "2010/.."),
    ("Dec 2025–Jan 2026", "2025-12/2026-01"),
    ("March 3 – April 5, 2025", "2025-03-03/2025-04-05"),
    ("about 2010", "2010~"),
    ("c. July 2025", "2025-07~"),
    ("1990s", "199X"),
    ("Q3 2024", "2024-35"),
    ("third quarter of 2024", "2024-35"),
    ("summer 2024", "2024-22"),
    ("2025-12-22~", "2025-12-22~"),
    ("2025-12-20/2025-12-21", "2025-12-20/2025-12-21"),
    ("October", "XXXX-10"),
    ("22 décembre 2025", "2025-12-22"),
    ("on December 22, 2025", "2025-12-22"),
    ("in 2025", "2025"),
    ("2010-2015", "2010/2015"),
    ("12/2025", "2025-12"),
    ("since July 2025", "2025-07/.."),
    ("2010 onwards", "2010/.."),
    ("2010–", "2010/.."),
    ("perhaps 2010", "2010?"),
    ("the 19th century", "18XX"),
    ("H1 2024", "2024-40"),
    ("the second half of 2024", "2024-41"),
    ("2024Q3", "2024-35"),
    ("4Q 2024", "2024-36"),
    ("the 1980s–1990s", "198X/199X"),
]
ABSTAIN = [
    ("03/04/2025", "two orders of day and month"),
    ("12/22/25", "a year of two digits"),
    ("2010–12", "a month or two years later"),
    ("1900s", "a decade or a century"),
    ("February 30", "no such day"),
    ("February 29, 2025", "no such day"),
    ("Tuesday, December 22, 2025", "that day was a Monday"),
    ("December 21–20", "backwards"),
    ("2015–2010", "backwards"),
    ("December 30 – January 2", "over a new year that is not stated"),
    ("December 30 – January 2, 2026", "the first year is not stated"),
    ("through July 2025", "one open side"),
    ("before 2010", "one open side"),
    ("early 2024", "no agreed days"),
    ("until 2010", "with or without 2010"),
    ("2024/25", "a season, a business year or a month"),
    ("the 90s", "of some century"),
    ("0th century", "no such century"),
    ("may", "a verb"),
    ("22", "a number"),
    ("186 million", "a quantity"),
    ("2025-13-01", "no such month"),
    ("today", "depends on a clock"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "edtf"), READ)
def test_reads_a_date(text: str, edtf: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.edtf == edtf
    assert found == read_edtf(edtf)


@pytest.mark.parametrize(("text", "why"), ABSTAIN)
def test_abstains(text: str, why: str) -> None:
    assert parse_date(text) is None, why


@pytest.mark.parametrize(("locale", "edtf"), [("de", "2025-04-03"), ("fr", "2025-04-03"), ("es-ES", "2025-04-03")])
def test_a_language_with_one_order_decides(locale: str, edtf: str) -> None:
    found = parse_date("03.04.2025", locale=locale)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2025-12-31~", date(2025, 12, 31), date(2026, 1, 1)),
        ("199X", date(1990, 1, 1), date(2000, 1, 1)),
        ("19XX", date(1900, 1, 1), date(2000, 1, 1)),
        ("2025-12-XX", date(2025, 12, 1), date(2026, 1, 1)),
        ("2024-35", date(2024, 7, 1), date(2024, 10, 1)),
        ("2024-36", date(2024, 10, 1), date(2025, 1, 1)),
        ("2024-40", date(2024, 1, 1), date(2024, 7, 1)),
        ("2024-41", date(2024, 7, 1), date(2025, 1, 1)),
        ("2024-22", None, None),
        ("XXXX-12-22", None, None),
        ("XXXX-02-29", None, None),
        ("2010/..", date(2010, 1, 1), None),
        ("../2010", None, date(2011, 1, 1)),
        ("2025-12-20/2025-12-21", date(2025, 12, 20), date(2025, 12, 22)),
        ("9999", date(9999, 1, 1), None),
    ],
)
def test_edtf_has_the_interval_it_covers(edtf: str, start: date | None, end: date | None) -> None:
    found = read_edtf(edtf)
    assert found is not None
    assert (found.edtf, found.start, found.end) == (edtf, start, end)


@pytest.mark.parametrize("text", ["FY2024", "fiscal 2024", "the fiscal year 2024"])
def test_a_fiscal_year_is_flagged_and_has_no_agreed_days(text: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.edtf, found.start, found.end, found.flags) == ("2024~", None, None, ("fiscal_year",))


@pytest.mark.parametrize(
    "text",
    [
        *("", "2025-1-1", "25-12-22", "2025-02-30", "XXXX-02-30", "2025-00", "2025-20", "2025-99", "0000", "XXXX"),
        *("2025-12-22T10:00", "2025/", "/", "../..", "2011/2010", "2025/2026/2027", " 2025", "2025 ", "Dec 2025"),
        *("2025-XX-01", "199X-05", "00XX", "XXXX-XX", "2025?~", "２０２５"),
    ],
)
def test_refuses_what_is_not_edtf(text: str) -> None:
    assert read_edtf(text) is None


@given(st.dates())
def test_printed_dates_come_back(day: date) -> None:
    printed = f"{day:%B} {day.day}, {day.year:04d}"
    found = parse_date(printed)
    if day.year < 1000 or day.year >= 3000:
        assert found is None
    else:
        assert found is not None
        assert (found.edtf, found.start) == (day.isoformat(), day)


@given(st.dates(), st.dates())
def test_intervals_are_in_order(one: date, two: date) -> None:
    found = read_edtf(f"{one.isoformat()}/{two.isoformat()}")
    assert (found is None) == (one > two)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/X.~? –DecJulyQ3’s,", max_size=30)))
def test_never_raises(text: str) -> None:
    parse_date(text)
    read_edtf(text)
