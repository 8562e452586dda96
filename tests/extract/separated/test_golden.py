"""Golden pairs: each file of golden/ beside the tables that are read from it, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract import extract_document

FOLDER = Path(__file__).parent / "golden"
GOLDEN = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
MEDIA_TYPES = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}


def plain(path: Path) -> dict[str, object]:
    document = extract_document(path.read_bytes(), MEDIA_TYPES[path.suffix], name=path.name)
    return {
        "faults": [[fault.code, fault.found] for fault in document.faults],
        "tables": [
            {
                "caption": table.caption,
                "header": list(table.header),
                "rows": [[cell.text for cell in row] for row in table.rows],
                "printed": [[document.text[cell.start : cell.end] for cell in row] for row in table.rows],
                "notes": [[note.mark, note.text] for note in table.notes],
                "skipped": table.skipped,
                "faults": [[fault.code, fault.found, fault.row] for fault in table.faults],
            }
            for table in document.tables
        ],
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    assert plain(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_golden_pairs() -> None:
    assert len(GOLDEN) >= 4
