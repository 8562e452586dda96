"""What a table states for its bare numbers: headers of several levels, row labels, columns of units, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.normalise.headerunit import header_unit
from pipeline.normalise.tables import read_tables
from pipeline.source import Column
from tests.builders import document, entry, source, table

if TYPE_CHECKING:
    from pipeline.normalise.reading import Reading

UNKNOWN = "unknown"
HEADERS = [
    ("US$ m", "en", "1000000 USD"),
    ("EUR million", "en", "1000000 EUR"),
    ("£m", "en", "1000000 GBP"),
    ("$bn", "en", "1000000000 USD"),
    ("Revenue $m", "en", "1000000 USD"),
    ("Revenue US$ million", "en", "1000000 USD"),
    ("Turnover – £m", "en", "1000000 GBP"),
    ("Turnover: €bn", "en", "1000000000 EUR"),
    ("Amount USD", "en", "1 USD"),
    ("GDP (B USD)", "en", "1000000000 USD"),
    ("GDP (USD Trillion)", "en", "1000000000000 USD"),
    ("Revenue (USDm)", "en", "1000000 USD"),
    ("Revenue (EURbn)", "en", "1000000000 EUR"),
    ("Price ($K)", "en", "1000 USD"),
    ("Change (bps)", "en", "1 unknown"),
    ("Weight (kg/lb)", "en", "?"),
    ("% Vaccinated (≥1 dose)", "en", "1 %"),
    ("Doses per 100 people", "en", "1 unknown"),
    ("Thousand tonnes", "en", "1000 t"),
    ("Thousands of people", "en", "1000 unknown"),
    ("Traffic (million passengers)", "en", "1000000 unknown"),
    ("Cases per million", "en", "1 unknown"),
    ("Cases per 100k", "en", "1 unknown"),
    ("Cases/100,000", "en", "1 unknown"),
    ("Thousand Oaks", "en", "1000 unknown"),
    ("Vote ALL", "en", None),
    ("Cost, £'000s", "en", "1000 GBP"),
    ("Cost (£000)", "en", "1000 GBP"),
    ("Population ('000)", "en", "1000 1"),
    ("Output ('000 tonnes)", "en", "1000 t"),
    ("Harvest (million t)", "en", "1000000 t"),
    ("Revenue (in millions of US dollars)", "en", "1000000 USD"),
    ("Revenue (€ m, restated)", "en", "1000000 EUR"),
    ("Revenue (restated) (€ m)", "en", "1000000 EUR"),
    ("GDP, current prices (US$ billion)", "en", "1000000000 USD"),
    ("Revenue (k€)", "en", "1000 EUR"),
    ("Revenue (MEUR)", "en", "1000000 EUR"),
    ("Umsatz (TEUR)", "de", "1000 EUR"),
    ("Umsatz in T€", "de", "1000 EUR"),
    ("Umsatz in 1000 €", "de", "1000 EUR"),
    ("Umsatz (Mio. €)", "de", "1000000 EUR"),
    ("Einwohner (in 1.000)", "de", "1000 1"),
    ("Einwohner (in Tsd.)", "de", "1000 1"),
    ("Recettes (en millions d'euros)", "fr", "1000000 EUR"),
    ("Dépenses (milliers d'euros)", "fr", "1000 EUR"),
    ("Population (en milliers)", "fr", "1000 1"),
    ("Habitantes (miles)", "es", "1000 1"),
    ("Gasto (miles de euros)", "es", "1000 EUR"),
    ("Distance (miles)", "en", "1 [mi_i]"),
    ("Change, pp", "en", "1 %"),
    ("Per cent of voters", "en", "1 %"),
    ("Percentage point change", "en", "1 %"),
    ("Pourcentage d'élèves", "fr", "1 %"),
    ("Debt (% of GDP)", "en", "1 %"),
    ("Storage / GB", "en", "1 GBy"),
    ("Speed (km/h)", "en", "1 km/h"),
    ("Price (¥)", "en", "1 unknown"),
    ("Cost (Rs crore)", "en", "10000000 unknown"),
    ("Deaths per 100,000", "en", "1 unknown"),
    ("Births per 1,000 people", "en", "1 unknown"),
    ("People per km²", "en", "1 unknown"),
    ("Height (m)", "en", "1 m"),
    ("Rain (mm)", "en", "1 mm"),
    ("Mass (t)", "en", "1 t"),
    ("Sales (t)", "en", "?"),
    ("Floor space m²", "en", "1 m2"),
    ("Demand MWh", "en", "1 MW.h"),
    ("Inflow m³/s", "en", "1 m3/s"),
    ("Debt as % of income", "en", "1 %"),
    ("Depth, m (ft)", "en", "?"),
    ("Load, kg (lb)", "en", "?"),
    ("Route in km (miles)", "en", "?"),
    ("Price, US$ (€)", "en", "?"),
    ("Vitamin C (mg)", "en", "1 mg"),
    ("Change on year (%)", "en", "1 %"),
    ("Smokers, n (%)", "en", "?"),
    ("No. (%)", "en", "?"),
    ("Anzahl (%)", "de", "?"),
    ("Spending ($, thousands)", "en", "1000 USD"),
    ("Spending ($ in thousands)", "en", "1000 USD"),
    ("Spending (dollars in billions)", "en", "1000000000 USD"),
    ("Spending US$ (millions)", "en", "1000000 USD"),
    ("Spending EUR m", "en", "1000000 EUR"),
    ("Spending million EUR", "en", "1000000 EUR"),
    ("Outlay (Rs. in crore)", "en", "10000000 unknown"),
    ("Outlay (₹ in lakhs)", "en", "100000 INR"),
    ("Outlay (₹ lac)", "en", "100000 INR"),
    ("₹ Cr", "en", "10000000 INR"),
    ("Rs lakh", "en", "100000 unknown"),
    ("Outlay (RMB'000)", "en", "1000 CNY"),
    ("Flock (x1000)", "en", "1000 1"),
    ("Flock (× 1,000)", "en", "1000 1"),
    ("Flock (10³)", "en", "1000 1"),
    ("Cells (×10⁹ per drop)", "en", "?"),
    ("Pledges (gold thalers, millions)", "en", "1000000 unknown"),
    ("Pledges (gold, millions, net)", "en", "1000000 1"),
    ("Towns (over 1 million)", "en", None),
    ("Fare (US$/km)", "en", "1 unknown"),
    ("£m unless stated", "en", "1000000 GBP"),
    ("€ million, restated", "en", "1000000 EUR"),
    ("Miles de euros", "es", "1000 EUR"),
    ("En k€", "fr", "1000 EUR"),
    ("Milliers d'euros", "fr", "1000 EUR"),
    ("30/06/2024", "en", None),
    ("2023/24", "en", None),
    ("Score (out of 10)", "en", None),
    ("Bit Number(s)", "en", "1 unknown"),
    ("Time(s)", "en", "1 unknown"),
    ("Time (s)", "en", "1 s"),
    ("Size(TB)", "en", "1 TBy"),
    ("Time (m)", "en", "?"),
    ("Revenue (mm)", "en", "?"),
    ("Output (1,000 tonnes)", "en", "?"),
    ("Revenue (T€)", "en", "?"),
    ("Born (place)", "en", None),
    ("Sales (UK)", "en", None),
    ("Sales (est.)", "en", None),
    ("Population (people)", "en", None),
    ("Min", "en", None),
    ("Day", "en", None),
    ("GB", "en", None),
    ("Goals per game", "en", None),
    ("Percentile", "en", None),
    ("Index (2015 = 100)", "en", None),
    ("2024", "en", None),
]


@pytest.mark.parametrize(("header", "locale", "expected"), HEADERS)
def test_what_a_label_states(header: str, locale: str, expected: str | None) -> None:
    stated = header_unit(header, None, locale)
    if stated is None or stated.one is None:
        assert expected == (None if stated is None else "?")
    else:
        assert f"{stated.one.value} {stated.one.unit or UNKNOWN}" == expected


def told(reading: Reading) -> str:
    """Value, unit and issue of a cell: "300 TBy", "12 unknown !unit-unknown", "!value-ambiguous", or its date."""
    quantity, issue = reading.quantity, f"!{reading.issue}" if reading.issue else ""
    if reading.date is not None:
        return f"{reading.date.edtf} {issue}".strip()
    if quantity is None or quantity.value is None or reading.status == "unreadable":
        return issue or "-"
    return f"{quantity.value.normalize():f} {quantity.unit or UNKNOWN} {issue}".strip()


def columns_of(text: str, locale: str | None, media_type: str = "text/markdown") -> list[list[str]]:
    """What each cell of a document's table was read as, column by column, the first column left out."""
    (found,), _faults = read_tables(document(text, media_type), source(locale=locale))
    return [[told(row[index]) for row in found.readings] for index in range(1, len(found.columns))]


