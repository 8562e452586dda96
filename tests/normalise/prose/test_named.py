"""Which figure a number of the prose goes to: by whole names before parts of others, by columns, by headings."""

from __future__ import annotations

import pytest

from tests.normalise.prose.test_match import held, outcomes

LIBRARY = """
# Greens and libraries of the town

| Branch | Loans | Staff |
| --- | --- | --- |
| Central Library | 204,500 | 38 |
| Harbour | 69,000 | 12 |

| Figure | 2023 | 2024 |
| --- | --- | --- |
| Loans | 387,120 | 418,765 |
| Visits | 206,000 | 194,000 |

| Claimed | Number |
| --- | --- |
| Passport scans | 312,000 |

## What the firm says

| Point | The firm says |
| --- | --- |
| Passport scans exposed | 30,000 |
"""
VALLEYS = """
# Flood in the Arne valley

| Item | Upper valley | Lower valley | Total |
| --- | --- | --- | --- |
| Damage | €530 million | €310 million | €840 million |
| Evacuated people | 1,850 | 4,570 | 6,420 |
"""
PARTIES = """
# Greens ahead

| Party | Votes | Seats |
| --- | --- | --- |
| Greens | 412,600 | 31 |
| Liberals | 236,800 | 18 |
"""
STREETS = """
| Division | Budget | Staff |
| --- | --- | --- |
| Schools | $712 million | 310 |
| Parks | $58 million | 41 |
"""
DAMAGE = "Damage is put at €840 million, of which €310 million arose in the lower valley."
NAMED = [
    # The whole name of a row beside the number, and only a part of another's.
    (LIBRARY, "The libraries counted 194,000 visits in 2024.", "194,000", "repeated"),
    (LIBRARY, "It took 312,000 passport scans, the firm heard.", "312,000", "repeated"),
    # Words that stand with other numbers name no column of the same row.
    (
        VALLEYS,
        "Damage is put at €840 million, of which €310 million arose in the lower valley.",
        "€840 million",
        "repeated",
    ),
    (
        VALLEYS,
        "Damage is put at €840 million, of which €310 million arose in the lower valley.",
        "€310 million",
        "repeated",
    ),
    # A word of the title is no word of a column.
    (VALLEYS, "More than 6,000 people were evacuated.", "6,420", "bound_consistent"),
    # A row's label does not lose its word to the title above all rows, nor to a column that others have.
    (PARTIES, "The Greens have 31 seats now.", "31", "repeated"),
    (PARTIES, "The Liberals got a sixth of the vote; their 18 seats are few.", "18", "repeated"),
    (PARTIES, "In votes, the Greens had 412,600 and the Liberals 236,800.", "412,600", "repeated"),
    # What the row is named for is counted, and not what its column counts.
    (STREETS, "In 310 schools the lights are on.", "310", "ambiguous"),
    # A total, where no row is spoken of.
    (LIBRARY.replace("| Harbour |", "| Total |"), "They paid a staff of 12.", "12", "ambiguous"),
    (PARTIES.replace("Liberals", "Total"), "In all, 236,800 votes were cast.", "236,800", "repeated"),
    (STREETS, "Schools have a staff of 310.", "310", "repeated"),
]


@pytest.mark.parametrize(("table", "prose", "cell", "outcome"), NAMED)
def test_a_number_goes_to_the_figure_that_its_words_name(table: str, prose: str, cell: str, outcome: str) -> None:
    assert outcomes(prose, table)[cell] == outcome


def test_a_heading_names_no_row_by_a_part_of_its_label() -> None:
    prose = "Some 480 people came to the meeting."
    assert outcomes(prose)["480"] == "not_mentioned"
    trees = "\n## Trees in numbers\n\n| Kind | Count |\n| --- | --- |\n| Lime trees | 700 |\n| Willows | 480 |\n"
    assert outcomes(f"# Trees\n\n{prose.replace('480', '700')}", trees)["700"] == "not_mentioned"


def test_how_sure_an_interval_is_is_no_figure() -> None:
    table = "\n| Result | Value |\n| --- | --- |\n| Efficacy | 95% |\n"
    found = held("Efficacy was high (95% confidence interval).", table)
    assert found.matches == ()
    assert outcomes("The efficacy was 95%.", table) == {"95%": "repeated"}
