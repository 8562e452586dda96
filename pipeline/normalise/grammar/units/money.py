"""Currencies: signs, words and ISO 4217 codes. A sign of several countries is read only where the locale tells."""

from __future__ import annotations

import re

from pipeline.normalise.grammar.units.moneylist import (
    CURRENCIES,
    DOLLARS,
    LOWER_CODES,
    NAMES,
    SHARED_NAMES,
    SIGNS,
    WORDLIKE,
)
from pipeline.normalise.grammar.wordlist import read_table

__all__ = ["CURRENCIES", "RUPEES", "Money", "currency_after", "currency_spellings", "match_currency"]

# Money that is counted in crores, or that its sign ("Rs") leaves open; "£12.40 Cr" stands to somebody's credit.
RUPEES = frozenset(["INR", "PKR", "NPR", "LKR", "BDT", None])

_DOLLAR_IS_USD = frozenset(["en", "en-us"])
_OTHER_SIGNS = "".join(SIGNS) + "¥₨"
# With a space between only where the letters are no word: "hk $ 5" but "the company's $ 5", "a $ 5 note".
_BEFORE = re.compile(
    rf"((?:[A-Za-z]{{1,3}}|[Uu]\.[Ss]\.?)?\$|(?:us|u\.s\.?|c|ca|nz|hk|nt|au)[ \u00a0]\$"
    rf"|[{_OTHER_SIGNS}]|Rs\.?(?=[ \u00a0]?[0-9])"
    r"|(?:[A-Z]{3}|[a-z]{3})(?=[ \u00a0]?[0-9−–.(+-]))[ \u00a0]?",
    re.IGNORECASE,
)
_TABLE = read_table("money")["letters"]
LETTERS: dict[str, str | None] = {**_TABLE["always"], **_TABLE["scaled"]}
_FIRSTS = frozenset(letters[0] for letters in LETTERS)
_SCALED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9][0-9,.]* ?(?:bn|billion|million|m|mn|tn|trn|trillion|crore)(?!\w)"
_LETTERS_BEFORE = re.compile(
    rf"((?:{'|'.join(sorted(_TABLE['always'], key=len, reverse=True))})\.?(?=[ \u00a0]?[0-9])"
    rf"|(?:{'|'.join(sorted(_TABLE['scaled'], key=len, reverse=True))})(?={_SCALED}))[ \u00a0]?"
)
# The climate conferences, whose name is also a currency's code.
_CONFERENCE = re.compile(r"COP[ \u00a0]?[0-9]{1,2}(?![0-9.,]| ?(?:m|bn|mn|million|billion))")

Money = tuple[str | None, tuple[str, ...]]


def _dollar(locale: str) -> Money:
    if locale.replace("_", "-").lower() in _DOLLAR_IS_USD:
        return "USD", ("assumed_usd",)
    return None, ("ambiguous_currency",)


def match_currency(text: str, at: int, locale: str) -> tuple[Money, str, int] | None:
    """Read a currency sign or ISO code before a number: ((code or None, flags), as printed, end)."""
    if text[at : at + 1] in _FIRSTS:
        letters = _LETTERS_BEFORE.match(text, at)
        if letters is not None:
            code = LETTERS[letters.group(1).rstrip(".")]
            flags = () if code is not None else ("ambiguous_currency",)
            return (code, flags), letters.group(1), letters.end()
    found = _BEFORE.match(text, at)
    if found is None:
        return None
    printed = found.group(1)
    named = printed in WORDLIKE or (printed == "COP" and _CONFERENCE.match(text, at) is not None)
    money = None if named else _read(printed, locale)
    return None if money is None else (money, printed, found.end())


def _read(printed: str, locale: str) -> Money | None:
    if printed[-1] == "$":
        prefix = printed[:-1].rstrip(" \u00a0").replace(".", "").lower()
        if not prefix:
            return _dollar(locale)
        code = DOLLARS.get(prefix)
        return None if code is None else (code, ())
    if printed in ("¥", "₨", "₿") or printed[:2] == "Rs":
        return None, ("ambiguous_currency",)
    if printed.lower() in LOWER_CODES:
        printed = "CNY" if printed.lower() == "rmb" else printed.upper()
    code = SIGNS.get(printed, printed if printed in CURRENCIES else None)
    return None if code is None else (code, ())


def currency_after(printed: str, locale: str) -> Money | None:
    """Read a currency after a number: "euros", "EUR", "€"; (None, flags) for a word that several countries use."""
    folded = printed.lower()
    if folded in ("dollar", "dollars"):
        return _dollar(locale)
    code = NAMES.get(folded.replace("u.s. ", "us "))
    if code is not None:
        return code, ()
    if folded in SHARED_NAMES:
        return None, ("ambiguous_currency",)
    return _read(printed, locale)


def currency_spellings() -> list[str]:
    """Every spelling that `currency_after` may read."""
    dollars = ["dollar", "dollars", "u.s. dollars", "$", *(f"{prefix}$" for prefix in DOLLARS), "u.s.$"]
    return [*NAMES, *SHARED_NAMES, *SIGNS, "¥", "₨", *CURRENCIES, *LOWER_CODES, *dollars]
