"""What stands around a mention: for each word how near it is, in tenths.

Where a sentence has several numbers, each has its own part of it, cut at the last conjunction or comma between two of
them, numbers that could not be read included. The words of a mention's own part count whole, those of a quantity of
another kind half, and those of one of its own kind, which may be another row's, little. The sentence that leads to a
list counts more than half, a heading less. Of a sentence without an end only what is near is looked at.
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

WINDOW, BESIDE = 1_000, 30  # characters, and numbers, on each side
OWN, LEAD_IN, SHARED, HEADING, OTHERS = 10, 6, 5, 3, 1
# A number in digits, but for what may be a year.
_NUMBER = re.compile(r"(?<![\w.,])(?!(?:1[5-9]|20)\d\d(?![\d.,]*\d))\d[\d.,]*")
_CUT = re.compile(
    r"[;,:—–)]|\b(?:and|but|or|while|whereas|against|versus|und|aber|oder|während|et|mais|ou|tandis|y|e|pero|mientras)\b",
    re.IGNORECASE,
)


def near_words(said: Said, group: Sequence[Said], alike: Collection[int], locale: str) -> Mapping[str, int]:
    """{stem: tenths} around a mention; `group` are those of its sentence, `alike` the numbers of those of its kind."""
    passage, (first, last) = said.passage, window(said)
    text = passage.words.text
    near: dict[str, int] = {}
    for title in passage.heading:
        near |= dict.fromkeys(words_of(title, locale), HEADING)
    near |= dict.fromkeys(words_of(passage.lead_in, locale), LEAD_IN)
    at = said.number - group[0].number
    numbers = _numbers(said, group[max(0, at - BESIDE) : at + BESIDE], alike)
    cuts, worth = _parts(text, numbers, locale)
    for at, word in words_with_places(text[first:last], locale):
        if not said.start <= first + at < said.end:
            near[word] = max(worth[bisect_right(cuts, first + at)], near.get(word, 0))
    return near


def own_part(said: Said, group: Sequence[Said], alike: Collection[int], locale: str) -> tuple[int, int]:
    """The part of its sentence that a mention has for itself, as offsets into the passage's words."""
    first, last = window(said)
    at = said.number - group[0].number
    numbers = _numbers(said, group[max(0, at - BESIDE) : at + BESIDE], alike)
    cuts, _worth = _parts(said.passage.words.text, numbers, locale)
    return max((cut for cut in cuts if cut <= said.start), default=first), min(
        (cut for cut in cuts if cut >= said.end), default=last
    )


def window(said: Said) -> tuple[int, int]:
    """The sentence of a mention, or as much of it as is near."""
    first, last = said.sentence
    return max(first, said.start - WINDOW), min(last, said.end + WINDOW)


def _numbers(said: Said, group: Sequence[Said], alike: Collection[int]) -> list[tuple[int, int, int]]:
    """(start, end, what the words of its part are worth) of each number in the sentence, in order."""
    found = [
        (other.start, other.end, OWN if other is said else OTHERS if other.number in alike else SHARED)
        for other in group
        if other.quantity is not None
    ]
    taken = [(other.start, other.end) for other in group]
    unread = [match.span() for match in _NUMBER.finditer(said.passage.words.text, *window(said))]
    apart = (span for span in unread if all(span[1] <= start or end <= span[0] for start, end in taken))
    return sorted([*found, *((*span, OTHERS) for span in apart)])


def _parts(text: str, numbers: Sequence[tuple[int, int, int]], locale: str) -> tuple[list[int], list[int]]:
    """(where each part but the first begins, what the words of each part are worth)."""
    cuts, worth = [], [worth for _start, _end, worth in numbers]
    for index, (one, two) in enumerate(pairwise(numbers)):
        cut = _cut(text, one[1], two[0], locale)
        cuts.append(two[0] if cut is None else cut)
        # Without a cut the words between two numbers may belong to the second as well.
        if cut is None and two[2] == OWN:
            worth[index] = SHARED
    return cuts, worth


def _cut(text: str, start: int, end: int, locale: str) -> int | None:
    """The last cut between two mentions with a telling word behind it, else the last one."""
    found = [match.start() for match in _CUT.finditer(text, start, end)]
    telling = [at for at in found if words_of(text[at:end], locale)]
    return telling[-1] if telling else found[-1] if found else None
