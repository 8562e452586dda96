"""Block quotes and list items, line by line: which of the open ones a line stands in, and which ones it opens.

CommonMark 0.31 sections 5.1 and 5.2 (GFM spec 5.1, 5.2), tab stops of four columns (2.2). A container is one number:
QUOTE, or the columns of indentation that the content of a list item needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

QUOTE = 0
DEEPEST = 100  # containers within each other; what is nested deeper is read as text, so that the cost stays linear
CODE_INDENT = 4  # columns
ITEM = re.compile(r"(?:[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t]|\Z)")

Containers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a line: its first character that is not blank, the columns of blanks before it, its trimmed end.

    `indent` counts from the content of the containers entered so far; `column` from the beginning of the line.
    """

    pos: int
    indent: int
    column: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing is left of the line."""
        return self.pos >= self.end

    @property
    def is_code(self) -> bool:
        """Whether the indentation is that of an indented code block."""
        return self.indent >= CODE_INDENT


def cursor_at(text: str, pos: int, column: int, end: int) -> Cursor:
    """The cursor behind the blanks that begin at `pos`, which stands at `column`."""
    first = column
    while pos < end and text[pos] in " \t":
        column += 1 if text[pos] == " " else 4 - column % 4
        pos += 1
    return Cursor(pos, column - first, column, end)


def match(text: str, cursor: Cursor, containers: Containers) -> tuple[int, Cursor]:
    """(how many of the open containers the line stands in, the cursor inside of them)."""
    if cursor.blank:  # a blank line stands in every list item, and in no block quote
        return (containers.index(QUOTE) if QUOTE in containers else len(containers)), cursor
    for depth, container in enumerate(containers):
        inner = _enter(text, cursor, container)
        if inner is None:
            return depth, cursor
        cursor = inner
    return len(containers), cursor


def open_container(text: str, cursor: Cursor, *, in_paragraph: bool) -> tuple[int, Cursor] | None:
    """(container, cursor inside of it) if the line opens one; an item breaks a paragraph if filled and number 1."""
    if cursor.is_code or cursor.blank:
        return None
    quoted = _enter(text, cursor, QUOTE)
    return (QUOTE, quoted) if quoted is not None else _open_item(text, cursor, in_paragraph=in_paragraph)


def _enter(text: str, cursor: Cursor, container: int) -> Cursor | None:
    if container != QUOTE:
        if cursor.blank:
            return cursor
        return replace(cursor, indent=cursor.indent - container) if cursor.indent >= container else None
    if cursor.is_code or cursor.blank or text[cursor.pos] != ">":
        return None
    inner = cursor_at(text, cursor.pos + 1, cursor.column + 1, cursor.end)
    return replace(inner, indent=max(inner.indent - 1, 0))


def _open_item(text: str, cursor: Cursor, *, in_paragraph: bool) -> tuple[int, Cursor] | None:
    mark = ITEM.match(text, cursor.pos, cursor.end)
    if mark is None:
        return None
    width = mark.end() - cursor.pos
    inner = cursor_at(text, mark.end(), cursor.column + width, cursor.end)
    if in_paragraph and (inner.blank or (mark["number"] is not None and int(mark["number"]) != 1)):
        return None
    spaces = 1 if inner.blank or inner.indent > CODE_INDENT else inner.indent
    return cursor.indent + width + spaces, replace(inner, indent=max(inner.indent - spaces, 0))
