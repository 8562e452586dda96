"""What is a matter of cells, each with its place, and what is a matter of rows."""

from __future__ import annotations

from pipeline.errors import ExtractError

MOST_CELLS = 100_000  # of one data file


def too_many_cells(where: str, found: str) -> ExtractError:
    """The error for a data file that is too large for the ledger; `found` says how large it is."""
    return ExtractError(
        f"{where}: found {found}; expected at most {MOST_CELLS:,} cells, since each gets a place in the ledger of "
        "cells. So large a file is a matter of rows: describe it by a Table Schema in a datapackage.json and check it "
        "with `tabletrace validate datapackage.json`, or capture a file with the part of it that is cited"
    )
