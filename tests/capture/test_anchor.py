from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.anchor import find_anchors, write_anchors
from pipeline.errors import SourceError
from tests.builders import ARTICLE, document, files, normalised, run, table, write_source

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

ORIGINAL = "The words of others.\n\n" + ARTICLE


@pytest.fixture
def original(tmp_path: Path, project: Layout) -> Path:
    """The original of the digest `trees`."""
    path = tmp_path / "original.txt"
    path.write_text(ORIGINAL, "utf-8")
    sha256 = hashlib.sha256(ORIGINAL.encode()).hexdigest()
    write_source(project, text_kind="digest", digest_of={"publisher": "P", "sha256": sha256})
    return path


def test_each_cell_has_its_place_in_the_original(project: Layout, original: Path) -> None:
    anchored = write_anchors(project, "trees", original)
    assert (anchored.found, anchored.issues) == (9, ())
    rows = list(csv.DictReader(io.StringIO((project.source("trees") / "anchors.csv").read_text())))
    there = [ORIGINAL[int(row["original_start"]) : int(row["original_end"])] for row in rows]
    assert there == ["Kind", "Planted", "Cost", "Lime", "~700", "€2,100", "Maple", "480", "€1,920"]
    run(project, "extract", "normalise")
    cells = normalised(project)["system"]["cells"]
    assert [row[11] for row in cells] == [row["original_start"] for row in rows]


@pytest.mark.parametrize(
    ("digest", "original", "found", "missing"),
    [
        (table("A | B", "x | 1"), "x and A and B and 1", ["A", "B", "x", "1"], []),
        (table("A | B", "x | 1"), "x and x and A and 1", ["A", "1"], ["B", "x"]),
        (table("A | B", "x | 1"), table("A | B", "x | 1") * 2, [], ["A", "B", "x", "1"]),
        (table("A | B", "x |  "), "A B x", ["A", "B", "x"], [""]),
    ],
)
def test_a_cell_that_is_not_there_once_is_not_guessed(
    digest: str, original: str, found: list[str], missing: list[str]
) -> None:
    rows, absent = find_anchors(document(digest), document(original))
    assert [original[row[3] : row[4]] for row in rows] == found
    assert [cell.text for _table, cell in absent] == missing


def test_a_cell_not_found_is_an_issue_with_its_place(project: Layout, tmp_path: Path) -> None:
    path = tmp_path / "original.txt"
    path.write_text("Kind Lime Maple", "utf-8")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    write_source(project, text_kind="digest", digest_of={"publisher": "P", "sha256": sha256})
    anchored = write_anchors(project, "trees", path)
    assert anchored.found == 3
    assert {(issue.code, issue.severity, issue.file) for issue in anchored.issues} == {
        ("cell-not-anchored", "warning", "raw/trees/article.md")
    }
    assert anchored.issues[0].found == "'Planted' not at all or more than once"


@pytest.mark.parametrize("source_id", ["nobody", "../project", "..", "", "/tmp", "Trees"])  # noqa: S108 a path to refuse
def test_no_such_source(project: Layout, original: Path, source_id: str) -> None:
    before = files(project.root)
    with pytest.raises(SourceError, match="no source"):
        write_anchors(project, source_id, original)
    assert files(project.root) == before


def test_what_is_no_digest_needs_no_anchors(project: Layout, original: Path) -> None:
    write_source(project, source_id="plain")
    with pytest.raises(SourceError, match="plain is no digest, so its offsets are the original's already"):
        write_anchors(project, "plain", original)


def test_another_original_is_refused(project: Layout, original: Path) -> None:
    original.write_text("Other words", "utf-8")
    with pytest.raises(SourceError, match=r"original\.txt has sha256 [0-9a-f]{64}; raw/trees/source\.yaml names"):
        write_anchors(project, "trees", original)


def test_a_broken_source_yaml_is_said(project: Layout, original: Path) -> None:
    (project.source("trees") / "source.yaml").write_text("id: trees")
    with pytest.raises(SourceError, match="faults to mend"):
        write_anchors(project, "trees", original)


@pytest.mark.parametrize("changed", [True, False])
def test_a_digest_that_is_not_as_captured(project: Layout, original: Path, changed: bool) -> None:
    path = project.source("trees") / "article.md"
    if changed:
        path.write_text("Other words", "utf-8")
    else:
        path.unlink()
    with pytest.raises(SourceError, match="is not the document that was captured"):
        write_anchors(project, "trees", original)
    assert not (project.source("trees") / "anchors.csv").exists()


def test_anchors_of_this_project_are_those_of_the_article_as_received(received: bytes, tmp_path: Path) -> None:
    from pipeline.layout import Layout
    from tests.conftest import REPO

    ours = REPO / "raw" / "spotify-archive-claims"
    project = Layout(tmp_path / "copy")
    folder = project.source(ours.name)
    folder.mkdir(parents=True)
    for path in ours.iterdir():
        if path.name != "anchors.csv":
            (folder / path.name).write_bytes(path.read_bytes())
    (tmp_path / "received.txt").write_bytes(received)
    write_anchors(project, ours.name, tmp_path / "received.txt")
    assert (folder / "anchors.csv").read_bytes() == (ours / "anchors.csv").read_bytes()
