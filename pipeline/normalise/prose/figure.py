"""A figure as prose is held against it: its number, and the words that its table has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.normalise.figures import measure_of
from pipeline.normalise.grammar.wordlist import read_table
from pipeline.normalise.headerunit import header_unit
from pipeline.normalise.prose.compare import Measured, measured
from pipeline.normalise.prose.passage import is_title
from pipeline.normalise.prose.words import words_of
from pipeline.normalise.reading import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.normalise.columns import ColumnPlan
    from pipeline.normalise.reading import Reading
    from pipeline.normalise.tables import ReadTable

Words = frozenset[str]
_DONE = re.compile(r"\b[a-z]{2,}ed\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with a number that can be compared. `row` is (table_id, data row from 1).

    `label` are the words of its row's label, `things` those of them that say what is counted and not what became of it
    ("artists" of "Artists listed"), `column` those of its column's header, of its unit and of what the
    curator says that it counts; `around` those of the caption, of the other texts in its row and of the headers of
    texts ("Museum", "Party"). `counted` are the words for what is counted, where a row counts several things
    ("Staff" of schools).
    """

    figure_id: str
    row: tuple[str, int]
    column_name: str
    header: str
    measured: Measured
    label: Words
    things: Words
    column: Words
    around: Words
    span: tuple[int, int]
    printed: str
    counted: Words = frozenset()

    @property
    def name(self) -> Words:
        """The words that say which figure it is."""
        return self.label | self.column


def figures_in(reads: Iterable[ReadTable], locale: str) -> list[Figure]:
    """Every figure of the published tables whose number can be compared, in order."""
    return [figure for read in reads if read.skipped is None for figure in _of_table(read, locale)]


def _of_table(read: ReadTable, locale: str) -> Iterator[Figure]:
    numeric = [(position, column) for position, column in enumerate(read.columns) if column.type in NUMERIC]
    if not numeric:
        return
    titles = (read.table.caption, *read.table.heading[-1:])
    caption = words_of(" · ".join(filter(is_title, titles)), locale)
    headers = {column.index: _named(read.table.header[column.index], locale) for _, column in numeric}
    several = len(numeric) > 1
    counted = {column.index: _counted(read.table.header[column.index], locale) for _, column in numeric if several}
    for number, readings in enumerate(read.readings):
        row = _Row(read, number, locale)
        for position, column in numeric:
            known = _usable(readings[position])
            if known is not None:
                made = row.figure(column, readings[position], known, headers[column.index], caption)
                counts = known.kind[0] == "count"
                yield replace(made, counted=counted[column.index]) if several and counts else made


def _usable(reading: Reading) -> Measured | None:
    return measured(reading.quantity) if reading.status in ("read", "range", "corrected") else None


def _named(label: str, locale: str) -> Words:
    """The words of a label without those of a unit that it states: prose has them in its numbers, if at all."""
    words, stated = words_of(label, locale), header_unit(label, None, locale)
    return words if stated is None else words - words_of(stated.words, locale) or words


def _counted(header: str, locale: str) -> Words:
    """The words of a header for a thing that is counted: no year, none for what was done ("Planted"), none for how."""
    done = words_of(" ".join(_DONE.findall(header.lower())), locale) | words_of(
        " ".join(read_table("candidates")["generic"]), locale
    )
    return frozenset(word for word in _named(header, locale) - done if not word.isdigit())


class _Row:
    """The words of one data row, read once for all its figures."""

    def __init__(self, read: ReadTable, number: int, locale: str) -> None:
        self.read, self.number, self.locale = read, number, locale
        first = read.data[number][0].text if read.data[number] else ""
        self.label = _named(read.label(number) or first, locale)
        self.things = self.label - words_of(" ".join(_DONE.findall(read.label(number))), locale)
        plain = [column.index for column in read.columns if column.type not in NUMERIC]
        texts = [read.data[number][index].text for index in plain] + [read.table.header[index] for index in plain]
        self.others = words_of(" · ".join(texts), locale)
        measure = measure_of(read, number)
        told = (measure.counted, measure.percent_of) if measure is not None else ()
        self.measure = words_of(" · ".join(filter(None, told)), locale)

    def figure(self, column: ColumnPlan, reading: Reading, known: Measured, header: Words, caption: Words) -> Figure:
        cell = self.read.data[self.number][column.index]
        quantity = reading.quantity
        unit = words_of(quantity.unit_text or "", self.locale) if quantity and quantity.unit is None else frozenset()
        return Figure(
            f"{self.read.table_id}/{self.number + 1}/{column.name}",
            (self.read.table_id, self.number + 1),
            column.name,
            column.header,
            known,
            self.label,
            self.things,
            header | unit | self.measure,
            (caption | self.others) - self.label,
            (cell.start, cell.end),
            cell.text,
        )
