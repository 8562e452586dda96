"""What a source.yaml says of a table of rows: whether its schema can be checked and its keys go together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.check.resources import COMPRESSED, Resource
from pipeline.contract import PRECISION
from pipeline.errors import ContractError
from pipeline.media import CSV, PARQUET, TSV
from pipeline.rows.compile import compile_plan, read_schema
from pipeline.rows.compile.schema import fault
from pipeline.rows.gate.dialect import read_dialect
from pipeline.rows.re2 import fits
from pipeline.sources import as_issue
from pipeline.strict_yaml import YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.dialect import Declared
    from pipeline.issue import Issue
    from pipeline.layout import Layout
    from pipeline.rows.compile import FieldRule, TableRule
    from pipeline.source import Source
    from pipeline.strict_yaml import YamlFile

ROW_TYPES = (CSV, TSV, PARQUET)
# Keys that speak of a document's text or of single cells.
FOREIGN = ("main", "corrections", "digest_of")
OF_COLUMNS = ("columns", "primary_key", "measures")


def row_issues(layout: Layout, source: Source) -> list[Issue]:
    """Every fault of a source.yaml that `read_source` takes, as one that describes a table of rows."""
    yaml = read_yaml((layout.root / source.file).read_bytes(), "source")
    return [as_issue(fault, source.id, source.file) for fault in _faults(yaml)]


def _faults(yaml: YamlFile) -> Iterator[YamlFault]:
    value: Mapping[str, Any] = yaml.value
    if value["media_type"] not in ROW_TYPES:
        found = f"a schema for the media type {value['media_type']!r}"
        yield YamlFault(*yaml.place(("media_type",)), found, f"one of {', '.join(ROW_TYPES)}")
    for key in FOREIGN:
        if value.get(key):
            yield YamlFault(*yaml.place((key,)), f"{key} beside a schema", "nothing: it is for documents with cells")
    if value["republish"] == "figures":
        expected = "full or cells: of a table of rows every row is published, or none"
        yield YamlFault(*yaml.place(("republish",)), "republish 'figures' beside a schema", expected)
    yield from _entries(yaml, value.get("tables") or [])
    yield from _documents(yaml, value)
    yield from _schema(yaml, value["schema"])


def _entries(yaml: YamlFile, entries: list[dict[str, Any]]) -> Iterator[YamlFault]:
    for index, entry in enumerate(entries):
        place = ("tables", index)
        if index or entry["match"] != {"number": 1}:
            expected = "one entry, with `match: {number: 1}`"
            yield YamlFault(*yaml.place(place), "another table than the one of its rows", expected)
        if (entry.get("claim") or {}).get("basis"):
            expected = "no basis: a table of rows has no text that it could stand in"
            yield YamlFault(*yaml.place((*place, "claim", "basis")), "basis beside a schema", expected)
        for key in OF_COLUMNS:
            if entry.get(key):
                expected = "nothing: the schema says it"
                yield YamlFault(*yaml.place((*place, key)), f"{key} beside a schema", expected)


def _documents(yaml: YamlFile, value: Mapping[str, Any]) -> Iterator[YamlFault]:
    names = [value["document"]]
    for index, part in enumerate(value.get("continued_in") or []):
        if part["document"] in names:
            found = f"the document {part['document']!r} a second time"
            yield YamlFault(*yaml.place(("continued_in", index)), found, "each file once")
        names.append(part["document"])


def _schema(yaml: YamlFile, schema: Mapping[str, Any]) -> Iterator[YamlFault]:
    try:
        compile_plan(rule_of_rows(schema).fields, fits, typed=True)
    except ContractError as error:
        for issue in error.issues:
            yield YamlFault(*yaml.place(_path(issue.file or "#")), issue.found, issue.expected)


def _path(pointer: str) -> tuple[str | int, ...]:
    """The path of a JSON pointer into the schema."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.removeprefix("#").split("/")[1:]]
    return ("schema", *(int(part) if part.isdecimal() else part for part in parts))


def rule_of_rows(schema: Mapping[str, Any], place: str = "#") -> TableRule:
    """A Table Schema whose numbers may have `decimals`: so many places behind the point, and 38 digits in all.

    Raises ContractError with every fault.
    """
    rule = read_schema(schema, place)
    given = list(zip(rule.fields, schema["fields"], strict=True))
    faults = [issue for item, value in given for issue in _wording(item, value)]
    fields = {item.name: _sized(item, value.get("decimals"), faults) for item, value in given}
    for key in rule.foreign_keys:
        pairs = zip(key.fields, key.reference, strict=True) if not key.resource else ()
        sizes = [
            (name, other, fields[name].decimals, fields[other].decimals) for name, other in pairs if other in fields
        ]
        faults += [
            fault(key.place, f"{name!r} of {size} decimals, {other!r} of {their_size}", "fields with the same decimals")
            for name, other, size, their_size in sizes
            if size != their_size
        ]
    if faults:
        raise ContractError("the schema cannot be used", faults)
    return replace(rule, fields=tuple(fields.values()))


def _wording(rule: FieldRule, value: Mapping[str, Any]) -> Iterator[Issue]:
    """What of a field goes into the release as it is, and could not."""
    for key in ("title", "description"):
        if not isinstance(value.get(key) or "", str):
            yield fault(f"{rule.place}/{key}", repr(value[key]), "a text")
    unique = rule.constraints.get("unique", False)
    if not isinstance(unique, bool):
        yield fault(f"{rule.place}/constraints/unique", repr(unique), "true or false")


def _sized(rule: FieldRule, decimals: object, faults: list[Issue]) -> FieldRule:
    if decimals is None:
        return rule
    if rule.type != "number" or not isinstance(decimals, int) or not 0 < decimals < PRECISION:
        expected = f"from 1 to {PRECISION - 1}, on a field of the type number"
        faults.append(fault(f"{rule.place}/decimals", repr(decimals), expected))
        return rule
    return replace(rule, decimals=decimals)


def row_resource(source: Source) -> Resource:
    """The files of a source of rows as a resource to check: every part of a primary key is required there."""
    rule = rule_of_rows(source.schema or {})
    keyed = tuple(
        replace(item, constraints={**item.constraints, "required": True}) if item.name in rule.primary_key else item
        for item in rule.fields
    )
    form = {CSV: "csv", TSV: "tsv", PARQUET: "parquet"}[source.media_type]
    paths = tuple(name for name, _sha256 in source.files)
    return Resource(
        name=source.id,
        place="#/schema",
        paths=paths,
        format=form,
        compression=COMPRESSED.get(paths[0].rpartition(".")[2].lower(), ""),
        encoding=source.encoding or "utf-8",
        hash=None,
        bytes=None,
        rows=None,
        dialect=read_dialect(table_dialect(source.dialect), tabs=form == "tsv"),
        rule=replace(rule, fields=keyed),
    )


def table_dialect(declared: Declared | None) -> dict[str, object]:
    """A declared dialect in the words of Table Dialect; what is not declared is left to its defaults."""
    if declared is None:
        return {}
    given = {
        "delimiter": declared.delimiter,
        "quoteChar": declared.quote,
        "escapeChar": declared.escape,
        "commentChar": declared.comment,
        "header": declared.header,
        "headerRows": list(declared.header_rows) or None,
    }
    return {key: item for key, item in given.items() if item is not None}
