"""What the prose says of each figure, with both quotations, for people and programs to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.document import position
from pipeline.normalise.prose.match import RULES
from pipeline.table import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.document import Document
    from pipeline.normalise.prose.choice import Match
    from pipeline.normalise.prose.held import Held
    from pipeline.normalise.prose.mentions import Said
    from pipeline.normalise.tables import ReadTable


@dataclass(frozen=True, slots=True)
class Quotation:
    """A mention in its sentence, with its place in the text that was read."""

    printed: str
    sentence: str
    char_start: int
    char_end: int
    line: int


@dataclass(frozen=True, slots=True)
class Told:
    """A quotation held against a figure."""

    quotation: Quotation
    relation: str
    outcome: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A figure with its place in the source's document, and with what the prose says of it."""

    figure_id: str
    row_label: str
    column_label: str
    printed: str
    in_prose: str
    matches: tuple[Told, ...]
    char_start: int
    char_end: int
    line: int


def figures_told(held: Held, reads: Iterable[ReadTable], source: Document, prose: Document) -> list[FigureTold]:
    """Every figure of a source that can be compared, in order, with what the prose of a document says of it."""
    tables = {read.table_id: read for read in reads}
    matches: dict[str, list[Match]] = {}
    for item in held.matches:
        matches.setdefault(item.figure.figure_id, []).append(item)
    return [
        FigureTold(
            figure.figure_id,
            tables[figure.row[0]].label(figure.row[1] - 1),
            figure.header,
            figure.printed,
            held.in_prose[figure.figure_id],
            tuple(_told(item, prose) for item in matches.get(figure.figure_id, ())),
            *figure.span,
            position(source.text, figure.span[0])[0],
        )
        for figure in held.figures
    ]


def prose_only(held: Held, document: Document) -> list[Quotation]:
    """The quantities of the prose that no figure was held against."""
    matched = {item.said.number for item in held.matches}
    others = (said for said in held.mentions if said.quantity is not None and said.number not in matched)
    return [_quotation(said, document) for said in others]


def _told(item: Match, document: Document) -> Told:
    quotation = _quotation(item.said, document)
    return Told(quotation, item.relation, item.outcome, item.score / 1000, RULES[item.outcome])


def _quotation(said: Said, document: Document) -> Quotation:
    (start, end), (first, last) = said.span, said.sentence_span
    printed, sentence = printed_text(document.text[start:end]), printed_text(document.text[first:last])
    return Quotation(printed, sentence, start, end, position(document.text, start)[0])
