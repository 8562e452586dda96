"""anchors.csv: the place of each published cell of a digest in the text that it is a digest of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.document import Document
    from pipeline.normalise.ledger import Anchor
    from pipeline.source import Source

COLUMNS = ("table", "grid_row", "grid_column", "original_start", "original_end", "original_sha256")
OFFSET = re.compile(r"[0-9]{1,15}")
Place = tuple[int, int, int]


def read_anchors(
    rows: list[list[str]], document: Document, source: Source, file: str
) -> tuple[Mapping[Place, Anchor], list[Issue]]:
    """({(table, grid row, grid column) from 1: (start, end)}, an issue for every line that is not of this document)."""
    known = {
        (table.number, cell.row + 1, cell.column + 1) for table in document.tables for row in table.rows for cell in row
    }
    result: dict[Place, Anchor] = {}
    issues = []
    if rows and tuple(rows[0]) != COLUMNS:
        return {}, [_issue(f"the columns {rows[0]!r}", source, file, 1)]
    for line, row in enumerate(rows[1:], start=2):
        numbers = [int(text) if OFFSET.fullmatch(text) else -1 for text in row[:5]]
        table, grid_row, grid_column, start, end = numbers
        place, sha256 = (table, grid_row, grid_column), row[5]
        if place not in known or not 0 <= start <= end or place in result:
            issues.append(_issue(f"the line {row!r}", source, file, line))
        elif source.digest_of is None or sha256 != source.digest_of.sha256:
            issues.append(_issue(f"the original {sha256}", source, file, line))
        else:
            result[place] = start, end
    return result, issues


def _issue(found: str, source: Source, file: str, line: int) -> Issue:
    return Issue("anchor-not-matched", found, source_id=source.id, file=file, line=line)
