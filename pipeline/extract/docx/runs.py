"""The words that a paragraph prints, run by run.

Printed: w:t, the result of a field (never its instruction), symbols, hyphens that do not break, equations in one line.
A tab or a break is white space. Not printed: hidden runs (w:vanish, of their own or by a style), optional hyphens,
deleted and moved words; the caller leaves those elements out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.docx.styles import is_on
from pipeline.extract.docx.symbols import in_font, symbol
from pipeline.extract.docx.words import Special
from pipeline.extract.superscript import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.docx.markup import Attributes, Ends, Starts
    from pipeline.extract.docx.styles import Styles
    from pipeline.extract.docx.words import Kind, Piece

SEQUENCE = re.compile(r"\bSEQ\s+(\"[^\"]+\"|\S+)")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read; `is_bold` is None as long as it prints nothing."""

    pieces: list[Piece] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    numbered: bool | None = None
    leads: bool = False
    joins: bool = False  # its mark is deleted, so the next paragraph goes on in it
    has_picture: bool = False
    is_bold: bool | None = None
    instructions: list[str] = field(default_factory=list)

    def sequence(self) -> str | None:
        """The label of the sequence (SEQ field) that numbers it; None without one."""
        found = SEQUENCE.search("".join(self.instructions)) if self.instructions else None
        return None if found is None else found[1].strip('"')


@dataclass(slots=True)
class _Run:
    style: str = ""
    font: str = ""
    raised: bool = False
    toggles: dict[str, bool] = field(default_factory=dict)
    marks_note: bool = False  # a mark of its own follows in this run, in place of a number


