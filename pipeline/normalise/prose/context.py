"""What stands around a mention: for each word how near it is, in tenths.

The words of a mention's own part of the sentence count whole. Where a sentence has several quantities of one kind,
each has its own part, cut at the last conjunction or comma between two of them; the words of the others' parts count
little. The sentence that leads to a list counts more than half, a heading less.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.prose.words import words_of, words_with_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.normalise.prose.mentions import Said

OWN, LEAD_IN, SHARED, HEADING, OTHERS = 10, 6, 5, 3, 1
_CUT = re.compile(
    r"[;,:—–)]|\b(?:and|but|or|while|whereas|against|versus|und|aber|oder|während|et|mais|ou|tandis|y|e|pero|mientras)\b",
    re.IGNORECASE,
)


def near_words(said: Said, others: Sequence[Said], locale: str) -> Mapping[str, int]:
    """{stem: tenths} for the words around a mention; `others` are those of its kind in its sentence, in order."""
    passage, (first, last) = said.passage, said.sentence
    text = passage.words.text
    near: dict[str, int] = {}
    for title in passage.heading:
        near |= dict.fromkeys(words_of(title, locale), HEADING)
    near |= dict.fromkeys(words_of(passage.lead_in, locale), LEAD_IN)
    cuts, shares = _parts(text, others, locale)
    mine = others.index(said)
    for at, word in words_with_places(text[first:last], locale):
        if said.start <= first + at < said.end:
            continue
        part = bisect_right(cuts, first + at)
        weight = OWN if part == mine else SHARED if part == mine - 1 and shares[part] else OTHERS
        near[word] = max(weight, near.get(word, 0))
    return near


def _parts(text: str, others: Sequence[Said], locale: str) -> tuple[list[int], list[bool]]:
    """(where each part but the first begins, whether the words before the cut may be the next one's as well)."""
    cuts, shares = [], []
    for one, two in pairwise(others):
        cut = _cut(text, one.end, two.start, locale)
        cuts.append(two.start if cut is None else cut)
        shares.append(cut is None)
    return cuts, shares


def _cut(text: str, start: int, end: int, locale: str) -> int | None:
    """The last cut between two mentions with a telling word behind it, else the last one."""
    found = [match.start() for match in _CUT.finditer(text, start, end)]
    telling = [at for at in found if words_of(text[at:end], locale)]
    return telling[-1] if telling else found[-1] if found else None
