"""Markdown: containers, code, HTML, headings, and tables among them."""

from __future__ import annotations

import pytest

from pipeline.extract import extract_document


def tables(text: str) -> list[list[list[str]]]:
    document = extract_document(text.encode(), "text/markdown")
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


AB = [["a", "b"], ["1", "2"]]
ROWS = ["| a | b |", "|---|---|", "| 1 | 2 |"]


def indented(first: str, rest: str) -> str:
    return "\n".join([first + ROWS[0], *(rest + row for row in ROWS[1:])]) + "\n"


TABLES = [
    ("top", indented("", ""), [AB]),
    ("up to three spaces", indented("   ", " "), [AB]),
    ("in a quotation", indented("> ", ">"), [AB]),
    ("in two quotations", indented("> > ", ">> "), [AB]),
    ("in a list", indented("- ", "  "), [AB]),
    ("in a numbered list", indented("10. ", "    "), [AB]),
    ("in a list in a quotation", indented("> - ", ">   "), [AB]),
    ("below an item", "- item\n\n" + indented("  ", "  "), [AB]),
    ("below an item, by tabs", "- item\n\n\t- item\n\n" + indented("\t\t", "\t\t"), [AB]),
    ("after an item, not in it", "- item\n" + indented("", ""), [AB]),
    ("after a paragraph", "text\n" + indented("", ""), [AB]),
    ("without outer pipes", "a | b\n-|-\n1 | 2\n", [AB]),
    ("a short row without a pipe", "a | b\n-|-\n1\n\ntext", [[["a", "b"], ["1", ""]]]),
    ("ends at a quotation", indented("", "") + "> text\n", [AB]),
    ("ends at a heading", indented("", "") + "# text\n", [AB]),
    ("ends at a fence", indented("", "") + "```\n| x | y |\n```\n", [AB]),
    ("ends at a list", indented("", "") + "- text\n", [AB]),
    ("ends at a thematic break", indented("", "") + "***\n", [AB]),
    ("ends with its quotation", indented("> ", "> ") + "| 3 | 4 |\n", [AB]),
    ("a number sign is a column label", "# | n\n--|--\n1 | 2\n", [[["#", "n"], ["1", "2"]]]),
    ("without a delimiter row", "Text:\n| a | b |\n| 1 | 2 |\ntext\n", [AB]),
    ("without a delimiter row, after an item", "- item\n| a | b |\n| 1 | 2 |\n", [AB]),
    ("without a delimiter row, quoted", "> | a | b |\n> | 1 | 2 |\n", [AB]),
    ("two without a blank line", "| a | b |\n| 1 | 2 |\n# x\n| a | b |\n| 1 | 2 |\n", [AB, AB]),
]

NO_TABLES = [
    ("fenced", "```\n" + indented("", "") + "```\n"),
    ("fenced with tildes, never closed", "~~~~\n" + indented("", "") + "~~~\n"),
    ("fenced in a list", "- ```\n" + indented("  ", "  ") + "  ```\n"),
    ("indented code", indented("    ", "    ")),
    ("indented code by a tab", indented("\t", "\t")),
    ("commented out", "<!--\n" + indented("", "") + "\n" + indented("", "") + "-->\n"),
    ("an HTML block", "<div>\n" + indented("", "") + "</div>\n"),
    ("a script", "<script>\n\n" + indented("", "") + "</script>\n"),
    ("a delimiter row too far in", "| a | b |\n    |---|---|\n| 1 | 2 |\n"),
    ("a setext heading", "a | b\n-----\ntext\n"),
    ("a list item below", "a | b\n- | -\n1 | 2\n"),
    ("rows of two quotations", "> | a | b |\n\n> | 1 | 2 |\n"),
    ("tabs", "a\tb\n1\t2\n3\t4\n"),
    ("columns that are aligned", "Fruit   Tonnes\nApple       12\nPear         7\nPlum         5\n"),
    ("a ruler of several runs", "Fruit   Tonnes\n-----   ------\nApple       12\n"),
    ("a grid", "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n"),
    ("a lazy line", "> text\n> | a | b |\n| 1 | 2 |\n"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_tables(text: str, expected: list[list[list[str]]]) -> None:
    assert tables(text) == expected


@pytest.mark.parametrize("text", [case[1] for case in NO_TABLES], ids=[case[0] for case in NO_TABLES])
def test_no_tables(text: str) -> None:
    assert tables(text) == []


def test_rows_within_a_grid_are_listed_and_no_table() -> None:
    grid = "+---+---+\n| a | b |\n+===+===+\n| x | 3 |\n| y |   |\n+---+---+\n"
    (table,) = extract_document(grid.encode(), "text/markdown").tables
    assert "`+---+---+`" in (table.skipped or "")


HEADINGS = [
    ("# One\n\n## Two ##\n\n", "Two", ("One", "Two")),
    ("# One\n## Two\n### Three\n## Four\n", "Four", ("One", "Four")),
    ("One\n===\n\nTwo\n---\n", "Two", ("One", "Two")),
    ("# One\n\nThe figures:\n\n", "The figures:", ("One",)),
    ("# One\n\nTwo\nlines\n\n", "", ("One",)),
    ("# One\n\n- item\n\n", "", ("One",)),
    ("#hashtag\n\n", "#hashtag", ()),
    ("####### Seven\n\n", "####### Seven", ()),
    ("# C#\n", "C#", ("C#",)),
    ("##\n# One #two\n", "One #two", ("One #two",)),
    ("---\ntitle: not a heading\n---\n# One\n", "One", ("One",)),
    ("# One\n\n***\n\n", "One", ("One",)),
]


@pytest.mark.parametrize(("above", "caption", "heading"), HEADINGS)
def test_captions_and_headings(above: str, caption: str, heading: tuple[str, ...]) -> None:
    (table,) = extract_document((above + indented("", "")).encode(), "text/markdown").tables
    assert (table.caption, table.heading) == (caption, heading)
