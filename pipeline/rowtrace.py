"""From a row of a table of rows back to its captured file: the line it begins in, its text, the text read again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import QueryError, StructureFault
from pipeline.rows.canonical import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.release import Package


@dataclass(frozen=True, slots=True)
class CapturedRow:
    """Where a row was captured: its file, its number there (rows of data, from 1), the line it begins in, its text.

    `agrees`: whether the row, read again, gives the published values; None where the captured file is not at hand. Line
    and text are None there as well, and in Parquet, which has no lines.
    """

    file: str
    row: int
    line: int | None = None
    text: str | None = None
    agrees: bool | None = None

    def as_lines(self) -> list[str]:
        """The place as a person reads it."""
        lines = [f"  row        {self.row} of {self.file}"]
        if self.agrees is None:
            return [*lines, "  line       not known: the captured file is not at hand"]
        if self.line is None and self.agrees:
            lines.append("  line       none: Parquet has no lines")
        elif self.line is not None:
            first, *others = (self.text or "").splitlines() or [""]
            lines += [f"  line {self.line:<5} {first}", *(f"             {line}" for line in others)]
        words = "the same values" if self.agrees else "OTHER VALUES: the file is not what was captured"
        return [*lines, f"  read again {words}"]


def captured_row(package: Package, resource: str, record: Mapping[str, Any]) -> CapturedRow:
    """Where a published row, as texts by column, was captured. QueryError if the manifest does not know its source."""
    path = package.file(package.resource(resource)["manifest"]["path"])
    sources = json.loads(path.read_text("utf-8"))["sources"]
    mine = next((item for item in sources if item["source_id"] == record["source_id"]), None)
    if mine is None:
        raise QueryError(f"{path.name} of {resource} does not list the source {record['source_id']!r}")
    row = int(record["row"])
    for file in mine["files"]:
        if row <= file["rows"]:
            break
        row -= file["rows"]
    place = CapturedRow(f"raw/{record['source_id']}/{file['document']}", row)
    folder = package.layout.source(record["source_id"])
    return _read_again(place, folder, package, record) if (folder / file["document"]).is_file() else place


def _read_again(place: CapturedRow, folder: Path, package: Package, record: Mapping[str, Any]) -> CapturedRow:
    # Late, for the engine that no other trace needs.
    from pipeline.rowplace import row_read_again
    from pipeline.rowsource import row_resource
    from pipeline.sources import read_source

    source, _issues = read_source(package.layout, folder)
    if source is None or source.schema is None:
        return place
    try:
        found, values = row_read_again(row_resource(source), folder, int(record["row"]))
    except (StructureFault, ValueError):
        return CapturedRow(place.file, place.row, agrees=False)
    # Between the columns that we put before and behind those of the file.
    published = [render(value) for value in list(record.values())[3:-2]]
    if found is None:
        return CapturedRow(place.file, place.row, agrees=values == published)
    file = f"raw/{source.id}/{source.files[found.file][0]}"
    return CapturedRow(file, place.row, found.line, found.text, values == published)
