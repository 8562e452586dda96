"""tabletrace: from the tables of an article to a data package that can defend every value."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.release import Package, open_package

__version__ = "0.1.0"
__all__ = ["Package", "__version__", "open_package"]


# Late, so that no command waits for DuckDB that does not ask it anything.
def __getattr__(name: str) -> object:
    if name in ("Package", "open_package"):
        return getattr(import_module("pipeline.release"), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
