"""The project that a command works on: the current folder, or the one named."""

from __future__ import annotations

from pathlib import Path

from pipeline.layout import Layout


def here(folder: str | Path = ".") -> Layout:
    """The layout of a folder, by its absolute path."""
    return Layout(Path(folder).resolve())
