"""A document's tables held against its prose: the mentions, the matches, what each figure gets, the candidates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.normalise.prose.figure import figures_in
from pipeline.normalise.prose.language import Tongue, tongue_of
from pipeline.normalise.prose.match import match, outcome_of
from pipeline.normalise.prose.mentions import Said, mentions_of
from pipeline.normalise.prose.passage import passages_of
from pipeline.normalise.prose.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.document import Document
    from pipeline.normalise.prose.choice import Match
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.tables import ReadTable
    from pipeline.source import Source

SAYS = "Consistency within one document; it says nothing about whether a claim is true."


@dataclass(frozen=True, slots=True)
class Held:
    """What the prose of a document mentions, and how the figures of a source's tables stand to it.

    `figures` are those with a number that can be compared; `in_prose` says it of each by its id.
    Without prose there are none. `tongue` is what the prose was read by.
    """

    mentions: tuple[Said, ...]
    figures: tuple[Figure, ...]
    matches: tuple[Match, ...]
    in_prose: Mapping[str, str]
    tongue: Tongue


def hold(reads: Sequence[ReadTable], document: Document, source: Source, *, own: bool = True) -> Held:
    """The source's tables against the prose of a document; `own` says that it is the source's, or what that digests."""
    passages = passages_of(document)
    tongue = tongue_of(source, reads, passages, own=own)
    mentions = tuple(mentions_of(passages, tongue.locale))
    # A table of a million rows without a word of prose beside it is not read a second time.
    figures = tuple(figures_in(reads, tongue.language)) if passages else ()
    matches = tuple(match(figures, mentions, _names(reads, document, source, tongue.language), tongue.language))
    held: dict[str, list[Match]] = {figure.figure_id: [] for figure in figures}
    for item in matches:
        held[item.figure.figure_id].append(item)
    return Held(mentions, figures, matches, {name: outcome_of(found) for name, found in held.items()}, tongue)


def _names(reads: Sequence[ReadTable], document: Document, source: Source, locale: str) -> frozenset[str]:
    """The stems of what the document and its tables are about: titles, publishers, claimants, headings."""
    told = [source.title, source.publisher, source.digest_of.publisher if source.digest_of else None]
    told += [read.claim.claimant for read in reads if read.claim is not None]
    told += [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]
    words = partial(words_of, locale=locale)
    return frozenset().union(*map(words, filter(None, told)))
