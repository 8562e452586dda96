"""How large a table may be: more cells than that are not read, and the table says so."""

from __future__ import annotations

# Reading and writing a document of these sizes takes half a gigabyte and a few seconds.
MOST_CELLS = 500_000  # of one table, padding included
MOST_PADDING = 500_000  # cells that a document may get without printing them; few bytes of text can ask for billions
MOST_TAGS = 1_300_000  # start tags of one page: those of 50 MB that are tables throughout
MOST_TABLES = 100_000  # of one page
UNDECIDED = "not decided: the table was not read"


def too_many_cells(size: int, rows: int) -> str:
    """Why a table of `size` cells is not read."""
    return f"it has {size} cells ({rows} rows of {size // rows}), more than the {MOST_CELLS} that are read"
