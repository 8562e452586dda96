"""What a number of a sheet prints: whole, in canonical form, with what its format adds to its meaning."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from pipeline.extract.workbook.numbers import Value, printed_date, printed_number, read_format

NUMBERS = [
    (501, "00000", "00501"),
    (-7, "000", "-007"),
    (0.5, "# ?/?", "0.5"),
    (2.25, "# ??/??", "2.25"),
    (0.1, "", "0.1"),
    (0.1 + 0.2, "", "0.3"),
    (1 / 3, "", "0.333333333"),
    (1 / 3, "0.00", "0.33"),
    (1 / 3, "0.0%", "33.3%"),
    (2 / 3 * 1e4, "", "6666.666667"),
    (0.125, "0.0", "0.125"),
    (1 / 3e9, "0.0", "0.000000000333333333333333"),
    (1 / 3e9, "", "0.000000000333333333333333"),
    (2 / 3, "0.00E+00", "0.666666667"),
    (5.0, "0.00", "5"),
    (-0.0, "", "0"),
    (1234567.0, "#,##0", "1234567"),
    (12345678901234567890.0, "", "12345678901234600000"),
    (1e300, "", "1E+300"),
    (1.5e-9, "0.00E+00", "0.0000000015"),
    (0.999, "0%", "99.9%"),
    (-0.07, "0.00%;[Red]-0.00%", "-7%"),
    (256000000.0, '#,##0,,"M"', "256M"),
    (1500.0, "0.0,", "1.5"),
    (12.3, '0.0" km"', "12.3 km"),
    (2100.5, "#,##0.00 [$€-407]", "2100.5 €"),
    (-2100.5, "#,##0.00 [$€-407]", "-2100.5 €"),
    (7.0, "$#,##0_);($#,##0)", "$7"),
    (-7.0, "$#,##0_);($#,##0)", "-$7"),
    (7.0, '"~"0;-0', "~7"),
    (3.0, '0";"0', "3;"),
    (5.0, "General", "5"),
    (5.0, "@", "5"),
]


@pytest.mark.parametrize(("value", "code", "text"), NUMBERS)
def test_a_number(value: float, code: str, text: str) -> None:
    shown = read_format(code, negative=value < 0)
    assert shown.sure
    assert printed_number(value, shown)[0] == text


@pytest.mark.parametrize("code", ['[>=1000]0.0,"K";0', "yyyy", '"closed"', '0"a very long unit of something"'])
def test_what_a_format_adds_is_not_guessed(code: str) -> None:
    assert not read_format(code).sure


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (date(2020, 1, 2), "dd/mm/yyyy", "2020-01-02"),
        (date(2020, 1, 1), "mmm yyyy", "2020-01"),
        (date(2020, 1, 1), "yyyy", "2020"),
        (date(2020, 1, 1), "mmm-yy", "2020-01"),
        (date(2020, 1, 1), "", "2020-01-01"),
        (datetime(2020, 1, 2, 3, 4, 5, 600000), "d.m.yy h:mm", "2020-01-02 03:04:05"),
        (time(12, 30), "hh:mm", "12:30:00"),
        (timedelta(days=1, hours=12), "[h]:mm:ss", "36:00:00"),
    ],
)
def test_a_date(value: Value, code: str, text: str) -> None:
    assert not isinstance(value, (int, float, str))
    assert printed_date(value, code) == text
