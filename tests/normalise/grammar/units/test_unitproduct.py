"""Products of units: what science writes with powers below zero, dots and brackets."""

from __future__ import annotations

import pytest

from pipeline.normalise import find_quantities, parse_quantity
from tests.ucum import is_ucum

READ = [
    ("3 km s−1", "km/s", "speed"),
    ("3 km s⁻¹", "km/s", "speed"),
    ("3 km s-1", "km/s", "speed"),
    ("3 km s–1", "km/s", "speed"),
    ("3 km s^-1", "km/s", "speed"),
    ("70 km s−1 Mpc−1", "km/s/Mpc", "speed_per_length"),
    ("5 cm−1", "cm-1", "per_length"),
    ("5 cm⁻³", "cm-3", "per_volume"),
    ("1.2 kg·m⁻³", "kg/m3", "density"),
    ("12 kg·m²/s", "kg.m2/s", "mass_times_area_per_time"),
    ("4186 J/(kg·K)", "J/kg/K", "energy_per_mass_per_temperature"),
    ("5 W m−2 K−1", "W/m2/K", "power_per_area_per_temperature"),
    ("9.8 m·s−2", "m/s2", "acceleration"),
    ("5 kW·h", "kW.h", "energy"),
    ("5 N·m", "N.m", "torque"),
    ("8 µmol m−2 s−1", "umol/m2/s", "amount_per_area_per_time"),
    ("3 mg kg−1 day−1", "mg/kg/d", "mass_per_mass_per_time"),
    ("40 t ha−1 a−1", "t/har/a", "mass_per_area_per_time"),
    ("5 fb−1", "10*15.b-1", "per_area"),
]
NOT_READ = ["0.6 W/m²·K", "5 m−3 m", "5 km foo−1", "3 J/(kg·foo)", "5 km·foo", "12 kW-hour", "5 km-h", "200 lb-ft"]


@pytest.mark.parametrize(("text", "code", "dimension"), READ)
def test_a_product_is_read_whole(text: str, code: str, dimension: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.unit, quantity.dimension) == (code, dimension)
    assert is_ucum(code)
    [mention] = find_quantities(f"It came to {text}, they wrote.")
    assert (mention.quantity.unit, mention.start, mention.end) == (code, 11, 11 + len(text))


@pytest.mark.parametrize("text", NOT_READ)
def test_what_reads_two_ways_or_is_no_unit_has_no_code(text: str) -> None:
    """Least of all is its first unit read alone."""
    quantities = [mention.quantity for mention in find_quantities(f"It came to {text} there.")]
    cell = parse_quantity(text)
    assert all(quantity.unit is None for quantity in quantities + [cell] * (cell is not None) if quantity is not None)


def test_words_with_numbers_behind_a_unit_are_no_product() -> None:
    [mention] = find_quantities("They flew 10 km to F-15 bases.")
    assert mention.quantity.unit == "km"
