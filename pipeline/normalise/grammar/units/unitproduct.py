"""Products of units as science writes them ("km s−1 Mpc−1", "kg·m²/s", "J/(kg·K)"), read whole or not at all.

Source: the SI brochure (9th edition, 5.4.6, multiplying and dividing units); a code divides from the left (UCUM 2.1,
section 2.3), so that "W m−2 K−1" is W/m2/K.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalise.grammar.units.unitlist import SYMBOLS, WORDS, dimension_of

_MOST_TERMS = 6
_LETTERS = "[A-Za-zµμΩΩÅ]"
_SPACE = "[ \u00a0\u2009\u202f]"
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁻−–", "123456789---", "^")
_TERM = re.compile(rf"({_LETTERS}{{1,6}}|°C)(\^?[−–-]?[1-9](?![0-9])|⁻?[¹²³⁴-⁹])?(?![\w⁻])")
_SECOND = re.compile(rf"-({_LETTERS}+)(?![\w-])")
_DOT = re.compile(" ?[·⋅∙] ?")
_OVER = re.compile(r"/(\(?)")
# What goes on with a unit to a product: a power below zero, a dot, a bracket below it, or a symbol with such a power.
_GOES_ON = re.compile(
    rf"⁻|−[1-9]|\^[−-]| ?[·⋅∙] ?{_LETTERS}|/\({_LETTERS}|(?:{_SPACE}{_LETTERS}{{1,6}}[²³]?){{1,3}}(?:⁻|\^?[−–-][1-9])"
)
_STARTS = frozenset("⁻−^·⋅∙/ \u00a0\u2009\u202f")
# A symbol that we do not know, with a power below zero: the unit goes on, and nobody can say to what.
_UNKNOWN = re.compile(rf"{_SPACE}{_LETTERS}{{1,6}}(?:⁻[¹²³]|−[1-3](?!\w))")
_BEHIND = re.compile(rf"{_SPACE}({_LETTERS}{{1,6}})(⁻[¹²³]|[−–-][1-3])?(?![\w])")
_SPECIAL = frozenset(["Cel", "[degF]", "dB"])
_NO_FACTORS = frozenset(["fraction", "factor", "count", "currency", "percentage_points"])
# Symbols that are sure beside others only.
_SHORT = {"a": ("a", "time"), "pc": ("pc", "length"), "T": ("T", "magnetic_flux_density")}
_CLOCK = frozenset(["pm", "am"])
_POWERED = re.compile(r"[A-Za-z]+|\[[^\]]+\]")


class Product(NamedTuple):
    """A product of units; `code` is None where a part of it is no unit of ours."""

    code: str | None
    dimension: str | None
    end: int


class _Term(NamedTuple):
    code: str
    exponent: int
    end: int


def match_product(text: str, start: int, end: int) -> Product | None:
    """Read the product of which the unit between `start` and `end` is the first part; None where it goes on to none."""
    if text[end : end + 1] == "-":
        return _hyphened(text, end)
    if text[end : end + 1] not in _STARTS or _GOES_ON.match(text, end) is None:
        return None
    terms = _terms(text, start)
    if terms is None:
        return None
    last = terms[-1]
    unknown = _UNKNOWN.match(text, max(end, last.end)) or _ahead(text, max(end, last.end), terms)
    if unknown is not None:
        return Product(None, None, unknown.end())
    if len(terms) == 1 and (last.exponent > 0 or _is_range(text, start, last)):
        return None
    if any(term.code in _SPECIAL for term in terms):
        # Degrees and decibels are points of a scale, and have no powers and no products (UCUM 2.1, section 21).
        return Product(None, None, last.end)
    if any(abs(term.exponent) != 1 and not _POWERED.fullmatch(term.code) for term in terms) or any(
        "." in term.code and term.exponent < 0 for term in terms
    ):
        return Product(None, None, last.end)
    code = _code(terms)
    return Product(code, dimension_of(code), last.end)


def _ahead(text: str, end: int, terms: list[_Term]) -> re.Match[str] | None:
    """The symbol behind a power below zero, which is a part of the product that is written out of order ("h−1 Mpc")."""
    found = _BEHIND.match(text, end)
    if found is None or (terms[-1].exponent > 0 and found.group(2) is None):
        return None
    return found if found.group(1) in SYMBOLS or found.group(1) in _SHORT else None


def _hyphened(text: str, end: int) -> Product | None:
    """ "200 kg-m", "12 kW-hours": a product or a quotient, nobody can say which; "5 m-high" is a height."""
    second = _SECOND.match(text, end)
    known = second is not None and (second.group(1) in SYMBOLS or second.group(1).lower() in WORDS)
    return Product(None, None, second.end()) if second is not None and known else None


def _terms(text: str, start: int) -> list[_Term] | None:
    """The terms that begin at `start`, each with its exponent; None where one is not known or reads two ways."""
    terms: list[_Term] = []
    at, sign, inside = start, 1, False
    while len(terms) < _MOST_TERMS:
        term = _term(text, at)
        if term is None:
            return None
        at = term.end
        if sign < 0 and term.exponent < 0:
            # "m/s−2" is written for m/s².
            return None
        if inside and text[at : at + 1] == ")":
            inside, at = False, at + 1
        terms.append(_Term(term.code, sign * term.exponent, at))
        dot, over = _DOT.match(text, at), _OVER.match(text, at)
        if over is not None and not inside:
            at, sign, inside = over.end(), -1, over.group(1) == "("
        elif dot is not None and (sign > 0 or inside):
            at = dot.end()
        elif dot is None and over is None and not inside:
            if sign < 0 or not _is_factor(text, at):
                return terms
            at += 1
        else:
            # "W/m²·K" says one thing and may mean another.
            return None
    return None


def _term(text: str, at: int) -> _Term | None:
    found = _TERM.match(text, at)
    if found is None or found.group(1) in _CLOCK:
        return None
    code, dimension = _SHORT.get(found.group(1)) or SYMBOLS.get(found.group(1), ("", "count"))
    if dimension in _NO_FACTORS:
        return None
    return _Term(code, int((found.group(2) or "1").translate(_RAISED)), found.end())


def _is_factor(text: str, at: int) -> bool:
    """Is what stands behind a space one more factor: a symbol to a power below zero, or symbols before such a one?"""
    while text[at : at + 1] in (" ", "\u00a0", "\u2009", "\u202f"):
        term = _term(text, at + 1)
        if term is None or term.exponent < 0:
            return term is not None
        at = term.end
    return False


def _is_range(text: str, start: int, term: _Term) -> bool:
    """Is "5 m−3 m" a range, and no power?"""
    symbol = _TERM.match(text, start)
    return symbol is not None and text[term.end :].lstrip().startswith(symbol.group(1))


def _code(terms: list[_Term]) -> str:
    if len(terms) == 1:
        return f"{terms[0].code}{terms[0].exponent}"
    above = ".".join(_power(term.code, term.exponent) for term in terms if term.exponent > 0)
    return above + "".join(f"/{_power(term.code, -term.exponent)}" for term in terms if term.exponent < 0)


def _power(code: str, exponent: int) -> str:
    return code if exponent == 1 else f"{code}{exponent}"
