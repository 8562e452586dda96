"""datapackage.json read back, strictly: it is one that tabletrace wrote, and it lists files of a release only."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pipeline.contract import SYSTEM, from_json, system_contract

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.layout import Layout

# What a release can hold: below derived/, no hidden file (the journal is one), no step up, no address.
PATH = re.compile(r"derived(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")
# Of a table of rows, and so large that git, DVC and publish treat it in ways of their own.
PART = re.compile(r"derived/data/[^/]+/part-[0-9]+\.parquet")
# What every article table begins with.
PROVENANCE = ("source_id", "table_id", "row")
KINDS = ("string", "object", "integer", "number", "boolean", "date", "array")
# And what a table of rows can have besides, as the text that stands for the value.
TEXTS = ("time", "datetime", "year", "yearmonth", "duration", "list", "geopoint", "geojson", "any")


def read_descriptor(layout: Layout) -> dict[str, Any]:
    """The descriptor's value. Raises OSError, or ValueError if it is none that tabletrace wrote."""
    try:
        value = json.loads(layout.descriptor.read_text("utf-8"))
        listed_files(value)
        for resource in value["resources"]:
            _check_resource(resource)
    except (LookupError, TypeError, AttributeError, RecursionError):
        raise ValueError("it is not a descriptor that tabletrace wrote") from None
    return dict(value)


def _check_resource(resource: Mapping[str, Any]) -> None:
    contract = from_json(resource)
    kinds = {item.type for item in contract.fields}
    whole = isinstance(resource["rows"], int) and all(isinstance(path, str) for path in parquet_of(resource))
    own = system_contract(contract.name).columns if contract.name in SYSTEM else PROVENANCE
    ours = set(own) <= set(contract.columns)
    if not whole or not ours or not kinds <= {*KINDS, *(TEXTS if is_of_rows(resource) else ())}:
        raise ValueError(f"the table {contract.name!r} is not one that tabletrace wrote")


def is_of_rows(resource: Mapping[str, Any]) -> bool:
    """Whether a resource is a table of rows: Parquet files with a manifest, and no CSV."""
    return "parts" in resource


def parquet_of(resource: Mapping[str, Any]) -> list[str]:
    """The paths of a resource's Parquet files, in the order of its rows."""
    files = resource["parts"] if is_of_rows(resource) else resource["alternates"]
    return [file["path"] for file in files]


def listed_files(descriptor: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """{path: (sha256, bytes)} of every file that a descriptor lists; ValueError if one is outside a release."""
    resources = descriptor["resources"]
    entries = [*(file for item in resources for file in _files(item)), *descriptor["files"]]
    for entry in entries:
        if PATH.fullmatch(entry["path"]) is None:
            raise ValueError(f"it lists the path {entry['path']!r}, which no release has")
    return {entry["path"]: (entry["hash"].removeprefix("sha256:"), entry["bytes"]) for entry in entries}


def _files(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if is_of_rows(resource):
        return [*resource["parts"], resource["manifest"]]
    return [resource, *resource["alternates"]]
