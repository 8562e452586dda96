"""Boxes with cells that reach over several rows or columns, as docutils reads them: what no rule parts is one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pipes import Extent
    from pipeline.extract.plain.boxlines import BoxLine


class Grid(NamedTuple):
    """Rectangular rows of extents, and the positions that a cell to their left or above reaches over."""

    rows: list[list[Extent]]
    covered: frozenset[tuple[int, int]]


Position = tuple[int, int]  # band, column


def spanned(bands: Sequence[Sequence[BoxLine]], partial: Sequence[BoxLine | None]) -> Grid | None:
    """The grid of a box, a row for each band; `partial[n]` is the rule above band n if it is not whole.

    None if a cell is no rectangle, or has words on several lines.
    """
    owners = _owners(bands, partial)
    if owners is None or not _are_rectangles(owners):
        return None
    extents: dict[Position, Extent] = {}
    for number, band in enumerate(bands):
        rule = partial[number]
        for line in [*([rule] if rule is not None else []), *band]:
            for column, extent in enumerate(line.cells):
                owner = owners[number][column]
                if line.joined[column] or (line is rule and line.ruled[column]):
                    continue
                if extent[0] == extent[1]:
                    extents.setdefault(owner, extent)
                elif extents.setdefault(owner, extent) != extent:
                    if extents[owner][0] < extents[owner][1]:
                        return None
                    extents[owner] = extent
    rows = [[extents[owner] for owner in row] for row in owners]
    covered = {(y, x) for y, row in enumerate(owners) for x, owner in enumerate(row) if owner != (y, x)}
    return Grid(rows, frozenset(covered))


def _owners(bands: Sequence[Sequence[BoxLine]], partial: Sequence[BoxLine | None]) -> list[list[Position]] | None:
    """The first position of the cell that each position belongs to."""
    owners: list[list[Position]] = []
    for number, band in enumerate(bands):
        if any(line.joined != band[0].joined for line in band):
            return None
        rule = partial[number]
        row: list[Position] = []
        for column, joined in enumerate(band[0].joined):
            above = None if rule is None or rule.ruled[column] else owners[number - 1][column]
            left = row[-1] if joined else None
            if above is not None and left is not None and above != left:
                return None
            row.append(above or left or (number, column))
        owners.append(row)
    return owners


def _are_rectangles(owners: Sequence[Sequence[Position]]) -> bool:
    places: dict[Position, list[Position]] = {}
    for y, row in enumerate(owners):
        for x, owner in enumerate(row):
            places.setdefault(owner, []).append((y, x))
    for (top, left), found in places.items():
        bottom, right = max(y for y, _ in found), max(x for _, x in found)
        if min(x for _, x in found) < left or (bottom - top + 1) * (right - left + 1) != len(found):
            return False
    return True
