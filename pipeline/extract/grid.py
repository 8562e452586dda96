"""The printed lines of one table become a rectangular grid of cells; what does not fit is told, never cut or invented.

GFM (spec 4.10) pads a short row with empty cells and drops the cells a row has beyond its header: each dropped cell
is a Fault "excess-cells". Without a delimiter row there is no header to go by: rows that disagree are padded to the
widest, every row that differs from the first is a Fault "ragged-row", and the table is marked as skipped, since what
belongs where is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.headers import header_rows
from pipeline.extract.pipes import Extent, is_delimiter, split_row
from pipeline.extract.size import MOST_CELLS, MOST_PADDING, UNDECIDED, too_many_cells
from pipeline.table import Cell, Fault, Table, printed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.blocks import Leaf

__all__ = ["MOST_CELLS", "MOST_PADDING", "padding_of", "read_grid"]

BORDER = re.compile(r"[ \t>]*\+(?:[-=:]+\+)+[ \t]*(?:\n|\Z)")
BOXED = "its rows stand between lines as `+---+---+`, and Markdown has no such tables: capture it as text/plain"

PrintedRow = tuple[list[Extent], int]  # the extents of its cells, and where the row ends


def read_grid(text: str, leaf: Leaf, *, number: int, caption: str, heading: tuple[str, ...], padding: int) -> Table:
    """The Table that the lines of `leaf` print; `padding` is how many empty cells may still be added.

    A table of more than MOST_CELLS, or that needs more padding than that, has no rows and says so in `skipped`.
    """
    printed = [(split_row(text, *line), line[1]) for line in _row_lines(text, leaf)]
    width = len(printed[0][0]) if leaf.delimited else max(len(cells) for cells, _ in printed)
    too_large = _too_large(printed, width, padding)
    texts = [] if too_large else _texts(text, printed, width)
    headers, rule = header_rows(texts, delimited=leaf.delimited) if texts else (0, UNDECIDED)
    faults = _by_place(_excess(text, printed, width), _short(printed, width)) if leaf.delimited else _ragged(printed)
    return Table(
        number=number,
        rows=() if too_large else _cells(texts, printed, headers),
        header_rows=headers,
        header_rule=rule,
        caption=caption,
        heading=heading,
        start=leaf.start,
        end=leaf.end,
        skipped=too_large or _why_skipped(text, leaf, texts, faults),
        faults=faults,
    )


def padding_of(table: Table) -> int:
    """How many empty cells were added to the rows of a table: those of a row share the place where it ends."""
    return sum(len(row) - len({cell.start for cell in row}) for row in table.rows)


def _row_lines(text: str, leaf: Leaf) -> list[Extent]:
    if leaf.delimited:
        return [line for index, line in enumerate(leaf.lines) if index != 1]
    return [line for line in leaf.lines if not is_delimiter(text, *line)]


def _too_large(printed: Sequence[PrintedRow], width: int, padding: int) -> str | None:
    size = width * len(printed)
    if size > MOST_CELLS:
        return too_many_cells(size, len(printed))
    missing = sum(max(width - len(cells), 0) for cells, _ in printed)
    if missing > padding:
        return f"its rows lack {missing} cells of {size}, more than the {MOST_PADDING} that are added in one document"
    return None


def _texts(text: str, printed: Sequence[PrintedRow], width: int) -> list[list[str]]:
    filled = [[printed_text(text[start:end]) for start, end in cells[:width]] for cells, _ in printed]
    return [row + [""] * (width - len(row)) for row in filled]


def _cells(texts: Sequence[Sequence[str]], printed: Sequence[PrintedRow], headers: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(
            Cell(words, *_extent(printed[row], column), row, column, "header" if row < headers else "data")
            for column, words in enumerate(line)
        )
        for row, line in enumerate(texts)
    )


def _extent(row: PrintedRow, column: int) -> Extent:
    cells, end = row
    return cells[column] if column < len(cells) else (end, end)


def _excess(text: str, printed: Sequence[PrintedRow], width: int) -> tuple[Fault, ...]:
    return tuple(
        Fault("excess-cells", text[cells[width][0] : cells[-1][1]], cells[width][0], cells[-1][1], row)
        for row, (cells, _) in enumerate(printed, start=1)
        if len(cells) > width
    )


def _short(printed: Sequence[PrintedRow], width: int) -> tuple[Fault, ...]:
    """Rows that GFM fills up with empty cells, which the document does not print."""
    return tuple(
        Fault("ragged-row", _count(len(cells)), cells[0][0] if cells else end, end, row)
        for row, (cells, end) in enumerate(printed, start=1)
        if len(cells) < width
    )


def _by_place(*faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    return tuple(sorted((fault for found in faults for fault in found), key=lambda fault: fault.start))


def _ragged(printed: Sequence[PrintedRow]) -> tuple[Fault, ...]:
    expected = len(printed[0][0])
    return tuple(
        Fault("ragged-row", _count(len(cells)), cells[0][0] if cells else end, end, row)
        for row, (cells, end) in enumerate(printed, start=1)
        if len(cells) != expected
    )


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


def _why_skipped(text: str, leaf: Leaf, texts: Sequence[Sequence[str]], faults: Sequence[Fault]) -> str | None:
    if not leaf.delimited and _in_box(text, leaf):
        return BOXED
    if not leaf.delimited and is_delimiter(text, *leaf.lines[1]):
        rule, header = (len(split_row(text, *line)) for line in (leaf.lines[1], leaf.lines[0]))
        return f"its delimiter row has {_count(rule)}, its header {_count(header)}"
    if not leaf.delimited and any(fault.code == "ragged-row" for fault in faults):
        return "its rows disagree in their number of cells"
    if leaf.delimited and len(texts) == 1:
        return "no data rows"
    if not any(any(row) for row in texts):
        return "all its cells are empty"
    return None


def _in_box(text: str, leaf: Leaf) -> bool:
    """Whether a line such as `+---+---+` stands directly above or below: the rows are a part of what it parts."""
    above = text.rfind("\n", 0, max(text.rfind("\n", 0, leaf.start), 0)) + 1
    return BORDER.match(text, above, leaf.start) is not None or BORDER.match(text, leaf.end + 1) is not None
