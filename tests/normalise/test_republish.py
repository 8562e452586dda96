"""What may be published of a document whose text may not: nothing else gets through, by any way."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from pipeline.normalise.assemble import normalise
from pipeline.normalise.republish import publishable_text, publishable_title, quoted
from pipeline.normalise.stage import plain
from pipeline.normalise.tables import read_tables
from pipeline.source import Claim, Column, Correction, Digest
from tests.builders import document, entry, source, table

PROSE = "sentence"
LONG = f"A whole {PROSE} of the article that is longer than any label could be, written by its author."
TEXT = f"""# The title

A {PROSE} that may not be published.

## Numbers

| Kind | Size | Words |
| --- | --- | --- |
| Lime | 5 kg | {LONG} |
| Elm | {LONG} | short |
| Oak | 7 kg | ={LONG} |

Another {PROSE}.
"""
COLUMNS = (
    Column("kind", "text", header="Kind"),
    Column("size", "quantity", header="Size"),
    Column("words", "text", header="Words"),
)
DIGEST = Digest("P", "0" * 64)


def published(text: str = TEXT, **keys: Any) -> dict[str, Any]:
    made = normalise(document(text), source(**keys), 1, {})
    value: dict[str, Any] = json.loads(json.dumps(plain(made)))
    return value


def cells(value: dict[str, Any], text: str) -> list[tuple[str, str]]:
    """(printed, text at its span) of each cell that is not withheld."""
    return [(row[7], text[int(row[8]) : int(row[9])]) for row in value["system"]["cells"] if row[-2] != "withheld"]


@pytest.mark.parametrize(
    "keys", [{"republish": "full"}, {"republish": "cells", "text_kind": "digest", "digest_of": DIGEST}]
)
def test_the_text_is_whole_where_it_may_be(keys: dict[str, Any]) -> None:
    assert published(**keys)["text"] == TEXT


@pytest.mark.parametrize("republish", ["cells", "figures"])
@pytest.mark.parametrize("declared", [True, False])
def test_offsets_hold_in_the_blanked_text(republish: str, declared: bool) -> None:
    entries = (entry(*COLUMNS),) if declared else ()
    value = published(republish=republish, tables=entries)
    text = value["text"]
    assert len(text) == len(TEXT)
    assert [line == "" for line in text.split("\n")] == [line == "" for line in TEXT.split("\n")]
    assert all(printed == there for printed, there in cells(value, text))
    assert all(there in (" ", char) for there, char in zip(text, TEXT, strict=True))
    assert "may not be published" not in text
    assert "|" not in text


def test_cells_are_published_and_no_other_sentence() -> None:
    value = published(republish="cells")
    assert LONG in value["text"]
    assert PROSE not in value["text"].replace(LONG, "")


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"tables": (entry(*COLUMNS),)},
        {"tables": (entry(*COLUMNS, primary_key=("kind",), claim=Claim("x")),)},
        {"tables": (entry(Column("all", "text", number=3)),)},
        {"tables": (entry(Column("all", "date", number=3), Column("no", "boolean", number=2)),)},
        {"tables": (entry(Column("all", "integer", number=3), Column("no", "number", number=2)),)},
        {"tables": (entry(Column("first", "text", number=3), Column("kind", "quantity", number=1)),)},
        {
            "tables": (entry(*COLUMNS),),
            "corrections": (Correction("numbers", 1, "words", LONG, f"{LONG} Mended.", "R", 3),),
        },
        {"text_kind": "digest", "digest_of": DIGEST},
    ],
)
def test_under_figures_no_long_text_leaves_by_any_way(keys: dict[str, Any]) -> None:
    value = published(republish="figures", **keys)
    if "text_kind" in keys:
        value["text"] = value["text"].replace(f"A {PROSE} that may", "").replace(f"Another {PROSE}.", "")
    assert PROSE not in json.dumps(value)
    assert "5 kg" in json.dumps(value)


@pytest.mark.parametrize(
    "text",
    [
        f"| A | B |\n| - | - |\n| x | {LONG} | y |\n| 1 | 2 |\n",
        f"| A | B |\n| x |\n| {LONG} | y | z |\n",
        f"| A |\n|---|\n| {LONG} |\n",
    ],
)
def test_under_figures_tables_that_are_no_data_are_withheld_too(text: str) -> None:
    assert PROSE not in json.dumps(published(text, republish="figures"))


def test_a_long_key_is_a_label_and_a_long_value_is_a_figure() -> None:
    long_value = "between 2,000,000,000,000,000 and 3,000,000,000,000,000 kilograms"
    text = table("Kind | Size", f"{LONG} | {long_value}")
    columns = (Column("kind", "text", header="Kind"), Column("size", "quantity", header="Size"))
    value = published(text, republish="figures", tables=(entry(*columns, primary_key=("kind",)),))
    assert LONG in value["text"]
    assert long_value in value["text"]


def test_what_is_withheld_is_told() -> None:
    (read,), _issues = read_tables(document(TEXT), source(republish="figures", tables=(entry(*COLUMNS),)))
    assert read.withheld == {(0, 2), (1, 1), (2, 2)}
    rows = [
        row
        for row in published(republish="figures", tables=(entry(*COLUMNS),))["system"]["cells"]
        if row[-2] == "withheld"
    ]
    assert {(row[7], row[-1]) for row in rows} == {("", "longer than a label, and only figures may be republished")}
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Key figures at a glance", True),
        ("What happened", True),
        ("The group claims all of the following.", False),
        ("A" * 101, False),
        ("", True),
    ],
)
def test_a_caption_that_is_a_sentence_is_prose(title: str, shown: bool) -> None:
    assert publishable_title(title, source(republish="cells")) == (title if shown else "")
    assert publishable_title(title, source(republish="full")) == title


def test_a_sentence_above_a_table_is_not_its_published_caption() -> None:
    text = f"This is a {PROSE} above a table.\n\n| A | B |\n| - | - |\n| x | 1 |\n"
    assert PROSE in json.dumps(published(text))
    assert PROSE not in json.dumps(published(text, republish="cells"))


def test_the_basis_of_a_claim_is_shown_in_its_place() -> None:
    claim = Claim("x", basis="Words")
    value = published(republish="cells", tables=(entry(*COLUMNS, claim=claim),))
    start = TEXT.index("Words")
    assert value["text"][start : start + 5] == "Words"
    assert PROSE not in value["text"].replace(LONG, "")


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ([], "   \n   "),
        ([(0, 2)], "ab \n   "),
        ([(4, 6), (0, 1), (0, 1)], "a  \nde "),
        ([(0, 5), (1, 2)], "abc\nd  "),
        ([(0, 3), (2, 7)], "abc\ndef"),
        ([(3, 3)], "   \n   "),
    ],
)
def test_blanking(shown: list[tuple[int, int]], text: str) -> None:
    assert publishable_text("abc\ndef", source(republish="cells"), shown, []) == text


def test_blanks_take_the_place_of_every_other_character() -> None:
    text = "😀\t\u2028\x0bä\n"
    assert publishable_text(text, source(republish="cells"), [], []) == "     \n"


def test_quoting() -> None:
    assert quoted("it's", source(republish="figures")) == repr("it's")
    assert quoted(LONG, source(republish="cells")) == repr(LONG)
    assert re.fullmatch(
        r"a text of \d+ characters, which may not be published", quoted(LONG, source(republish="figures"))
    )


NOTED = "| Kind | Size |\n| --- | --- |\n| Lime | 5* |\n| Elm | 7 |\n| Source: the growers | |\n\n* estimated\n"


@pytest.mark.parametrize(
    ("keys", "notes"),
    [
        ({"republish": "full"}, "Source = the growers; * = estimated"),
        ({"republish": "cells"}, None),
        ({"republish": "figures"}, None),
        ({"republish": "cells", "text_kind": "digest", "digest_of": DIGEST}, "Source = the growers; * = estimated"),
    ],
)
def test_notes_are_published_where_sentences_may_be(keys: dict[str, Any], notes: str | None) -> None:
    assert (notes or "") in published(NOTED, **keys)["system"]["tables"][0]
    assert ("estimated" in json.dumps(published(NOTED, **keys))) is (notes is not None)


def test_a_row_that_is_a_note_is_in_the_ledger_and_no_data() -> None:
    (read,), _issues = read_tables(document(NOTED), source())
    assert [[reading.text for reading in row] for row in read.readings] == [["Lime", "5"], ["Elm", "7"]]
    rows = [row for row in published(NOTED)["system"]["cells"] if "note" in row]
    assert [(row[4], row[-2], row[-1]) for row in rows] == [("", "ignored", "a note to the table")] * 2
