"""Plain text: paragraphs, headings, list items, tables with and without a delimiter row, and what is none."""

from __future__ import annotations

import pytest

from pipeline.extract import extract_document


def blocks(text: str) -> list[tuple[str, str]]:
    document = extract_document(text.encode(), "text/plain")
    return [(block.kind, text[block.start : block.end]) for block in document.blocks]


BLOCKS = [
    ("A sentence ends.\n", [("paragraph", "A sentence ends.")]),
    ("What happened\nIt ended.\n", [("heading", "What happened"), ("paragraph", "It ended.")]),
    ("What happened\n\nIt ended.\n", [("heading", "What happened"), ("paragraph", "It ended.")]),
    (
        "The list has:\n- one\n2. two\n• three",
        [("paragraph", "The list has:"), *(("list_item", w) for w in ("one", "two", "three"))],
    ),
    (
        "A long first line that says a good deal\nAnother that begins anew",
        [("heading", "A long first line that says a good deal"), ("paragraph", "Another that begins anew")],
    ),
    ("last bare line", [("paragraph", "last bare line")]),
    ("-5 degrees\nIt froze.", [("heading", "-5 degrees"), ("paragraph", "It froze.")]),
    (
        "This paragraph was wrapped by hand, as by\nHenry; its second line\ngoes on.\n\nNext.",
        [
            (
                "paragraph",
                "This paragraph was wrapped by hand, as by\nHenry; its second line\ngoes on.",
            ),
            ("paragraph", "Next."),
        ],
    ),
    (
        "Rows\n| a | b |\n| 1 | 2 |\nNext",
        [("heading", "Rows"), ("table", "| a | b |\n| 1 | 2 |"), ("paragraph", "Next")],
    ),
    ("a | b\n--|--\n1 | 2\nNext", [("table", "a | b\n--|--\n1 | 2"), ("paragraph", "Next")]),
    ("| a |\n|---|\n| 1 |\nf(x) = |x|", [("table", "| a |\n|---|\n| 1 |"), ("paragraph", "f(x) = |x|")]),
]

NO_TABLES = [
    "| a | b |\n",
    "| a | b |\n\n| c | d |\n",
    "Choose a | b.\nOr c | d.\n",
    "| a | b\n| c | d\n",
    "a | b |\nc | d |\n",
    "| a |\ntext\n| b |\n",
    "|---|---|\n| a | b |\n",
    "|\n|\n|\n",
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize("text", NO_TABLES)
def test_what_is_no_table(text: str, media_type: str) -> None:
    assert extract_document(text.encode(), media_type).tables == ()


CAPTIONS = [
    ("Key figures\n| a | b |\n| 1 | 2 |\n", "Key figures", ("Key figures",)),
    ("Key figures\n\n| a | b |\n| 1 | 2 |\n", "Key figures", ("Key figures",)),
    ("Part\nIt says:\n| a | b |\n| 1 | 2 |\n", "It says:", ("Part",)),
    ("Part\n- an item\n| a | b |\n| 1 | 2 |\n", "", ("Part",)),
    ("Part\n" + "Too long. " * 30 + "\n| a | b |\n| 1 | 2 |\n", "", ("Part",)),
    ("| a | b |\n| 1 | 2 |\n", "", ()),
    ("| lone | row |\n\n| a | b |\n| 1 | 2 |\n", "", ()),
]


@pytest.mark.parametrize(("text", "caption", "heading"), CAPTIONS)
def test_captions(text: str, caption: str, heading: tuple[str, ...]) -> None:
    (table,) = extract_document(text.encode(), "text/plain").tables
    assert (table.caption, table.heading) == (caption, heading)


def test_a_table_directly_below_another_has_no_caption() -> None:
    tables = extract_document(b"One\n| a | b |\n| 1 | 2 |\n\n| c | d |\n| 3 | 4 |\n", "text/plain").tables
    assert [table.caption for table in tables] == ["One", ""]
