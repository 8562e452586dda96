"""Golden pairs: each golden/*.html beside the text and tables that are read from it, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract import extract_document

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.html"))


def plain(path: Path) -> dict[str, object]:
    document = extract_document(path.read_bytes(), "text/html", name=path.name)
    return {
        "text": document.text.splitlines(),
        "tables": [
            {
                "caption": table.caption,
                "heading": list(table.heading),
                "parent": table.parent,
                "header_rows": table.header_rows,
                "header": list(table.header),
                "rows": [[cell.text for cell in row] for row in table.rows],
                "roles": [" ".join(cell.role for cell in row) for row in table.rows],
                "notes": [[cell.text, *cell.notes] for row in table.rows for cell in row if cell.notes],
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
    assert len(GOLDEN) >= 3
