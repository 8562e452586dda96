"""The unit that a table states beside or above its numbers: in a row's label, in a column of units, in the caption.

It counts where the column's own header states none. A caption counts for every column only if its words say so, if
one column has numbers, or if the columns are years and other times; else which columns it means is not known. What the
corner says, the header of the labels ("€ m | 2023 | 2024"), counts in the same way. Money that either states is not
the unit of what has another one in every table, as earnings per share, staff and margins have.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.grammar.wordlist import read_table
from pipeline.normalise.headerunit import ONE, UNCLEAR, HeaderUnit, header_unit, levels_unit

if TYPE_CHECKING:
    from pipeline.normalise.columns import ColumnPlan
    from pipeline.table import Cell, Table
    from pipeline.value import Quantity

# Codes of countries that are signs of units as well: "Hamilton (GB)" drives no gigabytes.
COUNTRIES = frozenset(["GB", "MW", "PA", "MB", "GA", "KM", "KG", "MG", "MV", "MA", "NA", "TW", "PW", "MM", "ML", "GW"])
WORD = re.compile(r"[^\W\d_]{2}")
# A cell that is a number and nothing else but the sign of money.
BARE = re.compile(r"[(+−–-]{0,2}(?:[A-Z]{0,3}[$€£¥₹])? ?[(\[+−–-]{0,2} ?[.,]?[0-9][0-9.,'’ \u00a0\u2009\u202f]*[)\]]?")
# A year, a half, a quarter, a month or a day: "2024", "FY 2023/24", "Q1 FY21", "1H21", "Dec-21", "31 March 2024".
NOTED = "restated|actual|forecast|estimate|estimated|budget|unaudited|audited"
YEAR = rf"(?:19|20)[0-9]{{2}}(?:[-–/][0-9]{{2,4}})?[a-z*]?(?: \(?(?:{NOTED})\)?)?"
SHORT = r"['’]?[0-9]{2}"
PART = r"H[12]|Q[1-4]|[1-4]Q|[12]H"
MONTH = r"[^\W\d_]{3,10}\.?"
SHORT_MONTH = "jan|feb|mar|mär|apr|abr|avr|may|mai|jun|jul|aug|ago|sep|oct|okt|nov|dec|dez|dic"
TIME = re.compile(
    rf"(?:(?:FY|(?:{PART})(?: FY)?|(?:[0-3]?[0-9]\.? )?{MONTH}|{MONTH} [0-3]?[0-9],)[ -]?)?{YEAR}"
    rf"|(?:FY|(?:{PART})[ -]?(?:FY)?)[ -]?{SHORT}|{PART}|(?:{SHORT_MONTH})[ -]{SHORT}"
    r"|[0-3]?[0-9]([./])[01]?[0-9]\1(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)


def row_units(table: Table, columns: tuple[ColumnPlan, ...]) -> tuple[HeaderUnit | None, ...]:
    """For each data row what its label, or its cell in a column of units, states; None where they state nothing."""
    label, unit = _label_column(columns), _unit_column(columns)
    others = _other_rows(table, columns, label)
    found = (
        (_of_unit(row[unit.index].text, unit.locale) if unit is not None else None)
        or (_of_label(row[label.index].text, label.locale) if label is not None else None)
        or (HeaderUnit(row[label.index].text, None) if label is not None and number in others else None)
        for number, row in enumerate(table.data_rows)
    )
    return tuple(None if unit is None else replace(unit, where="row") for unit in found)


def _unit_column(columns: tuple[ColumnPlan, ...]) -> ColumnPlan | None:
    named = [column for column in columns if _names_units(column)]
    return named[0] if len(named) == 1 else None


def _label_column(columns: tuple[ColumnPlan, ...]) -> ColumnPlan | None:
    return next((column for column in columns if column.type == "text" and not _names_units(column)), None)


def _names_units(column: ColumnPlan) -> bool:
    return column.type == "text" and column.header.strip().casefold() in _listed("unit_column")


def _other_rows(table: Table, columns: tuple[ColumnPlan, ...], label: ColumnPlan | None) -> frozenset[int]:
    """The rows, from 0, that no money of a caption or corner counts for: by their labels, or by that of their group.

    A group is what follows a row without numbers ("Earnings per share:", then "basic" and "diluted").
    """
    stated = caption_unit(table, columns)
    if label is None or stated is None or stated.one is None or stated.one.dimension != "currency":
        return frozenset()
    numbers = [column.index for column in columns if column.type in _NUMBERS]
    found, group = set(), False
    for number, row in enumerate(table.data_rows):
        other = _is_other(row[label.index].text)
        if not any(row[index].text for index in numbers):
            group = other
        elif other or group:
            found.add(number)
    return frozenset(found)


def _is_other(label: str) -> bool:
    """Whether a label names what is not counted in the money of its table: "EPS", "Number of shops", "Employees"."""
    words = label.casefold().strip(" .:*")
    return words.partition(" (")[0] in _listed("no_money_first") or _other_words().search(words) is not None


@cache
def _other_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_listed('no_money'))))})(?!\w)")


def _of_unit(text: str, locale: str) -> HeaderUnit | None:
    words = text.strip()
    found = header_unit("", words, locale) if words.strip("-–—") else None
    known = found is None or found.one is not None or words in UNCLEAR
    return found if known else HeaderUnit(words, replace(ONE, unit_text=words))


def _of_label(text: str, locale: str) -> HeaderUnit | None:
    found = header_unit(text, None, locale) if WORD.search(text) else None
    if found is None or found.one is None or found.words not in COUNTRIES:
        return found
    return HeaderUnit(found.words, replace(found.one, unit=None, dimension=None, unit_text=found.words))


def caption_unit(table: Table, columns: tuple[ColumnPlan, ...]) -> HeaderUnit | None:
    """What the corner or the caption states for the columns that state nothing themselves; in doubt, two readings."""
    open_ = [column for column in columns if column.unit is None and counts(column) and _has_bare(table, column)]
    if not open_:
        return None
    corner = _corner_unit(table, columns)
    if corner is not None:
        return corner
    titles = (*(row[0].text for row in table.rows[: table.header_rows] if _is_across(row)), table.caption)
    stated = ((title, header_unit(title, None, open_[0].locale)) for title in titles)
    title, found = next(((title, unit) for title, unit in stated if unit is not None), ("", None))
    if found is None or found.words in UNCLEAR:
        return None
    if found.one is None:
        return replace(found, where="caption")
    if found.one.unit is None and found.one.value == 1:
        return None
    every = any(words in title.casefold() for words in _listed("all"))
    sure = every or len(open_) == 1 or all(TIME.fullmatch(column.header.strip()) for column in open_)
    return replace(found, where="caption") if sure else HeaderUnit(found.words, None, "caption")


def _has_bare(table: Table, column: ColumnPlan) -> bool:
    """Whether a column has numbers that a unit is missing for."""
    if column.type != "quantity":
        return column.type in _NUMBERS
    return any(BARE.fullmatch(row[column.index].text) for row in table.data_rows)


def _corner_unit(table: Table, columns: tuple[ColumnPlan, ...]) -> HeaderUnit | None:
    """The money or scale that the header of the labels states: no label is an amount, so that it means the numbers."""
    label = _label_column(columns)
    found = None if label is None else levels_unit(header_levels(table, label.index), None, label.locale)
    if label is None or found is None or (found.one is not None and not _is_money_or_scale(found.one)):
        return None
    if any(parse_quantity(row[label.index].text, locale=label.locale) is not None for row in table.data_rows):
        return None
    return found


def _is_money_or_scale(one: Quantity) -> bool:
    return one.dimension == "currency" or (one.value != 1 and one.dimension in ("count", None))


def header_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The header rows that name columns: without those of one cell across the whole table, which are titles."""
    rows = table.rows[: table.header_rows]
    return tuple(row for row in rows if not _is_across(row)) or rows


def header_levels(table: Table, index: int) -> tuple[str, ...]:
    """The labels above a column, top down, each once; a row of one cell across the table is none."""
    return tuple(dict.fromkeys(row[index].text for row in header_rows(table) if row[index].text))


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
    money = stated.one is not None and stated.one.dimension == "currency"
    other = row is None and money and _is_other(column.header)
    unclear = other or first in _listed("score") or (first in _listed("change") and not percent)
    return replace(stated, one=None) if unclear else stated


def stated(column: ColumnPlan, row: HeaderUnit | None, caption: HeaderUnit | None) -> ColumnPlan:
    """The column's plan for the cells of one row, with the unit that is stated for them."""
    unit = beside(column, row, caption)
    return column if unit is column.unit else replace(column, unit=unit)


_NUMBERS = ("quantity", "integer", "number")


def _listed(kind: str) -> frozenset[str]:
    return frozenset(read_table("headers")[kind])
