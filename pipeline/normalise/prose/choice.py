"""One mention held against the figures of its kind: which of them its words name, and how the numbers relate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.normalise.prose.candidate import Near, may_differ, totals
from pipeline.normalise.prose.compare import Measured, Relation, is_telling, relation
from pipeline.normalise.prose.context import HEADING, OTHERS, OWN, SHARED
from pipeline.normalise.prose.explain import is_explained
from pipeline.normalise.prose.slip import FEWEST, slip
from pipeline.normalise.prose.words import words_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.index import Index
    from pipeline.normalise.prose.mentions import Said
    from pipeline.value import InProse

MOST_TIED = 8  # a number that more figures state than this is told by no words
CLEARLY = (3, 2)  # so many times the words of the next figure
ENOUGH = 500  # thousandths of the words of a row
FITTING: dict[Relation, InProse] = {"rounded": "rounded", "within_bounds": "bound_consistent"}


@dataclass(frozen=True, slots=True)
class Match:
    """A figure held against a mention; `score` is the share of the figure's words that stand near, in thousandths."""

    figure: Figure
    said: Said
    relation: Relation
    outcome: InProse
    score: int


@dataclass(frozen=True, slots=True)
class Found:
    """The matches of a mention, and the ids of the figures that it may state, named or not."""

    matches: list[Match]
    stated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One mention and what it states; `beside` is what the others of its sentence state."""

    said: Said
    known: Measured
    index: Index
    near: Mapping[str, int]
    beside: frozenset[tuple[Fraction | None, ...]]
    locale: str

    def found(self, names: frozenset[str], group: Sequence[Said]) -> Found:
        """What the mention says of the figures; see match.py for the order of the rules."""
        same = () if self._is_other_money() else self.index.stating_same(self.known)
        stated = frozenset(self.index.figures[at].figure_id for at in same)
        if len(same) > MOST_TIED:
            return Found([], stated)
        scores = self.index.scores(self.near, same)
        found = self._same(same, scores) if same else []
        named = [] if found else self._named(scores)
        if found or not named or not set(named).isdisjoint(same):
            return Found(found, stated)
        fitting = [] if self._is_other_money() else self._fitting(named)
        if fitting:
            return Found(fitting if len(fitting) == 1 and not same else [], stated)
        return self._differing(named, same, names, group) or Found([], stated)

    def _differing(
        self, named: Sequence[int], same: Sequence[int], names: frozenset[str], group: Sequence[Said]
    ) -> Found | None:
        """The candidate that the mention is, if it is one; None where it may state the figures that have its number."""
        figures = self.index.figures
        # Of several columns of which no word stands there, the one whose number it looks very much like.
        unsaid = len(named) > 1
        named = [at for at in named if slip(figures[at].measured, self.known) > FEWEST] if unsaid else named
        if len(named) != 1:
            return None
        figure = figures[named[0]]
        crossed = [at for at in same if self._is_crossed(figure, figures[at])]
        others = (at for at in same if at not in crossed and not self._is_traded(figure, at))
        if any(self._is_named(at) for at in others):
            return None
        column = (figure.row[0], figure.column)
        swapped = bool(crossed) or any((figures[at].row[0], figures[at].column) == column for at in same)
        near = self._near(figure, names)
        # What stands with the words of another row is no statement of the figures that have its number.
        none = Found([], frozenset())
        if self._counts_rows(figure) or not may_differ(figure, near, swapped=swapped, unsaid=unsaid):
            return none
        if self._is_other_money() and not slip(figure.measured, self.known):
            return none
        if is_explained(self.said, figure, names, near.elsewhere, group, self.locale):
            return none
        return Found([self.match(figure, "disjoint", "differs_candidate")], frozenset())

    def _is_other_money(self) -> bool:
        """Whether it is money in another currency than the figures: never the same, at most a slip of theirs."""
        return self.index.figures[0].measured.kind != self.known.kind

    def _near(self, figure: Figure, names: frozenset[str]) -> Near:
        elsewhere = frozenset(
            word for word, nearness in self.near.items() if nearness == OTHERS and word in self.index.naming
        )
        apart = any(self.near.get(word) == OWN and self._rows_with(word) == {figure.row} for word in figure.things)
        alone = self._is_alone(figure)
        return Near(self.said, self.known, self.near, names, elsewhere, self.locale, apart, alone)

    def _rows_with(self, word: str) -> set[tuple[str, int]]:
        """The rows that have a word in their label."""
        figures = (self.index.figures[at] for at in self.index.naming.get(word, ()))
        return {figure.row for figure in figures if word in figure.label}

    def _fitting(self, named: Iterable[int]) -> list[Match]:
        """Of the figures that the words name, which may be several columns of a row, those that the number fits."""
        figures = [self.index.figures[at] for at in named]
        related = [(figure, relation(figure.measured, self.known)) for figure in figures]
        return [
            self.match(figure, how, FITTING[how])
            for figure, how in related
            if how in FITTING and is_telling(figure.measured, self.known)
        ]

    def _is_named(self, position: int) -> bool:
        """Whether the sentence, or what leads to it, has a word of the figure's row; true where the row has none."""
        label = self.index.figures[position].label
        return not label or any(self.near.get(word, HEADING) != HEADING for word in label)

    def _is_traded(self, figure: Figure, position: int) -> bool:
        """Whether the sentence gives two rows each the other's number, and each number stands with one row's words."""
        other = self.index.figures[position]
        apart = all(self.near.get(word, 0) != OWN for word in other.label - figure.label)
        beside = all(self.near.get(word, 0) == OWN for word in figure.label)
        return apart and beside and figure.measured.key in self.beside

    def _is_crossed(self, figure: Figure, other: Figure) -> bool:
        """Whether the number is that of another column of the row than the one whose header stands beside it."""
        if other.row != figure.row or not self._is_beside(figure.column - other.column):
            return False
        return not any(self.near.get(word, 0) > HEADING for word in other.column - figure.column)

    def match(self, figure: Figure, how: Relation, outcome: InProse) -> Match:
        """The mention held against a figure."""
        return Match(figure, self.said, how, outcome, self.index.share(figure.name, self.near))

    def _same(self, same: Sequence[int], scores: Mapping[int, int]) -> list[Match]:
        """The matches with figures that state the same: those with the most words, if no other figure has more."""
        figures, most = self.index.figures, max(scores.get(position, 0) for position in same)
        first = [figures[position] for position in same if scores.get(position, 0) == most]
        if len(first) == 1 and self._is_total(first[0]):
            return [self.match(first[0], "equal", self._equal(first[0]))]
        above = (figures[position] for position, score in scores.items() if score > most)
        if most == 0 or any(not self._gives_way(rival, first[0]) for rival in above):
            return []
        rows = {figure.row for figure in first}
        level = (figures[position] for position, score in scores.items() if score == most)
        rivals = {rival.row for rival in level if not self._gives_way(rival, first[0])} - rows
        rivals |= {figures[position].row for position in scores if self._is_whole(figures[position], first)} - rows
        alike = len({(figure.label, figure.column) for figure in first}) == 1
        sure = not rivals and alike and not self._counts_rows(first[0])
        if sure and all(self.index.tells(figure, self.near) for figure in first):
            return [self.match(figure, "equal", self._equal(figure)) for figure in first]
        spoken = any(self.near.get(word, 0) > HEADING for figure in first for word in figure.name | figure.around)
        return [self.match(figure, "equal", "ambiguous") for figure in first] if spoken else []

    def _is_total(self, figure: Figure) -> bool:
        """Whether it is that of all rows: its header is beside it, no other row is spoken of, it is no small number."""
        digits = figure.measured.stated[0] if figure.measured.stated is not None else ""
        if not figure.label or not figure.label <= totals(self.locale) or len(digits) <= FEWEST:
            return False
        return self._is_beside(figure.column) and self._is_alone(figure)

    def _is_alone(self, figure: Figure) -> bool:
        spoken = (word for word, nearness in self.near.items() if nearness != HEADING and word not in figure.name)
        return not any(self._rows_with(word) for word in spoken)

    def _counts_rows(self, figure: Figure) -> bool:
        """Whether the number counts what the row is named for, and not what its column does: "in 310 schools"."""
        if not figure.counted or any(self.near.get(word, 0) > HEADING for word in figure.counted):
            return False
        behind = self.said.passage.words.text[self.said.end : self.said.sentence[1]]
        return next((word for _at, word in words_with_places(behind, self.locale)), None) in figure.label

    def _is_whole(self, rival: Figure, first: Sequence[Figure]) -> bool:
        """Whether another row's whole label stands beside the mention, and is no part of a longer name that does."""
        return self._is_beside(rival.label) and not any(rival.label < figure.name for figure in first)

    def _is_beside(self, words: frozenset[str]) -> bool:
        return bool(words) and all(self.near.get(word) == OWN for word in words)

    def _yields(self, rival: Figure, figure: Figure) -> bool:
        """Whether the words stand for `figure` rather than for `rival`, whichever has more of them.

        The whole label of `figure` stands there, and only a part of a longer one with the same words, or beside the
        number and only a part of another; or they are of one row, and no word beside the number is for the column of
        `rival` rather than for that of `figure`.
        """
        if rival.row == figure.row:
            own = frozenset(word for word, nearness in self.near.items() if nearness == OWN)
            return len((rival.column - figure.column) & own) <= len((figure.column - rival.column) & own)
        if figure.label < rival.label:
            return figure.label <= self.near.keys() and not rival.label <= self.near.keys()
        spoken = {word for word, nearness in self.near.items() if nearness != HEADING}
        return self._is_beside(figure.label) and not rival.label <= spoken

    def _gives_way(self, rival: Figure, figure: Figure) -> bool:
        """The same for a figure that states the same: a heading's word for another row is less than its whole name."""
        spoken = {word for word, nearness in self.near.items() if nearness != HEADING}
        headed = bool(figure.label) and figure.label <= spoken and rival.label.isdisjoint(spoken)
        return headed or self._yields(rival, figure)

    def _equal(self, figure: Figure) -> InProse:
        return "repeated" if figure.measured.qualifier == self.known.qualifier else "qualifier_differs"

    def _named(self, scores: Mapping[int, int]) -> list[int]:
        """The figures that the words name, all of one row and clearly before those of every other; none if so."""
        if not scores:
            return []
        figures, most = self.index.figures, max(scores.values())
        level = [position for position, score in sorted(scores.items()) if score == most]
        # A word of the caption stands for every column of a row; as a header it stands for its own.
        figure = figures[max(level, key=lambda position: self.index.share(figures[position].name, self.near))]
        rivals = (at for at in scores if figures[at].row != figure.row and not self._yields(figures[at], figure))
        others = max((scores[at] for at in rivals), default=0)
        if most * CLEARLY[1] < others * CLEARLY[0]:
            return []
        first = self._columns(figure)
        enough = self.index.share(figure.label, self.near, SHARED) >= ENOUGH
        return first if enough and self.index.tells(figure, self.near) else []

    def _columns(self, figure: Figure) -> list[int]:
        """The figures of its row whose headers the sentence has most words of; all of them if it has none."""
        row = self.index.rows[figure.row]
        told = [self.index.weight(self.index.figures[at].column - figure.label, self.near, SHARED) for at in row]
        return [at for at, weight in zip(row, told, strict=True) if weight == max(told)]
