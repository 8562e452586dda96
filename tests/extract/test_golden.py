"""Golden pairs: each golden/*.md beside the tables and blocks that are read from it, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract import extract_document

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.md"))


def plain(path: Path) -> dict[str, object]:
    document = extract_document(path.read_bytes(), "text/markdown", name=path.name)
    return {
        "blocks": [
            [block.kind, document.text[block.start : block.end]] for block in document.blocks if block.kind != "table"
        ],
        "tables": [
            {
                "caption": table.caption,
                "heading": list(table.heading),
                "header_rows": table.header_rows,
                "rows": [[cell.text for cell in row] for row in table.rows],
                "skipped": table.skipped,
                "faults": [[fault.code, fault.found, fault.row] for fault in table.faults],
            }
            for table in document.tables
        ],
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    assert plain(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_golden_pairs() -> None:
    assert len(GOLDEN) >= 4
