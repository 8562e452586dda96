"""The word lists of the languages (data/<language>.json): qualifiers, joints of ranges, labels, verbs of change.

Each language has its own words before the English ones, since a text may be in another language than its locale says.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "de", "fr", "es")


@lru_cache(maxsize=64)
def language(locale: str) -> str:
    """The primary language subtag, lower case: "en" for "en-GB", "und" where none is known."""
    return locale.replace("_", "-").lower().partition("-")[0] or "und"


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """One file of the folder data/, as it is."""
    text = (Path(__file__).parent / "data" / f"{name}.json").read_text("utf-8")
    table: Mapping[str, Any] = json.loads(text)
    return table


@cache
def tongue(locale: str) -> str:
    """The language whose lists are used for a locale: its own if there are any, else English."""
    return language(locale) if language(locale) in LANGUAGES else "en"


@cache
def phrases(kind: str, tongue: str) -> Mapping[str, str]:
    """Phrase → class, for "before" and "after": the language's own phrases, then the English ones.

    What is a word of another meaning in the language ("deux fois plus") is left out.
    """
    own = {
        form: name
        for name, listed in read_table(tongue)[kind].items()
        for phrase in listed
        for form in _contracted(phrase, tongue)
    }
    english = {phrase: name for name, listed in read_table("en")[kind].items() for phrase in listed}
    english = {phrase: name for phrase, name in english.items() if phrase not in read_table(tongue)["no_english"]}
    return english | own


def _contracted(phrase: str, tongue: str) -> list[str]:
    """A phrase, and what becomes of it before an article: "más de", "más del", "más de los"; "hasta", "hasta el"."""
    table = read_table(tongue)["contracted"]
    stem, _, last = phrase.rpartition(" ")
    if phrase[0] == " " or not phrase[-1].isalpha():
        return [phrase]
    forms = [f"{stem} {form}" for form in table[last]] if stem and last in table else []
    forms = forms or [f"{phrase} {form}" for form in table.get("", []) if last not in table]
    return [phrase, *forms]


@cache
def words(kind: str, tongue: str) -> frozenset[str]:
    """One list of words of a language, and of English."""
    return frozenset([*read_table(tongue)[kind], *read_table("en")[kind]])


@cache
def pattern(kind: str, tongue: str) -> str:
    """A list of words of a language, and of English, as alternatives of a regular expression, the longest first."""
    listed = sorted({*read_table(tongue)[kind], *read_table("en")[kind]}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", "[ \u00a0]") for word in listed)
