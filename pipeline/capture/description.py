"""What is said of a data file's rows beside it: a Table Schema, or a Data Package that lists the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import ContractError, ExtractError
from pipeline.rows.compile import compile_plan
from pipeline.rows.re2 import fits
from pipeline.rowsource import rule_of_rows
from pipeline.strict_json import parse_strict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 16 * 1024 * 1024  # bytes of a description


class Description(NamedTuple):
    """A schema, the dialect and encoding that stand beside it (None where nothing is said), and who says so."""

    schema: Mapping[str, Any]
    dialect: Mapping[str, Any] | None
    encoding: str | None
    where: str


def read_description(path: Path, file: Path) -> Description:
    """The description in a file: a Table Schema, or the resource of a Data Package whose path is `file`.

    Raises ExtractError if it is neither, ContractError with every fault of a schema that cannot be used.
    """
    value = _value(path)
    resource = _resource(value, file.name)
    if isinstance(value, dict) and "resources" in value and resource is None:
        raise ExtractError(f"{path}: found no resource whose path is {file.name!r}; expected one, or a Table Schema")
    schema = resource.get("schema") if resource is not None else value
    if isinstance(schema, str) and resource is not None:
        schema = _value(path.parent / schema)
    if not isinstance(schema, dict) or "fields" not in schema:
        raise ExtractError(f"{path}: found no Table Schema; expected an object with `fields`, or a Data Package")
    try:
        compile_plan(rule_of_rows(schema, f"{path.name}#").fields, fits, typed=True)
    except ContractError as error:
        raise ContractError(f"{path}: {error.message}", error.issues) from None
    dialect = (resource or {}).get("dialect")
    encoding = (resource or {}).get("encoding")
    return Description(
        schema,
        dialect if isinstance(dialect, dict) else None,
        encoding if isinstance(encoding, str) else None,
        path.name,
    )


def description_beside(file: Path) -> Path | None:
    """The file that describes a data file's rows: `<stem>.schema.json`, or a datapackage.json that lists it."""
    schema = file.with_name(f"{file.name.partition('.')[0]}.schema.json")
    if schema.is_file():
        return schema
    package = file.with_name("datapackage.json")
    try:
        listed = package.is_file() and _resource(_value(package), file.name) is not None
    except ExtractError:
        return None
    return package if listed else None


def _value(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST:,} bytes")
        return parse_strict(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ExtractError(f"{path}: it cannot be read ({error}); expected strict JSON") from None


def _resource(value: Any, name: str) -> Mapping[str, Any] | None:
    resources = value.get("resources") if isinstance(value, dict) else None
    for item in resources if isinstance(resources, list) else ():
        if isinstance(item, dict) and isinstance(item.get("schema"), dict | str) and name in _listed(item.get("path")):
            return item
    return None


def _listed(path: object) -> list[object]:
    return path if isinstance(path, list) else [path]
