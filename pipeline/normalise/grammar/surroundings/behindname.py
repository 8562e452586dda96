"""Numbers behind a word with a capital that are no part of a name: "In Rome, 412 flights", "and Rome 501,230."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.surroundings.nounshare import THINGS

if TYPE_CHECKING:
    from pipeline.normalise.grammar.surroundings.around import Surroundings

GROUPED = re.compile(r"[0-9](?:[.,][0-9]{3})+(?![0-9.,])")
_LARGE = re.compile(r"(?<![0-9.,])[0-9]{2,3}(?:(?:,[0-9]{3})+|(?:\.[0-9]{3})+|(?:[\u00a0\u202f ][0-9]{3})+)$")
_CLAUSE_ENDS = re.compile(
    r"[.,;:)]?(?:\s|$)(?!\s*[0-9])(?=\s*(?:$|[^\w\s]|[A-ZÀ-Þ]|and\b|but\b|while\b|in\b|et\b|y\b|en\b))"
)


def is_apart(around: Surroundings, printed: str) -> bool:
    """Is it no part of the name before it: behind a comma ("In Rome, 412 flights"), or of five digits, in groups?"""
    if printed.endswith(","):
        return THINGS.match(around.after) is not None
    if printed.endswith(":"):
        return GROUPED.search(around.printed) is not None
    return not printed.isupper() and bool(_LARGE.search(around.printed) and _CLAUSE_ENDS.match(around.after))
