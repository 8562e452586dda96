"""The cells of a sheet become titles, tables and notes, in their order from the top.

1. Rows that are wholly empty part a sheet into blocks; empty columns at the sides of a block are none of it.
2. In a sheet of two columns or more, rows at the top of a block with one filled cell are titles (a merged cell is one
   cell), and so is a block of such rows; rows of one filled cell at the bottom are notes if they begin like a note or
   are a sentence, as in a CSV file.
3. A block goes on with the table above it, without the empty rows between them, unless titles stand between, or it
   stands in other columns, or its first row is a header by the rule for tables without marks (`headers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.headers import header_rows
from pipeline.extract.separated.shape import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Place = tuple[int, int]  # (row, column) from 0, in the rows that were read


class Line(NamedTuple):
    """A title or a note: the place of its cell."""

    place: Place


class Region(NamedTuple):
    """A table: its rows, in order, and its columns from `left` up to `right`, which is not of it."""

    rows: tuple[int, ...]
    left: int
    right: int


def covered_by(merged: Iterable[Sequence[int]], start: Sequence[int], height: int, width: int) -> dict[Place, Place]:
    """For each place within a merged range but its first, that first one; ranges are clipped to what was read."""
    result: dict[Place, Place] = {}
    for top, left, bottom, right in merged:
        first = top - start[0], left - start[1]
        if not (0 <= first[0] < height and 0 <= first[1] < width):
            continue
        for y in range(first[0], min(bottom - start[0] + 1, height)):
            for x in range(first[1], min(right - start[1] + 1, width)):
                result[y, x] = first
        del result[first]
    return result


def parts_of(rows: Sequence[Sequence[str]], covered: Mapping[Place, Place]) -> list[Line | Region]:
    """The titles, tables and notes of a sheet."""
    found: list[Line | Region] = []
    sheet_width = len({x for row in rows for x, text in enumerate(row) if text.strip()})
    for block in _blocks(rows, covered):
        for part in _parts(rows, block, sheet_width):
            above = found[-1] if found else None
            if isinstance(part, Region) and isinstance(above, Region) and _goes_on(rows, above, part):
                found[-1] = above._replace(rows=above.rows + part.rows)
            else:
                found.append(part)
    return found


def _blocks(rows: Sequence[Sequence[str]], covered: Mapping[Place, Place]) -> Iterator[list[int]]:
    block: list[int] = []
    for y, row in enumerate(rows):
        if any(text.strip() for text in row) or (block and any((y, x) in covered for x in range(len(row)))):
            block.append(y)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _filled(row: Sequence[str]) -> list[int]:
    return [x for x, text in enumerate(row) if text.strip()]


def _parts(rows: Sequence[Sequence[str]], block: list[int], sheet_width: int) -> Iterator[Line | Region]:
    begin, end = 0, len(block)
    if sheet_width > 1:
        while begin < end and len(_filled(rows[block[begin]])) < 2:
            begin += 1
        while end > begin and _is_note(rows[block[end - 1]]):
            end -= 1
    yield from _lines(rows, block[:begin])
    if begin < end:
        columns = {x for y in block[begin:end] for x in _filled(rows[y])}
        yield Region(tuple(block[begin:end]), min(columns), max(columns) + 1)
    yield from _lines(rows, block[end:])


def _lines(rows: Sequence[Sequence[str]], numbers: Iterable[int]) -> Iterator[Line]:
    for y in numbers:
        for x in _filled(rows[y]):
            yield Line((y, x))


def _is_note(row: Sequence[str]) -> bool:
    filled = _filled(row)
    return len(filled) == 1 and NOTE.fullmatch(row[filled[0]].strip()) is not None


def _goes_on(rows: Sequence[Sequence[str]], above: Region, below: Region) -> bool:
    if not above.left <= below.left < below.right <= above.right:
        return False
    texts = [list(rows[y][above.left : above.right]) for y in below.rows]
    return len(texts) == 1 or header_rows(texts, delimited=False)[0] == 0
