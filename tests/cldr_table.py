"""Write pipeline/normalise/grammar/data/cldr.json: the names of units and currencies in German, French and Spanish.

From CLDR, through babel: the long forms of each unit ("{0} Kilometer"), and the names of each currency in use. What
CLDR does not have (a word without its accent, a plural that nobody counts) stands in EXTRA. Which UCUM code a unit of
CLDR is, UNITS says.
"""

from __future__ import annotations

import json
import re
from typing import Any

from babel import Locale
from babel.numbers import get_territory_currencies

from pipeline.layout import CODE

TABLE = CODE / "normalise" / "grammar" / "data" / "cldr.json"
LANGUAGES = ("de", "fr", "es")
UNITS = {
    "length-kilometer": "km",
    "length-meter": "m",
    "length-decimeter": "dm",
    "length-centimeter": "cm",
    "length-millimeter": "mm",
    "length-micrometer": "um",
    "length-nanometer": "nm",
    "length-mile": "[mi_i]",
    "length-yard": "[yd_i]",
    "length-foot": "[ft_i]",
    "length-inch": "[in_i]",
    "length-light-year": "[ly]",
    "length-nautical-mile": "[nmi_i]",
    "area-square-kilometer": "km2",
    "area-hectare": "har",
    "area-square-meter": "m2",
    "area-square-centimeter": "cm2",
    "area-square-mile": "[mi_i]2",
    "area-square-foot": "[sft_i]",
    "volume-cubic-kilometer": "km3",
    "volume-cubic-meter": "m3",
    "volume-cubic-centimeter": "cm3",
    "volume-hectoliter": "hL",
    "volume-liter": "L",
    "volume-deciliter": "dL",
    "volume-centiliter": "cL",
    "volume-milliliter": "mL",
    "mass-tonne": "t",
    "mass-kilogram": "kg",
    "mass-gram": "g",
    "mass-milligram": "mg",
    "mass-microgram": "ug",
    "digital-petabyte": "PBy",
    "digital-terabyte": "TBy",
    "digital-gigabyte": "GBy",
    "digital-megabyte": "MBy",
    "digital-kilobyte": "kBy",
    "digital-byte": "By",
    "digital-terabit": "Tbit",
    "digital-gigabit": "Gbit",
    "digital-megabit": "Mbit",
    "digital-kilobit": "kbit",
    "digital-bit": "bit",
    "duration-year": "a",
    "duration-month": "mo",
    "duration-week": "wk",
    "duration-day": "d",
    "duration-hour": "h",
    "duration-minute": "min",
    "duration-second": "s",
    "duration-millisecond": "ms",
    "duration-microsecond": "us",
    "duration-nanosecond": "ns",
    "speed-kilometer-per-hour": "km/h",
    "speed-meter-per-second": "m/s",
    "speed-mile-per-hour": "[mi_i]/h",
    "speed-knot": "[kn_i]",
    "temperature-celsius": "Cel",
    "temperature-fahrenheit": "[degF]",
    "temperature-kelvin": "K",
    "power-gigawatt": "GW",
    "power-megawatt": "MW",
    "power-kilowatt": "kW",
    "power-watt": "W",
    "energy-kilowatt-hour": "kW.h",
    "energy-kilojoule": "kJ",
    "energy-joule": "J",
    "energy-kilocalorie": "kcal",
    "electric-ampere": "A",
    "electric-milliampere": "mA",
    "electric-volt": "V",
    "electric-ohm": "Ohm",
    "frequency-gigahertz": "GHz",
    "frequency-megahertz": "MHz",
    "frequency-kilohertz": "kHz",
    "frequency-hertz": "Hz",
    "pressure-bar": "bar",
    "pressure-millibar": "mbar",
    "pressure-hectopascal": "hPa",
    "pressure-pascal": "Pa",
    "concentr-percent": "%",
    "concentr-permille": "[ppth]",
    "light-lumen": "lm",
    "light-lux": "lx",
}
EXTRA: dict[str, dict[str, str]] = {
    "de": {
        "v. h.": "%",
        "v.h.": "%",
        "grad": "?",
        "tagen": "d",
        "monaten": "mo",
        "jahren": "a",
        "tage": "d",
        "std.": "h",
        "stdn.": "h",
        "min.": "min",
        "sek.": "s",
        "metern": "m",
        "kilometern": "km",
        "quadratmetern": "m2",
        "litern": "L",
        "gigawattstunden": "GW.h",
        "megawattstunden": "MW.h",
        "terawattstunden": "TW.h",
        "wattstunden": "W.h",
        "zentner": "?",
        "pfund": "?",
        "morgen": "?",
        "stundenkilometer": "km/h",
        "stundenkilometern": "km/h",
        "qm": "m2",
        "prozentpunkt": "pp",
        "prozentpunkte": "pp",
        "prozentpunkten": "pp",
        "basispunkte": "10*-4",
        "basispunkten": "10*-4",
        "mal": "factor",
        "kilo": "kg",
        "kilos": "kg",
    },
    "fr": {
        "pour cent": "%",
        "pourcent": "%",
        "%": "%",
        "ans": "a",
        "an": "a",
        "années": "a",
        "année": "a",
        "mètres carrés": "m2",
        "degrés": "?",
        "livres": "?",
        "km/heure": "km/h",
        "kilomètres-heure": "km/h",
        "kilomètre-heure": "km/h",
        "points de pourcentage": "pp",
        "point de pourcentage": "pp",
        "points de base": "10*-4",
        "térawattheures": "TW.h",
        "gigawattheures": "GW.h",
        "mégawattheures": "MW.h",
        "kilowattheures": "kW.h",
        "fois": "factor",
        "kilo": "kg",
        "kilos": "kg",
        "pour mille": "[ppth]",
        "hectomètres cubes": "hm3",
    },
    "es": {
        "por ciento": "%",
        "por cien": "%",
        "porciento": "%",
        "grados": "?",
        "libras": "?",
        "puntos porcentuales": "pp",
        "punto porcentual": "pp",
        "puntos básicos": "10*-4",
        "teravatios hora": "TW.h",
        "gigavatios hora": "GW.h",
        "megavatios hora": "MW.h",
        "gigavatios": "GW",
        "megavatios": "MW",
        "kilovatios": "kW",
        "vatios": "W",
        "millas": "[mi_i]",
        "veces": "factor",
        "kilo": "kg",
        "kilos": "kg",
        "por mil": "[ppth]",
        "grados centígrados": "Cel",
        "hectómetros cúbicos": "hm3",
        "hectómetro cúbico": "hm3",
    },
}
MONEY: dict[str, dict[str, str]] = {
    "de": {"us-dollar": "USD", "us-dollars": "USD", "schweizer franken": "CHF", "britische pfund": "GBP"}
    | {"pfund sterling": "GBP", "kanadische dollar": "CAD", "australische dollar": "AUD", "yen": "JPY", "yuan": "CNY"},
    "fr": {"francs suisses": "CHF", "livres sterling": "GBP", "dollars américains": "USD", "dollars canadiens": "CAD"}
    | {"dollars australiens": "AUD", "yens": "JPY", "yuans": "CNY", "roubles russes": "RUB"},
    "es": {"francos suizos": "CHF", "libras esterlinas": "GBP", "dólares estadounidenses": "USD", "yenes": "JPY"}
    | {"dólares canadienses": "CAD", "dólares australianos": "AUD", "pesos mexicanos": "MXN", "yuanes": "CNY"},
}
# Names that several countries' money has: read, with no code.
SHARED = {
    "de": "dollar dollars franken pfund pesos peso rubel rupien kronen krone dinar cent cents",
    "fr": "dollar dollars franc francs livre livres peso pesos rouble roubles roupies couronnes centimes dinar",
    "es": "dólar dólares franco francos libra libras peso pesos rublos rupias coronas corona centavos céntimos dinar",
}
_NAME = re.compile(r"\{0\}[ \u00a0\u202f]?(.+)")


