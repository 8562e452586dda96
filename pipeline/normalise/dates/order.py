"""The order of day and month in "03/04/2025": from the locale, or from a column whose other dates have only one."""

from __future__ import annotations

import re

from pipeline.normalise.grammar.wordlist import language

# Where a numeric date begins with the day (CLDR, dateFormats/short); plain "en" may be either.
_DAY_FIRST = frozenset(
    ["de", "fr", "es", "it", "nl", "pt", "pl", "cs", "da", "nb", "no", "fi", "ru", "uk", "tr", "el", "ro"]
)
_DAY_FIRST_ENGLISH = frozenset(["en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"])
_MONTH_FIRST = frozenset(["en-us", "es-us", "es-pr"])
_NUMERIC = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2(?:[12][0-9]{3})")


def is_day_first(locale: str) -> bool | None:
    """Whether the day stands first in a numeric date of a locale; None where the locale does not tell."""
    tag = locale.replace("_", "-").lower()
    if tag.endswith(("-x-dmy", "-x-mdy")):
        return tag.endswith("dmy")
    if tag in _MONTH_FIRST:
        return False
    return True if tag in _DAY_FIRST_ENGLISH or language(tag) in _DAY_FIRST else None


def order_locale(texts: list[str], locale: str) -> str:
    """`locale` with the order that a column's numeric dates prove; as it is if they prove none, or both.

    A first number above twelve is a day; a second one above twelve makes the first a month.
    """
    if is_day_first(locale) is not None:
        return locale
    found = [match for text in texts if (match := _NUMERIC.fullmatch(text.strip())) is not None]
    days = any(int(match.group(1)) > 12 for match in found)
    months = any(int(match.group(3)) > 12 for match in found)
    if days == months:
        return locale
    base = locale.partition("-x-")[0] or "und"
    return f"{base}-x-{'dmy' if days else 'mdy'}"
