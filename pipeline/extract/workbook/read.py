"""Workbooks: the canonical text is what the sheets print, each below its name as a heading, a line for each row.

A row is written `| a | b |` as that of a page is, a pipe within a cell as `\\|`, with the cells that begin in it. Every
cell has its address in the workbook as its locator (`'Sheet 1'!B7`). What a number prints is the rule of `numbers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.document import Document
from pipeline.errors import ExtractError
from pipeline.extract.blocks import Leaf, as_block, captions
from pipeline.extract.headers import YEAR, header_rows, is_value, labels_again
from pipeline.extract.workbook.blocks import Line, Place, Region, covered_by, parts_of
from pipeline.extract.workbook.marks import column_name
from pipeline.extract.workbook.process import read_sheets
from pipeline.table import Cell, Fault, Role, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNDECIDED = "not decided: the sheet was not read"
Extent = tuple[int, int]


class Sheet(NamedTuple):
    """One sheet as read: its texts from its first filled cell on, and for each covered place the first of its range."""

    about: dict[str, Any]
    rows: list[list[str]]
    covered: Mapping[Place, Place]

    def address(self, place: Place) -> str:
        """Where a cell stands in the workbook, as formulas name it."""
        name = self.about["name"].replace("'", "''")
        start = self.about["start"]
        return f"'{name}'!{column_name(start[1] + place[1])}{start[0] + place[0] + 1}"


class _Page:
    """The text while it is written; `leaves` and `tables` tell where its parts are."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.tables: dict[int, tuple[Sheet, Region, dict[Place, Extent]]] = {}  # by the index of their leaf
        self.parts: list[str] = []
        self.at = 0

    def write(self, words: str) -> Extent:
        start, self.at = self.at, self.at + len(words)
        self.parts.append(words)
        return start, self.at

    def line(self, words: str, level: int | None = None) -> None:
        if self.leaves:
            self.write("\n")
        extent = self.write(words)
        self.write("\n")
        self.leaves.append(Leaf("heading" if level else "paragraph", (extent,), level))

    def table(self, sheet: Sheet, region: Region) -> None:
        self.write("\n")
        extents: dict[Place, Extent] = {}
        lines = []
        for y in region.rows:
            start = self.at
            for x in range(region.left, region.right):
                if _first(sheet, region, (y, x)) == (y, x):
                    self.write("| ")
                    extents[y, x] = self.write(_printed(sheet.rows[y][x]).replace("|", "\\|"))
                    self.write(" ")
            self.write("|")
            lines.append((start, self.at))
            self.write("\n")
        self.tables[len(self.leaves)] = sheet, region, extents
        self.leaves.append(Leaf("table", tuple(lines)))


def read_workbook(data: bytes, media_type: str, *, name: str = "") -> Document:
    """The document that a workbook is. ExtractError if it cannot be read, is too large, or has no filled cell."""
    where = name or "the document"
    found = read_sheets(data, media_type, where)
    sheets = [_sheet(about) for about in found["sheets"]]
    page = _Page()
    unread: dict[int, str] = {}  # why a sheet has no table, by the index of the leaf that is its name
    faults: list[Fault] = []
    for sheet in sheets:
        page.line(_printed(sheet.about["name"]), level=1)
        faults += _told(sheet, page.at)
        if sheet.about["skipped"]:
            unread[len(page.leaves) - 1] = sheet.about["skipped"]
        for part in parts_of(sheet.rows, sheet.covered):
            if isinstance(part, Line):
                page.line(_printed(sheet.rows[part.place[0]][part.place[1]]))
            else:
                page.table(sheet, part)
    if all(sheet.about["skipped"] for sheet in sheets):
        raise ExtractError(f"{where}: found no filled cell in {len(sheets)} sheets; expected a sheet with a table")
    if not found["formats"]:
        words = "number formats are read of .xlsx only: here a percentage is its fraction, and an error is empty"
        faults.append(Fault("number-format-unread", words))
    text = "".join(page.parts)
    blocks = tuple(as_block(leaf) for leaf in page.leaves)
    return Document(name, media_type, "utf-8", text, blocks, tuple(_tables(text, page, unread)), tuple(faults))


def _sheet(about: dict[str, Any]) -> Sheet:
    rows: list[list[str]] = about["rows"]
    width = len(rows[0]) if rows else 0
    return Sheet(about, rows, covered_by(about["merged"], about["start"], len(rows), width))


def _printed(text: str) -> str:
    return " ".join(text.split())


