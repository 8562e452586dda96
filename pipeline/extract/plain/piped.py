"""Pipe tables of a plain text, as they stand or in a quotation: `> | a | b |`.

Text extractors put a delimiter row below every row of header cells, a caption among them (trafilatura writes it as a
first row of one filled cell). So in a table whose rows agree in their number of cells and which has several delimiter
rows, none of these is data, the rows from the first on that each have one below them are the header, and a first one
of them with one filled cell is the caption. With only one delimiter row such a first row is the caption if the row
below it is a header by the rule for tables without marks, and every row has a blank behind its last pipe (trafilatura
writes that).
"""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING

from pipeline.extract.blocks import Leaf, settled
from pipeline.extract.drawn import Drawn, refused, texts_of
from pipeline.extract.headers import header_rows
from pipeline.extract.pipes import has_pipe, is_bounded, is_delimiter, split_row
from pipeline.extract.rows import TableKind, table_start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    drawn = _with_rules(text, extents) if kind == "delimited" else None
    leaf = Leaf("table", extents, delimited=kind == "delimited", drawn=drawn)
    return settled(text, leaf), last


def _with_rules(text: str, lines: Sequence[Extent]) -> Drawn | None:
    """The table if it has several delimiter rows."""
    rules = [number for number, line in enumerate(lines) if is_bounded(text, *line) and is_delimiter(text, *line)]
    if not rules or rules[0] != 1:
        return None
    ruled = frozenset(rules)
    rows = [split_row(text, *line) for number, line in enumerate(lines) if number not in ruled]
    if len({*map(len, rows)}) > 1 or len(rows[0]) < 2:
        return None
    headers = sum(1 for _ in takewhile(lambda pair: pair[0] == 2 * pair[1] + 1, zip(rules, count(), strict=False)))
    filled = [cell for cell in rows[0] if cell[0] < cell[1]]
    captioned = filled == rows[0][:1]
    spaced = all(text[end : end + 1] == " " for number, (_start, end) in enumerate(lines) if number not in ruled)
    if captioned and spaced and headers == len(rules) == 1 and len(rows) > 2:  # the labels below it are not marked
        captioned = header_rows(texts_of(text, rows[1:]), delimited=False)[0] == 1
    elif len(rules) < 2:
        return None
    large = refused(len(rows), len(rows[0]))
    if large is not None or not captioned:
        return large or (Drawn(rows, headers) if len(rules) > 1 else None)
    return Drawn(rows[1:], headers - 1 or None, caption=rows[0][0])


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
