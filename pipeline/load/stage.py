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
from pipeline.manifest import listed_files, read_descriptor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

    from pipeline.layout import Layout


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


def _parquet(layout: Layout, descriptor: Mapping[str, Any]) -> dict[str, Path]:
    """{table: its Parquet file}, each checked by its hash, since a damaged file may read without an error."""
    listed = listed_files(descriptor)
    result = {item["name"]: layout.root / item["alternates"][0]["path"] for item in descriptor["resources"]}
    for path in (*result.values(), layout.load_sql):
        name = layout.relative(path)
        if name not in listed or not path.is_file() or sha256_of(path)[0] != listed[name][0]:
            raise LoadError(f"{name} is not what datapackage.json lists; `tabletrace verify` tells which files are")
    return result


def _build(layout: Layout, path: Path, parquet: Mapping[str, Path]) -> None:
    connection = connect_memory()
    try:
        attach_new(connection, path)
        lock(connection, parquet.values())
        # load.sql names the files below the package's folder, where a consumer runs it.
        with chdir(layout.root):
            connection.execute(layout.load_sql.read_text("utf-8"))
        for name, file in parquet.items():
            _compare(connection, name, file)
    except failure() as error:
        raise LoadError(f"derived/load.sql failed: {error}") from None
    finally:
        connection.close()


def _compare(connection: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    """Table and file hold the same rows, as often: as many of them, and none of the one that the other lacks."""
    table, source = identifier(name), f"read_parquet({literal(str(file))})"
    query = (
        f"SELECT (SELECT count(*) FROM {table}) = (SELECT count(*) FROM {source}) "  # noqa: S608 both are quoted
        f"AND NOT EXISTS (FROM {table} EXCEPT ALL FROM {source})"
    )
    if connection.execute(query).fetchone() != (True,):
        raise LoadError(f"the table {name} and {DATA}/{file.name} differ")


def _stamp(layout: Layout, parquet: Mapping[str, Path]) -> str:
    paths = [*parquet.values(), layout.load_sql]
    lines = [f"{sha256_of(path)[0]} {layout.relative(path)}" for path in paths]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
