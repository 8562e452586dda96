"""A release read back: its descriptor and its tables as text, strictly; nothing that is read is taken on trust."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.contract import SYSTEM, Contract, from_json, system_contract
from pipeline.issue import Issue
from pipeline.rows.canonical import is_canonical
from pipeline.rows.read import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.layout import Layout

Record = dict[str, str]
# What a release can hold: below derived/, no hidden file (the journal is one), no step up, no address.
PATH = re.compile(r"derived(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")
# What every article table begins with.
PROVENANCE = ("source_id", "table_id", "row")
KINDS = ("string", "object", "integer", "number", "boolean", "date", "array")


@dataclass(frozen=True)
class Contents:
    """A release's tables as text: contracts and records (column → canonical text) by name, texts by source."""

    contracts: Mapping[str, Contract]
    records: Mapping[str, list[Record]]
    texts: Mapping[str, str]

    @property
    def articles(self) -> list[Contract]:
        return [contract for name, contract in self.contracts.items() if name not in SYSTEM]

    @cached_property
    def documents(self) -> dict[str, str]:
        """The path of each source's document."""
        return {record["source_id"]: record["document"] for record in self.records.get("sources", ())}

    @cached_property
    def data_cells(self) -> dict[tuple[str, str], list[Record]]:
        """The ledger's data cells by (table_id, row)."""
        found: dict[tuple[str, str], list[Record]] = {}
        for cell in self.records.get("cells", ()):
            if cell["row"]:
                found.setdefault((cell["table_id"], cell["row"]), []).append(cell)
        return found


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
    whole = isinstance(resource["rows"], int) and isinstance(resource["alternates"][0]["path"], str)
    own = system_contract(contract.name).columns if contract.name in SYSTEM else PROVENANCE
    ours = set(own) <= set(contract.columns)
    if not whole or not ours or not kinds <= set(KINDS):
        raise ValueError(f"the table {contract.name!r} is not one that tabletrace wrote")


def listed_files(descriptor: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """{path: (sha256, bytes)} of every file that a descriptor lists; ValueError if one is outside a release."""
    resources = descriptor["resources"]
    entries = [*resources, *(twin for item in resources for twin in item["alternates"]), *descriptor["files"]]
    for entry in entries:
        if PATH.fullmatch(entry["path"]) is None:
            raise ValueError(f"it lists the path {entry['path']!r}, which no release has")
    return {entry["path"]: (entry["hash"].removeprefix("sha256:"), entry["bytes"]) for entry in entries}


def read_contents(layout: Layout, descriptor: Mapping[str, Any]) -> tuple[Contents, list[Issue]]:
    """Every table and text that can be read, and an issue for each table and each cell that cannot."""
    contracts, records, issues = {}, {}, []
    for resource in descriptor["resources"]:
        contract, file = from_json(resource), resource["path"]
        contracts[contract.name] = contract
        try:
            rows = list(read_csv(layout.root / file))
            header = rows.pop(0) if rows else []
            if tuple(header) != contract.columns:
                raise ValueError(f"the header {header!r}")
        except (ValueError, OSError) as error:
            issues.append(Issue("file-unreadable", str(error), file=file))
            continue
        records[contract.name] = [dict(zip(header, row, strict=True)) for row in rows]
        issues += _cells(rows, contract, file)
    return Contents(contracts, records, _texts(layout, records.get("sources", ()))), issues


def _cells(rows: list[list[str]], contract: Contract, file: str) -> Iterator[Issue]:
    """An issue for each cell that is not the canonical text of its column's type."""
    for number, row in enumerate(rows, start=1):
        for text, item in zip(row, contract.fields, strict=True):
            required = item.required or item.name in contract.primary_key
            if (required and text == "") or not is_canonical(text, item.type):
                expected = f"the canonical text of a {item.type}{', not empty' if required else ''}"
                yield Issue("file-unreadable", repr(text), row=number, field=item.name, file=file, expected=expected)


def _texts(layout: Layout, sources: Any) -> dict[str, str]:
    texts = {}
    for record in sources:
        path = record.get("text_path", "")
        if PATH.fullmatch(path) and (layout.root / path).is_file():
            texts[record["source_id"]] = (layout.root / path).read_bytes().decode("utf-8", errors="replace")
    return texts
