"""A Table Schema (v1 or v2) as frozen rules, strictly read: what cannot be checked is a fault with its place.

The place of a fault is a JSON pointer into the descriptor (RFC 6901), after its file's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.contract import SCALE
from pipeline.errors import ContractError
from pipeline.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The order in which Frictionless applies the constraints to a value; the last two are of Table Schema v2 alone.
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")
CONSTRAINTS = ("required", *BOUNDS, *LENGTHS, "pattern", "enum", "jsonSchema", "categories")
# type: (formats, None where any strptime pattern is one; constraints besides required and unique)
TYPES: Mapping[str, tuple[tuple[str, ...] | None, tuple[str, ...]]] = {
    "string": (("default", "email", "uri", "binary", "uuid"), (*LENGTHS, "pattern", "enum", "categories")),
    "number": (("default",), (*BOUNDS, "enum")),
    "integer": (("default",), (*BOUNDS, "enum", "categories")),
    "boolean": (("default",), ("enum",)),
    "date": (None, (*BOUNDS, "enum")),
    "time": (None, (*BOUNDS, "enum")),
    "datetime": (None, (*BOUNDS, "enum")),
    "year": (("default",), (*BOUNDS, "enum")),
    "yearmonth": (("default",), (*BOUNDS, "enum")),
    "duration": (("default",), ("enum",)),
    "list": (("default",), LENGTHS),
    "array": (("default",), (*LENGTHS, "enum", "jsonSchema")),
    "object": (("default",), (*LENGTHS, "enum", "jsonSchema")),
    "geopoint": (("default", "array", "object"), ("enum",)),
    "geojson": (("default", "topojson"), ("enum", "jsonSchema")),
    "any": (("default",), ("enum",)),
}
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
MATCHES = ("exact", "equal", "subset", "superset", "partial")
# What a property has to be, where a wrong one would change what is read.
PROPERTIES: Mapping[str, type] = {
    "decimalChar": str,
    "groupChar": str,
    "bareNumber": bool,
    "delimiter": str,
    "itemType": str,
    "trueValues": list,
    "falseValues": list,
    "arrayItem": dict,
}


# Before the text of a value that is of another JSON type than its field's: a character that stands in no text.
MARK = "\ufdd0"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a schema asks of one field; `missing` are the texts that stand for no value, `place` its JSON pointer.

    `marked`: values come from JSON, and `MARK` stands before the text of one that is not of the field's type.
    `decimals`: of a number, how many places behind the point its type in a typed file has.
    """

    name: str
    type: str
    format: str
    place: str
    missing: tuple[str, ...]
    constraints: Mapping[str, Any]
    properties: Mapping[str, Any]
    marked: bool = False
    decimals: int = SCALE

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


@dataclass(frozen=True, slots=True)
class ForeignRule:
    """Fields whose values have to be there in another resource; an empty `resource` means the table itself."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class TableRule:
    """What a schema asks of a table."""

    fields: tuple[FieldRule, ...]
    match: str
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignRule, ...]


def fault(place: str, found: str, expected: str) -> Issue:
    """A fault of a descriptor, at a JSON pointer in it."""
    return Issue("schema-unusable", found, file=place, expected=expected)


def any_field(name: str) -> FieldRule:
    """The rule of a column that the schema does not name."""
    return FieldRule(name, "any", "default", "", ("",), {}, {})


def read_schema(value: object, place: str = "#") -> TableRule:
    """The rules of a Table Schema. Raises ContractError with every fault."""
    faults: list[Issue] = []
    if not isinstance(value, dict) or not isinstance(value.get("fields"), list) or not value["fields"]:
        found = "no list of fields" if isinstance(value, dict) else type(value).__name__
        raise ContractError("the schema cannot be used", [fault(place, found, "a Table Schema with its fields")])
    missing = _missing(value.get("missingValues", [""]), f"{place}/missingValues", faults)
    fields = [_field(item, f"{place}/fields/{n}", missing, faults) for n, item in enumerate(value["fields"])]
    names = [item.name for item in fields]
    first = {name: number for number, name in reversed(list(enumerate(names)))}
    for number, name in enumerate(names):
        if first[name] < number:
            faults.append(fault(f"{place}/fields/{number}/name", repr(name), "names that differ"))
    rule = TableRule(
        tuple(fields),
        _match(value.get("fieldsMatch", "exact"), f"{place}/fieldsMatch", faults),
        _names(value.get("primaryKey", []), names, f"{place}/primaryKey", faults),
        tuple(_unique_keys(value.get("uniqueKeys", []), names, f"{place}/uniqueKeys", faults)),
        tuple(_foreign_keys(value.get("foreignKeys", []), names, f"{place}/foreignKeys", faults)),
    )
    if faults:
        raise ContractError("the schema cannot be used", faults)
    return rule


def _field(value: object, place: str, missing: tuple[str, ...], faults: list[Issue]) -> FieldRule:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        faults.append(fault(place, repr(value)[:80], "a field with a name"))
        return any_field("")
    kind, form = value.get("type", "string"), value.get("format", "default")
    if not isinstance(kind, str) or kind not in TYPES:
        faults.append(fault(f"{place}/type", repr(kind), f"one of {', '.join(TYPES)}"))
        kind = "any"
    formats, supported = TYPES[kind]
    form = form.removeprefix("fmt:") if isinstance(form, str) else form
    if not isinstance(form, str) or (formats is not None and form not in formats):
        known = ", ".join(formats) if formats else "a strptime pattern"
        faults.append(fault(f"{place}/format", repr(form), f"a format of {kind}: {known}"))
        form = "default"
    if "missingValues" in value:
        missing = _missing(value["missingValues"], f"{place}/missingValues", faults)
    constraints = _constraints(value, ("required", "unique", *supported), place, faults)
    properties = {key: value[key] for key in PROPERTIES if key in value}
    for key, item in properties.items():
        if not isinstance(item, PROPERTIES[key]):
            faults.append(fault(f"{place}/{key}", repr(item), f"a value of the type {PROPERTIES[key].__name__}"))
    faults += [fault(f"{place}/{key}", repr(properties.get(key)), wanted) for key, wanted in _unfit(properties)]
    if properties.get("itemType", "string") not in ITEM_TYPES:
        faults.append(fault(f"{place}/itemType", repr(properties["itemType"]), f"one of {', '.join(ITEM_TYPES)}"))
    return FieldRule(value["name"], kind, form, place, missing, constraints, properties)


def _unfit(properties: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(property, what it has to be) of each that is of the right type and still of no use."""
    if properties.get("delimiter") == "":
        yield "delimiter", "at least one character"
    point, group = properties.get("decimalChar", "."), properties.get("groupChar", "")
    for key, text in (("decimalChar", point), ("groupChar", group)):
        if isinstance(text, str) and (any(char in "0123456789+-eE \t\r\n" for char in text) or len(text) > 1):
            yield key, "one character that no number has otherwise"
    if point in ("", group):
        yield "decimalChar", "one character, and not the groupChar"
    for key in ("trueValues", "falseValues"):
        values = properties.get(key, [])
        if isinstance(values, list) and not all(isinstance(text, str) for text in values):
            yield key, "a list of texts"


