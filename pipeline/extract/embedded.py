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
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.blocks import Leaf
from pipeline.extract.html.cells import RawCell, RawTable, Reading, read_cells
from pipeline.extract.html.page import Printed
from pipeline.extract.html.table import make_table
from pipeline.extract.html.tree import Places, parse_html, tables_in_order
from pipeline.extract.html.words import note_marks
from pipeline.extract.pipes import Extent, trim
from pipeline.table import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.html.tree import Element
    from pipeline.table import Table

TABLE = re.compile(r"<(/?)table(?=[\s/>])", re.IGNORECASE)
CELL_START = re.compile(r"<t[dh](?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]\s*+>\Z", re.IGNORECASE)
MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z](?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>", re.DOTALL)
MARKER = re.compile(r"[^\s]")


class Hosted(NamedTuple):
    """The tables of one table element, itself first: each with the number of its host in this list from 1, if it
    stands in a cell, the extents of its cells by row in the text, and its own extent."""

    raw: RawTable
    parent: int | None
    cells: tuple[tuple[Extent, ...], ...]
    place: Extent


def with_html_tables(text: str, leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """The leaves of a Markdown text, its HTML tables as leaves of their own."""
    index, open_ended = 0, False
    while index < len(leaves):
        last = index + 1
        leaf = leaves[index]
        if leaf.html and TABLE.search(text, leaf.start, leaf.end):
            closed = None if open_ended else _closed(text, leaves, index)
            open_ended = open_ended or closed is None
            last = closed or index + 1
            yield from _region(text, leaves[index:last])
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


def _region(text: str, leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """The leaves with each table element as a leaf of its own; what stands between stays code."""
    start, end = leaves[0].start, leaves[-1].end
    source = _source(text, [line for leaf in leaves for line in leaf.lines])
    hosted = list(_hosted(source, start))
    if not hosted:
        yield from leaves
        return
    behind = start
    for tables in hosted:
        place = tables[0].place
        yield from _code(text, behind, place[0])
        yield Leaf("table", (place,), hosted=tuple(tables))
        behind = place[1]
    yield from _code(text, behind, end)


def _code(text: str, start: int, end: int) -> Iterator[Leaf]:
    place = trim(text, start, end)
    if place[0] < place[1]:
        yield Leaf("code", (place,))


def _source(text: str, lines: Sequence[Extent]) -> str:
    """The text from the first line to the last, with blanks for the marks of the containers between the lines."""
    parts, behind = [], lines[0][0]
    for start, end in lines:
        parts += [MARKER.sub(" ", text[behind:start]), text[start:end]]
        behind = end
    return "".join(parts)


def _hosted(source: str, shift: int) -> Iterator[list[Hosted]]:
    root = parse_html(source)
    if root is None:
        return
    reading = Reading("hidden" in source or "none" in source, note_marks(root), Places(source))
    inner: set[Element] = set()
    for table in tables_in_order(root):
        if table in inner:
            continue
        found = list(_with_nested(source, shift, table, reading))
        inner |= {element for raw, _parent, _cells, _place in found for element, _end in raw.nested}
        yield found


def _with_nested(source: str, shift: int, table: Element, reading: Reading) -> Iterator[Hosted]:
    """A table, then those within its cells, each before those within its own."""
    pending: list[tuple[Element, int, int | None]] = [(table, len(source), None)]
    number = 0
    while pending:
        element, limit, parent = pending.pop()
        raw = read_cells(element, 1, limit, reading)
        start, _closes, end = reading.places.of(element)
        number += 1
        read = [[_read(source, cell, reading.places) for cell in row.cells] for row in raw.rows]
        cells = tuple(tuple([(begin + shift, last + shift) for _cell, begin, last in row]) for row in read)
        words = iter([cell for row in read for cell, _begin, _last in row])
        groups = tuple(
            tuple(row._replace(cells=tuple([next(words) for _ in row.cells])) for row in rows) for rows in raw.groups
        )
        nested = raw.nested
        yield Hosted(raw._replace(groups=groups), parent, cells, (start + shift, (limit if end < 0 else end) + shift))
        pending += [(inner, cell_end, number) for inner, cell_end in reversed(nested)]


def _read(source: str, cell: RawCell, places: Places) -> tuple[RawCell, int, int]:
    """The cell with the words that its extent in the source prints, and that extent."""
    opening = CELL_START.match(source, cell.start)
    begin = cell.start if opening is None else opening.end()
    closing = CELL_END.search(source, begin, cell.end)
    last = cell.end if closing is None else closing.start()
    inner = [(place[0], place[2]) for place in map(places.of, cell.words.tables) if place[2] >= 0]
    start, end = trim(source, begin, last)
    plain = _in_one_piece(source, start, end, inner) if cell.words.text else (start, start)
    if plain is not None and printed_text(source[slice(*plain)]) == cell.words.text:
        return cell, *plain
    return cell._replace(words=cell.words._replace(text=printed_text(source[start:end]), notes=())), start, end


def _in_one_piece(source: str, start: int, end: int, inner: Sequence[Extent]) -> Extent | None:
    """The only run of words between tags, comments and the tables within; None if there are several."""
    edges, behind = [start], start
    for table in [*inner, (end, end)]:
        for found in MARKUP.finditer(source, behind, table[0]):
            edges += found.span()
        edges += table if table[0] < end else ()
        behind = table[1]
    runs = [trim(source, left, right) for left, right in zip(edges[::2], [*edges[1::2], end], strict=True)]
    filled = [run for run in runs if run[0] < run[1]]
    return filled[0] if len(filled) == 1 else None


def hosted_tables(
    text: str, leaf: Leaf, number: int, caption: str, heading: tuple[str, ...], spare: int
) -> Iterator[Table]:
    """The tables of one table element; `number` is that of the first, `spare` as in `make_table`."""
    for count, hosted in enumerate(leaf.hosted):
        raw, parent, cells, place = hosted
        rows = tuple((row[0][0], row[-1][1]) if row else (place[0], place[0]) for row in cells)
        above = raw.caption or (None if count == 0 else "")
        host = None if parent is None else number + parent - 1
        printed = Printed(raw, number + count, host, above, False, cells, rows)
        table = make_table(printed, caption, heading, spare, lambda offset: offset)
        spare -= sum(map(len, table.rows)) - sum(map(len, cells)) if table.rows else 0
        yield _as_written(text, replace(table, start=place[0], end=place[1]))


def _as_written(text: str, table: Table) -> Table:
    """The table without locators, since its spans are its places; skipped if marks of a quotation part its cells."""
    rows = tuple(tuple(cell._replace(locator=None) for cell in row) for row in table.rows)
    parted = [cell for row in rows for cell in row if printed_text(text[cell.start : cell.end]) != cell.text]
    if not parted:
        return replace(table, rows=rows)
    rows = tuple(tuple(cell._replace(text=printed_text(text[cell.start : cell.end])) for cell in row) for row in rows)
    return replace(table, rows=rows, skipped="marks of a quotation stand within its cells")
