"""Which figure of the tables a mention in the prose states, if its words tell, and how the two relate.

Consistency within one document; it says nothing about whether a claim is true.

1. A mention that states the same as some figures goes to the one whose words stand nearest. Where words point to a
   figure with another number, it goes to none; where they do not tell two figures apart, it is ambiguous.
2. A mention that states the same as no figure, or as one that its sentence has no word of, or as one of another row or
   column than the one that its words name, goes to the one that they name, clearly before every other: it is `rounded`
   or `bound_consistent` where one of the two leaves that open, else it may be a candidate for a difference
   (candidate.py), if nothing in the sentence explains one (explain.py).
3. A mention that none of this finds a figure for may be one in a row of others (listed.py).
4. A figure that is mentioned elsewhere is no candidate, nor is one with candidates that disagree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.normalise.prose.choice import Choice, Match
from pipeline.normalise.prose.compare import measured, other_money
from pipeline.normalise.prose.context import near_words
from pipeline.normalise.prose.index import Index, index_figures
from pipeline.normalise.prose.listed import differs_in_a_row
from pipeline.value import IN_PROSE, InProse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said

_LEVEL = re.compile(
    r"[\s-]*(?:(?:confidence|credib\w+|prediction)\b|CI\b|CrI\b|KI\b|IC\b|Konfidenz|de (?:confiance|confianza)\b)"
)
RULES = {
    "repeated": "the same value and the same qualifier; its words name the figure",
    "qualifier_differs": "the same value with another qualifier; its words name the figure",
    "rounded": "the same at the coarser resolution; its words name the figure",
    "bound_consistent": "within the bounds that one of the two asserts; its words name the figure",
    "ambiguous": "the same value; its words do not tell this figure from another",
    "differs_candidate": "another value; its words name the figure and nothing beside them explains a difference",
}


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
        beside = frozenset(known.key for _said, known, _index, _alike in countable)
        chosen = [
            (Choice(said, known, index, near_words(said, group, alike, locale), beside, locale), alike)
            for said, known, index, alike in countable
        ]
        told = [choice.found(names, group) for choice, _alike in chosen]
        matches = [item for one in told for item in one.matches]
        stated |= {name for one in told for name in one.stated}
        for (choice, alike), one in zip(chosen, told, strict=True):
            if not one.matches and not one.stated and matches:
                more = differs_in_a_row(choice, matches, names, group, alike)
                found += [more] if more is not None else []
        found += matches
    return sorted(_settled(found, stated), key=lambda item: (item.said.number, item.figure.figure_id))


def _is_level(said: Said) -> bool:
    """Whether it is how sure an interval is: "95% confidence interval"."""
    return _LEVEL.match(said.passage.words.text, said.end) is not None


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
) -> Iterator[tuple[Said, Measured, Index, frozenset[int]]]:
    """(mention, what it states, the figures of its kind, the numbers of its mentions) for each with such figures."""
    kinds: dict[tuple[str, str], list[tuple[Said, Measured]]] = defaultdict(list)
    for said in group:
        known = None if _is_level(said) else measured(said.quantity)
        kind = None if known is None else known.kind if known.kind in indexes else other_money(known.kind, indexes)
        if known is not None and kind is not None:
            kinds[kind].append((said, known))
    for kind, pairs in kinds.items():
        alike = frozenset(said.number for said, _ in pairs)
        yield from ((said, known, indexes[kind], alike) for said, known in pairs)


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
