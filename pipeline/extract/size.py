"""How large a table may be: more cells than that are not read, and the table says so."""

from __future__ import annotations

MOST_CELLS = 2_000_000  # of one table, padding included
MOST_PADDING = 1_000_000  # cells that a document may get without printing them; few bytes of text can ask for billions
UNDECIDED = "not decided: the table was not read"


def too_many_cells(size: int, rows: int) -> str:
    """Why a table of `size` cells is not read."""
    return f"it has {size} cells ({rows} rows of {size // rows}), more than the {MOST_CELLS} that are read"
