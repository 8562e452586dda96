"""A source: who said it, when, under which licence, and which of its tables becomes which resource (source.yaml)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.dialect import Declared


@dataclass(frozen=True, slots=True)
class Digest:
    """What our digest is a digest of."""

    publisher: str
    sha256: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a source is superseded or withdrawn."""

    date: str
    reason: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Which table of the document an entry means; every key that is given has to fit."""

    caption: str | None = None
    headers: tuple[str, ...] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what a table says, when (EDTF), and the document's words that this rests on."""

    claimant: str
    claimed: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column, found by its header or its number (from 1)."""

    name: str
    type: str
    header: str | None = None
    number: int | None = None
    title: str | None = None
    description: str | None = None
    accounting: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row's quantity measures: an id shared across sources, what is counted, what a percentage is of."""

    id: str
    counted: str | None = None
    percent_of: str | None = None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """An entry of `tables`; `line` is where it stands in source.yaml."""

    match: Match
    resource: str
    line: int
    title: str | None = None
    description: str | None = None
    claim: Claim | None = None
    primary_key: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    measures_by: str | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """A declared correction of one cell; `line` is where it stands in source.yaml."""

    table: str
    row: int
    field: str
    expect: str
    becomes: str
    reason: str
    line: int
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class Continued:
    """A file that a table of rows goes on in."""

    document: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A captured document and what the curator says of it; `file` is source.yaml's path below the project.

    One with a `schema` (a Table Schema) is a table of rows: it has no cells with a place each, and no text.
    """

    id: str
    file: str
    title: str | None
    retrieved: str
    licence: str
    republish: str
    document: str
    media_type: str
    sha256: str
    text_kind: str
    status: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    archived_url: str | None = None
    published: str | None = None
    language: str | None = None
    locale: str | None = None
    encoding: str | None = None
    main: str | None = None
    digest_of: Digest | None = None
    supersedes: str | None = None
    notice: Notice | None = None
    dialect: Declared | None = None
    schema: Mapping[str, Any] | None = None
    continued_in: tuple[Continued, ...] = ()
    tables: tuple[TableEntry, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def text_is_ours(self) -> bool:
        """Whether the document's prose is our own, so that it may be shown (headed as our digest)."""
        return self.text_kind == "digest"

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(name, sha256) of every captured file, in the order of its rows."""
        return ((self.document, self.sha256), *((part.document, part.sha256) for part in self.continued_in))
