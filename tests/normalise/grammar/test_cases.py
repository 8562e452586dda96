"""Our own cases: every string, every marked quantity of the first news, and how many of the second."""

from __future__ import annotations

import pytest

from pipeline.normalise import find_quantities, parse_quantity
from tests.normalise.grammar.case_files import agrees, expected, lines, same, states, unmarked

STRINGS = [tuple(line) for line in lines("strings.txt")]
NEWS = [tuple(line) for line in lines("news.txt")]


@pytest.mark.parametrize(("locale", "text", "reading"), STRINGS)
def test_a_string(locale: str, text: str, reading: str) -> None:
    wanted, quantity = expected(reading), parse_quantity(text, locale=locale)
    if wanted is None:
        assert not states(quantity)
    else:
        assert quantity is not None
        assert agrees(wanted, quantity)


@pytest.mark.parametrize(("locale", "sentence"), NEWS)
def test_a_sentence_of_news(locale: str, sentence: str) -> None:
    text, wanted = unmarked(sentence)
    mentions = find_quantities(text, locale=locale)
    assert len(mentions) == len(wanted)
    for mention, (start, end, reading) in zip(mentions, wanted, strict=True):
        assert mention.start < end
        assert start < mention.end
        assert agrees(reading, mention.quantity)


def test_news_that_no_rule_was_made_for() -> None:
    found, asked, right = 0, 0, 0
    for locale, sentence in lines("news2.txt"):
        text, wanted = unmarked(sentence)
        mentions = find_quantities(text, locale=locale)
        found, asked = found + len(mentions), asked + len(wanted)
        right += sum(
            any(m.start < end and start < m.end and same(reading.value, m.quantity.value) for m in mentions)
            for start, end, reading in wanted
        )
    assert 2 * right / (found + asked) > 0.93
