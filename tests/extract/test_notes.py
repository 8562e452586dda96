"""Notes of tables: which marks of cells are marks, where their texts are found, and what is neither."""

from __future__ import annotations

import json

import pytest

from pipeline.document import from_json, to_json
from pipeline.extract import extract_document
from pipeline.table import Table, printed_text

ROWS = "| Fruit | Tonnes |\n|---|---|\n| Apples | {} |\n| Pears | 7 |\n"


def tables(text: str, media_type: str = "text/markdown") -> tuple[Table, ...]:
    document = extract_document(text.encode(), media_type)
    for table in document.tables:
        for note in table.notes:
            assert printed_text(document.text[note.start : note.end]) == note.text
    assert from_json(json.loads(json.dumps(to_json(document)))) == document
    return document.tables


def read(text: str, media_type: str = "text/markdown") -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    (table,) = tables(text, media_type)
    return table.rows[1][1].notes, [(note.mark, note.text) for note in table.notes]


# cell, what stands below the table, marks of the cell, notes of the table
NOTES = [
    ("12\\*", "\\* estimated\n", ("\\*",), [("\\*", "estimated")]),
    ("12*", "* estimated\n", ("*",), [("*", "estimated")]),
    ("12 *", "\n* estimated\n", ("*",), [("*", "estimated")]),
    ("12†", "\n† estimated\n", ("†",), [("†", "estimated")]),
    ("12 ‡", "\n‡ estimated by\nthe growers\n", ("‡",), [("‡", "estimated by the growers")]),
    ("12*†", "\n* late\n\n† estimated\n", ("*", "†"), [("*", "late"), ("†", "estimated")]),
    ("12¹", "\n¹ estimated\n", ("¹",), [("¹", "estimated")]),
    ("12 [1]", "\n[1] estimated\n", ("[1]",), [("[1]", "estimated")]),
    ("12 (a)", "\n(a) estimated\n", ("(a)",), [("(a)", "estimated")]),
    ("12 a)", "\na) estimated\n", ("a)",), [("a)", "estimated")]),
    ("12a", "\na) estimated\n", ("a",), [("a", "estimated")]),
    ("12a,b", "\na) late\n\nb) estimated\n", ("a", "b"), [("a", "late"), ("b", "estimated")]),
    ("12<sup>1</sup>", "\n<sup>1</sup> estimated\n", ("<sup>1</sup>",), [("<sup>1</sup>", "estimated")]),
    ("12[^1]", "\nText.\n\n[^1]: estimated\n", ("[^1]",), [("[^1]", "estimated")]),
    ("12[^a] [^b]", "\n[^a]: one\n[^b]: two\n", ("[^a]", "[^b]"), [("[^a]", "one"), ("[^b]", "two")]),
    ("12", "\nNote: without stones\n", (), [("Note", "without stones")]),
    ("12", "\nSource: the growers\n\nText.\n", (), [("Source", "the growers")]),
    ("12*", "\n* late\n\nSource: the growers\n", ("*",), [("*", "late"), ("Source", "the growers")]),
]


@pytest.mark.parametrize(("cell", "below", "marks", "notes"), NOTES)
def test_notes(cell: str, below: str, marks: tuple[str, ...], notes: list[tuple[str, str]]) -> None:
    assert read(ROWS.format(cell) + "\n" + below) == (marks, notes)


NO_MARKS = [
    ("no note", "12*", "Text.\n"),
    ("a list follows", "12", "* apples\n* pears\n"),
    ("a list whose mark no cell has", "12†", "* apples\n"),
    ("emphasis", "*12*", "* estimated\n"),
    ("strong emphasis", "**12**", "** estimated\n"),
    ("nothing but the mark", "*", "* not disclosed\n"),
    ("an exponent behind a unit", "12 m²", "² estimated\n"),
    ("an exponent in markup behind a unit", "12 m<sup>2</sup>", "<sup>2</sup> estimated\n"),
    ("a power without a note", "10^2", "Text.\n"),
    ("a unit, since no note a leads up to it", "12h", "h) estimated\n"),
    ("words that a bracket closes", "12 (or a)", "a) estimated\n"),
    ("another form of the mark", "12 [1]", "1) estimated\n"),
    ("not directly below", "12*", "Text.\n\n* estimated\n"),
    ("a footnote without a definition", "12[^1]", "Text.\n"),
    ("a heading between", "12*", "# Next\n\n* estimated\n"),
    ("the words of a value", "12 kg", "g) estimated\n"),
    ("a letter of a word", "Alpha", "a) estimated\n"),
]


