"""What the XML of an .xlsx sheet says beside its values: number formats, errors, hidden rows, and how far it reaches.

The reader of values gives no number format, and an empty text for an error such as #N/A, which would be a silent loss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.workbook.numbers import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.extract.workbook.package import Package

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Place = tuple[int, int]  # (row, column) from 0


@dataclass(slots=True)
class Marks:
    """Of one sheet: the number format and the error of cells, the texts of those with raised digits, cells whose
    formula has no value, the last cell."""

    formats: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    raised: dict[Place, str] = field(default_factory=dict)
    without_value: list[Place] = field(default_factory=list)
    first: Place | None = None
    last: Place = (0, 0)
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def size(self) -> int:
        """How many cells the rectangle around all values has."""
        if self.first is None:
            return 0
        return (self.last[0] - self.first[0] + 1) * (self.last[1] - self.first[1] + 1)


def column_name(number: int) -> str:
    """The letters of a column from 0: A, Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_parts(package: Package) -> dict[str, str]:
    """The part that each worksheet of a workbook is in, by its name."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}
    package.walk("xl/workbook.xml", {"sheet": lambda item: ids.update({item.get("name", ""): item.get("id", "")})}, {})
    package.walk(
        "xl/_rels/workbook.xml.rels",
        {"Relationship": lambda item: targets.update({item.get("Id", ""): item.get("Target", "")})},
        {},
    )
    parts = {name: targets.get(number, "") for name, number in ids.items()}
    return {name: part.lstrip("/") if part.startswith("/") else f"xl/{part}" for name, part in parts.items()}


def number_formats(package: Package) -> list[str]:
    """The number format of each cell style, "" for General and for those that add nothing to a number."""
    codes = dict(BUILT_IN)
    styles: list[str] = []
    inside = False

    def begin(_attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = True

    def end(_text: str) -> None:
        nonlocal inside
        inside = False

    def style(item: dict[str, str]) -> None:
        if inside:
            styles.append(codes.get(_number(item.get("numFmtId")), ""))

    def code(item: dict[str, str]) -> None:
        codes[_number(item.get("numFmtId"))] = item.get("formatCode", "")

    if "xl/styles.xml" in package.names:
        package.walk("xl/styles.xml", {"numFmt": code, "cellXfs": begin, "xf": style}, {"cellXfs": end})
    return styles


def read_marks(package: Package, part: str, formats: list[str], raised: Mapping[int, str]) -> Marks:
    """The marks of one sheet; `raised` are the shared strings that hold raised digits."""
    reader = _Reader(formats, raised)
    starts = {"row": reader.row, "c": reader.cell, "f": reader.formula, "col": reader.column}
    package.walk(part, starts, {"v": reader.value, "t": reader.value, "c": reader.end})
    return reader.marks


class _Reader:
    """Follows the rows and cells of a sheet; either may leave out where it is, then it is the next one."""

    def __init__(self, formats: list[str], raised: Mapping[int, str]) -> None:
        self.marks = Marks()
        self._formats, self._raised = formats, raised
        self._row, self._column = -1, -1
        self._style, self._kind, self._text, self._has_formula = 0, "", "", False

    def row(self, item: dict[str, str]) -> None:
        self._row = _number(item.get("r"), self._row + 2) - 1
        self._column = -1
        self.marks.hidden_rows += item.get("hidden") in ("1", "true")

    def column(self, item: dict[str, str]) -> None:
        if item.get("hidden") in ("1", "true"):
            self.marks.hidden_columns += _number(item.get("max")) - _number(item.get("min")) + 1

    def cell(self, item: dict[str, str]) -> None:
        found = ADDRESS.fullmatch(item.get("r", ""))
        if found is None:
            self._column += 1
        else:
            self._column = sum((ord(char) - 64) * 26**power for power, char in enumerate(reversed(found[1]))) - 1
            self._row = int(found[2]) - 1
        self._style, self._kind, self._text = _number(item.get("s")), item.get("t", "n"), ""
        self._has_formula = False

    def formula(self, _item: dict[str, str]) -> None:
        self._has_formula = True

    def value(self, text: str) -> None:
        self._text += text

    def end(self, _text: str) -> None:
        marks, place = self.marks, (self._row, self._column)
        if not self._text:
            if self._has_formula and self._kind != "str":
                marks.without_value.append(place)
            return
        first = place if marks.first is None else marks.first
        marks.first = min(first[0], place[0]), min(first[1], place[1])
        marks.last = max(marks.last[0], place[0]), max(marks.last[1], place[1])
        if self._kind == "e":
            marks.errors[place] = self._text
        elif self._kind == "s" and self._raised and (words := self._raised.get(_number(self._text, -1))) is not None:
            marks.raised[place] = words
        elif self._kind in ("n", "d") and self._style < len(self._formats) and self._formats[self._style]:
            marks.formats[place] = self._formats[self._style]


def _number(text: str | None, missing: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text) else missing
