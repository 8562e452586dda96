"""Mentions and matches as they are published, and the candidates for a difference as findings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalise.prose.match import RULES
from pipeline.normalise.republish import publishable_title, quoted
from pipeline.normalise.rule import describe
from pipeline.table import printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.document import Document
    from pipeline.issue import Issue
    from pipeline.normalise.place import Places
    from pipeline.normalise.prose.choice import Match
    from pipeline.normalise.prose.held import Held
    from pipeline.normalise.prose.mentions import Said
    from pipeline.rows.canonical import Row
    from pipeline.source import Source
    from pipeline.value import DateValue, Quantity

QUANTITY = (
    "value",
    "unit",
    "dimension",
    "qualifier",
    "lower",
    "upper",
    "lower_inclusive",
    "upper_inclusive",
    "resolution",
)


def mention_id(source: Source, said: Said) -> str:
    """The published name of a mention."""
    return f"{source.id}/m{said.number}"


def mention_row(said: Said, document: Document, source: Source) -> Row:
    """A mention's row; its words and its sentence only where the text may be published, or is our own."""
    shown = _is_shown(source)
    (start, end), (first, last) = said.span, said.sentence_span
    heading = (publishable_title(title, source) for title in said.passage.heading)
    return {
        "mention_id": mention_id(source, said),
        "source_id": source.id,
        "kind": "date" if said.quantity is None else "quantity",
        "block": said.passage.kind,
        "text_kind": source.text_kind,
        "printed": printed_text(document.text[start:end]) if shown else None,
        "char_start": start,
        "char_end": end,
        "sentence": printed_text(document.text[first:last]) if shown else None,
        "sentence_start": first,
        "sentence_end": last,
        "heading": tuple(filter(None, heading)),
        **_quantity(said.quantity),
        **_date(said.date),
        "flags": said.quantity.flags if said.quantity else said.date.flags if said.date else (),
        "rule": describe(said.quantity),
    }


def _quantity(quantity: Quantity | None) -> Row:
    return {name: None if quantity is None else getattr(quantity, name) for name in QUANTITY}


def _date(date: DateValue | None) -> Row:
    if date is None:
        return {"edtf": None, "start_date": None, "end_date": None}
    return {"edtf": date.edtf, "start_date": date.start, "end_date": date.end}


def match_row(item: Match, source: Source) -> Row:
    """A match's row; its score is a share, from 0 to 1."""
    return {
        "figure_id": item.figure.figure_id,
        "mention_id": mention_id(source, item.said),
        "relation": item.relation,
        "outcome": item.outcome,
        "score": Decimal(item.score) / 1000,
        "rule": RULES[item.outcome],
    }


def differences(held: Held, document: Document, source: Source, places: Places) -> Iterator[Issue]:
    """A finding for each candidate for a difference, with both places."""
    prose = "our digest of the prose" if source.text_is_ours else "the prose"
    for item in held.matches:
        if item.outcome != "differs_candidate":
            continue
        start, end = item.said.span
        words = repr(printed_text(document.text[start:end])) if _is_shown(source) else "another value"
        table_id, row = item.figure.row
        cell = quoted(item.figure.printed, source)
        yield places.issue(
            "prose-differs",
            f"{words} in {prose}, {cell} in the table (characters {item.figure.span[0]}–{item.figure.span[1]})",
            "warning",
            (start, end),
            table_id=table_id,
            row=row,
            field=item.figure.column_name,
        )


def _is_shown(source: Source) -> bool:
    return source.republish == "full" or source.text_is_ours
