"""What a field's rules say of one text: the meaning that the SQL text agrees with, and that it asks where it is unsure.

A text is read to a value first; a text of another type breaks the rule `type` and no other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.contract import PRECISION, SCALE
from pipeline.rows.compile.moments import (
    date_reader,
    datetime_reader,
    duration_reader,
    is_strptime,
    time_reader,
    year_reader,
    yearmonth_reader,
)
from pipeline.rows.compile.numbers import boolean_reader, integer_reader, number_reader
from pipeline.rows.compile.schema import CONSTRAINTS, MARK, FieldRule, fault, read_item
from pipeline.rows.compile.structures import (
    array_reader,
    geojson_reader,
    geopoint_reader,
    json_validator,
    list_reader,
    object_reader,
)
from pipeline.rows.compile.texts import string_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.issue import Issue

READERS: Mapping[str, Callable[[FieldRule], Callable[[str], Any]]] = {
    "string": string_reader,
    "number": number_reader,
    "integer": integer_reader,
    "boolean": boolean_reader,
    "date": date_reader,
    "time": time_reader,
    "datetime": datetime_reader,
    "year": year_reader,
    "yearmonth": yearmonth_reader,
    "duration": duration_reader,
    "array": array_reader,
    "object": object_reader,
    "geopoint": geopoint_reader,
    "geojson": geojson_reader,
    "any": lambda _rule: lambda text: text,
}
MOMENTS = ("date", "time", "datetime")
TYPE = "type"


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules of a field that a text can break, in the order of a report, and the constraints' own values."""

    rule: FieldRule
    names: tuple[str, ...]
    read: Callable[[str], Any]
    limits: Mapping[str, Any]
    tests: Mapping[str, Callable[[Any, str], bool]]
    item: Judge | None = None

    def broken(self, text: str) -> tuple[str, ...]:
        """The rules that a text (which is no missing value) breaks."""
        value = self.read(text)
        return (TYPE,) if value is None else tuple(self._broken(value, text))

    def _broken(self, value: Any, text: str) -> Iterator[str]:
        within = set() if self.item is None else {name for part in value for name in self.item.broken_by(part)}
        if TYPE in within:
            yield TYPE
        for name, test in self.tests.items():
            if name in within or not test(value, text):
                yield name
        yield from sorted(within - {TYPE} - set(self.tests))

    def broken_by(self, raw: object) -> tuple[str, ...]:
        """The rules that a value of a JSON text breaks, as an item of an array."""
        if raw is None or str(raw) in self.rule.missing:
            return ("required",) if self.rule.required else ()
        value = read_value(self.rule, self.read, raw)
        return (TYPE,) if value is None else tuple(self._broken(value, str(raw)))

    def key(self, text: str) -> str | None:
        """A text that is the same for texts of the same value; None for a text of another type."""
        value = self.read(text)
        return None if value is None else key_text(value, self.rule.decimals)


def make_judge(rule: FieldRule, faults: list[Issue], fits: Callable[[str, str], bool]) -> Judge:
    """The judge of a field; `fits(pattern, text)` says whether a whole text fits a pattern of RE2.

    Constraints that cannot be checked are added to `faults`.
    """
    if rule.type in MOMENTS and rule.format not in ("default", "any") and not is_strptime(rule.format):
        faults.append(fault(f"{rule.place}/format", repr(rule.format), "a strptime pattern"))
    read = _reader(rule)
    limits: dict[str, Any] = {}
    for name in CONSTRAINTS:
        if name in rule.constraints:
            _add_limit(rule, name, read, limits, faults, fits)
    item = None
    if rule.type == "array" and rule.properties.get("arrayItem"):
        item = make_judge(read_item(rule, faults), faults, fits)
    tests = {name: _test(name, limit, fits) for name, limit in limits.items()}
    free = rule.type == "any" or (rule.type == "string" and rule.format == "default" and not rule.marked)
    inner = [name for name in item.names if name not in (TYPE, *tests)] if item else []
    required = ["required"] if item and item.rule.required and "required" not in inner else []
    names = (*([] if free else [TYPE]), *tests, *sorted({*inner, *required}))
    return Judge(rule, names, read, limits, tests, item)


def _reader(rule: FieldRule) -> Callable[[str], Any]:
    if rule.type == "list":
        kind = rule.properties.get("itemType", "string")
        item = FieldRule(rule.name, kind, "default", rule.place, (), {}, {})
        read: Callable[[str], Any] = list_reader(rule, READERS[kind](item))
    else:
        read = READERS[rule.type](rule)
    return (lambda text: None if text.startswith(MARK) else read(text)) if rule.marked else read


def read_value(rule: FieldRule, read: Callable[[str], Any], raw: object) -> Any:
    """The value that a constraint or an item of JSON, maybe no text, states; None if it is of another type."""
    if isinstance(raw, str):
        return read(raw)
    if isinstance(raw, bool):
        return raw if rule.type == "boolean" else None
    if isinstance(raw, int | float | Decimal):
        return _number(rule, Decimal(str(raw)))
    if isinstance(raw, list) and rule.type in ("array", "list"):
        return raw
    if isinstance(raw, list) and len(raw) == 2 and rule.type in ("yearmonth", "geopoint"):
        return tuple(raw) if rule.type == "yearmonth" else tuple(Decimal(str(part)) for part in raw)
    return raw if isinstance(raw, dict) and rule.type in ("object", "geojson") else None


