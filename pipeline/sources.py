"""The sources of raw/: each source.yaml read strictly, to a `Source` or to every fault of it with its line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.dialect import declared_dialect
from pipeline.issue import Issue
from pipeline.names import unreserved
from pipeline.source import (
    Claim,
    Column,
    Continued,
    Correction,
    Digest,
    Match,
    Measure,
    Notice,
    Source,
    TableEntry,
)
from pipeline.strict_yaml import YamlFault, YamlFile, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.layout import Layout


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
    """The source in a folder, or None and every fault of its source.yaml; what a `schema` says is `row_issues`."""
    path = folder / "source.yaml"
    file = layout.relative(path)
    if path.is_symlink() or not path.is_file():
        return None, [Issue("source-missing", "no source.yaml", source_id=folder.name, file=file)]
    yaml = read_yaml(path.read_bytes(), "source")
    issues = [as_issue(fault, folder.name, file) for fault in yaml.faults or _contradictions(yaml, folder)]
    return (None, issues) if issues else (_source(yaml, file), [])


def as_issue(fault: YamlFault, source_id: str, file: str) -> Issue:
    """A fault of a source.yaml, as a finding."""
    line, column, expected = fault.line, fault.column, fault.expected
    return Issue(
        "source-invalid", fault.found, "error", source_id, file=file, line=line, column=column, expected=expected
    )


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
    if yaml.value.get("schema") is None and yaml.value.get("continued_in"):
        yield YamlFault(*yaml.place(("continued_in",)), "continued_in without a schema", "the `schema` of its rows")


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
    dialect, continued = value.pop("dialect", None), value.pop("continued_in", None) or []
    authors = tuple(value.pop("authors", None) or ())
    return Source(
        **value,
        file=file,
        authors=authors,
        digest_of=Digest(**digest) if digest else None,
        notice=Notice(**notice) if notice else None,
        dialect=declared_dialect(dialect) if dialect else None,
        continued_in=tuple(Continued(**part) for part in continued),
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
