"""What a sentence says that explains why its number is another than the table's: another time, part, thing or degree.

Strict on purpose: a difference is only shown where nothing of the kind is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.dates.month import MONTH_PATTERN
from pipeline.normalise.grammar.wordlist import language, read_table
from pipeline.normalise.prose.clause import clause
from pipeline.normalise.prose.compare import measured
from pipeline.normalise.prose.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.normalise.prose.compare import Measured
    from pipeline.normalise.prose.figure import Figure
    from pipeline.normalise.prose.mentions import Said

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
_WORDS = frozenset(read_table("explanations")["explaining"])
_TOKEN = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[^\W_]+")
_PART = re.compile(
    r"\s*(?:of|von|der|des|de|del|d['’])\s+(?:the|these|those|them|its|their|which|diesen|ces|estos)\b", re.IGNORECASE
)
_OF = re.compile(
    r"(?:^|[.,;:(—–] ?)(?:of|out of|among|amongst|von|unter|parmi|sur|entre|de)"
    r" (?:the|its|these|those|all|den|diesen|les|ces|los|las)\b[^.;]*$",
    re.IGNORECASE,
)
# "Grew by 5 million" states a change, "followed by 312" none.
_BY = re.compile(r"(?<!followed )\bby\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|['’]\d\d\b")
_MONTH = re.compile(rf"\b(?:{MONTH_PATTERN})\b", re.IGNORECASE)
STATING = frozenset(read_table("explanations")["stating"])
_RATES = ("/", "per ", "pro ", "par ", "por ")
_ROUND_DIGITS = 2
_NEAR = 10  # percent by which two rounded numbers may differ without saying anything


def is_explained(
    said: Said,
    figure: Figure,
    known: frozenset[str],
    elsewhere: frozenset[str],
    group: Sequence[Said],
    locale: str,
    shared: frozenset[str] = frozenset(),
) -> bool:
    """Whether something explains the difference. `known` are the stems of names that the table is about.

    `elsewhere` are the words of other rows that stand beside other numbers, `group` the mentions of its sentence; a
    time that the figure's header, its label or, where these have none, its caption has is no other time. `shared` are
    words, as written, that are said of other figures of its column as well.
    """
    text = said.passage.words.text
    first, last = clause(said)
    before, behind = _NO_CHANGE.sub(" ", text[first : said.start]), text[said.end : last]
    sentence = _IDIOM.sub(" ", f"{before} {behind}")
    times = [text[item.start : item.end] for item in group if item.date is not None and first <= item.start < last] + [
        found.group() for found in _YEAR.finditer(sentence)
    ]
    if not all(_is_its_time(time, figure, locale) for time in times) or _is_rounding(said, figure):
        return True
    if ("by" not in shared and _BY.search(before)) or behind.lstrip().startswith(_RATES):
        return True
    if _is_part(said, figure, locale) or _is_of_some(before, figure, locale):
        return True
    spoken = figure.name | figure.around | elsewhere
    if any(not words_of(month, locale) & spoken for month in _months(sentence, locale)):
        return True
    return _has_word(said, figure, sentence, spoken, shared, locale) or bool(
        _names(said, group, locale) - known - spoken
    )


def _is_its_time(time: str, figure: Figure, locale: str) -> bool:
    """Whether a date or a year is that of the figure, with nothing more: "March 2025" for a column that has both."""
    own = {word for word in figure.name if word.isdigit()}
    headed = {word for word in figure.around if word.isdigit()}
    spoken = figure.name | figure.around if not own and len(headed) == 1 else figure.name
    parts = [(part, words_of(part, locale)) for part in _PARTS.findall(time)]
    return all(stems <= spoken and (stems or not part.isdigit()) for part, stems in parts)


def _is_of_some(before: str, figure: Figure, locale: str) -> bool:
    """Whether the number is of certain ones of the row's things, and not of the row as one of several things.

    "Of the maples, 460 were planted", but not "of all kinds, maples did well: 460 were planted".
    """
    found = _OF.search(before)
    if found is None:
        return False
    group, comma, rest = found.group().partition(",")
    return not comma or not figure.label <= words_of(rest, locale) or bool(figure.label & words_of(group, locale))


def _has_word(
    said: Said, figure: Figure, sentence: str, spoken: frozenset[str], shared: frozenset[str], locale: str
) -> bool:
    """Whether the sentence, or what leads to it, has a word that explains a difference and is no word of the table."""
    label = {word.lower() for word in _TOKEN.findall(figure.printed)}
    told = {word.lower() for word in _TOKEN.findall(f"{sentence} {said.passage.lead_in}")} - label
    return any(not words_of(word, locale) & spoken for word in (told & _WORDS) - shared)


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
    """Whether the number is of certain ones of the things: "510 of the maples", not "24% of the vote".

    "189 TB of the volume" is not either, where the column is headed "Volume": only what is counted has parts.
    """
    text = said.passage.words.text
    found = _PART.match(text, said.end)
    if found is None or (said.quantity is not None and said.quantity.unit == "%"):
        return False
    word = _TOKEN.search(text, found.end())
    whole = figure.around - figure.name
    if figure.measured.kind[0] != "count":
        whole |= figure.column - figure.label
    return word is None or not words_of(word.group(), locale) & whole


def _is_rounding(said: Said, figure: Figure) -> bool:
    """Whether one of the two is rounded, by a word or by its zeros, and they are near each other.

    A sign that a word says ("lost 1.4%", where the table has -1.4%) is no difference.
    """
    one, two = measured(said.quantity), figure.measured
    if one is None or one.value is None or two.value is None:
        return True
    if one.kind != two.kind:
        return False  # money in another currency
    apart = abs(abs(one.value) - abs(two.value))
    vague = any(item.qualifier != "unqualified" and _is_short(item) for item in (one, two))
    if vague and 100 * apart <= _NEAR * max(abs(one.value), abs(two.value)):
        return True
    return 2 * apart <= max(one.coarse, two.coarse)


def _is_short(known: Measured) -> bool:
    """Whether a number has so few digits that a word before it says that it is rounded: ~86 million, not ~533."""
    return known.stated is None or len(known.stated[0]) <= _ROUND_DIGITS
