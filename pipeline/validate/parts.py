"""Tables of rows: what was found as their rows were typed, whether all are there, and where their foreign keys lead.

The rows themselves are not read again: each was checked as the text that the captured file has, which its typed value
no longer shows, and the hash of every file is that of its writing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.check.findings import Findings, error
from pipeline.contract import from_json
from pipeline.database import connect_memory, failure, identifier, literal, lock
from pipeline.manifest import parquet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from pipeline.contract import Field, ForeignKey
    from pipeline.layout import Layout

# Types whose values can be the same; those of any two others never are, as in Frictionless.
ALIKE: tuple[set[str], ...] = ({"integer", "number"}, {"string", "any"})
LISTED = 100  # of rows that a key of theirs leads nowhere


def check_parts(
    candidate: Layout, descriptor: Mapping[str, Any], resources: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """A task, as in our reports on packages, for each table of rows; without rows in its stats if it cannot be read."""
    if not resources:
        return
    tables = {item["name"]: item for item in descriptor["resources"]}
    files = {name: [candidate.root / path for path in parquet_of(item)] for name, item in tables.items()}
    with connect_memory() as connection:
        for name, paths in files.items():
            listed = ", ".join(literal(str(path)) for path in paths)
            rows = f"SELECT * FROM read_parquet([{listed}])"  # noqa: S608 all are quoted
            try:
                connection.execute(f"CREATE TEMP VIEW {identifier(name)} AS {rows}")
            except failure():
                continue  # a missing or damaged file, which is reported by its hash
        lock(connection, (path for paths in files.values() for path in paths))
        for resource in resources:
            yield _task(resource, candidate, connection, tables)


def _task(
    resource: Mapping[str, Any],
    candidate: Layout,
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    out, stats = Findings(), {}
    try:
        manifest = json.loads((candidate.root / resource["manifest"]["path"]).read_text("utf-8"))
        out.totals += [{key: item for key, item in rule.items() if key != "source_id"} for rule in manifest["broken"]]
        rows = _count(connection, f"SELECT count(*) FROM {identifier(resource['name'])}")  # noqa: S608 quoted
        listed = sum(part["rows"] for part in manifest["parts"])
        if not manifest["broken"] and not rows == manifest["rows"] == resource["rows"] == listed:
            note = f'expected is "{resource["rows"]}" and actual is "{rows}"'
            out.add(1, [error("row-count", note)], "row-count")
        for key in from_json(resource).foreign_keys:
            if key.resource != "tables" and key.resource:
                _foreign(resource["name"], key, connection, tables, out)
        stats = {"rows": rows}
    except (OSError, ValueError, LookupError, TypeError, failure()):
        pass  # a file that is not the one listed; without its rows the table does not pass
    return {"name": resource["name"], "totals": out.totals, "errors": out.listed, "stats": stats}


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    (count,) = connection.execute(query).fetchone() or (0,)
    return int(count)


def _foreign(
    name: str,
    key: ForeignKey,
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Mapping[str, Any]],
    out: Findings,
) -> None:
    """Rows whose key has a value that the other table has not; one with an empty part has to be there like that."""
    place = {"fieldNames": list(key.fields), "referenceName": key.resource, "referenceFieldNames": list(key.reference)}
    fields = {item.name: item for item in from_json(tables[name]).fields}
    known = {item.name: item for item in from_json(tables[key.resource]).fields} if key.resource in tables else {}
    if not set(key.reference) <= set(known):
        note = f"the package has no table {key.resource!r} with the columns {', '.join(key.reference)}"
        out.add(1, [error("foreign-key", note, **place)], "foreign-key", **place)
        return
    pairs = [(fields[own], known[other]) for own, other in zip(key.fields, key.reference, strict=True)]
    for own, other in pairs:
        if not any({own.type, other.type} <= alike for alike in (*ALIKE, {own.type})):
            note = (
                f"{own.name!r} is of the type {own.type}, {other.name!r} of {key.resource!r} of the type {other.type}"
            )
            out.add(1, [error("foreign-key", note, **place)], "foreign-key", **place)
            return
    mine = [f"c.{identifier(field)}" for field in key.fields]
    same = " AND ".join(_same(own, other) for own, other in pairs)
    orphans = (
        f"FROM {identifier(name)} AS c WHERE ({' OR '.join(f'{own} IS NOT NULL' for own in mine)}) "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 FROM {identifier(key.resource)} AS p WHERE {same})"
    )
    count = _count(connection, f"SELECT count(*) {orphans}")
    errors = []
    first = f'SELECT c."row", {", ".join(mine)} {orphans} ORDER BY 1 LIMIT {LISTED}'
    for row, *values in connection.execute(first).fetchall() if count else ():
        note = f'values "{", ".join(map(str, values))}" not found in the lookup table "{key.resource}"'
        found = error("foreign-key", note, rowNumber=row + 1, **place)
        errors.append(found | {"message": f"{name}: {found['message']}"})
    out.add(count, errors, "foreign-key", **place)


def _same(own: Field, other: Field) -> str:
    """SQL: whether two values are the same; numbers of two sizes as their shortest texts, since not all compare."""
    mine, theirs = f"c.{identifier(own.name)}", f"p.{identifier(other.name)}"
    if (own.type, own.decimals) != (other.type, other.decimals):
        mine, theirs = _shortest(mine, own), _shortest(theirs, other)
    return f"{mine} IS NOT DISTINCT FROM {theirs}"


def _shortest(value: str, item: Field) -> str:
    return f"rtrim(rtrim({value}::VARCHAR, '0'), '.')" if item.type == "number" else f"{value}::VARCHAR"
