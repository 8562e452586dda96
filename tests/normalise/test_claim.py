from __future__ import annotations

import time

import pytest

from pipeline.normalise.claim import find_hedges


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Metric (as claimed)", ("as claimed",)),
        ("allegedly 5 TB", ("allegedly",)),
        ("Reportedly sold", ("Reportedly",)),
        ("No impact (per Spotify)", ("per Spotify",)),
        ("per The Paper’s own count", ("per The Paper’s",)),
        ("Sold, per Ann Lee", ("per Ann Lee",)),
        ("Claims “illicit tactics”", ("Claims",)),
        ("Share the group claims to cover", ("claims",)),
        ("according to the town, it says", ("according to", "says")),
        ("as reported by Reuters", ("as reported by",)),
        ("GB per month", ()),
        ("5 per Kilo", ()),
        ("per capita", ()),
        ("~86 million", ()),
        ("an estimated 99.9%", ()),
        ("reclaimed land", ()),
        ("disclaimer", ()),
        ("", ()),
    ],
)
def test_attributing_words_as_printed(text: str, words: tuple[str, ...]) -> None:
    assert find_hedges(text) == words


def test_time_is_linear_in_the_text() -> None:
    started = time.perf_counter()
    find_hedges("per " + "A" * 50_000 + " (per " * 20_000 + "as " * 50_000)
    assert time.perf_counter() - started < 2
