from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.prose.held import Held, hold
from pipeline.normalise.tables import read_tables
from tests.builders import document, source

TABLE = """
## Trees in numbers

| Kind | Planted | Mass |
| --- | --- | --- |
| Lime trees | ~700 | 5 kg |
| Red maples | 480 | 7 tonnes |
| Oaks | 86 million | |
"""


def held(prose: str, table: str = TABLE, **keys: object) -> Held:
    read = document(f"{prose}\n{table}")
    made = source(**keys)
    return hold(read_tables(read, made)[0], read, made)


def outcomes(prose: str, table: str = TABLE, **keys: object) -> dict[str, str | None]:
    found = held(prose, table, **keys)
    return {figure.printed: found.in_prose[figure.figure_id] for figure in found.figures}


ONE = [
    ("They planted about 700 lime trees.", "~700", "repeated"),
    ("They planted 700 lime trees.", "~700", "qualifier_differs"),
    ("They planted nearly 700 limes.", "~700", "qualifier_differs"),
    ("They planted 480 red maples and about 700 limes.", "480", "repeated"),
    ("The red maples weigh 7,000 kg.", "7 tonnes", "repeated"),
    ("The red maples weigh more than 6 tonnes.", "7 tonnes", "bound_consistent"),
    ("Over 80 million oaks were planted.", "86 million", "bound_consistent"),
    ("There are 86,400,000 oaks.", "86 million", "rounded"),
    ("About 500 red maples were planted.", "480", "rounded"),
    ("They planted 510 red maples.", "480", "differs_candidate"),
    ("The red maples weigh 9 tonnes.", "7 tonnes", "not_mentioned"),
    ("The mass of the red maples is 9 tonnes.", "7 tonnes", "differs_candidate"),
    ("A guard watches over 25 red maples.", "480", "not_mentioned"),
    ("They planted 510 red maples last year.", "480", "not_mentioned"),
    ("In 2019, they planted 510 red maples.", "480", "not_mentioned"),
    ("They planted 510 of the red maples.", "480", "not_mentioned"),
    ("The rival town planted 510 red maples.", "480", "not_mentioned"),
    ("Some say that Hamburg planted 510 red maples.", "480", "not_mentioned"),
    ("They planted 510 red maples. They planted 480 red maples.", "480", "repeated"),
    ("They planted 510 red maples. They planted 520 red maples.", "480", "not_mentioned"),
    ("They bought 480 cars.", "480", "not_mentioned"),
    ("They planted 480 in all.", "480", "ambiguous"),
    ("The lime trees and red maples: 480 were planted.", "480", "ambiguous"),
    ("They planted 480 lime trees.", "480", "not_mentioned"),
    ("The red maples cost $480.", "480", "not_mentioned"),
    ("Of the red maples, 460 were planted in spring.", "480", "not_mentioned"),
    ("It went well. Of the red maples, 460 were planted.", "480", "not_mentioned"),
    ("They planted the red maples.", "480", "not_mentioned"),
]


@pytest.mark.parametrize(("prose", "cell", "outcome"), ONE)
def test_what_the_prose_says_of_a_figure(prose: str, cell: str, outcome: str) -> None:
    assert outcomes(prose)[cell] == outcome


def test_a_list_is_read_with_what_leads_to_it() -> None:
    assert outcomes("The red maples:\n\n- 480 planted\n- 7 tonnes in all\n") == {
        "~700": "not_mentioned",
        "5 kg": "not_mentioned",
        "480": "repeated",
        "7 tonnes": "repeated",
        "86 million": "not_mentioned",
    }


def test_without_prose_nothing_is_said() -> None:
    read = held("")
    assert (read.mentions, read.figures, dict(read.in_prose)) == ((), (), {})


def test_prose_without_a_number_mentions_nothing() -> None:
    assert set(outcomes("They planted trees.").values()) == {"not_mentioned"}


def test_a_figure_in_two_tables_is_repeated_in_both() -> None:
    twice = f"{TABLE}\n{TABLE}"
    found = held("They planted 480 red maples.", twice)
    assert [item.outcome for item in found.matches] == ["repeated", "repeated"]


def test_a_label_within_another_is_named_by_its_words() -> None:
    table = "\n| What | Count |\n| --- | --- |\n| Visitors | 480 |\n| Visitors from abroad | 700 |\n| Staff | 12 |\n"
    assert outcomes("The museum had 480 visitors.", table)["480"] == "repeated"
    assert outcomes("The museum had 700 visitors from abroad.", table)["700"] == "repeated"
    assert outcomes("The museum had 700 visitors.", table)["700"] == "ambiguous"


