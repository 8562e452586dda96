"""The media type of a file, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from pathlib import Path

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    "": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
}


def media_type_of(path: Path) -> str:
    """The media type; raises ExtractError for a kind of file that is not read."""
    suffix = path.suffix.lower()
    if suffix not in MEDIA_TYPES:
        known = ", ".join(name for name in MEDIA_TYPES if name)
        raise ExtractError(f"{path.name}: found a file of the kind {suffix!r}; expected one of {known}")
    return MEDIA_TYPES[suffix]
