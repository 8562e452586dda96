"""Every table of a document with what becomes of it: its plan and the reading of each of its data cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.issue import Issue
from pipeline.names import unreserved
from pipeline.normalise.check import check_entry
from pipeline.normalise.claim import find_hedges
from pipeline.normalise.columns import ColumnPlan, bare_text, plan_columns
from pipeline.normalise.reading import Reading, read_cell
from pipeline.normalise.republish import publishable_title, withheld_cells
from pipeline.normalise.rowunit import caption_unit, row_units, stated
from pipeline.normalise.select import select_entries

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.source import Claim, Correction, Source, TableEntry
    from pipeline.table import Cell, Table


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table, its entry if it is declared, its columns and readings if it is published (`skipped` is None).

    `caption`, `heading` and `withheld`, the (data row, column) from 0 of cells, say what of its words is published.
    """

    table: Table
    table_id: str
    resource: str
    entry: TableEntry | None
    skipped: str | None
    columns: tuple[ColumnPlan, ...] = ()
    readings: tuple[tuple[Reading, ...], ...] = ()
    caption: str = ""
    heading: tuple[str, ...] = ()
    withheld: frozenset[tuple[int, int]] = frozenset()

    @property
    def claim(self) -> Claim | None:
        return None if self.entry is None else self.entry.claim

    @property
    def data(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the headers, those that are notes left out."""
        return self.table.data_rows

    @property
    def key(self) -> tuple[str, ...]:
        return () if self.entry is None else self.entry.primary_key

    def label(self, row: int) -> str:
        """What a data row (from 0) is about: its key as printed, else its first text column, else nothing."""
        named = {column.name: column for column in self.columns}
        keyed = [named[name] for name in self.key] or [column for column in self.columns if column.type == "text"][:1]
        shown = [column.index for column in keyed if (row, column.index) not in self.withheld]
        return " · ".join(self.data[row][index].text for index in shown)


def read_tables(document: Document, source: Source) -> tuple[list[ReadTable], list[Issue]]:
    """Every table of the document in order, and the faults of source.yaml against it."""
    entries, issues = select_entries(document, source)
    result = []
    for table in document.tables:
        entry = entries.get(table.number)
        faults = [] if entry is None or table.skipped else check_entry(table, entry, source)
        issues += faults
        read = _read_table(table, entry, source, skipped=bool(faults))
        caption = publishable_title(table.caption, source)
        heading = tuple(filter(None, (publishable_title(words, source) for words in table.heading)))
        withheld = withheld_cells(read, source)
        columns = tuple(_titled(column, table, withheld) for column in read.columns)
        result.append(replace(read, caption=caption, heading=heading, withheld=withheld, columns=columns))
    return result, issues + _missed_corrections(result, source)


def _titled(column: ColumnPlan, table: Table, withheld: frozenset[tuple[int, int]]) -> ColumnPlan:
    """The column without its printed label, and without a name made from it, where that may not be published."""
    if not any((row - table.header_rows, column.index) in withheld for row in range(table.header_rows)):
        return column
    return replace(column, header="", name=column.name if column.declared else f"withheld_{column.index + 1}")


def _missed_corrections(reads: list[ReadTable], source: Source) -> list[Issue]:
    """An issue for each correction that fits no cell or several, or shares its cell, of tables that could be read."""
    unread = {entry.resource for entry in source.tables} - {read.resource for read in reads if read.skipped is None}
    applied = [
        (item, (read.table_id, row, column)) for read in reads for row, column, item in corrections(read, source)
    ]
    cells, times = Counter(cell for _item, cell in applied), Counter(item for item, _cell in applied)
    shared = {item for item, cell in applied if cells[cell] > 1}
    return [
        Issue(
            "correction-not-matched",
            f"{times[item]} cells for {_words(item)}" if times[item] != 1 else f"a second correction of {_words(item)}",
            source_id=source.id,
            file=source.file,
            line=item.line,
        )
        for item in source.corrections
        if item.table not in unread and (times[item] != 1 or item in shared)
    ]


def _words(item: Correction) -> str:
    return f"table {item.table!r}, row {item.row}, field {item.field!r} that prints {item.expect!r}"


def _read_table(table: Table, entry: TableEntry | None, source: Source, *, skipped: bool) -> ReadTable:
    table_id = f"{source.id}/{table.number}"
    resource = entry.resource if entry else f"{unreserved(source.id)}_table_{table.number}"
    # No name begins with a digit, and those that begin with current_ are views of the release.
    if entry is None and (resource[0].isdigit() or resource.startswith("current_")):
        resource = f"n_{resource}"
    if table.skipped or skipped:
        return ReadTable(table, table_id, resource, entry, table.skipped or "its entry in source.yaml is at fault")
    columns = tuple(plan_columns(table, entry, source.locale))
    bare = ReadTable(table, table_id, resource, entry, None, columns)
    corrected = {(row, cell): item.becomes for row, cell, item in corrections(bare, source)}
    units, caption = row_units(table, columns), caption_unit(table, columns)
    readings = tuple(
        tuple(
            _read(row[column.index], stated(column, units[number], caption), corrected.get((number, column.index)))
            for column in columns
        )
        for number, row in enumerate(bare.data)
    )
    return ReadTable(table, table_id, resource, entry, None, columns, readings)


def _read(cell: Cell, column: ColumnPlan, correction: str | None) -> Reading:
    text = bare_text(cell.text, cell.notes) if correction is None else correction
    return read_cell(text, column, corrected=correction is not None)


def corrections(read: ReadTable, source: Source) -> list[tuple[int, int, Correction]]:
    """(data row from 0, grid column, correction) for each correction that fits a cell of a table."""
    columns = {column.name: column.index for column in read.columns}
    return [
        (item.row - 1, columns[item.field], item)
        for item in source.corrections
        if item.table == read.resource and item.field in columns and item.row <= len(read.data)
        if read.data[item.row - 1][columns[item.field]].text == item.expect
    ]


def hedges(read: ReadTable) -> list[tuple[str, Cell | None]]:
    """(words as printed, cell) of every attributing word in a table; the cell is None for its caption."""
    found: list[tuple[str, Cell | None]] = [(words, None) for words in find_hedges(read.table.caption)]
    return found + [(words, cell) for row in read.table.rows for cell in row for words in find_hedges(cell.text)]