COLUMNS = [
    ("Size (TB)", ["300 TB", "500 GB", "30 kg"], ["300 TBy", "500 GBy", "30 kg !unit-contradicts-header"]),
    ("Revenue, € bn", ["€1.2bn", "3.4"], ["1200000000 EUR", "3400000000 EUR"]),
    ("Revenue, € bn", ["€500m", "3.4"], ["500000000 EUR !unit-contradicts-header", "3400000000 EUR"]),
    ("Revenue (€ m)", ["€12.5", "3.4", "$3"], ["12500000 EUR", "3400000 EUR", "3 USD !unit-contradicts-header"]),
    ("Revenue (in millions)", ["$1,234", "567"], ["1234000000 USD", "567000000 1"]),
    ("Budget (US$ m)", ["$12,500,000", "7.5"], ["!value-ambiguous", "7500000 USD"]),
    ("Visitors (thousands)", ["1.2 million", "860"], ["!value-ambiguous", "860000 1"]),
    ("Visitors (thousands)", ["1.2 thousand", "860"], ["1200 1", "860000 1"]),
    ("Visitors (thousands)", ["12%", "860"], ["12 % !unit-contradicts-header", "860000 1"]),
    ("Output (million t)", ["12 t", "7.5", "12 kg"], ["!value-ambiguous", "7500000 t", "12 kg"]),
    ("Price (¥)", ["12,500", "3"], ["12500 unknown !unit-unknown", "3 unknown !unit-unknown"]),
    ("Date", ["03/04/2025", "25/06/2025"], ["2025-04-03", "2025-06-25"]),
    ("Date", ["03/04/2025", "06/25/2025"], ["2025-03-04", "2025-06-25"]),
    ("Date", ["03/04/2025", "05/06/2025"], ["!value-ambiguous", "!value-ambiguous"]),
    ("Date", ["03/04/2025", "25/06/2025", "06/25/2025"], ["!value-ambiguous", "2025-06-25", "2025-06-25"]),
    ("Date (d/m/y)", ["03/04/2025", "05/06/2025"], ["2025-04-03", "2025-06-05"]),
    ("Date (mm/dd/yyyy)", ["03/04/2025", "05/06/2025"], ["2025-03-04", "2025-05-06"]),
    ("Tag (TT.MM.JJJJ)", ["03.04.2025", "05.06.2025"], ["2025-04-03", "2025-06-05"]),
    (
        "Date (d/m/y)",
        ["03/04/2025", "06/25/2025"],
        ["!value-ambiguous", "2025-06-25 !unit-contradicts-header"],
    ),
]


