"""The .xlsx for people who open data in Excel: a sheet "About", then every table, each cell as what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from pipeline.contract import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.contract import Contract, Field
    from pipeline.package.descriptor import Packed

LONGEST_NAME = 31
MOST_ROWS = 1_048_575
# Excel's limit for a cell, in UTF-16 units; XlsxWriter cuts in silence.
LONGEST_TEXT = 32_767
CUT = " … (cut here: Excel holds no more; see the CSV file)"
# Our first sheet, and the name that Excel keeps for the record of changes.
TAKEN = ("about", "history")
# A workbook is for people: what would fill more than this is left to the CSV and Parquet files, whole tables at a time.
MOST_CELLS, MOST_SHEETS = 500_000, 200
WIDEST, NARROWEST, SAMPLE = 60, 8, 200
# Excel keeps 15 significant digits; what has more is written as text, so that no digit is lost.
EXCEL_DIGITS = 15
OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
About = list[tuple[str, ...]]


def write_workbook(
    path: Path, about: About, tables: Sequence[tuple[Packed, Iterable[list[str]]]], created: str, title: str
) -> None:
    """Write the workbook. `tables` come with their rows of canonical text; `created` is a date (ISO 8601)."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        moment = datetime.fromisoformat(created).replace(tzinfo=UTC)
        book.set_properties({"title": title, "created": moment.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_about(book.add_worksheet("About"), about, bold, wrapped)
        names = sheet_names([table.contract.name for table, _rows in tables])
        for name, (table, rows) in zip(names, tables, strict=True):
            _write_table(book.add_worksheet(name), table.contract, rows, bold)


def choose_tables(tables: list[Packed]) -> tuple[list[Packed], list[Packed]]:
    """The tables that the workbook holds and those that it leaves out, each in their order.

    Evidence comes before article tables, which can be thousands: a table enters as long as the sheets and cells last.
    Tables of rows are left out.
    """
    cells = MOST_CELLS
    kept: set[str] = set()
    for table in sorted(tables, key=lambda table: table.contract.name not in SYSTEM):
        if table.csv is None:
            continue
        size = table.rows * len(table.contract.fields)
        if size <= cells and len(kept) < MOST_SHEETS:
            cells -= size
            kept.add(table.contract.name)
    return (
        [table for table in tables if table.contract.name in kept],
        [table for table in tables if table.contract.name not in kept],
    )


def sheet_names(names: Iterable[str], taken: Iterable[str] = TAKEN) -> list[str]:
    """Names within Excel's 31 characters, no two alike in any case, and none that Excel keeps for itself."""
    seen, result = set(taken), []
    for name in names:
        candidate, count = name[:LONGEST_NAME], 1
        while candidate.lower() in seen:
            count += 1
            candidate = f"{name[: LONGEST_NAME - len(str(count)) - 1]}_{count}"
        seen.add(candidate.lower())
        result.append(candidate)
    return result


def about_rows(
    metadata: dict[str, Any], sources: list[dict[str, str]], tables: list[Packed], left_out: list[Packed]
) -> About:
    """What the sheet "About" says: (label, text …) in reading order; a label alone heads a part."""
    return [
        ("What this is", metadata["title"], metadata["description"]),
        ("Version", metadata["version"]),
        *(
            ("Licence of selection, typing and metadata", item.get("title") or item["name"])
            for item in metadata["licenses"]
        ),
        ("How to read it", "Each value points at the characters it came from: see the sheets figures and cells."),
        ("Sources",),
        *(source for item in sources for source in _source(item)),
        ("Tables",),
        *((table.contract.name, table.contract.title, table.comment) for table in tables),
        *_left_out(left_out),
        ("Columns",),
        *(
            (f"{table.contract.name}.{item.name}", item.title or "", item.description or "")
            for table in tables
            for item in table.contract.fields
        ),
    ]


def _left_out(tables: list[Packed]) -> About:
    head: About = [("Tables that are too large for this workbook",)] if tables else []
    return head + [
        (item.contract.name, item.contract.title, f"{item.rows} rows: see {item.files[0].path}") for item in tables
    ]


def _source(source: dict[str, str]) -> Iterator[tuple[str, ...]]:
    kind = "our digest of a text by" if source["text_kind"] == "digest" else "published by"
    who = source["digest_of_publisher"] or source["publisher"] or "an unnamed publisher"
    when = f", {source['published']}" if source["published"] else ""
    yield source["source_id"], source["title"] or "", f"{kind} {who}{when}; captured {source['retrieved']}"
    yield "", "Address", source["url"] or "not known"
    yield "", "Licence of the document", source["licence"]


def _write_about(sheet: Any, about: About, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 2, 100)
    for number, (label, *texts) in enumerate(about):
        sheet.write_string(number, 0, label, bold)
        for column, text in enumerate(texts, start=1):
            sheet.write_string(number, column, fitting(text), wrapped)


def _write_table(sheet: Any, contract: Contract, rows: Iterable[list[str]], bold: Any) -> None:
    widths = [len(item.name) for item in contract.fields]
    for column, item in enumerate(contract.fields):
        sheet.write_string(0, column, item.name, bold)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            sheet.write_string(0, len(row), f"Only the first {MOST_ROWS} rows fit in a sheet; see the CSV file.", bold)
            break
        for column, (text, item) in enumerate(zip(row, contract.fields, strict=True)):
            _write_cell(sheet, number, column, text, item)
            if number <= SAMPLE:
                widths[column] = max(widths[column], len(text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(NARROWEST, min(width + 2, WIDEST)))
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, row: int, column: int, text: str, item: Field) -> None:
    if text == "":
        return
    if item.type == "boolean":
        sheet.write_boolean(row, column, text == "true")
    elif item.type in ("integer", "number") and len(Decimal(text).as_tuple().digits) <= EXCEL_DIGITS:
        sheet.write_number(row, column, float(text))
    else:
        sheet.write_string(row, column, fitting(text))


def fitting(text: str) -> str:
    """A text as a cell can hold it: cut, and saying so, where it is too long."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
