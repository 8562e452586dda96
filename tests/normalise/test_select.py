"""Which entry means which table, and whether an entry can be followed."""

from __future__ import annotations

import pytest

from pipeline.normalise.check import check_entry
from pipeline.normalise.select import select_entries
from pipeline.source import Column, Match, Measure, TableEntry
from tests.builders import document, entry, source, table

TWO = document(table("A | B", "1 | 2", caption="First") + "\n" + table("A | C", "3 | 4", caption="Second"))
TWINS = document(table("A | B", "1 | 2") + "\n" + table("A | B", "3 | 4"))
TABLES = "number 1 (caption 'First', headers ['A', 'B']); number 2 (caption 'Second', headers ['A', 'C'])"


@pytest.mark.parametrize(
    ("match", "number"),
    [
        (Match(caption="Second"), 2),
        (Match(headers=("A", "B")), 1),
        (Match(number=2), 2),
        (Match(caption="First", number=1, headers=("A", "B")), 1),
    ],
)
def test_an_entry_finds_its_table(match: Match, number: int) -> None:
    wanted = TableEntry(match, "x", line=3)
    assert select_entries(TWO, source(tables=(wanted,))) == ({number: wanted}, [])


@pytest.mark.parametrize(
    ("match", "found"),
    [
        (Match(caption="first"), "no table for the resource 'x'"),
        (Match(number=3), "no table for the resource 'x'"),
        (Match(caption="First", number=2), "no table for the resource 'x'"),
        (Match(headers=("A",)), "no table for the resource 'x'"),
    ],
)
def test_an_entry_that_finds_none_lists_the_tables(match: Match, found: str) -> None:
    chosen, (issue,) = select_entries(TWO, source(tables=(TableEntry(match, "x", line=3),)))
    assert (chosen, issue.code, issue.found, issue.line) == ({}, "table-not-matched", found, 3)
    assert (issue.file, issue.action) == ("raw/trees/source.yaml", f"choose from the tables of article.md: {TABLES}")


def test_an_entry_that_finds_two() -> None:
    _chosen, (issue,) = select_entries(TWINS, source(tables=(TableEntry(Match(headers=("A", "B")), "x", line=3),)))
    assert issue.found == "tables 1, 2 for the resource 'x'"


def test_two_entries_that_find_one() -> None:
    entries = (TableEntry(Match(number=1), "x", line=3), TableEntry(Match(caption="First"), "y", line=9))
    chosen, (issue,) = select_entries(TWO, source(tables=entries))
    assert chosen == {1: entries[0]}
    assert (issue.found, issue.line) == ("table 1, which another entry means already", 9)


def test_a_document_without_tables_says_so() -> None:
    _chosen, (issue,) = select_entries(document("Words."), source(tables=(entry(),)))
    assert issue.action == "choose from the tables of article.md: none"


def text(name: str, **place: str | int) -> Column:
    return Column(name, "text", **place)  # type: ignore[arg-type]


A, B = text("a", header="A"), text("b", header="B")
MANY = document(table("A | B | B |  ", "x | y | z | u", "v | w | w | w")).tables[0]


@pytest.mark.parametrize(
    ("wanted", "faults"),
    [
        (entry(), []),
        (entry(A, text("b", number=2), text("c", number=4)), []),
        (entry(text("c", header="C")), [("column-not-found", "no column with header 'C'")]),
        (entry(text("c", number=5)), [("column-not-found", "no column with number 5")]),
        (entry(text("c", number=1, header="B")), [("column-not-found", "no column with number 1 and header 'B'")]),
        (entry(B), [("column-not-found", "2 columns with header 'B'")]),
        (entry(A, text("c", number=1)), [("column-not-found", "column 1 declared 2 times")]),
        (entry(A, text("a", number=2)), [("name-invalid", "the column name 'a' 2 times (some are added by us)")]),
        (entry(text("row", number=1)), [("name-invalid", "the column name 'row' 2 times (some are added by us)")]),
        (
            entry(Column("cost", "quantity", number=1), text("cost_value", number=2)),
            [("name-invalid", "the column name 'cost_value' 2 times (some are added by us)")],
        ),
        (entry(resource="cells"), [("name-invalid", "the resource name 'cells', which the package uses itself")]),
        (
            entry(resource="provenance"),
            [("name-invalid", "the resource name 'provenance', which the package uses itself")],
        ),
        (
            entry(resource="current_x"),
            [("name-invalid", "the resource name 'current_x', which the package uses itself")],
        ),
        (
            entry(A, primary_key=("b", "c")),
            [
                ("column-not-found", "the name 'b' in primary_key or measures"),
                ("column-not-found", "the name 'c' in primary_key or measures"),
            ],
        ),
        (
            entry(A, measures_by="b", measures={"x": Measure("x")}),
            [("column-not-found", "the name 'b' in primary_key or measures")],
        ),
        (
            entry(A, measures_by="a", measures={"x": Measure("x"), "X": Measure("y")}),
            [("measure-not-found", "no row 'X'")],
        ),
        (
            entry(
                text("a", header="Q"),
                text("row", number=9),
                resource="tables",
                measures_by="a",
                measures={"x": Measure("x")},
            ),
            [
                ("column-not-found", "no column with header 'Q'"),
                ("column-not-found", "no column with number 9"),
                ("name-invalid", "the resource name 'tables', which the package uses itself"),
                ("name-invalid", "the column name 'row' 2 times (some are added by us)"),
                ("measure-not-found", "no row 'x'"),
            ],
        ),
    ],
)
def test_every_fault_of_an_entry(wanted: TableEntry, faults: list[tuple[str, str]]) -> None:
    issues = check_entry(MANY, wanted, source())
    assert [(issue.code, issue.found) for issue in issues] == faults
    assert {(issue.file, issue.line, issue.table_id) for issue in issues} <= {("raw/trees/source.yaml", 1, "trees/1")}


def test_what_there_is_to_choose_from_is_said() -> None:
    actions = [issue.action for issue in check_entry(MANY, entry(text("c", header="C"), primary_key=("q",)), source())]
    assert actions == [
        "use one of the headers: ['A', 'B', 'B', ''], or `number` (from 1) where they are alike or empty",
        "use one of ['c']",
    ]
