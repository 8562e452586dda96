"""The candidate becomes the release, all or nothing: what validate saw, checked by hash, and moved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.errors import PublishError
from pipeline.files import files_below, sha256_of
from pipeline.journal import replace_release
from pipeline.layout import DATA, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout


def run(layout: Layout) -> None:
    """Replace the release by the candidate; raises PublishError, the old release untouched."""
    report = layout.stage("validate") / "report.json"
    if not report.is_file():
        raise PublishError("the candidate was not validated; run `tabletrace validate`")
    value = _read(report)
    if not value["valid"]:
        raise PublishError("the candidate has faults; see the report in derived/stages/validate/report.json")
    files = _files(layout, value["files"])
    files[layout.relative(layout.report)] = report, sha256_of(report)[0]
    # The descriptor comes last: until it is there, a reader is told of the old files.
    files[layout.relative(layout.descriptor)] = files.pop(layout.relative(layout.descriptor))
    replace_release(layout, files, _stale(layout, set(files)))


def _read(path: Path) -> dict[str, Any]:
    """{valid, files: {path: sha256}} of the report; raises PublishError if it is none that validate wrote."""
    try:
        report = json.loads(path.read_text("utf-8"))
        seen = {item["path"]: item["hash"].removeprefix("sha256:") for item in report["files"]}
        return {"valid": report["valid"] is True and "datapackage.json" in seen, "files": seen}
    except (ValueError, LookupError, TypeError, AttributeError):
        raise PublishError("the report on the candidate cannot be read; run `tabletrace validate`") from None


def _files(layout: Layout, seen: dict[str, str]) -> dict[str, tuple[Path, str]]:
    candidate = layout.candidate
    there = {candidate.relative(path) for path in files_below(candidate.root)} if candidate.root.is_dir() else set()
    if there != set(seen):
        other = sorted(there ^ set(seen))[0]
        raise PublishError(f"the candidate is not what was validated ({other}); run `tabletrace validate`")
    return {path: (candidate.root / path, digest) for path, digest in seen.items()}


def _stale(layout: Layout, files: set[str]) -> list[str]:
    """Files of the old release that the new one does not have."""
    folders = [folder for folder in (layout.root / DATA, layout.root / TEXT) if folder.is_dir()]
    old = [layout.relative(path) for folder in folders for path in files_below(folder)]
    return [path for path in old if path not in files]
