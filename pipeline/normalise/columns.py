"""What each column of a table is published as: its name, its type, and the locale its numbers are read by.

Types are inferred by elimination: boolean, integer, number, date and quantity each need every readable cell, except
that a quantity column may hold unreadable cells up to a quarter, since its printed text is always kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.contract import fits
from pipeline.names import published_name
from pipeline.normalise.dates.date import parse_date
from pipeline.normalise.dayorder import is_numeric_date, stated_order
from pipeline.normalise.doubt import doubtful_date
from pipeline.normalise.grammar.missing import read_missing
from pipeline.normalise.grammar.numerals.separator import (
    COMMA_LOCALE,
    DIGITS,
    POINT_LOCALE,
    decimal_mark,
    proven_decimal_mark,
)
from pipeline.normalise.grammar.quantity import parse_quantity
from pipeline.normalise.headerunit import HeaderUnit, levels_unit
from pipeline.normalise.rowunit import beside, caption_unit, header_levels, row_units
from pipeline.normalise.writing import ALONE, Writing, groups_by_spaces, unmarked, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.source import Column, TableEntry
    from pipeline.table import Table

BOOLEANS = {"yes": True, "no": False, "true": True, "false": False}
OWN_COLUMNS = ("source_id", "table_id", "row", "claimant", "claimed")
SUFFIXES = {
    "quantity": ("value", "unit", "qualifier", "lower", "upper", "resolution", "status"),
    "date": ("edtf", "start_date", "end_date", "status"),
    "boolean": ("status",),
}
UNKNOWN_LOCALE = "und"
READABLE_SHARE = 0.75
# Leading zeros, more digits than a count has, and telephone numbers: text, whatever number they look like.
IDENTIFIER = re.compile(r"[+-]?0[0-9]+|[0-9]{16,}|\+[0-9]+(?:[ -][0-9]+)+")
YEAR = re.compile(r"[12][0-9]{3}")
YEAR_HEADER = re.compile(
    r"(?!light)(?:\w+ )?(?:year|date|jahr|datum|année|año)(?: (?:of|de|der|des) \w+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: `index` from 0 in the grid, `locale` as the readers of numbers take it."""

    index: int
    name: str
    type: str
    header: str
    locale: str
    declared: bool
    title: str | None = None
    description: str | None = None
    accounting: bool = False
    unit: HeaderUnit | None = None
    writing: Writing = ALONE


def plan_columns(table: Table, entry: TableEntry | None, locale: str | None) -> list[ColumnPlan]:
    """The plan of every column of a table whose declared columns are all there, in printed order."""
    header = table.header
    declared = {} if entry is None else {find_column(column, header)[0]: column for column in entry.columns}
    taken = {name for column in declared.values() for name in published_columns(column.name, column.type)}
    taken |= set(OWN_COLUMNS)
    texts = [column_texts(table, index) for index in range(len(header))]
    spaces = groups_by_spaces(text for column in texts for text in column)
    sketches = [
        _sketched(table, index, declared.get(index), locale, writing(texts[index], spaces=spaces))
        for index in range(len(header))
    ]
    rows, caption = row_units(table, tuple(sketches)), caption_unit(table, tuple(sketches))
    plans = []
    for plan in sketches:
        if not plan.declared:
            stated = any(beside(plan, row, caption) is not None for row in rows)
            kind = "quantity" if stated and plan.type in ("integer", "number") else plan.type
            name = _free_name(published_name(plan.header) or f"column_{plan.index + 1}", kind, taken)
            taken |= set(published_columns(name, kind))
            plan = replace(plan, name=name, type=kind)
        plans.append(plan)
    return plans


def _sketched(table: Table, index: int, column: Column | None, locale: str | None, how: Writing) -> ColumnPlan:
    """A column's plan; of one that is not declared, with its name still open."""
    label, levels = table.header[index], header_levels(table, index)
    texts = [how.plain(text) for text in column_texts(table, index)]
    used = stated_order(label, texts, separator_locale(texts, locale))
    if column is not None:
        return replace(_declared(column, index, label, used, levels), writing=how)
    unit = levels_unit(levels, None, used)
    return ColumnPlan(index, "", infer_type(texts, label, used), label, used, declared=False, unit=unit, writing=how)


def published_columns(name: str, kind: str) -> tuple[str, ...]:
    """The names that a column of a type is published under, the printed text first."""
    return (name, *(part_name(name, part) for part in SUFFIXES.get(kind, ())))


def part_name(name: str, part: str) -> str:
    """The name of a part of a column; the `_` that keeps a name from being a reserved word is not doubled."""
    return f"{name.removesuffix('_')}_{part}"


