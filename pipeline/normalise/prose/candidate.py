"""Whether a mention with another number may speak of a figure: a candidate for a difference, to be looked at.

The sentence has the words of the row, one of them beside the number or no other row's, and one of these:

- it has another word of the table, and beside the number no word of anything else;
- the number looks like a slip of the figure's, or is that of another row of the column (slip.py), so that it is hardly
  another thing's by chance, and unless very many digits are alike, nothing says that it is of some only (restrict.py);
- it counts what the row is about ("350 deaths", "350 Tote"), is of the same size, and no other thing is spoken of.

Where the sentence has only some of the row's words, but one for its things that no other row has ("cod" for "Atlantic
cod"), the number has to look very much like a slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import language, read_table
from pipeline.normalise.prose.clause import clause
from pipeline.normalise.prose.context import LEAD_IN, OTHERS, OWN, SHARED
from pipeline.normalise.prose.explain import STATING
from pipeline.normalise.prose.restrict import is_restricted
from pipeline.normalise.prose.slip import FEWEST, MANY, slip
from pipeline.normalise.prose.words import words_of, words_with_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said

# Past tenses, participles and superlatives by their endings; of German, where nouns have a capital, as they stand.
_PAST = {
    "en": re.compile(r"[a-z]{2,}(?:ed|est)"),
    "de": re.compile(
        r"(?:[a-zäöü]{2,4})?ge[a-zäöüß]{3,}(?:t|en)|(?:be|ent|er|ver|zer)[a-zäöüß]{3,}t|[a-zäöüß]{3,}(?:iert|te|ten)"
    ),
    "fr": re.compile(r"[a-zà-ÿ]{2,}(?:ée?s?|aient|ait)"),
    "es": re.compile(r"[a-zà-ÿ]{3,}(?:[ai]d[oa]s?|ieron|aron|ió)"),
}
_WORD = re.compile(r"[^\W\d_]+")
SIZE, LIKELY = (3, 2), (20, 1)  # so many times the other number at most
_PLACE = re.compile(
    r"^\W*(?:in|at|on|near|along|around|across|among|within|outside|inside|during|under|for|with|from|by"
    r"|im|am|an|auf|bei|unter|während|für|mit|dans|à|au|aux|chez|pendant|parmi|pour|avec|en|durante|para|con)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Near:
    """A mention with what stands around it: {stem: tenths}, and the stems of names that the tables are about.

    `elsewhere` are words of rows that stand with other numbers of its sentence;
    `apart`: it has a word for the row's things that no other row has; `alone`: it has no word of another row.
    """

    said: Said
    known: Measured
    words: Mapping[str, int]
    names: frozenset[str]
    elsewhere: frozenset[str]
    locale: str
    apart: bool
    alone: bool

    @property
    def least(self) -> int:
        """How near the words of a row have to be: where no other row is spoken of, somewhere in the sentence."""
        return SHARED if self.alone else LEAD_IN


def may_differ(figure: Figure, near: Near, *, swapped: bool, unsaid: bool) -> bool:
    """Whether the mention may state another number of the figure.

    `swapped` says that another row or column has its number, `unsaid` that no word tells the figure's column.
    """
    unsaid = unsaid or (bool(figure.counted) and all(near.words.get(word, 0) < SHARED for word in figure.counted))
    if unsaid and _others_beside(figure, near):
        return False
    if not _is_named(figure, near):
        return _is_named_in_part(figure, near, swapped=swapped)
    whole = all(near.words.get(word, 0) >= near.least for word in figure.label)
    shared = sum(near.words.get(word, 0) >= near.least for word in figure.name | figure.around)
    alike = _alike(figure, near, swapped=swapped)
    likely = alike >= FEWEST or _is_of_size(figure.measured, near.known, LIKELY)
    if whole and shared > 1 and likely and not _others_beside(figure, near):
        return True
    if _is_of_some(figure, near):
        return False
    if alike >= MANY or (
        alike >= FEWEST and not is_restricted(near.said, _known(figure, near), figure.label, near.locale)
    ):
        return True
    return whole and _is_of_size(figure.measured, near.known, SIZE) and _counts(figure, near)


def _alike(figure: Figure, near: Near, *, swapped: bool) -> int:
    return _digits(near.known) if swapped else slip(figure.measured, near.known)


def _is_named_in_part(figure: Figure, near: Near, *, swapped: bool) -> bool:
    alike = _alike(figure, near, swapped=swapped)
    if not near.apart or alike <= FEWEST or _is_of_some(figure, near):
        return False
    known = _known(figure, near)
    return alike >= MANY or not (
        _others_beside(figure, near) or is_restricted(near.said, known, figure.label, near.locale)
    )


def _is_named(figure: Figure, near: Near) -> bool:
    """Whether the sentence has the words of the row, but for generic ones, and one of them near enough."""
    telling = figure.label - _generic(near.locale)
    words = telling or figure.label
    if any(near.words.get(word, 0) < near.least for word in words):
        return False
    return near.alone or any(near.words.get(word, 0) == OWN for word in words)


def _others_beside(figure: Figure, near: Near) -> frozenset[str]:
    """The words beside the number that are no words of the table, nor of what it is about, nor only state it.

    Where only the row's name stands there, what is said of it stands with the other numbers: "Tickets cost €24 in the
    Playhouse and €18 in the Mill".
    """
    beside = frozenset(word for word, nearness in near.words.items() if nearness == OWN)
    if beside <= figure.label:
        beside = frozenset(word for word, nearness in near.words.items() if nearness in (OTHERS, SHARED, OWN))
    return beside - _known(figure, near)


def _known(figure: Figure, near: Near) -> frozenset[str]:
    return figure.name | figure.around | near.names | near.elsewhere | _stating(near.locale)


def _is_of_some(figure: Figure, near: Near) -> bool:
    """Whether a word of the sentence may say that it is done to some of the things, or that they are certain ones.

    A past tense is taken for that ("moved", "gefordert"), unless it only states or causes a number, and so is a
    superlative ("the smallest").
    """
    text, (first, last) = near.said.passage.words.text, clause(near.said)
    form = _PAST.get(language(near.locale))
    for printed in _WORD.findall(f"{text[first : near.said.start]} {text[near.said.end : last]}"):
        word = printed.lower()
        written = printed if language(near.locale) == "de" else word
        past = form is not None and form.fullmatch(written) is not None and word not in _listed("causing")
        stems = words_of(word, near.locale)
        if (past or word in _listed("some")) and not (stems and stems <= _known(figure, near)):
            return True
    return False


def _digits(known: Measured) -> int:
    return 0 if known.stated is None else len(known.stated[0])


def _is_of_size(one: Measured, other: Measured, most: tuple[int, int]) -> bool:
    if one.value is None or other.value is None or one.value * other.value <= 0:
        return False
    low, high = sorted((abs(one.value), abs(other.value)))
    return high * most[1] <= low * most[0]


def _counts(figure: Figure, near: Near) -> bool:
    """Whether the row's words stand directly behind the number, and no other thing is spoken of."""
    text, (first, last) = near.said.passage.words.text, clause(near.said)
    behind = [word for _at, word in words_with_places(text[near.said.end : last], near.locale)]
    if frozenset(behind[: len(figure.label)]) != figure.label or set(behind) - _known(figure, near):
        return False
    before = text[first : near.said.start]
    causing = frozenset().union(*(words_of(word, near.locale) for word in _listed("causing")))
    return _PLACE.match(before) is None and words_of(before, near.locale) <= _known(figure, near) | causing


@cache
def _stating(locale: str) -> frozenset[str]:
    return frozenset().union(*(words_of(word, locale) for word in STATING))


@cache
def _generic(locale: str) -> frozenset[str]:
    return words_of(" ".join(_listed("generic")), locale)


@cache
def totals(locale: str) -> frozenset[str]:
    """The stems of the words that label a row of totals."""
    return words_of(" ".join(_listed("totals")), locale)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(read_table("candidates")[kind])
