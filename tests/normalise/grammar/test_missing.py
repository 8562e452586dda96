from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.grammar.missing import read_missing

STATED = [
    ("", "empty"),
    ("  \u00a0", "empty"),
    ("-", "dash"),
    ("–", "dash"),
    ("—", "dash"),
    ("--", "dash"),
    ("n/a", "not_applicable"),
    ("N/A", "not_applicable"),
    ("Not applicable", "not_applicable"),
    ("not  disclosed", "not_disclosed"),
    ("(undisclosed)", "not_disclosed"),
    ("Unknown", "unknown"),
    ("?", "unknown"),
    ("not available", "not_available"),
    ("TBD", "not_available"),
    ("…", "not_available"),
    ("k. A.", "not_disclosed"),
    ("entfällt", "not_applicable"),
    ("non disponible", "not_available"),
    ("desconocido", "unknown"),
    ("..", "not_available"),
    (":", "not_available"),
    (".", "not_available"),
    ("·", "not_available"),
    ("///", "not_applicable"),
    ("[x]", "not_available"),
    ("[c]", "not_disclosed"),
    ("[z]", "not_applicable"),
]
NOT_MISSING = [
    "0",
    "none",
    "NA",
    "nil",
    "-5",
    "– 5",
    "n/a for audio",
    "unknown artist",
    "()",
    "x",
    "false",
    "c",
    "z",
    "[a]",
    "[1]",
    "..5",
    "/",
]


@pytest.mark.parametrize(("text", "code"), STATED)
def test_reads_a_stated_absence(text: str, code: str) -> None:
    assert read_missing(text) == code


@pytest.mark.parametrize("text", NOT_MISSING)
def test_anything_else_is_not_missing(text: str) -> None:
    assert read_missing(text) is None


@given(st.text())
def test_never_raises(text: str) -> None:
    read_missing(text)
