"""Cells to typed values by source.yaml: one file for each source, and one for what the resources have in common."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.activity import activity
from pipeline.contract import to_json
from pipeline.document import from_json
from pipeline.errors import ContractError, SourceError, TabletraceError
from pipeline.extracts import SUFFIX, read_extract
from pipeline.files import empty_folder, write_json
from pipeline.issue import Issue, raise_errors
from pipeline.normalise.agree import Agreement
from pipeline.normalise.anchors import read_anchors
from pipeline.normalise.assemble import ArticleTable, Normalised, normalise, unread
from pipeline.normalise.rows.kept import remove_others
from pipeline.rows.read import read_csv
from pipeline.sources import read_sources
from pipeline.workers import for_each

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout
    from pipeline.source import Source


class Reading(NamedTuple):
    """One source to normalise: all that a worker needs to know."""

    layout: Layout
    source: Source
    extract: Path
    target: Path


def run(layout: Layout) -> None:
    """Write stages/normalise/sources/<source_id>.json and resources.json.

    Raises what is wrong with source.yaml. Faults of the data travel on as issues, for the report of validate.
    """
    folder = empty_folder(layout.stage("normalise"))
    extracts = layout.stage("extract") / "documents"
    if not (extracts.parent / "activity.json").is_file():
        raise SourceError("no extract; run `tabletrace extract` first")
    sources, issues = read_sources(layout)
    readings = [
        Reading(layout, source, extracts / f"{source.id}{SUFFIX}", folder / "sources" / f"{source.id}.json")
        for source in sources
    ]
    agreement = Agreement()
    costs = (_size(reading.extract) for reading in readings)
    parts = for_each(read_one, readings, costs=costs, label="reading values", lost=_lost)
    remove_others(layout, sources)
    for source, (normalised, faults) in zip(sources, parts, strict=True):
        if source.schema is not None:
            # Here, one after the other: each takes all the memory and the cores that it may.
            normalised, faults = _rows_of(source, layout, folder / "sources" / f"{source.id}.json")
        issues += faults + agreement.add(normalised, source)
    raise_errors(issues)
    write_json(folder / "resources.json", agreement.to_json())
    inputs = [reading.extract for reading in readings]
    inputs += [layout.root / source.file for source in sources]
    before = json.loads((extracts.parent / "activity.json").read_text("utf-8"))
    rows = [source for source in sources if source.schema is not None]
    files = {layout.source(source.id) / name: sha256 for source in rows for name, sha256 in source.files}
    done = activity(layout, "normalise", [*inputs, *files], {}, files)
    write_json(folder / "activities.json", [before, done])


def read_one(reading: Reading) -> tuple[Normalised, list[Issue]]:
    """Write a source's part; what it says of resources, without its rows, and what stops the run.

    Of a table of rows, which takes more than a worker has, nothing is done here.
    """
    if reading.source.schema is not None:
        return Normalised(reading.source.id, None), []
    normalised, faults = _one(reading)
    write_json(reading.target, plain(normalised), sync=False)
    return replace(normalised, text=None, articles=tuple(map(_without_rows, normalised.articles)), system={}), faults


def _rows_of(source: Source, layout: Layout, target: Path) -> tuple[Normalised, list[Issue]]:
    """A table of rows typed; its part is written."""
    # Late, for the libraries that only many rows need.
    from pipeline.normalise.rows.assemble import normalise_rows
    from pipeline.rowsource import row_issues

    issues = row_issues(layout, source)
    if issues:
        return Normalised(source.id, None), issues
    try:
        normalised = normalise_rows(source, layout)
    except ContractError as error:
        return Normalised(source.id, None), list(error.issues)
    write_json(target, plain(normalised), sync=False)
    return normalised, [issue for issue in normalised.issues if issue.stops_early]


def _without_rows(article: ArticleTable) -> ArticleTable:
    return replace(article, rows=[])


def _lost(reading: Reading) -> tuple[Normalised, list[Issue]]:
    raise TabletraceError(
        f"{reading.source.file}: the process that read the values of this source ended without a word, most likely "
        "for want of memory; split the document, or build on a machine with more memory"
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _one(reading: Reading) -> tuple[Normalised, list[Issue]]:
    """A source's part, and those of its issues that are faults of source.yaml."""
    layout, source = reading.layout, reading.source
    extract = _extract(reading)
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


def _extract(reading: Reading) -> dict[str, Any]:
    """What the stage before left; SourceError if it did not."""
    if not reading.extract.is_file():
        raise SourceError(f"no extract of the source {reading.source.id!r}; run `tabletrace extract` first")
    return read_extract(reading.extract)


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
            {
                "contract": to_json(article.contract),
                "claims": article.claims,
                "rows": article.rows,
                **({"staged": article.staged} if article.staged else {}),
            }
            for article in normalised.articles
        ],
        "system": normalised.system,
    }
