from __future__ import annotations

import pytest

from pipeline.normalise.anchors import COLUMNS, read_anchors
from pipeline.source import Digest, Source
from tests.builders import document, source, table

SHA = "a" * 64
DOCUMENT = document(table("A | B", "x | 1"))
DIGEST = source(digest_of=Digest("P", SHA), text_kind="digest")
HEADER = list(COLUMNS)


def test_anchors_by_their_cell() -> None:
    rows = [HEADER, ["1", "1", "1", "5", "9", SHA], ["1", "2", "2", "0", "0", SHA]]
    assert read_anchors(rows, DOCUMENT, DIGEST, "f") == ({(1, 1, 1): (5, 9), (1, 2, 2): (0, 0)}, [])


def test_no_file_is_no_anchors() -> None:
    assert read_anchors([], DOCUMENT, DIGEST, "f") == ({}, [])


@pytest.mark.parametrize(
    "row",
    [
        ["1", "1", "3", "5", "9", SHA],
        ["2", "1", "1", "5", "9", SHA],
        ["0", "1", "1", "5", "9", SHA],
        ["1", "1", "1", "9", "5", SHA],
        ["1", "1", "1", "-1", "5", SHA],
        ["1", "1", "1", "", "5", SHA],
        ["1", "1", "1", "١", "5", SHA],
        ["1", "1", "1", "1.0", "5", SHA],
        ["1", "1", "1", "1", "9" * 16, SHA],
        ["1", "1", "1", "1", "9" * 5000, SHA],
    ],
)
def test_a_line_that_is_not_of_this_document(row: list[str]) -> None:
    anchors, (issue,) = read_anchors([HEADER, row], DOCUMENT, DIGEST, "f")
    assert (anchors, issue.code, issue.line, issue.found) == ({}, "anchor-not-matched", 2, f"the line {row!r}")


def test_a_cell_twice() -> None:
    row = ["1", "1", "1", "5", "9", SHA]
    anchors, (issue,) = read_anchors([HEADER, row, row], DOCUMENT, DIGEST, "f")
    assert (anchors, issue.line) == ({(1, 1, 1): (5, 9)}, 3)


@pytest.mark.parametrize(("made", "sha"), [(DIGEST, "b" * 64), (source(), SHA)])
def test_another_original(made: Source, sha: str) -> None:
    _anchors, (issue,) = read_anchors([HEADER, ["1", "1", "1", "5", "9", sha]], DOCUMENT, made, "f")
    assert issue.found == f"the original {sha}"


def test_other_columns() -> None:
    anchors, (issue,) = read_anchors([["a", "b"], ["1", "2"]], DOCUMENT, DIGEST, "f")
    assert (anchors, issue.found, issue.line) == ({}, "the columns ['a', 'b']", 1)
