"""Replacing a release in one go: staged beside it, a synced journal, renames; whoever finds a journal finishes it.

Before the journal is there, nothing of the release has changed and the staged files are thrown away. From then on
each step can be repeated, so an interrupted run is finished by the next one that looks.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from pipeline.errors import PublishError
from pipeline.files import copy_synced, link_synced, sha256_of, sync_folder, write_json
from pipeline.manifest import PART

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.layout import Layout

# What a publish may replace or remove: datapackage.json, and what is not hidden below derived/.
OURS = re.compile(r"datapackage\.json|derived(/[A-Za-z0-9_][A-Za-z0-9._-]*)+")
MEND = "remove it and run `make`, which builds the release again"


def replace_release(layout: Layout, files: Mapping[str, tuple[Path, str]], remove: list[str]) -> None:
    """Put files {path below the root: (where it is now, sha256)} in place, in that order, and remove others.

    Raises PublishError, the old release untouched, if a file is not what it should be or cannot be written.
    """
    with _lock(layout):
        _recover(layout)
        hashes = {path: digest for path, (_source, digest) in files.items()}
        try:
            _stage(layout, files)
            write_json(layout.journal, {"files": hashes, "remove": remove})
        except OSError as error:
            layout.journal.unlink(missing_ok=True)
            shutil.rmtree(layout.staged, ignore_errors=True)
            raise PublishError(f"cannot write beside the release: {error.strerror}; the last release stands") from None
        _recover(layout)


def recover(layout: Layout) -> None:
    """Finish what an interrupted publish began; without a journal, nothing is touched."""
    if layout.journal.exists():
        with _lock(layout):
            _recover(layout)


def _lock(layout: Layout) -> FileLock:
    layout.derived.mkdir(parents=True, exist_ok=True)
    return FileLock(layout.derived / ".lock")


def _stage(layout: Layout, files: Mapping[str, tuple[Path, str]]) -> None:
    for path, (source, digest) in files.items():
        take = link_synced if PART.fullmatch(path) else copy_synced
        if take(source, layout.staged / path) != digest:
            shutil.rmtree(layout.staged)
            raise PublishError(f"{source.name} is not what was validated; run `tabletrace validate`")


def _recover(layout: Layout) -> None:
    if not layout.journal.exists():
        shutil.rmtree(layout.staged, ignore_errors=True)
        return
    journal = _read(layout)
    try:
        folders = {_move(layout, path, digest) for path, digest in journal["files"].items()}
        for path in journal["remove"]:
            (layout.root / path).unlink(missing_ok=True)
        for folder in sorted(folders):
            sync_folder(folder)
    except OSError as error:
        raise PublishError(
            f"a publish was interrupted and cannot be finished: {error}; mend that and run `tabletrace publish`"
        ) from None
    shutil.rmtree(layout.staged, ignore_errors=True)
    layout.journal.unlink()
    sync_folder(layout.derived)


def _read(layout: Layout) -> dict[str, Any]:
    """The journal; PublishError if it is none that we wrote, since what it lists is replaced and removed."""
    try:
        journal = json.loads(layout.journal.read_text("utf-8"))
        fit = all(OURS.fullmatch(path) for path in (*journal["files"], *journal["remove"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise PublishError(f"{layout.relative(layout.journal)} cannot be read ({error}); {MEND}") from None
    if not fit:
        raise PublishError(f"{layout.relative(layout.journal)} lists files that are not a release's; {MEND}")
    return dict(journal)


def _move(layout: Layout, path: str, digest: str) -> Path:
    """Rename one staged file into place, unless that was done before; returns the folder."""
    staged, target = layout.staged / path, layout.root / path
    if staged.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)
    elif not target.is_file() or sha256_of(target)[0] != digest:
        raise PublishError(f"a publish was interrupted and {path} is lost; run `make` to build it again")
    return target.parent
