"""Everything a source adds: its rows by resource, its issues in the order of the document, and never an exception."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import SYSTEM, system_contract
from pipeline.layout import Layout
from pipeline.normalise.assemble import Normalised, normalise, unread
from pipeline.normalise.stage import plain
from pipeline.rows.canonical import parse, render
from pipeline.source import Claim, Column, Match, Notice, TableEntry
from pipeline.sources import read_source
from pipeline.table import printed_text
from tests.builders import ARTICLE, document, entry, source, table

REPO = Path(__file__).parents[2]


def records(made: Normalised, name: str) -> list[dict[str, str]]:
    columns = system_contract(name).columns
    return [dict(zip(columns, row, strict=True)) for row in made.system[name]]


def made(text: str = ARTICLE, **keys: Any) -> Normalised:
    return normalise(document(text), source(**keys), 7, {})


def test_a_source_without_an_entry() -> None:
    result = made()
    assert [article.contract.name for article in result.articles] == ["trees_table_1"]
    assert [issue.code for issue in result.issues if issue.severity != "info"] == []
    (row,) = records(result, "tables")
    assert (row["declared"], row["resource"], row["claimant"], row["header_rows"]) == (
        "false",
        "trees_table_1",
        "",
        "1",
    )


def test_the_source_s_row() -> None:
    (row,) = records(made(authors=("Ann",), notice=Notice("2026", "why"), status="withdrawn"), "sources")
    assert {key: row[key] for key in ("document", "bytes", "authors", "notice_reason", "read_status", "text_path")} == {
        "document": "raw/trees/article.md",
        "bytes": "7",
        "authors": '["Ann"]',
        "notice_reason": "why",
        "read_status": "read",
        "text_path": "derived/text/trees.txt",
    }


def test_a_document_that_could_not_be_read() -> None:
    result = unread(source(), 3, "it holds a NUL")
    (row,) = records(result, "sources")
    assert (row["read_status"], row["text_path"], row["encoding"]) == ("failed", "", "")
    (issue,) = records(result, "issues")
    assert (issue["code"], issue["severity"], issue["found"]) == ("document-unreadable", "warning", "it holds a NUL")
    assert (result.text, result.articles) == (None, ())


def test_a_basis_has_its_place_in_the_document() -> None:
    claim = Claim("the town", basis="The town says")
    result = made(tables=(entry(claim=claim),))
    (row,) = records(result, "tables")
    start = ARTICLE.index("The town says")
    assert (row["claim_basis_start"], row["claim_basis_end"]) == (str(start), str(start + 13))


@pytest.mark.parametrize(
    ("keys", "code", "found"),
    [
        (
            {"tables": (entry(claim=Claim("x", basis="Never said")),)},
            "basis-not-found",
            "the basis 'Never said', which the document does not have",
        ),
        ({"published": "22 December"}, "source-invalid", "published '22 December'"),
        ({"notice": Notice("soon", "why")}, "source-invalid", "notice.date 'soon'"),
        (
            {"tables": (entry(claim=Claim("x", claimed="2025-13")),)},
            "source-invalid",
            "tables.0.claim.claimed '2025-13'",
        ),
        (
            {"tables": (entry(claim=Claim("publisher")),), "publisher": None},
            "source-invalid",
            "claimant: publisher, but publisher is null",
        ),
    ],
)
def test_what_contradicts_the_document_or_the_calendar_stops_early(keys: dict[str, Any], code: str, found: str) -> None:
    stopping = [issue for issue in made(**keys).issues if issue.stops_early]
    assert [(issue.code, issue.found, issue.file) for issue in stopping] == [(code, found, "raw/trees/source.yaml")]


def test_dates_of_an_unreadable_source_are_checked_too() -> None:
    assert [issue.code for issue in unread(source(published="x"), 1, "why").issues] == [
        "document-unreadable",
        "source-invalid",
    ]


def test_issues_stand_in_the_order_of_the_document_and_are_numbered() -> None:
    text = table("A | A", "x | 5 kg", "y | many") + "\n" + table("B | C", "=1 | 2")
    rows = records(made(text), "issues")
    starts = [int(row["char_start"] or -1) for row in rows]
    assert starts == sorted(starts)
    assert [row["issue_id"] for row in rows] == [f"trees/{number}" for number in range(1, len(rows) + 1)]


PIECES = [
    "|",
    " | ",
    "| a | b |\n",
    "|---|---|\n",
    "| 1 | 2 |\n",
    "\n",
    "# H\n",
    "- ",
    "> ",
    "5 kg",
    "~86 million",
    "n/a",
    "1.234",
    "as claimed",
    "(12)",
    "July 2025",
    "\\|",
    "`|`",
    "* ",
    "1. ",
    "```\n",
    "\t",
    "é",
    "😀",
    "\u2028",
    "\x1b[1m",
    "\x0c",
    "\u00a0",
    "per Ann",
    "=1+1",
    "x" * 70,
    ". ",
    "007",
    "50%",
    "<b>",
    "\r\n",
    "yes",
]
DOCUMENTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(str.strip)
TABLES = st.lists(
    st.lists(
        st.sampled_from(
            ["", "a", "5 kg", "1.234", "n/a", "many words " * 8, "(3)", "2025", "A", "12%", "per Ann", "-", "x\\|y"]
        ),
        min_size=2,
        max_size=4,
    ).map(" | ".join),
    min_size=1,
    max_size=6,
)
ENTRIES = st.builds(
    lambda number, kinds, key, claim: TableEntry(
        Match(number=number),
        "numbers",
        3,
        claim=claim,
        primary_key=("c1",) if key and kinds else (),
        columns=tuple(Column(f"c{place}", kind, number=place) for place, kind in enumerate(kinds, start=1)),
    ),
    st.integers(1, 2),
    st.lists(st.sampled_from(["text", "quantity", "integer", "number", "date", "boolean"]), max_size=4),
    st.booleans(),
    st.sampled_from([None, Claim("publisher"), Claim("Ann", "2025", "per Ann")]),
)


@given(
    DOCUMENTS
    | TABLES.map(lambda rows: "\n".join(f"| {row} |" for row in rows))
    | TABLES.map(lambda rows: table(*rows)),
    st.sampled_from(["text/plain", "text/markdown"]),
    st.sampled_from(["full", "cells", "figures"]),
    st.sampled_from([None, "en", "de"]),
    st.lists(ENTRIES, max_size=2).map(tuple),
)
def test_no_document_makes_it_raise_and_every_cell_holds(
    text: str, media_type: str, republish: str, locale: str | None, entries: tuple[TableEntry, ...]
) -> None:
    read = document(text, media_type)
    result = normalise(read, source(republish=republish, locale=locale, tables=entries), 1, {})
    json.dumps(plain(result))
    assert result.text is not None
    assert len(result.text) == len(read.text)
    cells = records(result, "cells")
    assert len(cells) == sum(len(row) for found in read.tables for row in found.rows)
    for cell in cells:
        if cell["status"] != "withheld":
            assert printed_text(result.text[int(cell["char_start"]) : int(cell["char_end"])]) == cell["printed"]
    places = {(cell["table_id"], cell["row"], cell["field"]) for cell in cells if cell["row"]}
    assert {(row["table_id"], row["row"], row["field"]) for row in records(result, "figures")} <= places
    for article in result.articles:
        for row in article.rows:
            for item, value in zip(article.contract.fields, row, strict=True):
                assert render(parse(value, item.type)) == value
                if "enum" in item.constraints and value:
                    assert value in item.constraints["enum"]
    for name in SYSTEM:
        for row in result.system.get(name, ()):
            for item, value in zip(system_contract(name).fields, row, strict=True):
                assert value or not item.required
                assert render(parse(value, item.type)) == value


def test_the_article_as_received_gives_the_figures_of_our_digest(received: bytes) -> None:
    """The received text, put through the same code with the same entries, gives the same typed figures."""
    layout = Layout(REPO)
    ours, issues = read_source(layout, layout.source("spotify-archive-claims"))
    assert ours is not None, issues
    digest = document((layout.source(ours.id) / ours.document).read_text("utf-8"), "text/plain")
    original = document(received.decode(), "text/plain")

    def figures(made: Normalised) -> list[dict[str, str]]:
        rows = records(made, "figures")
        return [{key: row[key] for key in row if key not in ("char_start", "char_end")} for row in rows]

    def articles(made: Normalised) -> list[list[list[str]]]:
        return [article.rows for article in made.articles]

    from_digest, from_original = (normalise(read, ours, 1, {}) for read in (digest, original))
    assert figures(from_digest) == figures(from_original)
    assert articles(from_digest) == articles(from_original)
    assert [issue.code for issue in from_original.issues if issue.severity == "error"] == []
    values = [(row["value"], row["qualifier"], row["unit"], row["lower"]) for row in figures(from_original)]
    assert values == [
        ("86000000", "approximate", "1", ""),
        ("256000000", "unqualified", "1", ""),
        ("300", "approximate", "TBy", ""),
        ("99.9", "approximate", "%", ""),
        ("99.6", "approximate", "%", ""),
        ("186000000", "unqualified", "1", ""),
    ]


def test_what_is_written_is_text_that_csv_keeps() -> None:
    result = made(table("A | B", 'x " y | ~5', "'; DROP TABLE x; -- | 6"))
    for article in result.articles:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(article.rows)
        assert list(csv.reader(io.StringIO(out.getvalue()), strict=True)) == article.rows
