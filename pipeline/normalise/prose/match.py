"""Which figure of the tables a mention in the prose states, if its words tell, and how the two relate.

Consistency within one document; it says nothing about whether a claim is true.

1. A mention that states the same as some figures goes to the one whose words stand nearest. Where words point to a
   figure with another number, it goes to none; where they do not tell two figures apart, it is ambiguous.
2. A mention that states the same as no figure, or as one that its sentence has no word of, goes to the one that its
   words name, clearly before every other: it is `rounded` or `bound_consistent` where one of the two leaves that open,
   else it may be a candidate for a difference (candidate.py), if nothing in the sentence explains one (explain.py).
3. A figure that is mentioned elsewhere is no candidate, nor is one with candidates that disagree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.normalise.prose.candidate import Near, may_differ
from pipeline.normalise.prose.compare import Measured, Relation, is_telling, measured, relation
from pipeline.normalise.prose.context import HEADING, OTHERS, OWN, SHARED, near_words
from pipeline.normalise.prose.explain import is_explained
from pipeline.normalise.prose.index import Index, index_figures
from pipeline.value import IN_PROSE, InProse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said

MOST_TIED = 8  # a number that more figures state than this is told by no words
CLEARLY = (3, 2)  # so many times the words of the next figure
ENOUGH = 500  # thousandths of the words of a row
FITTING: dict[Relation, InProse] = {"rounded": "rounded", "within_bounds": "bound_consistent"}
RULES = {
    "repeated": "the same value and the same qualifier; its words name the figure",
    "qualifier_differs": "the same value with another qualifier; its words name the figure",
    "rounded": "the same at the coarser resolution; its words name the figure",
    "bound_consistent": "within the bounds that one of the two asserts; its words name the figure",
    "ambiguous": "the same value; its words do not tell this figure from another",
    "differs_candidate": "another value; its words name the figure and nothing beside them explains a difference",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A figure held against a mention; `score` is the share of the figure's words that stand near, in thousandths."""

    figure: Figure
    said: Said
    relation: Relation
    outcome: InProse
    score: int


def match(figures: Iterable[Figure], mentions: Iterable[Said], names: frozenset[str], locale: str) -> list[Match]:
    """Every match, by mention and figure. `names` are stems of the names that the tables are about.

    Cost is linear in the number of mentions, and for each in the number of figures that share a telling word with it.
    """
    indexes = index_figures(figures)
    found: list[Match] = []
    stated: set[str] = set()
    for group in _sentences(mentions):
        spoken = [said for said in group if said.quantity is not None]
        countable = list(_countable(spoken, indexes))
        beside = frozenset(known.key for _said, known, _alike in countable)
        for said, known, alike in countable:
            near = near_words(said, group, alike, locale)
            matches = _Held(said, known, indexes[known.kind], near, beside).matches(names, locale, group)
            found += matches
            if all(item.outcome != "differs_candidate" for item in matches):
                stated |= indexes[known.kind].ids_stating_same(known)
    return sorted(_settled(found, stated), key=lambda item: (item.said.number, item.figure.figure_id))


def outcome_of(matches: Sequence[Match]) -> InProse:
    """What the prose says of a figure with these matches."""
    return min((item.outcome for item in matches), key=IN_PROSE.index, default="not_mentioned")


def _sentences(mentions: Iterable[Said]) -> Iterator[list[Said]]:
    """The mentions of each sentence."""
    group: list[Said] = []
    for said in mentions:
        if group and (said.passage is not group[-1].passage or said.sentence != group[-1].sentence):
            yield group
            group = []
        group.append(said)
    if group:
        yield group


def _countable(
    group: Sequence[Said], indexes: Mapping[tuple[str, str], Index]
) -> Iterator[tuple[Said, Measured, frozenset[int]]]:
    """(mention, what it states, the numbers of those of its kind) for each mention of a kind that figures are of."""
    kinds: dict[tuple[str, str], list[tuple[Said, Measured]]] = defaultdict(list)
    for said in group:
        known = measured(said.quantity)
        if known is not None and known.kind in indexes:
            kinds[known.kind].append((said, known))
    for pairs in kinds.values():
        alike = frozenset(said.number for said, _ in pairs)
        yield from ((said, known, alike) for said, known in pairs)


