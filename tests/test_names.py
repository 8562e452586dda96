from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import NAME, RESERVED, SLUG, published_name, slug, unreserved


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Figure", "figure"),
        ("What it describes", "what_it_describes"),
        ("Metric (as claimed)", "metric_as_claimed"),
        ("key-figures", "key_figures"),
        ("Spotify’s position", "spotifys_position"),
        ("2024", "n_2024"),
        ("2 of 3", "n_2_of_3"),
        ("Select", "select_"),
        ("user", "user_"),
        ("Größe", "grosse"),
        ("Цена", "tsena"),
        ("日本", "ri_ben"),
        ("Preis €", "preis_eur"),
        ("%", ""),
        ("", ""),
        ("—", ""),
        ("😀", ""),
    ],
)
def test_published_names(text: str, name: str) -> None:
    assert published_name(text) == name


@given(st.text(max_size=120))
def test_a_published_name_is_a_name_that_nobody_reserves(text: str) -> None:
    name = published_name(text)
    assert name == "" or (NAME.fullmatch(name) and name not in RESERVED and len(name) <= 63)


@given(st.text(max_size=120))
def test_a_slug_is_a_slug(text: str) -> None:
    made = slug(text)
    assert made == "" or (SLUG.fullmatch(made) and len(made) <= 60)


@pytest.mark.parametrize(("name", "published"), [("a-b", "a_b"), ("end", "end_"), ("trees", "trees"), ("to", "to_")])
def test_a_declared_name_is_published_without_hyphen_and_reserve(name: str, published: str) -> None:
    assert unreserved(name) == published


@pytest.mark.parametrize("text", ["a", "a-1", "2025-report", "0"])
def test_slugs(text: str) -> None:
    assert SLUG.fullmatch(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "a--b", "-a", "a-", "a/b", "..", "a b", "é", "a\n"])
def test_no_slugs(text: str) -> None:
    assert not SLUG.fullmatch(text)


def test_the_reserved_words_hold_those_of_duckdb() -> None:
    import duckdb

    rows = duckdb.sql(
        "select keyword_name from duckdb_keywords() where keyword_category in ('reserved', 'type_function')"
    ).fetchall()
    assert {name for (name,) in rows} <= RESERVED
