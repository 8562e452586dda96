"""YAML as data only: no tags, anchors, dates or duplicate keys, every fault with its line, checked by a JSON Schema.

Plain scalars follow the core schema of YAML 1.2 (so `no` is text), but what YAML 1.1 reads as a date is refused,
since readers differ on it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import yaml

from pipeline.layout import CODE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jsonschema_rs

Path = tuple[str | int, ...]
# libyaml's loader, ten times as fast, where PyYAML was built with it. What it refuses is read again by PyYAML's own,
# whose word counts, so that a fault reads the same everywhere.
LOADERS = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
CONSTANTS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
DEPTH = 20
# Escapes in quotes can name what no text of ours may hold: controls, halves of surrogate pairs, non-characters.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong at a line and column (both from 1)."""

    line: int
    column: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's value, the (line, column) of every path in it, and every fault found."""

    value: Mapping[str, object]
    places: Mapping[Path, tuple[int, int]]
    faults: tuple[YamlFault, ...]

    def place(self, path: Path) -> tuple[int, int]:
        """The place of a path, or of its nearest ancestor that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


class _Reader:
    """Collects values, places and faults while it walks the nodes."""

    def __init__(self) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self.faults: list[YamlFault] = []

    def fault(self, node: yaml.Node, found: str, expected: str) -> None:
        self.faults.append(YamlFault(*_place(node), found, expected))

    def read(self, node: yaml.Node, path: Path) -> object:
        self.places[path] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = self.text(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self.fault(key_node, "a key that is not text", "a text key")
            elif key in result:
                self.fault(key_node, f"the key {key!r} a second time", "each key once")
            else:
                result[key] = self.read(value_node, (*path, key))
                self.places[(*path, key)] = _place(key_node)
        return result

    def text(self, node: yaml.Node) -> str:
        text = str(node.value)
        unfit = UNFIT.search(text)
        if unfit is None:
            return text
        self.fault(node, f"the character {unfit.group()!r}", "text without control characters")
        return UNFIT.sub("\ufffd", text)

    def scalar(self, node: yaml.Node) -> object:
        text = self.text(node)
        if getattr(node, "style", None):  # a plain scalar has none
            return text
        if text in CONSTANTS:
            return CONSTANTS[text]
        if DATE.fullmatch(text):
            self.fault(node, f"the YAML date {text}", f'text in quotes: "{text}"')
        return int(text) if INTEGER.fullmatch(text) else text


def read_yaml(data: bytes, schema: str | None) -> YamlFile:
    """Read YAML bytes and check them against `yaml_schemas/<schema>.json`, None for YAML of others, which no schema
    describes. Never raises on what the bytes hold."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _failed(1 + data[: error.start].count(b"\n"), 1, f"the byte {data[error.start]:#04x}", "UTF-8")
    try:
        node, refused = _compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return _failed(line, column, str(error.problem), "well-formed YAML")
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two for "\UFFFFFFFF", which is no character
        return _failed(1, 1, str(error).splitlines()[0], "well-formed YAML")
    if refused:
        return YamlFile({}, {}, refused)
    if not isinstance(node, yaml.MappingNode):
        return _failed(1, 1, "no keys", "a mapping of keys to values")
    reader = _Reader()
    value = cast("dict[str, object]", reader.read(node, ()))
    result = YamlFile(value, reader.places, ())
    broken = () if schema is None else _schema_faults(result, schema)
    return YamlFile(value, reader.places, (*reader.faults, *broken))


def _compose(text: str) -> tuple[yaml.Node | None, tuple[YamlFault, ...]]:
    """The tree of nodes, or why none is built."""
    fast, own = LOADERS
    try:
        refused = _refused(text, fast)
        return (None if refused else yaml.compose(text, Loader=fast)), refused
    except (yaml.YAMLError, ValueError):
        refused = _refused(text, own)
        return (None if refused else yaml.compose(text, Loader=own)), refused


def _refused(text: str, loader: type[yaml.SafeLoader]) -> tuple[YamlFault, ...]:
    """Tags, anchors and aliases, found in the event stream before any node is built from them."""
    faults, depth = [], 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if depth > DEPTH:
            return (YamlFault(*place, f"more than {DEPTH} levels", "a flatter file"),)
        faults += [YamlFault(*place, found, "plain values") for found in _extras(event)]
    return tuple(faults)


def _extras(event: yaml.Event) -> Iterator[str]:
    for name in ("tag", "anchor"):
        value = getattr(event, name, None)
        if value:
            yield f"the {name} {value}"


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _failed(line: int, column: int, found: str, expected: str) -> YamlFile:
    return YamlFile({}, {}, (YamlFault(line, column, found, expected),))


def _schema_faults(file: YamlFile, schema: str) -> Iterator[YamlFault]:
    rules, validator = _rules(schema)
    for error in validator.iter_errors(file.value):
        path, expected = tuple(error.instance_path), _expected(rules, error.schema_path)
        where = ".".join(str(part) for part in path) or "the file"
        unknown = getattr(error.kind, "unexpected", None)
        if unknown is None:
            yield YamlFault(*file.place(path), f"{where}: {error.message}", expected)
            continue
        for key in unknown:
            yield YamlFault(*file.place((*path, key)), f"the unknown key {key!r} in {where}", expected)


@lru_cache
def _rules(schema: str) -> tuple[object, jsonschema_rs.Validator]:
    """The rules, as data and compiled."""
    import jsonschema_rs

    rules = json.loads((CODE / "yaml_schemas" / f"{schema}.json").read_text("utf-8"))
    return rules, jsonschema_rs.validator_for(rules)


def _expected(rules: object, path: list[str | int]) -> str:
    """The description nearest to the broken rule; the schema's descriptions are written for this."""
    text = "the keys and values that the README lists"
    for part in path:
        if isinstance(rules, dict):
            text = str(rules.get("description", text))
            rules = rules.get(part)
        elif isinstance(rules, list):
            rules = rules[int(part)]
    return str(rules.get("description", text)) if isinstance(rules, dict) else text
