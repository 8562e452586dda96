"""Our own checks, on a candidate that keeps them and on its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.contents import Contents, read_contents
from pipeline.contract import Contract, Field
from pipeline.manifest import read_descriptor
from pipeline.proofs import check_contents
from pipeline.validate.rules import check_candidate
from tests.builders import TREES, run, write_source
from tests.planting import descriptor_of

if TYPE_CHECKING:
    from pipeline.layout import Layout


def test_a_sound_candidate_keeps_them_all(released: Layout) -> None:
    contents, issues = check_candidate(released.candidate, descriptor_of(released.candidate))
    assert issues == []
    assert {"trees", "figures", "cells"} <= set(contents.records)
    assert [item.name for item in contents.articles] == ["trees"]


@pytest.mark.parametrize("republish", ["full", "cells", "figures"])
def test_withheld_words_are_no_fault(project: Layout, republish: str) -> None:
    text = "The town says\n\n| Kind | Planted | Cost |\n|---|---|---|\n| Lime | 7 | €1 |\n"
    entry = {**TREES, "match": {"number": 1}}
    write_source(project, text, tables=[entry], republish=republish)
    run(project, "extract", "normalise", "package")
    _contents, issues = check_candidate(project.candidate, descriptor_of(project.candidate))
    assert issues == []


def test_a_package_without_tables_keeps_them(project: Layout) -> None:
    write_source(project, "No table.\n")
    run(project, "extract", "normalise", "package")
    assert check_candidate(project.candidate, descriptor_of(project.candidate))[1] == []


def test_contents_that_are_not_whole_prove_nothing() -> None:
    assert check_contents(Contents({}, {"cells": []}, {})) == []


def test_a_key_with_an_empty_part_is_not_compared(released: Layout) -> None:
    contents, _issues = read_contents(released, read_descriptor(released))
    names = ("table_id", "row", "b")
    own = Contract("own", "", "", tuple(Field(name, "string") for name in names), ("row",), (("row", "b"), ("b",)))
    rows = [{"table_id": "o/1", "row": str(number), "b": b} for number, b in enumerate(("", "", "x", "x"))]
    changed = Contents({**contents.contracts, "own": own}, {**contents.records, "own": rows}, contents.texts)
    (issue,) = [issue for issue in check_contents(changed) if issue.code == "key-not-unique"]
    assert "b = 'x' a second time in own" in issue.found
