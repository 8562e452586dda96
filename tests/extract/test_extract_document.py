"""The contract of `extract_document`: rectangular tables, spans that print their cells, faults told, costs bounded."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.extract.size import MOST_CELLS, MOST_PADDING
from pipeline.table import printed_text

if TYPE_CHECKING:
    from pipeline.document import Document

MEDIA_TYPES = ["text/plain", "text/markdown"]


def check(document: Document) -> None:
    assert [table.number for table in document.tables] == list(range(1, len(document.tables) + 1))
    for table in document.tables:
        assert table.header_rule
        assert len({len(row) for row in table.rows}) <= 1
        for row_number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                assert (cell.row, cell.column) == (row_number, column)
                assert cell.role == ("header" if row_number < table.header_rows else "data")
                assert printed_text(document.text[cell.start : cell.end]) == cell.text
                assert table.start <= cell.start <= cell.end <= table.end
                assert (cell.text == "") == (cell.start == cell.end)
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)


LINE = st.text(st.sampled_from("|||--: \\`ab1>#\t*<!"), max_size=14)
TEXT = st.lists(LINE, min_size=1, max_size=12).map("\n".join)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(text=TEXT)
@settings(max_examples=400, deadline=None)
def test_any_text_keeps_the_contract(media_type: str, text: str) -> None:
    if text.strip():
        check(extract_document(text.encode(), media_type))


CELLS = st.text(st.sampled_from("ab 1,5~%é\u00a0漢*|"), max_size=5)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(
    rows=st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2, max_size=5))
)
def test_a_written_table_is_read_back(media_type: str, rows: list[list[str]]) -> None:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    document = extract_document("\n".join(["Before", "", *lines, "", "After"]).encode(), media_type)
    check(document)
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        [" ".join(cell.split()) for cell in row] for row in rows
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_newlines_and_marks_do_not_move_a_cell(newline: str, mark: str) -> None:
    text = "Key figures\n| Figure | Value |\n| Files | ~86 million |\n"
    plain = extract_document(text.encode(), "text/plain")
    other = extract_document((mark + text.replace("\n", newline)).encode(), "text/plain")
    assert (other.text, other.tables, other.blocks) == (plain.text, plain.tables, plain.blocks)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_rows_that_disagree_are_reported(media_type: str) -> None:
    text = "| a | b |\n| 1 | 2 |\n| 3 |\n| 4 | 5 | 6 |\n"
    (table,) = extract_document(text.encode(), media_type).tables
    assert table.skipped == "its rows disagree in their number of cells"
    assert [(f.code, f.found, f.row) for f in table.faults] == [
        ("ragged-row", "1 cell", 3),
        ("ragged-row", "3 cells", 4),
    ]
    assert [text[fault.start : fault.end] for fault in table.faults] == ["3 |", "4 | 5 | 6 |"]
    assert [[cell.text for cell in row] for row in table.rows][2] == ["3", "", ""]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_excess_cells_are_told_and_short_rows_padded(media_type: str) -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 | x | y |\n| 3 |\n"
    (table,) = extract_document(text.encode(), media_type).tables
    assert table.skipped is None
    assert [(fault.code, fault.row, text[fault.start : fault.end]) for fault in table.faults] == [
        ("excess-cells", 2, "x | y"),
        ("ragged-row", 3, "3 |"),
    ]
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"], ["3", ""]]


SKIPPED = [
    ("| a | b |\n|---|---|\n", "no data rows"),
    ("| | |\n| | |\n", "all its cells are empty"),
    ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n", "its delimiter row has 2 cells, its header 3 cells"),
]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(("text", "reason"), SKIPPED)
def test_skipped_tables_count(text: str, reason: str, media_type: str) -> None:
    document = extract_document(f"{text}\n\n| a | b |\n| 1 | 2 |\n".encode(), media_type)
    assert [(table.number, table.skipped) for table in document.tables] == [(1, reason), (2, None)]


def test_a_lone_row_above_a_table_with_a_delimiter_row_is_not_its_row() -> None:
    (table,) = extract_document(b"| x | y |\n| a | b |\n|---|---|\n| 1 | 2 |\n", "text/plain").tables
    assert table.header == ("a", "b")
    assert len(table.rows) == 2


@pytest.mark.parametrize("media_type", ["application/pdf", "", "text/plain; charset=utf-8", "TEXT/PLAIN"])
def test_unknown_media_types_are_listed_against_the_known(media_type: str) -> None:
    with pytest.raises(ExtractError, match="text/plain, text/markdown") as refused:
        extract_document(b"text", media_type, name="a.csv")
    assert repr(media_type) in str(refused.value)


def test_names_and_encodings_are_kept() -> None:
    document = extract_document(b"caf\xe9 list", "text/plain", name="menu.txt", encoding="cp1252")
    assert (document.name, document.media_type, document.encoding) == ("menu.txt", "text/plain", "cp1252")
    assert document.text == "café list"


BOMBS = {
    "wide header": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "b\n" * 5000,
    "quotes": ">" * 50_000 + " a | b\n",
    "quoted lines": (">" * 500 + "\n") * 500,
    "pipes": "|" * 500_000,
    "escaped pipes": "\\|" * 250_000,
    "list marks": "- " * 250_000,
    "nested, then blank": "- " * 100 + "a\n" + "\n" * 100_000,
    "hashes": "# a" + " " * 200_000 + "b #\n",
    "tag": "<a " + "b=c " * 100_000 + "'\n",
    "fences": "```\n" * 50_000,
    "headings": "# a\n" * 50_000,
    "years": "|a|" + "2021|" * 10_000 + "\n|b|" + "5|" * 10_000 + "\n",
    "padding": ("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "b\n" * 450 + "\n") * 10,
    "front matter": "---\n" + "a: b\n" * 50_000,
}


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("name", BOMBS)
def test_adversarial_documents_end_soon(name: str, media_type: str) -> None:
    begun = time.perf_counter()
    document = extract_document(BOMBS[name].encode(), media_type)
    assert time.perf_counter() - begun < 20
    assert sum(len(table.rows) * len(table.rows[0]) for table in document.tables if table.rows) <= MOST_CELLS


def test_what_is_too_large_is_said() -> None:
    (table,) = extract_document(BOMBS["wide header"].encode(), "text/markdown").tables
    assert (table.rows, table.header_rows) == ((), 0)
    assert table.skipped == "it has 25005000 cells (5001 rows of 5000), more than the 500000 that are read"
    tables = extract_document(BOMBS["padding"].encode(), "text/markdown").tables
    assert tables[0].skipped is None
    assert str(MOST_PADDING) in str(tables[-1].skipped)


def test_importing_the_package_is_cheap() -> None:
    code = "import sys; import pipeline.extract; print([name for name in sys.modules if name.startswith('pipeline')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pipeline.extract.read" not in done.stdout
