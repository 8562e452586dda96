"""The candidate's rows through our own engine: what it finds stands in the report, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.validate.report import Finding
from pipeline.validate.tables import beside, check_tables

if TYPE_CHECKING:
    from pipeline.layout import Layout


def test_every_table_of_a_sound_candidate_is_read(released: Layout) -> None:
    descriptor = json.loads(released.candidate.descriptor.read_text("utf-8"))
    report = check_tables(released.candidate, descriptor)
    assert report["valid"]
    rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"]}
    assert rows == {item["name"]: item["rows"] for item in descriptor["resources"]}


def test_what_frictionless_found_too_is_told_once() -> None:
    theirs = [
        Finding("a", "frictionless", "type-error", "x", row=1, field="b"),
        Finding("a", "frictionless", "blank-row", "x", row=2),
    ]
    ours = [
        Finding("a", "tabletrace", "type-error", "y", row=1, field="b"),
        Finding("a", "tabletrace", "blank-row", "y", row=2, field=""),
        Finding("a", "tabletrace", "unique-key", "y", row=2),
        Finding("b", "tabletrace", "type-error", "y", row=1, field="b"),
    ]
    assert list(beside(ours, theirs)) == ours[2:]
