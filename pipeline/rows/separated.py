"""CSV as RFC 4180 has it, with LF at the end of each line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO

# Given this end, Python's writer quotes a cell that holds a CR; given a LF only, it does not and the cell is torn.
END = "\r\n"


@dataclass(frozen=True, slots=True)
class _LineFeeds:
    file: TextIO

    def write(self, line: str) -> int:
        return self.file.write(f"{line.removesuffix(END)}\n")


def csv_writer(file: TextIO) -> Any:
    """A writer as of the module csv: `writerow`, `writerows`."""
    return csv.writer(_LineFeeds(file), lineterminator=END)