@pytest.mark.parametrize(("header", "cells", "expected"), COLUMNS)
def test_cells_below_a_header_that_states_something(header: str, cells: list[str], expected: list[str]) -> None:
    assert columns_of(table(f"Item | {header}", *(f"x | {cell}" for cell in cells)), "en") == [expected]


def test_a_locale_with_an_order_yields_to_what_the_header_says() -> None:
    text = table("Item | Date (mm/dd/yyyy)", "x | 03/04/2025", "y | 05/06/2025")
    assert columns_of(text, "de") == [["2025-03-04", "2025-05-06"]]


BESIDE = [
    ((" | Value", "Size (TB) | 300", "Share, % | 99.6", "Staff | 3"), [["300 TBy", "99.6 %", "3 1"]]),
    ((" | Value", "Cost (US$ m) | 12.5", "of which cloud | 5"), [["12500000 USD", "5 1"]]),
    ((" | Value", "Height (m) | 324", "Viewers (m) | 5"), [["324 m", "!value-ambiguous"]]),
    (
        (" | MAE | R² Score", "GDP (Billion USD) | 39.35 | -0.116", "Inflation (%) | 7.25 | -0.528"),
        [["39350000000 USD", "7.25 %"], ["!value-ambiguous", "!value-ambiguous"]],
    ),
    ((" | Laps", "Hamilton (GB) | 12", "Perez (MX) | 13"), [["12 unknown !unit-unknown", "13 1"]]),
    (("BP, mm Hg | Visit", "120/80 | 1"), [["1 1"]]),
    (
        ("Trait | Drug | Placebo | P", "Age, years | 61 | 62 | 0.98", "Smokers, n (%) | 20 | 0 | 0.6"),
        [["61 a", "!value-ambiguous"], ["62 a", "!value-ambiguous"], ["0.98 1", "0.6 1"]],
    ),
    (
        (" | Note | 2024 | Change | Change (%)", "Revenue (€ m) | 3 | 12.5 | 2.5 | 25", "Staff | 4 | 310 | 31 | 10"),
        [["3 1", "4 1"], ["12500000 EUR", "310 1"], ["!value-ambiguous", "31 1"], ["25 %", "10 %"]],
    ),
    (
        ("Metric | Unit | Value", "Size | TB | 300", "Tracks | million | 86", "Cost | US$ m | 12.5", "Index | – | 101"),
        [["-"] * 4, ["300 TBy", "86000000 1", "12500000 USD", "101 1"]],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), BESIDE)
