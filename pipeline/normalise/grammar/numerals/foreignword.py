"""Numbers in German, French and Spanish words, by one grammar: words add up, hundreds and scales multiply.

The tables are the numerals of the languages themselves; "ein", "une" and the like are 1 only before a scale, a dozen
or a part, since elsewhere they are articles.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.normalise.grammar.numerals.cardinal import Words
from pipeline.normalise.grammar.numerals.foreignpart import past_parts
from pipeline.normalise.grammar.numerals.fraction import ratio

_DE = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_FR = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_FR_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70}
_FR_TENS |= {"huitante": 80, "octante": 80, "nonante": 90}
_ES = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"
    " diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
    " veintinueve"
)
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_ES_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"


class Tongue(NamedTuple):
    """The numerals of a language: `add` and `times` by word, the words of parts, and how they are joined."""

    add: dict[str, int]
    times: dict[str, int]
    parts: dict[str, int]
    halves: tuple[str, ...]
    about: dict[str, int]
    articles: frozenset[str]
    joint: re.Pattern[str]
    and_half: re.Pattern[str]


def _german() -> Tongue:
    ones = {word: number for number, word in enumerate([*_DE.split(), "achtzehn", "neunzehn"], start=1)}
    ones |= {"zwo": 2}
    low = dict(ones) | {word: number * 10 for number, word in enumerate(_DE_TENS.split(), start=2)}
    for number, ten in enumerate(_DE_TENS.split(), start=2):
        low |= {f"{stem}und{ten}": number * 10 + one for stem, one in _stems(ones).items()}
    high = {"hundert": 100} | {f"{stem}hundert": one * 100 for stem, one in _stems(ones).items()}
    below = low | high
    for hundred, value in high.items():
        below |= {f"{hundred}{joint}{word}": value + one for word, one in low.items() for joint in ("", "und")}
    stems = {
        ("ein" if word == "eins" else word.removesuffix("s") if word.endswith("eins") else word): n
        for word, n in below.items()
    }
    thousands = {"tausend": 1000} | {f"{stem}tausend": number * 1000 for stem, number in stems.items()}
    add = (
        below
        | thousands
        | {word.replace("ß", "ss"): value for word, value in (below | thousands).items() if "ß" in word}
    )
    parts = {"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9}
    parts |= {"zehntel": 10, "zwanzigstel": 20, "hundertstel": 100, "tausendstel": 1000}
    return Tongue(
        add | {"null": 0},
        {"million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9, "billion": 10**12}
        | {"billionen": 10**12, "dutzend": 12},
        parts,
        ("halb", "halbe", "halben", "halbes", "halber"),
        {},
        frozenset(["ein", "eine", "einen", "einem", "einer", "eines"]),
        re.compile(r"[ \u00a0-]"),
        re.compile(r"(?!)"),
    )


def _stems(ones: dict[str, int]) -> dict[str, int]:
    return {("ein" if word == "eins" else word): number for word, number in ones.items() if number < 10}


def _french() -> Tongue:
    add = {word: number for number, word in enumerate(_FR.split(), start=1) if number > 1} | _FR_TENS
    parts = {"tiers": 3, "quart": 4, "quarts": 4, "centième": 100, "millième": 1000}
    ordinals = ["cinquième", "sixième", "septième", "huitième", "neuvième", "dixième"]
    parts |= {word + plural: number for number, word in enumerate(ordinals, start=5) for plural in ("", "s")}
    about = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
    about |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
    return Tongue(
        add | {"zéro": 0},
        {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9}
        | {"milliards": 10**9, "billion": 10**12, "billions": 10**12},
        parts,
        ("demi", "demie"),
        about,
        frozenset(["un", "une"]),
        re.compile(r"[ \u00a0-](?:et[ \u00a0-])?"),
        re.compile(r"[ \u00a0]et[ \u00a0]demie?(?!\w)", re.IGNORECASE),
    )


def _spanish() -> Tongue:
    add = {word: number for number, word in enumerate(_ES.split(), start=1) if number > 1}
    add |= {word: number * 10 for number, word in enumerate(_ES_TENS.split(), start=3)}
    add |= {"veintiún": 21, "veintiuna": 21, "dieciseis": 16, "veintidos": 22, "veintitres": 23, "veintiseis": 26}
    hundreds = {stem + end: n * 100 for n, stem in enumerate(_ES_HUNDREDS.split(), start=2) for end in ("os", "as")}
    parts = {"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5, "sexto": 6, "octavo": 8}
    parts |= {"séptimo": 7, "octavos": 8, "noveno": 9, "décimo": 10, "décimos": 10, "décima": 10, "décimas": 10}
    feminine = "tercera cuarta quinta sexta séptima octava novena"
    parts |= {word + end: n for n, word in enumerate(feminine.split(), start=3) for end in ("", "s")}
    return Tongue(
        add | hundreds | {"cien": 100, "ciento": 100, "cero": 0},
        {"mil": 1000, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12}
        | {"millardo": 10**9, "millardos": 10**9},
        parts,
        ("medio", "media"),
        {"decena": 10, "veintena": 20, "treintena": 30, "cincuentena": 50, "centenar": 100, "millar": 1000},
        frozenset(["un", "una", "uno"]),
        re.compile(r"[ \u00a0](?:y[ \u00a0])?"),
        re.compile(r"[ \u00a0]y[ \u00a0]medi[oa](?!\w)", re.IGNORECASE),
    )


_MAKERS = {"de": _german, "fr": _french, "es": _spanish}
_HALVES = {"die hälfte": "de", "der hälfte": "de", "anderthalb": "de", "la moitié": "fr", "la mitad": "es"}
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 16


@cache
def numerals(tongue: str) -> Tongue:
    """The numerals of "de", "fr" or "es"."""
    return _MAKERS[tongue]()


@cache
def number_words(tongue: str) -> frozenset[str]:
    """Every word with which a number in a language may begin, lower case."""
    table = numerals(tongue)
    extra = {"dutzend", "hälfte", "anderthalb", "eineinhalb", "zweieinhalb", "moitié", "mitad", "docena", "dreiviertel"}
    return frozenset([*table.add, *table.times, *table.parts, *table.halves, *table.about, *extra])


def match_foreign(text: str, at: int, tongue: str) -> Words | None:
    """Read a number in words of a language at `at`, or None; it has the flag "approximate" for "dizaine"."""
    table = numerals(tongue)
    whole = _whole_phrase(text, at, tongue)
    if whole is not None:
        return whole
    first = _WORD.match(text, at)
    if first is None:
        return None
    word = first.group().lower()
    if word in table.articles or word in table.halves:
        return _with_article(text, first, table)
    cut = word.find("tausend") + 7
    if tongue == "de" and 7 <= cut < len(word) and word[:cut] in table.add and word[cut:] in table.add:
        # "zweitausenddreihundert" is too long for the table.
        number = table.add[word[:cut]] + table.add[word[cut:]]
        return Words(Decimal(number), Decimal(_place(number)), first.end()) if table.add[word[cut:]] < 1000 else None
    if word not in table.add and word not in table.times:
        return None
    listed, end = _run(text, first, table)
    folded = _fold(listed, table)
    if folded is None:
        return None
    value, place = folded
    return _part(text, value, end, table) or _and_half(text, Words(Decimal(value), Decimal(place), end), table)


def _whole_phrase(text: str, at: int, tongue: str) -> Words | None:
    """What is one number though it is several words, or no number of the table."""
    lowered = text[at : at + 14].lower()
    for phrase, own in _HALVES.items():
        if own == tongue and lowered.startswith(phrase) and not text[at + len(phrase) : at + len(phrase) + 1].isalpha():
            return Words(Decimal("1.5" if phrase == "anderthalb" else "0.5"), None, at + len(phrase))
    if tongue != "de":
        return None
    found = _WORD.match(text, at)
    word = found.group().lower() if found is not None else ""
    stem = word.removesuffix("einhalb")
    count = 1 if stem == "ein" else numerals(tongue).add.get(stem, 0)
    if found is not None and stem != word and 0 < count < 100:
        return Words(count + Decimal("0.5"), None, found.end(), of=False)
    return Words(Decimal("0.75"), None, found.end()) if found is not None and word == "dreiviertel" else None


def _with_article(text: str, first: re.Match[str], table: Tongue) -> Words | None:
    """Read "eine Million", "un demi-million", "una docena", "ein Drittel", "medio millón"."""
    word, end, value = first.group().lower(), first.end(), Decimal(1)
    place: Decimal | None = Decimal(1)
    following = _next(text, end, table)
    if word in table.halves or (following is not None and following.group().lower() in table.halves):
        value, place = Decimal("0.5"), None
        if word in table.articles and following is not None:
            end = following.end()
            following = _next(text, end, table)
    if following is None:
        return Words(value, place, end) if place is None and not text[end:].strip() else None
    name = following.group().lower()
    if name in ("docena", "dutzend"):
        return Words(Decimal(12 if place else 6), Decimal(12 if place else 6), following.end())
    if name in table.about and place is not None:
        return Words(Decimal(table.about[name]), None, following.end(), ("approximate",))
    if name in table.times:
        if place is None:
            return Words(Decimal(table.times[name] // 2), None, following.end())
        listed, end = _run(text, following, table)
        folded = _fold(["1", *listed], table)
        if folded is None:
            return None
        return _and_half(text, Words(Decimal(folded[0]), Decimal(folded[1]), end), table)
    if name in table.parts and place is not None:
        share, flags = ratio(1, table.parts[name])
        behind = past_parts(text, following)
        return Words(share, None, behind, flags) if behind is not None else None
    return None


def _next(text: str, at: int, table: Tongue) -> re.Match[str] | None:
    joint = table.joint.match(text, at)
    return _WORD.match(text, joint.end()) if joint is not None else None


def _run(text: str, first: re.Match[str], table: Tongue) -> tuple[list[str], int]:
    listed, end = [first.group().lower()], first.end()
    while len(listed) < _MOST_WORDS:
        found = _next(text, end, table)
        if found is None:
            break
        word = found.group().lower()
        # "vingt et un", "treinta y un mil": only there an article is a numeral.
        one = word in table.articles and listed[-1] in table.add and table.add[listed[-1]] >= 20
        if not (word in table.add or word in table.times or one):
            break
        listed.append("1" if one else word)
        end = found.end()
    return listed, end


def _fold(listed: list[str], table: Tongue) -> tuple[int, int] | None:
    """The number that the words make, and the size of its last place; None where they make none."""
    total, chunk, group, room, ceiling, place = 0, 0, 0, 1000, 10**15, 1
    for at, word in enumerate(listed):
        times = table.times.get(word)
        value = 1 if word == "1" else table.add.get(word)
        if times is None and value is not None:
            if word in ("vingt", "vingts") and at and listed[at - 1] == "quatre" and group % 100 == 4:
                group, room, place = group + 76, 20, 1
                continue
            if not (value < room or (value >= 1000 and room == 1000)) or (value == 0 and len(listed) > 1):
                return None
            group, room, place = group + value, _room(value), _place(value)
        elif times in (12, 100) or (times == 1000 and chunk == 0):
            if times == 100 and group not in (0, *range(2, 10)):
                return None
            group, room, place = max(group, 1) * times, 100 if times == 100 else 1, times
            if times == 1000:
                chunk, group, room = group, 0, 1000
        elif times is not None and times < ceiling and (chunk or group):
            total, chunk, group, room, ceiling, place = total + (chunk + group) * times, 0, 0, 1000, times, times
        else:
            return None
    return total + chunk + group, place


def _room(value: int) -> int:
    """What may still follow: less than ten behind a ten, seventeen behind sixty ("soixante-dix-sept")."""
    if value >= 1000:
        return 1000 if value % 1000 == 0 else 1
    if value >= 100:
        return 100 if value % 100 == 0 else 1
    return 20 if value in (60, 80) else 10 if value in (10, *range(20, 100, 10)) else 1


def _place(value: int) -> int:
    return 1000 if value >= 1000 and value % 1000 == 0 else 100 if value >= 100 and value % 100 == 0 else 1


def _part(text: str, count: int, end: int, table: Tongue) -> Words | None:
    """Read on to a part: "zwei Drittel", "trois quarts", "dos tercios"."""
    found = _next(text, end, table)
    size = table.parts.get(found.group().lower()) if found is not None else None
    if found is None or size is None or count == 0 or " et " in text[end : found.start()]:
        return None
    behind = past_parts(text, found)
    value, flags = ratio(count, size)
    return Words(value, None, behind, flags) if behind is not None else None


def _and_half(text: str, words: Words, table: Tongue) -> Words:
    """Read on to "et demi", "y medio", which is half of the last scale."""
    found = table.and_half.match(text, words.end)
    if found is None or words.place is None:
        return words
    place = words.place if words.place >= 1000 else Decimal(1)
    return Words(words.value + place / 2, None, found.end())
