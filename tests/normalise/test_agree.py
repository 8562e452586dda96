from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.normalise.agree import Agreement
from pipeline.normalise.assemble import Normalised, normalise
from pipeline.source import Claim, Column, Source, TableEntry
from tests.builders import document, entry, source, table

if TYPE_CHECKING:
    from pipeline.issue import Issue

KIND, SIZE = Column("kind", "text", number=1), Column("size", "quantity", number=2)


def part(source_id: str, text: str, *entries: TableEntry) -> tuple[Normalised, Source]:
    made = source(id=source_id, tables=entries, file=f"raw/{source_id}/source.yaml")
    return normalise(document(text), made, 1, {}), made


def agree(*parts: tuple[Normalised, Source]) -> tuple[Agreement, list[Issue]]:
    agreement = Agreement()
    return agreement, [issue for normalised, made in parts for issue in agreement.add(normalised, made)]


TEXT = table("Kind | Size", "a | 5 kg")
FIRST = part("one", TEXT, entry(KIND, SIZE, claim=Claim("Ann", "2025")))


def test_sources_that_agree_make_one_resource() -> None:
    agreement, issues = agree(
        FIRST, part("two", table("Sort | Weight", "b | 6 kg"), entry(KIND, SIZE, claim=Claim("Bo")))
    )
    assert issues == []
    (resource,) = agreement.to_json()
    assert resource["sources"] == ("one", "two")
    assert resource["claims"] == (("Ann", "2025"), ("Bo", None))
    assert resource["contract"]["title"] == "Numbers"
    fields = {item["name"]: item for item in resource["contract"]["schema"]["fields"]}
    assert (fields["kind"]["title"], fields["size_value"]["unit"]) == ("Kind", "kg")


def test_a_unit_that_they_do_not_share_is_not_said() -> None:
    agreement, issues = agree(FIRST, part("two", table("Kind | Size", "b | 6 m"), entry(KIND, SIZE)))
    assert issues == []
    fields = {item["name"]: item for item in agreement.to_json()[0]["contract"]["schema"]["fields"]}
    assert "unit" not in fields["size_value"]


def test_two_tables_of_one_source_make_one_resource() -> None:
    twice = part("one", TEXT + "\n" + TEXT, entry(KIND, SIZE), entry(KIND, SIZE, number=2))
    agreement, issues = agree(twice)
    assert (issues, agreement.to_json()[0]["sources"]) == ([], ("one",))


@pytest.mark.parametrize(
    ("columns", "key", "found"),
    [
        ((KIND,), (), "no column 'size'; no column 'size_value'"),
        ((KIND, Column("size", "text", number=2)), (), "no column 'size_value'; no column 'size_unit'"),
        ((KIND, Column("weight", "quantity", number=2)), (), "a column 'weight' more; a column 'weight_value' more"),
        ((KIND, SIZE), ("kind",), "the primary key ['source_id', 'kind'], not ['table_id', 'row']"),
    ],
)
def test_differences_are_the_error(columns: tuple[Column, ...], key: tuple[str, ...], found: str) -> None:
    text = TEXT if len(columns) > 1 else table("Kind | Other", "a | x")
    _agreement, (issue,) = agree(FIRST, part("two", text, entry(*columns, primary_key=key)))
    assert (issue.code, issue.file, issue.source_id) == ("columns-differ", "raw/two/source.yaml", "two")
    assert issue.found.startswith("resource 'numbers': ")
    assert found in issue.found
    assert issue.expected == "the columns that one has"


def test_types_and_order_have_to_agree() -> None:
    plain = part(
        "one", table("A | B", "1 | 2"), entry(Column("a", "integer", number=1), Column("b", "integer", number=2))
    )
    typed = part(
        "two", table("A | B", "1 | 2"), entry(Column("a", "number", number=1), Column("b", "integer", number=2))
    )
    swapped = part(
        "three", table("A | B", "1 | 2"), entry(Column("b", "integer", number=1), Column("a", "integer", number=2))
    )
    _agreement, issues = agree(plain, typed, swapped)
    assert [issue.found.removeprefix("resource 'numbers': ") for issue in issues] == [
        "'a' is number, not integer",
        "the columns in the order ['source_id', 'table_id', 'row', 'b', 'a', 'claimant', 'claimed']",
    ]


def test_resources_stand_in_the_order_of_their_sources() -> None:
    agreement, _issues = agree(part("one", TEXT), FIRST, part("two", TEXT))
    names = [item["contract"]["name"] for item in agreement.to_json()]
    assert names == ["one_table_1", "numbers", "two_table_1"]
