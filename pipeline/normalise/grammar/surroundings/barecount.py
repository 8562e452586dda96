"""Numbers in prose without scale or unit: counts, or else labels, years, names, list numbers and parts of phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.numerals.cardinal import NUMBER_WORDS
from pipeline.normalise.grammar.numerals.foreignword import number_words
from pipeline.normalise.grammar.surroundings.age import is_age, stands_aside
from pipeline.normalise.grammar.surroundings.around import counts_measures, is_number
from pipeline.normalise.grammar.surroundings.behindname import GROUPED
from pipeline.normalise.grammar.surroundings.label import MONEY, is_departure, is_label, is_name
from pipeline.normalise.grammar.surroundings.listed import counts_in_a_list, is_labelled_list
from pipeline.normalise.grammar.surroundings.nounshare import THINGS, is_of_all
from pipeline.normalise.grammar.wordlist import pattern, words

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings
    from pipeline.value import Quantity

_SHARES = frozenset(["over", "to", "by"])
# Without one of these beside it no number is half of a share.
_SHARING = _SHARES | {"out", "in", "every", "sur", "de", "cada", "von", "zu"}
# "617 (50%)" is counted, and a share of all; "12 (3)" may be anything.
_LISTED = re.compile(r"[:(]|, ?[0-9]| ?[–-]| (?!\([0-9.,]{1,8} ?(?:%|percent|per cent)\))\(?[0-9]")
_ENUMERATED = re.compile(r"[0-9],? (?:(?:and|or|&) )?$")
_ENUMERATING = frozenset("0123456789,")
_IN_YEAR = re.compile(r"(?:^|[^0-9.,])(?:1[5-9]|20)[0-9]{2}, $")
_INCH_MARK = re.compile(r" ?[\"″](?: |$)")
_MARKING = frozenset(' "″$€£')
# An acronym before a plural is no unit: "12 NHS trusts", but "12 PS engines".
_SYMBOL = re.compile(
    r" (?!vs(?!\w)|(?!PS|MP|[DP]PI|RPM|BTU|PSI|KG|KM|MM|CM|ML|V[AD]C)[A-Z]{2,5}(?: [a-z]{3,})?s(?!\w))"
    r"(?:[a-zµ][A-Z][A-Za-z]?|[^\W\d_aeiouyAEIOUY]{1,6}|[A-Z]{0,2}(?:EUR|USD|GBP|CHF|JPY))(?![\w'’])"
)
_MONEY_NEXT = re.compile(r" ?[$€£][ ]?[0-9]")
# "Revenue (in millions): 1,204": the scale stands before it.
_SCALED_BEFORE = re.compile(r"\bin (?:thousands|millions|billions)\b[^.\n]{0,20}$")
# "Power 300 homes for a year": no number in a year.
_RATE = re.compile(
    r"(?: [A-Za-z]{1,20}+){1,3}(?: per |/|(?<! for)(?<! in)(?<! of)(?<! after)(?<! within)(?<! over)"
    r" an? (?:day|hour|week|month|year|minute)\b)"
)
_UNGROUPED = re.compile(r"(?<![0-9.,])[0-9]{4,}(?=$| (?:or|and|at|max|min))")
_YEAR_BEFORE_2100 = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
_YEAR = re.compile(rf"{_YEAR_BEFORE_2100.pattern}|2100")
_SURE_RANGE = (
    "between",
    "from",
    "more",
    "less",
    "greater",
    "larger",
    "smaller",
    "higher",
    "lower",
    "at ",
    "over",
    "above",
    "no ",
)
# "a 100-member council"; a score, a name or a factor is none.
_MEMBERS = re.compile(
    r"-(?!gauge|figure|digit|under(?!\w)|over(?!\w)|par(?!\w)|all(?!\w)|fold|some|odd|plus|point|year-|times|dimension|percent|letter)[a-z]{4,}(?!\w)"
)
# What "one" counts, where elsewhere it is as often a pronoun.
_ONE_OF = re.compile(
    rf" (?:(?:last|final|single|additional|extra) [a-z]{{3,}}|(?:[a-z]+ )?(?:{pattern('one_of', 'en')}))(?![\w'’-])"
)
_PEOPLE = re.compile(rf" (?:[a-z]+ )?(?:{pattern('not_long', 'en')})(?!\w)")
_OPENING = frozenset(["starting", "open", "opens", "opening"])
_POINTED = re.compile(r"\. ([^\W\d_]+)")
# "Growth over 2019" compares with a year.
_GAINS = frozenset(["increase", "increases", "rise", "growth", "improvement", "gain", "gains", "decline", "reduction"])
_ZEROS = frozenset(["zero", "nought", "naught"])
_IS = re.compile(r" (?:is|was|equals|plus)\b")


def is_count(around: Surroundings, quantity: Quantity) -> bool:
    """Is a number without unit, in its place, surely a number of things?"""
    if _SYMBOL.match(around.after) or _is_marked(around) or _is_scaled_before(around.before[-34:]):
        return False
    if quantity.scale is not None:
        return around.words_before[-1:] == () or around.words_before[-1].rstrip(".") not in MONEY
    if stands_aside(around):
        return True
    alone = not around.words_before and not around.before.strip() and not around.after.strip(" .!?")
    if _is_ungrouped(around, quantity, alone=alone) or is_label(around) or _is_marker(around) or is_departure(around):
        return False
    printed = around.printed.lower()
    if printed == "one" and not _ONE_OF.match(around.after):
        return False
    if printed in _ZEROS and not (alone or THINGS.match(around.after) or _IS.match(around.after)):
        return False
    if printed[0] in "+-−–" and not alone and not around.words_before:
        return False
    if _MEMBERS.match(around.after) or _is_part(quantity):
        return True
    if (
        _is_listed(around)
        or (quantity.unit_text is None and _is_share(around))
        or is_name(around, quantity)
        or _RATE.match(around.after)
    ):
        return False
    return _has_things(around, quantity)


def counts_nothing(around: Surroundings, quantity: Quantity) -> bool:
    """Is it at first sight a year, or the pronoun "one"? Neither takes the unit of a list."""
    if quantity.dimension != "count" or not 3 <= len(around.printed) <= 4:
        return False
    if _YEAR_BEFORE_2100.fullmatch(around.printed):
        return not _counts_though_a_year(around, quantity)
    return around.printed.lower() == "one" and _ONE_OF.match(around.after) is None and not is_age(around, quantity)


def _is_scaled_before(before: str) -> bool:
    return ("ions" in before or "thousands" in before) and _SCALED_BEFORE.search(before) is not None


def counts_things(around: Surroundings) -> bool:
    """Is "10-15" before a plural a range of things? A score has none, nor has a part number."""
    things = THINGS.match(around.after) or _PEOPLE.match(around.after)
    return things is not None or around.printed.replace(",", "").partition("-")[0][3:4].isdigit()


def _is_part(quantity: Quantity) -> bool:
    """Is it a fraction in words, and so no hour and no side of a score ("fell by a fifth to 80,000")?"""
    return quantity.resolution is None and quantity.value is not None and 0 < quantity.value < 1


def _is_marked(around: Surroundings) -> bool:
    """Is it money or inches by what stands behind it? Before a word in small letters it is neither."""
    if around.after[:1] not in _MARKING or (around.after[:1] == " " and around.after[1:2].islower()):
        return False
    if counts_measures(around):
        return False
    return _MONEY_NEXT.match(around.after) is not None or _marks_inches(around)


def _marks_inches(around: Surroundings) -> bool:
    """Is the mark behind it one of inches, and not the end of a quotation?"""
    marked = around.printed[-1].isdigit() and _INCH_MARK.match(around.after) is not None
    return marked and around.before.count('"') % 2 == 0


def _is_ungrouped(around: Surroundings, quantity: Quantity, *, alone: bool) -> bool:
    """Four digits may be a year, more an identifier: a qualifier or a plural behind them says that they count."""
    digits = _UNGROUPED.search(around.printed) if len(around.printed) > 3 else None
    if digits is None:
        return False
    if _YEAR.fullmatch(digits.group()):
        return not _counts_though_a_year(around, quantity)
    if around.words_before[-1:] == ("to",) and around.words_before[-2:-1] in (("equal",), ("equals",)):
        return False
    return not (alone or quantity.qualifier != "unqualified" or THINGS.match(around.after))


def _counts_though_a_year(around: Surroundings, quantity: Quantity) -> bool:
    """Is "more than 2000", "killed 2000 people" a number, and no year? A bound is one, and what counts people."""
    if quantity.qualifier in ("more_than", "less_than", "at_least") and quantity.value is not None:
        if around.printed[:5].lower() == "over " and around.words_before[-1:] and around.words_before[-1] in _GAINS:
            # "An increase over 2010".
            return THINGS.match(around.after) is not None
        # "20 % weniger als 2019" is less than in that year.
        near = around.words_before[-2:]
        joined = near[-1:] and near[-1] in words("and", around.own) | words("or", around.own)
        return bool(joined) or not any(word[:1].isdigit() or word[-1:] == "%" for word in near)
    if quantity.qualifier == "range":
        return around.printed.lower().startswith(_SURE_RANGE) or (quantity.lower or 0) >= 1000
    if around.words_before[-2:] == ("total", "of"):
        return THINGS.match(around.after) is not None
    if around.words_before[-1:] and around.words_before[-1] in words("before_years", around.own):
        return False
    return (quantity.qualifier != "unqualified" and THINGS.match(around.after) is not None) or (
        _PEOPLE.match(around.after) is not None
    )


def _is_marker(around: Surroundings) -> bool:
    """The number of a list item, a citation or a note: "1. ", "(2)", "[12]"."""
    if around.before[-1:] in ("(", "[") and around.after[:1] in (")", "]"):
        return around.before[-1:] == "[" or not GROUPED.search(around.printed)
    if around.own == "de" and _is_german_ordinal(around):
        return True
    if around.after.lstrip()[:1] == ")" and around.before.count("(") <= around.before.count(")"):
        return True
    return around.after[:1] in (".", ")") and not around.before.strip(" \t>([")


def _is_german_ordinal(around: Surroundings) -> bool:
    """Is it one of "im 19. Jahrhundert", "am 3. und 4. Platz"? Where a sentence may end, the words beside it tell."""
    found = _POINTED.match(around.after)
    if found is None or not around.printed.isdigit() or len(around.printed) > 3:
        return False
    word = found.group(1)
    if word[0].islower() or word.lower() in words("ordinal_before", "de"):
        return True
    return around.words_before != () and around.words_before[-1].strip('(„"') in words("ordinal_after", "de")


def _is_listed(around: Surroundings) -> bool:
    if around.words_after and around.words_after[0] in words("not_after", around.own):
        return True
    if around.words_after[:1] == ("or",) and around.words_after[1:2] in (
        ("more",),
        ("less",),
        ("fewer",),
        ("greater",),
    ):
        return not (
            around.words_after[2:3] == ("than",)
            and is_number(around.words_after[3:4][0] if around.words_after[3:4] else "")
        )
    if counts_in_a_list(around) or counts_measures(around):
        return False
    if around.before.endswith(", ") and _IN_YEAR.search(around.before[-12:]):
        return _LISTED.match(around.after) is not None
    last = around.words_before[-1] if around.words_before else ""
    enumerated = (last[-1:] in _ENUMERATING or last in ("and", "or", "&")) and around.printed[0].isdigit()
    enumerated = enumerated and _ENUMERATED.search(around.before[-8:]) is not None
    enumerated = enumerated and not (GROUPED.search(around.printed) and around.words_before[-1:] == ("and",))
    enumerated = enumerated and (THINGS.match(around.after) is None or is_labelled_list(around))
    return enumerated or _LISTED.match(around.after) is not None


def _is_share(around: Surroundings) -> bool:
    """Is it one half of a share: "2 of 5", "one out of three", "1 in twenty"?"""
    if _SHARING.isdisjoint(around.words_after[:2]) and _SHARING.isdisjoint(around.words_before[-1:]):
        return False
    if around.words_after[1:2] == ("the",) or around.words_before[-1:] == ("the",):
        return False
    if is_of_all(around):
        return True
    after = [word for word in around.words_after if word != "out"]
    if around.own == "de" and (_is_of(after[:2]) or _is_of([*reversed(around.words_before)][:2])):
        return True
    if after[:1] and after[0] in _SHARES and any(is_number(word) for word in after[1:2]):
        return not (after[0] == "by" and _YEAR.fullmatch(after[1]))
    before = [word for word in around.words_before if word != "out"]
    return len(before) > 1 and before[-1] == "over" and is_number(before[-2])


def _is_of(near: list[str]) -> bool:
    """Is it one side of "2 von 3", "80 zu 20", "zwei von drei"?"""
    return near[:1] in (["von"], ["zu"]) and near[1:] != [] and (is_number(near[1]) or near[1] in number_words("de"))


def _is_sure_range(around: Surroundings, quantity: Quantity) -> bool:
    if around.printed.lower().startswith(_SURE_RANGE) or " through " in around.printed or "~" in around.printed[1:]:
        return True
    return (quantity.lower or 0) >= 1000


def _has_things(around: Surroundings, quantity: Quantity) -> bool:
    """A range needs a noun; a number alone needs one after words that may begin a time of day ("at 5")."""
    if counts_measures(around):
        return True
    word = around.words_after[0] if around.words_after and around.words_after[0][:1].isalpha() else None
    if quantity.qualifier == "range" and not _is_sure_range(around, quantity):
        return word is not None and (around.own == "de" or around.after.lstrip()[:1].islower())
    if word is None:
        clock = around.words_before and around.words_before[-1] in words("clock", around.own)
        clock = clock or (around.words_before[-1:] == ("from",) and around.words_before[-2:][0] in _OPENING)
        clock = clock and not (around.words_before[-2:-1] and around.words_before[-2] in words("figured", around.own))
        value = quantity.value if quantity.value is not None else quantity.lower
        return not clock or quantity.resolution not in (None, 1) or (value is not None and value > 24)
    return word not in NUMBER_WORDS
