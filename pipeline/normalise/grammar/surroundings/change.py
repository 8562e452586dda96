"""Two amounts that a change goes between ("rose from 5 to 10", "fell $2 to $54"), which are no range."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.wordlist import pattern, words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.amounts.interval import Reading

# Each has its unit: behind the first, or before the second, which says that it stands before the first as well.
_BOTH_TOLD = re.compile(
    r"(?:[%°$€£]|[a-z]{2,}\.?|[0-9]p)[ \u00a0]to[ \u00a0]"
    r"|[ \u00a0]to[ \u00a0](?:[a-z]{0,3}[^\w\s.,−–-]|[a-z]{2,3}\.? ?[0-9])",
    re.IGNORECASE,
)
_RANGING = ("rang", "in ", "im ", "allant", "compris", "vary", "varie", "anywhere", "anything")
# "Dans les 5 jours" is within them, "dans les 20 %" about.
_WITHIN = re.compile(r"dans les\b", re.IGNORECASE)
_OLD = re.compile(r"[ -]old\b| of age\b")
_WINDOW = 60
# "Fell another 3p to 97p", "shed 4% or 24p to 500p": what may stand between the verb and the amount.
_ASIDE = frozenset(["a", "another", "further", "just", "only"])


@cache
def _stems(own: str) -> tuple[str, ...]:
    """How the words of change of a language begin, in all their forms."""
    return tuple(words("change_stems", own))


@cache
def _betweens(own: str) -> tuple[str, ...]:
    """What begins a range and never a change, though it may stand before "to" as well: "entre 2 y 3", "entre 2 a 3"."""
    return tuple(f"{word}{space}" for word in words("between", own) for space in " \u00a0")


@cache
def _from(own: str) -> re.Pattern[str]:
    article = "(?:an? (?=[0-9]))?" if own == "en" else ""
    return re.compile(rf"(?:{pattern('from', own)})[ \u00a0]{article}", re.IGNORECASE)


def is_during(prose: str, reading: Reading) -> bool:
    """Is "over 3 years" as likely the time that something took as a bound of it?"""
    quantity = reading.quantity
    if quantity is not None and quantity.dimension in ("time", "count") and _WITHIN.match(prose, reading.start):
        return True
    if quantity is None or quantity.dimension != "time" or quantity.qualifier != "more_than":
        return False
    return prose[reading.start : reading.start + 4].lower() == "over" and not _OLD.match(prose, reading.end)


def change_start(prose: str, reading: Reading, own: str) -> int | None:
    """Where the first amount of a change begins ("rose from 5 to 10", "rose 5% to 6%"); None where it is a range.

    What is "from" one "to" another is a range only after words that say so ("ranging", "is", "takes").
    """
    if reading.quantity is not None and reading.quantity.qualifier != "range":
        return None
    if prose[reading.start : reading.start + _WINDOW].lower().startswith(_betweens(own)):
        return None
    opening = _from(own).match(prose, reading.start)
    before = prose[max(0, reading.start - _WINDOW) : reading.start].lower().split()
    if opening is not None:
        if own == "de" or (own in ("fr", "es") and not _tells_change(before, own)):
            # "Von … bis" is never a change; the others are one only beside a word of change.
            return None
        ranging = opening.group().lower().startswith(_RANGING) or _is_ranging(before, own)
        return None if ranging else opening.end()
    if before and before[-1] in words("from", own):
        # A qualifier stands between: "rose from about 5% to 10%".
        return None if own == "de" or _is_ranging(before[:-1], own) else reading.start
    if reading.quantity is None:
        return None
    if "shared_scale" in reading.quantity.flags:
        # "Lost $2 to $3 million" has one scale for both ends.
        return None
    both = _BOTH_TOLD.search(prose, reading.start, reading.end) and _changes(before, own)
    return reading.start if both else None


def _tells_change(before: list[str], own: str) -> bool:
    """Is there a word of change in the sentence, before an amount?"""
    for word in reversed(before):
        if word[-1] in ".!?;":
            return False
        if word.startswith(_stems(own)):
            return True
    return False


def _is_ranging(before: list[str], own: str) -> bool:
    """Do the words before "from" say that a range follows?"""
    last = before[-1] if before else ""
    return last.startswith(_RANGING) or last in words("stating", own) or not before or last[-1] in ",(:;"


def _changes(before: list[str], own: str) -> bool:
    """Do the words before an amount end with a verb of change, perhaps with the same change told before ("4% or")?"""
    while before and before[-1] in _ASIDE:
        before = before[:-1]
    if before[-1:] == ["or"] and before[-2:-1] and any(letter.isdigit() for letter in before[-2]):
        before = before[:-2]
    changing = words("changing", own)
    return bool(before) and (before[-1] in changing or " ".join(before[-2:]) in changing)
