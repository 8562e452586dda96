"""How right the tables of CSV files are, against docling's reading of small ones: a second opinion, not the truth.

Prints for each file whether every cell is docling's, and each difference with its reason; ends with 1 if one has none.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from benchmarks.gold import GOLD
from pipeline.extract import extract_document
from pipeline.table import prints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Grid = list[list[str]]
FOLDED = "white space of a cell is folded here, a tab in quotes too"
FIRST_ROW = "docling takes the first row for a header whatever it holds; here a row with a value in it is none"


def docling_csv(folder: Path) -> Iterator[tuple[str, bytes, Grid, int]]:
    """(name, file, docling's grid, its header rows) of each file."""
    for path in sorted(folder.glob("*.csv")):
        (table,) = json.loads(path.with_suffix(".json").read_text("utf-8"))["tables"]
        grid = table["data"]["grid"]
        headers = sum(all(cell["column_header"] or not cell["text"] for cell in row) for row in grid)
        yield path.name, path.read_bytes(), [[cell["text"] for cell in row] for row in grid], headers


def differences(data: bytes, name: str, grid: Grid, headers: int) -> Iterator[tuple[str, str | None]]:
    """(a difference, its reason or None) of one file; a span that does not give its cell back has none."""
    document = extract_document(data, "text/csv", name=name)
    (table,) = document.tables
    ours = [[cell.text for cell in row] for row in table.rows]
    for cell in (cell for row in table.rows for cell in row):
        if not prints(document.text[cell.start : cell.end], cell.text):
            yield f"the span of {cell!r}", None
    if [len(row) for row in ours] != [len(row) for row in grid]:
        yield f"{len(ours)} rows against {len(grid)}", None
        return
    for y, (mine, theirs) in enumerate(zip(ours, grid, strict=True), start=1):
        for x, (found, expected) in enumerate(zip(mine, theirs, strict=True), start=1):
            if found != expected:
                reason = FOLDED if found == " ".join(expected.split()) else None
                yield f"row {y}, column {x}: found {found!r}, expected {expected!r}", reason
    if table.header_rows != headers:
        yield f"{table.header_rows} header rows against {headers}", None if table.header_rows else FIRST_ROW


def main() -> int:
    """Measure the set, if it is there."""
    folder = GOLD / "docling" / "csv"
    if not folder.is_dir():
        print(f"docling/csv\n  SKIPPED: no folder {folder}; set TABLETRACE_GOLD")
        return 0
    unexplained = exact = count = 0
    for name, data, grid, headers in docling_csv(folder):
        found = list(differences(data, name, grid, headers))
        count += 1
        exact += not any("column" in text for text, _reason in found)
        unexplained += sum(reason is None for _text, reason in found)
        for text, reason in found:
            print(f"  {'-' if reason else '!'} {name}: {text}: {reason or 'NO REASON'}")
    print(f"docling/csv\n  exact grids            {exact}/{count}\n  unexplained            {unexplained}")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
