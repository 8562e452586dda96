"""The door to DuckDB: connections that can do no harm, and the quoting of names and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import duckdb

TYPES = {
    "string": "VARCHAR",
    "object": "VARCHAR",
    "integer": "BIGINT",
    "number": "DECIMAL(38,9)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "array": "VARCHAR[]",
}
# Of the other types of Table Schema a value is the text that stands for it.
TEXT = "VARCHAR"
# Older clients (1.x, duckdb-wasm) read this version and not the default one of 2.0.
STORAGE_VERSION = "v1.0.0"
NO_EXTENSIONS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


def identifier(name: str) -> str:
    """A name as SQL takes it, whatever its characters."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL takes it, whatever its characters."""
    return "'" + text.replace("'", "''") + "'"


def connect_memory() -> duckdb.DuckDBPyConnection:
    """A private database in memory that loads no extension."""
    import duckdb

    return duckdb.connect(":memory:", config=dict(NO_EXTENSIONS))


def attach_new(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make a database file that older clients can read, and use it."""
    connection.execute(f"ATTACH {literal(str(path))} AS fresh (STORAGE_VERSION {literal(STORAGE_VERSION)})")
    connection.execute("USE fresh")


def lock(connection: duckdb.DuckDBPyConnection, files: Iterable[Path] = (), *, memory: str | None = None) -> None:
    """Let the connection read these files and nothing else, for good; with `memory` ("4GB") it holds no more than that.

    A limited connection writes nothing to disk either, so that no query fills one.
    """
    if memory is not None:
        connection.execute(f"SET memory_limit = {literal(memory)}")
        connection.execute("SET temp_directory = ''")
    paths = ", ".join(literal(str(path)) for path in files)
    connection.execute(f"SET allowed_paths = [{paths}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def connect_staging(folder: Path, *, memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    """A private database that may read and write below one folder and nowhere else, for good; it spills there too."""
    import duckdb

    config = {
        "memory_limit": memory,
        "threads": str(threads),
        "temp_directory": str(folder / "spill"),
    }
    connection = duckdb.connect(":memory:", config={**NO_EXTENSIONS, **config})
    connection.execute(f"SET allowed_directories = [{literal(str(folder))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def add_function(connection: duckdb.DuckDBPyConnection, name: str, function: Callable[..., Any], kind: str) -> None:
    """Let queries call a function from an Arrow array of texts to one of the SQL type `kind`."""
    from duckdb import func

    connection.create_function(name, function, ["VARCHAR"], kind, type=func.ARROW, null_handling=func.SPECIAL)


def connect_file(path: Path) -> duckdb.DuckDBPyConnection:
    """A database file, opened for reading only, by a connection that loads no extension."""
    import duckdb

    return duckdb.connect(str(path), read_only=True, config=dict(NO_EXTENSIONS))


def failure() -> type[Exception]:
    """The exception of DuckDB's faults, for `except`."""
    import duckdb

    return duckdb.Error


def memory_failure() -> type[Exception]:
    """The exception of a query that needs more memory than it may have, for `except`."""
    import duckdb

    return duckdb.OutOfMemoryException


def is_read(query: str) -> bool:
    """Whether a text is one statement that only reads. Raises DuckDB's own exception if it is no SQL."""
    import duckdb

    statements = duckdb.extract_statements(query)
    return len(statements) == 1 and statements[0].type == duckdb.StatementType.SELECT
