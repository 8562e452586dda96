"""What a document's prose is read by: the locale of its numbers and the language of its words.

Numbers are read by what the curator says, else by what the document's own tables prove of its separators, else by
nothing. Words may be counted: a wrong language would cost a stem, never a number.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import UnknownLocale
from pipeline.normalise.grammar.numerals.separator import known_locale
from pipeline.normalise.grammar.wordlist import language
from pipeline.normalise.prose.words import STOPS, plain_tokens
from pipeline.normalise.reading import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.normalise.prose.passage import Passage
    from pipeline.normalise.tables import ReadTable
    from pipeline.source import Source

UNKNOWN = "und"
ENOUGH = 2000  # words that tell a language
SURELY = 5  # so many of its common words, and half as many again as those of any other language
ONE_WAY = ("en", "de", "fr")  # languages whose numbers are written in one way nearly wherever they are spoken


class Tongue(NamedTuple):
    """The locale of the numbers, and the language of the words ("und" where it is not known)."""

    locale: str
    language: str


def tongue_of(source: Source, reads: Sequence[ReadTable], passages: Sequence[Passage], *, own: bool = True) -> Tongue:
    """The tongue of a document's prose beside the tables of a source; if it is another's, it may be another tongue."""
    spoken = UNKNOWN if own else _counted(passages, SURELY)
    if spoken not in (UNKNOWN, language(source.locale or source.language or UNKNOWN)):
        return Tongue(spoken if spoken in ONE_WAY else UNKNOWN, spoken)
    stated = source.locale or _known(source.language)
    locale = stated or _proven(reads)
    spoken = language(stated) if stated else UNKNOWN
    return Tongue(locale, spoken if spoken in STOPS else _counted(passages))


def _known(name: str | None) -> str | None:
    try:
        return known_locale(name) if name else None
    except UnknownLocale:
        return None


def _proven(reads: Iterable[ReadTable]) -> str:
    """The separators that the columns of numbers agree on."""
    columns = (column for read in reads if read.skipped is None for column in read.columns if column.type in NUMERIC)
    found = {column.locale for column in columns} - {UNKNOWN}
    return found.pop() if len(found) == 1 else UNKNOWN


def _counted(passages: Iterable[Passage], surely: int = 0) -> str:
    """The language most of whose common words the prose has; "und" where two have as many."""
    counts: Counter[str] = Counter()
    seen = 0
    for passage in passages:
        words = plain_tokens(passage.words.text)
        for name, stops in STOPS.items():
            counts[name] += sum(word in stops for word in words)
        seen += len(words)
        if seen > ENOUGH:
            break
    (first, most), (_, second) = counts.most_common(2) if len(counts) > 1 else ((UNKNOWN, 0), (UNKNOWN, 0))
    sure = most >= surely and (not surely or 2 * most >= 3 * second)
    return first if most > second and sure else UNKNOWN
