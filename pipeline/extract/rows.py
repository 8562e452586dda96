"""Where a pipe table begins, for both readers: two lines are enough to tell.

A table with a delimiter row is GFM's (spec 4.10): a header line with a pipe, then a delimiter row with as many cells.
Text extractors write tables without one; then every line has to begin and end with a pipe, and one such line alone is
no table. A delimiter row with another number of cells than its header makes no table in GFM; here it makes one that
is not delimited, which `grid` marks as skipped, so that it is not lost in silence.
"""

from __future__ import annotations

from typing import Literal

from pipeline.extract.pipes import Extent, has_pipe, is_bounded, is_delimiter, split_row

TableKind = Literal["delimited", "bounded"]


def table_start(text: str, line: Extent, below: Extent | None) -> TableKind | None:
    """Which kind of table begins with `line`, `below` being the next line (trimmed extents); None if none does."""
    if below is None or not has_pipe(text, *line):
        return None
    ruled = is_delimiter(text, *below)
    if ruled and len(split_row(text, *line)) == len(split_row(text, *below)) > 0:
        return "delimited"
    bounded = is_bounded(text, *line) and is_bounded(text, *below) and not is_delimiter(text, *line)
    return "bounded" if bounded else None
