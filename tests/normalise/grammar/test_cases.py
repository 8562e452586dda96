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


@pytest.mark.parametrize(("name", "least"), [("news2.txt", 0.94), ("news3.txt", 0.96), ("news4.txt", 0.97)])
def test_how_many_of_the_later_news(name: str, least: float) -> None:
    found, asked, right = 0, 0, 0
    for locale, sentence in lines(name):
        text, wanted = unmarked(sentence)
        mentions = find_quantities(text, locale=locale)
        found, asked = found + len(mentions), asked + len(wanted)
        right += sum(
            any(m.start < end and start < m.end and same(reading.value, m.quantity.value) for m in mentions)
            for start, end, reading in wanted
        )
    assert 2 * right / (found + asked) > least


@pytest.mark.parametrize("name", ["strings2.txt", "strings3.txt"])
def test_how_many_of_the_later_strings(name: str) -> None:
    cases = [(expected(reading), parse_quantity(text, locale=locale)) for locale, text, reading in lines(name)]
    stated = [(wanted, quantity) for wanted, quantity in cases if quantity is not None and states(quantity)]
    right = [wanted is not None and agrees(wanted, quantity) for wanted, quantity in stated]
    assert right.count(False) <= 1
    assert right.count(True) / sum(wanted is not None for wanted, _ in cases) > 0.94
