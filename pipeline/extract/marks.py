"""Marks of notes: what a line below a table begins with, and what the words of a cell end with.

A mark is one or more of `* † ‡ § ¶` (also `\\*`), superscript digits or letters, `[1]`, `(a)`, `a)`, `<sup>1</sup>` or,
where Markdown defines it, `[^1]`; `Note:` and `Source:` begin a note to the whole table. A cell has a mark only where a
note begins with the same one, so that nothing is taken from a value on the strength of its looks. And of marks that a
note begins with, these are none:

- words of a cell that is nothing but the mark, or that begins with the same stars (Markdown's emphasis)
- superscript digits behind a unit (m²): an exponent is likelier
- `a)` and `(a)` where a bracket of the cell's own words closes with it
- a bare letter (`12a`, `12a,b` for notes `a)` and `b)`) unless it stands behind a digit, or behind such a letter and a
  comma, and the notes run from `a` up to it without a gap: `d`, `h` and `m` are units
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.superscript import EXPONENT_BASE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ"
LABEL = r"Notes?|Sources?|N\.B\.|Legend|Key|Anmerkung(?:en)?|Quellen?|Hinweis|Nota|Fuentes?|Remarques?"
SYMBOLS = r"\\?\*(?:\\?\*){0,3}|[†‡§¶]{1,4}"
MARK = re.compile(
    rf"(?P<mark>{SYMBOLS}|[{SUPERSCRIPT}]{{1,3}}|\[\w{{1,3}}\]|\(\w{{1,2}}\)|\w{{1,2}}\)|<sup>[^<>]{{1,9}}</sup>)[.:]?\s*+(?=\S)"
)
NAMED = re.compile(rf"(?P<mark>{LABEL})\s?:\s++(?=\S)", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?P<mark>\[\^[^\]\s]{1,40}\]):\s*+(?=\S)")
LISTED = re.compile(r"\d[a-z](?:, ?[a-z])+\Z")  # 12a,b
LETTER = re.compile(r"\(?([a-z])\)")


def note_begins(line: str, known: Collection[str] = ()) -> tuple[str, int] | None:
    """(mark, where the words begin) of a line that begins a note, the mark without a colon; `known` are further marks
    that cells of the table have."""
    for pattern in (NAMED, MARK, FOOTNOTE):
        found = pattern.match(line)
        if found is not None:
            return found["mark"], found.end()
    for mark in sorted(known, key=len, reverse=True):
        rest = line[len(mark) :].lstrip(".:")
        if line.startswith(mark) and rest.strip() and (rest[0].isspace() or not mark.isalnum() or rest[0].isupper()):
            return mark, len(line) - len(rest.lstrip())
    return None


def is_label(mark: str) -> bool:
    """Whether a mark is `Note`, `Source` or the like, which names the whole table."""
    return re.fullmatch(LABEL, mark, re.IGNORECASE) is not None


def marks_of(words: str, marks: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(mark as the cell prints it, mark that the note begins with) for the marks at the end of a cell, in order."""
    found: list[tuple[str, str]] = []
    rest = words
    while (mark := _last(rest, marks)) is not None:
        found.append(mark)
        rest = rest.removesuffix(mark[0]).rstrip().removesuffix(",").rstrip()
    return tuple(reversed(found))


def _last(words: str, marks: Sequence[str]) -> tuple[str, str] | None:
    for mark in sorted(marks, key=len, reverse=True):
        if words.endswith(mark) and _is_mark(words.removesuffix(mark), mark):
            return mark, mark
    letter = words[-1:]
    if letter.isalpha() and (words[-2:-1].isdigit() or LISTED.search(words) is not None):
        return next(((letter, mark) for mark in marks if _letters(marks, mark, letter)), None)
    return None


def _is_mark(before: str, mark: str) -> bool:
    bare = before.rstrip()
    if not bare or before.endswith((mark[0], mark[0] + " ")) or bare.startswith(mark):
        return False
    if mark[0] in SUPERSCRIPT or mark.startswith("<sup>"):
        return bare[-1].isdigit() or EXPONENT_BASE.search(bare) is None
    if mark.endswith(")"):
        return bare.count("(") == bare.count(")") and (mark[0] == "(" or not before[-1].isalpha())
    return True


def letter_of(mark: str) -> str | None:
    """The bare letter that stands for a mark `a)` or `(a)`; None for any other mark."""
    found = LETTER.fullmatch(mark)
    return None if found is None else found[1]


def _letters(marks: Sequence[str], mark: str, letter: str) -> bool:
    """Whether a bare letter is the mark: the notes run from `a` up to it."""
    if letter_of(mark) != letter:
        return False
    run = {letter_of(other) for other in marks}
    return all(chr(code) in run for code in range(ord("a"), ord(letter)))
