"""What became of a file that was captured: a document with its tables, or a table of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.capture.prefill.said import Prefilled
    from pipeline.document import Document


@dataclass(frozen=True, slots=True)
class Captured:
    """A new source: its folder, its document as read, what the document said of itself, the keys left null,
    and what there is to say of its name and its kind."""

    folder: Path
    document: Document
    prefilled: Mapping[str, Prefilled]
    unknown: tuple[str, ...]
    republish: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CapturedRows:
    """A new table of rows: its folder, its files, how many bytes they have, its fields (name, type), who says them.

    `rows` is None where a schema was at hand, so that no row was read yet.
    """

    folder: Path
    files: tuple[str, ...]
    bytes: int
    rows: int | None
    fields: tuple[tuple[str, str], ...]
    schema_from: str
    unknown: tuple[str, ...]
    republish: str