@dataclass(frozen=True, slots=True)
class _Held:
    """One mention held against the figures of its kind; `beside` is what the others of its sentence state."""

    said: Said
    known: Measured
    index: Index
    near: Mapping[str, int]
    beside: frozenset[tuple[Fraction | None, ...]]

    def matches(self, names: frozenset[str], locale: str, group: Sequence[Said]) -> list[Match]:
        same = self.index.stating_same(self.known)
        if len(same) > MOST_TIED:
            return []
        scores = self.index.scores(self.near, same)
        found = self._same(same, scores) if same else []
        named = [] if found else self._named(scores)
        if found or not named or not set(named).isdisjoint(same):
            return found
        fitting = self._fitting(named)
        if fitting:
            return fitting if len(fitting) == 1 and not same else []
        figure, figures = self.index.figures[named[0]], self.index.figures
        if len(named) != 1 or any(self._is_named(at) for at in same if not self._is_traded(figure, at)):
            return []
        swapped = any((figures[at].row[0], figures[at].column) == (figure.row[0], figure.column) for at in same)
        elsewhere = frozenset(
            word for word, nearness in self.near.items() if nearness == OTHERS and word in self.index.naming
        )
        near = Near(self.said, self.known, self.near, names | elsewhere, locale)
        if not may_differ(figure, near, swapped=swapped):
            return []
        if is_explained(self.said, figure, names, elsewhere, group, locale):
            return []
        return [self._match(figure, "disjoint", "differs_candidate")]

    def _fitting(self, named: Iterable[int]) -> list[Match]:
        """Of the figures that the words name, which may be several columns of a row, those that the number fits."""
        figures = [self.index.figures[at] for at in named]
        related = [(figure, relation(figure.measured, self.known)) for figure in figures]
        return [
            self._match(figure, how, FITTING[how])
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

    def _match(self, figure: Figure, how: Relation, outcome: InProse) -> Match:
        return Match(figure, self.said, how, outcome, self.index.share(figure.name, self.near))

    def _same(self, same: Sequence[int], scores: Mapping[int, int]) -> list[Match]:
        """The matches with figures that state the same: those with the most words, if no other figure has more."""
        figures, most = self.index.figures, max(scores.get(position, 0) for position in same)
        first = [figures[position] for position in same if scores.get(position, 0) == most]
        if most == 0 or any(score > most for score in scores.values()):
            return []
        rows = {figure.row for figure in first}
        level = (figures[position] for position, score in scores.items() if score == most)
        rivals = {rival.row for rival in level if not self._yields(rival, first[0])} - rows
        rivals |= {figures[position].row for position in scores if self._is_whole(figures[position], first)} - rows
        alike = len({(figure.label, figure.column) for figure in first}) == 1
        if not rivals and alike and all(self.index.tells(figure, self.near) for figure in first):
            return [self._match(figure, "equal", self._equal(figure)) for figure in first]
        spoken = any(self.near.get(word, 0) > HEADING for figure in first for word in figure.name | figure.around)
        return [self._match(figure, "equal", "ambiguous") for figure in first] if spoken else []

    def _is_whole(self, rival: Figure, first: Sequence[Figure]) -> bool:
        """Whether another row's whole label stands beside the mention, and is no part of a longer one that does."""
        if not rival.label or not rival.label <= self.near.keys():
            return False
        return all(self.near[word] == OWN for word in rival.label) and not any(
            rival.label < figure.label for figure in first
        )

    def _yields(self, rival: Figure, figure: Figure) -> bool:
        """Whether the mention has the whole label of `figure` and only a part of a longer one with the same words."""
        return figure.label < rival.label and figure.label <= self.near.keys() and not rival.label <= self.near.keys()

    def _equal(self, figure: Figure) -> InProse:
        return "repeated" if figure.measured.qualifier == self.known.qualifier else "qualifier_differs"

    def _named(self, scores: Mapping[int, int]) -> list[int]:
        """The figures that the words name, all of one row and clearly before those of every other; none if so."""
        if not scores:
            return []
        figures, most = self.index.figures, max(scores.values())
        level = [position for position, score in sorted(scores.items()) if score == most]
        # A word of the caption stands for every column of a row; as a header it stands for its own.
        shares = [self.index.share(figures[position].name, self.near) for position in level]
        best = max(shares)
        first = [position for position, share in zip(level, shares, strict=True) if share == best]
        figure = figures[first[0]]
        rivals = (at for at in scores if figures[at].row != figure.row and not self._yields(figures[at], figure))
        others = max((scores[at] for at in rivals), default=0)
        if most * CLEARLY[1] < others * CLEARLY[0]:
            return []
        enough = self.index.share(figure.label, self.near, SHARED) >= ENOUGH
        return first if enough and self.index.tells(figure, self.near) else []


def _settled(found: list[Match], stated: set[str]) -> list[Match]:
    """Without candidates on figures that the prose states elsewhere, and without those that disagree."""
    matched = {item.figure.figure_id for item in found if item.outcome != "differs_candidate"} | stated
    values: dict[str, set[object]] = defaultdict(set)
    for item in found:
        if item.outcome == "differs_candidate":
            known = measured(item.said.quantity)
            values[item.figure.figure_id].add(known.key if known else None)
    return [
        item
        for item in found
        if item.outcome != "differs_candidate"
        or (item.figure.figure_id not in matched and len(values[item.figure.figure_id]) == 1)
    ]
