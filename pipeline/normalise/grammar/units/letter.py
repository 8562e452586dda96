"""Letters behind a number that may be a unit, a scale, a plural or a label: decided by what stands around, or open."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.normalise.grammar.numerals.number import Numeral
    from pipeline.normalise.grammar.units.unit import Unit

_METRES = re.compile(r"[ -](?:tall|long|wide|high|deep|thick|across|in (?:height|length|width|diameter|depth))\b")
# With a space these are a unit or a scale ("5 m", "300 K"): the number is kept and the unit left open.
# "2 pm" and "2.30 pm" are times of day; "2.1 pm" is none.
_CLOCK = frozenset(["pm", "am"])
_OPEN_LETTERS = frozenset(["m", "K", "B"])
_GLUED_AMBIGUOUS = frozenset(["m", "M", "K", "B", "T", "b", "t", "A", "N"])
# "38C (100F)" is how news prints degrees; a single digit before the letter is as likely a label.
_GLUED_DEGREES = {"C": "Cel", "F": "[degF]"}
# Glued to a number these may be a scale, a generation or a plural: "5m" is five metres, five million or five minutes.
# From here on "nm" may as well be nautical miles. Bits a second have no sign, so that "−25 bps" are basis points.
_FAR = 1000
_ABBREVIATED = re.compile(r"\.[A-Za-z]")
_PICTURES = frozenset(map(Decimal, (144, 240, 360, 480, 576, 720, 1080, 1440, 2160, 4320)))
_IS = r"(?: (?:is|was|are|of|up to|about|around|some))*:? [0-9][0-9.,]*$"
_LENGTHS = (
    "altitude|breadth|circumference|clearance|depth|diameter|distance|draught|elevation|headroom|height|length|outreach"
    "|perimeter|radius|span|thickness|wavelength|width|wingspan"
)
# What is measured says that the letter is a unit, and no million.
_SIZED = re.compile(rf"\b(?:{_LENGTHS}){_IS}", re.IGNORECASE)
_WARM = re.compile(
    r"temperature|degree|warm|heat|[^a-z]hot|cold|cool|freez|oven|bake|baking|forecast|thermomet|°|[0-9][CF] ?[/(]",
    re.IGNORECASE,
)


def sure_unit(text: str, unit: Unit, numeral: Numeral, end: int, *, unscaled: bool) -> Unit | None:
    """The unit as what follows it decides it: open where a letter may be a scale; None where it may be no unit."""
    if unit.end - len(unit.text) == end and _unsure_if_glued(text, unit, numeral, unscaled):
        return None
    if unit.text in ("p", "P"):
        return unit if _are_pence(text, unit, numeral, end) else None
    if numeral.spelled and unit.text in ("quarter", "quarters"):
        return None
    if unit.text in _CLOCK and numeral.place in (Decimal(1), Decimal("0.01"), None):
        return None
    if unit.text in _OPEN_LETTERS and not _is_long(text, unit):
        return unit._replace(code=None, dimension=None, flags=("ambiguous_unit",))
    if unit.text == "nm" and numeral.place == 1 and numeral.value is not None and numeral.value >= _FAR:
        return unit._replace(code=None, dimension=None, flags=("ambiguous_unit",))
    if unit.text == "bps" and numeral.value is not None and numeral.value < 0:
        return unit._replace(code="10*-4", dimension="percentage_points", flags=())
    if unit.text in _GLUED_DEGREES and unit.end == end + 1:
        if not _is_temperature(text, unit, numeral):
            return None
        return unit._replace(code=_GLUED_DEGREES[unit.text], dimension="temperature", flags=("assumed_unit",))
    return unit


def _is_long(text: str, unit: Unit) -> bool:
    """Does the word behind a number, or before it, say that it is a length: "48m tall", "a height of 48m"?"""
    if _METRES.match(text, unit.end):
        return True
    return _SIZED.search(text[max(0, unit.end - 60) : unit.end].rstrip("m ")) is not None


def _are_pence(text: str, unit: Unit, numeral: Numeral, end: int) -> bool:
    """Is "45p" a price? "p. 45" is a page, "1080p" the height of a picture."""
    glued = unit.text == "p" and unit.end == end + 1 and not _ABBREVIATED.match(text, unit.end)
    return glued and numeral.value not in _PICTURES


def _is_temperature(text: str, unit: Unit, numeral: Numeral) -> bool:
    """Is "38C" a temperature, and no label ("13F")? With decimals, by the words around it, or as a whole cell."""
    if numeral.value is not None and numeral.value < 0:
        # A label has no sign.
        return True
    if numeral.digits is None or (numeral.digits < 2 and numeral.place == 1):
        return False
    start = text.rfind("\n", 0, unit.end) + 1
    if numeral.place == Decimal("0.1") or unit.end == len(text) == numeral.end + 1 == numeral.digits + 1:
        return True
    return bool(_WARM.search(text, max(start, unit.end - 90), min(len(text), unit.end + 40)))


def _unsure_if_glued(text: str, unit: Unit, numeral: Numeral, unscaled: bool) -> bool:
    # "90s" is a decade or a minute and a half; "2.5s" is not. "1.8m" is metres only where something is so tall.
    decade = unit.text == "s" and numeral.place == 1
    metres = unit.text == "m" and _is_long(text, unit)
    return unscaled and bool(decade or (unit.text in _GLUED_AMBIGUOUS and not metres))
