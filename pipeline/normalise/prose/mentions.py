"""What the prose mentions: each quantity and each date, with its place and its sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.contract import fits
from pipeline.normalise.grammar.quantity import find_quantities
from pipeline.normalise.prose.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.normalise.prose.passage import Passage
    from pipeline.value import DateValue, Quantity


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity or a date that a passage mentions. `start`, `end` and `sentence` are offsets into its plain words."""

    number: int
    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    quantity: Quantity | None = None
    date: DateValue | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the document's text."""
        return self.passage.words.span(self.start, self.end)

    @property
    def sentence_span(self) -> tuple[int, int]:
        """Where its sentence stands in the document's text."""
        return self.passage.words.span(*self.sentence)


def mentions_of(passages: Iterable[Passage], locale: str) -> list[Said]:
    """Every quantity and date in the passages, numbered from 1 by place.

    A quantity that the published decimals cannot hold is left out, like one that cannot be read for certain.
    """
    found: list[Said] = []
    for passage in passages:
        for start, end, quantity, date in sorted(_in(passage, locale), key=lambda item: item[:2]):
            sentence = _sentence(passage, start, end)
            found.append(Said(len(found) + 1, passage, start, end, sentence, quantity, date))
    return found


def _in(passage: Passage, locale: str) -> Iterator[tuple[int, int, Quantity | None, DateValue | None]]:
    text = passage.words.text
    dates = find_dates(text, locale=locale)
    yield from ((start, end, None, date) for start, end, date in dates)
    starts = [start for start, _end, _date in dates]
    for mention in find_quantities(text, locale=locale):
        before = bisect_right(starts, mention.end - 1) - 1
        if before >= 0 and dates[before][1] > mention.start:
            continue
        if _is_published(mention.quantity):
            yield mention.start, mention.end, mention.quantity, None


def _is_published(quantity: Quantity) -> bool:
    return all(fits(number) for number in (quantity.value, quantity.lower, quantity.upper, quantity.resolution))


def _sentence(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, that [start, end) stands in."""
    index = bisect_right(passage.sentences, (start, len(passage.words.text))) - 1
    first = passage.sentences[max(index, 0)]
    last = next((span for span in passage.sentences[index:] if span[1] >= end), passage.sentences[-1])
    return min(first[0], start), max(last[1], end)
