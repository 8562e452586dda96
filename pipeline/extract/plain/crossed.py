"""Tables as psql prints them: columns between pipes, and a ruler with crosses below the header.

```
 fruit  | share
--------+-------
 Apples |  61.5
```

The ruler is runs of hyphens joined by `+`, and the line above it has a pipe at each `+` of it. The lines below that
have a pipe at each of these places too are the rows.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from pipeline.extract.drawn import Drawn, refused
from pipeline.extract.pipes import Extent, trim
from pipeline.extract.plain.found import Found
from pipeline.extract.plain.lines import screen_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.plain.lines import Lines

CROSSED = re.compile(r"-++(?:\+-++)+")


def read_crossed(lines: Lines, first: int) -> Found | None:
    """The table whose header is the line `first`."""
    if first + 1 >= len(lines) or CROSSED.fullmatch(lines.text, *lines.bare[first + 1]) is None:
        return None
    left, right = lines.whole[first + 1]
    ruler = lines.text[left:right]
    crosses = [column for column, character in enumerate(ruler) if character == "+"]
    rows: list[list[Extent]] = []
    for index in chain([first], range(first + 2, len(lines))):
        row = _cells(lines.text, lines.whole[index], crosses)
        if row is None:
            break
        rows.append(row)
    large = refused(len(rows), len(crosses) + 1) if rows else None
    if large is not None:
        return Found(large, first, first + 1 + len(rows))
    return Found(Drawn(rows, 1), first, first + 1 + len(rows)) if len(rows) > 1 else None


def _cells(text: str, line: Extent, crosses: Sequence[int]) -> list[Extent] | None:
    start, end = line
    printed = text[start:end]
    places = crosses
    if not printed.isascii() or "\t" in printed:
        index = {column: place for place, column in enumerate(screen_columns(printed))}
        places = [index.get(column, len(printed)) for column in crosses]
    if places[-1] >= len(printed) or any(printed[place] != "|" for place in places):
        return None
    edges = [start - 1, *(start + place for place in places), end]
    return [trim(text, left + 1, right) for left, right in pairwise(edges)]
