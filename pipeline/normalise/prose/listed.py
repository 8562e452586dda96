"""A number in a row of others: "31% in Engineering, 62% in Medicine and 75% in Law".

Where a sentence gives figures of one column their numbers, a number that stands with the whole name of another row is
about that column as well, and so is, where it gives a figure of one row its number, one with the name of another
column. It is a candidate for a difference if nothing in its own part of the sentence explains one, and that part has
no other words, or the number looks like a slip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.prose.compare import relation
from pipeline.normalise.prose.context import own_part
from pipeline.normalise.prose.explain import STATING, is_explained
from pipeline.normalise.prose.slip import FEWEST, slip
from pipeline.normalise.prose.words import plain_tokens, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pipeline.normalise.prose.choice import Choice, Match
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said


def differs_in_a_row(
    choice: Choice, others: Sequence[Match], names: frozenset[str], group: Sequence[Said], alike: Collection[int]
) -> Match | None:
    """The candidate for a difference that a mention is, by the matches of the other mentions of its sentence."""
    said, text = choice.said, choice.said.passage.words.text
    first, last = own_part(said, group, alike, choice.locale)
    part = f"{text[first : said.start]} {text[said.end : last]}"
    words = words_of(part, choice.locale)
    told = [item.figure for item in others if item.outcome not in ("ambiguous", "differs_candidate")]
    figures = {figure.figure_id: figure for one in told for figure in _parallel(one, choice, words)}
    if len(figures) != 1 or not told:
        return None
    (figure,) = figures.values()
    if figure.figure_id in {one.figure_id for one in told} or _fits(figure, choice):
        return None
    shared = frozenset(plain_tokens(f"{text[said.sentence[0] : first]} {text[last : said.sentence[1]]}"))
    known = figure.name | figure.around | names | words_of(" ".join(STATING), choice.locale)
    likely = (words <= known and figure.measured.kind == choice.known.kind) or slip(
        figure.measured, choice.known
    ) >= FEWEST
    own = replace(said, sentence=(first, last))
    if not likely or is_explained(own, figure, names, frozenset(), group, choice.locale, shared):
        return None
    return choice.match(figure, "disjoint", "differs_candidate")


def _parallel(one: Figure, choice: Choice, words: frozenset[str]) -> Iterator[Figure]:
    """The figures of the column of `one` whose whole label is in `words`, and those of its row whose header is."""
    for figure in choice.index.near_row(one.row, words):
        if figure.column_name == one.column_name and figure.row != one.row and figure.label and figure.label <= words:
            yield figure
        header = figure.column - one.column
        if figure.row == one.row and figure.column_name != one.column_name and header and header <= words:
            yield figure


def _fits(figure: Figure, choice: Choice) -> bool:
    return figure.measured.kind == choice.known.kind and relation(figure.measured, choice.known) != "disjoint"