def read_item(rule: FieldRule, faults: list[Issue]) -> FieldRule:
    """The rule of an array's items (`arrayItem`)."""
    value = {"name": rule.name, "type": "any", **rule.properties["arrayItem"]}
    value.pop("arrayItem", None)
    return _field(value, f"{rule.place}/arrayItem", ("",), faults)


def _constraints(field: Mapping[str, Any], supported: Sequence[str], place: str, faults: list[Issue]) -> dict[str, Any]:
    given = field.get("constraints", {})
    if not isinstance(given, dict):
        faults.append(fault(f"{place}/constraints", repr(given), "an object"))
        return {}
    faults += [
        fault(f"{place}/constraints/{name}", repr(name), f"one of {', '.join(supported)}")
        for name in given
        if name not in supported
    ]
    found = {name: item for name, item in given.items() if item is not None}
    if "categories" in field:
        entries = field["categories"]
        if "categories" not in supported or not isinstance(entries, list):
            faults.append(fault(f"{place}/categories", "categories", "a list, on a string or integer field"))
        else:
            found["categories"] = [item.get("value") if isinstance(item, dict) else item for item in entries]
    return found


def _missing(value: object, place: str, faults: list[Issue]) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [None]
    texts = [item.get("value") if isinstance(item, dict) else item for item in entries]
    known = tuple(dict.fromkeys(text for text in texts if isinstance(text, str)))
    if not all(isinstance(text, str) for text in texts):
        faults.append(fault(place, repr(value)[:80], "a list of texts, or of {value, label}"))
        return ("",)
    return known


def _match(value: object, place: str, faults: list[Issue]) -> str:
    if isinstance(value, list) and len(value) == 1:
        (value,) = value
    if value not in MATCHES:
        faults.append(fault(place, repr(value), f"one of {', '.join(MATCHES)}"))
        return "exact"
    return str(value)


def _texts(value: object) -> tuple[str, ...] | None:
    found = (value,) if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or not all(isinstance(item, str) for item in found):
        return None
    return tuple(found)


def _names(value: object, known: Sequence[str], place: str, faults: list[Issue]) -> tuple[str, ...]:
    found = _texts(value)
    if found is None or len(set(found)) != len(found) or not set(found) <= set(known):
        faults.append(fault(place, repr(value)[:80], "names of fields of this schema, each once"))
        return ()
    return found


def _unique_keys(value: object, known: Sequence[str], place: str, faults: list[Issue]) -> Iterator[tuple[str, ...]]:
    if not isinstance(value, list):
        faults.append(fault(place, repr(value)[:80], "a list of lists of names"))
        return
    for number, key in enumerate(value):
        names = _names(key, known, f"{place}/{number}", faults)
        if names:
            yield names


def _foreign_keys(value: object, known: Sequence[str], place: str, faults: list[Issue]) -> Iterator[ForeignRule]:
    if not isinstance(value, list):
        faults.append(fault(place, repr(value)[:80], "a list of foreign keys"))
        return
    for number, key in enumerate(value):
        here = f"{place}/{number}"
        reference = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(reference, dict):
            faults.append(fault(here, repr(key)[:80], "{fields, reference: {resource, fields}}"))
            continue
        names = _names(key.get("fields", []), known, f"{here}/fields", faults)
        targets, resource = _texts(reference.get("fields", [])), reference.get("resource", "")
        if targets is None or len(targets) != len(names) or not names or not isinstance(resource, str):
            faults.append(fault(f"{here}/reference", repr(reference)[:80], "as many fields as the key has"))
            continue
        yield ForeignRule(names, resource, targets, here)
