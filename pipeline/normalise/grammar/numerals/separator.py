"""Digits with separators: which mark groups, which begins the decimals, and when only the locale can tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.errors import UnknownLocale
from pipeline.normalise.grammar.wordlist import language, read_table

DIGITS = re.compile(
    r"[0-9]+(?:(?:[.,'’]|[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))[0-9]+)*|[.][0-9]+",
)
MOST_DIGITS = 40
# An unknown language of which only the decimal mark is known (BCP 47, private use).
POINT_LOCALE, COMMA_LOCALE = "und-x-point", "und-x-comma"
_MARK = re.compile(r"[^0-9]")
_UNSURE_LOCALES = frozenset(["en-za", "fr-ch", "rm-ch"])


@lru_cache(maxsize=64)
def known_locale(locale: str) -> str:
    """`locale` as it is, or UnknownLocale, which lists the languages that there are; "" and "und" are no language."""
    if locale in ("", "und") or locale.startswith("und-x-") or language(locale) in _languages():
        return locale
    raise UnknownLocale(
        f"locale {locale!r} is not known: expected a language of CLDR, with or without a region (de, en-IN), or und; "
        f"the languages are {', '.join(sorted(_languages()))}"
    )


@cache
def _languages() -> frozenset[str]:
    return frozenset(name.partition("-")[0] for name in read_table("separators")["locales"])


@lru_cache(maxsize=64)
def _marks(locale: str) -> tuple[str | None, str]:
    """The decimal mark, None where nobody can say, and the grouping mark of a locale (CLDR, numbers/symbols)."""
    tag = locale.replace("_", "-").lower()
    if tag in _UNSURE_LOCALES or tag == "":
        return None, ""
    if tag in (POINT_LOCALE, COMMA_LOCALE):
        return (".", ",") if tag == POINT_LOCALE else (",", ".")
    tag = tag.partition("-x-")[0]
    table = read_table("separators")["locales"]
    parts = tag.split("-")
    names = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    found = next((table[name] for name in names if name in table), "")
    return (found[0], found[1]) if found else (None, "")


@lru_cache(maxsize=64)
def decimal_mark(locale: str) -> str | None:
    """The mark before the decimals, "." or ",", or None for a locale that we do not know."""
    return _marks(locale)[0]


def _group_marks(locale: str) -> str:
    return _marks(locale)[1]


def _fold(mark: str) -> str:
    if mark in "\u00a0\u2009\u202f":
        return "\u00a0"
    return "'" if mark == "’" else mark


def _grouped(parts: list[str], locale: str, mark: str) -> bool:
    first, rest = parts[0], parts[1:]
    if not 1 <= len(first) <= 3 or first.startswith("0"):
        return False
    if all(len(part) == 3 for part in rest):
        return True
    # Lakhs and crores (12,34,567) can be nothing else where the comma groups.
    indian = mark == "," == _group_marks(locale) and len(rest) > 1
    return indian and len(first) <= 2 and len(rest[-1]) == 3 and all(len(part) == 2 for part in rest[:-1])


def _whole(parts: list[str], locale: str, mark: str) -> str | None:
    if len(parts) > 1:
        return "".join(parts) if _grouped(parts, locale, mark) else None
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
        return _whole(parts, locale, ""), False
    if len(marks) == 1:
        role = _one_mark(parts, marks[0], locale)
        if role is None:
            return None, _grouped(parts, locale, marks[0])
    else:
        role = "group" if len(set(marks)) == 1 else "decimal"
    if role == "group":
        return _whole(parts, locale, marks[0]), False
    return _with_decimals(parts, marks, locale), False


def _with_decimals(parts: list[str], marks: list[str], locale: str) -> str | None:
    if marks[-1] not in ".," or marks[-1] in marks[:-1] or len(set(marks)) > 2:
        return None
    whole = "0" if parts[0] == "" else _whole(parts[:-1], locale, marks[0])
    return None if whole is None else f"{whole}.{parts[-1]}"
