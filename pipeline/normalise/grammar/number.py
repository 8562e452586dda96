"""Numerals: digits, signs, fractions, powers of ten and scale words, in exact decimals.

A numeral is read at a place of a text and says where it ends, so that cells and prose share one reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal, InvalidOperation

from pipeline.normalise.grammar.fraction import exact_part
from pipeline.normalise.grammar.numberword import match_words
from pipeline.normalise.grammar.separator import DIGITS, language, read_digits

EXACT = Context(prec=400)
_ONE = Decimal(1)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,2})(?!\w)")
_POWER = re.compile(r"(?:[ \u00a0]?[×x·*][ \u00a0]?10)(?:\^([+−-]?[0-9]{1,2})|([⁻]?[⁰¹²³⁴-⁹]{1,2}))(?![\w^])")
# "×10−5" is what remains of a superscript when a text is copied.
_POWER_FLAT = re.compile(r"(?:[ \u00a0]?[×x·][ \u00a0]?10)([−–][0-9]{1,2})(?![\w^]|[.,][0-9])")
_POWER_ALONE = re.compile(r"\^([+−-]?[0-9]{1,2})(?![\w^])|([⁻]?[⁰¹²³⁴-⁹]{1,2})(?![\w^])")
_VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
    "⅞": "0.875",
    "⅕": "0.2",
    "⅖": "0.4",
    "⅗": "0.6",
    "⅘": "0.8",
    "⅒": "0.1",
    **dict.fromkeys("⅓⅔⅙⅚⅐⅑", ""),
}
_VULGAR_AT = re.compile(rf"[ \u00a0]?([{''.join(_VULGAR)}])(?![\w/])")
_MIXED = re.compile(r"[ \u00a0]{1,2}([1-9][0-9]?)[/⁄]([1-9][0-9]?)(?![\w/⁄]|[.,][0-9])")
_SIGN = re.compile(r"[−–+-](?=[0-9.½¼¾⅓⅔⅛])|(?:minus|negative) (?=[0-9a-z])", re.IGNORECASE)
_SIGNS = frozenset("−–+-mMnN")
# Alone "1/2" may be a date or a share; with a unit behind it, it is a fraction.
_FRACTION = re.compile(r"([1-9][0-9]?)[/⁄]([1-9][0-9]{0,2})(?=[ -][A-Za-z]|[%\"″])(?![/⁄])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at a place: `value` without scale, None (with a flag) where it cannot be told.

    `digits` counts the significant digits as written, `place` is the size of the last written place; both are None
    for fractions, which have no places. `power` is a scale that belongs to the numeral ("3×10^6").
    """

    value: Decimal | None
    end: int
    digits: int | None = None
    place: Decimal | None = None
    power: Decimal | None = None
    flags: tuple[str, ...] = ()
    spelled: bool = False


def parse_number(text: str, *, locale: str = "en") -> Decimal | None:
    """The number that the whole of `text` states, scale applied, or None."""
    stripped = text.strip()
    numeral = match_number(stripped, 0, locale)
    if numeral is None or numeral.value is None:
        return None
    scale = match_scale(stripped, numeral.end, locale, money=False)
    factor, end = scale if scale is not None else (Decimal(1), numeral.end)
    return scaled(scaled(numeral.value, numeral.power), factor) if end == len(stripped) else None


def scaled(value: Decimal, scale: Decimal | None) -> Decimal:
    """`value` times `scale`, exactly; decimals that a scale has used up are not kept ("1.2 million" is 1200000)."""
    if scale is None or scale == 1:
        return value
    product = EXACT.multiply(value, scale)
    return _plain(product, max(0, -_exponent(value) - scale.adjusted()))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(value: Decimal, places: int) -> Decimal:
    rounded = EXACT.quantize(value, Decimal(1).scaleb(-places))
    return rounded if rounded == value else value


def match_number(text: str, at: int, locale: str, *, conjunction: bool = True) -> Numeral | None:
    """Read a numeral that begins at `at`, sign included, without scale words; None where there is none to be sure of.

    With `conjunction` False "and" ends a number in words, as in "between two hundred and three hundred".
    """
    sign = _SIGN.match(text, at) if text[at : at + 1] in _SIGNS else None
    numeral = _unsigned(text, sign.end() if sign else at, locale, conjunction and sign is None)
    if numeral is None or sign is None or sign.group() == "+" or numeral.value is None:
        return numeral
    return replace(numeral, value=numeral.value.copy_negate())


