"""Words cut down to their stems, so that "listeners" meets "listening": the only door to snowballstemmer.

Its classes are taken by name, since the package prefers a library in C, of which we do not know whether it is there.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    name = _STEMMERS.get(language)
    if name is None:
        return str
    module = import_module(f"snowballstemmer.{name}_stemmer")
    stem: Callable[[str], str] = getattr(module, f"{name.capitalize()}Stemmer")().stemWord
    return stem


@cache
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case; the word itself in a language without a stemmer."""
    return _stemmer(language)(word)
