"""`main`: what stands outside is read and numbered all the same, but is no data and no prose of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, from_json, to_json
from pipeline.errors import ExtractError
from pipeline.extract import extract_document

OUTSIDE = "it stands outside the main content"
NAVIGATION = "navigation: it stands in one, or is named as one"
PAGE = """<body><nav><table><tr><th>x<td>1<tr><td>2<td>3</table></nav>
<main>Before.<p>One 5.</p><div id=a><table><tr><th>a<th>b<tr><td>1<td>2 <table><tr><th>n<tr><td>7</table></table>
</div></main>
<aside><p>Nine 9.</p><table><tr><th>c<th>d<tr><td>1<td>2<tr><td>3</table></aside>
<div hidden><p>Unseen.</p></div><div id=empty></div>"""


def read(main: str | None, page: str = PAGE) -> Document:
    return extract_document(page.encode(), "text/html", name="page.html", main=main)


@pytest.mark.parametrize(
    ("main", "skipped", "prose"),
    [
        (None, [NAVIGATION, None, None, None], ["Before.", "One 5.", "Nine 9."]),
        ("/html/body", [NAVIGATION, None, None, None], ["Before.", "One 5.", "Nine 9."]),
        ("//main", [NAVIGATION, None, None, OUTSIDE], ["Before.", "One 5."]),
        ("/html/body/main", [NAVIGATION, None, None, OUTSIDE], ["Before.", "One 5."]),
        ("//main/p", [NAVIGATION, OUTSIDE, OUTSIDE, OUTSIDE], ["One 5."]),
        ('//*[@id="a"]', [NAVIGATION, None, None, OUTSIDE], []),
        ("//main/div/table", None, None),
        ("//aside", [NAVIGATION, OUTSIDE, OUTSIDE, None], ["Nine 9."]),
    ],
)
def test_what_is_inside(main: str | None, skipped: list[str | None] | None, prose: list[str] | None) -> None:
    if skipped is None:
        with pytest.raises(ExtractError, match="is or stands within a table"):
            read(main)
        return
    whole, document = read(None), read(main)
    assert [table.skipped for table in document.tables] == skipped
    inside = [block for block in document.blocks if document.is_main(block)]
    assert [document.text[block.start : block.end] for block in inside if block.kind == "paragraph"] == prose
    assert document.text == whole.text
    assert document.blocks == whole.blocks
    assert [(table.number, table.rows, table.caption) for table in document.tables] == [
        (table.number, table.rows, table.caption) for table in whole.tables
    ]


def test_a_table_outside_is_not_judged() -> None:
    assert [bool(table.faults) for table in read(None).tables] == [False, False, False, True]
    assert [bool(table.faults) for table in read("//main").tables] == [False] * 4


@pytest.mark.parametrize(
    ("main", "words"),
    [
        ("//nothing", "found no element; expected one of them, as /html/body/main, /html/body/main/div"),
        ("//p", "found 3 elements; expected one of them: /html/body/main/p, /html/body/aside/p, /html/body/div[1]/p"),
        ("//td", "found 9 elements; expected one of them: "),
        ("//[", "expected a node test at offset 2 near '['; expected an XPath such as /html/body/main"),
        ("//@id", "found no element"),
        ("count(//p)", "found no element"),
        ("//text()", "found no element"),
        ("/html", "found a 'html', which is no block"),
        ("//nav/table/tbody/tr[1]/td", "prints no words, is hidden, or is or stands within a table"),
        ("//div[@hidden]", "prints no words, is hidden"),
        ("//div[@id='empty']", "prints no words"),
    ],
)
def test_an_xpath_that_names_not_one_element(main: str, words: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(main)
    assert caught.value.message.startswith(f"page.html: `main: {main}` in source.yaml: ")
    assert words in caught.value.message


def test_only_a_page_has_a_main_content() -> None:
    with pytest.raises(ExtractError, match=r"only a page \(text/html\) has one"):
        extract_document(b"Words.", "text/plain", main="//p")


@pytest.mark.parametrize("main", [None, "//main"])
def test_a_document_with_a_main_content_comes_back_from_json(main: str | None) -> None:
    document = read(main)
    assert from_json(to_json(document)) == document


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<p>w", "<table><tr><td>1<td>2<tr><td>3<td>4</table>"]), max_size=20)
)
def test_the_whole_body_is_the_whole_page(parts: list[str]) -> None:
    page = f"<body>words{''.join(parts)}"
    whole, body = read(None, page), read("/html/body", page)
    assert body.main == (whole.blocks[0].start, whole.blocks[-1].end)
    assert body.tables == whole.tables