def _unsigned(text: str, at: int, locale: str, conjunction: bool) -> Numeral | None:
    found = DIGITS.match(text, at)
    if found is not None:
        return _digits(text, found, locale)
    vulgar = _VULGAR_AT.match(text, at) if text[at : at + 1] in _VULGAR else None
    if vulgar is not None:
        return _fraction(Decimal(0), vulgar.group(1), vulgar.end())
    words = match_words(text, at, conjunction=conjunction) if language(locale) in ("en", "und") else None
    if words is None:
        return None
    value, place, end = words
    return Numeral(value, end, _significant(value, place), place, None, _zeros(value, place), spelled=True)


def _digits(text: str, found: re.Match[str], locale: str) -> Numeral | None:
    plain, ambiguous = read_digits(found.group(), locale)
    if plain is None:
        return Numeral(None, found.end(), flags=("ambiguous_separator",)) if ambiguous else None
    value, end = Decimal(plain), found.end()
    following = text[end : end + 2]
    if following[:1] in ("", "%") or (following[0] in " \u00a0" and following[1:].isalpha() and following[1:] != "x"):
        # Nothing more belongs to the numeral, and no pattern needs to be tried.
        return Numeral(value, end, _count(plain), _place(plain), None, _trailing(plain))
    if "." not in plain:
        mixed = _mixed(text, value, end)
        if mixed is not None:
            return mixed
    numeral = Numeral(value, end, _count(plain), _place(plain), None, _trailing(plain))
    return _powered(text, numeral, plain)


def _place(plain: str) -> Decimal:
    """The size of the last written place."""
    point = plain.find(".")
    return _ONE if point < 0 else _ONE.scaleb(point + 1 - len(plain))


def _mixed(text: str, whole: Decimal, at: int) -> Numeral | None:
    vulgar = _VULGAR_AT.match(text, at)
    if vulgar is not None:
        return _fraction(whole, vulgar.group(1), vulgar.end())
    mixed = _MIXED.match(text, at)
    if mixed is None or int(mixed.group(1)) >= int(mixed.group(2)):
        return None
    part = exact_part(int(mixed.group(1)), int(mixed.group(2)))
    value = EXACT.add(whole, part) if part is not None else None
    return Numeral(value, mixed.end(), flags=() if part is not None else ("non_terminating",))


def match_fraction(text: str, at: int) -> Numeral | None:
    """Read "3/4" before a word; whether it is a fraction is for the caller to say, by the unit that follows."""
    found = _FRACTION.match(text, at) if "/" in text[at : at + 3] or "⁄" in text[at : at + 3] else None
    if found is None or int(found.group(1)) >= int(found.group(2)):
        return None
    value = exact_part(int(found.group(1)), int(found.group(2)))
    return Numeral(value, found.end(), flags=() if value is not None else ("non_terminating",))


def _fraction(whole: Decimal, glyph: str, end: int) -> Numeral:
    part = _VULGAR[glyph]
    if not part:
        return Numeral(None, end, flags=("non_terminating",))
    return Numeral(EXACT.add(whole, Decimal(part)), end)


def _powered(text: str, numeral: Numeral, plain: str) -> Numeral | None:
    found = _EXPONENT.match(text, numeral.end) or _POWER.match(text, numeral.end)
    found = found or _POWER_FLAT.match(text, numeral.end)
    if found is not None:
        return _with_power(numeral, next(filter(None, found.groups())), found.end())
    alone = _POWER_ALONE.match(text, numeral.end)
    if alone is None:
        return numeral
    # "10²" may be ten with a note mark, and so may "186²": only a power of ten that no note would number is sure.
    power = next(filter(None, alone.groups())).translate(_SUPERSCRIPTS).replace("−", "-").replace("–", "-")
    if plain != "10" or (alone.group(2) and abs(int(power)) < 3):
        return None
    one = replace(numeral, value=Decimal(1), digits=1, place=Decimal(1), flags=())
    return _with_power(one, power, alone.end())


def _with_power(numeral: Numeral, written: str, end: int) -> Numeral | None:
    exponent = int(written.translate(_SUPERSCRIPTS).replace("−", "-").replace("–", "-"))
    if abs(exponent) > 30:
        return None
    return replace(numeral, power=_plain(Decimal(1).scaleb(exponent), max(0, -exponent)), end=end)


