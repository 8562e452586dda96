"""Golden pairs: each golden/<name>/ holds the parts of a document as XML, beside the text and tables read from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract import extract_document
from tests.extract.docx.builder import MEDIA_TYPE, zipped

GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


def plain(folder: Path) -> dict[str, object]:
    data = zipped({f"word/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.xml"))})
    document = extract_document(data, MEDIA_TYPE, name=f"{folder.name}.docx")
    return {
        "text": document.text.splitlines(),
        "tables": [
            {
                "caption": table.caption,
                "heading": list(table.heading),
                "parent": table.parent,
                "header_rows": table.header_rows,
                "header_rule": table.header_rule,
                "header": list(table.header),
                "rows": [[cell.text for cell in row] for row in table.rows],
                "roles": [" ".join(cell.role for cell in row) for row in table.rows],
                "notes": [[cell.text, *cell.notes] for row in table.rows for cell in row if cell.notes],
                "last_locator": table.rows[-1][-1].locator,
                "skipped": table.skipped,
                "faults": [[fault.code, fault.found, fault.row] for fault in table.faults],
            }
            for table in document.tables
        ],
    }


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_golden(folder: Path) -> None:
    assert plain(folder) == json.loads(folder.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_golden_pairs() -> None:
    assert len(GOLDEN) >= 2
