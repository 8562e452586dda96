"""Exact factors between UCUM codes, from UCUM's own table, and None where there is none.

The codes are those that this project writes and whatever else UCUM's table of units (data/ucum.json, made by
tests/ucum_table.py) can spell. A bit is a dimension of its own, so that no number of things is a number of bits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.normalise.grammar.wordlist import read_table

_LONGEST = 100
_PIECE = re.compile(r"[./()]|(?:10[*^]|\[[^\[\]]*\]|[^\s./()\[\]{}0-9+-])+|[+-]?[0-9]+|(?:\{[^{}]*\})")
_POWERS_OF_TEN = ("10*", "10^")


@dataclass(frozen=True, slots=True)
class Size:
    """What a code is: `factor` times a product of base units, each with its exponent, in the order of their names."""

    factor: Fraction
    bases: tuple[tuple[str, int], ...]


def factor(from_code: str, to_code: str) -> Fraction | None:
    """How many of `to_code` one `from_code` is, as an exact ratio; None for other dimensions and for degrees."""
    one, two = size_of(from_code), size_of(to_code)
    return None if one is None or two is None or one.bases != two.bases else one.factor / two.factor


@lru_cache(maxsize=1024)
def size_of(code: str) -> Size | None:
    """What a UCUM code is in base units; None for what UCUM does not know, and for a special scale ("Cel")."""
    if not code or len(code) > _LONGEST or not code.isascii():
        return None
    pieces = _PIECE.findall(code)
    if "".join(pieces) != code:
        return None
    try:
        size, rest = _term(pieces, 0)
    except _UNREADABLE:
        return None
    return size if rest == len(pieces) else None


_UNREADABLE = (KeyError, IndexError, ValueError, ZeroDivisionError, OverflowError)
_NOTHING = Size(Fraction(1), ())


def _term(pieces: list[str], at: int) -> tuple[Size, int]:
    """The product that begins at `at`, read from the left: "s/m.mg" is seconds per metre, times milligrams."""
    total, sign = _NOTHING, 1
    if pieces[at] == "/":
        sign, at = -1, at + 1
    while True:
        size, at = _component(pieces, at)
        total = _times(total, size, sign)
        if at == len(pieces) or pieces[at] == ")":
            return total, at
        sign = {".": 1, "/": -1}[pieces[at]]
        at += 1


def _component(pieces: list[str], at: int) -> tuple[Size, int]:
    piece = pieces[at]
    if piece == "(":
        size, at = _term(pieces, at + 1)
        if pieces[at] != ")":
            raise ValueError(piece)
        return size, at + 1
    if piece[0] == "{":
        return _NOTHING, at + 1
    if piece[0] in "+-0123456789" and piece not in _POWERS_OF_TEN:
        return Size(Fraction(int(piece)), ()), _past_note(pieces, at + 1)
    exponent = 1
    if at + 1 < len(pieces) and pieces[at + 1][0] in "+-0123456789" and pieces[at + 1] not in _POWERS_OF_TEN:
        at, exponent = at + 1, int(pieces[at + 1])
    if abs(exponent) > _LONGEST:
        raise ValueError(piece)
    return _times(_NOTHING, _atom(piece), exponent), _past_note(pieces, at + 1)


def _past_note(pieces: list[str], at: int) -> int:
    return at + 1 if at < len(pieces) and pieces[at][0] == "{" else at


def _times(one: Size, two: Size, exponent: int) -> Size:
    bases = dict(one.bases)
    for base, power in two.bases:
        bases[base] = bases.get(base, 0) + power * exponent
    return Size(one.factor * two.factor**exponent, tuple(sorted((b, p) for b, p in bases.items() if p)))


@lru_cache(maxsize=1024)
def _atom(code: str) -> Size:
    table = read_table("ucum")
    if code in _POWERS_OF_TEN:
        return Size(Fraction(10), ())
    if code in table["bases"]:
        return Size(Fraction(1), ((code, 1),))
    if code in table["atoms"]:
        value, unit = table["atoms"][code]
        return _times(Size(Fraction(value), ()), _whole(unit), 1)
    for length in (1, 2):
        if code[:length] in table["prefixes"] and code[length:] in table["metric"]:
            return _times(Size(Fraction(table["prefixes"][code[:length]]), ()), _atom(code[length:]), 1)
    raise KeyError(code)


def _whole(code: str) -> Size:
    size = size_of(code)
    if size is None:
        raise KeyError(code)
    return size
