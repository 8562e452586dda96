"""The words of a text that say what it is about: lower case, by their stems, without those that every text has."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import language
from pipeline.normalise.prose.stem import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ENGLISH = (
    "a about above after again all almost also although am among an and any are around as at be been before being below"
    " between both but by can could did do does during each every few for from had has have he her here him his how if"
    " in into is it its just least less may me might more most much must nearly next no nor not now of off on once one"
    " only or other our out over own per quite roughly said say says she should since so some such than that the their"
    " them then there these they this those through to too under until up upon us very via was we were what when where"
    " which while who whose why will with within without would yet you your"
    " approximately estimated exactly hundred thousand million billion trillion dozen percent cent number figure"
    " figures value amount s t"
)
_GERMAN = (
    "aber alle als also am an auch auf aus bei beim bis da das dass dem den der des die dies diese dieser dieses doch"
    " durch ein eine einem einen einer eines er es etwa für hat haben ich ihr ihre im in ins ist ja je kein keine mehr"
    " mit nach nicht noch nun nur ob oder rund sehr sein seine sich sie sind so über um und uns unter vom von vor war"
    " waren was weil wenn wer werden wie wir wird wurde wurden zu zum zur zwischen hundert tausend million millionen"
    " milliarde milliarden prozent zahl wert anzahl"
)
_FRENCH = (
    "a à ai ainsi au aussi aux avec ce cela celle celles celui ces cette ceux chaque comme d dans de des du elle elles"
    " en entre environ est et été être eu"
    " il ils j je l la le les leur leurs lui m mais même moins n ne nos notre nous on ont ou par pas plus pour près qu"
    " que qui s sa sans se ses si son sont sous sur t ta te tous tout toute très tu un une vos votre vous y cent mille"
    " million millions milliard milliards nombre valeur"
)
_SPANISH = (
    "a al algo ante antes aquí así aunque cada casi como con contra cual cuando de del desde donde durante e el ella"
    " ellos en entre era es esa ese eso esta este esto fue ha han hasta hay la las le les lo los más me mi mientras muy"
    " no nos o otra otro para pero poco por porque que quien se ser si sin sobre son su sus también tan te tiene todo"
    " tras tu un una unos y ya cien mil millón millones número valor"
)
STOPS = {
    name: frozenset(words.split())
    for name, words in {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}.items()
}


ALL_STOPS = frozenset().union(*STOPS.values())


def plain_tokens(text: str) -> list[str]:
    """The words of a text in lower case, as they stand."""
    return [word.lower() for word in _WORD.findall(text)]


def words_with_places(text: str, locale: str) -> Iterator[tuple[int, str]]:
    """(offset, stem) of each telling word; a year is a word, every other number is none."""
    tongue = language(locale)
    for found in _WORD.finditer(text):
        known = _telling(found.group(), tongue)
        if known:
            yield found.start(), known


def words_of(text: str, locale: str) -> frozenset[str]:
    """The stems of the telling words of a text."""
    return frozenset(word for _, word in words_with_places(text, locale))


@lru_cache(maxsize=65_536)
def _telling(word: str, tongue: str) -> str:
    lower = word.lower()
    if lower in STOPS.get(tongue, ALL_STOPS):
        return ""
    return lower if lower.isdigit() else stem(lower, tongue)
