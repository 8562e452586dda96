"""What stands around a number in German, French and Spanish and makes it another, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings

_HOURS = frozenset(["heure", "heures", "hora", "horas", "h", "hs"])
_AT = frozenset(["à", "vers", "dès", "las"])
_AT_FIRST = re.compile(r"(?:^|[.!?:»”\"\n] ?)A $")
_MINUTES = re.compile(r" ?[0-5][0-9](?![0-9])")
# "Au moins 5", "plus ou moins 5", "por lo menos 5" are not below zero.
_NO_MINUS = {
    "fr": frozenset(["au", "ou", "du", "de", "le", "la", "les", "ni", "plus", "pas", "en"]),
    "es": frozenset(["al", "lo", "o", "ni", "no", "cuando", "de", "nada", "los", "las"]),
}
ZERO_BELOW = re.compile(
    r" (?:below (?:zero|freezing)|unter (?:null|dem gefrierpunkt)|bajo cero"
    r"|(?:au-dessous|en dessous) de (?:zéro|0))(?!\w)",
    re.IGNORECASE,
)
# "5 Euro 50", "5 euros con 50".
CENTS_BEHIND = re.compile(r" (?:con )?[0-9]{2}(?=[,;:.)!?](?![0-9])|$| (?:und|oder|et|ou|y|o)\b)")
# "Dos años y medio"; "un cuarto de hora" is no share.
HALF_MORE = re.compile(r" (?:y medi[oa]|et demie?|de hora|d['’]heure)(?!\w)")
# "Ein bis zwei Jahre": the article is a number.
ONE = frozenset(["ein", "eine", "einen", "einem", "einer", "un", "une", "uno", "una"])
TO_OR = {"de": frozenset(["bis", "oder"]), "fr": frozenset(["à", "ou"]), "es": frozenset(["a", "o"])}
DEGREES = frozenset(["degrees", "degree", "c", "f", "°c", "grad", "degrés", "degré", "grados", "grado", "celsius"])


def is_no_minus(around: Surroundings) -> bool:
    """Is the "less" before a number no sign of it, but of a phrase that is not read?"""
    if not around.words_before:
        return False
    return around.words_before[-1].replace("’", "'").rpartition("'")[2] in _NO_MINUS[around.own]


def may_be_an_hour(around: Surroundings, symbol: str) -> bool:
    """Is "à 6 heures", "a las 6 horas" as likely a time of day?"""
    if symbol not in _HOURS or around.own not in ("fr", "es"):
        return False
    if around.printed.lower().startswith(("de ", "entre ", "desde ")) or _MINUTES.match(around.after):
        return True
    return around.words_before != () and (around.words_before[-1] in _AT or _AT_FIRST.search(around.before) is not None)
