"""From a value back to the characters: value → reading → cell → line → document → activities."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipeline.database import identifier
from pipeline.document import position
from pipeline.errors import QueryError
from pipeline.manifest import is_of_rows
from pipeline.rows.canonical import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from pipeline.release import Package
    from pipeline.rowtrace import CapturedRow

Record = dict[str, Any]
SAYS = "consistency within one document; it says nothing about whether a claim is true"
OWN = ("source_id", "table_id", "row", "claimant", "claimed")  # columns of a table of rows that its files do not have
ADDRESS = re.compile(r"([^/]+/[0-9]+)/([0-9]{1,18})(?:/([^/]+))?")


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """A cell, its line in the text that was read, and the place of its characters in that line (columns from 1)."""

    cell: Record
    line_number: int
    column: int
    line: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a release knows of where a value came from; each record is a row of the table of that name.

    `sentence` is the table's row as it reads: (column label, printed text) for each of its cells. A row of a table of
    rows has no figures and no cells, but the place where it was `captured`; its texts are those of the typed values.
    """

    id: str
    sentence: tuple[tuple[str, str], ...]
    figures: tuple[Record, ...]
    cells: tuple[CellEvidence, ...]
    table: Record
    source: Record
    issues: tuple[Record, ...]
    activities: tuple[Record, ...]
    captured: CapturedRow | None = None

    def to_json(self) -> dict[str, Any]:
        """The evidence as plain values."""
        return asdict(self)

    def as_text(self) -> str:
        """The evidence as a person reads it, from the value to the document."""
        row = " · ".join(f"{label}: {printed}" if label else printed for label, printed in self.sentence)
        captured = self.captured.as_lines() if self.captured else []
        said = [*self._values(), *self._cells(), *captured, f"  {'values' if captured else 'row   '}     {row}"]
        return "\n".join([f"{self.id}", *said, *self._origin(), *self._build()])

    def _values(self) -> list[str]:
        lines = []
        for figure in self.figures:
            parts = ("value", "lower", "upper", "qualifier", "unit", "resolution", "status", "missing", "flags")
            stated = ", ".join(f"{name} {_show(figure[name])}" for name in parts if figure[name] is not None)
            lines += [f"  value      {stated}", f"  reading    {figure['rule'] or 'none'}"]
            if figure["in_prose"]:
                lines.append(f"  in prose   {figure['in_prose']} ({SAYS})")
            if figure["measure"]:
                lines.append(f"  measure    {figure['measure']}")
        return lines

    def _cells(self) -> list[str]:
        lines = []
        for item in self.cells:
            cell = item.cell
            width = max(cell["char_end"] - cell["char_start"], 1)
            lines += [
                f"  cell       {cell['field'] or cell['role']}: {_show(cell['printed'])} ({cell['status']}), "
                f"characters {cell['char_start']}–{cell['char_end']}",
                f"  line {item.line_number:<5} {item.line}",
                f"             {' ' * (item.column - 1)}{'^' * width}",
            ]
            if cell["locator"] is not None:
                lines.append(f"  locator    {cell['locator']}")
            if cell["original_start"] is not None:
                lines.append(f"  original   characters {cell['original_start']}–{cell['original_end']}")
        return lines

    def _origin(self) -> list[str]:
        source, table = self.source, self.table
        who = table["claimant"] or "nobody declared (unattributed)"
        when = f", {table['claimed']}" if table["claimed"] else ""
        lines = [f"  claimed by {who}{when}", f"  table      {table['table_id']}: {table['caption'] or 'no caption'}"]
        if source["text_kind"] == "digest":
            lines.append(
                f"  document   our digest of a text by {source['digest_of_publisher']} "
                f"(sha256 {source['digest_of_sha256']}); only its cells are printed words"
            )
        published = f", {source['published']}" if source["published"] else ""
        lines.append(
            f"  source     {source['title'] or source['source_id']}, {source['publisher'] or 'unknown'}{published}"
        )
        if source["url"]:
            lines.append(f"  address    {source['url']}")
        return [*lines, f"  file       {source['document']} (sha256 {source['sha256']})"]

    def _build(self) -> list[str]:
        found = [f"  finding    {issue['code']}: {issue['found']}" for issue in self.issues]
        return found + [
            f"  activity   {item['activity_id']}: {item['tool']} {item['version']}, code {item['code_sha256'][:12]}"
            for item in self.activities
        ]


