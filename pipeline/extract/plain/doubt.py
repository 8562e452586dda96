"""What looks like columns and is no table: contents, lists of keys, numbered lists, logs, source code, drawings.

Each of these is told by what its cells say; the first that holds is the reason. A table that is drawn with a box or a
ruler is not asked: whoever draws one means a table.

- contents: a cell holds a dot leader (four dots, or three with blanks between them)
- keys: two columns, and every first cell ends with a colon
- a list: every first cell is a list mark
- a log: a column holds the level of a message in every row (INFO, ERROR …), or time stamps with seconds in every row
- code: a third of the rows or more end like code (`;` `{` `}` `\\`) or begin like a comment (`//` `#` `/*` `*/` `--`)
- a drawing: a third of the filled cells or more are arrows or strokes, or have strokes joined to their words
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.headers import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADER = re.compile(r"\.{4}|(?:\. ){2}\.|…{2}|·{4}|_{4}")
LIST_MARK = re.compile(r"[-*+•‣▪◦·–—>]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\[[ xX]?\]")
LEVEL = re.compile(
    r"\W?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|CRIT(?:ICAL)?|FATAL|SEVERE)\W?", re.IGNORECASE
)
TIME_STAMP = re.compile(r"\W?(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\W?")
CODE_END = (";", "{", "}", "\\", "});", "),", "(")
COMMENT = re.compile(r"//|#(?!\s?\w{0,12}$)|/\*|\*/|--(?=\s?\w)")
STROKES = re.compile(
    r"(?<![-=~_])[-=~_]{2,}+(?:[>|)\]]|[^-=~_\s])|[^-=~_\s][-=~_]{2,}+$|(?<![-=])[-=]{2,}+>|<[-=]{2}|[\\/]_|_[\\/]"
)
ARROWS = frozenset("-=~_/\\|<>^v.'`: ")  # what drawings are made of, apart from words
SHORTEST_STROKE = 2  # characters


def doubt(texts: Sequence[Sequence[str]]) -> str | None:
    """Why rows of printed cells are no table, None if nothing speaks against it."""
    first = [row[0] for row in texts]
    if any(LEADER.search(cell) for row in texts for cell in row):
        return "contents: it holds dot leaders"
    if len(texts[0]) == 2 and all(cell.endswith(":") for cell in first):
        return "a list of keys and values"
    if sum(LIST_MARK.fullmatch(cell) is not None for cell in first) >= max(2, len(first) - 1):
        return "a list"
    for column in zip(*texts, strict=True):
        if all(LEVEL.fullmatch(cell) for cell in column) or all(TIME_STAMP.fullmatch(cell) for cell in column):
            return "a log"
    if 3 * sum(_is_code(row) for row in texts) >= len(texts):
        return "source code"
    return "a drawing" if is_drawing(texts) else None


def is_drawing(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the cells are strokes and arrows rather than words."""
    filled = [cell for row in texts for cell in row if cell]
    return 3 * sum(_is_drawn(cell) for cell in filled) >= len(filled) > 0


def _is_drawn(cell: str) -> bool:
    if NO_VALUE.fullmatch(cell) is not None:
        return False
    return (len(cell) >= SHORTEST_STROKE and ARROWS.issuperset(cell)) or STROKES.search(cell) is not None


def _is_code(row: Sequence[str]) -> bool:
    printed = [cell for cell in row if cell]
    return bool(printed) and (printed[-1].endswith(CODE_END) or any(COMMENT.match(cell) for cell in printed))
