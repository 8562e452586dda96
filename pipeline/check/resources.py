"""A descriptor's resources as values: which files, in which dialect, by which schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.check.opening import open_within
from pipeline.errors import ContractError
from pipeline.rows.compile.schema import TableRule, fault, read_schema
from pipeline.rows.gate.dialect import Dialect, read_dialect
from pipeline.strict_json import parse_strict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.issue import Issue

FORMATS = ("csv", "tsv", "parquet")
INLINE = "inline"
STRICT = "JSON in UTF-8, below 8 MB and 64 levels, without keys that stand twice, NaN and halves of characters"
COMPRESSED = {"gz": "gzip", "gzip": "gzip", "zst": "zstd", "zstd": "zstd"}
SUFFIX = re.compile(r"\.([A-Za-z0-9]+)$")
DIGITS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource: `format` is csv, tsv, parquet, inline or, for a file that is no table to us, empty.

    `data`: its rows, where they stand in the descriptor.
    """

    name: str
    place: str
    paths: tuple[str, ...]
    format: str
    compression: str
    encoding: str
    hash: tuple[str, str] | None
    bytes: int | None
    rows: int | None
    dialect: Dialect
    rule: TableRule | None
    data: Any = None


def read_package(data: bytes) -> Mapping[str, Any]:
    """A descriptor's value. Raises ContractError if it is no package."""
    try:
        value = parse_strict(data)
    except ValueError as error:
        found = fault("#", f"no strict JSON ({error})", STRICT)
        raise ContractError("the descriptor cannot be read", [found]) from None
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list) or not value["resources"]:
        raise ContractError("the descriptor is no package", [fault("#", "no resources", "an object with `resources`")])
    return value


def read_resource(value: object, place: str, root: Path) -> Resource:
    """One resource of a package whose folder is `root`. Raises ContractError with every fault."""
    faults: list[Issue] = []
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise ContractError("a resource cannot be used", [fault(place, repr(value)[:80], "an object with a name")])
    paths = _paths(value, place, faults)
    data = value.get("data") if not paths else None
    form, compression = (INLINE, "") if not paths else _format(value, paths[0], f"{place}/compression", faults)
    rule = None
    if form:
        rule = _part(value, "schema", place, root, faults, lambda item, here: read_schema(item, here))
    dialect = _part(value, "dialect", place, root, faults, lambda i, here: read_dialect(i, here, tabs=form == "tsv"))
    numbers = {key: _count(value.get(key), f"{place}/{key}", faults) for key in ("bytes", "rows")}
    digest = _hash(value.get("hash"), f"{place}/hash", faults)
    encoding = value.get("encoding", "utf-8")
    if not isinstance(encoding, str) or not _is_encoding(encoding):
        faults.append(fault(f"{place}/encoding", repr(encoding), "the name of an encoding"))
    if faults:
        raise ContractError("a resource cannot be used", faults)
    dialect = dialect or Dialect(delimiter="\t" if form == "tsv" else ",")
    return Resource(
        value["name"],
        place,
        tuple(paths),
        form,
        compression,
        encoding,
        digest if paths else None,
        numbers["bytes"] if paths else None,
        numbers["rows"],
        dialect,
        rule,
        data,
    )


def _paths(value: Mapping[str, Any], place: str, faults: list[Issue]) -> list[str]:
    """The paths of a resource; none if its data stand in the descriptor."""
    paths, data = value.get("path"), value.get("data")
    paths = [paths] if isinstance(paths, str) else paths
    if data is not None and paths is not None:
        faults.append(fault(f"{place}/data", "a path and data", "one of them"))
    elif data is not None:
        if not isinstance(data, list | dict):
            faults.append(fault(f"{place}/data", repr(data)[:80], "a list of rows"))
        return []
    if not isinstance(paths, list) or not paths or not all(isinstance(path, str) for path in paths):
        faults.append(fault(f"{place}/path", repr(value.get("path"))[:80], "a path, or a list of paths; or data"))
        return [""]
    return paths


def _part(value: Mapping[str, Any], key: str, place: str, root: Path, faults: list[Issue], read: Any) -> Any:
    """A schema or dialect, which may be a file of the package."""
    given, here = value.get(key), f"{place}/{key}"
    if given is None:
        return None
    try:
        if isinstance(given, str):
            here, given = f"{given}#", _load(root, given, here)
        return read(given, here)
    except ContractError as error:
        faults += error.issues
    return None


def _load(root: Path, path: str, place: str) -> object:
    try:
        with open_within(root, path).file as file:
            return parse_strict(file.read(8_000_001) or b"")
    except ValueError as error:
        raise ContractError("", [fault(place, f"{path!r}: {error}", "a file of the package")]) from None


def _format(value: Mapping[str, Any], path: str, place: str, faults: list[Issue]) -> tuple[str, str]:
    """(format, compression), as the descriptor says or the file's name tells."""
    suffix = SUFFIX.search(path.lower())
    compression = value.get("compression") or (suffix[1] if suffix and suffix[1] in COMPRESSED else "")
    if not isinstance(compression, str) or compression not in ("", "no", *COMPRESSED):
        faults.append(fault(place, repr(compression), "gz or zst"))
        compression = ""
    compression = COMPRESSED.get(compression, "")
    plain = path.lower().removesuffix(suffix[0]) if suffix and suffix[1] in COMPRESSED else path.lower()
    suffix = SUFFIX.search(plain)
    form = value.get("format") or (suffix[1] if suffix else "")
    named = value.get("schema") is not None or value.get("profile") == "tabular-data-resource"
    if form in FORMATS:
        return str(form), compression
    if named or value.get("type") == "table":
        faults.append(fault(place.replace("compression", "format"), repr(form), f"one of {', '.join(FORMATS)}"))
    return "", compression


def _count(value: object, place: str, faults: list[Issue]) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        faults.append(fault(place, repr(value)[:80], "a whole number"))
        return None
    return value


def _hash(value: object, place: str, faults: list[Issue]) -> tuple[str, str] | None:
    """(algorithm, digest); a digest without a name is MD5, as the standard has it."""
    if value is None:
        return None
    name, _, digest = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    name = (name or "md5").lower().replace("-", "")
    if DIGITS.get(name) != len(digest):
        faults.append(fault(place, repr(value)[:80], f"a digest of {', '.join(DIGITS)}"))
        return None
    return name, digest.lower()


def _is_encoding(name: str) -> bool:
    import codecs

    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, AttributeError, ValueError):
        return False
