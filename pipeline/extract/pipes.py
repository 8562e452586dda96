r"""One printed row of a pipe table, split into cells that know where they stand.

GFM spec 4.10: a pipe separates cells unless a backslash stands directly before it, inside code spans too (a code span
does not protect a pipe). So `\|` is a pipe of the cell, and `\\|` is a backslash and a pipe of the cell.
"""

from __future__ import annotations

import re

PIPE = re.compile(r"(?<!\\)\|")
DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")

Extent = tuple[int, int]  # (start, end), code points, half-open, into the text


def trim(text: str, start: int, end: int) -> Extent:
    """The extent without the white space around it; (start, start) if there is nothing else."""
    printed = text[start:end]
    kept = printed.strip()
    if not kept:
        return start, start
    begin = start + len(printed) - len(printed.lstrip())
    return begin, begin + len(kept)


def split_row(text: str, start: int, end: int) -> list[Extent]:
    """The extent of each cell of the row that stands at text[start:end]; outer pipes are optional and make no cell.

    A cell of blanks has the extent (n, n), n just behind its pipe. A row that is one lone pipe has no cell.
    """
    begin, finish = trim(text, start, end)
    pipes = [match.start() for match in PIPE.finditer(text, begin, finish)]
    if pipes and pipes[0] == begin:
        begin, pipes = begin + 1, pipes[1:]
        if not pipes and begin == finish:
            return []
    if pipes and pipes[-1] == finish - 1:
        finish, pipes = finish - 1, pipes[:-1]
    return [
        trim(text, left, right) for left, right in zip([begin, *(p + 1 for p in pipes)], [*pipes, finish], strict=True)
    ]


def has_pipe(text: str, start: int, end: int) -> bool:
    """Whether a pipe that separates cells stands in text[start:end]."""
    return PIPE.search(text, start, end) is not None


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], already trimmed, begins and ends with a pipe that is not escaped: `| a | b |`."""
    return end - start > 1 and text[start] == "|" and text[end - 1] == "|" and text[end - 2] != "\\"


def is_delimiter(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a delimiter row: cells of hyphens with optional colons (GFM spec 4.10).

    Hyphens alone are a thematic break or a setext underline, so a pipe or a colon is asked for.
    """
    if DELIMITER_ROW.fullmatch(text, start, end) is None:
        return False
    return text.find("|", start, end) >= 0 or text.find(":", start, end) >= 0
