"""Digits with separators: which mark groups, which begins the decimals, and when only the locale can tell."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = re.compile(
    r"[0-9]+(?:(?:[.,'’]|[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))[0-9]+)*|[.][0-9]+",
)
MOST_DIGITS = 40
# An unknown language of which only the decimal mark is known (BCP 47, private use).
POINT_LOCALE, COMMA_LOCALE = "und-x-point", "und-x-comma"
_MARK = re.compile(r"[^0-9]")
_COMMA_LANGUAGES_WORDS = "de fr es it nl pt pl cs sk sv da nb no fi ru uk tr el ro hu bg hr sl"
_COMMA_LANGUAGES = frozenset(_COMMA_LANGUAGES_WORDS.split())
_SPACE_LANGUAGES = frozenset(["fr", "pl", "cs", "sk", "sv", "nb", "no", "fi", "ru", "uk", "hu", "bg"])
_POINT_LOCALES_WORDS = "de-ch de-li it-ch es-mx es-us es-pr es-do es-gt es-hn es-ni es-pa es-pe es-sv"
_POINT_LOCALES = frozenset(_POINT_LOCALES_WORDS.split())
_UNSURE_LOCALES = frozenset(["en-za", "fr-ch", "rm-ch"])


@lru_cache(maxsize=64)
def language(locale: str) -> str:
    """The primary language subtag, lower case: "en" for "en-GB", "und" where none is known."""
    return locale.replace("_", "-").lower().partition("-")[0] or "und"


@lru_cache(maxsize=64)
def decimal_mark(locale: str) -> str | None:
    """The mark before the decimals, "." or ",", or None for a locale that we do not know (CLDR, numbers/symbols)."""
    tag = locale.replace("_", "-").lower()
    if tag in _UNSURE_LOCALES:
        return None
    if tag in (POINT_LOCALE, COMMA_LOCALE):
        return "." if tag == POINT_LOCALE else ","
    if tag in _POINT_LOCALES or language(tag) == "en":
        return "."
    return "," if language(tag) in _COMMA_LANGUAGES else None


@lru_cache(maxsize=64)
def _group_marks(locale: str) -> str:
    mark = decimal_mark(locale)
    if mark is None:
        return ""
    if mark == "." and (language(locale) == "en" or locale == POINT_LOCALE):
        return ","
    if language(locale) in _SPACE_LANGUAGES:
        return " "
    return "." if mark == "," else "'"


def _fold(mark: str) -> str:
    if mark in "\u00a0\u2009\u202f":
        return "\u00a0"
    return "'" if mark == "’" else mark


def _grouped(parts: list[str], locale: str) -> bool:
    first, rest = parts[0], parts[1:]
    if not 1 <= len(first) <= 3 or first.startswith("0"):
        return False
    if all(len(part) == 3 for part in rest):
        return True
    indian = locale.replace("_", "-").lower() == "en-in"
    return indian and len(first) <= 2 and len(rest[-1]) == 3 and all(len(part) == 2 for part in rest[:-1])


def _whole(parts: list[str], locale: str) -> str | None:
    if len(parts) > 1:
        return "".join(parts) if _grouped(parts, locale) else None
    return parts[0] if parts[0] == "0" or not parts[0].startswith("0") else None


def _one_mark(parts: list[str], mark: str, locale: str) -> str | None:
    """Say whether a lone mark is "decimal" or "group"; None where only a locale that we do not have could tell."""
    if mark in ".," and (len(parts[1]) != 3 or len(parts[0]) > 3 or parts[0] in ("", "0")):
        return "decimal"
    if mark in "\u00a0'" or mark in _group_marks(locale) or (mark == " " and parts[1].startswith("0")):
        # No number begins with 0, so that "40 000" is no forty and something else.
        return "group"
    return "decimal" if mark == decimal_mark(locale) else None


def proven_decimal_mark(lexeme: str) -> str | None:
    """Say which of "." and "," is the decimal mark by what DIGITS matches alone; None where it does not show."""
    parts = _MARK.split(lexeme)
    marks: list[str] = _MARK.findall(lexeme)
    if not marks or marks[-1] not in ".,":
        return None
    if len(marks) > 1 and len(set(marks)) == 1:
        return "," if marks[-1] == "." else "."
    if len(marks) == 1 and _one_mark(parts, marks[-1], "und") is None:
        return None
    return marks[-1]


def read_digits(lexeme: str, locale: str) -> tuple[str | None, bool]:
    """Read what DIGITS matches as plain digits with at most one "."; the second value is True if it is ambiguous.

    Of two different marks the last is the decimal one. (None, False) is no number at all: "1,2,3", "007".
    """
    marks = [_fold(mark) for mark in _MARK.findall(lexeme)]
    parts = _MARK.split(lexeme)
    if sum(map(len, parts)) > MOST_DIGITS:
        return None, False
    if not marks:
        return _whole(parts, locale), False
    if len(marks) == 1:
        role = _one_mark(parts, marks[0], locale)
        if role is None:
            return None, _grouped(parts, locale)
    else:
        role = "group" if len(set(marks)) == 1 else "decimal"
    if role == "group":
        return _whole(parts, locale), False
    return _with_decimals(parts, marks, locale), False


def _with_decimals(parts: list[str], marks: list[str], locale: str) -> str | None:
    if marks[-1] not in ".," or marks[-1] in marks[:-1] or len(set(marks)) > 2:
        return None
    whole = "0" if parts[0] == "" else _whole(parts[:-1], locale)
    return None if whole is None else f"{whole}.{parts[-1]}"
