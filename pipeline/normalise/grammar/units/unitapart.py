"""Units that a word parts from their number: "3 millions d'euros", "une dizaine de jours", "fünf volle Tage"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalise.grammar.units.unit import Unit, match_unit
from pipeline.normalise.grammar.wordlist import language, pattern, tongue

if TYPE_CHECKING:
    from decimal import Decimal

_OF = re.compile(r"[ \u00a0](?:de(?=[ \u00a0]\w)|d['’](?=\w))")


def _unit_of(text: str, at: int, locale: str, scale: Decimal | None, *, rough: bool) -> Unit | None:
    """French and Spanish put "de" between a million, a dozen or some ten and its unit: "3 millions d'euros"."""
    if language(locale) not in ("fr", "es") or not (rough or (scale is not None and (scale >= 10**5 or scale == 12))):
        return None
    found = _OF.match(text, at)
    if found is None:
        return None
    return match_unit(text, found.end(), locale)


@cache
def _besides(own: str) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0](?:{pattern('beside_units', own)})(?=[ \u00a0])")


def _unit_beside(text: str, at: int, locale: str) -> Unit | None:
    """The unit of time behind an adjective: "les trois premiers mois", "fünf volle Tage"."""
    found = _besides(tongue(locale)).match(text, at) if text[at : at + 1] in (" ", "\u00a0") else None
    unit = match_unit(text, found.end(), locale) if found is not None else None
    return unit if unit is not None and unit.dimension == "time" else None


def unit_behind(text: str, at: int, locale: str, scale: Decimal | None, *, rough: bool) -> Unit | None:
    """The unit of a number of a size that ends at `at`; `rough` says that it is some ten, some hundred."""
    unit = _unit_of(text, at, locale, scale, rough=rough) or match_unit(text, at, locale)
    return _unit_beside(text, at, locale) if unit is None and language(locale) in ("de", "fr", "es") else unit
