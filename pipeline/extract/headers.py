"""Which rows of a table are headers: none, one or two, by a rule that is stated with the table.

A delimiter row settles it (GFM spec 4.10). Without one the first row is looked at, and the first sentence that holds
decides:

1. it leaves a column but the first one without a label, or repeats the label on its left, holds no value but years, and
   `labels_again` says that the second row labels the columns as well                                       → two rows
2. two or more of its cells name different years, the others are labels, and numbers stand below the years → header
3. one of its cells is a value (a number, a date, a mark for "no value")                                    → no header
4. every cell is filled and no two are the same                                                             → header
5. a labelled column holds numbers in more than half of its rows below                                      → header
6. only the first cell is empty (the corner) and the others differ                                          → header
7. otherwise                                                                                                → no header

A row directly below the headers that holds nothing but units in brackets ("(kg)", "[€]") is a header as well.

"Number" here is a light test of how a cell begins and how short it is; what a cell means is decided in normalise.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.table import MARKED_HEADER

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = re.compile(
    r"[(\[]?(?:(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|some|over|under|up to|at least|at most|"
    r"more than|less than|fewer than|c(?:irca|a)?\.?|an? estimated|estimated)\s+)?"
    r"[~≈<>≤≥=±+\-−–]?\s?(?:[A-Z]{2,3}\s?)?[$€£¥₹]?\s?[~+\-−–]?"
    r"(?:\d[\d.,'’\u00a0\u202f ]*|[.,]\d+|[½¼¾⅓⅔])(?!(?:st|nd|rd|th)\b|[^\W\d_]*-[^\W\d_])(?:\S*)(?:\s+\S+){0,3}",
    re.IGNORECASE,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(rf"{MONTH}\s+\d.*|\d{{1,2}}\.?\s+{MONTH}.*", re.IGNORECASE)
NO_VALUE = re.compile(r"n/?a|none|nil|[-–—−?]+|\.{2,}|…", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# In brackets, with a letter or the sign of a unit, and digits only behind a letter or in a scale: "(km2)", "('000)".
UNITS = re.compile(
    r"[(\[](?=[^()\[\]]*[^\W\d_]|[%‰€$£¥°]|['’])(?![^()\[\]]*(?<![^\W\d_'’,. ])[1-9])[^()\[\]]{1,20}[)\]]"
)
LONGEST_VALUE = 60  # characters: a longer cell is words, whatever it begins with


def header_rows(rows: Sequence[Sequence[str]], *, delimited: bool) -> tuple[int, str]:
    """(number of header rows, the rule in words) of a rectangular table of printed cells, at least one row."""
    return with_units(rows, *_header_rows(rows, delimited=delimited))


def with_units(rows: Sequence[Sequence[str]], count: int, rule: str) -> tuple[int, str]:
    """The same with the row of units below the headers, if there is one, and rows below it."""
    if not 0 < count < len(rows) - 1:
        return count, rule
    cells, below = rows[count], rows[count + 1 :]
    if not any(cells) or any(UNITS.fullmatch(cell) is None for cell in cells if cell):
        return count, rule
    if not any(cell and _mostly_values(below, column) for column, cell in enumerate(cells)):
        return count, rule
    return count + 1, f"{rule}; the row below states units"


def _header_rows(rows: Sequence[Sequence[str]], *, delimited: bool) -> tuple[int, str]:
    if delimited:
        return 1, MARKED_HEADER
    first, below = rows[0], rows[1:]
    if not below:
        return 0, "no header: there is one row"
    if _has_gaps(first) and not any(map(_is_number, first)) and labels_again(below[0], below[1:]):
        return 2, "the first row leaves columns to the second one, which labels them above numbers"
    if _names_years(first, below):
        return 1, "the first row names years above columns of numbers"
    value = next((cell for cell in first if is_value(cell)), None)
    if value is not None:
        return 0, f"no header: the first row holds the value {value[:LONGEST_VALUE]!r}"
    return _by_labels(first, below)


def header_rows_reaching(rows: Sequence[Sequence[str]], reach: int) -> tuple[int, str]:
    """`header_rows` of a table without a delimiter row, the cells of whose first row reach down to row `reach`: the
    labels of a column are looked at as one."""
    labels = [" ".join(column) for column in zip(*rows[:reach], strict=True)]
    count, rule = header_rows([labels, *rows[reach:]], delimited=False)
    return (reach, f"{rule}; its cells reach down to row {reach}") if count else header_rows(rows, delimited=False)


def labels_again(second: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a second row labels columns: all of them, with words or years, and numbers (no years) stand below most.

    A row whose cells are words is data like others where only words stand below it.
    """
    if not below or any(map(_is_number, second)) or not all(second[1:]) or len(set(second)) < 2:
        return False
    if any(YEAR.fullmatch(row[x]) for x, cell in enumerate(second) if YEAR.fullmatch(cell) for row in below):
        return False
    return 2 * sum(_mostly_values(below, column) for column in range(1, len(second))) > len(second) - 1


def _has_gaps(first: Sequence[str]) -> bool:
    return any(not cell or cell == left for left, cell in pairwise(first)) and any(first)


def _is_number(cell: str) -> bool:
    return is_value(cell) and YEAR.fullmatch(cell) is None


def is_value(cell: str) -> bool:
    """Whether a cell reads like a number with at most a few words, like a date, or like a mark for "no value"."""
    if not cell or len(cell) > LONGEST_VALUE:
        return False
    return any(pattern.fullmatch(cell) is not None for pattern in (NUMBER, DATE, NO_VALUE))


def _by_labels(first: Sequence[str], below: Sequence[Sequence[str]]) -> tuple[int, str]:
    distinct = len(set(first)) == len(first)
    if all(first) and distinct:
        return 1, "the first row labels every column, each differently, and holds no value"
    if any(label and _mostly_values(below, column) for column, label in enumerate(first)):
        return 1, "the first row holds no value, and a column that it labels holds numbers"
    if len(first) > 1 and distinct and all(first[1:]):
        return 1, "the first row labels every column but the first, and holds no value"
    return 0, "no header: the first row leaves columns without a label, or repeats one"


def _names_years(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    years = [column for column, cell in enumerate(first) if len(YEAR.findall(cell)) == 1 and len(cell) <= LONGEST_VALUE]
    named = frozenset(years)
    labels = [cell for column, cell in enumerate(first) if column not in named]
    if len(years) < 2 or not labels or len({first[column] for column in years}) < len(years):
        return False
    if any(is_value(cell) for cell in labels):
        return False
    below_years = [row[column] for row in below for column in years]
    return not any(YEAR.fullmatch(cell) for cell in below_years) and any(
        _mostly_values(below, column) for column in years
    )


def _mostly_values(rows: Sequence[Sequence[str]], column: int) -> bool:
    return 2 * sum(is_value(row[column]) for row in rows) > len(rows)
