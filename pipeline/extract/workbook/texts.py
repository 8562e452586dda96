"""The values of a sheet become the texts that its cells print."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.workbook.numbers import Shown, Value, printed_date, printed_number, read_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.workbook.marks import Marks, Place

Doubt = tuple[int, int, str]  # (row, column) from 0 of the sheet, and the number format that is not understood


def texts_of(rows: Sequence[Sequence[Value]], start: Place, marks: Marks) -> tuple[list[list[str]], list[Doubt], int]:
    """(the text of each cell, the cells whose number format is not understood, which have the stored number, how many
    numbers were rounded).
    """
    rounded = 0
    read = cache(read_format)
    doubts: list[Doubt] = []
    result = []
    for y, row in enumerate(rows, start[0]):
        texts = []
        for x, value in enumerate(row, start[1]):
            code = marks.formats.get((y, x), "")
            if (error := marks.errors.get((y, x))) is not None:
                texts.append(error)
            elif (words := marks.raised.get((y, x))) is not None:
                texts.append(words)
            elif isinstance(value, (str, bool)):
                texts.append(str(value).upper() if isinstance(value, bool) else value)
            elif isinstance(value, (date, datetime, time, timedelta)):
                texts.append(printed_date(value, code))
            else:
                shown = read(code, negative=value < 0) if code else Shown()
                if not shown.sure:
                    doubts.append((y, x, code))
                    shown = Shown()
                text, less = printed_number(value, shown)
                rounded += less
                texts.append(text)
        result.append(texts)
    return result, doubts, rounded
