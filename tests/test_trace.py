"""From a value back to the characters of the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import QueryError
from pipeline.release import open_package
from tests.builders import TREES, make_project, run, write_source

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout


def test_a_figure_has_all_of_its_evidence(released: Layout) -> None:
    evidence = open_package(released.root).trace("trees/1/1/planted")
    (figure,), (cell,) = evidence.figures, evidence.cells
    assert (figure["printed"], figure["value"], figure["qualifier"], figure["unit"]) == (
        "~700",
        "700",
        "approximate",
        "1",
    )
    assert (cell.line_number, cell.column, cell.line) == (9, 10, "| Lime | ~700 | €2,100 |")
    assert evidence.table["caption"] == "Trees in numbers"
    assert evidence.source["document"] == "raw/trees/article.md"
    assert [item["activity_id"] for item in evidence.activities] == ["extract", "normalise", "package"]
    assert json.loads(json.dumps(evidence.to_json()))["id"] == "trees/1/1/planted"


def test_the_caret_line_stands_under_the_cell(released: Layout) -> None:
    lines = open_package(released.root).trace("trees/1/1/planted").as_text().split("\n")
    number = next(index for index, line in enumerate(lines) if "| Lime |" in line)
    start, width = lines[number + 1].index("^"), lines[number + 1].count("^")
    assert lines[number][start : start + width] == "~700"


def test_a_row_is_all_of_its_cells_and_figures(released: Layout) -> None:
    evidence = open_package(released.root).trace("trees/1/2")
    assert [cell.cell["printed"] for cell in evidence.cells] == ["Maple", "480", "€1,920"]
    assert [figure["field"] for figure in evidence.figures] == ["planted", "cost"]


def test_a_cell_without_a_figure_has_evidence_too(released: Layout) -> None:
    evidence = open_package(released.root).trace("trees/1/1/kind")
    assert (evidence.figures, evidence.cells[0].cell["printed"]) == ((), "Lime")
    assert "claimed by the town" in evidence.as_text()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "trees",
        "trees/1",
        "trees/1/x",
        "trees/1/²",
        "trees/1/-1",
        "trees//1",
        "/1/1",
        "a/b/c/d/e",
        "trees/1/1/",
        "trees/1/1/planted/x",
        "trees/1/1e1",
        "trees/1/1\n",
        "trees/1/" + "9" * 30,
    ],
)
def test_what_is_no_address_is_told(released: Layout, address: str) -> None:
    with pytest.raises(QueryError, match="is no address; write a figure_id"):
        open_package(released.root).trace(address)


@pytest.mark.parametrize(
    "address",
    [
        "trees/1/3",
        "trees/2/1",
        "trees/1/0",
        "other/1/1",
        "trees/1/1/colour",
        "trees/1/999999999999999999",
        "'; drop/1/1",
    ],
)
def test_an_address_of_nothing_is_told_with_examples(released: Layout, address: str) -> None:
    with pytest.raises(QueryError, match="the figures begin with: trees/1/1/cost, trees/1/1/planted"):
        open_package(released.root).trace(address)


def test_without_figures_there_are_no_examples(project: Layout) -> None:
    write_source(project, "No table.\n")
    run(project)
    with pytest.raises(QueryError, match="the figures begin with: none"):
        open_package(project.root).trace("trees/1/1")


def test_a_correction_and_a_digest_are_told(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p")
    correction = {
        "table": "trees",
        "row": 2,
        "field": "planted",
        "expect": "480",
        "becomes": "481",
        "reason": "misprint",
        "reported": "2026-01-01",
    }
    origin = {"url": "https://example.org/", "publisher": "The Other Paper", "sha256": "0" * 64}
    write_source(
        layout,
        tables=[TREES],
        corrections=[correction],
        text_kind="digest",
        digest_of=origin,
        url="https://example.org/x",
    )
    run(layout)
    text = open_package(layout.root).trace("trees/1/2/planted").as_text()
    assert "our digest of a text by The Other Paper" in text
    assert "correction-applied" in text
    assert "address    https://example.org/x" in text
    assert "value 481" in text


def test_a_withheld_cell_shows_nothing_of_its_words(project: Layout) -> None:
    long = "a very long remark of the paper that is longer than any label could ever be, and then some more words"
    text = f"# N\n\n| Kind | N | Remark |\n|---|---|---|\n| Lime | 7 | {long} |\n"
    columns = [
        {"header": "Kind", "name": "kind", "type": "text"},
        {"header": "N", "name": "n", "type": "quantity"},
        {"header": "Remark", "name": "remark", "type": "text"},
    ]
    entry = {
        "match": {"number": 1},
        "resource": "n",
        "primary_key": ["kind"],
        "columns": columns,
        "claim": {"claimant": "publisher"},
    }
    write_source(project, text, tables=[entry], republish="figures")
    run(project)
    shown = open_package(project.root).trace("trees/1/1").as_text()
    assert "withheld" in shown
    assert "remark of the paper" not in shown


def test_a_measure_is_told(project: Layout) -> None:
    measures = {"by": "kind", "Lime": {"id": "limes", "counted": "trees"}}
    columns = TREES["columns"][:2]
    text = "The town says\n\n# Trees in numbers\n\n| Kind | Planted |\n|---|---|\n| Lime | ~700 |\n"
    write_source(project, text, tables=[{**TREES, "columns": columns, "measures": measures}])
    run(project)
    assert "measure    limes" in open_package(project.root).trace("trees/1/1").as_text()


def test_the_row_reads_as_a_sentence_with_its_labels(released: Layout) -> None:
    evidence = open_package(released.root).trace("trees/1/1/planted")
    assert evidence.sentence == (("Kind", "Lime"), ("Planted", "~700"), ("Cost", "€2,100"))
    assert "  row        Kind: Lime · Planted: ~700 · Cost: €2,100\n" in evidence.as_text()
