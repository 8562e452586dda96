"""Tables that are drawn as boxes: grid tables of reStructuredText and pandoc, and what databases and tools print.

```
+--------+-------+      ┌────────┬───────┐      | Fruit  | Share |
| Fruit  | Share |      │ Fruit  │ Share │      |--------+-------|
+========+=======+      ├────────┼───────┤      | Apples |  61.5 |
| Apples |  61.5 |      │ Apples │  61.5 │      | Pears  |  38.5 |
+--------+-------+      │ Pears  │  38.5 │
                        └────────┴───────┘
```

1. A box begins with a rule from edge to edge (or, as Org writes it, with a row above a rule that begins with a pipe),
   and ends with the last line that has an edge at both ends. It has two columns or more: a box around words is none.
2. The junctions of its rules are the borders of its columns. A line between has a stroke at each of them or, if wide
   characters moved them, exactly as many strokes as there are borders.
3. What stands between two rules is one row if it is one line. Several lines are several rows of the header; below it,
   and if nothing else parts the rows there, they are rows if `are_rows` says so. Otherwise they are one row of wrapped
   cells. A cell is read if its words are on one line; else the table is listed line by line and skipped, since no
   span holds such a cell.
4. A border that is missing joins the cells beside it, a rule that is missing below a cell joins it with the next one
   (docutils' column and row spans). What is no rectangle then is listed line by line and skipped.
5. A colon in the first rule says that there is no header (pandoc). The header ends at the first rule inside of double
   or heavy strokes if other rules are light, and at the only rule inside if several rows stand below it. Otherwise the
   rule for tables without marks decides.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.drawn import WRAPPED, Drawn, refused
from pipeline.extract.plain.boxlines import BoxLine, borders_of, cut
from pipeline.extract.plain.boxrows import are_rows, in_one_line
from pipeline.extract.plain.boxspans import spanned
from pipeline.extract.plain.strokes import HEAVY, VERTICAL, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pipes import Extent


class Box(NamedTuple):
    """The lines between the rules of a box; `partial[n]` is the line of the rule above band n that is not whole, None
    for a whole one. `headers` is the number of bands that a rule sets off as header, None if none does."""

    bands: list[list[BoxLine]]
    partial: list[BoxLine | None]
    headers: int | None
    is_org: bool


def read_box(text: str, lines: Sequence[Extent]) -> Drawn | None:
    """The table that the lines of a box print."""
    rules = [line for line in lines if is_rule(text, line)]
    borders = borders_of(text, rules)
    if len(borders) < 3:
        return None
    large = refused(len(lines) - len(rules), len(borders) - 1) if len(lines) > len(rules) else None
    box = _parsed(text, lines, borders) if large is None else None
    return large if box is None or not box.bands else _drawn(text, box)


def _parsed(text: str, lines: Sequence[Extent], borders: Sequence[int]) -> Box | None:
    bands: list[list[BoxLine]] = []
    partial: list[BoxLine | None] = []
    rules: list[tuple[int, bool]] = []  # the bands above each whole rule, and whether it is heavy
    above: BoxLine | None = None
    closed = True
    for line in lines:
        if is_rule(text, line):
            rules.append((len(bands), not HEAVY.isdisjoint(text[slice(*line)])))
            above, closed = None, True
            continue
        found = cut(text, line, borders)
        if found is None:
            return None
        if any(found.ruled):
            above, closed = found, True
        elif closed:
            bands.append([found])
            partial.append(above)
            closed = False
        else:
            bands[-1].append(found)
    if text.find(":", *lines[0]) >= 0 and is_rule(text, lines[0]):  # pandoc tells alignments there if no header follows
        return Box(bands, partial, 0, is_org=False)
    is_org = text[next(line for line in lines if is_rule(text, line))[0]] in VERTICAL
    return Box(bands, partial, _headers(rules, len(bands), is_org=is_org), is_org)


def _headers(rules: Sequence[tuple[int, bool]], bands: int, *, is_org: bool) -> int | None:
    inner = [(above, heavy) for above, heavy in rules if 0 < above < bands]
    if is_org:
        return inner[0][0] if inner else None
    marked = [above for above, heavy in inner if heavy]
    return marked[0] if marked and not all(heavy for _, heavy in rules) else None


def _drawn(text: str, box: Box) -> Drawn:
    if any(box.partial):
        found = None if box.is_org else spanned(box.bands, box.partial)
        return _wrapped(box) if found is None else Drawn(found.rows, box.headers, covered=found.covered)
    headers, bands = box.headers, box.bands
    if headers is None and len(bands) == 2 and len(bands[1]) > 1 and are_rows(text, bands, bands[1]):
        headers = 1
    sole = bands[-1] if len(bands) == (headers or 0) + 1 else None
    rows: list[BoxLine] = []
    marked = None
    for number, band in enumerate(bands):
        if number == headers:
            marked = len(rows)
        in_header = headers is not None and number < headers
        if box.is_org or in_header or len(band) == 1 or (band is sole and are_rows(text, bands, band)):
            rows += band
            continue
        row = in_one_line(band)
        if row is None:
            return _wrapped(box)
        rows.append(row)
    return Drawn([row.cells for row in rows], marked, covered=_covered(rows))


def _wrapped(box: Box) -> Drawn:
    """The table line by line, for the record."""
    rows = list(chain.from_iterable(box.bands))
    headers = None if box.headers is None else sum(map(len, box.bands[: box.headers]))
    return Drawn([row.cells for row in rows], headers, WRAPPED, _covered(rows))


def _covered(rows: Sequence[BoxLine]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (y, x) for y, row in enumerate(rows) if any(row.joined) for x, joined in enumerate(row.joined) if joined
    )
