"""Packages with what a schema alone does not say: dialects, encodings, compression, parts, a parent table, version 1.

Where Frictionless reads a file in another way, or not at all (Zstandard), there is nothing to compare.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.check.pairs import DIALECT, V2, csv_text, foreign_keys, keyable, tables

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, bytes]
Rows = list[list[str]]


@st.composite
def packages(draw: st.DrawFn) -> tuple[dict[str, Any], Files]:
    """(descriptor, its files)."""
    files: Files = {}
    schema, rows = draw(tables())
    resource = draw(draw(st.sampled_from(FORMS))("table", rows, files))
    resources = [{**resource, "schema": schema}]
    if draw(st.booleans()):
        theirs, their_rows = draw(tables())
        resources.append({**draw(_plain("parent", their_rows, files)), "schema": theirs})
        if _can_refer(schema, theirs):
            schema.setdefault("foreignKeys", []).append(draw(foreign_keys(schema, theirs, "parent")))
    version = {"$schema": V2} if draw(st.booleans()) else {"profile": "tabular-data-package"}
    if "profile" in version:
        resources = [{**item, "profile": "tabular-data-resource"} for item in resources]
        for item in resources:
            _as_version_1(item["schema"])
    return {**version, "name": "package", "resources": resources}, files


def _as_version_1(schema: dict[str, Any]) -> None:
    """Frictionless refuses what version 2 has added: exclusive bounds, labels of missing values."""
    for item in (schema, *schema["fields"]):
        if "missingValues" in item:
            item["missingValues"] = [
                text["value"] if isinstance(text, dict) else text for text in item["missingValues"]
            ]
    for field in schema["fields"]:
        for bound in ("exclusiveMinimum", "exclusiveMaximum"):
            field.get("constraints", {}).pop(bound, None)


def _can_refer(child: dict[str, Any], parent: dict[str, Any]) -> bool:
    kinds = [
        {item["type"] == "boolean" for item in schema["fields"] if item["name"] in keyable(schema)}
        for schema in (child, parent)
    ]
    return bool(kinds[0] & kinds[1])


def _resource(name: str, path: str | list[str], **properties: Any) -> dict[str, Any]:
    return {"name": name, "path": path, "encoding": "utf-8", "dialect": DIALECT, **properties}


@st.composite
def _plain(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    files[f"{name}.csv"] = csv_text(rows, quoted=draw(st.booleans())).encode()
    return _resource(name, f"{name}.csv")


@st.composite
def _in_dialect(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    delimiter, quote = draw(st.sampled_from([";", "\t", "|", ","])), draw(st.sampled_from(['"', "'"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = csv_text(rows, quoted=draw(st.booleans()), delimiter=delimiter, quotechar=quote, lineterminator=end)
    files[f"{name}.csv"] = text.encode()
    dialect = {**DIALECT, "delimiter": delimiter, "quoteChar": quote, "lineTerminator": end}
    return _resource(name, f"{name}.csv", dialect=dialect)


@st.composite
def _commented(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    """Comments among the rows, and a first line that is no header."""
    extra: dict[str, Any] = {"commentChar": "#"}
    first = rows[0]
    for place in draw(st.lists(st.integers(1, len(rows)), max_size=2)):
        rows.insert(place, ["# said by hand", *first[1:]])
    if draw(st.booleans()):
        rows, extra = [["made by hand"], *rows], {**extra, "headerRows": [2]}
    files[f"{name}.csv"] = csv_text(rows, quoted=False).encode()
    return _resource(name, f"{name}.csv", dialect={**DIALECT, **extra})


@st.composite
def _encoded(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    encoding = draw(st.sampled_from(["utf-8-sig", "utf-16", "cp1252", "latin-1", "shift_jis"]))
    text = csv_text(rows, quoted=draw(st.booleans())).encode(encoding, errors="replace")
    files[f"{name}.csv"] = text
    return _resource(name, f"{name}.csv", encoding="utf-8" if encoding == "utf-8-sig" else encoding)


@st.composite
def _packed(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    text = csv_text(rows, quoted=draw(st.booleans())).encode()
    files[f"{name}.csv.gz"] = gzip.compress(text, mtime=0)
    return _resource(name, f"{name}.csv.gz")


@st.composite
def _in_parts(draw: st.DrawFn, name: str, rows: Rows, files: Files) -> dict[str, Any]:
    """Two files, each with the header."""
    cut = draw(st.integers(1, len(rows)))
    for number, part in enumerate((rows[:cut], [rows[0], *rows[cut:]])):
        files[f"{name}{number}.csv"] = csv_text(part, quoted=draw(st.booleans())).encode()
    return _resource(name, [f"{name}0.csv", f"{name}1.csv"])


FORMS = [_plain, _in_dialect, _commented, _encoded, _packed, _in_parts]


def write(folder: Path, package: tuple[dict[str, Any], Files]) -> Path:
    """The package as files of a folder."""
    descriptor, files = package
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor), "utf-8")
    return path
