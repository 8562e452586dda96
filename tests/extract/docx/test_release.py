"""A Word document end to end: captured, built, and each published cell traced back to its place."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.normalise.columns import bare_text
from pipeline.sources import read_source
from pipeline.verify import verify_release
from tests.builders import run
from tests.extract.docx.builder import docx, p, tbl, tc, tr
from tests.extract.docx.builder import run as words

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = '<w:footnote w:id="2"><w:p><w:r><w:t>Counted in spring.</w:t></w:r></w:p></w:footnote>'


@pytest.mark.parametrize("suffix", [".docx", ".docm"])
def test_a_release(project: Layout, tmp_path: Path, suffix: str) -> None:
    cell = tc(f"<w:p>{words('21')}{REFERENCE}</w:p>")
    body = p("Trees", "berschrift1") + tbl("Kind | Planted", tr("Lime", cell), "Oak | 480") + p("End.")
    (tmp_path / f"trees{suffix}").write_bytes(docx(body, footnotes=NOTES))
    captured = add_source(project, tmp_path / f"trees{suffix}", {"language": "en", "locale": "en", "republish": "full"})
    assert read_source(project, captured.folder)[1] == []
    run(project)
    with (project.root / "derived/data/figures.csv").open(encoding="utf-8", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["21", "480"]
    assert (project.root / "derived/text/trees.txt").read_text("utf-8").endswith("End.\n\n[1] Counted in spring.\n")
    assert verify_release(project).issues == ()


def test_the_mark_of_a_note_takes_no_digit_from_a_value() -> None:
    """A reference prints no text: its mark is told apart from what the cell says."""
    assert bare_text("21", ("[1]",)) == "21"