def trace(package: Package, id: str) -> Evidence:  # noqa: A002 as the public face names it
    """The evidence for a figure_id, <table_id>/<row> or <table_id>/<row>/<field>; QueryError if there is none."""
    with package.connect() as connection:
        where, values = _where(id)
        cells = _records(connection, f"SELECT * FROM cells WHERE {where} ORDER BY grid_column", values)  # noqa: S608 our own text
        if not cells:
            return _of_row(package, connection, id)
        table_id, source_id = cells[0]["table_id"], cells[0]["source_id"]
        source = _records(connection, "SELECT * FROM sources WHERE source_id = ?", [source_id])[0]
        text = package.file(source["text_path"]).read_bytes().decode("utf-8", errors="replace")
        table = _records(connection, "SELECT * FROM tables WHERE table_id = ?", [table_id])[0]
        return Evidence(
            id,
            _sentence(connection, cells[0], table),
            tuple(_records(connection, f"SELECT * FROM figures WHERE {where} ORDER BY char_start", values)),  # noqa: S608
            tuple(_evidence(cell, text) for cell in cells),
            table,
            source,
            tuple(_records(connection, f"SELECT * FROM issues WHERE {where} ORDER BY issue_id", values)),  # noqa: S608
            tuple(_records(connection, "SELECT * EXCLUDE (inputs) FROM activities", [])),
        )


def _of_row(package: Package, connection: duckdb.DuckDBPyConnection, id: str) -> Evidence:  # noqa: A002 as above
    """The evidence for a row, or a value, of a table of rows; QueryError if there is none at the address."""
    from pipeline.rowtrace import captured_row

    where, values = _where(id)
    tables = _records(connection, "SELECT * FROM tables WHERE table_id = ?", values[:1])
    resource = str(tables[0]["resource"]) if tables else ""
    of_rows = resource in package.contracts and is_of_rows(package.resource(resource))
    query = f'SELECT * FROM {identifier(resource)} WHERE table_id = ? AND "row" = ?'  # noqa: S608 quoted
    rows = _records(connection, query, values[:2]) if of_rows else []
    if not rows or not set(values[2:]) <= set(rows[0]):
        raise QueryError(_nothing(connection, id))
    fields = [item for item in package.contracts[resource].fields if not values[2:] or item.name == values[2]]
    return Evidence(
        id,
        tuple((item.title or item.name, render(rows[0][item.name])) for item in fields if item.name not in OWN),
        (),
        (),
        tables[0],
        _records(connection, "SELECT * FROM sources WHERE source_id = ?", [rows[0]["source_id"]])[0],
        tuple(_records(connection, f"SELECT * FROM issues WHERE {where} ORDER BY issue_id", values)),  # noqa: S608
        tuple(_records(connection, "SELECT * EXCLUDE (inputs) FROM activities", [])),
        captured_row(package, resource, rows[0]),
    )


def _sentence(connection: duckdb.DuckDBPyConnection, cell: Record, table: Record) -> tuple[tuple[str, str], ...]:
    """(label, printed) of each cell in the printed row of a cell; a label is what its column's header rows print."""
    query = """
        SELECT grid_column, coalesce(printed, '') FROM cells
        WHERE table_id = ? AND grid_row BETWEEN ? AND ? ORDER BY grid_column, grid_row
    """
    table_id, row = cell["table_id"], cell["grid_row"]
    labels: dict[int, list[str]] = {}
    for column, label in connection.execute(query, [table_id, 1, table["header_rows"]]).fetchall():
        labels.setdefault(column, []).append(label)
    printed = connection.execute(query, [table_id, row, row]).fetchall()
    return tuple((" ".join(dict.fromkeys(labels.get(column, ()))), text) for column, text in printed)


def _where(id: str) -> tuple[str, list[object]]:  # noqa: A002 as above
    """The SQL condition and its values for an address; QueryError if it is none."""
    address = ADDRESS.fullmatch(id)
    if address is None:
        raise QueryError(f"{id!r} is no address; write a figure_id, or <table_id>/<row>, or <table_id>/<row>/<field>")
    table_id, row, field = address.groups()
    where, values = 'table_id = ? AND "row" = ?', [table_id, int(row)]
    return (where, values) if field is None else (f"{where} AND field = ?", [*values, field])


def _nothing(connection: duckdb.DuckDBPyConnection, id: str) -> str:  # noqa: A002 as above
    known = connection.execute("SELECT figure_id FROM figures ORDER BY figure_id LIMIT 3").fetchall()
    examples = ", ".join(row[0] for row in known) or "none"
    return f"nothing at {id!r}; the figures begin with: {examples}"


def _records(connection: duckdb.DuckDBPyConnection, query: str, values: list[Any]) -> list[Record]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def _plain(value: object) -> object:
    """Values as JSON takes them: decimals and dates as their canonical text."""
    return value if value is None or isinstance(value, bool | int | str | list) else render(value)  # type: ignore[arg-type]


def _show(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else repr(value) if value is None else str(value)


def _evidence(cell: Mapping[str, Any], text: str) -> CellEvidence:
    number, column = position(text, cell["char_start"])
    return CellEvidence(dict(cell), number, column, text.split("\n")[number - 1])
