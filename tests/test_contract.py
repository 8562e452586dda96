from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.contract import SYSTEM, Contract, Field, ForeignKey, fits, from_json, system_contract, to_json

FULL = Contract(
    name="numbers",
    title="Numbers",
    description="Some numbers.",
    fields=(
        Field("table_id", "string", "Table", "The table.", {"required": True}),
        Field("row", "integer"),
        Field("size", "number", extra={"unit": "kg"}, constraints={"minimum": 0}),
    ),
    primary_key=("table_id", "row"),
    unique_keys=(("size",),),
    foreign_keys=(ForeignKey(("table_id",), "tables", ("table_id",)), ForeignKey(("row",), "", ("row",))),
)


@pytest.mark.parametrize("contract", [FULL, *(system_contract(name) for name in SYSTEM)], ids=lambda item: item.name)
def test_json_and_back(contract: Contract) -> None:
    assert from_json(to_json(contract)) == contract


def test_the_schema_that_is_published() -> None:
    schema = to_json(FULL)["schema"]
    assert schema["missingValues"] == [""]
    assert schema["primaryKey"] == ["table_id", "row"]
    assert schema["fields"][2] == {"name": "size", "type": "number", "unit": "kg", "constraints": {"minimum": 0}}
    assert schema["foreignKeys"][1] == {"fields": ["row"], "reference": {"fields": ["row"]}}
    assert [item.required for item in FULL.fields] == [True, False, False]


@pytest.mark.parametrize(
    ("value", "kind", "held"),
    [
        (None, "number", True),
        ("0", "number", True),
        ("-0", "number", True),
        ("99999999999999999999999999999.999999999", "number", True),
        ("-99999999999999999999999999999.999999999", "number", True),
        ("12345678901234567890123456789.1234567891", "number", False),
        ("123456789012345678901234567890", "number", False),
        ("1E+28", "number", True),
        ("1E+29", "number", False),
        ("1E-9", "number", True),
        ("1E-10", "number", False),
        ("0.10000000000", "number", True),
        ("9223372036854775807", "integer", True),
        ("9223372036854775808", "integer", False),
        ("-9223372036854775808", "integer", True),
        ("1.5", "integer", False),
        ("1.0", "integer", True),
    ],
)
def test_what_a_column_holds_exactly(value: str | None, kind: str, held: bool) -> None:
    assert fits(None if value is None else Decimal(value), kind) is held


def test_nothing_is_required_that_a_key_does_not_need() -> None:
    for name in SYSTEM:
        contract = system_contract(name)
        required = {item.name for item in contract.fields if item.required}
        assert set(contract.primary_key) <= required
