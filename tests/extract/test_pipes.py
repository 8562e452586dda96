"""Rows to cells: escapes, code spans, outer pipes, blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pipes import is_bounded, is_delimiter, split_row
from pipeline.table import printed_text

ROWS = [
    ("| a | b |", ["a", "b"]),
    ("a | b", ["a", "b"]),
    ("|a|b", ["a", "b"]),
    ("a|b|", ["a", "b"]),
    ("  | a |  b\t|  ", ["a", "b"]),
    ("| a |  |", ["a", ""]),
    ("| | |", ["", ""]),
    ("||", [""]),
    ("|", []),
    ("a", ["a"]),
    ("", [""]),
    (r"| a \| b | c |", ["a | b", "c"]),
    (r"| a \\| b | c |", [r"a \| b", "c"]),
    (r"| a | b \|", ["a", "b |"]),
    ("| `a|b` | c |", ["`a", "b`", "c"]),
    (r"| `a\|b` | c |", ["`a|b`", "c"]),
    ("| **~300 TB** | [x](y) |", ["**~300 TB**", "[x](y)"]),
    ("| a   b | 1\u00a0000 |", ["a b", "1 000"]),
    ("| \u00a0 | – |", ["", "–"]),
]

DELIMITERS = ["|---|---|", "--|--", ":-: | -:", "|-", ":--", "| :-: |", "|\t---\t|\t---\t|"]
NOT_DELIMITERS = ["---", "", "|", "||", "--||--", "-|s", "-|-::-", "- - | -", "| — | — |", "a|-", "|-|-|a", "+--+--+"]


@pytest.mark.parametrize(("row", "cells"), ROWS)
def test_cells(row: str, cells: list[str]) -> None:
    assert [printed_text(row[start:end]) for start, end in split_row(row, 0, len(row))] == cells


@pytest.mark.parametrize("row", DELIMITERS)
def test_delimiter_rows(row: str) -> None:
    assert is_delimiter(row, 0, len(row))


@pytest.mark.parametrize("row", NOT_DELIMITERS)
def test_rows_that_are_no_delimiter_rows(row: str) -> None:
    assert not is_delimiter(row, 0, len(row))


@pytest.mark.parametrize(
    ("row", "bounded"),
    [("| a |", True), ("||", True), ("|", False), ("| a", False), (r"| a \|", False), ("a |", False)],
)
def test_bounded_rows(row: str, bounded: bool) -> None:
    assert is_bounded(row, 0, len(row)) is bounded


def test_spans_leave_out_blanks_and_pipes() -> None:
    text = "before\n|  a b |\tc|   |\nafter"
    assert split_row(text, 7, 22) == [(10, 13), (16, 17), (18, 18)]


CELL = st.text(st.sampled_from("ab`*é漢 \t1-"), max_size=6).map(str.strip)


@given(st.lists(CELL, min_size=1, max_size=6))
def test_what_is_joined_is_split_again(cells: list[str]) -> None:
    row = "|" + "|".join(f" {cell} " for cell in cells) + "|"
    assert [row[start:end] for start, end in split_row(row, 0, len(row))] == cells


@given(st.text(st.sampled_from("|\\a `\t"), max_size=30))
def test_spans_are_ordered_and_inside_the_row(row: str) -> None:
    edges = [edge for span in split_row(row, 0, len(row)) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(row) for edge in edges)
