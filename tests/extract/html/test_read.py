"""HTML documents: blocks, tables, headers, notes, what is skipped, and where each cell stands."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.table import Table, printed_text
from tests.extract.html.test_grid import spans_of, tilings

if TYPE_CHECKING:
    from pipeline.document import Document

LOCATOR = re.compile(r"char=(\d+),(\d+) xpath=\(//table\)\[\d+\]/t(?:head|body|foot)\[\d+\]/tr\[\d+\]/t[dh]\[\d+\]")


def read(html: str) -> Document:
    return extract_document(html.encode(), "text/html", name="page.html")


def one(html: str) -> Table:
    (table,) = read(html).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def roles(table: Table) -> list[str]:
    return [" ".join(cell.role[0] for cell in row) for row in table.rows]


HEADERS = [
    ("<thead><tr><th>a<th>b<tbody><tr><td>1<td>2", 1),
    ("<thead><tr><td>a<td>b<tbody><tr><td>1<td>2", 1),
    ("<thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tbody><tr><td>1<td>2<td>3", 2),
    ("<tr><th>a<th>b<tr><td>1<td>2", 1),
    ("<tr><td><th>b<tr><th>x<td>2", 1),
    ("<tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3", 2),
    ("<tr><th colspan=2>Title<tr><th>a<th>b<tr><td>1<td>2", 2),
    ("<tr><th>a<th>b<tr><th colspan=2>Section<tr><td>1<td>2", 1),
    ("<tr><th>a<td>1<tr><th>b<td>2", 0),
    ("<tr><th scope=row>a<th scope=row>1<tr><th>b<td>2", 0),
    ("<tr><th scope=col>a<td>b<tr><td>1<td>2", 1),
    ("<tr><td>Year<td>Sum<tr><td>2020<td>5", 1),
    ("<tr><td>1<td>2<tr><td>3<td>4", 0),
    ("<tr><td rowspan=2>Name<td colspan=2>Sum<tr><td>in<td>out<tr><td>x<td>1<td>2", 2),
    ("<tr><th>a<th>b<tr><th>c<th>d", 1),
]


@pytest.mark.parametrize(("rows", "count"), HEADERS)
def test_header_rows(rows: str, count: int) -> None:
    assert one(f"<table>{rows}</table>").header_rows == count


def test_labels_leave_out_a_title_across_the_table() -> None:
    title = "<tr><th colspan=3>Sums<tr><th>a<th colspan=2>b<tr><th><th>c<th>d<tr><td>1<td>2<td>3"
    assert one(f"<table>{title}</table>").header == ("a", "b c", "b d")
    assert one("<table><tr><th colspan=2>Sums<tr><td>1<td>2</table>").header == ("Sums", "Sums")
    assert one("<table><tr><th>Sums<tr><td>1</table>").header == ("Sums",)


def test_a_table_whole() -> None:
    document = read(
        "<h1>Report</h1><h2>Data</h2><table><caption>Key <b>figures</b></caption>"
        "<tfoot><tr><td colspan=3>Total 7</tfoot><thead><tr><th rowspan=2>Metric<th colspan=2>Value"
        "<tr><th>2020<th>2021</thead><tr><th>a | b<td>1<td rowspan=2>x \\| y<tr><th>c<td></table><p>End"
    )
    assert document.text == (
        "Report\n\nData\n\nKey figures\n\n| Metric | Value |\n| 2020 | 2021 |\n| a \\| b | 1 | x \\\\| y |\n| c |  |\n"
        "| Total 7 |\n\nEnd\n"
    )
    (table,) = document.tables
    assert texts(table) == [
        ["Metric", "Value", "Value"],
        ["Metric", "2020", "2021"],
        ["a | b", "1", "x \\| y"],
        ["c", "", "x \\| y"],
        ["Total 7", "Total 7", "Total 7"],
    ]
    assert roles(table) == ["h h s", "s h h", "r d d", "r d s", "d s s"]
    assert (table.caption, table.heading, table.header_rows) == ("Key figures", ("Report", "Data"), 2)
    assert table.header == ("Metric", "Value 2020", "Value 2021")
    assert table.skipped is None
    assert [block.kind for block in document.blocks] == ["heading", "heading", "paragraph", "table", "paragraph"]


def test_blocks_are_what_the_page_prints() -> None:
    document = read(
        "<title>no</title><style>no</style><h2>H  <i>i</i></h2>text<br>more<div>a<p>b</p>c</div><ul><li>x<li>y<p>z</ul>"
        "<pre>\n1\n\n  2\n</pre><p hidden>no</p><p style='display: none'>no</p><script>no</script>"
        "<template>no</template>"
    )
    assert [(block.kind, document.text[block.start : block.end], block.level) for block in document.blocks] == [
        ("heading", "H i", 2),
        ("paragraph", "text more", None),
        ("paragraph", "a", None),
        ("paragraph", "b", None),
        ("paragraph", "c", None),
        ("list_item", "x", None),
        ("list_item", "y", None),
        ("list_item", "z", None),
        ("code", "1\n\n  2", None),
    ]


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        ("<h2>Above</h2>{}", "Above"),
        ("<p>Table 1. Sums</p>{}", "Table 1. Sums"),
        (f"<p>{'long ' * 60}</p>{{}}", ""),
        ("<ul><li>item</ul>{}", ""),
        ("<figure>{}<figcaption>Of <i>it</i></figcaption></figure>", "Of it"),
        ("<p>no</p><figure><figcaption>Of it</figcaption>{}</figure>", "Of it"),
        ("<figure><table><tr><td>1<td>2<tr><td>1<td>2</table><figcaption>Other</figcaption></figure>{}", ""),
    ],
)
def test_captions(html: str, caption: str) -> None:
    table = read(html.replace("{}", "<table><tr><th>a<th>b<tr><td>1<td>2</table>")).tables[-1]
    assert table.caption == caption


@pytest.mark.parametrize(
    ("cell", "text", "notes"),
    [
        ("256<sup>a</sup>", "256a", ("a",)),
        ("256<sup>[1]</sup>", "256[1]", ("[1]",)),
        ("256<sup><a href=#n>1</a></sup>", "2561", ("1",)),
        ("256<a href=#n><sup>1</sup></a>", "2561", ("1",)),
        ("GDP<sup>2</sup>", "GDP2", ("2",)),
        ("5<sup>†</sup> <sup>*</sup>", "5† *", ("†", "*")),
        ("256<sup>9</sup>", "2569", ("9",)),
        ("10<sup>6</sup>", "10⁶", ()),
        ("10<sup>−6</sup>", "10⁻⁶", ()),
        ("5 km<sup>2</sup>", "5 km²", ()),
        ("s<sup>-1</sup>", "s⁻¹", ()),
        ("1<sup>st</sup>", "1st", ()),
        ("CO<sub>2</sub>", "CO2", ()),
        ("<s>10</s>8", "10 8", ()),
        ("<del>$12.00</del><ins>$9.00</ins>", "$12.00 $9.00", ()),
        ("colo<del>u</del>r", "colour", ()),
        ("x<sup>a long remark on it</sup>", "xa long remark on it", ()),
    ],
)
def test_marks_of_notes_and_exponents(cell: str, text: str, notes: tuple[str, ...]) -> None:
    table = one(f"<table><tr><th>k<th>v<tr><td>a<td>{cell}</table><p><sup>9</sup> A note.")
    assert (table.rows[1][1].text, table.rows[1][1].notes) == (text, notes)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<table role=presentation><tr><th>a<th>b<tr><td>1<td>2</table>", "layout"),
        ("<nav><table><tr><th>a<th>b<tr><td>1<td>2</table></nav>", "navigation"),
        ("<div role=navigation><div><table><tr><th>a<th>b<tr><td>1<td>2</table></div></div>", "navigation"),
        ("<table class='x navbox'><tr><th>a<th>b<tr><td>1<td>2</table>", "navigation"),
        ("<table><tr><td><a href=x>a</a><td><a href=y>b</a><tr><td><a href=z>c</a><td></table>", "navigation"),
        ("<table><tr><td>a<td>b</table>", "layout"),
        ("<table><tr><td>a<tr><td>b</table>", "layout"),
        ("<table><tr><td>a<td>b<tr><td>c<td><form>d</form></table>", "layout"),
        (f"<table><tr><td>a<td>b<tr><td>c<td>{'word ' * 300}</table>", "layout"),
        ("<table><tr><td><td><tr><td> <td>&nbsp;</table>", "all its cells are empty"),
        ("<table></table>x", "no cells"),
        ("<table><tr></table>x", "no cells"),
        ("<table><tr><th>a<th>b</table>", "no data rows"),
        ("<table>" + "<tr><td colspan=1000>a" * 2001 + "</table>", "2001 rows of 1000 columns"),
    ],
)
def test_what_is_no_data_says_why(html: str, reason: str) -> None:
    assert reason in (one(html).skipped or "")


@pytest.mark.parametrize(
    "html",
    [
        "<table><caption>c</caption><tr><td>a<td>b<tr><td>1<td>2</table>",
        "<table><tr><th>a<tr><td>1</table>",
        "<table><tr><td>a<td>b<tr><td>1<td>2</table>",
        "<table><tr><td><a href=x>a</a><td>1<tr><td><a href=y>b</a><td>2</table>",
        "<table class=navigable><tr><td>a<td>b<tr><td>1<td>2</table>",
    ],
)
def test_what_is_data_is_not_skipped(html: str) -> None:
    assert one(html).skipped is None


def test_nested_tables_stand_below_their_host() -> None:
    document = read(
        "<table><tr><th>a<th>b<tr><td>1 <table><tr><td>x<td>y<tr><td>2<td><table><tr><td>deep<td>er</table></table> 3"
        "<td>4</table><p>between<table><tr><th>k<tr><td>v</table>"
    )
    assert [(table.number, table.parent, texts(table)[-1]) for table in document.tables] == [
        (1, None, ["1 3", "4"]),
        (2, 1, ["2", ""]),
        (3, 2, ["deep", "er"]),
        (4, None, ["v"]),
    ]
    assert "| 1 3 | 4 |\n\n| x | y |\n| 2 |  |\n\n| deep | er |\n\nbetween\n" in document.text


def test_tables_in_captions_and_second_captions_are_not_lost() -> None:
    document = read(
        "<table><caption>A<table><tr><th>x<tr><td>1</table></caption><caption>B</caption><tr><th>y<tr><td>2</table>"
    )
    assert [(table.caption, table.parent, texts(table)) for table in document.tables] == [
        ("A B", None, [["y"], ["2"]]),
        ("", 1, [["x"], ["1"]]),
    ]


def test_overlapping_cells_are_told() -> None:
    table = one("<table><tr><td>1<td rowspan=2>2<td>3<tr><td colspan=2>4</table>")
    assert texts(table) == [["1", "2", "3"], ["4", "2", ""]]
    assert [(fault.code, fault.found, fault.row) for fault in table.faults] == [
        ("cells-overlap", "4", 2),
        ("ragged-row", "2 of 3 cells", 2),
    ]


def test_slots_that_no_cell_covers_are_empty_and_told() -> None:
    table = one("<table><tr><th>a<th>b<th>c<tr><td>1<tr><td>1<td>2<td>3</table>")
    assert texts(table)[1] == ["1", "", ""]
    assert [(fault.code, fault.found, fault.row) for fault in table.faults] == [("ragged-row", "1 of 3 cells", 2)]


def located(document: Document, data: bytes) -> list[str]:
    """What stands in the original at the place of each cell that begins, in printed order."""
    original = data.decode(document.encoding)
    found = []
    for cell in (cell for table in document.tables for row in table.rows for cell in row):
        if cell.locator is None:
            assert cell.text == ""
            continue
        place = LOCATOR.fullmatch(cell.locator)
        assert place is not None
        if cell.role != "spanned":
            found.append(original[int(place[1]) : int(place[2])])
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_locators_are_places_in_the_original(newline: str, encoding: str) -> None:
    data = (
        newline.join(
            [
                "<p>é &amp; 😀",
                "<table><tr>",
                "<td>a</td> <td x='>'>b",
                "</td>",
                "<TD>c",
                "<tr><td>d<th>e</table>",
            ]
        )
    ).encode(encoding)
    cells = located(extract_document(data, "text/html"), data)
    assert [cell.replace(newline, "\n") for cell in cells] == [
        "<td>a</td>",
        "<td x='>'>b\n</td>",
        "<TD>c\n",
        "<td>d",
        "<th>e",
    ]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("|\\ \n<&"), max_size=12)


@settings(max_examples=150)
@given(st.data(), tilings())
def test_random_grids_come_back_equal(data: st.DataObject, slots: list[list[int]]) -> None:
    """Any grid with any spans and any words, printed as HTML, is read as it was."""
    spans = iter([spans for row in spans_of(slots) for spans in row])
    words = [data.draw(WORDS) for _ in range(max(map(max, slots)) + 1)]
    rows, seen = "", -1
    for row in slots:
        rows += "<tr>"
        for index in dict.fromkeys(row):
            if index > seen:
                seen = index
                height, width = next(spans)
                rows += f"<td rowspan={height} colspan={width}>{escape(words[index])}</td>"
    document = read(f"<p>.</p><table>{rows}</table>")
    (table,) = document.tables
    assert texts(table) == [[" ".join(words[index].split()) for index in row] for row in slots]
    check(document)


def check(document: Document) -> None:
    for table in document.tables:
        assert len({len(row) for row in table.rows}) <= 1
        for cell in (cell for row in table.rows for cell in row):
            assert printed_text(document.text[cell.start : cell.end]) == cell.text


_TAGS = """table tr td th tbody thead tfoot caption p div b i a li ul br sup h2 script style template select option svg
math form pre col figure figcaption nav font nobr"""
TAGS = _TAGS.split()
ATTRIBUTES = ["", " rowspan=2", " colspan=3", " rowspan=0", " hidden", " style='display:none'", " colspan=1000000", "'"]
SOUP = st.lists(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
    | st.sampled_from(TAGS).map("</{}>".format)
    | st.sampled_from(
        ["<!-- c -->", "<!--", "<![CDATA[x]]>", "&amp;", "<", "|", "\\|", "\r\n", "\r", "a", "12", "é😀", "\0"]
    )
    | st.text(max_size=3),
    max_size=60,
).map("".join)


@settings(max_examples=400)
@given(SOUP)
@example("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>")
@example("<select><table><tr><td>x")
@example("<svg><foreignobject><table><tr><td>x")
def test_any_soup_is_read_or_refused(soup: str) -> None:
    data = soup.encode("utf-8", "replace")
    try:
        document = extract_document(data, "text/html")
    except ExtractError:
        return
    check(document)
    assert all(re.match(r"<t[dh]", cell, re.IGNORECASE) for cell in located(document, data))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td colspan=1000000>x<tr><td>1<td>2</table>",
        "<table><tr>" + "<td rowspan=65535>x" * 100 + "</table>",
        "<table><tr>" + "<td rowspan=65535>x" * 100 + "<tr>" * 20000 + "</table>",
        "<div>" * 50_000 + "x",
        "<table><tr><td>" + "<sup>1" * 20_000,
        "<table><tr><td " + " ".join(f"a{number}=1" for number in range(200_000)) + ">x",
    ],
    ids=range(6),
)
def test_bombs_end_with_a_result(html: str) -> None:
    check(read(html))


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>" * 5_000 + "x",
        "<figure><figcaption>" * 5_000 + "<table><tr><td>x",
        "<table><tr><td><p><b><i><a href=x><div>x" * 3_000,
    ],
    ids=range(3),
)
def test_tables_that_the_parser_does_not_keep_apart_are_refused(html: str) -> None:
    with pytest.raises(ExtractError, match="found a table within more than 508 elements"):
        read(html)


def test_a_table_of_five_million_cells_is_refused() -> None:
    with pytest.raises(ExtractError, match="found a table of 5000000 cells, expected at most 500000; split the table"):
        read("<table>" + ("<tr>" + "<td>x" * 10) * 500_000)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("1,240<sup>1</sup> hives", "1,240¹ hives"),
        ("300<sup><a href='#n'>2</a></sup> terabytes", "300² terabytes"),
        ("5 m<sup>2</sup>", "5 m²"),
        ("the 3<sup>rd</sup> of <b>5<sup>12</sup></b>", "the 3rd of 5¹²"),
        ("300<sup>[1]</sup> terabytes", "300[1] terabytes"),
    ],
)
def test_a_raised_number_is_no_digit_of_the_number_before_it(words: str, text: str) -> None:
    document = extract_document(f"<body><p>{words}</p></body>".encode(), "text/html")
    assert document.text.strip() == text


@pytest.mark.parametrize("tag", ["div", "b", "span", "table><tr><td"])
def test_a_table_that_stands_too_deep_is_refused_and_never_read_wrongly(tag: str) -> None:
    """Around a table 508 elements are kept apart, `html` and `body` among them."""
    inner, depth = "<table><tr><th>a<th>b<tr><td>1<td>2</table>", 4 if "table" in tag else 1
    most = (508 - 2) // depth
    deep = f"<{tag}>" * (most - 1) + inner
    table = extract_document(deep.encode(), "text/html").tables[-1]
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"]]
    with pytest.raises(ExtractError, match="line 1: found a table within more than 508 elements"):
        extract_document((f"<{tag}>" * (most + 1) + inner).encode(), "text/html")
