"""Documents to canonical text, tables and cells: one file for each document, kept where nothing of it changed."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.activity import activity, code_sha256
from pipeline.errors import SourceError
from pipeline.extract.one import Reading, lost, read_one, target
from pipeline.files import write_json
from pipeline.issue import raise_errors
from pipeline.sources import source_folders, still_current
from pipeline.workers import for_each

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

LIBRARIES = ("turbohtml", "python-calamine")  # whose work is in what a document is read as
SMALL = 20_000  # bytes: what the smallest document costs beside its reading


def run(layout: Layout) -> None:
    """Write stages/extract/documents/<source_id>.jsonl for every source; raises with every fault found."""
    folder = layout.stage("extract") / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    folders, issues = source_folders(layout)
    if not folders and not issues:
        raise SourceError(f"no source in {layout.raw}; capture one with `tabletrace add FILE`")
    # Not Python's version: what a document is read as does not depend on it, and the key is hashed by DVC.
    reader = " ".join([code_sha256("extract"), *(version(name) for name in LIBRARIES)])
    readings = [Reading(layout.root, path, target(folder, path.name), reader) for path in folders]
    _remove_others(folder, {reading.target for reading in readings})
    sources = []
    for source, faults in for_each(read_one, readings, costs=map(_cost, folders), label="reading documents", lost=lost):
        issues += faults
        sources += [] if source is None else [source]
    raise_errors(issues + still_current(sources))
    documents = {layout.source(source.id) / name: sha256 for source in sources for name, sha256 in source.files}
    encodings: dict[str, object] = {source.id: source.encoding for source in sources if source.encoding}
    mains = {source.id: source.main for source in sources if source.main}
    dialects = {source.id: asdict(source.dialect) for source in sources if source.dialect}
    declared = {"main": mains, "dialects": dialects}
    parameters: dict[str, object] = {"encodings": encodings, **{key: item for key, item in declared.items() if item}}
    write_json(folder.parent / "activity.json", activity(layout, "extract", documents, parameters, documents))


def _remove_others(folder: Path, wanted: set[Path]) -> None:
    """What a source that is no more left behind goes."""
    for path in folder.iterdir():
        if path not in wanted:
            path.unlink()


def _cost(folder: Path) -> int:
    """The bytes to read, and what each source costs however small it is."""
    return SMALL + sum(path.lstat().st_size for path in folder.iterdir())
