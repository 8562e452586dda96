"""The header as text against the schema's fields: which rule each column has, and what is wrong with the header.

The five forms of `fieldsMatch` are those of Table Schema v2; the findings, their order and numbers are Frictionless's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.rows.compile.schema import FieldRule, TableRule, any_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.rows.gate.dialect import Dialect

TOLERATES_EXTRA = ("subset", "partial")
TOLERATES_MISSING = ("superset", "partial")


@dataclass(frozen=True, slots=True)
class HeaderFault:
    """A finding about one label (`number` counts columns from 1), or about the header as a whole (`number` 0)."""

    type: str
    number: int = 0
    label: str = ""
    field: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The labels as read, the rule of each column in the order of the data, and what is wrong."""

    labels: tuple[str, ...]
    columns: tuple[FieldRule, ...]
    faults: tuple[HeaderFault, ...]


def join_labels(rows: Sequence[Sequence[str]], dialect: Dialect) -> tuple[str, ...]:
    """One label for each column from the header's rows; a label that is the same as above is not repeated."""
    labels: list[str] = []
    above: dict[int, str] = {}
    for row in rows:
        for index, cell in enumerate(text.strip() for text in row):
            if above.get(index) == cell:
                continue
            above[index] = cell
            if len(labels) <= index:
                labels.append(cell)
            else:
                labels[index] = dialect.header_join.join([labels[index], cell])
    return tuple(labels)


def match_header(labels: tuple[str, ...], rule: TableRule | None, dialect: Dialect) -> Header:
    """The header of a table; without labels the columns are the fields in their order."""
    fields = rule.fields if rule else tuple(map(any_field, labels))
    mode = rule.match if rule else "exact"
    if not labels:
        return Header(labels, fields, ())

    def folded(name: str) -> str:
        return name if dialect.header_case else name.lower()

    by_name: dict[str, FieldRule] = {}
    for item in fields:
        by_name.setdefault(folded(item.name), item)
    if mode == "exact":
        matched = [fields[n] if n < len(fields) else None for n in range(len(labels))]
        missing = list(fields[len(labels) :])
    else:
        matched = [by_name.get(folded(label)) for label in labels]
        known = set(map(folded, labels))
        missing = [item for item in fields if folded(item.name) not in known]
    faults = [*_unpaired(labels, matched, missing, rule)]
    if mode == "exact":
        faults += _positional(labels, fields, folded)
    else:
        faults += _ambiguous(labels, fields, folded)
    return Header(labels, tuple(_columns(labels, matched)), tuple(faults))


def _columns(labels: Sequence[str], matched: Sequence[FieldRule | None]) -> Iterator[FieldRule]:
    """A column that no field is for has a rule of its own, under a name that no other column has."""
    used: set[str] = set()
    for label, item in zip(labels, matched, strict=True):
        name, number = item.name if item else label, 2
        while name in used:
            name, number = f"{item.name if item else label}{number}", number + 1
        used.add(name)
        yield item if item and item.name == name else any_field(name)


def _unpaired(
    labels: Sequence[str], matched: Sequence[FieldRule | None], missing: Sequence[FieldRule], rule: TableRule | None
) -> Iterator[HeaderFault]:
    mode, key = (rule.match, rule.primary_key) if rule else ("exact", ())
    if mode not in TOLERATES_EXTRA:
        for number, (label, item) in enumerate(zip(labels, matched, strict=True), 1):
            if item is None:
                yield HeaderFault("extra-label", number, label)
    if mode == "partial" and not any(matched):
        yield HeaderFault("unmatched-header")
    if mode in TOLERATES_MISSING:
        missing = [item for item in missing if item.required or item.name in key]
    for number, item in enumerate(missing, len(labels) + 1):
        yield HeaderFault("missing-label", number, field=item.name)


def _positional(
    labels: Sequence[str], fields: Sequence[FieldRule], fold: Callable[[str], str]
) -> Iterator[HeaderFault]:
    seen: dict[str, list[int]] = {}
    for number, (item, label) in enumerate(zip(fields, labels, strict=False), 1):
        before = list(seen.setdefault(label, []))
        seen[label].append(number)
        if not label:
            yield HeaderFault("blank-label", number, "", item.name)
        elif before:
            note = f'at position "{", ".join(map(str, before))}"'
            yield HeaderFault("duplicate-label", number, label, item.name, note)
        elif fold(label) != fold(item.name):
            yield HeaderFault("incorrect-label", number, label, item.name)


def _ambiguous(labels: Sequence[str], fields: Sequence[FieldRule], fold: Callable[[str], str]) -> Iterator[HeaderFault]:
    """Columns that are found by their names need names that differ."""
    names = [fold(item.name) for item in fields]
    if len(set(names)) < len(names):
        yield HeaderFault("schema-error", note="names of fields differ in case only, which the dialect ignores")
    seen: dict[str, list[int]] = {}
    for number, label in enumerate(labels, 1):
        before = list(seen.setdefault(fold(label), []))
        seen[fold(label)].append(number)
        if before:
            yield HeaderFault("duplicate-label", number, label, note=f'at position "{", ".join(map(str, before))}"')