def _units(locale: Any) -> dict[str, str]:
    names: dict[str, str] = {}
    for unit, code in UNITS.items():
        patterns = dict(locale._data["unit_patterns"].get(unit, {}))
        for pattern in dict(patterns.get("long", {})).values():
            found = _NAME.fullmatch(pattern) if isinstance(pattern, str) else None
            if found is not None and not found.group(1).startswith(("pro ", "par ", "por ")):
                names[" ".join(found.group(1).split()).lower()] = code
    return names


def _datives(names: dict[str, str]) -> dict[str, str]:
    """German names with the -n of the dative plural ("in Quadratkilometern"), which CLDR leaves out."""
    return {f"{name}n": code for name, code in names.items() if re.fullmatch(r"[a-zäöü]{5,}(?:er|el|e)", name)}


def _currencies(locale: Any, shared: set[str]) -> dict[str, str]:
    used = {code for land in locale.territories for code in _used(land)} | {"EUR"}
    names: dict[str, str] = {}
    for code in sorted(used):
        plural = dict(locale._data["currency_names_plural"].get(code, {}))
        for name in [locale.currencies.get(code, ""), *plural.values()]:
            if name and name.lower() not in shared and name != code:
                names[name.lower()] = code
    return names


def _used(land: str) -> list[str]:
    return list(get_territory_currencies(land)) if len(land) == 2 else []


def written() -> str:
    """The text of the table as it is generated."""
    table: dict[str, object] = {"source": "CLDR, through babel 2.18, and tests/cldr_table.py"}
    for tongue in LANGUAGES:
        locale, shared = Locale.parse(tongue), set(SHARED[tongue].split())
        units = _units(locale) | EXTRA[tongue]
        table[tongue] = {
            "units": dict(sorted(((_datives(units) if tongue == "de" else {}) | units).items())),
            "currencies": dict(sorted((_currencies(locale, shared) | MONEY[tongue]).items())),
            "shared_currencies": sorted(shared),
        }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(), "utf-8")
