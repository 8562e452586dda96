"""A table's contract as frozen values: the part of Table Schema and Data Resource that this project publishes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.layout import CODE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

SYSTEM = ("figures", "sources", "tables", "cells", "mentions", "prose_matches", "issues", "activities")
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
PRECISION, SCALE = 38, 9


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a Table Schema; `extra` holds properties that only the descriptor carries (arrayItem, format …)."""

    name: str
    type: str
    title: str | None = None
    description: str | None = None
    constraints: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def decimals(self) -> int:
        """Of a number, how many places behind the point its type has."""
        given = self.extra.get("decimals")
        return given if isinstance(given, int) else SCALE


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values have to be there in another resource; an empty `resource` means the table itself."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What one published table is: its name, its words for people, its fields and its keys.

    `missing_values` are the texts that stand for no value: in CSV the empty one, in Parquet none, which has its null.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)

    @property
    def of_rows(self) -> bool:
        """Whether it is a table of rows: in Parquet alone, where null is no text, and a list is the text it came as."""
        return not self.missing_values

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.fields)


def to_json(contract: Contract) -> dict[str, Any]:
    """{name, title, description, schema}, where schema is a Table Schema v2."""
    return {
        "name": contract.name,
        "title": contract.title,
        "description": contract.description,
        "schema": table_schema(contract),
    }


def from_json(value: Mapping[str, Any]) -> Contract:
    """The inverse of `to_json`; raises KeyError on what `to_json` did not write."""
    schema = value["schema"]
    return Contract(
        name=value["name"],
        title=value["title"],
        description=value["description"],
        fields=tuple(_field(item) for item in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
        foreign_keys=tuple(
            ForeignKey(tuple(key["fields"]), key["reference"].get("resource", ""), tuple(key["reference"]["fields"]))
            for key in schema.get("foreignKeys", ())
        ),
        missing_values=tuple(schema.get("missingValues", ("",))),
    )


def table_schema(contract: Contract) -> dict[str, Any]:
    """The Table Schema v2 of a contract."""
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field_json(item) for item in contract.fields],
        "missingValues": list(contract.missing_values),
        "primaryKey": list(contract.primary_key),
    }
    if contract.unique_keys:
        schema["uniqueKeys"] = [list(key) for key in contract.unique_keys]
    if contract.foreign_keys:
        schema["foreignKeys"] = [_foreign_key_json(key) for key in contract.foreign_keys]
    return schema


def fits(value: Decimal | None, kind: str = "number") -> bool:
    """Whether a number is published exactly: DECIMAL(38,9) for the kind "number", 64 bits for "integer"."""
    if value is None:
        return True
    if kind == "integer":
        return value == value.to_integral_value() and -(2**63) <= value < 2**63
    # The digits themselves, since Decimal's own arithmetic rounds to 28 of them.
    whole, _, part = f"{value.copy_abs():f}".partition(".")
    return len(part.rstrip("0")) <= SCALE and len(whole.lstrip("0")) <= PRECISION - SCALE


@cache
def system_contract(name: str) -> Contract:
    """The contract of a system resource, from `schemas/<name>.json`."""
    value = json.loads((CODE / "schemas" / f"{name}.json").read_text("utf-8"))
    return from_json({"name": name, **value})


def _field(value: Mapping[str, Any]) -> Field:
    known = ("name", "type", "title", "description", "constraints")
    extra = {key: item for key, item in value.items() if key not in known}
    return Field(**{key: value[key] for key in known if key in value}, extra=extra)


def _field_json(item: Field) -> dict[str, Any]:
    value: dict[str, Any] = {"name": item.name, "type": item.type}
    if item.title is not None:
        value["title"] = item.title
    if item.description is not None:
        value["description"] = item.description
    value |= item.extra
    if item.constraints:
        value["constraints"] = dict(item.constraints)
    return value


def _foreign_key_json(key: ForeignKey) -> dict[str, Any]:
    reference: dict[str, Any] = {"resource": key.resource, "fields": list(key.reference)}
    if not key.resource:
        del reference["resource"]
    return {"fields": list(key.fields), "reference": reference}
