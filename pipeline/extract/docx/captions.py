"""Which caption names which table.

A caption is a paragraph whose style is Word's "caption" or that is numbered by a SEQ field. It names the table directly
below or above it. Between two tables it names the one below if it is to stay with what follows (w:keepNext); otherwise
captions stand on the side where the document's other captions stand, above their tables if that is not clear either.
The caption of a figure names no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.docx.raw import Passage, Picture, RawTable
from pipeline.extract.docx.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.extract.docx.raw import Item

_FIGURES = """figure fig fig. abbildung abb abb. bild image illustration photo figura équation equation gleichung
    formel formula ecuación equazione scheme schema chart graph diagramm diagram map karte box"""
FIGURES = frozenset(_FIGURES.split())


def own_captions(items: Sequence[Item], marks: Collection[str]) -> list[str | None]:
    """For each item that is a table its caption; "" where the block above names something else, None where no caption
    is near, so that the line above may be one; None for what is no table."""
    sides = {at: _side(items, at) for at, item in enumerate(items) if isinstance(item, Passage) and item.is_caption}
    named: list[str | None] = [None] * len(items)
    for at, side in sides.items():
        if side != "below" and at + 1 < len(items) and isinstance(items[at + 1], RawTable):
            named[at + 1] = ""
    below = sum(side == "below" for side in sides.values()) >= sum(side == "above" for side in sides.values())
    for at, side in sides.items():
        stands = ("below" if below else "above") if side == "both" else side
        target = {"below": at + 1, "above": at - 1}.get(stands)
        if target is not None and not named[target]:
            named[target] = _words(items[at], marks)
    return named


def _side(items: Sequence[Item], at: int) -> str:
    """Where the table stands that a caption names: "below" it, "above" it, "both" if either, "" for none."""
    caption = items[at]
    before = items[at - 1] if at else None
    behind = items[at + 1] if at + 1 < len(items) else None
    if not isinstance(caption, Passage) or caption.label.lower() in FIGURES:
        return ""
    if isinstance(before, Picture) and not caption.leads and not caption.label:
        return ""
    if isinstance(behind, RawTable) and (caption.leads or not isinstance(before, RawTable)):
        return "below"
    if isinstance(before, RawTable):
        return "both" if isinstance(behind, RawTable) else "above"
    return ""


def _words(item: Item, marks: Collection[str]) -> str:
    return words_of(item.pieces, marks).text if isinstance(item, Passage) else ""
