"""What stands around a mention: for each word how near it is, in tenths.

Where a sentence has several quantities, each has its own part of it, cut at the last conjunction or comma between two
of them. The words of a mention's own part count whole, those of a quantity of another kind half, and those of one of
its own kind, which may be another row's, little. The sentence that leads to a list counts more than half, a heading
less.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.prose.words import words_of, words_with_places

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.normalise.prose.mentions import Said

OWN, LEAD_IN, SHARED, HEADING, OTHERS = 10, 6, 5, 3, 1
_CUT = re.compile(
    r"[;,:—–)]|\b(?:and|but|or|while|whereas|against|versus|und|aber|oder|während|et|mais|ou|tandis|y|e|pero|mientras)\b",
    re.IGNORECASE,
)


def near_words(said: Said, others: Sequence[Said], alike: Collection[Said], locale: str) -> Mapping[str, int]:
    """{stem: tenths} around a mention; `others` are the quantities of its sentence, `alike` those of its kind."""
    passage, (first, last) = said.passage, said.sentence
    text = passage.words.text
    near: dict[str, int] = {}
    for title in passage.heading:
        near |= dict.fromkeys(words_of(title, locale), HEADING)
    near |= dict.fromkeys(words_of(passage.lead_in, locale), LEAD_IN)
    cuts, shares = _parts(text, others, locale)
    mine = others.index(said)
    worth = [OWN if other is said else OTHERS if other in alike else SHARED for other in others]
    if mine and shares[mine - 1]:
        worth[mine - 1] = SHARED
    for at, word in words_with_places(text[first:last], locale):
        if not said.start <= first + at < said.end:
            near[word] = max(worth[bisect_right(cuts, first + at)], near.get(word, 0))
    return near


def _parts(text: str, others: Sequence[Said], locale: str) -> tuple[list[int], list[bool]]:
    """(where each part but the first begins, whether the words before that place may be the next one's as well)."""
    cuts = [_cut(text, one.end, two.start, locale) for one, two in pairwise(others)]
    return [two.start if cut is None else cut for cut, two in zip(cuts, others[1:], strict=True)], [
        cut is None for cut in cuts
    ]


def _cut(text: str, start: int, end: int, locale: str) -> int | None:
    """The last cut between two mentions with a telling word behind it, else the last one."""
    found = [match.start() for match in _CUT.finditer(text, start, end)]
    telling = [at for at in found if words_of(text[at:end], locale)]
    return telling[-1] if telling else found[-1] if found else None
