"""What a sentence says that explains why its number is another than the table's: another time, part, thing or degree.

Strict on purpose: a difference is only shown where nothing of the kind is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.prose.compare import measured
from pipeline.normalise.prose.context import window
from pipeline.normalise.prose.words import words_of

if TYPE_CHECKING:
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
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-Þ][^\W\d_]+")
STATING = frozenset(_STATING.split())
_NEAR = 10  # percent by which two rounded numbers may differ without saying anything


def is_explained(said: Said, figure: Figure, known: frozenset[str], locale: str, *, dated: bool) -> bool:
    """Whether something explains the difference. `known` are the stems of names that the table is about."""
    if dated or _is_rounding(said, figure):
        return True
    text = said.passage.words.text
    first, last = window(said)
    sentence = f"{text[first : said.start]} {text[said.end : last]}"
    if _YEAR.search(sentence) or _PART.match(text, said.end) or _OF.search(text[first : said.start]):
        return True
    label = {word.lower() for word in _TOKEN.findall(figure.printed)}
    told = {word.lower() for word in _TOKEN.findall(f"{sentence} {said.passage.lead_in}")} - label
    if {word for word in told & _WORDS if not words_of(word, locale) & (figure.name | figure.around)}:
        return True
    if said.passage.words.text[said.end :].lstrip().startswith(("/", "per ", "pro ", "par ", "por ")):
        return True
    # German writes every noun with a capital: names cannot be told there.
    names = words_of(" ".join(_NAME.findall(sentence)), locale) if not locale.startswith("de") else frozenset()
    return bool(names - known - figure.name - figure.around)


def _is_rounding(said: Said, figure: Figure) -> bool:
    """Whether one of the two is rounded, by a word or by its zeros, and they are near each other."""
    one, two = measured(said.quantity), figure.measured
    if one is None or one.value is None or two.value is None:
        return True
    apart = abs(one.value - two.value)
    vague = any(item.qualifier != "unqualified" for item in (one, two))
    if vague and 100 * apart <= _NEAR * max(abs(one.value), abs(two.value)):
        return True
    return 2 * apart <= max(one.coarse, two.coarse)
