"""What a table of rows is published as: its contract, from the Table Schema of its files.

A field keeps its words, its type and its constraints; how a file writes its values (decimal comma, words for true, the
pattern of a date) is left behind with the file, where the published file has a type of its own for them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.contract import Contract, Field, ForeignKey
from pipeline.errors import ContractError
from pipeline.issue import Issue
from pipeline.names import published_name, unreserved
from pipeline.normalise.article import CLOSING, OPENING, ROW_KEY
from pipeline.normalise.columns import OWN_COLUMNS
from pipeline.rows.compile.judge import make_judge
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.rows.compile import FieldRule, ForeignRule, TableRule
    from pipeline.source import Source, TableEntry

# Types that a published file has a type of its own for; a value of any other stays the text that stands for it.
TYPED = ("integer", "number", "boolean", "date")
# How a file writes a value, which a typed file does not.
WRITTEN = ("format", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "example")
# Constraints that are told in another way, or (jsonSchema) with which Frictionless opens no package at all.
LEFT_OUT = ("categories", "unique", "jsonSchema")
OWN_KEYS = ("name", "type", "title", "description", "constraints", "missingValues")
NOWHERE = "a column that the schema does not name"


def resource_name(source: Source, entry: TableEntry | None) -> str:
    """The name of the resource, declared or made from the source's id."""
    if entry is not None:
        return entry.resource
    name = f"{unreserved(source.id)}_table_1"
    return f"n_{name}" if name[0].isdigit() or name.startswith("current_") else name


def contract_of_rows(source: Source, rule: TableRule, columns: Sequence[FieldRule]) -> Contract:
    """The contract of a source's rows, whose files have these columns. Raises ContractError if names collide."""
    entry = source.tables[0] if source.tables else None
    name = resource_name(source, entry)
    names = _names(source, columns)
    raw = {f"#/fields/{number}": item for number, item in enumerate((source.schema or {})["fields"])}
    given = ((item, raw.get(item.place, {})) for item in columns)
    fields = tuple(_field(item, value, names[item.name]) for item, value in given)
    unique = [key for key in rule.unique_keys if set(key) <= set(names)]
    unique += [(item.name,) for item in columns if item.constraints.get("unique")]
    keys = [tuple(names[part] for part in key) for key in unique]
    own = rule.primary_key if set(rule.primary_key) <= set(names) else ()
    foreign = (_foreign(key, names) for key in rule.foreign_keys if set(key.fields) <= set(names))
    return Contract(
        name=name,
        title=(entry.title if entry else None) or source.title or name,
        description=(entry.description if entry else None) or "Rows of a data file, checked and published as typed.",
        fields=(*OPENING, *fields, *CLOSING),
        primary_key=("source_id", *(names[part] for part in own)) if own else ROW_KEY,
        unique_keys=tuple(dict.fromkeys(("source_id", *key) for key in keys)),
        foreign_keys=(ForeignKey(("table_id",), "tables", ("table_id",)), *foreign),
        missing_values=(),
    )


def _names(source: Source, columns: Sequence[FieldRule]) -> dict[str, str]:
    """The published name of each column; one that we add ourselves gets a `_` behind it, as a reserved word does."""
    names = {item.name: published_name(item.name) or f"column_{n}" for n, item in enumerate(columns, 1)}
    names = {name: f"{own}_" if own in OWN_COLUMNS else own for name, own in names.items()}
    issues = []
    for name, published in names.items():
        same = [other for other, its in names.items() if its == published]
        if len(same) > 1:
            issues.append(
                Issue(
                    "name-invalid",
                    f"the field {name!r}, whose published name is {published!r}, as have {', '.join(map(repr, same))}",
                    source_id=source.id,
                    file=source.file,
                    action="capture a copy of the file in which the columns have other names, in `schema:` too",
                )
            )
    if issues:
        raise ContractError("the fields cannot be published", issues)
    return names


def _field(rule: FieldRule, raw: Mapping[str, Any], name: str) -> Field:
    title = raw.get("title") or (rule.name if rule.name != name else None)
    left = (*OWN_KEYS, *WRITTEN) if rule.type in TYPED else OWN_KEYS
    extra = {key: item for key, item in raw.items() if key not in left}
    words = raw.get("description") or (None if raw else f"As in the file: {NOWHERE}.")
    return Field(name, rule.type, title, words, _constraints(rule), extra)


def _constraints(rule: FieldRule) -> dict[str, Any]:
    """The constraints of a field; those of a type of its own with their values as JSON or canonical text."""
    given = {key: item for key, item in rule.constraints.items() if key not in LEFT_OUT}
    if rule.type not in TYPED:
        return given
    limits = make_judge(rule, [], fits).limits
    return {key: _plain(limits.get(key, item)) for key, item in given.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        exact = int(value) if value == value.to_integral_value() else float(value)
        return exact if Decimal(str(exact)) == value else f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _foreign(key: ForeignRule, names: Mapping[str, str]) -> ForeignKey:
    fields = tuple(names[part] for part in key.fields)
    if key.resource:
        return ForeignKey(fields, unreserved(key.resource), tuple(map(unreserved, key.reference)))
    # Checked within its source; not told with source_id, which has a value where the key has none.
    return ForeignKey(fields, "", tuple(names[part] for part in key.reference))
