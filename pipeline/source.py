"""A source: who said it, when, under which licence, and which of its tables becomes which resource (source.yaml)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.dialect import Declared, declared_dialect
from pipeline.issue import Issue
from pipeline.names import unreserved
from pipeline.strict_yaml import YamlFault, YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.layout import Layout


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
class Source:
    """A captured document and what the curator says of it; `file` is source.yaml's path below the project."""

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
    tables: tuple[TableEntry, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def text_is_ours(self) -> bool:
        """Whether the document's prose is our own, so that it may be shown (headed as our digest)."""
        return self.text_kind == "digest"


def source_folders(layout: Layout) -> tuple[list[Path], list[Issue]]:
    """The folders of raw/ in order, and an issue for each entry that cannot be a source; hidden entries are none."""
    folders, issues = [], []
    for entry in sorted(layout.raw.iterdir()) if layout.raw.is_dir() else []:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            issues.append(Issue("source-link", "a symbolic link", file=layout.relative(entry)))
        elif entry.is_dir():
            folders.append(entry)
            issues += [
                Issue("source-link", "a symbolic link", source_id=entry.name, file=layout.relative(path))
                for path in sorted(entry.iterdir())
                if path.is_symlink()
            ]
    return folders, issues


def read_source(layout: Layout, folder: Path) -> tuple[Source | None, list[Issue]]:
    """The source in a folder, or None and every fault of its source.yaml."""
    path = folder / "source.yaml"
    file = layout.relative(path)
    if path.is_symlink() or not path.is_file():
        return None, [Issue("source-missing", "no source.yaml", source_id=folder.name, file=file)]
    yaml = read_yaml(path.read_bytes(), "source")
    issues = [
        Issue(
            "source-invalid",
            fault.found,
            source_id=folder.name,
            file=file,
            line=fault.line,
            column=fault.column,
            expected=fault.expected,
        )
        for fault in yaml.faults or _contradictions(yaml, folder)
    ]
    return (None, issues) if issues else (_source(yaml, file), [])


def _contradictions(yaml: YamlFile, folder: Path) -> Iterator[YamlFault]:
    """What the schema cannot say of sound values: whether they fit the folder, the calendar and the other sources."""
    value = {key: str(item) for key, item in yaml.value.items()}
    if value["id"] != folder.name:
        yield YamlFault(*yaml.place(("id",)), f"id {value['id']!r}", f"the folder's name, {folder.name!r}")
    if parse_day(value["retrieved"]) is None:
        yield YamlFault(*yaml.place(("retrieved",)), f"retrieved {value['retrieved']!r}", "a day of the calendar")
    older = yaml.value.get("supersedes")
    if older is not None and (older == value["id"] or not (folder.parent / str(older)).is_dir()):
        yield YamlFault(*yaml.place(("supersedes",)), f"supersedes {older!r}", "the id of another source in raw/")


def parse_day(text: str) -> date | None:
    """The day that YYYY-MM-DD names, if the calendar has it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_sources(layout: Layout) -> tuple[list[Source], list[Issue]]:
    """Every source of raw/ in the order of their ids, and every fault."""
    folders, issues = source_folders(layout)
    sources = []
    for folder in folders:
        source, faults = read_source(layout, folder)
        issues += faults
        if source is not None:
            sources.append(source)
    return sources, issues + still_current(sources)


def still_current(sources: list[Source]) -> list[Issue]:
    """A source that another one supersedes says so, or both would stand as current."""
    known = {source.id: source for source in sources}
    pairs = ((known[newer.supersedes], newer) for newer in sources if newer.supersedes in known)
    return [
        Issue(
            "source-invalid",
            f"status 'current', though {newer.id} supersedes it",
            source_id=older.id,
            file=older.file,
            expected="status: superseded, with a notice of date and reason",
        )
        for older, newer in pairs
        if older.status == "current"
    ]


# The schema has said what the values are, so they are taken as they come.
def _source(yaml: YamlFile, file: str) -> Source:
    value: dict[str, Any] = dict(yaml.value)
    tables, corrections = value.pop("tables", None) or [], value.pop("corrections", None) or []
    digest, notice = value.pop("digest_of", None), value.pop("notice", None)
    dialect = value.pop("dialect", None)
    authors = tuple(value.pop("authors", None) or ())
    return Source(
        **value,
        file=file,
        authors=authors,
        digest_of=Digest(**digest) if digest else None,
        notice=Notice(**notice) if notice else None,
        dialect=declared_dialect(dialect) if dialect else None,
        tables=tuple(_entry(entry, yaml.place(("tables", index))[0]) for index, entry in enumerate(tables)),
        corrections=tuple(
            _correction(entry, yaml.place(("corrections", index))[0]) for index, entry in enumerate(corrections)
        ),
    )


def _entry(value: dict[str, Any], line: int) -> TableEntry:
    measures = dict(value.get("measures") or {})
    by = measures.pop("by", None)
    headers = value["match"].get("headers")
    return TableEntry(
        match=Match(**{**value["match"], "headers": None if headers is None else tuple(headers)}),
        resource=unreserved(value["resource"]),
        line=line,
        title=value.get("title"),
        description=value.get("description"),
        claim=Claim(**value["claim"]) if value.get("claim") else None,
        primary_key=tuple(unreserved(name) for name in value.get("primary_key") or ()),
        columns=tuple(_columns(value.get("columns") or ())),
        measures_by=None if by is None else unreserved(by),
        measures={label: Measure(**measure) for label, measure in measures.items()},
    )


def _correction(value: dict[str, Any], line: int) -> Correction:
    names = {"table": unreserved(value["table"]), "field": unreserved(value["field"])}
    return Correction(**{**value, **names}, line=line)


def _columns(columns: Iterable[dict[str, Any]]) -> Iterable[Column]:
    for column in columns:
        yield Column(**{**column, "name": unreserved(column["name"])})
