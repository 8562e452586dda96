"""The tables of a plain text that are drawn by place, form by form: boxes, rulers, tabs, aligned columns.

`Finder.at` is asked for each line in turn. What a form made nothing of is not asked again for the lines of the same
block, so that the cost stays linear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.plain.aligned import aligned_end, read_aligned
from pipeline.extract.plain.boxes import read_box
from pipeline.extract.plain.crossed import read_crossed
from pipeline.extract.plain.found import Found
from pipeline.extract.plain.ruled import read_ruled
from pipeline.extract.plain.strokes import begins_box, has_edges
from pipeline.extract.plain.tabbed import read_tabbed, tabbed_end

if TYPE_CHECKING:
    from pipeline.extract.plain.lines import Lines


class Finder:
    """Finds the drawn table that begins with a line; lines are asked for in order."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._boxed = self._tabbed = self._aligned = 0  # up to where a form has been tried

    def box(self, index: int) -> Found | None:
        """The box that begins with the line `index`; what it quotes, if it is a quotation."""
        lines = self.lines
        marks, line = lines.unquoted(index)
        below = lines.unquoted(index + 1) if index + 1 < len(lines) else ("", None)
        if index < self._boxed or not begins_box(lines.text, line, below[1] if below[0] == marks else None):
            return None
        box = [line]
        while index + len(box) < len(lines):
            other, line = lines.unquoted(index + len(box))
            if other != marks or not has_edges(lines.text, line):
                break
            box.append(line)
        self._boxed = index + len(box)
        drawn = read_box(lines.text, box)
        return None if drawn is None else Found(drawn, index, self._boxed, tuple(box))

    def is_box(self, index: int) -> bool:
        """Whether the line belongs to a box that is no table."""
        return index < self._boxed

    def columns(self, index: int) -> Found | None:
        """The table of any other form that begins with the line `index`."""
        return (
            read_crossed(self.lines, index)
            or read_ruled(self.lines, index)
            or self._tabs(index)
            or self._aligned_at(index)
        )

    def _tabs(self, index: int) -> Found | None:
        if index < self._tabbed:
            return None
        self._tabbed = max(tabbed_end(self.lines, index), index + 1)
        drawn = read_tabbed(self.lines, index, self._tabbed)
        return None if drawn is None else Found(drawn, index, self._tabbed)

    def _aligned_at(self, index: int) -> Found | None:
        if index < self._aligned:
            return None
        self._aligned = max(aligned_end(self.lines, index), index + 1)
        return read_aligned(self.lines, index, self._aligned)
