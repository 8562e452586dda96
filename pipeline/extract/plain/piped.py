"""Pipe tables of a plain text, as they stand or in a quotation: `> | a | b |`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.blocks import Leaf, settled
from pipeline.extract.pipes import has_pipe, is_bounded, split_row
from pipeline.extract.rows import TableKind, table_start

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.pipes import Extent
    from pipeline.extract.plain.lines import Lines

    View = Callable[[int], Extent | None]  # the extent of a line, None where the view ends


def read_piped(lines: Lines, first: int) -> tuple[Leaf, int] | None:
    """(table, the index behind its last line) for the pipe table that begins with a line.

    What looks like one and holds only one row is a paragraph.
    """
    found = _read(lines.text, first, lambda index: lines.bare[index] if index < len(lines) else None)
    marks, _line = lines.unquoted(first)
    if found is not None or not marks:
        return found

    def quoted(index: int) -> Extent | None:
        other, line = lines.unquoted(index) if index < len(lines) else ("", (0, 0))
        return line if other == marks else None

    found = _read(lines.text, first, quoted)
    return found if found is not None and found[0].kind == "table" else None


def _read(text: str, first: int, view: View) -> tuple[Leaf, int] | None:
    line = view(first)
    kind = None if line is None else table_start(text, line, view(first + 1))
    if line is None or kind is None or (kind == "delimited" and _is_lone(text, view(first + 1))):
        return None
    last = _end(text, first, view, kind, bounded=kind == "bounded" or is_bounded(text, *line))
    extents = tuple([extent for index in range(first, last) if (extent := view(index)) is not None])
    return settled(text, Leaf("table", extents, delimited=kind == "delimited")), last


def _is_lone(text: str, rule: Extent | None) -> bool:
    """Whether a delimiter row is one cell without a pipe at both ends: `|-` separates rows in other languages."""
    return rule is not None and not is_bounded(text, *rule) and len(split_row(text, *rule)) < 2


def _end(text: str, first: int, view: View, kind: TableKind, *, bounded: bool) -> int:
    """The index behind the table's last line; a line without a pipe ends it: text has no other sign."""
    index = first + (1 if kind == "bounded" else 2)
    while (line := view(index)) is not None:
        if not (is_bounded(text, *line) if bounded else has_pipe(text, *line)):
            break
        if kind == "bounded" and table_start(text, line, view(index + 1)) == "delimited":
            break
        index += 1
    return index
