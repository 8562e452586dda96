"""Mentions as the resource `mentions` publishes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalise.republish import publishable_title
from pipeline.normalise.rule import describe
from pipeline.table import printed_text

if TYPE_CHECKING:
    from pipeline.document import Document
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
    shown = source.republish == "full" or source.text_is_ours
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