MUSEUM = """
## Visitors and staff of the museum

| Item | Number |
| --- | --- |
| Visitors | 1,241,318 |
| Paintings | 5,300 |
| Employees | 640 |
| Ticket sales | €18.6 million |
| Exhibition space | 12,400 m² |
| Share of foreign visitors | 31% |
"""
NO_DIFFERENCE = [
    "The museum bought 40 paintings at auction.",
    "The museum has 3 floors for paintings.",
    "A guard watches over 25 paintings in the museum.",
    "Restorers worked on 85 paintings of the museum.",
    "Some 300 employees of the museum work in shifts.",
    "The museum dismissed 15 employees.",
    "The exhibition space in the cellar is 800 square metres.",
    "A new exhibition space of 3,000 square metres opens soon.",
    "Ticket sales online brought in €4 million.",
    "The share of foreign visitors in summer was 45%.",
    "Among the museum's visitors, 12% were children.",
    "Each of the museum's paintings is seen by 800 visitors.",
    "The museum could show 7,000 paintings with more exhibition space.",
    "Half of the museum's 5,900 paintings are in store.",
    "The museum's paintings weigh 900 kg.",
]
DIFFERENCE = [
    "The museum has 5,900 paintings.",
    "Ticket sales amounted to €16.8 million.",
    "The share of foreign visitors is 13%.",
    "The museum counts 604 employees.",
]


@pytest.mark.parametrize("prose", NO_DIFFERENCE)
def test_what_counts_something_else_is_no_difference(prose: str) -> None:
    assert set(outcomes(prose, MUSEUM).values()) == {"not_mentioned"}


@pytest.mark.parametrize("prose", DIFFERENCE)
def test_what_counts_the_same_is_a_candidate(prose: str) -> None:
    assert set(outcomes(prose, MUSEUM).values()) == {"not_mentioned", "differs_candidate"}


def test_of_two_columns_the_one_that_fits() -> None:
    table = "\n| What | 2023 | 2024 |\n| --- | --- | --- |\n| Passengers | 1,804,000 | 1,883,000 |\n"
    prose = "The line carried {} passengers."
    assert outcomes(prose.format("1.8 million"), table) == {"1,804,000": "rounded", "1,883,000": "not_mentioned"}
    assert outcomes(prose.format("over 1.7 million"), table) == {
        "1,804,000": "not_mentioned",
        "1,883,000": "not_mentioned",
    }
    assert outcomes(prose.format("1.2 million"), table) == {"1,804,000": "not_mentioned", "1,883,000": "not_mentioned"}


def test_an_unnamed_dollar_is_one_within_a_document() -> None:
    table = "\n| Ticket | Price |\n| --- | --- |\n| Adult | $12.50 |\n| Child | $6 |\n"
    assert outcomes("An adult pays $12.50.", table, locale=None, language=None)["$12.50"] == "repeated"


def test_a_year_in_a_header_tells_columns_apart() -> None:
    table = "\n| Kind | 2019 | 2020 |\n| --- | --- | --- |\n| Limes | 700 | 480 |\n"
    assert outcomes("In 2020 there were 480 limes here.", table)["480"] == "repeated"
    assert outcomes("In 2019 there were 480 limes here.", table)["480"] == "not_mentioned"


LANGUAGES = [
    ("de", "Bäume", "1.200", "Es gibt hier 1.200 Bäume."),
    ("fr", "Tilleuls", "1 200", "Il y a 1 200 tilleuls ici."),
    ("es", "Tilos", "1.200", "La ciudad plantó 1.200 tilos."),
]


@pytest.mark.parametrize(("locale", "label", "number", "prose"), LANGUAGES)
def test_other_languages(locale: str, label: str, number: str, prose: str) -> None:
    table = f"\n| A | B |\n| --- | --- |\n| {label} | {number} |\n| xyz | 480 |\n"
    assert outcomes(prose, table, locale=locale, language=locale) == {number: "repeated", "480": "not_mentioned"}


NUMBERS = st.integers(2, 10**9)
KINDS = ("lime trees", "red maples", "green houses", "tall towers")


@given(st.lists(NUMBERS, min_size=4, max_size=4, unique=True), st.permutations(range(4)))
def test_what_is_said_in_the_words_of_a_row_goes_to_no_other(numbers: list[int], order: list[int]) -> None:
    rows = "\n".join(f"| {kind} | {number:,} |" for kind, number in zip(KINDS, numbers, strict=True))
    prose = " ".join(f"There were {numbers[place]:,} {KINDS[row]}." for row, place in enumerate(order))
    found = held(prose, f"\n| Kind | Count |\n| --- | --- |\n{rows}\n")
    for item in found.matches:
        row = item.figure.row[1] - 1
        assert item.relation != "equal" or order[row] == row
    repeated = {name for name, outcome in found.in_prose.items() if outcome == "repeated"}
    assert {figure.row[1] - 1 for figure in found.figures if figure.figure_id in repeated} == {
        row for row, place in enumerate(order) if row == place
    }


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_no_prose_is_too_odd(text: str) -> None:
    found = held(f"xyz {text}")
    assert set(found.in_prose) == {figure.figure_id for figure in found.figures}


def test_a_word_of_the_caption_names_the_column_that_has_it() -> None:
    rows = "| Riverside | 275 | 880 |\n| St Anne | 420 | 1,350 |\n"
    table = f"\n## Hospital beds\n\n| Hospital | Beds | Staff |\n| --- | --- | --- |\n{rows}"
    found = outcomes("Riverside has 257 beds.", table)
    assert found == {
        "275": "differs_candidate",
        "880": "not_mentioned",
        "420": "not_mentioned",
        "1,350": "not_mentioned",
    }
