"""The units of data/units.json by their spellings: UCUM code and dimension, and the dimension of a code.

Symbols are exact; a word of four letters or more is no symbol, and its case carries nothing.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Any

from pipeline.normalise.grammar.units.moneylist import CURRENCIES
from pipeline.normalise.grammar.wordlist import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE = read_table("units")
# "Mb" is written for megabits and for megabytes, "bps" for bits and for basis points, "ton" for three masses.
AMBIGUOUS = frozenset(_TABLE["ambiguous"])
POINTS = tuple(_TABLE["percentage_points"])


def _spellings(row: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    code, dimension, symbols, words = row["code"], row["dimension"], row.get("symbols", []), row.get("words", [])
    found = dict.fromkeys([*symbols, *words], (code, dimension))
    for prefix in row.get("prefixes", []):
        name, ucum = _TABLE["prefixes"][prefix]
        found |= {prefix + symbol: (ucum + code, dimension) for symbol in symbols}
        found |= {name + word: (ucum + code, dimension) for word in words}
    return found


def _emitted() -> dict[str, tuple[str, str]]:
    """Masses of a gas in one word or two ("GtCO2", "g CO₂"); of carbon in one only."""
    masses, gases = _TABLE["emitted"]["masses"], _TABLE["emitted"]["gases"]
    apart = {f"{mass}{gap}{gas}": (mass, "mass") for mass in masses for gap in ("", " ") for gas in gases}
    return {spelling: unit for spelling, unit in apart.items() if not spelling.endswith(" C")}


SYMBOLS: dict[str, tuple[str, str]] = _emitted() | {
    spelling: unit for row in _TABLE["units"] for spelling, unit in _spellings(row).items()
}
WORDS = {spelling.lower(): unit for spelling, unit in SYMBOLS.items() if len(spelling) > 3 and "/" not in spelling}
FRENCH = {f"{prefix}o": (f"{ucum}By", "information") for prefix, ucum in zip("kMGTP", "kMGTP", strict=True)}
_CODES: dict[str, str] = dict(SYMBOLS.values()) | {"1": "count"}
_POWER = re.compile(r"([A-Za-z]+|\[[^\]]+\])(-?[1-9]?)")
_RAISED = {("length", "2"): "area", ("length", "3"): "volume"}
_DERIVED = {
    ("information", "time"): "information_rate",
    ("length", "time"): "speed",
    ("mass", "volume"): "density",
    ("volume", "time"): "volume_rate",
    ("mass", "time"): "mass_rate",
    ("energy", "time"): "power",
    ("factor", "time"): "frequency",
    ("luminous_intensity", "area"): "luminance",
}


def dimension_of(code: str) -> str | None:
    """The dimension of a code that this project writes: "information" for "TBy", "currency" for "EUR", else None."""
    if code in _CODES:
        return _CODES[code]
    if code in CURRENCIES:
        return "currency"
    above, *below = code.split("/")
    found = [_product_of(above), *(_product_of(one) for one in below)]
    if None in found:
        return None
    return reduce(quotient, filter(None, found))


def _product_of(code: str) -> str | None:
    """The dimension of units joined by points, each with its power: "force_times_length" for "N.m2"."""
    if code in _CODES:
        return _CODES[code]
    dimensions = [_power_of(part) for part in code.split(".")]
    return None if None in dimensions else "_times_".join(filter(None, dimensions))


def _power_of(code: str) -> str | None:
    found = _POWER.fullmatch(code)
    atom = _CODES.get(found.group(1)) if found is not None else None
    if found is None or atom is None:
        return None
    power = found.group(2).lstrip("-")
    raised = _RAISED.get((atom, power)) or (atom if power in ("", "1") else f"{atom}_to_{power}")
    return f"per_{raised}" if found.group(2)[:1] == "-" else raised


def quotient(above: str, below: str) -> str:
    """The dimension of one thing per another: "speed" for length and time."""
    return _DERIVED.get((above, below), f"{above}_per_{below}")
