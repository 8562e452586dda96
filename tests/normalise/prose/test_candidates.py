"""What is a candidate for a difference: numbers that look like a slip, and what says that they are of other things."""

from __future__ import annotations

import pytest

from pipeline.normalise import parse_quantity
from pipeline.normalise.prose.compare import measured
from pipeline.normalise.prose.slip import slip
from tests.normalise.prose.test_match import held

SLIPS = [
    ("312", "321", 3),
    ("312", "231", 0),
    ("312", "317", 2),
    ("31", "37", 0),
    ("31", "13", 2),
    ("5", "50", 0),
    ("1.2 million", "1.2 billion", 3),
    ("300 TB", "300 GB", 0),
    ("342 TB", "342 GB", 4),
    ("342 TB", "324 GB", 0),
    ("1,847,253", "1,874,253", 7),
    ("1,480", "14,480", 2),
    ("148", "1,148", 2),
    ("14", "114", 0),
    ("6.4%", "4.6%", 2),
    ("2–3", "3", 0),
]


@pytest.mark.parametrize(("one", "other", "digits"), SLIPS)
def test_numbers_that_look_like_a_slip(one: str, other: str, digits: int) -> None:
    first, second = measured(parse_quantity(one)), measured(parse_quantity(other))
    assert first is not None
    assert second is not None
    assert slip(first, second) == slip(second, first) == digits


STORM = """
## Toll of the storm

| Item | Count |
| --- | --- |
| Deaths | 312 |
| Injured people | 1,480 |
| Homes destroyed | 5,200 |
| Displaced families | 8,730 |
| Damage | $4.2 billion |
| Rainfall | 214 mm |
| Unemployment rate | 6.4% |
| Records lost | ~533 million |
"""
VOTE = """
## Results of the election

| Party | Share | Seats |
| --- | --- | --- |
| Greens | 23.4% | 118 |
| Liberals | 31.7% | 162 |
"""
YEARS = """
## Results of the firm

| Metric | 2023 | 2024 |
| --- | --- | --- |
| Revenue | $48.2 billion | $52.7 billion |
| Net profit | $6.1 billion | $5.4 billion |
"""
UNITS = """
## Key figures

| Metric | Value |
| --- | --- |
| Size (TB) | 300 |
| Cost (US$ m) | 12.5 |
| Height (m) | 324 |
"""
FERRIES = """
## Ferries, March 2025

| Kind | March 2024 | March 2025 |
| --- | --- | --- |
| Cancelled crossings | 219 | 194 |
| Atlantic lines | 341 km | 347 km |
| Lorries counted | 81,850 | 83,470 |
"""
SHARES = """
| Department | Volume | Change |
| --- | --- | --- |
| Radiology | 189 TB | −1.4% |
| Cardiology | 76 TB | +2.5% |
"""
LANGUAGES = {
    "de": "\n| Angabe | Wert |\n| --- | --- |\n| Tote | 312 |\n| Schaden | 4,2 Mrd. Euro |\n",
    "fr": "\n| Indicateur | Valeur |\n| --- | --- |\n| Morts | 312 |\n| Blessés | 1 480 |\n",
    "es": "\n| Indicador | Valor |\n| --- | --- |\n| Muertos | 312 |\n| Heridos | 1.480 |\n",
}
CANDIDATES = [
    (STORM, "The storm caused 321 deaths.", "312"),
    (STORM, "The storm caused 350 deaths.", "312"),
    (STORM, "The storm caused 321 deaths, officials said on Friday.", "312"),
    (STORM, "The storm caused 350 deaths, the ministry said.", "312"),
    (STORM, "According to the police, the storm caused 321 deaths.", "312"),
    (STORM, "Officials said on Friday that the storm caused 321 deaths.", "312"),
    (STORM, "The mayor spoke of 321 deaths.", "312"),
    (STORM, "The storm destroyed 2,500 homes.", "5,200"),
    (STORM, "The storm destroyed 5,200 homes and displaced 7,830 families.", "8,730"),
    (STORM, "Damage is put at $2.4 billion.", "$4.2 billion"),
    (STORM, "Damage is put at $4.2 million.", "$4.2 billion"),
    (STORM, "Rainfall reached 214 cm.", "214 mm"),
    (STORM, "Unemployment stands at 4.6%.", "6.4%"),
    (STORM, "It lost 553 million records.", "~533 million"),
    (STORM, "The storm caused 1,480 deaths.", "312"),
    (VOTE, "The Greens won 24.3%.", "23.4%"),
    (VOTE, "The Liberals took 126 seats.", "162"),
    (YEARS, "In 2024 revenue rose to $57.2 billion.", "$52.7 billion"),
    (UNITS, "The cost was $15.2 million.", "12.5"),
    (UNITS, "The cost was $12.5 billion.", "12.5"),
    (UNITS, "The tower has a height of 342 metres.", "324"),
    (STORM, "Of all losses, deaths weigh most: 321 were counted.", "312"),
    (SHARES, "By volume, cardiology comes to 67 TB.", "76 TB"),
    (FERRIES, "There were 149 cancelled crossings in March 2025.", "194"),
    (FERRIES, "In March 2025 there were 84,370 lorries.", "83,470"),
    (SHARES, "Cardiology takes up 67 TB of the volume.", "76 TB"),
    (SHARES, "Radiology has 189 GB.", "189 TB"),
    (LANGUAGES["de"], "Der Sturm forderte 321 Tote.", "312"),
    (LANGUAGES["de"], "Der Schaden liegt bei 2,4 Milliarden Euro.", "4,2 Mrd. Euro"),
    (LANGUAGES["fr"], "La tempête a fait 321 morts.", "312"),
    (LANGUAGES["es"], "La tormenta dejó 321 muertos.", "312"),
]


