"""The shared strings of an .xlsx workbook that hold raised digits: 13 with a raised 2 is 13², never 132.

The reader of values joins the runs of a string without their formats (ECMA-376 part 1, 18.4.8). Which raised digits are
no part of the number before them, the rule of the other formats says (`superscript`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.superscript import NUMERIC, SUPERSCRIPTS, is_exponent

if TYPE_CHECKING:
    from pipeline.extract.workbook.package import Package

PART = "xl/sharedStrings.xml"


def raised_strings(package: Package) -> dict[int, str]:
    """The shared strings with raised digits as the cell prints them, by their number from 0."""
    reader = _Reader()
    starts = {"si": reader.string, "r": reader.run, "vertAlign": reader.align, "rPh": reader.phonetic}
    if PART.lower() in package.names:
        package.walk(PART, starts, {"t": reader.text, "rPh": reader.spoken, "si": reader.end})
    return reader.found


class _Reader:
    """Follows the runs of the strings; how a run is aligned stands before its text."""

    def __init__(self) -> None:
        self.found: dict[int, str] = {}
        self._number = -1
        self._words = ""
        self._raised = self._any = self._phonetic = False

    def string(self, _item: dict[str, str]) -> None:
        self._number += 1
        self._words, self._raised, self._any = "", False, False

    def run(self, _item: dict[str, str]) -> None:
        self._raised = False

    def align(self, item: dict[str, str]) -> None:
        self._raised = item.get("val") == "superscript"

    def phonetic(self, _item: dict[str, str]) -> None:
        self._phonetic = True

    def spoken(self, _text: str) -> None:
        self._phonetic = False

    def text(self, text: str) -> None:
        if self._phonetic:
            return
        bare = text.strip()
        if self._raised and NUMERIC.fullmatch(bare) and is_exponent(bare, self._words[-3:], ()):
            self._any = True
            text = text.translate(SUPERSCRIPTS)
        self._words += text

    def end(self, _text: str) -> None:
        if self._any:
            self.found[self._number] = self._words
