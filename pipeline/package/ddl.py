"""load.sql: tables with types, keys and comments, filled from the Parquet files, and the views over them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.contract import PRECISION, SYSTEM
from pipeline.database import TEXT, TYPES, identifier, literal
from pipeline.layout import DATA
from pipeline.views import release_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.contract import Contract, Field, ForeignKey

HEAD = """\
-- Loads the data package into DuckDB. Run it in the package's folder, where datapackage.json is:
--   duckdb package.duckdb < derived/load.sql

BEGIN TRANSACTION;
"""
# DuckDB keeps about a megabyte for the keys of each table, however small: with more article tables than this they stay
# undeclared there (validate has checked them).
MOST_KEYED = 100
NO_PARTS: Mapping[str, Sequence[str]] = MappingProxyType({})
# A table comes after those that its foreign keys name.
FIRST = ("sources", "tables", "cells", "figures", "mentions")


def load_sql(
    contracts: Iterable[Contract], comments: Mapping[str, str], parts: Mapping[str, Sequence[str]] = NO_PARTS
) -> str:
    """The SQL text for the contracts; `comments` are the tables' comments by name, `parts` the files of tables of rows.

    The keys of a table of rows stay undeclared (validate has checked them): an index of them would be held in memory.
    """
    listed = list(contracts)
    ordered = sorted(listed, key=lambda item: FIRST.index(item.name) if item.name in FIRST else len(FIRST))
    articles = {contract.name for contract in listed} - set(SYSTEM)
    unkeyed = articles if len(articles) > MOST_KEYED else set(parts)
    lines = [HEAD]
    for contract in ordered:
        files = parts.get(contract.name, (f"{DATA}/{contract.name}.parquet",))
        lines += _table(contract, files, comments[contract.name], keyed=contract.name not in unkeyed)
    for name, select, comment in release_views(listed):
        lines.append(f"CREATE VIEW {identifier(name)} AS\n{select};\n")
        lines.append(f"COMMENT ON VIEW {identifier(name)} IS {literal(comment)};\n")
    return "\n".join([*lines, "COMMIT;\n"])


def _table(contract: Contract, files: Sequence[str], comment: str, *, keyed: bool) -> Iterator[str]:
    name = identifier(contract.name)
    lines = [*(_column(item, contract) for item in contract.fields), *(_keys(contract) if keyed else ())]
    yield f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n);"
    paths = ", ".join(map(literal, files))
    listed = paths if len(files) == 1 else f"[{paths}]"
    yield f"INSERT INTO {name} SELECT * FROM read_parquet({listed});"  # noqa: S608 all are quoted
    yield f"COMMENT ON TABLE {name} IS {literal(comment)};"
    for item in contract.fields:
        words = literal(item.description or item.title or item.name)
        yield f"COMMENT ON COLUMN {name}.{identifier(item.name)} IS {words};"
    yield ""


def _column(item: Field, contract: Contract) -> str:
    required = item.required or item.name in contract.primary_key
    kind = TEXT if contract.of_rows and item.type == "array" else TYPES.get(item.type, TEXT)
    kind = f"DECIMAL({PRECISION},{item.decimals})" if item.type == "number" else kind
    return f"{identifier(item.name)} {kind}" + (" NOT NULL" if required else "")


def _keys(contract: Contract) -> Iterator[str]:
    yield f"PRIMARY KEY ({_names(contract.primary_key)})"
    for key in contract.unique_keys:
        yield f"UNIQUE ({_names(key)})"
    yield from (_foreign_key(key) for key in contract.foreign_keys if key.resource)


def _foreign_key(key: ForeignKey) -> str:
    target = f"{identifier(key.resource)} ({_names(key.reference)})"
    return f"FOREIGN KEY ({_names(key.fields)}) REFERENCES {target}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(identifier(name) for name in names)