def _count(plain: str) -> int:
    return len(plain.replace(".", "").lstrip("0")) or 1


def _trailing(plain: str) -> tuple[str, ...]:
    return ("trailing_zeros",) if len(plain) > 1 and "." not in plain and plain.endswith("0") else ()


def _significant(value: Decimal, place: Decimal | None) -> int | None:
    return None if place is None else _count(str(EXACT.divide_int(value, place)))


def _zeros(value: Decimal, place: Decimal | None) -> tuple[str, ...]:
    return () if place is None else _trailing(str(EXACT.divide_int(value, place)))


def resolution_of(numeral: Numeral, scale: Decimal | None) -> Decimal | None:
    """The size of the last written place after scaling: 1000000 for "86 million"."""
    if numeral.place is None or (numeral.power is None and scale is None):
        return numeral.place
    try:
        size = EXACT.multiply(scaled(numeral.place, numeral.power), scale if scale is not None else Decimal(1))
        return _plain(size, max(0, -size.normalize(EXACT).adjusted()))
    except InvalidOperation:
        return None


_SCALE_ROWS: dict[str, dict[str, str]] = {
    "en": {
        "1e2": "hundred",
        "1e3": "thousand thousands",
        "1e5": "lakh lakhs",
        "1e6": "million millions mn mln mil mill",
        "1e7": "crore crores",
        "1e9": "billion billions bn bln",
        "1e12": "trillion trillions tn trn tln",
        "12": "dozen",
    },
    "de": {
        "1e3": "tausend tsd.",
        "1e6": "million millionen mio. mio",
        "1e9": "milliarde milliarden mrd. mrd",
        "1e12": "billion billionen bio.",
    },
    "fr": {"1e3": "mille", "1e6": "million millions", "1e9": "milliard milliards mds md", "1e12": "billion billions"},
    "es": {"1e3": "mil", "1e6": "millón millones", "1e9": "mil_millones", "1e12": "billón billones"},
}
_WORD_SCALES = {
    tongue: {word.replace("_", " "): size for size, words in rows.items() for word in words.split()}
    for tongue, rows in _SCALE_ROWS.items()
}
# In any language: a text may be in another than its locale says, and then "5 milliards" is still no number of things.
SCALE_WORDS = frozenset(word.rstrip(".") for table in _WORD_SCALES.values() for word in table) | {"miljoen", "mil"}
_SCALE_FIRSTS = frozenset(word.partition(" ")[0] for word in SCALE_WORDS)
_MONEY_LETTERS = {"k": "1e3", "K": "1e3", "m": "1e6", "M": "1e6", "MM": "1e6", "b": "1e9", "B": "1e9", "T": "1e12"}
_COUNT_LETTERS = {"k": "1e3", "M": "1e6"}
_SCALE_WORD = re.compile(r"[ \u00a0\u202f-]?((?:mil |hundred )?[^\W\d_]{1,10}\.?)(?![\w])", re.IGNORECASE)


def knows_scales(locale: str) -> bool:
    """Do we have the scale words of the language? Where not, a number of things may be a number of millions."""
    return language(locale) in (*_WORD_SCALES, "und")


def match_scale(text: str, at: int, locale: str, *, money: bool) -> tuple[Decimal, int] | None:
    """Read a scale directly after a numeral: a word, or a letter without a space ("86M", "$5m" but not "5m")."""
    found = _SCALE_WORD.match(text, at)
    if found is None:
        return None
    word, glued = found.group(1), found.start(1) == at
    if not glued and word.lower().partition(" ")[0].rstrip(".") not in _SCALE_FIRSTS:
        return None
    letters = (_MONEY_LETTERS if money else _COUNT_LETTERS) if glued else {}
    table = _WORD_SCALES.get("en" if language(locale) == "und" else language(locale), {})
    first, _, second = word.lower().partition(" ")
    if first == "hundred" and second in ("thousand", "million", "billion") and "hundred" in table:
        return Decimal(int(Decimal(table[second]) * 100)), found.end(1)
    for spelling in (word, word.rstrip("."), word.partition(" ")[0]):
        size = letters.get(spelling) or table.get(spelling.lower())
        if size is not None:
            return Decimal(int(Decimal(size))), found.start(1) + len(spelling)
    return None
