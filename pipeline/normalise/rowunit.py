"""The unit that a table states beside or above its numbers: in a row's label, in a column of units, in the caption.

It counts where the column's own header states none. A caption counts for every column only if its words say so, if
one column has numbers, or if the columns are years and other times; else which columns it means is not known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import read_table
from pipeline.normalise.headerunit import ONE, UNCLEAR, HeaderUnit, header_unit

if TYPE_CHECKING:
    from pipeline.normalise.columns import ColumnPlan
    from pipeline.table import Cell, Table

# Codes of countries that are signs of units as well: "Hamilton (GB)" drives no gigabytes.
COUNTRIES = frozenset(["GB", "MW", "PA", "MB", "GA", "KM", "KG", "MG", "MV", "MA", "NA", "TW", "PW", "MM", "ML", "GW"])
YEAR = r"(?:19|20)[0-9]{2}(?:[-–/][0-9]{2,4})?[a-z*]?"
TIME = re.compile(rf"(?:(?:FY|H[12]|Q[1-4]|[1-4]Q|[12]H|[^\W\d_]{{3,10}}\.?)[ -]?)?{YEAR}|Q[1-4]|H[12]", re.IGNORECASE)


def row_units(table: Table, columns: tuple[ColumnPlan, ...]) -> tuple[HeaderUnit | None, ...]:
    """For each data row what its label, or its cell in a column of units, states; None where they state nothing."""
    texts = [column for column in columns if column.type == "text"]
    named = [column for column in texts if column.header.strip().casefold() in _listed("unit_column")]
    label = next((column for column in texts if column not in named), None)
    found = (
        (_of_unit(row[named[0].index].text, named[0].locale) if len(named) == 1 else None)
        or (_of_label(row[label.index].text, label.locale) if label is not None else None)
        for row in table.data_rows
    )
    return tuple(None if unit is None else replace(unit, where="row") for unit in found)


def _of_unit(text: str, locale: str) -> HeaderUnit | None:
    words = text.strip()
    found = header_unit("", words, locale) if words.strip("-–—") else None
    known = found is None or found.one is not None or words in UNCLEAR
    return found if known else HeaderUnit(words, replace(ONE, unit_text=words))


def _of_label(text: str, locale: str) -> HeaderUnit | None:
    found = header_unit(text, None, locale)
    if found is None or found.one is None or found.words not in COUNTRIES:
        return found
    return HeaderUnit(found.words, replace(found.one, unit=None, dimension=None, unit_text=found.words))


def caption_unit(table: Table, columns: tuple[ColumnPlan, ...]) -> HeaderUnit | None:
    """What the caption states for the columns that state nothing themselves; in doubt, a unit with two readings."""
    open_ = [column for column in columns if column.unit is None and counts(column) and column.type in _NUMBERS]
    titles = (*(row[0].text for row in table.rows[: table.header_rows] if _is_across(row)), table.caption)
    stated = ((title, header_unit(title, None, open_[0].locale)) for title in titles if open_)
    title, found = next(((title, unit) for title, unit in stated if unit is not None), ("", None))
    if found is None or found.one is None or found.one.unit is None:
        return None
    every = any(words in title.casefold() for words in _listed("all"))
    sure = every or len(open_) == 1 or all(TIME.fullmatch(column.header.strip()) for column in open_)
    return replace(found, where="caption") if sure else HeaderUnit(found.words, None, "caption")


def header_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The header rows that name columns: without those of one cell across the whole table, which are titles."""
    rows = table.rows[: table.header_rows]
    return tuple(row for row in rows if not _is_across(row)) or rows


def _is_across(row: tuple[Cell, ...]) -> bool:
    return len(row) > 1 and len({(cell.start, cell.end, cell.text) for cell in row}) == 1


def counts(column: ColumnPlan) -> bool:
    """Whether the numbers of a column are amounts, and no numbers of pages, notes, ranks or years."""
    return column.header.strip().casefold() not in _listed("no_amount")


def beside(column: ColumnPlan, row: HeaderUnit | None, caption: HeaderUnit | None) -> HeaderUnit | None:
    """What is stated for a cell: by its column, else by its row, else by the caption."""
    stated = row or caption
    if column.unit is not None or stated is None or not counts(column):
        return column.unit
    first = re.split(r"[\s,(]", column.header.strip().casefold(), maxsplit=1)[0]
    # A change of what a row counts may be as many of it, or a percentage; a score is neither.
    percent = stated.one is not None and stated.one.unit == "%"
    unclear = first in _listed("score") or (first in _listed("change") and not percent)
    return replace(stated, one=None) if unclear else stated


def stated(column: ColumnPlan, row: HeaderUnit | None, caption: HeaderUnit | None) -> ColumnPlan:
    """The column's plan for the cells of one row, with the unit that is stated for them."""
    unit = beside(column, row, caption)
    return column if unit is column.unit else replace(column, unit=unit)


_NUMBERS = ("quantity", "integer", "number")


def _listed(kind: str) -> frozenset[str]:
    return frozenset(read_table("headers")[kind])
