"""The reading at once of plain amounts against the whole grammar, which does not know of it."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.normalise import find_quantities, parse_quantity
from pipeline.normalise.grammar.amounts import amount, interval
from pipeline.normalise.grammar.units.unitlist import AMBIGUOUS, POINTS, SYMBOLS, WORDS
from pipeline.normalise.grammar.wordlist import LANGUAGES, read_table

_UNITS = [*SYMBOLS, *WORDS, *AMBIGUOUS, *POINTS, "dollars", "EUR", "pence"]


def _listed(table: object) -> set[str]:
    if isinstance(table, str):
        return {table}
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return set().union(*map(_listed, inner), *(map(_listed, table) if isinstance(table, dict) else ()))


_LISTED = sorted({word for name in LANGUAGES for word in _listed(read_table(name))})
_JOINING = [
    "in",
    "out",
    "of",
    "over",
    "and",
    "or",
    "to",
    "per",
    "a",
    "an",
    "each",
    "every",
    "plus",
    "minus",
    "point",
    "half",
    "quarters",
    "thirds",
    "score",
    "x",
    "by",
    "de",
    "d",
    "m",
    "K",
]
_SCALES = ["million", "bn", "thousand", "hundred", "dozen", "k", "Mio.", "mil", "milliards", "lakh", "crore", "m"]
_WORDS = ["people", "were", "high", "to", "the", "left", "seconds.", "Then"]
_MARKS = [".", ",", ";", ":", ")", "-", "/", "±", "%", "'", "\n", "°", "+", '"', "²", "\u00a0", "(", "–", "$", "€"]
_PIECE = st.one_of(map(st.sampled_from, (_UNITS, _LISTED, _JOINING, _SCALES, _WORDS, _MARKS)))
_NUMBER = st.sampled_from(
    [
        "five",
        "½",
        "-3",
        "−40",
        "+7",
        "5½",
        "1.5½",
        "-½",
        ".5",
        "-.1",
        "-1.234",
        "Two",
        "one",
        "twenty",
        "5",
        "1",
        "12",
        "40",
        "1,234",
        "1.234",
        "2,5",
        "3.25",
        "1998",
        "0",
        "007",
        "3/4",
        "1'000",
        "10",
        "2020",
        "$5",
        "€1.2",
        "£340",
        "$0.50",
    ]
)
_TEXT = st.tuples(
    st.sampled_from(["", "", "took ", "over ", "from ", "between 2 and "]),
    _NUMBER,
    st.lists(st.tuples(st.sampled_from([" ", " ", " ", ""]), st.one_of(_PIECE, _NUMBER)), max_size=4),
).map(lambda parts: parts[0] + parts[1] + "".join(gap + piece for gap, piece in parts[2]))


@pytest.mark.parametrize("locale", ["en", "de", "fr", "es", "und"])
@given(text=_TEXT)
@example("150 lbs. of it")
@example("5 degrees of arc")
@example("3 quarters of a mile")
@example("100 MN")
@example("7 feet and 2 inches")
@example("340 million people")
@example("3% 5")
@example("3% 5%, 3% ½ and 3% 2–4")
@example("$3 million and 20 thousand")
@example("€1.2 million tonnes")
@example("$5 cr of it")
@example("5 thousand metres, 3 kg")
def test_at_once_or_by_the_whole_grammar_it_is_the_same(locale: str, text: str) -> None:
    at_once = (
        patch.object(interval, "match_plain", lambda *_: None),
        patch.object(amount, "stands_bare", lambda *_: False),
    )
    amount.match_amount.cache_clear()
    with at_once[0], at_once[1]:
        whole = parse_quantity(text, locale=locale), find_quantities(text, locale=locale)
    amount.match_amount.cache_clear()
    assert (parse_quantity(text, locale=locale), find_quantities(text, locale=locale)) == whole
