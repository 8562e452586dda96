from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.contract import fits
from pipeline.normalise.article import claim_of, contract_of, rows_of
from pipeline.normalise.tables import ReadTable, read_tables
from pipeline.source import Claim, Column, Correction
from tests.builders import document, entry, source, table

TEXT = table(
    "Kind | Size | Day | Count | Share | Sold",
    "Lime | ~700 kg | July 2025 | 1,234 | 0.5 | yes",
    "Elm | n/a | – | ? |  | tbd",
)
COLUMNS = [
    Column("kind", "text", header="Kind", title="Kind of tree", description="What it is."),
    Column("size", "quantity", header="Size"),
    Column("day", "date", header="Day"),
    Column("count", "integer", header="Count"),
    Column("share", "number", header="Share"),
    Column("sold", "boolean", header="Sold"),
]


def read(text: str = TEXT, *columns: Column, declared: dict[str, Any] | None = None, **keys: Any) -> ReadTable:
    entries = (entry(*(columns or COLUMNS), **(declared or {})),)
    (made, *_), issues = read_tables(document(text), source(tables=entries, **keys))
    assert issues == []
    return made


def test_a_row_of_every_type() -> None:
    assert rows_of(read(), None)[0] == {
        "source_id": "trees",
        "table_id": "trees/1",
        "row": 1,
        "kind": "Lime",
        "size": "~700 kg",
        "size_value": Decimal(700),
        "size_unit": "kg",
        "size_qualifier": "approximate",
        "size_lower": None,
        "size_upper": None,
        "size_resolution": Decimal(1),
        "size_status": "read",
        "day": "July 2025",
        "day_edtf": "2025-07",
        "day_start_date": date(2025, 7, 1),
        "day_end_date": date(2025, 8, 1),
        "day_status": "read",
        "count": 1234,
        "share": Decimal("0.5"),
        "sold": True,
        "sold_status": "read",
        "claimant": None,
        "claimed": None,
    }


def test_a_row_of_stated_absences_keeps_what_was_printed() -> None:
    row = rows_of(read(), None)[1]
    assert (row["size"], row["size_status"], row["size_value"]) == ("n/a", "not_applicable", None)
    assert (row["day"], row["day_status"], row["day_edtf"]) == ("–", "dash", None)
    assert (row["count"], row["share"], row["sold"]) == (None, None, None)
    assert row["sold_status"] != "read"


def test_the_columns_of_the_contract_are_those_of_its_rows() -> None:
    made = read()
    assert contract_of(made).columns == tuple(rows_of(made, None)[0])


def test_what_cannot_be_read_is_kept_as_printed_without_a_value() -> None:
    made = read(
        table("A | B", "many | 1.2345678901"), Column("a", "quantity", number=1), Column("b", "quantity", number=2)
    )
    (row,) = rows_of(made, None)
    assert (row["a"], row["a_status"], row["a_value"], row["a_qualifier"]) == ("many", "unreadable", None, None)
    assert (row["b"], row["b_status"], row["b_value"], row["b_unit"]) == ("1.2345678901", "unreadable", None, None)


def test_an_ambiguous_number_is_published_as_text_only() -> None:
    made = read(table("A | B", "1.234 kg | x"), Column("a", "quantity", number=1), locale=None)
    (row,) = rows_of(made, None)
    assert {key: row[key] for key in row if key.startswith("a_")} == {
        **dict.fromkeys(["a_value", "a_unit", "a_qualifier", "a_lower", "a_upper", "a_resolution"]),
        "a_status": "unreadable",
    }


@pytest.mark.parametrize(
    ("kind", "printed", "becomes", "own", "value"),
    [
        ("text", "Lime", "Elm", "Elm", None),
        ("text", "Lime", "", None, None),
        ("quantity", "7 kg", "8 kg", "7 kg", Decimal(8)),
        ("integer", "7", "8", 8, None),
    ],
)
def test_a_correction(kind: str, printed: str, becomes: str, own: object, value: object) -> None:
    item = Correction("numbers", 1, "a", printed, becomes, "Because.", 3)
    made = read(table("A | B", f"{printed} | x"), Column("a", kind, number=1), corrections=(item,))
    (row,) = rows_of(made, None)
    assert (row["a"], row.get("a_value")) == (own, value)


def test_keys_and_constraints() -> None:
    keyed, plain = contract_of(read(declared={"primary_key": ("kind",)})), contract_of(read())
    assert (keyed.primary_key, keyed.unique_keys) == (("source_id", "kind"), (("table_id", "row"),))
    assert (plain.primary_key, plain.unique_keys) == (("table_id", "row"), ())
    assert {item.name for item in keyed.fields if item.required} == {"source_id", "table_id", "row", "kind"}
    assert [key.resource for key in plain.foreign_keys] == ["tables"]


def test_words_of_the_contract() -> None:
    contract = contract_of(read(declared={"title": "Trees", "description": "All of them."}))
    assert (contract.name, contract.title, contract.description) == ("numbers", "Trees", "All of them.")
    fields = {item.name: item for item in contract.fields}
    assert (fields["kind"].title, fields["kind"].description) == ("Kind of tree", "What it is.")
    assert (fields["size_value"].title, fields["size_value"].type) == ("Size (value)", "number")
    assert fields["day_start_date"].title == "Day (start date)"
    assert contract_of(read()).title == "Numbers"
    assert (
        contract_of(read("| A | B |\n| - | - |\n| 1 | 2 |\n", Column("a", "text", number=1))).title
        == "Table 1 of trees/1"
    )


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (["5 kg", "6 kg"], "kg"),
        (["5 kg", "n/a"], "kg"),
        (["5 kg", "6 m"], None),
        (["n/a", "–"], None),
        (["5", "6"], "1"),
        (["5 kg", "many"], "kg"),
        (["5 kg", "6 blobs"], None),
    ],
)
def test_the_unit_of_a_column_is_said_where_all_share_it(cells: list[str], unit: str | None) -> None:
    made = read(table("A | B", *(f"{cell} | x" for cell in cells)), Column("a", "quantity", number=1))
    fields = {item.name: item for item in contract_of(made).fields}
    assert [fields[name].extra.get("unit") for name in ("a_value", "a_lower", "a_resolution", "a", "a_unit")] == [
        unit,
        unit,
        unit,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("claim", "publisher", "expected"),
    [
        (None, "The Paper", (None, None)),
        (Claim("the town", "2025"), "The Paper", ("the town", "2025")),
        (Claim("publisher"), "The Paper", ("The Paper", None)),
        (Claim("publisher"), None, ("publisher", None)),
    ],
)
def test_who_states_it(claim: Claim | None, publisher: str | None, expected: tuple[str | None, str | None]) -> None:
    made = read(declared={"claim": claim})
    assert claim_of(made, publisher) == expected
    assert {(row["claimant"], row["claimed"]) for row in rows_of(made, publisher)} == {expected}


def test_columns_of_a_table_without_a_header_are_declared_by_number() -> None:
    text = "| 1 | 5 kg |\n| 2 | 6 kg |\n"
    made = read(text, Column("rank", "integer", number=1), Column("size", "quantity", number=2))
    assert made.table.header_rows == 0
    rows = rows_of(made, None)
    assert [(row["rank"], row["size_value"]) for row in rows] == [(1, Decimal(5)), (2, Decimal(6))]
    assert all(fits(row["size_value"]) for row in rows)  # type: ignore[arg-type]
