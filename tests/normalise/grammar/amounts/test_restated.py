"""An amount that a bracket repeats in another unit is one amount; anything else in a bracket is another one."""

from __future__ import annotations

import pytest

from pipeline.normalise.grammar.quantity import parse_quantity

SAME = [
    ("412 m (1,352 ft)", "412 m"),
    ("190 g (6.7 oz)", "190 g"),
    ("88,100 km2 (34,000 sq mi)", "88100 km2"),
    ("1,064 °C (1,947 °F)", "1064 Cel"),
    ("310 K (37 °C)", "310 K"),
    ("90 kW (121 hp)", "90 kW"),
    ("90 kW (122 hp)", "90 kW"),
    ("7.95 m (26 ft 1 in)", "7.95 m"),
    ("5 ft 9 in (175 cm)", "69 [in_i]"),
    ("−20 to 60 °C (−4 to 140 °F)", "-20..60 Cel"),
    ("~1,200 m (3,900 ft)", "1200 m"),
    ("21 kn (39 km/h)", "21 [kn_i]"),
    ("2,000 ft (600 m)", "2000 [ft_i]"),
    ("21 kn (39 km/h; 24 mph)", "21 [kn_i]"),
]
OTHER = [
    "412 m (1,532 ft)",
    "412 m (35 km)",
    "45 (12%)",
    "61.4 (7.9)",
    "€10 (US$12)",
    "12 kg (12 kg)",
    "90 kW (150 hp)",
    "−20 to 60 °C (−4 to 120 °F)",
    "20 °C (60 °F)",
    "5 m (2019)",
    "412 m (over 1,352 ft)",
    "412 ( )",
    "21 kn (39 km/h; 34 mph)",
]


@pytest.mark.parametrize(("text", "reading"), SAME)
def test_one_amount(text: str, reading: str) -> None:
    found = parse_quantity(text)
    assert found is not None
    assert "ambiguous_unit" not in found.flags
    assert "restated" in found.flags
    value = found.value if found.value is not None else f"{found.lower}..{found.upper}"
    assert f"{value} {found.unit}" == reading


@pytest.mark.parametrize("text", OTHER)
def test_two_amounts(text: str) -> None:
    assert parse_quantity(text) is None
