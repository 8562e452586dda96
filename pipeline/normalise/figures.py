"""The figures of a table: one row for each cell of a column of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise.article import claim_of, printed_of
from pipeline.normalise.reading import NUMERIC
from pipeline.normalise.rule import describe
from pipeline.value import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.normalise.columns import ColumnPlan
    from pipeline.normalise.reading import Reading
    from pipeline.normalise.tables import ReadTable
    from pipeline.rows.canonical import Row
    from pipeline.source import Measure

NOTHING = Quantity()


def figures_of(read: ReadTable, publisher: str | None, in_prose: Mapping[str, str]) -> Iterator[Row]:
    """A mapping for each figure, by row and column; `in_prose` is what the prose says of it, by its id."""
    for number, readings in enumerate(read.readings):
        measure = measure_of(read, number)
        for column, reading in zip(read.columns, readings, strict=True):
            if column.type in NUMERIC:
                place = _place(read, number, column, publisher)
                said = {"in_prose": in_prose.get(str(place["figure_id"]))}
                yield place | _measured(measure) | _reading(reading) | said


def measure_of(read: ReadTable, row: int) -> Measure | None:
    """What the curator says that a data row (from 0) measures."""
    entry = read.entry
    if entry is None or entry.measures_by is None:
        return None
    column = next(column for column in read.columns if column.name == entry.measures_by)
    return entry.measures.get(read.data[row][column.index].text)


def _measured(measure: Measure | None) -> Row:
    if measure is None:
        return dict.fromkeys(("measure", "counted", "percent_of"))
    return {"measure": measure.id, "counted": measure.counted, "percent_of": measure.percent_of}


def _place(read: ReadTable, number: int, column: ColumnPlan, publisher: str | None) -> Row:
    cell = read.data[number][column.index]
    claimant, claimed = claim_of(read, publisher)
    return {
        "figure_id": f"{read.table_id}/{number + 1}/{column.name}",
        "source_id": read.table_id.rpartition("/")[0],
        "table_id": read.table_id,
        "row": number + 1,
        "field": column.name,
        "row_label": read.label(number) or None,
        "column_label": column.header or None,
        "claimant": claimant,
        "claimed": claimed,
        "printed": printed_of(read, number, column.index),
        "char_start": cell.start,
        "char_end": cell.end,
    }


def _reading(reading: Reading) -> Row:
    """What was read. An unreadable text keeps its flags and rule, never a part of a value."""
    quantity = reading.quantity or NOTHING
    stated = quantity if reading.quantity and reading.status != "unreadable" else NOTHING
    told = reading.quantity is not None and reading.status != "unreadable" and quantity.missing is None
    return {
        "value": stated.value,
        "unit": stated.unit,
        "dimension": stated.dimension,
        "qualifier": stated.qualifier if told else None,
        "lower": stated.lower,
        "upper": stated.upper,
        "lower_inclusive": stated.lower_inclusive,
        "upper_inclusive": stated.upper_inclusive,
        "resolution": stated.resolution,
        "status": reading.status,
        "missing": stated.missing,
        "flags": quantity.flags,
        "rule": describe(reading.quantity),
    }