def test_what_stands_beside_a_number(rows: tuple[str, ...], expected: list[list[str]]) -> None:
    assert columns_of(table(*rows), "en") == expected


CORNERS = [
    (
        ("£m | 2024", "**Sales** | **1.5**", "Debt/EBITDA | 1.5", "Staff on average | 40"),
        ["1500000 GBP", *["!value-ambiguous"] * 2],
    ),
    (("En k€ | 31/12/2024", "Ventes | 12"), ["12000 EUR"]),
    (("$ million | 2023 | 2024", "Sales | 1.5 | 2", "Cost | 1 | 1"), ["1500000 USD", "1000000 USD"]),
    (("In thousands of euros | 2024 | Change (%)", "Sales | 1.5 | 2"), ["1500 EUR"]),
    (("€ m | 2024", "Sales | 12", "EPS | 1.5", "Number of shops | 40"), ["12000000 EUR", *["!value-ambiguous"] * 2]),
    (
        ("€ m | 2024", "Sales | 12", "Earnings per share: | ", "– basic | 1.5", "– diluted | 1.4"),
        ["12000000 EUR", "-", *["!value-ambiguous"] * 2],
    ),
    (("£m | Turnover | Employees", "North | 1.5 | 30", "South | 2 | 40"), ["1500000 GBP", "2000000 GBP"]),
    (("Income ($000) | Households", "Under 10 | 20", "10 to 20 | 30"), ["20 1", "30 1"]),
    (("Age group (years) | Men", "All | 20", "Under 5 | 3"), ["20 1", "3 1"]),
    (("Town (in thousands) | People", "Ems | 9.3"), ["9300 1"]),
]


@pytest.mark.parametrize(("rows", "expected"), CORNERS)
def test_what_the_header_of_the_labels_states(rows: tuple[str, ...], expected: list[str]) -> None:
    assert columns_of(table(*rows), "en")[0] == expected


def test_money_in_the_corner_is_not_what_people_are_counted_in() -> None:
    text = table("£m | Turnover | Employees", "North | 1.5 | 30")
    assert columns_of(text, "en") == [["1500000 GBP"], ["!value-ambiguous"]]