def _told(sheet: Sheet, at: int) -> list[Fault]:
    """What a reader should know of a sheet."""
    about, name = sheet.about, sheet.about["name"]
    faults = []
    if about.get("hidden_rows") or about.get("hidden_columns"):
        words = f"{about['hidden_rows']} hidden rows, {about['hidden_columns']} hidden columns in the sheet {name!r}"
        faults.append(Fault("cells-hidden", words, at, at))
    if about.get("rounded"):
        words = f"{about['rounded']} numbers in the sheet {name!r} with more decimals than 9"
        faults.append(Fault("numbers-rounded", words, at, at))
    for y, x, code in about.get("doubts", ()):
        words = f"the number format {code!r} of {sheet.address((y - about['start'][0], x - about['start'][1]))}"
        faults.append(Fault("number-format-unread", words, at, at))
    return faults


def _first(sheet: Sheet, region: Region, place: Place) -> Place:
    """The place of the cell that covers a place; the place itself if its range begins outside of the table."""
    first = sheet.covered.get(place, place)
    inside = first[0] in (place[0], *region.rows) and region.left <= first[1] < region.right
    return first if inside else place


def _tables(text: str, page: _Page, unread: Mapping[int, str]) -> list[Table]:
    tables: list[Table] = []
    for index, (caption, heading) in enumerate(captions(text, page.leaves)):
        leaf, number = page.leaves[index], len(tables) + 1
        if index in page.tables:
            name = _printed(page.tables[index][0].about["name"])
            tables.append(_table(page.tables[index], leaf, number, caption or name, heading))
        elif index in unread:
            words = text[leaf.start : leaf.end]
            at = leaf.end
            tables.append(Table(number, (), 0, UNDECIDED, words, (), at, at, skipped=unread[index]))
    return tables


def _table(
    printed: tuple[Sheet, Region, dict[Place, Extent]], leaf: Leaf, number: int, caption: str, heading: tuple[str, ...]
) -> Table:
    sheet, region, extents = printed
    places = [[(y, x) for x in range(region.left, region.right)] for y in region.rows]
    firsts = [[_first(sheet, region, place) for place in row] for row in places]
    texts = [[_printed(sheet.rows[y][x]) for y, x in row] for row in firsts]
    headers, rule = _headers(texts, firsts)
    rows = []
    for y, row in enumerate(firsts):
        cells = []
        for x, first in enumerate(row):
            role: Role = "spanned" if first != places[y][x] else "header" if y < headers else "data"
            cells.append(Cell(texts[y][x], *extents[first], y, x, role, locator=sheet.address(first)))
        rows.append(tuple(cells))
    skipped = sheet.about["hidden"] or ("no data rows" if len(rows) == headers else None)
    faults = _faults(sheet, places, extents)
    return Table(number, tuple(rows), headers, rule, caption, heading, leaf.start, leaf.end, skipped, faults)


def _headers(texts: Sequence[Sequence[str]], firsts: Sequence[Sequence[Place]]) -> tuple[int, str]:
    """Header rows by the rule for tables without marks, and the rows that merged cells of the first row reach into."""
    height = len(texts)
    reach = max((y + 1 for x, first in enumerate(firsts[0]) for y in range(height) if firsts[y][x] == first), default=1)
    labels = [text for text in texts[0] if not YEAR.fullmatch(text)]
    wide = len(set(firsts[0])) < len(firsts[0]) and not any(map(is_value, labels))
    if wide and reach < 2 and height > 2 and len(set(texts[1])) > 1:
        if labels_again(texts[1], texts[2:]):
            return 2, "merged cells of the first row stand above the labels of the second one"
        reach = 1 if any(map(is_value, texts[1])) else 2
    if 1 < reach < height and not any(is_value(text) for row in texts[1:reach] for text in row):
        labels = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*texts[:reach], strict=True)]
        count, rule = header_rows([labels, *texts[reach:]], delimited=False)
        if count:
            return reach, f"{rule}; its merged cells reach down to row {reach}"
    return header_rows(texts, delimited=False)


def _faults(sheet: Sheet, places: Sequence[Sequence[Place]], extents: Mapping[Place, Extent]) -> tuple[Fault, ...]:
    start = sheet.about["start"]
    missing = {(y - start[0], x - start[1]) for y, x in sheet.about.get("without_value", ())}
    return tuple(
        Fault("formula-unread", f"a formula without a value at {sheet.address(place)}", *extents[place], number)
        for number, row in enumerate(places, start=1)
        for place in row
        if place in missing and place in extents
    )
