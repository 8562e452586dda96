"""Which files are captured, and how several are: each on its own, so that one that fails does not stop the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipeline.capture.add import add_source
from pipeline.capture.register import Register
from pipeline.errors import ExtractError, TabletraceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.capture.outcome import Captured, CapturedRows
    from pipeline.layout import Layout

# What browsers call the folder beside a saved page that holds its parts.
COMPANIONS = ("_files", "-Dateien", "_fichiers", "_archivos")
PAGES = (".html", ".htm")


def files_to_add(layout: Layout, paths: Iterable[Path]) -> list[tuple[Path, TabletraceError | None]]:
    """Every file named, and every file below a folder named, in the order of their paths: without hidden ones, the
    parts beside a saved page, and what this project holds already. A folder that cannot be read has its error.

    Links to folders are not followed.
    """
    own = {layout.raw.resolve(), layout.derived.resolve()}
    found: dict[Path, TabletraceError | None] = {}
    for path in paths:
        found |= dict(_below(path, own)) if path.is_dir() else {path: None}
    return list(found.items())


def _below(folder: Path, own: set[Path]) -> Iterator[tuple[Path, TabletraceError | None]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, ExtractError(f"{folder}: {error.strerror or error}; expected a folder that may be read")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield path, None
        elif not (entry.is_symlink() or _is_companion(entry.name, names) or path.resolve() in own):
            yield from _below(path, own)


def _is_companion(name: str, beside: set[str]) -> bool:
    stems = [name.removesuffix(mark) for mark in COMPANIONS if name.endswith(mark)]
    return any(f"{stem}{suffix}" in beside for stem in stems for suffix in PAGES)


def add_sources(
    layout: Layout, files: Iterable[tuple[Path, TabletraceError | None]], known: Mapping[str, str | None]
) -> Iterator[tuple[Path, Captured | CapturedRows | TabletraceError]]:
    """Capture each file in turn; what became of it, or why nothing did. OSError only if nothing more can be written."""
    register = Register(layout)
    for file, error in files:
        if error is not None:
            yield file, error
            continue
        try:
            yield file, add_source(layout, file, known, register)
        except TabletraceError as refusal:
            yield file, refusal
