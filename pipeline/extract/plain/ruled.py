"""Tables with a ruler over their columns: the simple and multiline tables of pandoc and reStructuredText, and what
databases and shells print.

```
Name        Share      =====  =====      -------------------
----------  -----      Name   Share      Name      Share in
Apples       12.5      =====  =====                 per cent
                       Pears   7.0       ------   ---------
                       =====  =====      Apples        12.5
                                         -------------------
```

1. The lines directly above a ruler (HEADER_LINES at most) are its header if they fit into its columns and one of them
   fills two or more; each is a header row, for labels that are wrapped. Above them may stand a ruler of one run
   (pandoc); without that, a first line in the first column only is no header, unless the next goes on in lower case. A
   ruler that no such line stands above begins a table without a header, or with one that stands between it and a
   second ruler of the same runs, if rows follow that directly.
2. A table that begins with a ruler ends with one: of the same runs, or of one run if it began with such a one; blank
   lines may stand within. If there is none, and for any other table, the first blank line is the end.
3. Which column a word belongs to is told in `rulers`; a line that does not fit makes the lines no table.
4. A line is a row, but for two kinds. In a table of `=`, a line whose first column is empty goes on with the row above
   (docutils). In a table that begins with a ruler of `-` and has blank lines within, the lines between two blank ones
   are one row (pandoc). A cell of several lines is read if no other cell stands between them, so in effect in the
   last filled column only; otherwise the table is listed line by line and skipped: no span holds such a cell.
5. A ruler of `-` in a table of `=` tells which columns the cells of the line above it span (docutils).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.drawn import WRAPPED, Drawn, refused
from pipeline.extract.plain.found import Found
from pipeline.extract.plain.rulers import Run, fitted, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pipes import Extent
    from pipeline.extract.plain.lines import Lines, Piece

HEADER_LINES = 6


class Row(NamedTuple):
    """The words of a row by column, for each of its lines; `runs` are those that its cells stand over."""

    words: list[list[list[Piece]]]
    line: int
    runs: tuple[Run, ...]


def read_ruled(lines: Lines, first: int) -> Found | None:
    """The table that begins with the line `first`: its header, or the ruler above that."""
    if not lines.has_stroke(first, first + HEADER_LINES + 2):
        return None
    top = runs_of(lines, first)
    if len(top) > 1:
        return _below_ruler(lines, first, top)
    ruler = _ruler_below(lines, first + len(top))
    if ruler is None:
        return None
    runs = runs_of(lines, ruler)
    header = [fitted(lines, index, runs) for index in range(first + len(top), ruler)]
    fitting = [words for words in header if words is not None]
    if len(fitting) < len(header) or (not top and _is_title(lines, fitting)):
        return None
    if max(sum(map(bool, words)) for words in fitting) < 2:
        return None
    last = _closing(lines, ruler + 1, runs, 1) if top else None
    return _table(lines, (first, ruler + 1, last or _first_blank(lines, ruler + 1)), runs)


def _is_title(lines: Lines, header: Sequence[list[list[Piece]]]) -> bool:
    """Whether the first line above the header names the table: it fills the first column only, and does not go on."""
    if len(header) < 2 or any(header[0][1:]):
        return False
    return not (header[1][0] and lines.text[header[1][0][0].start].islower())


def _ruler_below(lines: Lines, first: int) -> int | None:
    """The ruler of several runs below the lines that begin with `first`, without a blank line or another between."""
    for index in range(first, min(first + HEADER_LINES + 1, len(lines))):
        if lines.is_blank(index):
            return None
        runs = runs_of(lines, index)
        if runs:
            return index if len(runs) > 1 and index > first else None
    return None


def _below_ruler(lines: Lines, first: int, runs: tuple[Run, ...]) -> Found | None:
    stroke = lines.words(first)[0]
    second = _closing(lines, first + 1, runs, len(runs), stroke)
    if second is None or second == first + 2:
        return None
    fits = not lines.is_blank(second) and not runs_of(lines, second) and _row(lines, second, runs, stroke) is not None
    if not fits:
        return _table(lines, (first, first + 1, second), runs)
    last = _closing(lines, second, runs, len(runs), stroke)
    return _table(lines, (first, second, last or _first_blank(lines, second)), runs)


def _closing(lines: Lines, first: int, runs: tuple[Run, ...], count: int, stroke: str = "") -> int | None:
    """The index behind the next ruler of `count` runs; None if a line that does not fit stands before it."""
    for index in range(first, len(lines)):
        found = runs_of(lines, index)
        if len(found) == count and (count == 1 or found == runs):
            return index + 1
        if lines.is_blank(index) and lines.is_blank(index + 1):
            return None
        if not found and _row(lines, index, runs, stroke) is None:
            return None
    return None


def _row(lines: Lines, index: int, runs: tuple[Run, ...], stroke: str) -> Row | None:
    """The row of a line; None if it does not fit."""
    below = runs_of(lines, index + 1) if stroke == "=" else ()
    own = below if below and lines.words(index + 1)[0] == "-" else runs
    words = fitted(lines, index, own)
    return None if words is None else Row([words], index, own)


def _first_blank(lines: Lines, index: int) -> int:
    while not lines.is_blank(index):
        index += 1
    return index


def _table(lines: Lines, edges: tuple[int, int, int], runs: tuple[Run, ...]) -> Found | None:
    """The table between the edges: its first line, the first one of its body, the one behind it."""
    first, body, last = edges
    stroke = lines.words(next(index for index in range(first, last) if runs_of(lines, index) == runs))[0]
    header = _rows(lines, range(first, body), runs, stroke)
    rows = _rows(lines, range(body, last), runs, stroke)
    if header is None or not rows:
        return None
    large = refused(len(header) + len(rows), len(runs))
    if large is not None:
        return Found(large, first, last)
    grouped = _continued(rows) if stroke == "=" else _between_blanks(lines, rows, ruled=bool(runs_of(lines, first)))
    drawn = _drawn(lines, header, grouped, runs) or _drawn(lines, header, rows, runs, skipped=WRAPPED)
    return None if drawn is None else Found(drawn, first, last)


def _rows(lines: Lines, indexes: range, runs: tuple[Run, ...], stroke: str) -> list[Row] | None:
    """A row for each line that is no ruler; None if one does not fit."""
    rows: list[Row] = []
    for index in indexes:
        if lines.is_blank(index) or runs_of(lines, index):
            continue
        row = _row(lines, index, runs, stroke)
        if row is None:
            return None
        rows.append(row)
    return rows


def _continued(rows: Sequence[Row]) -> list[Row]:
    """The rows with each line added whose first column is empty: it goes on with the row above it."""
    result: list[Row] = []
    for row in rows:
        if result and not row.words[0][0] and row.runs == result[-1].runs:
            result[-1] = result[-1]._replace(words=result[-1].words + row.words)
        else:
            result.append(row)
    return result


def _between_blanks(lines: Lines, rows: Sequence[Row], *, ruled: bool) -> list[Row]:
    """The rows, the lines between two blank ones as one if the table is of that kind."""
    blank = any(lines.is_blank(index) for index in range(rows[0].line, rows[-1].line + 2))
    if not (ruled and blank):
        return list(rows)
    result: list[Row] = []
    last = -1
    for row in rows:
        if row.line == last + 1 and result:
            result[-1] = result[-1]._replace(words=result[-1].words + row.words)
        else:
            result.append(row)
        last = row.line
    return result


def _drawn(
    lines: Lines, header: Sequence[Row], rows: Sequence[Row], runs: tuple[Run, ...], *, skipped: str | None = None
) -> Drawn | None:
    """The table; None if words of a cell do not follow each other, or cells span what is no column."""
    extents, covered = [], set()
    for number, row in enumerate([*header, *rows]):
        owners = _owners(row.runs, runs)
        cells = [_extent(lines, row, column) for column in range(len(row.runs))]
        if owners is None or None in cells:
            return None
        extents.append([cell for owner in owners if (cell := cells[owner]) is not None])
        covered |= {(number, x) for x in range(1, len(runs)) if owners[x] == owners[x - 1]}
    return Drawn(extents, len(header), skipped, frozenset(covered))


def _owners(own: tuple[Run, ...], runs: tuple[Run, ...]) -> list[int] | None:
    """For each column the run of a row that covers it; None if one is covered by none or by two."""
    if own == runs:
        return list(range(len(runs)))
    owners = [
        [number for number, (start, end) in enumerate(own) if start < right and end > left] for left, right in runs
    ]
    return [found[0] for found in owners] if all(len(found) == 1 for found in owners) else None


def _extent(lines: Lines, row: Row, column: int) -> Extent | None:
    """The extent of a cell; None if it stands on several lines with other words between."""
    words = [word for line in row.words for word in line[column]]
    if not words:
        end = lines.bare[row.line][1]
        return end, end
    start, end = words[0].start, words[-1].end
    if sum(1 for line in row.words if line[column]) < 2:
        return start, end
    between = lines.text[start:end].split()
    return (start, end) if len(between) == len(words) else None
