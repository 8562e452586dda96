"""What the prose says of each figure, as plain values with both quotations, for people and programs to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pipeline.document import position
from pipeline.normalise.prose.match import RULES
from pipeline.table import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.document import Document
    from pipeline.normalise.prose.held import Held
    from pipeline.normalise.prose.match import Match
    from pipeline.normalise.prose.mentions import Said
    from pipeline.normalise.tables import ReadTable


class Quotation(TypedDict):
    """A mention in its sentence, with its place in the text that was read."""

    printed: str
    sentence: str
    char_start: int
    char_end: int
    line: int


class Told(Quotation):
    """A quotation held against a figure."""

    relation: str
    outcome: str
    score: float
    rule: str


class FigureTold(TypedDict):
    """A figure with what the prose says of it."""

    figure_id: str
    row_label: str
    column_label: str
    printed: str
    in_prose: str
    matches: list[Told]


def figures_told(held: Held, reads: Iterable[ReadTable], document: Document) -> list[FigureTold]:
    """Every figure that can be compared, in order."""
    tables = {read.table_id: read for read in reads}
    matches: dict[str, list[Match]] = {}
    for item in held.matches:
        matches.setdefault(item.figure.figure_id, []).append(item)
    return [
        {
            "figure_id": figure.figure_id,
            "row_label": tables[figure.row[0]].label(figure.row[1] - 1),
            "column_label": figure.header,
            "printed": figure.printed,
            "in_prose": held.in_prose[figure.figure_id],
            "matches": [_told(item, document) for item in matches.get(figure.figure_id, ())],
        }
        for figure in held.figures
    ]


def prose_only(held: Held, document: Document) -> list[Quotation]:
    """The quantities of the prose that no figure was held against."""
    matched = {item.said.number for item in held.matches}
    others = (said for said in held.mentions if said.quantity is not None and said.number not in matched)
    return [_quotation(said, document) for said in others]


def _told(item: Match, document: Document) -> Told:
    return {
        **_quotation(item.said, document),
        "relation": item.relation,
        "outcome": item.outcome,
        "score": item.score / 1000,
        "rule": RULES[item.outcome],
    }


def _quotation(said: Said, document: Document) -> Quotation:
    (start, end), (first, last) = said.span, said.sentence_span
    return {
        "printed": printed_text(document.text[start:end]),
        "sentence": printed_text(document.text[first:last]),
        "char_start": start,
        "char_end": end,
        "line": position(document.text, start)[0],
    }
