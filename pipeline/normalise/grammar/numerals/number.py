"""Numerals: digits, signs, fractions, powers of ten and scale words, in exact decimals.

A numeral is read at a place of a text and says where it ends, so that cells and prose share one reading.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.grammar.numerals.foreignword import match_foreign
from pipeline.normalise.grammar.numerals.fraction import ratio
from pipeline.normalise.grammar.numerals.numberword import match_part_of, match_words
from pipeline.normalise.grammar.numerals.separator import DIGITS, MOST_DIGITS, read_digits
from pipeline.normalise.grammar.wordlist import language

if TYPE_CHECKING:
    from pipeline.normalise.grammar.numerals.cardinal import Words

EXACT = Context(prec=400)
_ONE = Decimal(1)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,2})(?!\w)")
_POWER = re.compile(r"(?:[ \u00a0]?[×x·*][ \u00a0]?10)(?:\^([+−-]?[0-9]{1,2})|([⁻]?[⁰¹²³⁴-⁹]{1,2}))(?![\w^])")
# "×10−5" is what remains of a superscript when a text is copied.
_POWER_FLAT = re.compile(r"(?:[ \u00a0]?[×x·][ \u00a0]?10)([−–][0-9]{1,2})(?![\w^]|[.,][0-9])")
_POWER_OF = re.compile(r"[ \u00a0]?[×x·*][ \u00a0]?([2-9]|[1-9][0-9]{1,3})\^([0-9]{1,2})(?![\w^]|[.,][0-9])")
_POWER_ALONE = re.compile(r"\^([+−-]?[0-9]{1,2})(?![\w^])|([⁻]?[⁰¹²³⁴-⁹]{1,2})(?![\w^])")
VULGAR = {
    "½": (1, 2),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅒": (1, 10),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅐": (1, 7),
    "⅑": (1, 9),
}
_SCALES_ALONE = frozenset(["hundred", "thousand", "million", "billion", "trillion"])
_SIGN_PARTS = {sign: ratio(*parts) for sign, parts in VULGAR.items()}
FRACTION_SIGNS = "".join(VULGAR)
_VULGAR_AT = re.compile(rf"[ \u00a0]?([{FRACTION_SIGNS}])(?![\w/])")
_MIXED = re.compile(r"(?:[ \u00a0]{1,2}|[-+])([1-9][0-9]?)[/⁄]([1-9][0-9]?)(?![\w/⁄]|[.,][0-9])")
_SIGN = re.compile(
    r"[−–+-](?=[0-9.½¼¾⅓⅔⅛])|(?:minus|negative) (?=[0-9a-zäöüéèêñ])|(?:moins|menos) (?=[0-9])", re.IGNORECASE
)
# Behind these no power and no fraction goes on with digits.
_CLOSING = frozenset(["", *"%'’\"),;:."])
_MINUSES = frozenset("−–-")
_SIGNS = frozenset("−–+-mMnN")
# Alone "1/2" may be a date or a share; with a unit behind it, it is a fraction.
_SIGNED_FRACTION = re.compile(r"([1-9][0-9]?)[/⁄]([1-9][0-9]{0,2})(?![\w/⁄]|[.,][0-9])")
_FRACTION = re.compile(r"([1-9][0-9]?)[/⁄]([1-9][0-9]{0,2})(?=[ -][A-Za-z]|[%\"″])(?![/⁄])")


class Numeral(NamedTuple):
    """A number at a place: `value` without scale, None (with a flag) where it cannot be told.

    `digits` counts the significant digits as written, `place` is the size of the last written place; both are None
    for fractions, which have no places. `power` is a scale that belongs to the numeral ("3×10^6"); `of` is True for
    "half a", which is a number only before a scale or a unit.
    """

    value: Decimal | None
    end: int
    digits: int | None = None
    place: Decimal | None = None
    power: Decimal | None = None
    flags: tuple[str, ...] = ()
    spelled: bool = False
    of: bool = False


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
    share = _SIGNED_FRACTION.match(text, sign.end()) if sign is not None and sign.group() in _MINUSES else None
    if share is not None:
        # With a sign it is no date.
        value, flags = ratio(int(share.group(1)), int(share.group(2)))
        return Numeral(value.copy_negate(), share.end(), flags=flags)
    numeral = _unsigned(text, sign.end() if sign else at, locale, conjunction and sign is None)
    if numeral is None or sign is None or sign.group() == "+" or not numeral.value:
        return numeral
    return numeral._replace(value=numeral.value.copy_negate())


def _unsigned(text: str, at: int, locale: str, conjunction: bool) -> Numeral | None:
    found = DIGITS.match(text, at)
    if found is not None:
        return _digits(text, found, locale)
    vulgar = _VULGAR_AT.match(text, at) if text[at : at + 1] in VULGAR else None
    if vulgar is not None:
        return _fraction(Decimal(0), vulgar.group(1), vulgar.end())
    words = _words(text, at, locale, conjunction)
    if words is None:
        return None
    value, place, end, flags, _ = words
    if text[at:end].lower() in _SCALES_ALONE:
        # "Million Dollar Baby", "per thousand people": with nothing before it nobody says how many.
        return None
    flags = flags or _zeros(value, place)
    return Numeral(value, end, _significant(value, place), place, None, flags, spelled=True)


def _words(text: str, at: int, locale: str, conjunction: bool) -> Words | None:
    own = language(locale)
    if own in ("de", "fr", "es"):
        return match_foreign(text, at, own)
    return match_words(text, at, conjunction=conjunction) if own in ("en", "und") else None


def match_part(text: str, at: int, locale: str) -> Numeral | None:
    """Read "half a" at `at`, which is a number where a scale or a unit follows."""
    words = match_part_of(text, at) if language(locale) in ("en", "und") else None
    return None if words is None else Numeral(words.value, words.end, flags=words.flags, spelled=True, of=True)


def _digits(text: str, found: re.Match[str], locale: str) -> Numeral | None:
    lexeme = found.group()
    read = _plain_digits(lexeme, locale) if len(lexeme) <= 2 * MOST_DIGITS else None
    if read is None:
        return None
    (value, digits, place, flags), end = read, found.end()
    if value is None:
        return Numeral(None, end, flags=flags)
    following = text[end : end + 2]
    if following[:1] in _CLOSING or (following[0] in " \u00a0" and following[1:].isalpha() and following[1:] != "x"):
        # Nothing more belongs to the numeral, and no pattern needs to be tried.
        return Numeral(value, end, digits, place, None, flags)
    if place == 1:
        mixed = _mixed(text, value, end)
        if mixed is not None:
            return mixed
    return _powered(text, Numeral(value, end, digits, place, None, flags), str(value))


def numeral_of(found: re.Match[str], locale: str) -> Numeral | None:
    """What DIGITS matched as a numeral with which nothing goes on; None where its separators leave it open."""
    read = _plain_digits(found.group(), locale) if found.end() - found.start() <= 2 * MOST_DIGITS else None
    if read is None or read[0] is None:
        return None
    return Numeral(read[0], found.end(), read[1], read[2], None, read[3])


_Read = tuple[Decimal | None, int | None, Decimal | None, tuple[str, ...]]


@lru_cache(maxsize=4096)
def _plain_digits(lexeme: str, locale: str) -> _Read | None:
    """The value, significant digits, last place and flags of digits with separators; numbers repeat in any text."""
    plain, ambiguous = read_digits(lexeme, locale)
    if plain is None:
        return (None, None, None, ("ambiguous_separator",)) if ambiguous else None
    return Decimal(plain), _count(plain), _place(plain), _trailing(plain)


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
    part, flags = ratio(int(mixed.group(1)), int(mixed.group(2)))
    return Numeral(EXACT.add(whole, part), mixed.end(), flags=flags)


def match_fraction(text: str, at: int) -> Numeral | None:
    """Read "3/4" before a word; whether it is a fraction is for the caller to say, by the unit that follows."""
    found = _FRACTION.match(text, at) if "/" in text[at : at + 3] or "⁄" in text[at : at + 3] else None
    if found is None or int(found.group(1)) >= int(found.group(2)):
        return None
    value, flags = ratio(int(found.group(1)), int(found.group(2)))
    return Numeral(value, found.end(), flags=flags)


def _fraction(whole: Decimal, glyph: str, end: int) -> Numeral:
    part, flags = _SIGN_PARTS[glyph]
    return Numeral(EXACT.add(whole, part), end, flags=flags)


def _powered(text: str, numeral: Numeral, plain: str) -> Numeral | None:
    found = _EXPONENT.match(text, numeral.end) or _POWER.match(text, numeral.end)
    found = found or _POWER_FLAT.match(text, numeral.end)
    if found is not None:
        return _with_power(numeral, next(filter(None, found.groups())), found.end())
    times = _POWER_OF.match(text, numeral.end)
    if times is not None:
        power = _raised(times.group(1), int(times.group(2)), times.end())
        if power is None or numeral.value is None:
            return None
        return power._replace(value=scaled(numeral.value, power.value))
    alone = _POWER_ALONE.match(text, numeral.end)
    if alone is None:
        return numeral
    # "10²" may be ten with a note mark, and so may "186²": only a power of ten that no note would number is sure.
    power = next(filter(None, alone.groups())).translate(_SUPERSCRIPTS).replace("−", "-").replace("–", "-")
    if alone.group(1) and plain != "10":
        return _raised(plain, int(power), alone.end())
    if plain != "10" or (alone.group(2) and abs(int(power)) < 3):
        return None
    one = numeral._replace(value=Decimal(1), digits=1, place=Decimal(1), flags=())
    return _with_power(one, power, alone.end())


def _raised(plain: str, power: int, end: int) -> Numeral | None:
    """Read "2^10" as 1024; a power of ten is a scale, and read elsewhere."""
    if len(plain) > 12 or not Decimal(plain):
        return None
    if power >= 0 and "." not in plain:
        return Numeral(Decimal(int(plain) ** power), end)
    base = Fraction(plain)
    value, flags = ratio((base**power).numerator, (base**power).denominator)
    return Numeral(value, end, flags=flags)


def _with_power(numeral: Numeral, written: str, end: int) -> Numeral | None:
    exponent = int(written.translate(_SUPERSCRIPTS).replace("−", "-").replace("–", "-"))
    if abs(exponent) > 30:
        return None
    return numeral._replace(power=_plain(Decimal(1).scaleb(exponent), max(0, -exponent)), end=end)


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
