from __future__ import annotations

import pytest

from pipeline.normalise.prose.language import tongue_of
from pipeline.normalise.prose.passage import passages_of
from pipeline.normalise.tables import read_tables
from tests.builders import document, source

POINT = "\n| A | B |\n| - | - |\n| x | 1,234,567 |\n"
COMMA = "\n| A | B |\n| - | - |\n| x | 1.234.567 |\n"
NEITHER = "\n| A | B |\n| - | - |\n| x | 12 |\n"


def tongue(prose: str, table: str = NEITHER, **keys: str | None) -> tuple[str, str]:
    read, made = document(f"{prose}\n{table}"), source(**{"locale": None, "language": None, **keys})
    return tongue_of(made, read_tables(read, made)[0], passages_of(read))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"locale": "de", "language": "en"}, ("de", "de")),
        ({"language": "fr-CA"}, ("fr-CA", "fr")),
        ({"language": "zz"}, ("und", "en")),
        ({}, ("und", "en")),
    ],
)
def test_what_the_curator_says_comes_first(keys: dict[str, str], expected: tuple[str, str]) -> None:
    assert tongue("The house was in the middle of the town.", **keys) == expected


@pytest.mark.parametrize(("table", "locale"), [(POINT, "und-x-point"), (COMMA, "und-x-comma"), (NEITHER, "und")])
def test_tables_prove_the_separators_of_the_prose(table: str, locale: str) -> None:
    assert tongue("xyz", table)[0] == locale


def test_tables_that_disagree_prove_nothing() -> None:
    assert tongue("xyz", f"{POINT}\n{COMMA}")[0] == "und"


@pytest.mark.parametrize(
    ("prose", "language"),
    [
        ("Das Haus stand in der Mitte der Stadt.", "de"),
        ("La maison était dans le centre de la ville.", "fr"),
        ("La casa estaba en el centro de la ciudad.", "es"),
        ("Xyzzy.", "und"),
    ],
)
def test_words_tell_their_language(prose: str, language: str) -> None:
    assert tongue(prose)[1] == language
