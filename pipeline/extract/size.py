"""How large a table, a document and a data file may be: what is larger is not read, and that is said."""

from __future__ import annotations

from pipeline.errors import TooManyCells

# Reading and writing a document of these sizes takes half a gigabyte and a few seconds.
MOST_CELLS = 500_000  # of one table, padding included
MOST_PADDING = 500_000  # cells that a document may get without printing them; few bytes of text can ask for billions
MOST_TAGS = 1_300_000  # start tags of one page: those of 50 MB that are tables throughout
MOST_TABLES = 100_000  # of one page
MOST_DEPTH = 508  # elements around a table: the parser keeps 511, the three of a cell among them, and no more apart
MOST_FILE_CELLS = 100_000  # of one data file
MOST_FILE_BYTES = 64 * 1024 * 1024  # of one file of separated values
UNDECIDED = "not decided: the table was not read"


def too_many_cells(size: int, rows: int) -> str:
    """Why a table of `size` cells is not read."""
    return f"it has {size} cells ({rows} rows of {size // rows}), more than the {MOST_CELLS} that are read"


def too_large_file(where: str, found: str) -> TooManyCells:
    """The error for a data file that is too large for the ledger; `found` says how large it is."""
    return TooManyCells(
        f"{where}: found {found}; expected at most {MOST_FILE_CELLS:,} cells, since each gets a place in the ledger of "
        "cells. So large a file is a matter of rows: `tabletrace add` makes a table of rows of it, once it is CSV; or "
        "capture a file with the part of it that is cited"
    )
