"""The release into a DuckDB file: load.sql is run, each table compared with its Parquet file, the file put in place."""

from __future__ import annotations

import hashlib
from contextlib import chdir
from typing import TYPE_CHECKING, Any

from pipeline.database import attach_new, connect_memory, failure, identifier, literal, lock
from pipeline.errors import LoadError
from pipeline.files import sha256_of, write_bytes
from pipeline.journal import recover
from pipeline.layout import DATA
from pipeline.manifest import listed_files, parquet_of, read_descriptor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

    from pipeline.layout import Layout

MOST_COMPARED = 1_000_000  # rows


def run(layout: Layout) -> None:
    """Write derived/tabletrace.duckdb, then stages/load/built with the hash of what was loaded."""
    recover(layout)
    try:
        descriptor = read_descriptor(layout)
    except (OSError, ValueError) as error:
        raise LoadError(f"no release to load ({error}); run `make` or `tabletrace build`") from None
    parquet = _parquet(layout, descriptor)
    beside = layout.derived / ".tabletrace.duckdb.new"
    for path in (beside, beside.with_name(f"{beside.name}.wal")):
        path.unlink(missing_ok=True)
    _build(layout, beside, parquet)
    beside.replace(layout.database)
    write_bytes(layout.stage("load") / "built", f"{_stamp(layout, parquet)}\n".encode())


def _parquet(layout: Layout, descriptor: Mapping[str, Any]) -> dict[str, list[Path]]:
    """{table: its Parquet files}, each checked by its hash, since a damaged file may read without an error."""
    listed = listed_files(descriptor)
    result = {item["name"]: [layout.root / path for path in parquet_of(item)] for item in descriptor["resources"]}
    for path in (*_all(result), layout.load_sql):
        name = layout.relative(path)
        if name not in listed or not path.is_file() or sha256_of(path)[0] != listed[name][0]:
            raise LoadError(f"{name} is not what datapackage.json lists; `tabletrace verify` tells which files are")
    return result


def _all(parquet: Mapping[str, list[Path]]) -> list[Path]:
    return [path for paths in parquet.values() for path in paths]


def _build(layout: Layout, path: Path, parquet: Mapping[str, list[Path]]) -> None:
    connection = connect_memory()
    try:
        attach_new(connection, path)
        lock(connection, _all(parquet))
        # load.sql names the files below the package's folder, where a consumer runs it.
        with chdir(layout.root):
            connection.execute(layout.load_sql.read_text("utf-8"))
        for name, files in parquet.items():
            _compare(connection, name, files)
    except failure() as error:
        raise LoadError(f"derived/load.sql failed: {error}") from None
    finally:
        connection.close()


def _compare(connection: duckdb.DuckDBPyConnection, name: str, files: list[Path]) -> None:
    """Table and files hold the same rows, as often: as many, and none of the one that the other lacks.

    Of more than `MOST_COMPARED` rows, which memory may not hold, their number and the sum of their hashes is compared.
    """
    table, source = identifier(name), f"read_parquet([{', '.join(literal(str(file)) for file in files)}])"
    (rows,) = connection.execute(f"SELECT count(*) FROM {source}").fetchone() or (0,)  # noqa: S608 all are quoted
    same = f"NOT EXISTS (FROM {table} EXCEPT ALL FROM {source})"
    if rows > MOST_COMPARED:
        mine, theirs = (f"(SELECT sum(hash(t)::HUGEINT) FROM {rel} AS t)" for rel in (table, source))  # noqa: S608
        same = f"{mine} = {theirs}"
    query = f"SELECT (SELECT count(*) FROM {table}) = {rows} AND {same}"  # noqa: S608 as above
    if connection.execute(query).fetchone() != (True,):
        where = files[0].name if len(files) == 1 else f"{files[0].parent.name}/"
        raise LoadError(f"the table {name} and {DATA}/{where} differ")


def _stamp(layout: Layout, parquet: Mapping[str, list[Path]]) -> str:
    paths = [*_all(parquet), layout.load_sql]
    lines = [f"{sha256_of(path)[0]} {layout.relative(path)}" for path in paths]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
