"""The tables of a release read back as text, strictly; nothing that is read is taken on trust."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.contract import SYSTEM, Contract, from_json
from pipeline.document import OWN_TEXT, line_starts
from pipeline.issue import Issue
from pipeline.manifest import PATH, is_of_rows
from pipeline.rows.canonical import is_canonical
from pipeline.rows.read import read_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.layout import Layout

Record = dict[str, str]


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
        """The file whose lines the places of each source name: its document, or the text that is rendered from that."""
        return {record["source_id"]: _lined(record) for record in self.records.get("sources", ())}

    @cached_property
    def line_starts(self) -> dict[str, list[int]]:
        """Where each line of each source's text begins."""
        return {source_id: line_starts(text) for source_id, text in self.texts.items()}

    @cached_property
    def resources(self) -> dict[str, str]:
        """The resource that each table became, if it is there."""
        became = ((record["table_id"], record["resource"]) for record in self.records.get("tables", ()))
        return {table_id: name for table_id, name in became if name in self.contracts}

    @cached_property
    def data_cells(self) -> dict[tuple[str, str], list[Record]]:
        """The ledger's data cells by (table_id, row)."""
        found: dict[tuple[str, str], list[Record]] = {}
        for cell in self.records.get("cells", ()):
            if cell["row"]:
                found.setdefault((cell["table_id"], cell["row"]), []).append(cell)
        return found


def read_contents(layout: Layout, descriptor: Mapping[str, Any]) -> tuple[Contents, list[Issue]]:
    """Every table with cells and every text that can be read, and an issue for each table and cell that cannot.

    Of a table of rows there is the contract alone.
    """
    contracts, records, issues = {}, {}, []
    for resource in descriptor["resources"]:
        contract, file = from_json(resource), resource["path"]
        contracts[contract.name] = contract
        if is_of_rows(resource):
            continue
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


def _lined(record: Mapping[str, Any]) -> str:
    """The document of a source if its text is its own, else the text that is rendered from it."""
    text = record.get("text_path") if record.get("media_type") not in OWN_TEXT else None
    return str(text or record["document"])