def differing(table: str, prose: str) -> list[str]:
    locale = next((name for name, other in LANGUAGES.items() if other == table), "en")
    found = held(f"{prose}\n", table, locale=locale, language=locale)
    assert not {item.relation for item in found.matches if item.outcome == "differs_candidate"} - {"disjoint"}
    return [item.figure.printed for item in found.matches if item.outcome == "differs_candidate"]


@pytest.mark.parametrize(("table", "prose", "cell"), CANDIDATES)
def test_a_slip_of_a_figure_is_a_candidate(table: str, prose: str, cell: str) -> None:
    assert differing(table, prose) == [cell]


OTHERS = [
    (STORM, "The storm caused 90 deaths."),
    (STORM, "A flood caused 290 deaths."),
    (STORM, "It displaced 7,830 German families."),
    (STORM, "The storm caused 321 deaths in Hamburg."),
    (STORM, "The storm caused 321 deaths, officials said in May."),
    (STORM, "The storm caused 321 deaths, officials said in 2019."),
    (STORM, "The storm caused 321 deaths, a year after the flood."),
    (STORM, "The storm caused 250 deaths in the north."),
    (STORM, "On Monday alone the storm caused 213 deaths."),
    (STORM, "Without the dam, the storm would have caused 3,120 deaths."),
    (STORM, "A similar storm caused 231 deaths."),
    (STORM, "Until Tuesday, 321 deaths had been confirmed."),
    (STORM, "Among the deaths were 132 children."),
    (STORM, "Deaths among children reached 132."),
    (STORM, "Deaths in the south reached 132."),
    (STORM, "Damage to roads reached $4.2 million."),
    (STORM, "Uninsured damage is put at $2.4 billion."),
    (STORM, "Rainfall in the hills reached 241 mm."),
    (STORM, "Rainfall of 241 mm is normal for August."),
    (STORM, "Volunteers rebuilt 2,500 homes."),
    (STORM, "Power returned to 2,500 homes."),
    (STORM, "Youth unemployment stands at 4.6%."),
    (STORM, "Aid went to 1,840 injured people."),
    (VOTE, "Polls gave the Greens 24.3%."),
    (VOTE, "Among women the Greens won 32.4%."),
    (VOTE, "The Greens won 181 seats in the region."),
    (YEARS, "Revenue from cloud services was $25.7 billion."),
    (YEARS, "Analysts see revenue of $57.2 billion."),
    (YEARS, "In 2022 revenue rose to $57.2 billion."),
    (STORM, "Unlike the flood, the storm caused 321 deaths."),
    (STORM, "Deaths grew by 321."),
    (STORM, "Of the deaths, 213 were in the north."),
    (FERRIES, "On 3 March 2025 there were 149 cancelled crossings."),
    (SHARES, "Radiology lost 1.4%."),
    (SHARES, "Cardiology uses 67 TB of the hospital."),
    (LANGUAGES["de"], "Für den Schaden hat die Stadt 2,4 Mrd. Euro gefordert."),
    (LANGUAGES["fr"], "Il avait demandé 321 morts."),
    (LANGUAGES["es"], "La ciudad pidió 321 muertos."),
    (LANGUAGES["de"], "Bei Unfällen gab es 132 Tote."),
    (LANGUAGES["fr"], "Au nord il y a 132 morts."),
    (LANGUAGES["es"], "En el norte hubo 132 muertos."),
]


@pytest.mark.parametrize(("table", "prose"), OTHERS)
def test_what_is_of_some_or_of_others_is_none(table: str, prose: str) -> None:
    assert differing(table, prose) == []


