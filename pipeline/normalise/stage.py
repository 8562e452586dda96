"""Cells to typed values by source.yaml: one file for each source, and one for what the resources have in common."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from pipeline.activity import activity
from pipeline.contract import to_json
from pipeline.document import from_json
from pipeline.errors import SourceError
from pipeline.files import empty_folder, write_json
from pipeline.issue import Issue, raise_errors
from pipeline.normalise.agree import Agreement
from pipeline.normalise.anchors import read_anchors
from pipeline.normalise.assemble import Normalised, normalise, unread
from pipeline.rows.read import read_csv
from pipeline.source import read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout
    from pipeline.source import Source


def run(layout: Layout) -> None:
    """Write stages/normalise/sources/<source_id>.json and resources.json.

    Raises what is wrong with source.yaml. Faults of the data travel on as issues, for the report of validate.
    """
    folder = empty_folder(layout.stage("normalise"))
    extracts = layout.stage("extract") / "documents"
    sources, issues = read_sources(layout)
    agreement = Agreement()
    for source in sources:
        extract = _read(extracts / f"{source.id}.json", f"no extract of the source {source.id!r}")
        normalised, faults = _one(layout, source, extract)
        issues += faults + agreement.add(normalised, source)
        write_json(folder / "sources" / f"{source.id}.json", plain(normalised))
    raise_errors(issues)
    write_json(folder / "resources.json", agreement.to_json())
    inputs = [extracts / f"{source.id}.json" for source in sources]
    inputs += [layout.root / source.file for source in sources]
    before = _read(extracts.parent / "activity.json", "no extract")
    write_json(folder / "activities.json", [before, activity(layout, "normalise", inputs, {})])


def _one(layout: Layout, source: Source, extract: dict[str, Any]) -> tuple[Normalised, list[Issue]]:
    """A source's part, and those of its issues that are faults of source.yaml."""
    if extract["document"] is None:
        normalised = unread(source, extract["bytes"], extract["failure"])
        return normalised, [issue for issue in normalised.issues if issue.stops_early]
    document = from_json(extract["document"])
    path = layout.source(source.id) / "anchors.csv"
    rows, unreadable = _rows(path, source, layout.relative(path))
    anchors, faults = read_anchors(rows, document, source, layout.relative(path))
    faults = unreadable or faults
    normalised = normalise(document, source, extract["bytes"], anchors)
    return normalised, faults + [issue for issue in normalised.issues if issue.stops_early]


def _read(path: Path, missing: str) -> dict[str, Any]:
    """What the stage before left; SourceError with the words for its absence."""
    if not path.is_file():
        raise SourceError(f"{missing}; run `tabletrace extract` first")
    value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return value


def _rows(path: Path, source: Source, file: str) -> tuple[list[list[str]], list[Issue]]:
    """The lines of anchors.csv, none if there is no such file, or the issue that it cannot be read."""
    try:
        return list(read_csv(path)) if path.is_file() else [], []
    except (ValueError, csv.Error) as error:
        return [], [Issue("anchor-not-matched", str(error), source_id=source.id, file=file, expected="a CSV file")]


def plain(normalised: Normalised) -> dict[str, object]:
    """A source's part as plain values."""
    return {
        "source_id": normalised.source_id,
        "text": normalised.text,
        "articles": [
            {"contract": to_json(article.contract), "claims": article.claims, "rows": article.rows}
            for article in normalised.articles
        ],
        "system": normalised.system,
    }
