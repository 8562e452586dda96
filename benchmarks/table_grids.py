"""Grids made for the benchmark of tables, with a fixed seed: labels, quantities, words, empty cells."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOUNS = """apples barley cattle dairy exports farms goats harvest imports jobs kale land milk nuts oats pears
    quinces rye sheep tonnes users vines wheat yield zinc albums artists tracks files streams countries servers"""
NOUNS = _NOUNS.split()
PLACES = ["Norway", "New York", "Île-de-France", "Baden-Württemberg", "日本", "Côte d’Ivoire", "São Paulo", "Leeds"]
FORMS = ("{:,}", "~{} million", "{}.5 %", "{}", "€{}", "{}–99", "n/a", "{} kg", "≥ {}", "−{}")


def grids(count: int, seed: int, *, empty: float = 0.08) -> Iterator[list[list[str]]]:
    """Rectangular grids of 2 to 6 columns, a row of labels above 2 to 9 rows; the first column holds words."""
    made = random.Random(seed)  # noqa: S311 no secret
    for _ in range(count):
        width, height = made.randint(2, 6), made.randint(2, 9)
        labels = [label.capitalize() for label in made.sample(NOUNS, width)]
        forms = [made.choice(FORMS) for _ in range(width - 1)]
        rows = [[_name(made), *(_value(made, form, empty) for form in forms)] for _ in range(height)]
        yield [labels, *rows]


def _name(made: random.Random) -> str:
    return made.choice([made.choice(PLACES), " ".join(made.sample(NOUNS, made.randint(1, 3))).capitalize()])


def _value(made: random.Random, form: str, empty: float) -> str:
    return "" if made.random() < empty else form.format(made.randint(1, 10 ** made.randint(1, 6)))