def test_two_rows_whose_numbers_are_traded_are_both_candidates() -> None:
    table = "\n| Line | Length |\n| --- | --- |\n| Tram lines | 82 km |\n| Bus lanes | 603 km |\n"
    assert sorted(differing(table, "It is 603 km for tram lines, 82 km for bus lanes.")) == ["603 km", "82 km"]
    assert sorted(differing(table, "Tram lines stand at 603 km, bus lanes at 82 km.")) == ["603 km", "82 km"]
    assert differing(table, "It is 82 km for tram lines, 603 km for bus lanes.") == []


HALLS = """
# Halls of the county

| Hall | Tickets | Seats | Income |
| --- | --- | --- | --- |
| Playhouse | 84,200 | 620 | €2.31 million |
| Old Mill | 31,450 | 240 | €640,000 |
| Harbour Stage | 12,900 | 180 | €212,000 |
| Total | 128,550 | 1,040 | €3,162,000 |
"""
GRID = """
| Source | 2023 | 2024 | Growth |
| --- | --- | --- | --- |
| Wind | 5,310 GWh | 6,480 GWh | 22.0% |
| Gas | 4,120 GWh | 3,560 GWh | 13.6% |
| Imports | 1,015 GWh | 1,230 GWh | 21.2% |
"""
VALLEYS = """
| Item | Upper valley | Lower valley |
| --- | --- | --- |
| Houses destroyed | 212 | 1,093 |
| Injured people | 96 | 322 |
"""
FISH = """
| Species | Landed |
| --- | --- |
| Atlantic cod | 517 tonnes |
| Blue mussels | 316 tonnes |
| Artists listed | 448 kg |
"""
TOGETHER = [
    # A number in a row of others is of their column, or of their row.
    (HALLS, "The Playhouse has 620 seats, and there are 420 in the Old Mill.", ["240"]),
    (GRID, "Wind grew by 22.0%, gas by 13.6% and imports by 12.2%.", ["21.2%"]),
    (VALLEYS, "In the upper valley, 212 houses were destroyed; in the lower valley it was 1,039.", ["1,093"]),
    (GRID, "Wind grew by 22.0%, gas by 13.6% and imports by 12.2% in May.", []),
    (HALLS, "The Playhouse has 620 seats, and the Old Mill had 420 more.", []),
    (HALLS, "The Playhouse has 620 seats and the Old Mill 42 lamps.", []),
    # What is said of others of its kind is said of it.
    (HALLS, "A ticket costs €24 in the Playhouse, €18 in the Old Mill and €12 in the Harbour Stage.", []),
    (HALLS, "The Playhouse got €1.32 million from a bank, the Old Mill €460,000.", []),
    # The number of another column, or of one of several that are not named.
    (GRID, "Gas came to 4,120 GWh in 2024.", ["3,560 GWh"]),
    (GRID, "Gas came to 4,120 GWh.", []),
    (GRID, "Wind comes to 4,680 GWh.", ["6,480 GWh"]),
    (HALLS, "The lamps of the Old Mill are 24 in all.", []),
    # The same digits of another money.
    (HALLS, "Income at the Old Mill came to $640,000.", ["€640,000"]),
    (HALLS, "Income at the Old Mill came to $712,000.", []),
    # A part of a name that no other row has, and a number that is very much like its own.
    (FISH, "They brought in 517 kg of cod.", ["517 tonnes"]),
    (FISH, "They brought in 530 kg of cod.", []),
    (FISH, "A list has 448 tonnes.", []),
    # A row whose name stands with another kind of number, where no other row is spoken of.
    (HALLS, "The Old Mill has an income of €640,000 and 260 seats.", ["240"]),
    (HALLS, "The Old Mill needs 420 seats.", []),
]


@pytest.mark.parametrize(("table", "prose", "cells"), TOGETHER)
def test_a_number_is_told_by_what_stands_with_it(table: str, prose: str, cells: list[str]) -> None:
    assert differing(table, prose) == cells


def test_a_number_with_the_words_of_another_row_does_not_state_the_figure() -> None:
    prose = "Tram lines have a length of 603 km. Bus lanes have a length of 82 km."
    table = "\n| Line | Length |\n| --- | --- |\n| Tram lines | 82 km |\n| Bus lanes | 603 km |\n"
    assert sorted(differing(table, prose)) == ["603 km", "82 km"]


def test_the_unit_of_another_number_is_no_name() -> None:
    table = "\n| Plant | Power |\n| --- | --- |\n| Biogas station | 457 MW |\n| Gas turbine | 42 MW |\n"
    assert differing(table, "For the biogas station it is 457 kW, and 42 MW for the gas turbine.") == ["457 MW"]
