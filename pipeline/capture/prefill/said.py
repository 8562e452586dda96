"""What several places of a document say for one key of source.yaml becomes one value, with the place it is from.

The first place wins whose word can be read, in the order the places are given; a place that says something else is
named beside it. A licence on which two places differ is not taken at all: a wrong one is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.capture.prefill.read import READERS, read_name
from pipeline.capture.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEYS = ("title", "publisher", "authors", "url", "published", "language", "licence")
LONGEST_NOTE = 80  # characters of a text that a note quotes
MOST_NOTES = 3

Value = str | tuple[str, ...]


class Said(NamedTuple):
    """What one place says for a key of source.yaml: its text as it stands there, and which place it is."""

    key: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A key's value (None if no place's word can be read), the place it is from, and what else is said, in words."""

    value: Value | None
    where: str
    notes: tuple[str, ...] = ()

    @property
    def comment(self) -> str:
        """One line that tells where the value is from; every quoted text in it is one line of printable characters."""
        return "; ".join(([] if self.value is None else [f"from {self.where}"]) + list(self.notes))


def chosen(said: Iterable[Said]) -> dict[str, Prefilled]:
    """The value of each key of which anything is said, in the order of KEYS."""
    places: dict[str, dict[str, list[str]]] = {}
    for key, text, where in said:
        if text.strip():
            places.setdefault(key, {}).setdefault(where, []).append(text)
    found = {key: _choose(key, places[key]) for key in KEYS if key in places}
    return {key: prefilled for key, prefilled in found.items() if prefilled.comment}


class _Read(NamedTuple):
    where: str
    text: str
    value: Value | None


def _choose(key: str, places: dict[str, list[str]]) -> Prefilled:
    found = [word for where, texts in places.items() for word in _words(key, where, texts)]
    first = next((word for word in found if word.value is not None), None)
    if first is None:
        return Prefilled(None, "", tuple(_says(word) + ", which is not read" for word in found[:MOST_NOTES]))
    others = {word.value: word for word in reversed(found) if word.value not in (None, first.value)}
    notes = tuple(_says(word) for word in [*reversed(others.values())][:MOST_NOTES])
    if key == "licence" and others:
        return Prefilled(None, "", (_says(first), *notes, "they differ, so none is taken"))
    return Prefilled(first.value, first.where, notes)


def _words(key: str, where: str, texts: Sequence[str]) -> list[_Read]:
    """What a place says: its authors are one list, of anything else each text is a word of its own."""
    if key == "authors":
        names = dict.fromkeys(name for name in map(read_name, texts) if name is not None)
        return [_Read(where, ", ".join(names), tuple(names))] if names else []
    return [_Read(where, text, READERS[key](text)) for text in texts]


def remark(where: str, text: str) -> Prefilled:
    """A place's word that is told beside a key, and is no value of it."""
    return Prefilled(None, "", (_says(_Read(where, text, None)),))


def _says(word: _Read) -> str:
    folded = " ".join(word.text.split())
    text = folded if len(folded) <= LONGEST_NOTE else folded[: LONGEST_NOTE - 1] + "…"
    return f"{word.where} says {quoted(text)}"
