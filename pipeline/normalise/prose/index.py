"""The figures of one kind, found by what they state and by the words that their table has for them.

A word weighs the less the more figures have it. All weights are whole numbers: a tie is a tie on every machine. A word
that very many figures have is never looked up: it only adds to those that rarer words have found, so that the cost of
a mention does not grow with the number of rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.normalise.prose.context import HEADING, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure

WHOLE = 5040  # divisible by every number up to 10
NAMING, AROUND = 10, 2
FEW = 64  # a word that more figures have finds none of them
Postings = dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Index:
    """The figures of one kind; `naming` and `around` give the positions of the figures that have a word."""

    figures: tuple[Figure, ...]
    stating: Mapping[tuple[Fraction | None, ...], tuple[int, ...]]
    rows: Mapping[tuple[str, int], tuple[int, ...]]
    naming: Postings
    around: Postings

    def stating_same(self, said: Measured) -> tuple[int, ...]:
        """The positions of the figures that state the same."""
        return self.stating.get(said.key, ())

    def scores(self, near: Mapping[str, int], same: Iterable[int]) -> dict[int, int]:
        """{position: weight of the words near a mention that a figure has}: of those found by a word, and of `same`."""
        found: Counter[int] = Counter(dict.fromkeys(same, 0))
        often: list[tuple[frozenset[int], int]] = []
        for postings, worth in ((self.naming, NAMING), (self.around, AROUND)):
            for word in near.keys() & postings.keys():
                positions = postings[word]
                weight = _weight(positions) * near[word] * worth
                if len(positions) > FEW:
                    often.append((positions, weight))
                    continue
                for position in positions:
                    found[position] += weight
        for row in {self.figures[position].row for position in found}:
            for position in self.rows[row]:
                found[position] += sum(weight for positions, weight in often if position in positions)
        return {position: score for position, score in found.items() if score}

    def near_row(self, row: tuple[str, int], words: Iterable[str]) -> list[Figure]:
        """The figures of a row, and those of its table that have one of these words, of which few have any."""
        found = set(self.rows.get(row, ()))
        for positions in (self.naming.get(word, frozenset()) for word in words):
            found |= positions if len(positions) <= FEW else frozenset()
        figures = (self.figures[position] for position in sorted(found))
        return [figure for figure in figures if figure.row[0] == row[0]]

    def tells(self, figure: Figure, near: Mapping[str, int]) -> bool:
        """Whether a word near the mention names this figure and not every other one of its kind.

        A heading says it only with the whole label, since "Trees in numbers" stands above more than lime trees, or
        where there is no other row of the kind.
        """
        if len(self.rows) == 1 and not figure.name.isdisjoint(near):
            return True
        headed = figure.label if figure.label <= near.keys() else frozenset()
        spoken = {word for word in figure.name & near.keys() if near[word] > HEADING or word in headed}
        counts = [len(self.naming[word]) for word in spoken & self.naming.keys()]
        return any(count < len(self.figures) and count <= FEW for count in counts)

    def share(self, words: Iterable[str], near: Mapping[str, int], least: int = 0) -> int:
        """How much of `words` stands near the mention, in thousandths, by weight; at least so near."""
        words = frozenset(words)
        whole = OWN * sum(_weight(self.naming.get(word, ())) for word in words)
        return self.weight(words, near, least) * 1000 // whole if whole else 0

    def weight(self, words: Iterable[str], near: Mapping[str, int], least: int = 0) -> int:
        """The weight of those of `words` that stand near the mention, at least so near."""
        nearness = ((word, near.get(word, 0)) for word in words)
        return sum(_weight(self.naming.get(word, ())) * tenths for word, tenths in nearness if tenths >= least)


def _weight(positions: Sequence[int] | frozenset[int]) -> int:
    return WHOLE // len(positions) or 1 if positions else 0


def index_figures(figures: Iterable[Figure]) -> dict[tuple[str, str], Index]:
    """{kind: its index}."""
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        kinds.setdefault(figure.measured.kind, []).append(figure)
    return {kind: _index(tuple(group)) for kind, group in kinds.items()}


def _index(figures: tuple[Figure, ...]) -> Index:
    stating: dict[tuple[Fraction | None, ...], list[int]] = {}
    rows: dict[tuple[str, int], list[int]] = {}
    naming: dict[str, list[int]] = {}
    around: dict[str, list[int]] = {}
    for position, figure in enumerate(figures):
        stating.setdefault(figure.measured.key, []).append(position)
        rows.setdefault(figure.row, []).append(position)
        for postings, words in ((naming, figure.name), (around, figure.around - figure.name)):
            for word in words:
                postings.setdefault(word, []).append(position)
    # Where every figure has a word, one by its label and the others by the caption, it speaks for none of these.
    common = {word for word, at in around.items() if len(at) + len(naming.get(word, ())) == len(figures)}
    return Index(
        figures,
        {key: tuple(found) for key, found in stating.items()},
        {row: tuple(found) for row, found in rows.items()},
        {word: frozenset(found) for word, found in naming.items()},
        {word: frozenset(found) for word, found in around.items() if word not in common},
    )
