from __future__ import annotations

import pytest

from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.grammar.units.unit import dimension_of
from pipeline.normalise.grammar.units.unitlist import SYMBOLS

KNOWN = [
    ("5", "1", "count"),
    ("300 TB", "TBy", "information"),
    ("300 terabytes", "TBy", "information"),
    ("5GB", "GBy", "information"),
    ("5 KB", "kBy", "information"),
    ("5 KiB", "KiBy", "information"),
    ("5 bytes", "By", "information"),
    ("160 kbps", "kbit/s", "information_rate"),
    ("160 kbit/s", "kbit/s", "information_rate"),
    ("5 Mbps", "Mbit/s", "information_rate"),
    ("5 MB/s", "MBy/s", "information_rate"),
    ("5 megabits per second", "Mbit/s", "information_rate"),
    ("99.9%", "%", "fraction"),
    ("99.9 percent", "%", "fraction"),
    ("99.9 per cent", "%", "fraction"),
    ("5 percentage points", "%", "percentage_points"),
    ("5‰", "[ppth]", "fraction"),
    ("5 km", "km", "length"),
    ("5 miles", "[mi_i]", "length"),
    ("5-mile", "[mi_i]", "length"),
    ("5 km/h", "km/h", "speed"),
    ("5 kilometres per hour", "km/h", "speed"),
    ("5 mph", "[mi_i]/h", "speed"),
    ("5 kg", "kg", "mass"),
    ("5 lb", "[lb_av]", "mass"),
    ("5 °C", "Cel", "temperature"),
    ("5°F", "[degF]", "temperature"),
    ("5 m²", "m2", "area"),
    ("5 square kilometres", "km2", "area"),
    ("5 hectares", "har", "area"),
    ("5 mL", "mL", "volume"),
    ("5 kWh", "kW.h", "energy"),
    ("5 GHz", "GHz", "frequency"),
    ("5 hours", "h", "time"),
    ("5 min", "min", "time"),
    ("5 days", "d", "time"),
    ("5 weeks", "wk", "time"),
    ("5 months", "mo", "time"),
    ("5 Years", "a", "time"),
    ("5 ms", "ms", "time"),
    ("5 mg/L", "mg/L", "density"),
    ("€5", "EUR", "currency"),
    ("5 €", "EUR", "currency"),
    ("5 euros", "EUR", "currency"),
    ("£5", "GBP", "currency"),
    ("US$5", "USD", "currency"),
    ("USD 5", "USD", "currency"),
    ("5 CHF", "CHF", "currency"),
    ("A$5", "AUD", "currency"),
    ("hk $ 5", "HKD", "currency"),
    ("Mex$ 5", "MXN", "currency"),
    ("5 Turkish lira", "TRY", "currency"),
    ("5 zlotys", "PLN", "currency"),
    ("₡5", "CRC", "currency"),
    ("usd 5", "USD", "currency"),
    ("5 MEUR", "EUR", "currency"),
    ("5 USD million", "USD", "currency"),
    ("5 deg C", "Cel", "temperature"),
    ("5 fahrenheit", "[degF]", "temperature"),
    ("5 (kg)", "kg", "mass"),
    ("5 m/s²", "m/s2", "acceleration"),
    ("5 cubic feet", "[cft_i]", "volume"),
    ("5 barrels a day", "[bbl_us]/d", "volume_rate"),
    ("5 eV", "eV", "energy"),
]
UNKNOWN = [
    ("186 million tracks", "tracks"),
    ("5 Mb", "Mb"),
    ("5 bps", "bps"),
    ("5 kt", "kt"),
    ("5 tons", "tons"),
    ("5 pounds", "pounds"),
    ("5 degrees", "degrees"),
    ("5 unique recording codes", "unique recording codes"),
    ("5 km per tank", "km per tank"),
    ("$5 per user", "$ per user"),
    ("$5/user", "$/user"),
    ("¥500", "¥"),
    ("5 gallons", "gallons"),
    ("5 rupees", "rupees"),
    ("50 cents", "cents"),
    ("$5 per kg", "$ per kg"),
    ("€5 a month", "€ a month"),
]


@pytest.mark.parametrize(("text", "unit", "dimension"), KNOWN)
def test_reads_a_unit(text: str, unit: str, dimension: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.unit, quantity.dimension) == (unit, dimension)
    assert dimension_of(unit) == ("fraction" if dimension == "percentage_points" else dimension)


@pytest.mark.parametrize(("text", "unit_text"), UNKNOWN)
def test_an_unknown_unit_is_kept_as_text_and_not_guessed(text: str, unit_text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.unit, quantity.unit_text) == (None, unit_text)


@pytest.mark.parametrize(
    ("text", "locale", "unit", "flags"),
    [
        ("$5", "en", "USD", ("assumed_usd",)),
        ("$5", "en-AU", None, ("ambiguous_currency",)),
        ("$5", "und", None, ("ambiguous_currency",)),
        ("5 dollars", "en", "USD", ("assumed_usd",)),
        ("$5 CAD", "en", "CAD", ()),
        ("¥5", "en", None, ("ambiguous_currency",)),
        ("5 percentage points", "en", "%", ("percentage_points",)),
    ],
)
def test_what_is_assumed_or_ambiguous_is_flagged(
    text: str, locale: str, unit: str | None, flags: tuple[str, ...]
) -> None:
    quantity = parse_quantity(text, locale=locale)
    assert quantity is not None
    assert (quantity.unit, quantity.currency, quantity.flags) == (
        unit,
        unit if quantity.dimension == "currency" else None,
        flags,
    )


@pytest.mark.parametrize("code", ["", "tracks", "kg/", "/s", "kg/tracks", "QQQ", "By/tracks/s"])
def test_an_unknown_code_has_no_dimension(code: str) -> None:
    assert dimension_of(code) is None


def test_a_code_has_one_dimension_however_it_is_written() -> None:
    found: dict[str, set[str | None]] = {}
    for symbol in SYMBOLS:
        for below in ("", "/s", "/h", "/day", "/m²", "/L", "/kg"):
            quantity = parse_quantity(f"5 {symbol}{below}")
            if quantity is not None and quantity.unit not in (None, "%", "1"):
                found.setdefault(str(quantity.unit), set()).add(quantity.dimension)
    assert {code: kinds for code, kinds in found.items() if len(kinds) > 1} == {}
