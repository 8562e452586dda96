"""Where years, decades and centuries stand in prose that are dates by the words beside them ("Q3 2024", "in 2019,")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.wordlist import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_YEAR = re.compile(rf"(?<![0-9.,]){YEAR}(?![0-9])")
_CENTURY_NAME = re.compile(r"century\b|Century\b|Jahrhunderts?\b|siècle\b|siglo |Siglo ")
_LOOK = 40


class _Forms(NamedTuple):
    """What stands before a year that it is the end of a date with, what behind it, and what says that it is one."""

    before: str
    after: str
    centuries: str
    lone: str
    capital: str = "[.:]?"


_ENGLISH = _Forms(
    r"(?:Q[1-4]|H[12]|(?:first|second|third|fourth) quarter|(?:first|second) half"
    r"|spring|summer|autumn|winter|(?-i:Fall))(?: of|,)? |FY ?|fiscal (?:year )?",
    r"(?<=0)s\b| ?Q[1-4]\b",
    r"[0-9]{1,2}(?:st|nd|rd|th)[ -]century",
    r"in|since|during|until|seit|bis|depuis|en|desde|c\.",
)
_FORMS = {
    "de": _Forms(
        r"(?:[1-4]\.|erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?) (?:Quartals?|Halbjahre?s?) (?:des Jahres )?"
        r"|(?:Frühjahr|Frühling|Sommer|Herbst|Winter) ",
        r"(?<=0)er[- ]Jahren?\b",
        r"[12]?[0-9]\. Jahrhunderts?",
        "im jahre?",
        # A noun that a number counts has a capital, too: "bis 2020 Euro".
        "[.:]",
    ),
    "fr": _Forms(
        r"(?:[1-4](?:er|e|ᵉ|ème)|premier|deuxième|second|troisième|quatrième) (?:trimestre|semestre) (?:de )?"
        r"|T[1-4] |années |(?:printemps|été|automne|hiver) ",
        "(?!)",
        r"(?-i:[XVI]+)(?:e|ᵉ|[eè]me) siècle",
        "vers",
    ),
    "es": _Forms(
        r"(?:primer|segundo|tercer|cuarto) (?:trimestre|semestre) (?:de )?|[1-4]T |años |década de "
        r"|(?:primavera|verano|otoño|invierno) de ",
        "(?!)",
        r"siglo (?-i:[XVI]+)",
        "hacia",
    ),
}


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    centuries: re.Pattern[str]
    lone: re.Pattern[str]
    nothing_counted: re.Pattern[str]


def year_spans(text: str, locale: str) -> Iterator[tuple[int, int]]:
    """The spans of what may be a date with a year and no day or month, or a century."""
    forms = _patterns(tongue(locale))
    for found in _YEAR.finditer(text):
        start, end = found.span()
        before = forms.before.search(text, max(0, start - _LOOK), start)
        after = forms.after.match(text, end) if before is None else None
        if before is not None or after is not None:
            yield before.start() if before is not None else start, after.end() if after is not None else end
        elif forms.nothing_counted.match(text, end) and forms.lone.search(text, max(0, start - _LOOK), start):
            yield start, end
    for name in _CENTURY_NAME.finditer(text):
        century = forms.centuries.search(text, max(0, name.start() - 8), name.end() + 6)
        if century is not None:
            yield century.span()


@cache
def _patterns(own: str) -> _Patterns:
    both = [_ENGLISH, _FORMS[own]] if own in _FORMS else [_ENGLISH]
    before, after, centuries, lone = ("|".join(form[number] for form in both) for number in range(4))
    capital = both[-1].capital
    return _Patterns(
        re.compile(rf"(?<!\w)(?:{before})\Z", re.IGNORECASE),
        re.compile(after),
        re.compile(rf"(?<!\w)(?:{centuries})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{lone}) \Z", re.IGNORECASE),
        re.compile(rf"[,;)]|[.:]?(?:\s*$|[\"”’)])|{capital}\s+[A-ZÀ-Þ]"),
    )
