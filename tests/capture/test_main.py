"""Which element of a page is chosen as its main content; every page here is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.capture.main import choose_main
from pipeline.extract import extract_document
from pipeline.sources import read_source
from tests.builders import run

if TYPE_CHECKING:
    from pipeline.layout import Layout

WORDS = "The council of {} said that it planted trees along the river, more of them than in any year before this one."
TABLE = "<table><tr><th>Kind<th>Planted<tr><td>{}<td>5</table>"
PARAGRAPHS = "".join(f"<p>{WORDS.format(town)}</p>" for town in ("Aldorf", "Bedorf", "Cedorf", "Dedorf"))
TEXT = f"{PARAGRAPHS}{TABLE.format('Lime')}<p>{WORDS.format('Edorf')}</p>"
ARTICLE = f"<article><h1>Trees</h1><div class=text>{TEXT}</div></article>"
NAV = "<nav><ul>" + "".join(f"<li><a href=/{number}>Section {number}</a>" for number in range(20)) + "</ul></nav>"
FOOTER = "<footer><p>© The Paper. All rights reserved. 12 offices.</p></footer>"


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Trees</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "main", "notes"),
    [
        (f"{NAV}<main>{ARTICLE}</main>{FOOTER}", "/html/body/main/article/div", ("1 table inside, 0 outside",)),
        (
            f"{NAV}<main>{ARTICLE}</main><aside><table role=presentation><tr><td>x<td>y</table></aside>{FOOTER}",
            "/html/body/main/article/div",
            ("1 table inside, 1 outside",),
        ),
        (
            f"{NAV}<div><main>{ARTICLE}</main><aside>{TABLE.format('Ash')}</aside></div>{FOOTER}",
            "/html/body/div",
            (
                "2 tables inside, 0 outside",
                "widened for 1 table of data beside the text, which is /html/body/div/main/article/div",
            ),
        ),
        (
            f"{NAV}<main>{ARTICLE}</main><aside>{TABLE.format('Ash')}</aside>{FOOTER}",
            None,
            ("the whole page: 1 table of data beside the text, which is /html/body/main/article/div",),
        ),
        (PARAGRAPHS, None, ("the whole page: no smaller part is its main content with certainty",)),
        ("<p>Few words.</p>", None, ("the whole page: no smaller part is its main content with certainty",)),
        ("<p> x </p>", None, None),
    ],
)
def test_the_smallest_element_with_the_text_and_every_table_of_data(
    body: str, main: str | None, notes: tuple[str, ...] | None
) -> None:
    data = page(body)
    chosen = choose_main(data, extract_document(data, "text/html"))
    assert chosen.main.value == main
    assert notes is None or chosen.main.notes == notes
    assert chosen.document == extract_document(data, "text/html", main=main)


def test_no_table_of_data_is_lost_by_a_choice() -> None:
    for inside in range(3):
        for beside in range(3):
            body = f"{NAV}<div>{ARTICLE}{TABLE.format('Ash') * inside}</div>{TABLE.format('Elm') * beside}{FOOTER}"
            data = page(body)
            whole = extract_document(data, "text/html")
            kept = [table.number for table in choose_main(data, whole).document.tables if not table.skipped]
            assert kept == [table.number for table in whole.tables if not table.skipped]


@pytest.mark.parametrize(
    "data",
    [
        b"<body>" + b"<div>" * 30_000 + PARAGRAPHS.encode(),
        b"<body>" + b"<div>" * 400 + ARTICLE.encode(),
        page(f"<table><tr><td>{NAV}<td>{ARTICLE}</table>"),
        page(ARTICLE).replace(b"\n", b"\r\n"),
        ("\ufeff" + page(ARTICLE).decode()).encode("utf-16"),
        page("<p>\u2028" + "\u00ad".join("words") * 100),
    ],
)
def test_strange_pages_are_captured(data: bytes) -> None:
    document = extract_document(data, "text/html")
    chosen = choose_main(data, document)
    assert chosen.document.text == document.text


def test_the_choice_is_written_for_review_and_followed(project: Layout) -> None:
    path = project.root / "page.html"
    path.write_bytes(page(f"{NAV}<main>{ARTICLE}</main>{FOOTER}"))
    folder = add_source(project, path, {}).folder
    line = next(line for line in (folder / "source.yaml").read_text("utf-8").splitlines() if line.startswith("main:"))
    assert line == 'main: "/html/body/main/article/div"  # from trafilatura\'s choice; 1 table inside, 0 outside'
    source, issues = read_source(project, folder)
    assert issues == []
    assert source is not None
    assert source.main == "/html/body/main/article/div"
    run(project, "extract")


def test_a_text_has_no_main_content(project: Layout) -> None:
    path = project.root / "words.txt"
    path.write_text("Words.", "utf-8")
    folder = add_source(project, path, {}).folder
    assert "main:" not in (folder / "source.yaml").read_text("utf-8")


def test_a_line_that_a_menu_repeats_does_not_lead_astray() -> None:
    towns = ("Aldorf", "Bedorf", "Cedorf", "Dedorf")
    menu = "".join(f"<li><a href=/{town}>The trees that were planted in {town}</a>" for town in towns)
    text = "".join(f"<h2>The trees that were planted in {town}</h2><p>{WORDS.format(town)}</p>" for town in towns)
    data = page(f"<nav><ul>{menu}</ul></nav><main><div>{text}</div></main>{FOOTER}")
    assert choose_main(data, extract_document(data, "text/html")).main.value == "/html/body/main/div"


def test_a_very_large_page_is_captured_whole() -> None:
    data = page(f"{NAV}<main>{ARTICLE}</main><pre>{'x' * 5_000_000}</pre>")
    chosen = choose_main(data, extract_document(data, "text/html"))
    assert (chosen.main.value, "more than 5000000 characters" in chosen.main.comment) == (None, True)
