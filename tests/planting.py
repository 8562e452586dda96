"""Planting faults: a copy of a release or candidate in which one thing is changed, with or without its hashes."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING, Any

from pipeline.contract import from_json
from pipeline.files import sha256_of
from pipeline.layout import Layout
from pipeline.rows.read import read_csv
from pipeline.rows.write import write_twins

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Records = list[dict[str, str]]


def copied(layout: Layout, target: Path) -> Layout:
    """A project, all of it, in another folder."""
    shutil.copytree(layout.root, target)
    return Layout(target)


def descriptor_of(layout: Layout) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(layout.descriptor.read_text("utf-8"))
    return value


def write_descriptor(layout: Layout, value: object) -> None:
    layout.descriptor.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def records_of(layout: Layout, name: str) -> Records:
    header, *rows = read_csv(layout.root / f"derived/data/{name}.csv")
    return [dict(zip(header, row, strict=True)) for row in rows]


def replace(layout: Layout, name: str, change: Callable[[Records], object], *, typed: bool = True) -> None:
    """Change a table's records in place and write both twins and their hashes; only the CSV if not `typed`."""
    descriptor = descriptor_of(layout)
    resource = next(item for item in descriptor["resources"] if item["name"] == name)
    contract, records = from_json(resource), records_of(layout, name)
    change(records)
    rows = [list(record.values()) for record in records]
    csv_path = layout.root / resource["path"]
    if typed:
        write_twins(csv_path, layout.root / resource["alternates"][0]["path"], contract, rows)
    else:
        with csv_path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([contract.columns, *rows])
    resource["rows"] = len(rows)
    write_descriptor(layout, descriptor)
    rehash(layout)


def rehash(layout: Layout) -> None:
    """Write into the descriptor the hashes and sizes that the files have."""
    descriptor = descriptor_of(layout)
    twins = [twin for item in descriptor["resources"] for twin in item["alternates"]]
    for entry in (*descriptor["resources"], *twins, *descriptor["files"]):
        digest, size = sha256_of(layout.root / entry["path"])
        entry |= {"hash": f"sha256:{digest}", "bytes": size}
    write_descriptor(layout, descriptor)


def setting(index: int, **values: str) -> Callable[[Records], None]:
    """A change for `replace`: set columns of one record."""

    def change(records: Records) -> None:
        records[index] |= values

    return change
