"""tabletrace sql: one question to the release, answered as a table, CSV or JSON."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from pipeline.commands.output import say_json, say_table
from pipeline.errors import QueryError
from pipeline.rows.canonical import render
from pipeline.rows.separated import csv_writer

if TYPE_CHECKING:
    import duckdb


@click.command()
@click.argument("query")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects.")
def sql(query: str, as_csv: bool, as_json: bool) -> None:
    """Ask the release one QUERY in DuckDB's SQL. It can only read, and only the release.

    Tables: see `tabletrace show`; views: provenance, current_<table>.

    Example: tabletrace sql "select printed, value, unit from figures"
    """
    if as_csv and as_json:
        raise click.UsageError("either --csv or --json")
    columns, rows = ask(query)
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if as_json and twice:
        raise QueryError(f"two columns are named {', '.join(map(repr, twice))}; name each with AS")
    if as_json:
        say_json([dict(zip(columns, map(_plain, row), strict=True)) for row in rows])
    elif as_csv:
        writer = csv_writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([_text(value) for value in row] for row in rows)
    else:
        say_table(columns, [["NULL" if value is None else _text(value) for value in row] for row in rows])


def ask(query: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """(columns, rows) of a query that reads; raises QueryError for any other, and for what DuckDB refuses."""
    from pipeline import open_package
    from pipeline.database import failure, is_read

    try:
        if not is_read(query):
            raise QueryError("only one SELECT (or FROM, VALUES, DESCRIBE, SUMMARIZE) is answered; nothing was done")
        with open_package().connect() as connection:
            return _fetch(connection, query)
    except failure() as error:
        raise QueryError(str(error)) from None


def _fetch(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], list[tuple[object, ...]]]:
    cursor = connection.execute(query)
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _text(value: object) -> str:
    """A value as the CSV files write it; lists and structs as JSON."""
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, list | dict) else render(plain)  # type: ignore[arg-type]


def _plain(value: object) -> object:
    """JSON's own types as they are; decimals, dates and the rest as canonical text, so that no digit is lost."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_text(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return render(value)  # type: ignore[arg-type]
