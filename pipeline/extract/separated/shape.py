"""Which records of a file are its table: titles and notes stand above it, notes below it.

The width of a table is the number of fields that most records of two or more have, without columns at the right that
are empty from top to bottom. A line is above the table, if it stands before the first record of that width and
- it begins with `#`, or it has one field,
- it has as many fields as a table of three columns or more, and only the first one is filled,
- or an empty line stands between it and the table; a line that begins with such a title and has the table's width by
  chance (`Source: Office, Town`) is one too, if the line below the empty line has labels only;
the first record for which none of these holds begins the table, even if it has too few fields or too many. The lines
of one field at the end are notes from the first one that an empty line stands above, that begins like a note (Source,
Note, an asterisk …) or that is a sentence. Records without a filled field at either end are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.headers import is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.separated.scan import Record

NOTE = re.compile(
    r"\W*(?:sources?|notes?|nb|footnotes?|legend|copyright|©|\(c\)|quelle|anmerkung|hinweis|nota|fuente)\b.*|"
    r"[*†‡§¹²³#(\[].*|.*\S\s+\S+\s+\S+\s+\S.*[.!?]",
    re.IGNORECASE | re.DOTALL,
)


class Shape(NamedTuple):
    """The number of columns, and the records above, of and below the table; `bad` are those that do not fit."""

    width: int
    above: tuple[Record, ...]
    body: tuple[Record, ...]
    below: tuple[Record, ...]
    bad: tuple[int, ...]

    @property
    def fit(self) -> float:
        """The share of the table's records that fit its width."""
        return 1 - len(self.bad) / len(self.body) if self.body else 0.0


def shape_of(text: str, records: Sequence[Record], first: int | None = None) -> Shape:
    """The shape of the records of a file; `first` is the offset at which the table begins if that is declared."""
    filled = [_filled(text, record) for record in records]
    kept = list(range(len(records))) if first is None else [i for i, item in enumerate(records) if item.start >= first]
    counts = Counter(len(records[index].fields) for index in kept if len(records[index].fields) > 1)
    most = max(counts, key=lambda size: (counts[size], size), default=1)
    begin = _begin(text, records, filled, most) if first is None else len(records) - len(kept)
    end = _end(text, records, filled, begin, most)
    body = [index for index in range(begin, end) if records[index].fields]
    width = max((filled[index] for index in body if len(records[index].fields) == most), default=most) or most
    bad = (
        place
        for place, index in enumerate(body)
        if len(records[index].fields) < width or (filled[index] > width and len(records[index].fields) != most)
    )
    above = tuple(record for record in records[:begin] if record.fields or record.comment)
    below = tuple(records[index] for index in range(end, len(records)) if filled[index])
    return Shape(width, above, tuple(records[index] for index in body), below, tuple(bad))


def _filled(text: str, record: Record) -> int:
    """The number of fields up to the last one that is not blank."""
    for place in range(len(record.fields), 0, -1):
        start, end, _kind = record.fields[place - 1]
        if not text[start:end].isspace() and start < end:
            return place
    return 0


def _begin(text: str, records: Sequence[Record], filled: Sequence[int], most: int) -> int:
    """The index of the first record of the table."""
    full = [
        index
        for index, record in enumerate(records)
        if len(record.fields) == most and (filled[index] > 1 or (most < 3 and filled[index]))
    ][:2]
    first = full[0] if full else 0
    if len(full) > 1 and _is_by_chance(text, records, filled, *full):
        return full[1]
    parted = max((index for index in range(first) if not filled[index]), default=-1)
    for index in range(parted + 1, first):
        record = records[index]
        if len(record.fields) > 1 and filled[index] > 1 and text[record.start] != "#":
            return index
    return first


def _is_by_chance(text: str, records: Sequence[Record], filled: Sequence[int], first: int, second: int) -> bool:
    """Whether the first record of the table's width stands in a block of titles, and an empty line below it."""
    if not first or not filled[first - 1] or not any(not filled[index] for index in range(first, second)):
        return False
    return not any(is_value(text[start:end].strip()) for start, end, _kind in records[second].fields)


def _end(text: str, records: Sequence[Record], filled: Sequence[int], begin: int, most: int) -> int:
    """The index behind the last record of the table."""
    tail = len(records)
    while tail > begin and (
        not filled[tail - 1] or (most > 1 and _is_line(text, records[tail - 1], filled[tail - 1], most))
    ):
        tail -= 1
    for index in range(tail, len(records)):
        start, end = records[index].start, records[index].end
        words = text[start:end] if len(records[index].fields) == 1 else ""
        if not filled[index] or NOTE.fullmatch(words) is not None:
            return index
    return len(records)


def _is_line(text: str, record: Record, filled: int, most: int) -> bool:
    """Whether only the first field is filled: of one, or, with words, of as many as three columns or more have."""
    if filled != 1 or len(record.fields) == 1:
        return filled == 1
    start, end, _kind = record.fields[0]
    return len(record.fields) == most > 2 and not is_value(text[start:end].strip())
