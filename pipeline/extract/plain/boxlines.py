"""One line of a box, cut at the borders of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pipes import Extent, trim
from pipeline.extract.plain.lines import screen_columns
from pipeline.extract.plain.strokes import EDGES, HORIZONTAL, JUNCTIONS, RULED, VERTICAL

if TYPE_CHECKING:
    from collections.abc import Sequence


class BoxLine(NamedTuple):
    """The extent of each position, that of the cell it is part of: `joined` tells which belong to the one on their
    left, `ruled` which are a rule below a cell. `pads` are the blanks (left, right) of each position."""

    cells: list[Extent]
    joined: list[bool]
    ruled: list[bool]
    pads: list[tuple[int, int]]


def borders_of(text: str, rules: Sequence[Extent]) -> list[int]:
    """The columns of the screen, counted from the left edge, at which rules have junctions or edges."""
    found = set()
    for start, end in rules:
        columns = screen_columns(text[start:end])
        found |= {columns[place] for place, character in enumerate(text[start:end]) if character in EDGES}
    return sorted(found)


def cut(text: str, line: Extent, borders: Sequence[int]) -> BoxLine | None:
    """The line cut at the borders; None if it has other ones."""
    places = _places(text, line, borders)
    if places is None:
        return None
    cells: list[Extent] = []
    joined: list[bool] = []
    ruled: list[bool] = []
    pads: list[tuple[int, int]] = []
    for number, place in enumerate(places[:-1]):
        joined.append(place is None)
        if place is None:
            cells.append(cells[-1])
            ruled.append(ruled[-1])
            pads.append(pads[-1])
            continue
        right = next(edge for edge in places[number + 1 :] if edge is not None)
        is_ruled = _is_ruled(text, place, right)
        inner = trim(text, place + 1, right)
        cells.append((place + 1, place + 1) if is_ruled else inner)
        ruled.append(is_ruled)
        pads.append((inner[0] - place - 1, right - inner[1]))
    return BoxLine(cells, joined, ruled, pads)


def _places(text: str, line: Extent, borders: Sequence[int]) -> list[int | None] | None:
    """Where in the text the borders are: None for one that is missing; by their number if they do not fit."""
    start, end = line
    printed = text[start:end]
    places: list[int | None] = []
    if printed.isascii() and "\t" not in printed:
        places = [start + border if border < len(printed) else None for border in borders]
        closed = borders[-1] + 1 == len(printed)
    else:
        columns = screen_columns(printed)
        index = {column: place for place, column in enumerate(columns[:-1])}
        places = [start + index[border] if border in index else None for border in borders]
        closed = borders[-1] + 1 == columns[-1]
    places = [place if place is not None and text[place] in EDGES else None for place in places]
    if closed and places[-1] is not None and (None not in places or _count(printed) < len(borders)):
        return places
    strokes: list[int | None] = [start + place for place, character in enumerate(printed) if character in VERTICAL]
    return strokes if len(strokes) == len(borders) else None


def _count(printed: str) -> int:
    return sum(character in EDGES for character in printed)


def _is_ruled(text: str, left: int, right: int) -> bool:
    """Whether a rule runs from one border to the other."""
    if text[left] not in JUNCTIONS or text[right] not in JUNCTIONS or right - left < 2:
        return False
    return RULED.issuperset(text[left:right]) and not HORIZONTAL.isdisjoint(text[left:right])
