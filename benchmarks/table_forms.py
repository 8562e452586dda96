"""Grids written in each form that plain text has for a table, and read back: how many come back as they were.

A form that cannot say a grid (an empty cell at the end of a line, characters that take two columns) is told as such: a
grid counts where its form says it. What is not read is told from what is read wrongly.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from benchmarks.table_grids import grids
from pipeline.extract import extract_document

if TYPE_CHECKING:
    from collections.abc import Callable

Grid = list[list[str]]
COUNT, SEED = 400, 7


def width(text: str) -> int:
    """The columns of a screen that a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(grid: Grid, gap: str, edge: str = "") -> list[str]:
    """Each row with its cells as wide as the widest of their column, the first to the left, the others to the right."""
    widths = [max(map(width, column)) for column in zip(*grid, strict=True)]
    lines = []
    for row in grid:
        cells = [
            cell + " " * (size - width(cell)) if column == 0 else " " * (size - width(cell)) + cell
            for column, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"{edge}{gap.join(cells)}{edge[::-1]}".rstrip())
    return lines


def gfm(grid: Grid) -> str:
    rows = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in grid]
    return "\n".join([rows[0], "|" + "---|" * len(grid[0]), *rows[1:]])


def pipes(grid: Grid) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in grid)


def tabs(grid: Grid) -> str:
    return "\n".join("\t".join(row) for row in grid)


def aligned(grid: Grid) -> str:
    return "\n".join(padded(grid, "   "))


def simple(grid: Grid) -> str:
    widths = [max(map(width, column)) for column in zip(*grid, strict=True)]
    lines = padded(grid, "  ")
    return "\n".join([lines[0], "  ".join("-" * size for size in widths), *lines[1:]])


def restructured(grid: Grid) -> str:
    widths = [max(map(width, column)) for column in zip(*grid, strict=True)]
    ruler, lines = "  ".join("=" * size for size in widths), padded(grid, "  ")
    return "\n".join([ruler, lines[0], ruler, *lines[1:], ruler])


def boxed(grid: Grid) -> str:
    rule = "+" + "+".join("-" * (max(map(width, column)) + 2) for column in zip(*grid, strict=True)) + "+"
    lines = padded(grid, " | ", "| ")
    return "\n".join([rule, lines[0], rule.replace("-", "="), *(f"{line}\n{rule}" for line in lines[1:])])


def mysql(grid: Grid) -> str:
    rule = "+" + "+".join("-" * (max(map(width, column)) + 2) for column in zip(*grid, strict=True)) + "+"
    lines = padded(grid, " | ", "| ")
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


FORMS: dict[str, Callable[[Grid], str]] = {
    "GFM": gfm,
    "pipes, no delimiter row": pipes,
    "tabs": tabs,
    "aligned": aligned,
    "simple (pandoc)": simple,
    "simple (reStructuredText)": restructured,
    "grid": boxed,
    "box (MySQL)": mysql,
}


def show_forms() -> int:
    """Print how many grids of each form come back; how many are read wrongly."""
    wrong = 0
    print(f"forms of plain text, {COUNT} grids made with seed {SEED}")
    for name, write in FORMS.items():
        exact = missed = other = 0
        for grid in grids(COUNT, SEED):
            document = extract_document(f"Before.\n\n{write(grid)}\n\nAfter it.\n".encode(), "text/plain")
            found = [table for table in document.tables if table.skipped is None]
            read = [[[cell.text for cell in row] for row in table.rows] for table in found]
            exact += read == [grid]
            missed += not found
            other += bool(found) and read != [grid]
        wrong += other
        print(f"  {name:26} exact {exact}/{COUNT} ({100 * exact / COUNT:.1f} %), not read {missed}, wrong {other}")
    return wrong