@pytest.mark.parametrize(("cell", "below"), [case[1:] for case in NO_MARKS], ids=[case[0] for case in NO_MARKS])
def test_what_is_no_mark(cell: str, below: str) -> None:
    assert read(ROWS.format(cell) + "\n" + below) == ((), [])


def test_plain_text() -> None:
    text = "Fruit   Tonnes\nApples     12*\nPears       7\nPlums       5\n\n* estimated\n\nText.\n"
    (table,) = tables("Table 1. Fruit\n" + text, "text/plain")
    assert [cell.notes for row in table.rows for cell in row if cell.notes] == [("*",)]
    assert [(note.mark, note.text) for note in table.notes] == [("*", "estimated")]
    (table,) = tables("| a | b |\n| x | 1† |\n| y | 2 |\n† late\nText.\n", "text/plain")
    assert [(note.mark, note.text) for note in table.notes] == [("†", "late")]


def test_a_last_row_that_is_a_note_is_no_data() -> None:
    (table,) = tables(ROWS.format("12*") + "| * estimated | |\n| Source: the growers | |\n")
    assert [[cell.role for cell in row] for row in table.rows[-3:]] == [["data"] * 2, ["note"] * 2, ["note"] * 2]
    assert [(note.mark, note.text) for note in table.notes] == [("*", "estimated"), ("Source", "the growers")]
    assert [row[0].text for row in table.data_rows] == ["Apples", "Pears"]


@pytest.mark.parametrize("row", ["| * estimated | |", "| Total | |", "| Source: x | 3 |", "| | Source: x |"])
def test_a_last_row_that_is_data_stays_data(row: str) -> None:
    (table,) = tables(ROWS.format("12") + row + "\n")
    assert {cell.role for cell in table.rows[-1]} == {"data"}
    assert len(table.data_rows) == 3


LINKED = [
    ('<p id="n1">estimated</p>', [("1", "estimated")]),
    ('<p><sup><a id="n1" href="#m1">1</a></sup> estimated</p>', [("1", "estimated")]),
    ('<ol><li id="n1"><a href="#m1">^</a> <span>estimated</span></li></ol>', [("1", "estimated")]),
    ('<ol><li id="n1">^ <a href="#m1">a</a> <a href="#m2">b</a> a guess</li></ol>', [("1", "a guess")]),
    ('<div id="n1"><p>estimated</p><p>late</p></div>', []),
    ('<p id="n2">estimated</p>', []),
    ('<p id="n1">same</p><p>same</p>', []),
]


@pytest.mark.parametrize(("below", "notes"), LINKED)
def test_notes_that_marks_link_to(below: str, notes: list[tuple[str, str]]) -> None:
    page = f"""<table><tr><th>Fruit<th>Tonnes<tr><td>Apples<td>12<sup id=m1><a href="#n1">1</a></sup>
        <tr><td>Pears<td>7</table><h2>References</h2>{below}"""
    (table,) = tables(page, "text/html")
    assert table.rows[1][1].notes == ("1",)
    assert [(note.mark, note.text) for note in table.notes] == notes


def test_a_number_that_a_page_raises_is_the_same_mark() -> None:
    page = """<table><tr><th>Fruit<th>Tonnes<tr><td>Apples<td>about twelve<sup>1</sup><tr><td>Pears<td>7</table>
        <p><sup>1</sup> estimated</p>"""
    (table,) = tables(page, "text/html")
    assert [(note.mark, note.text) for note in table.notes] == [("1", "estimated")]


def test_notes_of_a_page() -> None:
    page = """<table><tr><th>Fruit<th>Tonnes<tr><td>Apples<td>12<sup>a</sup><tr><td>Pears<td>7*
        <tr><td colspan=2>Source: the growers</table><p><sup>a</sup> estimated</p><p>* late</p><p>Text.</p>"""
    (table,) = tables(page, "text/html")
    assert [cell.notes for row in table.rows for cell in row if cell.notes] == [("a",), ("*",)]
    assert [(note.mark, note.text) for note in table.notes] == [
        ("Source", "the growers"),
        ("a", "estimated"),
        ("*", "late"),
    ]
    assert {cell.role for cell in table.rows[-1]} == {"note"}
