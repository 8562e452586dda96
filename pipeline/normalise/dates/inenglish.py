"""Dates of German, French and Spanish in the words of the English grammar, so that one grammar reads them all.

Each rule is a whole phrase and what it is in English; what no rule knows stays as it is and is not read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.normalise.grammar.wordlist import language

_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
_ROMAN = {name: number for number, name in enumerate(_NUMERALS.split(), 1)}
_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Months in short, in the order of the year; those that are written as in English are left out.
_MONTHS = {
    "de": "- - mär|mrz - mai - - - - okt - dez",
    "fr": "janv fév|févr mars avr mai juin juil août - - - déc",
    "es": "ene - - abr - - - ago set - - dic",
}
_WEEKDAYS = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
_ENGLISH_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_PATTERN = "|".join([*_ENGLISH_DAYS, *" ".join(_WEEKDAYS.values()).replace("|", " ").split()])
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (
        (r"^(?:am|der|den|die|das|dem|im jahre?|im|des) (?=.)", ""),
        (r"(?<=day), de[nm] ", ", "),
        (r"^vom (?=\d{1,2}\.? ?(?:bis|[–-]) ?\d)", ""),
        (r"^(?:etwa|um|ca\.?|circa|rund|ungefähr|gegen) (?=\D*\d)", "about "),
        (r"^about (?:den|dem|die|das) ", "about "),
        (r"^(?:vermutlich|wahrscheinlich|vielleicht|möglicherweise) ", "perhaps "),
        (r"^(?:seit|ab)(?: dem)? ", "since "),
        (r"^(?:von|vom) (?=.* bis )", "from "),
        (r"^zwischen (?=.* und )", "between "),
        (r"(?<=\d)\.? bis (?=\d+\. ?[^\W\d])", "-"),
        (r"(?<=\d)\.?(?= ?[–-] ?\d+\. ?[^\W\d])", ""),
        (r" bis (?:zum )?", " to "),
        (r"^(between .*) und ", r"\1 and "),
        (r"^(\d{1,2})\. ?(?:jahrhunderts?|jh\.?|jhdt\.?)(?: n\. ?chr\.)?$", r"\1th century"),
        (r"^([12]\d\d0)er(?:[- ]jahren?)?$", r"\1s"),
        (r"^([1-4])\. ?quartal (?:des jahres )?(?=\d{4})", r"q\1 "),
        (r"^([12])\. ?halbjahr (?:des jahres )?(?=\d{4})", r"h\1 "),
        (r"^erste[ns]? (?=quartal|halbjahr)", "first "),
        (r"^zweite[ns]? (?=quartal|halbjahr)", "second "),
        (r"^dritte[ns]? quartal", "third quarter"),
        (r"^vierte[ns]? quartal", "fourth quarter"),
        (r"^(first|second|third|fourth) quart(?:al|er)s? (?:des jahres )?", r"\1 quarter "),
        (r"^(first|second) halbjahre?s? (?:des jahres )?", r"\1 half "),
        (r"^(?:geschäftsjahr|wirtschaftsjahr|gj) (?=\d{4})", "fiscal "),
        (r"^(?:frühling|frühjahr) (?=\d{4})", "spring "),
        (r"^sommer (?=\d{4})", "summer "),
        (r"^herbst (?=\d{4})", "autumn "),
    ),
    "fr": (
        (r"^(?:le|la|les|en|au|l['’]an|l['’]année) (?=.)", ""),
        (r"^(?:vers|environ|autour de|aux environs de|circa) (?=\D*\d)", "about "),
        (r"^about (?:le|la|les) ", "about "),
        (r"^(?:peut-être|probablement|sans doute) ", "perhaps "),
        (r"^(?:depuis|à partir de|dès) (?:le )?", "since "),
        (r"^(?:du )?(\d{1,2}(?:er)?) au (?=\d{1,2} )", r"\1-"),
        (r"^(?:de|du) (?=.* (?:à|au) )", "from "),
        (r"^entre (?:le )?(?=.* et )", "between "),
        (r" (?:à|au) (?=\S)", " to "),
        (r"^(between .*) et (?:le )?", r"\1 and "),
        (r"^(\d{1,2})(?:e|ᵉ|[eè]me) siècle$", r"\1th century"),
        (r"^années ([12]\d\d0)$", r"\1s"),
        (r"^(?:t([1-4])|([1-4])(?:er|e|ème|ᵉ) trimestre)(?: de)? (?=\d{4})", r"q\1\2 "),
        (r"^(?:s([12])|([12])(?:er|e|ème) semestre)(?: de)? (?=\d{4})", r"h\1\2 "),
        (r"^premier trimestre", "first quarter"),
        (r"^(?:deuxième|second) trimestre", "second quarter"),
        (r"^troisième trimestre", "third quarter"),
        (r"^quatrième trimestre", "fourth quarter"),
        (r"^premier semestre", "first half"),
        (r"^(?:deuxième|second) semestre", "second half"),
        (r"(quarter|half) de (?=\d{4})", r"\1 "),
        (r"^(?:exercice|année fiscale) (?=\d{4})", "fiscal "),
        (r"^printemps (?=\d{4})", "spring "),
        (r"^été (?=\d{4})", "summer "),
        (r"^automne (?=\d{4})", "autumn "),
        (r"^hiver (?=\d{4})", "winter "),
    ),
    "es": (
        (r"^(?:el|la|los|las|en|en el año|el año) (?=.)", ""),
        (r"^(?:del |de )?(\d{1,2}) al? (?=\d{1,2} )", r"\1-"),
        (r"(?<=\d)\.?[ºª](?= de )", ""),
        (r"^(?:hacia|alrededor del?|cerca del?|aproximadamente|circa) (?=\D*\d)", "about "),
        (r"^about (?:el|la|los|las) ", "about "),
        (r"^(?:quizás?|probablemente|tal vez|posiblemente) ", "perhaps "),
        (r"^(?:desde|del?)(?: el)? (?=.* (?:a|al|hasta) )", "from "),
        (r"^(?:desde|a partir de) (?:el )?", "since "),
        (r"^entre (?:el )?(?=.* y )", "between "),
        (r" (?:a|al|hasta)(?: el)? (?=\S)", " to "),
        (r"^(between .*) y (?:el )?", r"\1 and "),
        (r"^(?:años|década de) ([12]\d\d0)$", r"\1s"),
        (r"^(?:([1-4])t|t([1-4])|([1-4])\.?[ºo°] trimestre)(?: de)? (?=\d{4})", r"q\1\2\3 "),
        (r"^(?:([12])s|([12])\.?[ºo°] semestre)(?: de)? (?=\d{4})", r"h\1\2 "),
        (r"^primer trimestre", "first quarter"),
        (r"^segundo trimestre", "second quarter"),
        (r"^tercer trimestre", "third quarter"),
        (r"^cuarto trimestre", "fourth quarter"),
        (r"^primer semestre", "first half"),
        (r"^segundo semestre", "second half"),
        (r"(quarter|half) de (?=\d{4})", r"\1 "),
        (r"^(?:ejercicio|año fiscal) (?:de )?(?=\d{4})", "fiscal "),
        (r"^primavera (?:de )?(?=\d{4})", "spring "),
        (r"^verano (?:de )?(?=\d{4})", "summer "),
        (r"^otoño (?:de )?(?=\d{4})", "autumn "),
        (r"^invierno (?:de )?(?=\d{4})", "winter "),
    ),
}
_CENTURY = re.compile(r"(?:(?:siglo|s\.) ([IVX]+)|([IVX]+)(?:e|ᵉ|[eè]me) (?:siècle|s\.))(?: d\.? ?C\.?)?$")


@lru_cache(maxsize=4096)
def in_english(text: str, locale: str) -> str:
    """`text`, white space folded, with the words of dates of its locale's language in English."""
    own = language(locale)
    if own not in _RULES:
        return text
    for pattern, english in _rules(own):
        text = pattern.sub(english, text)
    century = _CENTURY.match(text)
    number = _ROMAN.get(century.group(1) or century.group(2)) if century is not None else None
    return text if number is None else f"{number}th century"


@cache
def _rules(own: str) -> list[tuple[re.Pattern[str], str]]:
    days = zip(_WEEKDAYS[own].split(), _ENGLISH_DAYS, strict=True)
    months = zip(_MONTHS[own].split(), _ENGLISH_MONTHS, strict=True)
    rules = [(rf"\b(?:{day})\b", english) for day, english in days]
    rules += [(rf"(?<!\w)(?:{month})(?:\.|(?!\w))", english) for month, english in months if month != "-"]
    return [(re.compile(pattern, re.IGNORECASE), english) for pattern, english in [*_RULES[own], *rules, *_RULES[own]]]
