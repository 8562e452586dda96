"""The types that every cell of a column fits, over all rows: what a schema is proposed from.

A column is boolean, integer, number, date, datetime or time if every cell that is not empty is one in its canonical
form (so 007 is text, and so is 1,5); else it is text. Numbers with more than 9 places behind the point have as many
`decimals`, as long as 38 digits hold them all. Nothing else is inferred: no key, no bound, no list of values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from pipeline.contract import PRECISION, SCALE

if TYPE_CHECKING:
    import pyarrow as pa

CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
LONG, SHORT = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
DAY = f"(?:[0-9]{{4}}-(?:{LONG}|{SHORT}|02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP})"
# In the order in which they are proposed: what is an integer is a number as well.
FORMS = {
    "boolean": "true|false",
    "integer": "-?(?:0|[1-9][0-9]{0,17})",
    "number": r"-?(?:0|[1-9][0-9]{0,37})(?:\.[0-9]{1,37})?",
    "date": DAY,
    "datetime": f"{DAY}T{CLOCK}Z?",
    "time": CLOCK,
}


@dataclass(slots=True)
class Inference:
    """Grows batch by batch: for each column the types that are still possible, and whether it has any value."""

    width: int
    possible: list[list[str]] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)
    # Of the numbers, the most digits before and behind the point.
    whole: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.possible = [list(FORMS) for _ in range(self.width)]
        self.filled = [False] * self.width
        self.whole, self.behind = [0] * self.width, [0] * self.width

    def add(self, batch: pa.RecordBatch) -> None:
        """Take in the next rows, c0, c1 … as the gate gives them."""
        for number, kinds in enumerate(self.possible):
            if not kinds and self.filled[number]:
                continue
            column = batch.column(number)
            cells = column.filter(pc.greater(pc.fill_null(pc.binary_length(column), 0), 0))
            self.filled[number] |= len(cells) > 0
            self.possible[number] = [kind for kind in kinds if _all_fit(cells, FORMS[kind])]
            if "number" in self.possible[number]:
                self._measure(number, cells)

    def _measure(self, number: int, cells: pa.Array) -> None:
        # Of whole numbers the sign is counted too: at worst text is proposed where 38 digits would just do.
        whole = cells if "integer" in self.possible[number] else pc.replace_substring_regex(cells, r"^-|\..*$", "")
        behind = None if whole is cells else pc.replace_substring_regex(cells, r"^[^.]*\.?", "")
        for known, texts in ((self.whole, whole), (self.behind, behind)):
            longest = 0 if texts is None else pc.max(pc.binary_length(texts)).as_py()
            known[number] = max(known[number], longest or 0)

    def types(self) -> list[str]:
        """The type of each column."""
        return [self._type(number) for number in range(self.width)]

    def _type(self, number: int) -> str:
        kinds = self.possible[number] if self.filled[number] else []
        if kinds[:1] == ["number"] and self.whole[number] > PRECISION - self.decimals(number):
            return "string"
        return kinds[0] if kinds else "string"

    def decimals(self, number: int) -> int:
        """How many places behind the point a column of numbers has to have."""
        return max(SCALE, self.behind[number])


def _all_fit(cells: pa.Array, form: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(cells, f"^(?:{form})$"), min_count=0).as_py())
