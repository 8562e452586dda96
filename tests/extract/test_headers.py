"""Which row is a header, and that the rule is said."""

from __future__ import annotations

import pytest

from pipeline.extract.headers import header_rows, is_value

HEADERS = [
    [["Topic", "Stated position"], ["Access", "None was given"]],
    [["Topic", "Stated position"], ["Access", ""]],
    [["Metric", "Figure", "Meaning"], ["Files", "~86", "Number of files"], ["Size", "~300 TB", "On disk"]],
    [["Country", "2021", "2022"], ["France", "5", "7"]],
    [["", "2021", "2022"], ["France", "5", "7"]],
    [["Metric", "2021 revenue", "2022 revenue"], ["Europe", "5", "7"]],
    [["Name", "Value", "Name", "Value"], ["a", "1", "b", "2"]],
    [["", "North", "South"], ["wet", "yes", "no"]],
    [["#", "%", "Name"], ["1", "5", "x"]],
    [["Name", "Age", ""], ["Ann", "31", "x"]],
    [["1st half", "3-month change"], ["5", "6"]],
]
NO_HEADERS = [
    [["2021", "5"], ["2022", "7"]],
    [["France", "67 million"], ["Spain", "48 million"]],
    [["Founded", "1990"], ["Employees", "85"]],
    [["December 20", "announced"], ["December 22", "confirmed"]],
    [["A", "n/a"], ["B", "5"]],
    [["yes", "yes"], ["no", "yes"]],
    [["", ""], ["a", "b"]],
    [["France", "2021", "2022"], ["Spain", "2019", "2020"]],
    [["one row", "only"]],
]
TWO_HEADERS = [
    [["", "2019", "", "2020", ""], ["Region", "Men", "Women", "Men", "Women"], ["N", "1", "2", "3", "4"]],
    [["", "Men", "Men", "Women", "Women"], ["Region", "2019", "2020", "2019", "2020"], ["N", "1", "2", "3", "4"]],
    [["City", "Area", ""], ["", "Land", "Water"], ["X", "1", "2"], ["Y", "3", "4"]],
]
UNITS_BELOW = [
    [["Year", "Yield", "Price"], ["", "(t/ha)", "(€)"], ["2020", "7.5", "180"], ["2021", "7.1", "210"]],
    [["Lake", "Depth", "Area"], ["", "[m]", "[km2]"], ["A", "7.5", "180"], ["B", "7.1", "210"]],
    [["Town", "People", "Share"], ["", "('000)", "(%)"], ["A", "75", "18"], ["B", "71", "21"]],
]
NO_UNITS_BELOW = [
    [["Year", "Profit", "Tax"], ["2020", "(75)", "(18)"], ["2021", "71", "21"]],
    [["Year", "Profit", "Tax"], ["", "(7.5%)", "(18)"], ["2021", "71", "21"]],
    [["Kind", "Use", "Rule"], ["", "(none)", "(see below)"], ["Oak", "wood", "old"]],
    [["Year", "Profit", "Tax"], ["", "(€)", "(€)"]],
]
ONE_HEADER_WITH_GAPS = [
    [["Station", "Years", "Years"], ["A", "1999", "2004"], ["B", "2001", "2010"]],
    [["Name", "", "Age"], ["Ann", "Smith", "Rome"], ["Bob", "Roe", "Oslo"], ["Cy", "Poe", "5"]],
    [["Kind", "N", ""], ["Lime", "5", "x"], ["Oak", "6", "y"]],
]
VALUES = [
    *(
        "5",
        "1,234.5",
        "~86 million",
        "nearly 300 TB",
        "an estimated 99.9%",
        "99.9%",
        "€1.2bn",
        "US$ 5",
        "-3",
        "(12)",
        "½",
    ),
    *("160 kbps", "2021", "2–3 million", "December 22", "22 Dec 2025", "–", "n/a", "5 ± 0.2 kg"),
]
WORDS = ["", "Topic", "Figure", "1st half", "3-month change", "Unique ISRCs", "What it describes", "q1", "about", "$"]


@pytest.mark.parametrize("rows", HEADERS)
def test_the_first_row_is_a_header(rows: list[list[str]]) -> None:
    count, rule = header_rows(rows, delimited=False)
    assert (count, rule[:13]) == (1, "the first row")


@pytest.mark.parametrize("rows", TWO_HEADERS)
def test_a_second_row_goes_on_with_the_labels(rows: list[list[str]]) -> None:
    assert header_rows(rows, delimited=False)[0] == 2


@pytest.mark.parametrize("rows", ONE_HEADER_WITH_GAPS)
def test_a_row_of_data_below_a_label_for_two_columns_is_none(rows: list[list[str]]) -> None:
    assert header_rows(rows, delimited=False)[0] < 2


@pytest.mark.parametrize("rows", NO_HEADERS)
def test_there_is_no_header(rows: list[list[str]]) -> None:
    count, rule = header_rows(rows, delimited=False)
    assert (count, rule[:10]) == (0, "no header:")


@pytest.mark.parametrize("rows", NO_HEADERS)
def test_a_delimiter_row_settles_it(rows: list[list[str]]) -> None:
    assert header_rows(rows, delimited=True) == (1, "a delimiter row stands below the first row")


@pytest.mark.parametrize("cell", VALUES)
def test_values(cell: str) -> None:
    assert is_value(cell)


@pytest.mark.parametrize("cell", WORDS)
def test_words(cell: str) -> None:
    assert not is_value(cell)


@pytest.mark.parametrize("delimited", [False, True])
def test_a_row_of_units_below_the_header_is_one_too(delimited: bool) -> None:
    for rows in UNITS_BELOW:
        assert header_rows(rows, delimited=delimited)[0] == 2
    for rows in NO_UNITS_BELOW:
        assert header_rows(rows, delimited=delimited)[0] == 1
