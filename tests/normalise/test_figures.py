from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipeline.contract import system_contract
from pipeline.normalise.figures import figures_of
from pipeline.normalise.tables import read_tables
from pipeline.source import Claim, Column, Measure
from tests.builders import document, entry, source, table

TEXT = table("Kind | Size | Count", "Lime | nearly 300 TB | 5", "Elm | n/a | 6", "Oak | many | 7", "Fir | 2–3 kg | 8")
KIND = Column("kind", "text", header="Kind")
SIZE = Column("size", "quantity", header="Size")


def figures(text: str = TEXT, *columns: Column, **declared: Any) -> list[dict[str, Any]]:
    wanted = entry(*(columns or (KIND, SIZE)), **declared)
    (read,), _issues = read_tables(document(text), source(tables=(wanted,)))
    return [dict(row) for row in figures_of(read, "The Paper", {"trees/1/1/size": "repeated"})]


def test_a_figure_for_every_cell_of_a_column_of_numbers() -> None:
    assert [row["figure_id"] for row in figures()] == [
        f"trees/1/{row}/{name}" for row in (1, 2, 3, 4) for name in ("size", "count")
    ]


def test_the_columns_are_those_of_the_contract() -> None:
    assert set(figures()[0]) == set(system_contract("figures").columns)


def test_a_figure_says_where_it_is_printed_and_what_it_was_read_as() -> None:
    start = TEXT.index("nearly")
    row = figures()[0]
    assert TEXT[start : row["char_end"]] == row["printed"] == "nearly 300 TB"
    assert {key: row[key] for key in row if key not in ("char_end", "printed")} == {
        "figure_id": "trees/1/1/size",
        "source_id": "trees",
        "table_id": "trees/1",
        "row": 1,
        "field": "size",
        "row_label": "Lime",
        "column_label": "Size",
        "measure": None,
        "counted": None,
        "percent_of": None,
        "claimant": None,
        "claimed": None,
        "char_start": start,
        "value": Decimal(300),
        "unit": "TBy",
        "dimension": "information",
        "qualifier": "nearly",
        "lower": None,
        "upper": Decimal(300),
        "lower_inclusive": None,
        "upper_inclusive": False,
        "resolution": Decimal(1),
        "status": "read",
        "missing": None,
        "flags": row["flags"],
        "rule": row["rule"],
        "in_prose": "repeated",
    }
    assert row["rule"].startswith("nearly: below the value; unit 'TB' = TBy")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (2, {"status": "not_applicable", "missing": "not_applicable", "value": None, "qualifier": None, "unit": None}),
        (3, {"status": "unreadable", "missing": None, "value": None, "qualifier": None, "rule": None}),
        (4, {"status": "range", "value": None, "lower": Decimal(2), "upper": Decimal(3), "qualifier": "range"}),
    ],
)
def test_no_value_is_never_zero(row: int, expected: dict[str, object]) -> None:
    found = next(item for item in figures() if item["row"] == row and item["field"] == "size")
    assert {key: found[key] for key in expected} == expected


def test_what_does_not_fit_is_published_without_any_part() -> None:
    (row, *_) = figures(table("A | B", "x | 1.2345678901 kg"), Column("b", "quantity", number=2))
    assert (row["status"], row["value"], row["unit"], row["resolution"], row["printed"]) == (
        "unreadable",
        None,
        None,
        None,
        "1.2345678901 kg",
    )


def test_an_ambiguous_number_keeps_its_flag() -> None:
    (read,), _issues = read_tables(
        document(table("A | B", "x | 1.234 kg")),
        source(locale=None, tables=(entry(Column("b", "quantity", number=2)),)),
    )
    (row,) = figures_of(read, None, {})
    assert (row["status"], row["value"], row["flags"]) == ("unreadable", None, ("ambiguous_separator",))


def test_measures_and_claims() -> None:
    measures = {"Lime": Measure("limes", "trees", None), "Fir": Measure("firs", None, "all")}
    rows = figures(measures_by="kind", measures=measures, claim=Claim("publisher", "2025"))
    told = [(row["measure"], row["counted"], row["percent_of"]) for row in rows if row["field"] == "size"]
    assert told == [("limes", "trees", None), (None, None, None), (None, None, None), ("firs", None, "all")]
    assert {(row["claimant"], row["claimed"]) for row in rows} == {("The Paper", "2025")}


def test_a_table_of_words_has_no_figures() -> None:
    assert figures(table("A | B", "x | y"), Column("b", "text", number=2)) == []