class Runs:
    """Reads what stands in the paragraph that is open (`paragraph`; None where none is)."""

    def __init__(self, styles: Styles) -> None:
        self.paragraph: Paragraph | None = None
        self.footnotes: dict[str, int] = {}  # the ids of notes in the order of their references, with their numbers
        self.endnotes: dict[str, int] = {}
        self.own_marks: set[tuple[str, str]] = set()  # (kind, id) of notes that print a mark of their own
        self._styles = styles
        self._run: _Run | None = None
        self._kept: list[tuple[Paragraph | None, _Run | None]] = []
        self._taking: list[str] | None = None
        self._trims = False
        self._fields: list[bool] = []  # for each open field, whether its instruction is being read
        self._links = self._raised = 0

    def starts(self) -> Starts:
        """What is done where an element begins."""
        return {
            "w:r": self._begin,
            "w:rStyle": self._styled,
            "w:rFonts": self._set_in,
            "w:vertAlign": self._aligned,
            "w:b": self._toggle("w:b"),
            "w:vanish": self._toggle("w:vanish"),
            "w:t": self._take,
            "m:t": self._take,
            "w:instrText": self._take,
            "w:fldSimple": self._simple_field,
            "w:fldChar": self._field,
            "w:hyperlink": self._link,
            "w:tab": self._blank,
            "w:ptab": self._blank,
            "w:br": self._blank,
            "w:cr": self._blank,
            "w:noBreakHyphen": lambda _attributes: self._print("\u2011"),
            "w:sym": lambda found: self._print(symbol(found.get("w:font", ""), found.get("w:char", ""))),
            "w:footnoteReference": lambda found: self._refer("footnote", found),
            "w:endnoteReference": lambda found: self._refer("endnote", found),
            "w:drawing": self._picture,
            "w:pict": self._picture,
            "m:sup": self._raise,
            "m:den": lambda _attributes: self._print("/", in_run=False),
        }

    def ends(self) -> Ends:
        """What is done where an element ends."""
        return {
            "w:r": self._end,
            "w:t": self._give,
            "m:t": self._give_math,
            "w:instrText": self._give_instruction,
            "w:hyperlink": self._unlink,
            "m:sup": self._lower,
        }

    def text(self, data: str) -> None:
        """Characters of the part."""
        if self._taking is not None:
            self._taking.append(data)

    def open(self, paragraph: Paragraph | None) -> None:
        """A paragraph begins, or a place (cell, text box) in which others may."""
        self._kept.append((self.paragraph, self._run))
        self.paragraph, self._run = paragraph, None

    def close(self) -> None:
        """It ends. An instruction that does not end in its paragraph hides nothing behind it."""
        if any(self._fields):
            self._fields = [False] * len(self._fields)
        self.paragraph, self._run = self._kept.pop()

    def _begin(self, _attributes: Attributes) -> None:
        self._run = _Run()

    def _end(self) -> None:
        self._run = None

    def _styled(self, attributes: Attributes) -> None:
        if self._run is not None:
            self._run.style = attributes.get("w:val", "")

    def _set_in(self, attributes: Attributes) -> None:
        if self._run is not None:
            self._run.font = attributes.get("w:ascii", "")

    def _aligned(self, attributes: Attributes) -> None:
        if self._run is not None:
            self._run.raised = attributes.get("w:val") == "superscript"

    def _toggle(self, toggle: str) -> Callable[[Attributes], None]:
        def set_toggle(attributes: Attributes) -> None:
            if self._run is not None:
                self._run.toggles[toggle] = is_on(attributes)

        return set_toggle

    def _is_on(self, toggle: str) -> bool:
        run, paragraph = self._run, self.paragraph
        if run is None or paragraph is None:
            return False
        if toggle in run.toggles:
            return run.toggles[toggle]
        return self._styles.is_on(toggle, paragraph.style, run.style)

    def _take(self, attributes: Attributes) -> None:
        self._taking = []
        self._trims = attributes.get("xml:space") != "preserve"

    def _taken(self) -> str:
        text = "".join(self._taking or ())
        self._taking = None
        return text.strip(" \t\r\n") if self._trims else text

    def _give(self) -> None:
        text, run = self._taken(), self._run
        self._print(in_font(run.font, text) if run is not None and run.font else text)

    def _give_math(self) -> None:
        text = self._taken()
        if self._raised:
            raised = text.translate(SUPERSCRIPTS)
            text = raised if text.strip("0123456789+-−–") == "" else f"^{text}"
        self._print(text, in_run=False)

    def _give_instruction(self) -> None:
        text = self._taken()
        if self.paragraph is not None:
            self.paragraph.instructions.append(text)

    def _print(self, text: str, *, in_run: bool = True) -> None:
        """Print words of the run that is open, or (`in_run` false) of the paragraph."""
        paragraph, run = self.paragraph, self._run
        if not text or paragraph is None or (in_run and run is None) or any(self._fields) or self._is_on("w:vanish"):
            return
        if run is None or not (run.raised or run.marks_note):
            paragraph.pieces.append(text)
        else:
            kind: Kind = "mark" if run.marks_note else "linked" if self._links else "superscript"
            paragraph.pieces.append(Special(kind, text))
        if not text.isspace() and paragraph.is_bold is not False:
            paragraph.is_bold = self._is_on("w:b")

    def _blank(self, _attributes: Attributes) -> None:
        self._print(" ")

    def _simple_field(self, attributes: Attributes) -> None:
        if self.paragraph is not None:
            self.paragraph.instructions.append(attributes.get("w:instr", "") + " ")

    def _field(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _link(self, _attributes: Attributes) -> None:
        self._links += 1

    def _unlink(self) -> None:
        self._links -= 1

    def _raise(self, _attributes: Attributes) -> None:
        self._raised += 1

    def _lower(self) -> None:
        self._raised -= 1

    def _picture(self, _attributes: Attributes) -> None:
        if self.paragraph is not None:
            self.paragraph.has_picture = True

    def _refer(self, kind: str, attributes: Attributes) -> None:
        """The reference to a note: its number counts those before it in the document."""
        if self.paragraph is None or self._run is None or any(self._fields) or self._is_on("w:vanish"):
            return
        numbers, note = self.footnotes if kind == "footnote" else self.endnotes, attributes.get("w:id", "")
        if attributes.get("w:customMarkFollows", "0") not in ("0", "false", "off"):
            self._run.marks_note = True
            self.own_marks.add((kind, note))
            numbers.setdefault(note, 0)
            return
        counted = sum(1 for _ in numbers) - sum(1 for known, _ in self.own_marks if known == kind)
        self.paragraph.pieces.append(Special("reference", note_mark(kind, numbers.setdefault(note, counted + 1))))


def note_mark(kind: str, number: int) -> str:
    """The mark of a numbered note as it stands in a cell's notes: [1] for a footnote, [i] for an endnote.

    The brackets tell it from digits at the end of a cell's words: a reference prints no text there.
    """
    if kind == "footnote":
        return f"[{number}]"
    tens, rest = divmod(number, 10)
    roman = "x" * tens
    for value, letters in ROMAN[1:]:
        count, rest = divmod(rest, value)
        roman += letters * count
    return f"[{roman}]"
