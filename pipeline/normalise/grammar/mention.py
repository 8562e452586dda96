"""Quantities in prose: each place where a number begins, read with what leads up to it, and what says it is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.normalise.dates.datespan import clock_end, date_spans
from pipeline.normalise.grammar.amounts.amount import match_amount
from pipeline.normalise.grammar.amounts.phrase import match_changed, match_phrase
from pipeline.normalise.grammar.amounts.scale import knows_scales
from pipeline.normalise.grammar.fold import fold_flags, folded
from pipeline.normalise.grammar.lead import find_anchors, starts_before
from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS, run_of_words
from pipeline.normalise.grammar.numerals.separator import DIGITS, known_locale
from pipeline.normalise.grammar.sentence import sentence_spans, unwrapped
from pipeline.normalise.grammar.surroundings.age import in_years, is_age
from pipeline.normalise.grammar.surroundings.around import stands_alone, surroundings
from pipeline.normalise.grammar.surroundings.barecount import counts_nothing, counts_things, is_count
from pipeline.normalise.grammar.surroundings.change import change_start, is_during
from pipeline.normalise.grammar.surroundings.governed import is_governed
from pipeline.normalise.grammar.surroundings.sharedunit import with_unit_of_change, with_unit_of_list
from pipeline.normalise.grammar.units.conversion import factor
from pipeline.normalise.grammar.wordlist import tongue
from pipeline.value import Mention

if TYPE_CHECKING:
    from pipeline.normalise.grammar.amounts.interval import Reading
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.value import Quantity

# A number between two others is one of a row, a telephone number or a code: nothing says what it counts.
_IN_A_ROW = re.compile(r"[0-9] [0-9]+ (?=[0-9])")
# A line that is nothing but a short number is a page, a note or a list number.
_ALONE = re.compile(r"\n[0-9]{1,3}[.)]?(?=\n|$)")
_TOKEN_END = re.compile(r"[^\s—]*")
_PART = re.compile(r"(,?[ \u00a0](?:and[ \u00a0])?)(?=[0-9½¼¾$€£]|([a-z]+)(?!\w))", re.IGNORECASE)
_PART_WORDS = NUMBER_WORDS | {"half"}
# "162 AU away", "24,000 TEU": an abbreviation with no noun behind it may be a unit, and the number no bare count.
_ABBREVIATED = re.compile(
    r" ([A-Z]{2,4})(?=[.,;)]|$| (?:and|or|of|in|at|away|from|on|per|to|by|with|for|wide|long|apart|a)\b)"
)
_LOWER = re.compile(r"[a-z]{3}")
# "5 eggs per 100 grams", "€4 per 250 ml": the second says what the first is counted for, and neither stands alone.
_BELOW = re.compile(r"(?<![^\s(])per[ \u00a0]$", re.IGNORECASE)
# "$3,000 per 40-foot container" is for a thing of that size.
_ABOVE = re.compile(r"[ \u00a0]per[ \u00a0][0-9](?![0-9.,]*-[a-z])")
_SIZED = re.compile(r"[0-9.,]+-[a-z]+")


def find_quantities(text: str, *, locale: str = "en") -> list[Mention]:
    """Find the quantities that `text`, prose, states for certain, in order; spans take in qualifier, scale and unit.

    No dates, lone years, list numbers, ordinals, versions, references or names: a number that may be one of
    those is left out, and so is one with two readings.
    """
    known_locale(locale)
    plain, places = folded(text)
    found = _found(unwrapped(plain), locale)
    return found if plain is text else [_restored(text, mention, places) for mention in found]


def _restored(text: str, mention: Mention, places: list[int] | None) -> Mention:
    """`mention` with the offsets of the text as it was, and flags for what was folded in it."""
    start, end, sentence_start, sentence_end = mention.start, mention.end, mention.sentence_start, mention.sentence_end
    if places is not None:
        start, end = places[start], places[end - 1] + 1
        sentence_start, sentence_end = places[sentence_start], places[sentence_end - 1] + 1
    quantity = mention.quantity
    flags = fold_flags(text[start:end])
    quantity = replace(quantity, flags=quantity.flags + flags) if flags else quantity
    return Mention(quantity, start, end, sentence_start, sentence_end)


def _found(prose: str, locale: str) -> list[Mention]:
    anchors, months = find_anchors(prose, tongue(locale))
    dates = [*date_spans(prose, months), (len(prose), len(prose))]
    found: list[Reading] = []
    at, day, behind = 0, 0, 0
    for anchor in anchors:
        if anchor < at:
            continue
        while dates[day][1] <= anchor:
            behind, day = dates[day][1], day + 1
        begin, end = dates[day]
        if begin <= anchor:
            at = end
            continue
        reading, at = _at_anchor(prose, anchor, at, (behind, begin), locale)
        if reading is not None and found:
            reading = with_unit_of_change(prose, found[-1], reading, tongue(locale))
        if reading is not None:
            found.append(reading)
    if not found:
        return []
    sentences = sentence_spans(prose)
    begins = [start for start, _ in sentences]
    mentions = []
    for reading in found:
        if reading.quantity is not None:
            # The point of "env. 40 %" ends no sentence.
            first, last = (sentences[bisect_right(begins, at) - 1] for at in (reading.start, reading.end - 1))
            mentions.append(Mention(reading.quantity, reading.start, reading.end, first[0], last[1]))
    return mentions


def _at_anchor(prose: str, anchor: int, at: int, free: tuple[int, int], locale: str) -> tuple[Reading | None, int]:
    """Read what covers `anchor`, begins after `at` and lies in `free` of dates: (it or None, where to go on)."""
    clock = clock_end(prose, anchor)
    if clock is not None:
        return None, clock
    before = prose[anchor - 1 : anchor]
    if (before == " " and prose[anchor - 2 : anchor - 1].isdigit() and _IN_A_ROW.match(prose, anchor - 2)) or (
        before == "\n" and _ALONE.match(prose, anchor - 1)
    ):
        return None, _token_end(prose, anchor)
    for start in starts_before(prose, anchor, at, tongue(locale)):
        reading = match_phrase(prose, start, locale)
        if reading is None or reading.end <= anchor:
            continue
        if reading.quantity is not None and reading.quantity.qualifier == "unqualified":
            return _if_sure(prose, reading, free, locale)
        if is_during(prose, reading) or is_governed(prose, reading, tongue(locale)):
            continue
        change = change_start(prose, reading, tongue(locale))
        if change is None:
            return _if_sure(prose, reading, free, locale)
        first = match_changed(prose, change, locale, reading.parts)
        if first is not None and first.end > anchor:
            return _sure(prose, first, locale), first.end
    digits = DIGITS.match(prose, anchor)
    # Number words that make no number make none from their second word on either.
    run = run_of_words(prose, anchor, True) if digits is None else None
    return None, _token_end(prose, digits.end() if digits else run[1] if run else anchor + 1)


def _if_sure(prose: str, reading: Reading, free: tuple[int, int], locale: str) -> tuple[Reading | None, int]:
    if reading.end > free[1] and reading.start >= free[0]:
        return _up_to_a_date(prose, reading, free[1], locale)
    more = _second_part(prose, reading, locale)
    sure = _sure(prose, reading, locale) if more is None else None
    if sure is None:
        return None, _token_end(prose, more or reading.end)
    if reading.start < free[0]:
        return None, _token_end(prose, reading.end)
    return sure, reading.end


def _up_to_a_date(prose: str, reading: Reading, date: int, locale: str) -> tuple[Reading | None, int]:
    """The time that ends with a date ("the six months to 24 August"), which looks like a range at first."""
    first = match_changed(prose, reading.start, locale, None)
    if first is None or first.end > date or first.quantity is None or first.quantity.dimension != "time":
        return None, _token_end(prose, reading.end)
    return _sure(prose, first, locale), first.end


def _sure(prose: str, reading: Reading, locale: str) -> Reading | None:
    """`reading`, an age in years, or None where it is not surely a quantity."""
    quantity = reading.quantity
    if quantity is None:
        return None
    around = surroundings(prose, reading, tongue(locale))
    if counts_nothing(around, quantity) or not stands_alone(around, quantity, locale) or _is_counted_per(around):
        return None
    if _is_counted(quantity):
        return _sure_count(prose, reading, quantity, around, locale)
    return reading if _is_sure(quantity, around, locale, hyphen=reading.hyphen) else None


def _sure_count(prose: str, reading: Reading, quantity: Quantity, around: Surroundings, locale: str) -> Reading | None:
    """`reading` of a number without unit, with the unit that its place gives it, if any."""
    if is_age(around, quantity):
        return reading._replace(quantity=in_years(quantity))
    bare = quantity.dimension == "count"
    shared = with_unit_of_list(prose, reading, around, locale) if bare else quantity
    if shared is None or not _is_sure(shared, around, locale, hyphen=reading.hyphen):
        return None
    may_be_unit = shared.dimension == "count" and around.after[1:2].isupper()
    abbreviated = _ABBREVIATED.match(around.after) if may_be_unit else None
    if abbreviated is not None and _LOWER.search(around.before + around.after):
        unknown = replace(shared, unit=None, unit_text=abbreviated.group(1), dimension=None)
        return reading._replace(quantity=unknown, end=reading.end + abbreviated.end())
    return reading if shared is quantity else reading._replace(quantity=shared)


def _is_counted_per(around: Surroundings) -> bool:
    """Does another number say what it is counted for, or it what another is counted for?"""
    if around.words_after[:1] == ("per",) and _ABOVE.match(around.after):
        return True
    if not around.words_before or not around.words_before[-1].endswith("per"):
        return False
    return _BELOW.search(around.before[-5:]) is not None and not _SIZED.match(around.printed)


def _is_counted(quantity: Quantity) -> bool:
    return quantity.dimension == "count" or (quantity.dimension is None and "unknown_rate" in quantity.flags)


def _is_sure(quantity: Quantity, around: Surroundings, locale: str, *, hyphen: bool) -> bool:
    if hyphen and not counts_things(around):
        return False
    if quantity.dimension in ("count", "currency") and not knows_scales(locale):
        return False
    return not _is_counted(quantity) or is_count(around, quantity)


def _token_end(prose: str, at: int) -> int:
    found = _TOKEN_END.match(prose, at)
    return found.end() if found else at


def _second_part(prose: str, reading: Reading, locale: str) -> int | None:
    """The end of a second part of the same measure ("3 days, 5 hours"), which changes what the first says."""
    if reading.quantity is None or reading.quantity.dimension not in ("time", "length", "mass", "currency"):
        return None
    unit = reading.quantity.unit
    end, last = None, reading.end
    while (joint := _PART.match(prose, last)) is not None:
        if joint.group(2) is not None and joint.group(2).lower() not in _PART_WORDS:
            break
        second = match_amount(prose, joint.end(), locale)
        if second is None or (second.unit and second.unit.leads) or prose[joint.end()] in "aA":
            break
        if second.unit is None or second.unit.code is None or second.unit.dimension != reading.quantity.dimension:
            if second.unit is not None or joint.group(1).strip() or reading.quantity.dimension == "currency":
                break
        elif unit is not None and (factor(unit, second.unit.code) or 0) <= 1:
            # The same unit again, a larger one or another currency is another measure.
            break
        end = last = second.end
    return end
