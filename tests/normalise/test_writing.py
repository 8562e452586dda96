"""Numbers that one cell alone does not tell: spaces between digits, dashes before a space, marks without a note."""

from __future__ import annotations

import pytest

from pipeline.normalise.tables import read_tables
from pipeline.normalise.writing import ALONE, groups_by_spaces, unmarked, writing
from tests.builders import document, source, table

SPACES = [
    (["17 050", "8 412"], True),
    (["17 412,5", "8 412"], True),
    (["1 417 412", "8 412"], True),
    (["17 412", "8 412", "230 117"], True),
    (["17 412", "8 412"], False),
    (["17 412", "8 412", "Line 12 118"], False),
    (["Line 12 050", "8 412"], False),
    (["3 15", "8 412"], False),
    ([], False),
]
DASHES = [
    (["– 4,5", "12,5"], "–4,5"),
    (["- 4.5 %", "+ 2.5 %"], "-4.5 %"),
    (["– 4,5", "– 12,5"], "– 4,5"),
    (["– 4 beds", "12"], "– 4 beds"),
]
MARKS = [
    ("3,417[1]", "3,417"),
    ("3,417[a][2]", "3,417"),
    ("3.5%[note 3]", "3.5%"),
    ("3,417*", "3,417"),
    ("0.04***", "0.04"),
    ("3,417†‡", "3,417"),
    ("3,417 [3–8]", "3,417 [3–8]"),
    ("3,417 [12]", "3,417 [12]"),
    ("3417[ab]", "3417[ab]"),
    ("3417a", "3417a"),
    ("A*", "A*"),
    ("[1]", "[1]"),
]


@pytest.mark.parametrize(("texts", "grouped"), SPACES)
def test_whether_a_space_groups_digits(texts: list[str], grouped: bool) -> None:
    assert groups_by_spaces(texts) is grouped


@pytest.mark.parametrize(("texts", "plain"), DASHES)
def test_whether_a_dash_is_a_minus(texts: list[str], plain: str) -> None:
    assert writing(texts, spaces=False).plain(texts[0]) == plain


@pytest.mark.parametrize(("text", "bare"), MARKS)
def test_marks_behind_a_number(text: str, bare: str) -> None:
    assert unmarked(text) == bare


@pytest.mark.parametrize(
    ("text", "plain"),
    [("**3,417**", "3,417"), ("_12 kg_", "12 kg"), ("**3** 4", "**3** 4"), ("***", "***"), ("*", "*")],
)
def test_marks_of_emphasis(text: str, plain: str) -> None:
    assert ALONE.plain(text) == plain


def test_a_telephone_number_stays_one() -> None:
    assert writing([], spaces=True).plain("+49 123 456") == "+49 123 456"
    assert ALONE.plain("17 050") == "17 050"


def values(text: str, locale: str | None) -> list[list[str]]:
    (found,), _faults = read_tables(document(text), source(locale=locale))
    return [[f"{read.quantity.value} {read.status}" for read in row if read.quantity] for row in found.readings]


def test_a_table_is_read_as_it_is_written() -> None:
    rows = ("Land | Einwohner | Saldo", "A | 17 050 | – 4,5", "B | 8 412 | + 12,5", "C | 681 | 0,3")
    assert values(table(*rows), "de") == [
        ["17050 read", "-4.5 read"],
        ["8412 read", "12.5 read"],
        ["681 read", "0.3 read"],
    ]


def test_without_a_proof_a_space_is_left() -> None:
    rows = ("Land | Einwohner | Rang", "A | 17 412 | 1", "B | 8 412 | 2")
    assert values(table(*rows), "de")[0][0] == "None unreadable"


def test_a_mark_without_a_note_is_flagged() -> None:
    text = table("Town | People | Rank", "A | 3,417[1] | 1", "B | 12,980* | 2", "C | 15 | 3")
    (found,), _faults = read_tables(document(text), source(locale="en"))
    people = [row[1].quantity for row in found.readings]
    assert [(str(one.value), one.flags) for one in people if one] == [
        ("3417", ("unexplained_mark",)),
        ("12980", ("trailing_zeros", "unexplained_mark")),
        ("15", ()),
    ]
