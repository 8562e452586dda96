"""A document as JSON and back: every field of every cell, whatever kind of document it was read from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, from_json, spelled_out, to_json
from pipeline.extract import extract_document
from pipeline.table import Cell, Fault, Table

GOLDEN = Path(__file__).parent / "extract"
MEDIA_TYPES = {".html": "text/html", ".md": "text/markdown", ".txt": "text/plain"}
FILES = sorted(path for path in GOLDEN.rglob("golden/*") if path.suffix in MEDIA_TYPES)


def there_and_back(document: Document) -> Document:
    return from_json(json.loads(json.dumps(to_json(document))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_read_comes_back_from_json(path: Path) -> None:
    document = extract_document(path.read_bytes(), MEDIA_TYPES[path.suffix], name=path.name)
    assert there_and_back(document) == document


CELLS = st.builds(
    Cell,
    text=st.text(max_size=3),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    row=st.just(0),
    column=st.just(0),
    role=st.sampled_from(["header", "row_header", "data", "spanned", "note"]),
    notes=st.lists(st.text(max_size=2), max_size=2).map(tuple),
    locator=st.none() | st.text(max_size=3),
)


@given(st.lists(CELLS, min_size=0, max_size=6), st.integers(0, 3))
def test_any_cell_comes_back_from_json(cells: list[Cell], width: int) -> None:
    rows = tuple(
        tuple(cell._replace(row=y, column=x) for x, cell in enumerate(cells[y * width : (y + 1) * width]))
        for y in range(len(cells) // width if width else len(cells))
    )
    table = Table(1, rows, 0, "", "", ("a", "b"), 0, 9, faults=(Fault("ragged-row", "1 cell", row=1),), parent=2)
    document = Document("d", "text/html", "utf-8", "text", (), (table, replace(table, number=2)))
    assert there_and_back(document) == document


def test_spelled_out_names_every_value_of_a_cell() -> None:
    cell = Cell("2*", 2, 4, 0, 0, "data", ("*",), "char=0,4")
    table = Table(1, ((cell,),), 0, "", "", (), 0, 6)
    value = spelled_out(Document("d", "text/html", "utf-8", "| 2* |", (), (table,)))
    (written,) = value["tables"]  # type: ignore[misc]
    assert written["rows"] == [[{**cell._asdict()}]]
