"""The figures of one kind, found by what they state and by the words that their table has for them.

A word weighs the less the more figures have it. All weights are whole numbers: a tie is a tie on every machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure

WHOLE = 5040  # divisible by every number up to 10
NAMING, AROUND = 10, 2
MOST_SHARED = 50  # a word that all of so many figures have tells nothing, and is not looked up


@dataclass(frozen=True, slots=True)
class Index:
    """The figures of one kind; `naming` and `around` give the positions of the figures that have a word."""

    figures: tuple[Figure, ...]
    stating: Mapping[tuple[Fraction | None, ...], tuple[int, ...]]
    naming: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    around: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def stating_same(self, said: Measured) -> tuple[int, ...]:
        """The positions of the figures that state the same."""
        return self.stating.get(said.key, ())

    def scores(self, near: Mapping[str, int]) -> dict[int, int]:
        """{position: weight of the words that a figure has and that stand near a mention}."""
        found: Counter[int] = Counter()
        for postings, worth in ((self.naming, NAMING), (self.around, AROUND)):
            for word, nearness in near.items():
                positions = postings.get(word, ())
                weight = _weight(positions) * nearness * worth
                for position in positions:
                    found[position] += weight
        return found

    def tells(self, figure: Figure, near: Mapping[str, int]) -> bool:
        """Whether a word near the mention names this figure and not every other one of its kind."""
        named = figure.name & near.keys() & self.naming.keys()
        return any(len(self.naming[word]) < len(self.figures) or len(self.figures) == 1 for word in named)

    def share(self, words: Iterable[str], near: Mapping[str, int], least: int = 0) -> int:
        """How much of `words` stands near the mention, in thousandths, by weight; at least so near."""
        whole = got = 0
        for word in words:
            weight = _weight(self.naming.get(word, ()))
            nearness = near.get(word, 0)
            whole += 10 * weight
            got += nearness * weight if nearness >= least else 0
        return got * 1000 // whole if whole else 0


def _weight(positions: Sequence[int]) -> int:
    return WHOLE // len(positions) if positions else 0


def index_figures(figures: Iterable[Figure]) -> dict[tuple[str, str], Index]:
    """{kind: its index}."""
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        kinds.setdefault(figure.measured.kind, []).append(figure)
    return {kind: _index(tuple(group)) for kind, group in kinds.items()}


def _index(figures: tuple[Figure, ...]) -> Index:
    stating: dict[tuple[Fraction | None, ...], list[int]] = {}
    naming: dict[str, list[int]] = {}
    around: dict[str, list[int]] = {}
    for position, figure in enumerate(figures):
        stating.setdefault(figure.measured.key, []).append(position)
        for postings, words in ((naming, figure.name), (around, figure.around - figure.name)):
            for word in words:
                postings.setdefault(word, []).append(position)
    # Where every figure has a word, one by its label and the others by the caption, it speaks for none of these.
    around = {
        word: at
        for word, at in around.items()
        if len(at) + len(naming.get(word, ())) < len(figures) or not naming.get(word)
    }
    stated = {key: tuple(found) for key, found in stating.items()}
    return Index(figures, stated, _postings(naming, len(figures)), _postings(around, len(figures)))


def _postings(words: Mapping[str, list[int]], figures: int) -> dict[str, tuple[int, ...]]:
    """Without the words that all of many figures have."""
    return {word: tuple(found) for word, found in words.items() if len(found) < max(figures, MOST_SHARED)}
