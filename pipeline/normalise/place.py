"""The place of a finding in a document, as issues name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import OWN_TEXT, line_of, line_starts
from pipeline.issue import Issue, Severity
from pipeline.layout import TEXT

if TYPE_CHECKING:
    from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Places:
    """Makes issues with file, line and column from offsets into one document's text."""

    source_id: str
    file: str
    starts: tuple[int, ...]

    def issue(
        self,
        code: str,
        found: str,
        severity: Severity,
        span: tuple[int, int],
        *,
        table_id: str | None = None,
        row: int | None = None,
        field: str | None = None,
        expected: str = "",
    ) -> Issue:
        line, column = line_of(self.starts, span[0])
        return Issue(
            code,
            found,
            severity,
            source_id=self.source_id,
            table_id=table_id,
            row=row,
            field=field,
            file=self.file,
            line=line,
            column=column,
            start=span[0],
            end=span[1],
            expected=expected,
        )


def places(source: Source, text: str) -> Places:
    """The places of a source's document; where its text is a rendering, in the text as published, line by line."""
    rendered = source.media_type not in OWN_TEXT
    file = f"{TEXT}/{source.id}.txt" if rendered else f"raw/{source.id}/{source.document}"
    return Places(source.id, file, tuple(line_starts(text)))
