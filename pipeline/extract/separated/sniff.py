"""Which dialect a file is written in, by a stated rule; two that fit alike are told, and none is chosen.

For each delimiter (comma, semicolon, tab, pipe) the file is read once, with `"` as its quote. `'` is the quote instead
where it alone makes the rows agree, or where half of the cells that are words stand in it; a backslash escapes quotes
where only that makes the file readable. A delimiter is possible if most rows have two cells or more. Each possible one
has a score: the share of rows of one width, times the share of cells that look whole (not quoted, a cell that holds
another delimiter with no blank behind it is not whole unless it is a number such as `1,5`, nor is one with a quote in
it). The best score wins if no other comes near (NEAR); else the one that leaves no titles above the table, and a tab,
since nobody types one into a cell. Decimal commas under one label are one column as likely as two, and a sign that is
in every line as often (`a:b`) may be a delimiter: neither is decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from pipeline.dialect import DELIMITERS, Declared, Dialect
from pipeline.extract.headers import is_value
from pipeline.extract.separated.scan import PLAIN, Scanned, scan
from pipeline.extract.separated.shape import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 0.9  # of the best score
FAR = 1.5  # times the score of a dialect that has no titles, for one that has
SAMPLE = 5000  # cells that are looked at for the score
BACKSLASH = "\\"
RARE = ":^~\x1e\x1f"  # what may be a delimiter, if it stands in every line as often
PARTING = {char: re.compile(re.escape(char) + ("" if char == "\t" else "(?! )")) for char in DELIMITERS}
WHOLE_NUMBER = re.compile(r"[^\w\s;|,]{0,3}\s?[+\-−–]?\d+(?:[.,'’\u00a0\u202f ]\d+)*\s?[^\d;|,\t]{0,12}")
DECIMAL_COMMA = re.compile(r"[+\-−–]?\d{1,3}(?:\.?\d{3})*,\d+\s?[^\d;|,\t]{0,12}")


@dataclass(frozen=True, slots=True)
class Trial:
    """A file read by one dialect."""

    dialect: Dialect
    scanned: Scanned
    shape: Shape
    score: float

    @property
    def possible(self) -> bool:
        return self.shape.width > 1 and self.shape.fit > 0.5


def detect(text: str, declared: Declared, *, prefers_tab: bool = False) -> tuple[Trial, str | None]:
    """(the file by its dialect, None), or (the file as one column, why no dialect was chosen).

    The trial's `scanned.broken` and `scanned.overflow` are for the caller to refuse.
    """
    if declared.delimiter is not None:
        return _trial(text, declared.delimiter, declared), None
    trials = [_trial(text, delimiter, declared) for delimiter in DELIMITERS if delimiter in text]
    column = _trial(text, None, declared)
    possible = [trial for trial in trials if trial.possible]
    beyond = next((trial for trial in trials if trial.scanned.overflow), None)
    if not possible and beyond is not None:
        return beyond, None
    if not possible:
        broken = [trial for trial in (*trials, column) if trial.scanned.broken]
        if broken:
            return max(broken, key=lambda trial: trial.scanned.broken.at if trial.scanned.broken else 0), None
        return column, _no_delimiter(text, column, [trial for trial in trials if trial.shape.width > 1])
    tab = next((trial for trial in possible if trial.dialect.delimiter == "\t"), None)
    if prefers_tab and tab is not None:
        return tab, None
    if _is_column_of_decimals(text, column):
        return column, _alike(column, max(possible, key=lambda trial: trial.score))
    return _best(text, possible, column)


def _best(text: str, possible: Sequence[Trial], column: Trial) -> tuple[Trial, str | None]:
    sound = max((trial.score for trial in possible if trial.scanned.broken is None), default=0.0)
    best = max(trial.score for trial in possible)
    if sound >= NEAR * best:
        possible, best = [trial for trial in possible if trial.scanned.broken is None], sound
    near = [trial for trial in possible if trial.score >= NEAR * best]
    plain = [trial for trial in near if not trial.shape.above] or near
    chosen = [trial for trial in plain if trial.dialect.delimiter == "\t"] or plain
    if len(chosen) == 1:
        rival = _rival(text, chosen[0], possible)
        return (chosen[0], None) if rival is None else (column, _alike(chosen[0], rival))
    first, second = sorted(chosen, key=lambda trial: -trial.score)[:2]
    return column, _alike(first, second)


def _rival(text: str, best: Trial, possible: Sequence[Trial]) -> Trial | None:
    """A dialect by which what is a title by the best one is a row like all others, if its score is not far below."""
    titles = [text[record.start : record.end] for record in best.shape.above]
    rivals = (
        trial
        for trial in possible
        if trial.dialect.delimiter and any(trial.dialect.delimiter in title for title in titles)
        if not trial.shape.above and not trial.shape.bad and best.score < FAR * trial.score
    )
    return next(rivals, None)


def _alike(first: Trial, second: Trial) -> str:
    return (
        f"two dialects fit alike: {first.dialect} ({first.shape.width} columns) and {second.dialect} "
        f"({second.shape.width} columns); declare one in source.yaml, as `dialect: {{{second.dialect}}}`"
    )


def _no_delimiter(text: str, column: Trial, parts: Sequence[Trial]) -> str | None:
    """Why a file may not be one column, though no delimiter parts most of its rows."""
    found = [
        f"a {DELIMITERS[trial.dialect.delimiter or '']} makes {trial.shape.width} columns in "
        f"{len(trial.shape.body) - len(trial.shape.bad)} of {len(trial.shape.body)} rows"
        for trial in parts
    ]
    lines = [text[record.start : record.end] for record in column.shape.body]
    found += [
        f"{char!r} stands in every line as often"
        for char in RARE
        if len(lines) > 1 and len({line.count(char) for line in lines}) == 1 and char in lines[0]
    ]
    if not found:
        return None
    return (
        f'no delimiter is certain ({", ".join(found)}); declare it in source.yaml, as `dialect: {{delimiter: ","}}`, '
        "or a sign that does not occur, if the file is one column"
    )


def _is_column_of_decimals(text: str, column: Trial) -> bool:
    """Whether a label stands above nothing but numbers with a decimal comma when each line is one cell."""
    cells = [text[record.start : record.end].strip() for record in column.shape.body]
    return len(cells) > 1 and "," not in cells[0] and all(map(DECIMAL_COMMA.fullmatch, cells[1:]))


def _trial(text: str, delimiter: str | None, declared: Declared) -> Trial:
    """The file by the best way of quoting for a delimiter."""
    quote = '"' if declared.quote is None else declared.quote or None
    trial = _read(text, Dialect(delimiter, quote, declared.escape), declared)
    if declared.quote is None and declared.escape is None and _in_apostrophes(text, trial):
        trial = _read(text, replace(trial.dialect, quote="'"), declared)
    if declared.escape is None and trial.dialect.quote is not None and BACKSLASH in text:
        escaped = _better(trial, _read(text, replace(trial.dialect, escape=BACKSLASH), declared))
        trial = escaped
    if declared.quote is None and "'" in text:
        trial = _better(trial, _read(text, replace(trial.dialect, quote="'"), declared))
    return trial


def _better(trial: Trial, other: Trial) -> Trial:
    """The other one, if only by it the file can be read, or its rows agree."""
    if other.scanned.broken is not None or (trial.scanned.broken is None and not trial.shape.bad):
        return trial
    return other if trial.scanned.broken is not None or not other.shape.bad else trial


def _read(text: str, dialect: Dialect, declared: Declared) -> Trial:
    scanned = scan(text, dialect, declared.comment)
    first = min(declared.header_rows, default=None)
    shape = shape_of(text, scanned.records, None if first is None else _line(text, first))
    return Trial(dialect, scanned, shape, shape.fit * _whole(text, dialect, shape))


def _line(text: str, number: int) -> int:
    """The offset at which a line (from 1) begins."""
    at = 0
    for _ in range(number - 1):
        at = text.find("\n", at) + 1 or len(text)
    return at


def _whole(text: str, dialect: Dialect, shape: Shape) -> float:
    """The share of cells that look like whole ones, of the first SAMPLE and of the titles above them."""
    others = [char for char in DELIMITERS if char != dialect.delimiter]
    titles = [text[record.start : record.end] for record in shape.above if not text.startswith("#", record.start)]
    count, whole = len(titles), sum(_is_whole(title, dialect, others) for title in titles)
    for start, end, kind in islice(chain.from_iterable(record.fields for record in shape.body), SAMPLE):
        count += 1
        whole += kind != PLAIN or _is_whole(text[start:end].strip(" "), dialect, others)
    return whole / count if count else 0.0


def _is_whole(cell: str, dialect: Dialect, others: Sequence[str]) -> bool:
    if dialect.quote is not None and dialect.quote in cell:
        return False
    if not any(char in cell for char in others):
        return True
    if not cell.strip("".join(others)):
        return False
    if WHOLE_NUMBER.fullmatch(cell) is not None:
        return True
    return not any(char in cell and PARTING[char].search(cell) for char in others)


def _in_apostrophes(text: str, trial: Trial) -> bool:
    """Whether half of the cells that are words, or more, stand in apostrophes, and none in quotes."""
    if "'" not in text or '"' in text:
        return False
    cells = (
        text[start:end].strip()
        for start, end, _kind in islice(chain.from_iterable(record.fields for record in trial.shape.body), SAMPLE)
    )
    words = [cell for cell in cells if cell and not is_value(cell)]
    inside = sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in words)
    return inside > 1 and 2 * inside >= len(words)
