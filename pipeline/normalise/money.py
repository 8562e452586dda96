"""Currencies: signs, words and ISO 4217 codes. A sign of several countries is read only where the locale tells."""

from __future__ import annotations

import re

CURRENCIES_WORDS = (
    "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HUF IDR ILS INR ISK JOD JPY "
    "KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY "
    "TWD UAH USD UYU VND XAF XOF ZAR"
)
CURRENCIES = frozenset(CURRENCIES_WORDS.split())
_SIGNS = {
    "US$": "USD",
    "U.S.$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "NT$": "TWD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
}
_WORDS = {
    "euro": "EUR",
    "euros": "EUR",
    "us dollars": "USD",
    "us dollar": "USD",
    "u.s. dollars": "USD",
    "u.s. dollar": "USD",
    "american dollars": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "pounds sterling": "GBP",
    "british pounds": "GBP",
    "swiss francs": "CHF",
    "japanese yen": "JPY",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupees": "",
    "francs": "",
    "dollars": "$",
    "dollar": "$",
}
_DOLLAR_IS_USD = frozenset(["en", "en-us"])
_BEFORE = re.compile(
    r"((?:US|U\.S\.|AU?|CA?|NZ|HK|NT|S|R)?\$|[€£¥₹₽₩₺₪₫฿₴₦₱]|[A-Z]{3}(?=[ \u00a0]?[0-9−–.(+-]))[ \u00a0]?"
)

Money = tuple[str | None, tuple[str, ...]]


def _dollar(locale: str) -> Money:
    if locale.replace("_", "-").lower() in _DOLLAR_IS_USD:
        return "USD", ("assumed_usd",)
    return None, ("ambiguous_currency",)


def match_currency(text: str, at: int, locale: str) -> tuple[Money, str, int] | None:
    """Read a currency sign or ISO code before a number: ((code or None, flags), as printed, end)."""
    found = _BEFORE.match(text, at)
    if found is None:
        return None
    money = _read(found.group(1), locale)
    return None if money is None else (money, found.group(1), found.end())


def _read(printed: str, locale: str) -> Money | None:
    if printed == "$":
        return _dollar(locale)
    if printed == "¥":
        return None, ("ambiguous_currency",)
    code = _SIGNS.get(printed, printed if printed in CURRENCIES else None)
    return None if code is None else (code, ())


def currency_after(printed: str, locale: str) -> Money | None:
    """Read a currency after a number: "euros", "EUR", "€"; (None, flags) for a word that several countries use."""
    word = _WORDS.get(printed.lower())
    if word == "$":
        return _dollar(locale)
    if word == "":
        return None, ("ambiguous_currency",)
    return (word, ()) if word is not None else _read(printed, locale)
