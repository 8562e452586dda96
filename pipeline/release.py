"""A published release opened for reading: its tables as DuckDB relations, its SQL views, and the trace of a value."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.contract import Contract, from_json
from pipeline.database import connect_file, connect_memory, identifier, literal, lock
from pipeline.download import download_release, is_url
from pipeline.errors import QueryError
from pipeline.files import sha256_of
from pipeline.journal import recover
from pipeline.layout import Layout
from pipeline.manifest import listed_files, parquet_of, read_descriptor
from pipeline.views import release_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from pipeline.trace import Evidence

# What one query may take.
MOST_MEMORY = "4GB"


@dataclass(frozen=True, slots=True)
class Package:
    """A release. `tables` names its tables; nothing is read before it is asked for, and no file without its hash."""

    layout: Layout
    descriptor: Mapping[str, Any]
    contracts: Mapping[str, Contract]

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(self.contracts)

    def load(self, name: str) -> duckdb.DuckDBPyRelation:
        """One table as a DuckDB relation; raises QueryError if there is none of that name or its file is damaged."""
        if name not in self.contracts:
            raise QueryError(f"no table {name!r}; the package has {', '.join(self.tables)}")
        return connect_memory().from_parquet(list(map(str, self._parquet(name))))

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A read-only connection with a view for each table, and `provenance` and `current_<table>`.

        It reads the package's Parquet files and can touch no other file.
        """
        files = {name: self._parquet(name) for name in self.tables}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "views.duckdb"
            self._write_views(path, files)
            connection = connect_file(path)
        lock(connection, (file for parts in files.values() for file in parts), memory=MOST_MEMORY)
        return connection

    def trace(self, id: str) -> Evidence:  # noqa: A002 the public face names it so
        """How a value came about: a figure_id, or <table_id>/<row>, or <table_id>/<row>/<field>."""
        from pipeline.trace import trace

        return trace(self, id)

    def file(self, name: str) -> Path:
        """A file of the release by its path below the root; QueryError if it is not the one that is listed."""
        path, listed = self.layout.root / name, listed_files(self.descriptor)
        if name not in listed or not path.is_file() or sha256_of(path)[0] != listed[name][0]:
            raise QueryError(f"{name} is not what datapackage.json lists; `tabletrace verify` tells which files are")
        return path

    def resource(self, name: str) -> Mapping[str, Any]:
        """A table's entry in the descriptor; StopIteration if there is none."""
        found: Mapping[str, Any] = next(item for item in self.descriptor["resources"] if item["name"] == name)
        return found

    def _parquet(self, name: str) -> list[Path]:
        return list(map(self.file, parquet_of(self.resource(name))))

    def _write_views(self, path: Path, files: Mapping[str, list[Path]]) -> None:
        with connect_memory() as connection:
            connection.execute(f"ATTACH {literal(str(path))} AS views")
            connection.execute("USE views")
            for name, parts in files.items():
                source = f"read_parquet([{', '.join(literal(str(part)) for part in parts)}])"
                connection.execute(f"CREATE VIEW {identifier(name)} AS SELECT * FROM {source}")  # noqa: S608 quoted
            for name, select, _comment in release_views(self.contracts.values()):
                connection.execute(f"CREATE VIEW {identifier(name)} AS {select}")


def open_package(path_or_url: str | Path = ".") -> Package:
    """Open a release: its folder, its datapackage.json, or the http(s) address of the latter.

    A publish that was interrupted is finished first. Raises QueryError where there is no release.
    """
    if is_url(str(path_or_url)):
        return _download(str(path_or_url))
    path = Path(path_or_url).resolve()
    layout = Layout(path.parent if path.is_file() else path)
    # Who may only read finds out by the hashes whether an interrupted publish left a file behind.
    with suppress(PermissionError):
        recover(layout)
    return _open(layout)


def _download(url: str) -> Package:
    """The release from the web; what was fetched is removed when the process ends, for tables are read late."""
    folder = Path(tempfile.mkdtemp(prefix="tabletrace-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _open(Layout(download_release(url, folder)))


def _open(layout: Layout) -> Package:
    try:
        descriptor = read_descriptor(layout)
    except (OSError, ValueError) as error:
        raise QueryError(
            f"no release in {layout.root} ({error}); build one with `make` or `tabletrace build`"
        ) from None
    contracts = {item["name"]: from_json(item) for item in descriptor["resources"]}
    return Package(layout, descriptor, contracts)
