"""A text is cut into records and fields by one dialect, strictly, each field with its span.

RFC 4180: a field stands in quotes as a whole or not at all; within quotes delimiters and newlines are text, and a quote
is written twice (or, where the dialect says so, behind an escape character). Blanks around the quotes are none of the
field (`skipInitialSpace` of Table Dialect), and an empty line is no record but parts records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.size import MOST_FILE_CELLS

if TYPE_CHECKING:
    from pipeline.dialect import Dialect

PLAIN, QUOTED, ESCAPED = range(3)  # without quotes; within quotes; with escapes, whether within quotes or not
BLANK_LINES = re.compile(r"(?: *+\n)+")
Field = tuple[int, int, int]  # (start, end, one of the above): quotes are outside of the span


class Record(NamedTuple):
    """One record: its span and its fields; an empty line has none. `comment` tells a line that is a comment."""

    start: int
    end: int
    fields: tuple[Field, ...]
    comment: bool = False


class Broken(NamedTuple):
    """Where a quoted field is broken, so that nothing after it can be trusted, and how."""

    at: int
    found: str


@dataclass(slots=True)
class Scanned:
    """The records; `stray` are the offsets of quotes within fields that are not quoted; `broken` ends the records.

    `overflow` tells that there are more than MOST_FILE_CELLS fields, and that the rest was not read.
    """

    records: list[Record] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    broken: Broken | None = None
    overflow: bool = False


def scan(text: str, dialect: Dialect, comment: str | None = None) -> Scanned:
    """The records of a text with LF newlines. `comment` is what a line that is no record begins with."""
    result, pattern, finish = Scanned(), _pattern(dialect), len(text)
    at, cells = 0, 0
    while at < finish:
        line_end = text.find("\n", at)
        line_end = finish if line_end < 0 else line_end
        ignored = bool(comment) and text.startswith(comment or "", at)
        if ignored or not text[at:line_end].strip(" "):
            end = line_end if ignored else _blank_until(text, at, line_end)
            result.records.append(Record(at, end, (), ignored))
            at = end + 1
            continue
        fields, end = _fields(text, at, pattern, dialect, result)
        if result.broken is not None:
            break
        result.records.append(Record(at, end, tuple(fields)))
        cells += len(fields)
        if cells > MOST_FILE_CELLS:
            result.overflow = True
            break
        at = end + 1
    return result


def _blank_until(text: str, at: int, line_end: int) -> int:
    """Where the last one of the empty lines that begin at `at` ends: a million of them part records as one does."""
    found = BLANK_LINES.match(text, at)
    return line_end if found is None else max(found.end() - 1, line_end)


def undone(raw: str, kind: int, dialect: Dialect) -> str:
    """What a field says: escapes undone, white space folded."""
    if kind == ESCAPED and dialect.quote is not None:
        raw = raw.replace(dialect.quote * 2, dialect.quote) if dialect.escape is None else _unescaped(raw, dialect)
    return " ".join(raw.split())


def trimmed(text: str, item: Field) -> tuple[int, int]:
    """The span of a field without the white space at its ends; (start, start) if there is nothing else."""
    start, end, _kind = item
    raw = text[start:end]
    kept = raw.strip()
    if not kept:
        return start, start
    start += len(raw) - len(raw.lstrip())
    return start, start + len(kept)


def _unescaped(raw: str, dialect: Dialect) -> str:
    escape = re.escape(dialect.escape or "")
    return re.sub(
        f"{escape}([{escape}{re.escape(dialect.quote or '')}{re.escape(dialect.delimiter or '')}])", r"\1", raw
    )


def _pattern(dialect: Dialect) -> re.Pattern[str]:
    """Group 1 is a field within quotes, group 2 one without; what follows is a delimiter or the end of a line."""
    delimiter = "" if dialect.delimiter is None else re.escape(dialect.delimiter)
    escape = "" if dialect.escape is None else re.escape(dialect.escape)
    plain = f"[^{delimiter}\n{escape}]*+"
    plain = f"({plain}(?:{escape}.?{plain})*)" if escape else f"({plain})"
    if dialect.quote is None:
        return re.compile(f"(?!)()|{plain}")
    quote = re.escape(dialect.quote)
    inner, doubled = f"[^{quote}]*+", f"{quote}{quote}"
    if dialect.escape is not None:
        inner, doubled = f"[^{quote}{escape}]*+", f"{escape}(?s:.)"
    ends = f"[{delimiter}\n]|\\Z" if delimiter else "\n|\\Z"
    return re.compile(f" *+{quote}({inner}(?:{doubled}{inner})*){quote} *+(?={ends})|{plain}")


def _fields(text: str, at: int, pattern: re.Pattern[str], dialect: Dialect, result: Scanned) -> tuple[list[Field], int]:
    """The fields of the record that begins at `at`, and where it ends."""
    fields: list[Field] = []
    quote, delimiter, escape = dialect.quote, dialect.delimiter, dialect.escape
    while True:
        found = pattern.match(text, at)
        if found is None:  # cannot be: the second half of the pattern fits nothing as well
            return fields, at
        if found.start(1) >= 0:
            start, end = found.span(1)
            escapes = text.find(escape or quote or "", start, end) >= 0
            fields.append((start, end, ESCAPED if escapes else QUOTED))
        else:
            start, end = found.span(2)
            if quote is not None and (inside := _quote_in(text, start, end, dialect)) >= 0:
                if not text[start:inside].strip(" "):
                    result.broken = _broken(text, inside, dialect)
                    return fields, end
                result.stray.append(inside)
            escapes = escape is not None and text.find(escape, start, end) >= 0
            fields.append((start, end, ESCAPED if escapes else PLAIN))
        at = found.end()
        if at >= len(text) or text[at] != delimiter or len(fields) > MOST_FILE_CELLS:
            return fields, at
        at += 1


def _quote_in(text: str, start: int, end: int, dialect: Dialect) -> int:
    """Where a quote that is not escaped stands in a field without quotes; -1 if none does."""
    at = text.find(dialect.quote or "", start, end)
    while at > start and dialect.escape is not None and text[at - 1] == dialect.escape:
        at = text.find(dialect.quote or "", at + 1, end)
    return at


def _broken(text: str, at: int, dialect: Dialect) -> Broken:
    """Why the quoted field that begins at `at` is none."""
    quote = dialect.quote or ""
    step = at + 1
    while True:
        close = text.find(quote, step)
        if close < 0:
            return Broken(at, "a quoted field that never ends")
        if dialect.escape is not None and text[close - 1] == dialect.escape:
            step = close + 1
        elif dialect.escape is None and text.startswith(quote, close + 1):
            step = close + 2
        else:
            after = text[close + 1 : close + 21].partition("\n")[0]
            return Broken(close + 1, f"{after!r} after the quote that ends a field")
