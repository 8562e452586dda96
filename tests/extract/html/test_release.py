"""From an HTML page to a release: row headers and covered places are published, and every proof holds."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from pipeline.normalise.place import places
from pipeline.verify import verify_release
from tests.builders import make_project, run, source, write_source

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

PAGE = """<!DOCTYPE html><meta charset="utf-8"><nav><table><tr><td>Home<td>News</table></nav><h1>Trees</h1>
<table><caption>Planted trees</caption>
<thead><tr><th rowspan="2">Kind<th colspan="2">Planted<tr><th>2024<th>2025</thead>
<tr><th>Lime<td>700<td rowspan="2">1,200<sup>a</sup>
<tr><th>Maple | field<td>480
<tr><td>Elm<td colspan="2">0</table>
<table><tr><td>1<td rowspan=2>2<td>3<tr><td colspan=2>4<td>5</table>
"""
KEYS = {"document": "page.html", "media_type": "text/html"}
PLANTED = {
    "match": {"caption": "Planted trees"},
    "resource": "planted",
    "primary_key": ["kind"],
    "columns": [
        {"header": "Kind", "name": "kind", "type": "text"},
        {"header": "Planted 2024", "name": "in_2024", "type": "quantity"},
        {"header": "Planted 2025", "name": "in_2025", "type": "quantity"},
    ],
}


def records(layout: Layout, name: str) -> list[dict[str, str]]:
    with (layout.root / "derived" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("republish", ["full", "cells", "figures"])
def test_a_page_is_released_and_every_proof_holds(tmp_path: Path, republish: str) -> None:
    layout = make_project(tmp_path / "project")
    write_source(layout, PAGE, republish=republish, tables=[PLANTED], **KEYS)
    run(layout)
    assert verify_release(layout).issues == ()
    planted = [(row["kind"], row["in_2024_value"], row["in_2025_value"]) for row in records(layout, "planted")]
    assert planted == [("Lime", "700", "1200"), ("Maple | field", "480", "1200"), ("Elm", "0", "0")]
    cells = [cell for cell in records(layout, "cells") if cell["table_id"] == "trees/2"]
    assert [(cell["role"], cell["row"], cell["field"], cell["printed"]) for cell in cells[6:12]] == [
        ("row_header", "1", "kind", "Lime"),
        ("data", "1", "in_2024", "700"),
        ("data", "1", "in_2025", "1,200a"),
        ("row_header", "2", "kind", "Maple | field"),
        ("data", "2", "in_2024", "480"),
        ("spanned", "2", "in_2025", "1,200a"),
    ]
    assert {(cell["row"], cell["field"]) for cell in cells[:6]} == {("", "")}
    assert all(cell["locator"].startswith("char=") for cell in cells)


def test_findings_name_the_line_of_the_published_text() -> None:
    """The canonical text of a page is a rendering: its lines are no lines of the file."""
    found = [
        places(source(document="page", media_type=media_type), "a\nbc").issue("cells-overlap", "x", "warning", (3, 4))
        for media_type in ("text/html", "text/plain")
    ]
    assert [(issue.file, issue.line, issue.column) for issue in found] == [
        ("derived/text/trees.txt", 2, 2),
        ("raw/trees/page", 2, 2),
    ]


def test_rows_that_are_notes_are_in_the_ledger_and_no_data(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "project")
    page = """<!DOCTYPE html><meta charset="utf-8"><table><thead><tr><th>Year<th>Deaths</thead>
<tr><td>2019<td>1,204<sup>p</sup><tr><td>2020<td>980
<tfoot><tr><td colspan="2">p = provisional</tfoot></table>"""
    write_source(layout, page, republish="full", **KEYS)
    run(layout)
    assert verify_release(layout).issues == ()
    (table,) = records(layout, "tables")
    assert (table["header_rows"], table["rows"], table["columns"]) == ("1", "2", "2")
    assert [(cell["role"], cell["row"]) for cell in records(layout, "cells")[6:]] == [("note", ""), ("note", "")]