def _number(rule: FieldRule, value: Decimal) -> Any:
    if rule.type == "number":
        return value
    whole = value.is_finite() and value == value.to_integral_value()
    if rule.type == "integer" and whole:
        return int(value)
    return int(value) if rule.type == "year" and whole and 0 <= value <= 9999 else None


def _add_limit(
    rule: FieldRule,
    name: str,
    read: Callable[[str], Any],
    limits: dict[str, Any],
    faults: list[Issue],
    fits: Callable[[str, str], bool],
) -> None:
    """Read one constraint into `limits`, or say in `faults` why it cannot be checked."""
    raw, place = rule.constraints[name], f"{rule.place}/constraints/{name}"
    value: Any = raw
    expected, sound = "", True
    if name == "required":
        expected, sound = "true or false", isinstance(raw, bool)
        if sound:
            return
    elif name in ("minLength", "maxLength"):
        expected, sound = "a whole number", isinstance(raw, int) and not isinstance(raw, bool)
    elif name == "pattern":
        expected, sound = (
            "a regular expression that RE2 takes: no look-around, no back-references",
            isinstance(raw, str) and _is_pattern(raw, fits),
        )
    elif name in ("enum", "categories"):
        place = place if name == "enum" else f"{rule.place}/categories"
        value = [read_value(rule, read, item) for item in raw] if isinstance(raw, list) else [None]
        expected, sound = f"a list of values of the type {rule.type}", all(item is not None for item in value)
    elif name == "jsonSchema":
        expected, sound = "a JSON Schema that needs no network", _is_json_schema(raw)
    else:
        value = read_value(rule, read, raw)
        expected, sound = f"a value of the type {rule.type}", value is not None and value == value
    if sound:
        limits[name] = value
    else:
        faults.append(fault(place, repr(raw)[:80], expected))


def _is_pattern(pattern: str, fits: Callable[[str, str], bool]) -> bool:
    try:
        fits(pattern, "")
    except ValueError:
        return False
    return True


def _is_json_schema(raw: object) -> bool:
    try:
        json_validator(_floats(raw))
    except (ValueError, TypeError):
        return False
    return True


def _floats(raw: object) -> object:
    """A JSON value with its decimals as floats, which is what JSON Schema's validator takes."""
    return json.loads(json.dumps(raw, default=float))


def _test(name: str, limit: Any, fits: Callable[[str, str], bool]) -> Callable[[Any, str], bool]:
    """Whether (value, text) keeps a constraint."""
    if name == "jsonSchema":
        validator = json_validator(_floats(limit))
        return lambda value, _text: bool(validator.is_valid(_floats(value)))
    if name == "pattern":
        return lambda _value, text: fits(limit, text)
    tests: Mapping[str, Callable[[Any], bool]] = {
        "minimum": lambda value: value >= limit,
        "maximum": lambda value: value <= limit,
        "exclusiveMinimum": lambda value: value > limit,
        "exclusiveMaximum": lambda value: value < limit,
        "minLength": lambda value: len(value) >= limit,
        "maxLength": lambda value: len(value) <= limit,
        "enum": lambda value: value in limit,
        "categories": lambda value: value in limit,
    }
    return lambda value, _text: _holds(tests[name], value)


def _holds(test: Callable[[Any], bool], value: Any) -> bool:
    """What cannot be compared (NaN, a time with a zone and one without) keeps no bound."""
    try:
        return test(value)
    except (TypeError, ArithmeticError):
        return False


def key_text(value: object, decimals: int = SCALE) -> str:
    """A text that is the same for equal values: 1.50 and 1.5, one instant in two zones, an object in another order."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return decimal_key(Decimal(value), decimals)
    if isinstance(value, datetime | time):
        return _moment_key(value)
    if isinstance(value, str | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, tuple | list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return repr(value)


def decimal_key(value: Decimal, decimals: int) -> str:
    """Digits with a point where a DECIMAL of 38 digits holds them, else "#" and digits, "e", exponent."""
    if not value.is_finite():
        return f"#{value}"
    sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    stripped = text.rstrip("0")
    power = int(exponent) + len(text) - len(stripped)
    minus = "-" if sign and stripped else ""
    if not stripped:
        return "0"
    if power >= 0 and len(stripped) + power <= PRECISION - decimals:
        return minus + stripped + "0" * power
    if -decimals <= power < 0 and len(stripped) + power <= PRECISION - decimals:
        padded = stripped.rjust(1 - power, "0")
        return f"{minus}{padded[:power]}.{padded[power:]}"
    return f"#{minus}{stripped}e{power}"


def _moment_key(value: datetime | time) -> str:
    if isinstance(value, datetime):
        shift = value.utcoffset()
        try:
            moment = value.replace(tzinfo=None) - (shift or timedelta())
        except OverflowError:  # an instant before the year 1 or after 9999
            return value.isoformat()
        return moment.isoformat() + ("" if shift is None else "Z")
    offset = value.utcoffset()
    if offset is None:
        return value.isoformat()
    seconds = value.hour * 3600 + value.minute * 60 + value.second - int(offset.total_seconds())
    return f"{seconds}.{value.microsecond}Z"
