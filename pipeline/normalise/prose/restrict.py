"""Whether a sentence says that its number is of some of a row's things only, or of another thing beside them.

"Deaths among children", "damage to crops", "142 primary schools", "pupils of 142 schools", "turnout was 32%, the Greens
said": a preposition leads to a word that the table does not have, such a word stands directly before the row's words,
or the number is said to be its.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import read_table
from pipeline.normalise.prose.clause import clause
from pipeline.normalise.prose.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.normalise.prose.mentions import Said

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[,;:()]")
_NUMBER = "0"
_REACH = 3  # words behind a preposition that may lead to its noun
_ATTRIBUTING = frozenset(["according", "laut", "selon", "según"])


def is_restricted(said: Said, known: frozenset[str], label: frozenset[str], locale: str) -> bool:
    """`known` are the stems of the table's words and of those that only state a number, `label` those of the row."""
    text, (first, last) = said.passage.words.text, clause(said)
    before = [word.lower() for word in _TOKEN.findall(text[first : said.start])]
    behind = [word.lower() for word in _TOKEN.findall(text[said.end : last])]
    words = [*before, _NUMBER, *behind]
    return (
        any(_is_other(word, known, locale) for word in _led_to(words))
        or any(_is_other(one, known, locale) and words_of(two, locale) & label for one, two in pairwise(words))
        or _is_of_another(before, known, locale)
    )


def _is_other(word: str, known: frozenset[str], locale: str) -> bool:
    """Whether a word is a telling one that the table does not have."""
    stems = words_of(word, locale)
    return bool(stems) and not stems <= known


def _led_to(words: Sequence[str]) -> Iterator[str]:
    """The words behind each preposition, as far as its noun reaches."""
    for at, word in enumerate(words):
        if word not in _listed("prepositions") or (at and words[at - 1] in _ATTRIBUTING):
            continue
        if at == 0 and word in _listed("owners") and "," in words[: words.index(_NUMBER)]:
            continue  # "Of all kinds, maples did well: …": explain.py tells whether that is of some of them
        for other in words[at + 1 : at + 1 + _REACH]:
            if not other[0].isalpha() or other in _listed("copulas"):
                break
            yield other


def _is_of_another(before: Sequence[str], known: frozenset[str], locale: str) -> bool:
    """Whether the words directly before the number say whose it is: "turnout was …", "pupils of …"."""
    owned = _listed("copulas") | _listed("owners")
    at = len(before) - 1
    while at > 0 and before[at] not in owned and not words_of(before[at], locale):
        at -= 1
    return at > 0 and before[at] in owned and _is_other(before[at - 1], known, locale)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(read_table("candidates")[kind])
