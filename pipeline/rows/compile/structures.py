"""Values with parts: lists, arrays, objects, points and GeoJSON. JSON is read strictly: no NaN, no endless depth."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.rows.compile.schema import FieldRule

DEGREES = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def parse_json(text: str) -> Any:
    """The value of a JSON text, numbers with a point as decimals; None if it is none (or is `null`)."""
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):
        return None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def array_reader(_rule: FieldRule) -> Callable[[str], list[Any] | None]:
    """A JSON array."""
    return lambda text: value if isinstance(value := parse_json(text), list) else None


def object_reader(_rule: FieldRule) -> Callable[[str], dict[str, Any] | None]:
    """A JSON object."""
    return lambda text: value if isinstance(value := parse_json(text), dict) else None


def list_reader(rule: FieldRule, item: Callable[[str], object]) -> Callable[[str], list[object] | None]:
    """Items of one type between delimiters; each has to be of that type."""
    delimiter = rule.properties.get("delimiter", ",")

    def read(text: str) -> list[object] | None:
        items = [item(part) for part in text.split(delimiter)]
        return None if any(value is None for value in items) else items

    return read


def geopoint_reader(rule: FieldRule) -> Callable[[str], tuple[Decimal, Decimal] | None]:
    """Longitude and latitude in degrees: "90.5, 45", [90.5, 45] or {"lon": 90.5, "lat": 45}."""

    def read(text: str) -> tuple[Decimal, Decimal] | None:
        parts = _parts(text, rule.format)
        if parts is None or len(parts) != 2:
            return None
        lon, lat = (_degrees(part) for part in parts)
        if lon is None or lat is None or abs(lon) > 180 or abs(lat) > 90:
            return None
        return lon, lat

    return read


def _parts(text: str, form: str) -> list[Any] | None:
    if form == "default":
        return text.split(",")
    value = parse_json(text)
    if form == "array":
        return value if isinstance(value, list) else None
    if not isinstance(value, dict) or set(value) != {"lon", "lat"}:
        return None
    return [value["lon"], value["lat"]]


def _degrees(part: object) -> Decimal | None:
    text = part.strip() if isinstance(part, str) else str(part)
    try:
        return Decimal(text) if DEGREES.fullmatch(text) else None
    except InvalidOperation:
        return None


def geojson_reader(rule: FieldRule) -> Callable[[str], dict[str, Any] | None]:
    """A GeoJSON or TopoJSON object, by the JSON Schema that Frictionless ships (its verdict is the reference)."""
    validator = _profile("geojson" if rule.format == "default" else "topojson")

    def read(text: str) -> dict[str, Any] | None:
        value = object_reader(rule)(text)
        return value if value is not None and validator.is_valid(json.loads(text)) else None

    return read


@cache
def _profile(name: str) -> Any:
    """A validator for one of the profiles; the file is found without importing Frictionless."""
    spec = find_spec("frictionless")
    folder = next(iter(spec.submodule_search_locations or [])) if spec else ""
    schema = json.loads((Path(folder) / "assets" / "profiles" / f"{name}.json").read_text("utf-8"))
    return json_validator(schema)


def json_validator(schema: Any) -> Any:
    """A validator for a JSON Schema, which fetches nothing. Raises ValueError if it is none."""
    import jsonschema_rs

    def refuse(address: str) -> NoReturn:
        raise ValueError(f"{address} would have to be fetched")

    try:
        return jsonschema_rs.validator_for(schema, retriever=refuse)
    except Exception as error:  # the library has one exception for each of its parts
        raise ValueError(str(error).partition("\n")[0]) from None
