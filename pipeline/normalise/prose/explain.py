"""What a sentence says that explains why its number is another than the table's: another time, part, thing or degree.

Strict on purpose: a difference is only shown where nothing of the kind is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.dates.month import MONTH_PATTERN
from pipeline.normalise.grammar.wordlist import language
from pipeline.normalise.prose.clause import clause
from pipeline.normalise.prose.compare import measured
from pipeline.normalise.prose.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said

# Words of time, change, comparison, plan, part, rate, doubt and denial; other things than the one that is spoken of.
_ENGLISH = (
    "ago already annual annually another average before by compared comparable competitor competing could daily decade"
    " decline declined decrease decreased different down double doubled each earlier else elsewhere every exceed"
    " exceeds except excluding expect expected fell fewer first forecast former formerly further future goal grew grow"
    " growth half higher if include included including increase increased initially last later less lower might minimum"
    " maximum month monthly more neighbouring neighboring never next no not now older once originally other others part"
    " per plan planned plans predicted previous previously prior projected proposed quarter quarterly rather rival rise"
    " rose since similar some still target than third times today total triple tripled twice until up used week weekly"
    " damaged deleted destroyed display displayed left lost missing remain remained remaining show shown sold"
    " will without would year yearly yesterday younger"
)
_GERMAN = (
    "ander andere anderen andren anstieg bisher damals davon durchschnitt eher erwartet früher gegenüber geplant"
    " gestiegen gesunken halb hälfte heute inzwischen jahr jahre jährlich je jede jeder jedes kein keine künftig"
    " letzte letzten mehr monat monatlich morgen nicht nie noch nächste pro rund schon sank seit sollen stieg teil"
    " ursprünglich vergleich vorher vorjahr weitere weniger wird würde ziel zuletzt zuvor"
)
_FRENCH = (
    "ailleurs ancien aujourd auparavant autre autres avant baisse baissé chaque dont déjà encore environ hausse hier"
    " moins mois moitié moyenne ne pas plus précédent prévu prévoit prochain quart serait seront tiers toujours"
)
_SPANISH = (
    "ahora antes anterior año aumento aún cada cuarto descenso entonces hoy más media menos mes mientras mitad"
    " ningún no otra otras otro otros parte previsto próximo promedio será serían siempre tercio todavía último ya"
)
# Words that only state a number; any other word beside it may say that it counts something else.
# "Rose to 5 million" states what is; "rose by", "up from" do not.
_NO_CHANGE = re.compile(
    r"\b(?:rose|risen|fell|fallen|grew|grown|increased|decreased|declined|dropped|climbed|stieg|sank|augmenté|baissé|subió"
    r"|bajó|up|down) (?:to|auf|à|a)\s*$",
    re.IGNORECASE,
)
# Words of change and part that are none here.
_IDIOM = re.compile(
    r"\b(?:tak(?:e|es|ing|en)|took|ma[dk]es?|add(?:s|ed)?) up\b|\b(?:tak(?:e|es|ing|en)|took) part\b"
    r"|\b(?:comes?|came|rank(?:s|ed)?) (?:before|after)\b",
    re.IGNORECASE,
)
_STATING = (
    "according amount amounted amounts brought came claim claimed claims come comes comprise comprises contain"
    " contained contains count counted counts earned figure gave give given gives held hold holds keep keeps kept"
    " list listed lists made number numbered numbers put puts reach reached reaches record recorded records"
    " register registered report reported reports speak speaks spoke stand standing stands stood total totaled"
    " totaling totalled totals betrug beträgt belief beläuft besitzt gab gibt hat hatte insgesamt lag liegt"
    " umfasst verfügt zählt zählte atteint atteignait avait compte comptait contient élève élevait possède recense"
    " total alcanza alcanzó asciende ascendió contiene cuenta hubo posee suma tenía tiene total"
)
_WORDS = frozenset(" ".join((_ENGLISH, _GERMAN, _FRENCH, _SPANISH)).split())
_TOKEN = re.compile(r"[^\W\d_]+")
_PART = re.compile(
    r"\s*(?:of|von|der|des|de|del|d['’])\s+(?:the|these|those|them|its|their|which|diesen|ces|estos)\b", re.IGNORECASE
)
_OF = re.compile(
    r"(?:^|[.,;:(—–] ?)(?:of|out of|among|amongst|von|unter|parmi|sur|entre|de)"
    r" (?:the|its|these|those|all|den|diesen|les|ces|los|las)\b[^.;]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|['’]\d\d\b")
_MONTH = re.compile(rf"\b(?:{MONTH_PATTERN})\b", re.IGNORECASE)
STATING = frozenset(_STATING.split())
_RATES = ("/", "per ", "pro ", "par ", "por ")
_ROUND_DIGITS = 2
_NEAR = 10  # percent by which two rounded numbers may differ without saying anything


def is_explained(
    said: Said, figure: Figure, known: frozenset[str], elsewhere: frozenset[str], group: Sequence[Said], locale: str
) -> bool:
    """Whether something explains the difference. `known` are the stems of names that the table is about.

    `elsewhere` are the words of other rows that stand beside other numbers, `group` the mentions of its sentence; a
    year that a header of the figure has is no other time.
    """
    text, years = said.passage.words.text, {word for word in figure.name if word.isdigit()}
    first, last = clause(said)
    before, behind = _NO_CHANGE.sub(" ", text[first : said.start]), text[said.end : last]
    sentence = _IDIOM.sub(" ", f"{before} {behind}")
    times = [text[item.start : item.end] for item in group if item.date is not None and first <= item.start < last] + [
        found.group() for found in _YEAR.finditer(sentence)
    ]
    if not years.issuperset(times) or _is_rounding(said, figure):
        return True
    if _is_part(said, figure, locale) or _OF.search(before) or behind.lstrip().startswith(_RATES):
        return True
    spoken = figure.name | figure.around | elsewhere
    if any(not words_of(month, locale) & spoken for month in _months(sentence, locale)):
        return True
    return _has_word(said, figure, sentence, spoken, locale) or bool(_names(said, group, locale) - known - spoken)


def _has_word(said: Said, figure: Figure, sentence: str, spoken: frozenset[str], locale: str) -> bool:
    """Whether the sentence, or what leads to it, has a word that explains a difference and is no word of the table."""
    label = {word.lower() for word in _TOKEN.findall(figure.printed)}
    told = {word.lower() for word in _TOKEN.findall(f"{sentence} {said.passage.lead_in}")} - label
    return any(not words_of(word, locale) & spoken for word in told & _WORDS)


def _months(sentence: str, locale: str) -> list[str]:
    """The names of months in a sentence; English and German write them with a capital, and "may" is no month."""
    small = language(locale) in ("fr", "es")
    return [found.group() for found in _MONTH.finditer(sentence) if small or found.group()[0].isupper()]


def _names(said: Said, group: Sequence[Said], locale: str) -> frozenset[str]:
    """The stems of names in a sentence: words with a capital, but for its first one and for units of its numbers.

    German writes every noun with a capital: names cannot be told there.
    """
    if locale.startswith("de"):
        return frozenset()
    text, (first, last) = said.passage.words.text, clause(said)
    spans = [(item.start, item.end) for item in group if item.quantity is not None]
    found = [
        word.group()
        for word in _TOKEN.finditer(text, first, last)
        if word.start() > said.sentence[0] and word.group()[0].isupper()
        if not any(start <= word.start() < end for start, end in spans)
    ]
    return words_of(" ".join(found), locale)


def _is_part(said: Said, figure: Figure, locale: str) -> bool:
    """Whether the number is of certain ones of the things: "510 of the maples", not "24% of the vote"."""
    text = said.passage.words.text
    found = _PART.match(text, said.end)
    if found is None or (said.quantity is not None and said.quantity.unit == "%"):
        return False
    word = _TOKEN.search(text, found.end())
    return word is None or not words_of(word.group(), locale) & (figure.around - figure.name)


def _is_rounding(said: Said, figure: Figure) -> bool:
    """Whether one of the two is rounded, by a word or by its zeros, and they are near each other."""
    one, two = measured(said.quantity), figure.measured
    if one is None or one.value is None or two.value is None:
        return True
    apart = abs(one.value - two.value)
    vague = any(item.qualifier != "unqualified" and _is_short(item) for item in (one, two))
    if vague and 100 * apart <= _NEAR * max(abs(one.value), abs(two.value)):
        return True
    return 2 * apart <= max(one.coarse, two.coarse)


def _is_short(known: Measured) -> bool:
    """Whether a number has so few digits that a word before it says that it is rounded: ~86 million, not ~533."""
    return known.stated is None or len(known.stated[0]) <= _ROUND_DIGITS
