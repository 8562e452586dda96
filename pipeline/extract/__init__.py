"""Stage one: documents become canonical text, blocks, and tables whose every cell knows where it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.read import extract_document

__all__ = ["extract_document"]


def __getattr__(name: str) -> object:
    """The public function, imported at its first use, so that the command line starts fast."""
    if name != "extract_document":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.extract.read import extract_document

    return extract_document
