"""Articles made by the benchmark, from any seed: what must never be is not, and what is plainly said is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.prose import held_in, wrong
from benchmarks.prose_articles import articles

SEEDS = st.integers(0, 10**6)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_what_must_never_be(seed: int) -> None:
    for article in articles(2, seed):
        assert list(wrong(article, held_in(article)[0])) == []


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_a_figure_stands_with_one_outcome_whatever_else_is_said(seed: int) -> None:
    """Sentences about other things do not change what is said of a figure."""
    (article,) = articles(1, seed)
    more = article._replace(text=f"{article.text}\n\nNobody asked 31 of the neighbours, and it cost $17.\n")
    assert held_in(more)[0] == held_in(article)[0]


def test_most_of_what_is_said_unchanged_is_found() -> None:
    said = [
        held_in(article)[0][label]
        for article in articles(60, 1)
        for label, how in article.how.items()
        if how == "unchanged"
    ]
    assert said.count("repeated") > 0.85 * len(said)
