"""Documents that another program writes (python-docx), read as they were meant, and its reading of the same tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract_document
from pipeline.extract.docx.properties import document_properties
from tests.extract.docx.builder import MEDIA_TYPE
from tests.extract.html.test_grid import tilings

if TYPE_CHECKING:
    from docx.document import Document as Writer


def saved(writer: Writer) -> bytes:
    out = io.BytesIO()
    writer.save(out)
    return out.getvalue()


def write_grid(writer: Writer, slots: list[list[int]], words: list[str]) -> None:
    """A table whose cells are merged as the tiling says."""
    table = writer.add_table(len(slots), len(slots[0]))
    for index in range(max(map(max, slots)) + 1):
        places = [(y, x) for y, row in enumerate(slots) for x, slot in enumerate(row) if slot == index]
        (top, left), (bottom, right) = places[0], places[-1]
        table.cell(top, left).merge(table.cell(bottom, right)).text = words[index]


LETTERS = st.text(st.sampled_from("ab1.|\\ \n\té"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.data(), tilings())
def test_merged_cells_come_back(data: st.DataObject, slots: list[list[int]]) -> None:
    writer = docx.Document()
    writer.add_paragraph("The table.")
    words = [data.draw(LETTERS) for _ in range(max(map(max, slots)) + 1)]
    write_grid(writer, slots, words)
    (table,) = extract_document(saved(writer), MEDIA_TYPE).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        [" ".join(words[index].split()) for index in row] for row in slots
    ]
    assert table.faults == ()


def test_a_report() -> None:
    writer = docx.Document()
    writer.core_properties.title, writer.core_properties.author = "Trees", "Ann Lee"
    writer.add_heading("Trees of the town", 0)
    writer.add_heading("By kind", 2)
    writer.add_paragraph("Trees in numbers", style="Caption")
    write_grid(writer, [[0, 1], [2, 3], [4, 5]], ["Kind", "Planted", "Lime", "~700", "Oak", "480"])
    writer.add_paragraph("old", style="List Bullet")
    writer.add_paragraph("young", style="List Number")
    data = saved(writer)
    document = extract_document(data, MEDIA_TYPE)
    assert document.text == (
        "Trees of the town\n\nBy kind\n\nTrees in numbers\n\n| Kind | Planted |\n| Lime | ~700 |\n| Oak | 480 |\n\n"
        "old\nyoung\n"
    )
    assert [block.level for block in document.blocks] == [1, 2, None, None, None, None]
    (table,) = document.tables
    assert (table.caption, table.heading) == ("Trees in numbers", ("Trees of the town", "By kind"))
    found = document_properties(data)
    assert (found["title"][0], found["creators"][0]) == ("Trees", "Ann Lee")


@settings(max_examples=30, deadline=None)
@given(tilings())
def test_python_docx_reads_the_same_grid(slots: list[list[int]]) -> None:
    writer = docx.Document()
    write_grid(writer, slots, [f"c{number}" for number in range(36)])
    data = saved(writer)
    (theirs,) = docx.Document(io.BytesIO(data)).tables
    (ours,) = extract_document(data, MEDIA_TYPE).tables
    assert [[cell.text for cell in row] for row in ours.rows] == [
        [cell.text for cell in row.cells] for row in theirs.rows
    ]
