"""The words of a paragraph or a cell in pieces: plain words, superscripts, and references to notes.

What a superscript is (an exponent, the mark of a note) depends on the notes of the whole document, so it is decided
when everything is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.extract.superscript import LONGEST_MARK, NUMERIC, ORDINALS, SUPERSCRIPTS, is_exponent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


Kind = Literal["superscript", "linked", "mark", "reference"]


class Special(NamedTuple):
    """A piece that is no plain words: a superscript, one that is a link, a note's mark as printed (`mark`), or the
    reference to a note (`reference`), whose text is the mark and which prints nothing."""

    kind: Kind
    text: str


Piece = str | Special


class Words(NamedTuple):
    """What is printed, white space folded, and the marks of its notes."""

    text: str
    notes: tuple[str, ...] = ()


NOTHING = Words("")


def words_of(pieces: Sequence[Piece], marks: Collection[str]) -> Words:
    """The words that pieces print; `marks` are those that notes in the document begin with."""
    if not pieces:
        return NOTHING
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return Words(" ".join(pieces[0].split()))
    printed: list[str] = []
    notes: list[str] = []
    for piece in _joined(pieces):
        if isinstance(piece, str):
            printed.append(piece)
        elif piece.kind == "reference":
            notes.append(piece.text)
        else:
            text, is_mark = _superscript(piece, "".join(printed[-3:]), marks)
            printed.append(text)
            notes += [text.strip()] if is_mark else []
    return Words(" ".join("".join(printed).split()), tuple(notes))


def _superscript(piece: Special, before: str, marks: Collection[str]) -> tuple[str, bool]:
    """(what a superscript prints, whether it is the mark of a note)."""
    text = piece.text.strip()
    if piece.kind == "mark":
        return piece.text, bool(text)
    if not text or len(text) > LONGEST_MARK:
        return piece.text, False
    if piece.kind != "linked" and NUMERIC.fullmatch(text) is not None and is_exponent(text, before, marks):
        return text.translate(SUPERSCRIPTS), False
    return piece.text, text.lower() not in ORDINALS


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each superscript that was written in several runs as one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else ""
        if isinstance(piece, Special) and isinstance(last, Special) and piece.kind == last.kind != "reference":
            joined[-1] = Special(piece.kind, last.text + piece.text)
        else:
            joined.append(piece)
    return joined


def leading_mark(pieces: Sequence[Piece]) -> str:
    """The superscript that pieces begin with; "" without one."""
    for piece in _joined(pieces):
        if isinstance(piece, Special) and piece.kind in ("superscript", "mark"):
            return piece.text.strip()
        if isinstance(piece, Special) or piece.strip():
            return ""
    return ""
