"""HTML tables in Markdown: the grid of HTML, the words and the places of the Markdown text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import extract_document
from pipeline.table import Table, printed_text

CELLS = [
    ("12", "12"),
    (" 1,204\n ", "1,204"),
    ("<b>12</b>", "12"),
    ('<a href="x?a=1">61.5</a>', "61.5"),
    ("<p>12</p>", "12"),
    ("12<!-- no -->", "12"),
    ("<!-- 7 -->12", "12"),
    ("~12 <b>kg</b>", "~12 <b>kg</b>"),
    ("A&amp;T", "A&amp;T"),
    ("1&nbsp;000", "1&nbsp;000"),
    ("10<sup>6</sup>", "10<sup>6</sup>"),
    ("a<br>b", "a<br>b"),
    ("a | b", "a | b"),
    ('<img src="x" alt="yes">', ""),
    ("", ""),
    ("\n\n**12**\n\n", "**12**"),
    ("<table><tr><td>in<td>ner</table> out", "out"),
    ("<b title='a>b'>12</b>", "12"),
    ("&lt;b&gt;12", "&lt;b&gt;12"),
]


def tables(text: str) -> tuple[Table, ...]:
    document = extract_document(text.encode(), "text/markdown")
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert cell.locator is None
            assert table.start <= cell.start <= cell.end <= table.end
            assert printed_text(document.text[cell.start : cell.end]) == cell.text
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    return document.tables


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(("written", "text"), CELLS)
def test_cells(written: str, text: str) -> None:
    page = f"Text\n\n<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>x</td><td>{written}</td></tr>\n</table>\n\nText\n"
    table = tables(page)[0]
    assert (table.skipped, grid(table)) == (None, [["a", "b"], ["x", text]])


def test_spans_captions_and_headings() -> None:
    text = (
        "# Harvest\n\n<table><caption>Fruit</caption>\n<tr><th rowspan=2>Kind<th colspan=2>Tonnes\n"
        "<tr><th>2019<th>2020\n<tr><td>Apples<td>1<td>2\n</table>\n"
    )
    (table,) = tables(text)
    assert (table.caption, table.heading, table.header_rows) == ("Fruit", ("Harvest",), 2)
    assert table.header == ("Kind", "Tonnes 2019", "Tonnes 2020")
    assert [cell.role for cell in table.rows[1]] == ["spanned", "header", "header"]


def test_tables_are_numbered_in_the_order_of_the_document() -> None:
    rows = "<tr><th>a<th>b<tr><td>1<td>{}"
    text = (
        f"| a | b |\n|---|---|\n| 1 | 2 |\n\n<div><table>{rows.format('<table><tr><th>c<th>d<tr><td>3<td>4</table>')}"
        f"</table> <table>{rows.format('5')}</table></div>\n\n| a | b |\n|---|---|\n| 6 | 7 |\n"
    )
    found = tables(text)
    assert [(table.number, table.parent, grid(table)[-1]) for table in found] == [
        (1, None, ["1", "2"]),
        (2, None, ["1", ""]),
        (3, 2, ["3", "4"]),
        (4, None, ["1", "5"]),
        (5, None, ["6", "7"]),
    ]


def test_layout_around_a_table_of_markdown_is_left_alone() -> None:
    found = tables("<table><tr><td>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n</td></tr></table>\n")
    assert [grid(table) for table in found if table.skipped is None] == [[["a", "b"], ["1", "2"]]]


def test_a_cell_that_a_quotation_breaks_is_not_put_together() -> None:
    text = "> <table><tr><th>a<th>b<tr><td>one<td>two\n> lines</table>\n"
    (table,) = tables(text)
    assert table.skipped == "marks of a quotation stand within its cells"
    (whole,) = tables(text.replace("two\n> ", "two "))
    assert (whole.skipped, grid(whole)) == (None, [["a", "b"], ["one", "two lines"]])


def test_short_rows_are_told_and_spans_cannot_blow_up(monkeypatch: pytest.MonkeyPatch) -> None:
    (table,) = tables("<table><tr><th>a<th>b<th>c\n<tr><td>1<td>2\n<tr><td>1<td>2<td>3\n</table>\n")
    assert [(fault.code, fault.row) for fault in table.faults] == [("ragged-row", 2)]
    assert grid(table)[1] == ["1", "2", ""]
    monkeypatch.setattr("pipeline.extract.embedded.MOST_PADDING", 1000)
    found = tables(("<table><tr><th>a<th>b<tr>" + "<td colspan=600 rowspan=2>a<tr>" + "</table>\n\ntext\n\n") * 4)
    assert [bool(table.rows) for table in found] == [True, False, False, False]
    assert "more than the 1000 cells" in str(found[-1].skipped)


NO_TABLES = [
    "<!-- <table><tr><th>a<th>b<tr><td>1<td>2</table> -->\n",
    "```\n<table><tr><th>a<th>b<tr><td>1<td>2</table>\n```\n",
    "    <table><tr><th>a<th>b<tr><td>1<td>2</table>\n",
    "`<table><tr><th>a<th>b<tr><td>1<td>2</table>`\n",
    "<script>\n'<table><tr><th>a<th>b<tr><td>1<td>2</table>'\n</script>\n",
    "<tablets>\n",
]


@pytest.mark.parametrize("text", NO_TABLES)
def test_no_tables(text: str) -> None:
    assert tables(text) == ()


WORDS = st.text(st.sampled_from("ab 1,5~%é漢*|&<>"), max_size=5).map(lambda text: " ".join(text.split()))


@given(rows=st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    written = [[cell.replace("&", "+").replace("<", "(").replace(">", ")") for cell in row] for row in rows]
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in written]
    (table,) = tables("\n".join(["<table>", "<tr><th>A</th><th>B</th></tr>", *lines, "</table>"]) + "\n")
    assert grid(table)[1:] == written


@pytest.mark.parametrize("text", ["<table>\n\n" * 20_000, "<table><tr><td>\n\n" * 5_000, "<table><tr><td>a" * 5_000])
def test_unclosed_tables_end_soon(text: str) -> None:
    extract_document(text.encode(), "text/markdown")
