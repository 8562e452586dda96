"""The tables that the grammar reads are the generated ones, and say nothing that the rest does not know."""

from __future__ import annotations

import pytest

from pipeline.normalise.grammar.units.conversion import size_of
from pipeline.normalise.grammar.units.moneylist import CURRENCIES
from pipeline.normalise.grammar.units.unitlist import dimension_of
from pipeline.normalise.grammar.wordlist import LANGUAGES, read_table
from tests import cldr_table, separator_table, ucum_table

KINDS = {"approximate", "nearly", "more_than", "less_than", "at_least", "at_most"}


@pytest.mark.parametrize("table", [cldr_table, separator_table, ucum_table])
def test_a_generated_table_is_what_its_generator_writes(table: object) -> None:
    assert table.TABLE.read_text("utf-8") == table.written()  # type: ignore[attr-defined]


@pytest.mark.parametrize("tongue", ["de", "fr", "es"])
def test_every_name_of_a_unit_means_a_unit_that_is_known(tongue: str) -> None:
    names = read_table("cldr")[tongue]
    codes = set(names["units"].values()) - {"?", "pp", "factor"}
    assert {code for code in codes if dimension_of(code) is None or (size_of(code) is None and code[-1] != "]")} <= {
        "Cel"
    }
    assert set(names["currencies"].values()) <= set(CURRENCIES)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_has_every_list(tongue: str) -> None:
    table = read_table(tongue)
    assert set(table) == set(read_table("en"))
    assert set(table["before"]) == KINDS
    assert set(table["after"]) <= KINDS
    for kind in ("before", "after"):
        listed = [phrase for phrases in table[kind].values() for phrase in phrases]
        assert len(listed) == len(set(listed))
        assert all(phrase == phrase.lower() for phrase in listed)