CAPTIONS = [
    (
        "Jobs (thousands of people)",
        ("Branch | 2023 | 2024", "a | 1 | 2"),
        [["1000 unknown !unit-unknown"], ["2000 unknown !unit-unknown"]],
    ),
    ("Patients, n (%)", ("Group | 2023 | 2024", "a | 1 | 2"), [["!value-ambiguous"], ["!value-ambiguous"]]),
    (
        "£m unless stated",
        ("Item | 2024 | Change", "Sales | 1.5 | 5.7%", "EPS (p) | 21 | 3%"),
        [["1500000 GBP", "!value-ambiguous"], ["5.7 %", "3 %"]],
    ),
    ("Sales (€ m)", ("Firm | Q1 FY24 | FY23", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Sales (€ m)", ("Firm | 31 Dec 2024 | Dec. 31, 2023", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Sales (€ m)", ("Firm | Dec-24 | 31.12.2023", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Sales (€ m)", ("Firm | 1H24 | 2023 (restated)", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Sales (€ m)", ("Firm | Top 10 | 2023", "a | 1 | 2"), [["!value-ambiguous"], ["!value-ambiguous"]]),
    (
        "Income (in millions of euros, except per share data)",
        ("Item | 2023 | 2024", "Sales | 1 | 2", "Profit per share | 1.7 | 2.1"),
        [["1000000 EUR", "!value-ambiguous"], ["2000000 EUR", "!value-ambiguous"]],
    ),
    ("Revenue in millions of euros", ("Firm | 2023 | 2024", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Visitors (in thousands)", ("Rank | Town | Total", "1 | a | 12.5"), [["-"], ["12500 1"]]),
    ("All figures in € million", ("Firm | Sales | Cost", "a | 1 | 2"), [["1000000 EUR"], ["2000000 EUR"]]),
    ("Sales (€ m) and staff", ("Firm | Sales | Staff", "a | 1 | 2"), [["!value-ambiguous"], ["!value-ambiguous"]]),
    ("Sales (€ m)", ("Firm | 2024 | Change (%)", "a | 1.5 | 2"), [["1500000 EUR"], ["2 %"]]),
    ("Trees in numbers", ("Kind | Planted | Cost", "a | 1 | 2"), [["1 1"], ["2 1"]]),
    ("Firms in Germany (2024)", ("Firm | Sales | Cost", "a | 1 | 2"), [["1 1"], ["2 1"]]),
    ("A trip in 80 days", ("Town | Dry | Wet", "a | 1 | 2"), [["1 1"], ["2 1"]]),
]


@pytest.mark.parametrize(("caption", "rows", "expected"), CAPTIONS)
def test_what_a_caption_states(caption: str, rows: tuple[str, ...], expected: list[list[str]]) -> None:
    assert columns_of(table(*rows, caption=caption), "en") == expected


LEVELS = """<table><thead>
<tr><th rowspan=2>Firm</th><th colspan=2>In € m</th><th>Area</th><th>People</th></tr>
<tr><th>Sales</th><th>Margin (%)</th><th>km²</th><th>thousands</th></tr></thead>
<tr><td>a</td><td>12.5</td><td>4</td><td>141</td><td>331.9</td></tr></table>"""


def test_headers_of_several_levels() -> None:
    assert columns_of(LEVELS, "en", "text/html") == [["12500000 EUR"], ["4 %"], ["141 km2"], ["331900 1"]]


BELOW = """<table><thead><tr><th>Lake</th><th>Depth</th><th>Sales</th></tr>
<tr><th></th><th>(m)</th><th>(m)</th></tr></thead><tr><td>a</td><td>12.5</td><td>4</td></tr></table>"""


def test_the_unit_below_a_label_is_a_unit_of_its_kind() -> None:
    assert columns_of(BELOW, "en", "text/html") == [["12.5 m"], ["!value-ambiguous"]]


ACROSS = """<table><thead><tr><th colspan=3>{}</th></tr><tr><th>Firm</th><th>{}</th><th>{}</th></tr></thead>
<tr><td>a</td><td>12.5</td><td>4</td></tr></table>"""


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("Sales in € m", "2023", "2024"), [["12500000 EUR"], ["4000000 EUR"]]),
        (("Sales (€ m) and staff", "Sales", "Staff"), [["!value-ambiguous"], ["!value-ambiguous"]]),
        (("All figures in € m", "Sales", "Margin (%)"), [["12500000 EUR"], ["4 %"]]),
        (("Firms", "Sales", "Staff"), [["12.5 1"], ["4 1"]]),
    ],
)
def test_a_header_across_the_table_is_its_title(headers: tuple[str, str, str], expected: list[list[str]]) -> None:
    assert columns_of(ACROSS.format(*headers), "en", "text/html") == expected


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (table("Item | Cost (€ m)", "a | 1.5"), ["unit_from_header", "scale_from_header"]),
        (table("Item | Value", "Cost (€ m) | 1.5"), ["unit_from_row", "scale_from_row"]),
        (table("Item | Unit | Value", "Cost | € m | 1.5"), ["unit_from_row", "scale_from_row"]),
        (table("Item | Value", "a | 1.5", caption="Cost in € m"), ["unit_from_caption", "scale_from_caption"]),
        (table("Item | Value", "a | €1.5", caption="Cost in € m"), ["scale_from_caption"]),
    ],
)
def test_a_figure_says_where_its_unit_is_from(text: str, flags: list[str]) -> None:
    (found,), _faults = read_tables(document(text), source(locale="en"))
    quantity = found.readings[0][-1].quantity
    assert quantity is not None
    assert (str(quantity.value), quantity.unit, list(quantity.flags)) == ("1500000.0", "EUR", flags)


def test_a_caption_in_per_cent_counts_for_shares_too() -> None:
    text = table("Town | Share | Change", "a | 12.5 | 1.5", caption="All figures in %")
    assert columns_of(text, "en") == [["12.5 %"], ["1.5 %"]]


@pytest.mark.parametrize(("unit", "expected"), [("1", "5 1"), ("firms", "5 unknown"), ("$ m", "5000000 USD")])
def test_the_curator_has_the_last_word(unit: str, expected: str) -> None:
    declared = entry(Column("n", "quantity", header="N", unit=unit))
    text = table("Firm | N", "a | 5", caption="Sales in millions of euros")
    (found,), _faults = read_tables(document(text), source(locale="en", tables=(declared,)))
    assert told(found.readings[0][1]).removesuffix(" !unit-unknown") == expected
