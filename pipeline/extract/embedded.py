"""HTML tables in Markdown: read by the rules of HTML, with spans into the Markdown text as it is written.

A table stands in an HTML block (GFM spec 4.6) or, where blank lines end the block before the table ends, in that block
and those that follow up to its end tag. Where a table of Markdown stands between, the HTML around it is layout and is
left alone. What a cell says is, by the first that holds:

1. its words, if they are written in one piece: with no markup but blanks, tags and comments around them
2. what stands between its tags as it is written, marks and entities included, as in any other cell of Markdown

An image prints no words, so a cell of nothing else is empty.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import ExtractError
from pipeline.extract.blocks import Leaf
from pipeline.extract.html.read import read_html
from pipeline.extract.pipes import Extent, trim
from pipeline.extract.size import MOST_PADDING, UNDECIDED
from pipeline.table import Table, printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.table import Cell, Fault

TABLE = re.compile(r"<(/?)table(?=[\s/>])[^>]*+>?", re.IGNORECASE)
TAG = r"</?[A-Za-z][^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*>"
CELL_START = re.compile(TAG)
CELL_END = re.compile(r"</t[dh]\s*+>\Z", re.IGNORECASE)
COMMENT = re.compile(r"<!--[^-]*+(?:-(?!->)[^-]*+)*-->")
MARKUP = re.compile(rf"{COMMENT.pattern}|{TAG}")
LOCATOR = re.compile(r"char=(\d+),(\d+) ")
MARK = re.compile(r"\S")


def with_html_tables(text: str, leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """The leaves of a Markdown text, its HTML tables as leaves of their own."""
    index, open_ended, spare = 0, False, MOST_PADDING
    while index < len(leaves):
        last = index + 1
        leaf = leaves[index]
        if leaf.html and TABLE.search(text, leaf.start, leaf.end):
            closed = None if open_ended else _closed(text, leaves, index)
            open_ended = open_ended or closed is None
            last = closed or index + 1
            region = list(_region(text, leaves[index:last], spare))
            spare -= sum(_covered(table) for found in region for table in found.hosted)
            yield from region
        else:
            yield leaf
        index = last


def _closed(text: str, leaves: Sequence[Leaf], index: int) -> int | None:
    """The index behind the leaf in which the tables of a leaf end; None if they do not end."""
    depth = 0
    for last in range(index, len(leaves)):
        leaf = leaves[last]
        if leaf.kind == "table" or (leaf.kind == "code" and not leaf.html):
            return index + 1
        for found in TABLE.finditer(text, leaf.start, leaf.end):
            depth = max(depth + (-1 if found[1] else 1), 0)
        if depth == 0:
            return last + 1
    return None


def _covered(table: Table) -> int:
    """How many positions of a table no cell begins in."""
    return sum(len(row) - len({cell.start for cell in row if cell.role != "spanned"}) for row in table.rows)


def _region(text: str, leaves: Sequence[Leaf], spare: int) -> Iterator[Leaf]:
    """The leaves with each outermost table as a leaf of its own; what stands between stays code."""
    start, end = leaves[0].start, leaves[-1].end
    if spare <= 0:
        yield Leaf("table", ((start, end),), hosted=(_unread(start, end),))
        return
    source = _source(text, [line for leaf in leaves for line in leaf.lines])
    tables = _tables(text, source, start)
    if not tables:
        yield from leaves
        return
    outer = [number for number, table in enumerate(tables) if table.parent is None]
    behind = start
    for number, following in zip(outer, [*outer[1:], len(tables)], strict=True):
        place = max(tables[number].start, behind), max(tables[number].end, behind)
        yield from _code(text, behind, place[0])
        yield Leaf("table", (place,), hosted=tuple(tables[number:following]))
        behind = place[1]
    yield from _code(text, behind, end)


def _unread(start: int, end: int) -> Table:
    reason = f"the tables above it ask for more than the {MOST_PADDING} cells that are added in one document"
    return Table(1, (), 0, UNDECIDED, "", (), start, end, skipped=reason)


def _code(text: str, start: int, end: int) -> Iterator[Leaf]:
    place = trim(text, start, end)
    if place[0] < place[1]:
        yield Leaf("code", (place,))


def _source(text: str, lines: Sequence[Extent]) -> str:
    """The text from the first line to the last, with blanks for the marks of the containers between the lines."""
    parts, behind = [], lines[0][0]
    for start, end in lines:
        parts += [MARK.sub(" ", text[behind:start]), text[start:end]]
        behind = end
    return "".join(parts)


def _tables(text: str, source: str, shift: int) -> list[Table]:
    """The tables of some HTML that stands at `shift` of the text; they are numbered from 1."""
    try:
        tables = read_html(source.encode(), encoding="utf-8").tables
    except ExtractError:  # it prints no words, or is too large to be held
        return []
    places = _places(source)
    if len(places) != len(tables):
        places = [(0, len(source)) for _ in tables]
    return [_placed(text, source, shift, table, places, tables) for table in tables]


def _places(source: str) -> list[Extent]:
    """Where each table element stands, in the order of their start tags."""
    bare = COMMENT.sub(lambda found: " " * len(found[0]), source)
    places: list[Extent] = []
    opened: list[int] = []
    for found in TABLE.finditer(bare):
        if not found[1]:
            opened.append(len(places))
            places.append((found.start(), len(source)))
        elif opened:
            number = opened.pop()
            places[number] = places[number][0], found.end()
    return places


def _placed(
    text: str, source: str, shift: int, table: Table, places: Sequence[Extent], tables: Sequence[Table]
) -> Table:
    """The table with the words and the places of the Markdown text."""
    within = [places[other.number - 1] for other in tables if other.parent == table.number]
    known: dict[str | None, tuple[str, int, int, tuple[str, ...]]] = {}
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row:
            if cell.locator not in known:
                known[cell.locator] = _read(source, cell, within)
            words, start, end, notes = known[cell.locator]
            if cell.locator is None:  # a position that no cell covers
                start = end = cells[-1].end - shift if cells else places[table.number - 1][0]
            cells.append(cell._replace(text=words, start=start + shift, end=end + shift, notes=notes, locator=None))
        rows.append(tuple(cells))
    start, end = places[table.number - 1]
    edges = [edge for row in rows for cell in row for edge in (cell.start, cell.end)]
    start, end = min([start + shift, *edges]), max([end + shift, *edges])
    faults = tuple(_moved(fault, rows, start) for fault in table.faults)
    placed = replace(table, rows=tuple(rows), start=start, end=end, faults=faults)
    return placed if text.startswith(source, shift) else _as_written(text, placed)


def _moved(fault: Fault, rows: Sequence[Sequence[Cell]], start: int) -> Fault:
    """The fault at the place of its row."""
    if fault.row is None:
        return replace(fault, start=start, end=start)
    row = rows[fault.row - 1]
    return replace(fault, start=row[0].start, end=max(row[0].start, row[-1].end))


def _read(source: str, cell: Cell, within: Sequence[Extent]) -> tuple[str, int, int, tuple[str, ...]]:
    """(words, start, end, marks of notes) of a cell as the source prints it; `within` are the tables in cells."""
    found = None if cell.locator is None else LOCATOR.match(cell.locator)
    if found is None:
        return "", 0, 0, ()
    first, last = int(found[1]), int(found[2])
    opening, closing = CELL_START.match(source, first, last), CELL_END.search(source, first, last)
    begin = first if opening is None else opening.end()
    start, end = trim(source, begin, last if closing is None else max(closing.start(), begin))
    if not cell.text:
        return "", start, start, ()
    plain = _in_one_piece(source, start, end, [place for place in within if start <= place[0] < end])
    if plain is not None and printed_text(source[slice(*plain)]) == cell.text:
        return cell.text, *plain, cell.notes
    return printed_text(source[start:end]), start, end, ()


def _in_one_piece(source: str, start: int, end: int, within: Sequence[Extent]) -> Extent | None:
    """The only run of words between tags, comments and the tables within; None if there are several."""
    edges, behind = [start], start
    for table in [*within, (end, end)]:
        for found in MARKUP.finditer(source, behind, table[0]):
            edges += found.span()
        edges += table if table[0] < end else ()
        behind = table[1]
    runs = [trim(source, left, right) for left, right in zip(edges[::2], [*edges[1::2], end], strict=True)]
    filled = [run for run in runs if run[0] < run[1]]
    return filled[0] if len(filled) == 1 else None


def _as_written(text: str, table: Table) -> Table:
    """The table; skipped if marks of a quotation part its cells."""
    if all(printed_text(text[cell.start : cell.end]) == cell.text for row in table.rows for cell in row):
        return table
    rows = tuple(
        tuple(cell._replace(text=printed_text(text[cell.start : cell.end])) for cell in row) for row in table.rows
    )
    return replace(table, rows=rows, skipped="marks of a quotation stand within its cells")


def hosted_tables(leaf: Leaf, number: int, caption: str, heading: tuple[str, ...]) -> Iterator[Table]:
    """The tables of a leaf, the first one as the table `number` of the document, named by the block above it."""
    before = number - leaf.hosted[0].number
    for table in leaf.hosted:
        parent = None if table.parent is None else table.parent + before
        own = table.caption or (caption if table.parent is None else "")
        yield replace(table, number=table.number + before, parent=parent, caption=own, heading=heading)