def _free_name(name: str, kind: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while taken & set(published_columns(candidate, kind)):
        count += 1
        candidate = f"{name}_{count}"
    return candidate


def _declared(column: Column, index: int, label: str, locale: str, levels: tuple[str, ...]) -> ColumnPlan:
    return ColumnPlan(
        index,
        column.name,
        column.type,
        label,
        locale,
        declared=True,
        title=column.title,
        description=column.description,
        accounting=column.accounting,
        unit=levels_unit(levels, column.unit, locale),
    )


def find_column(column: Column, header: tuple[str, ...]) -> list[int]:
    """The positions (from 0) that a declared column means; exactly one if it is sound."""
    if column.number is not None:
        fits = column.number <= len(header) and column.header in (None, header[column.number - 1])
        return [column.number - 1] if fits else []
    return [index for index, label in enumerate(header) if label == column.header]


def column_texts(table: Table, index: int) -> list[str]:
    """The printed texts of a column's data cells, without their note marks."""
    return [bare_text(row[index].text, row[index].notes) for row in table.data_rows]


def bare_text(text: str, notes: tuple[str, ...]) -> str:
    """A cell's text without the note marks at its end."""
    for note in reversed(notes):
        text = text.removesuffix(note).rstrip()
    return text


def separator_locale(texts: list[str], locale: str | None) -> str:
    """The locale that a column's numbers are read by: the source's, unless its own numbers all contradict it."""
    if locale is None:
        return consensus_locale(texts)
    mark = decimal_mark(locale)
    other = {".": ",", ",": "."}.get(mark or "")
    shown = {proven_decimal_mark(match.group()) for text in texts for match in DIGITS.finditer(text)}
    if other not in shown or mark in shown:
        return locale
    contrary = consensus_locale(texts) == (COMMA_LOCALE if other == "," else POINT_LOCALE)
    return UNKNOWN_LOCALE if contrary else locale


def consensus_locale(texts: list[str]) -> str:
    """An unknown language with the decimal mark that a column's unambiguous numbers use, if they agree on one."""
    marks = {mark for text in texts for mark in _decimal_marks(text)}
    if len(marks) != 1:
        return UNKNOWN_LOCALE
    return POINT_LOCALE if marks == {"."} else COMMA_LOCALE


def _decimal_marks(text: str) -> set[str]:
    """The decimal marks that a text proves: a mark that groups makes the other one decimal.

    Only a text that has one reading without a locale proves anything.
    """
    quantity = parse_quantity(text, locale=UNKNOWN_LOCALE)
    if quantity is None or quantity.missing is not None or "ambiguous_separator" in quantity.flags:
        return set()
    lexemes = [match.group() for match in DIGITS.finditer(text)]
    return {mark for mark in map(proven_decimal_mark, lexemes) if mark is not None}


def infer_type(texts: list[str], header: str, locale: str) -> str:
    """One of boolean, integer, number, date, quantity, text: the first that the column's readable cells all are."""
    stated = [text for text in texts if read_missing(text) is None]
    if not stated:
        return "text"
    dated = YEAR_HEADER.fullmatch(header.strip()) is not None
    for kind, test in TESTS:
        if all(test(text, locale, dated) for text in stated):
            return kind
    readable = sum(_is_quantity(text, locale, dated) for text in stated)
    return "quantity" if readable >= READABLE_SHARE * len(stated) and readable > 1 else "text"


def _is_boolean(text: str, _locale: str, _dated: bool) -> bool:
    return text.lower() in BOOLEANS


def _is_year(text: str, _locale: str, dated: bool) -> bool:
    return dated and YEAR.fullmatch(text) is not None


def _is_number(text: str, locale: str, _dated: bool) -> bool:
    if IDENTIFIER.fullmatch(text):
        return False
    quantity = parse_quantity(text, locale=locale)
    return (
        quantity is not None
        and quantity.value is not None
        and (quantity.qualifier, quantity.unit, quantity.unit_text) == ("unqualified", "1", None)
        and quantity.scale is None
        and not set(quantity.flags) - {"trailing_zeros"}
        and fits(quantity.value)
        and fits(quantity.resolution)
    )


def _is_integer(text: str, locale: str, dated: bool) -> bool:
    if not _is_number(text, locale, dated):
        return False
    quantity = parse_quantity(text, locale=locale)
    return quantity is not None and quantity.resolution == 1 and fits(quantity.value, "integer")


def _is_date(text: str, locale: str, _dated: bool) -> bool:
    if YEAR.fullmatch(text) or doubtful_date(text):
        return False
    return is_numeric_date(text) or parse_date(text, locale=locale) is not None


def _is_quantity(text: str, locale: str, _dated: bool) -> bool:
    return IDENTIFIER.fullmatch(text) is None and parse_quantity(unmarked(text), locale=locale) is not None


TESTS: tuple[tuple[str, Callable[[str, str, bool], bool]], ...] = (
    ("boolean", _is_boolean),
    ("date", _is_year),
    ("integer", _is_integer),
    ("number", _is_number),
    ("quantity", _is_quantity),
    ("date", lambda text, locale, dated: _is_year(text, locale, dated) or _is_date(text, locale, dated)),
)
