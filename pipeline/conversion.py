"""Exact factors between the units of one dimension, so that figures in different units can be compared.

Sources: the SI brochure (9th edition, tables 7 and 8), UCUM 2.1 (tables 4 to 8) and, for the yard and the pound, the
agreement of 1959. Units without an exact factor (temperatures, survey acres, calories of several sizes) are compared
with themselves only; months and years with each other, not with days. Currencies are never converted.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import lcm

_PREFIXES = {"Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "d": -1, "c": -2, "m": -3}
_PREFIXES |= {"u": -6, "n": -9, "p": -12}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4}
_FOOT, _INCH, _MILE = Fraction("0.3048"), Fraction("0.0254"), Fraction("1609.344")
_POUND = Fraction("453.59237")
# code: (base, factor); what stands in neither table is a base of its own.
_PREFIXED: dict[str, tuple[str, Fraction]] = {
    "bit": ("bit", Fraction(1)),
    "By": ("bit", Fraction(8)),
    "L": ("m3", Fraction(1, 1000)),
    "W.h": ("J", Fraction(3600)),
    "bar": ("Pa", Fraction(100_000)),
    **{unit: (unit, Fraction(1)) for unit in ("m", "g", "s", "J", "eV", "W", "Hz", "V", "A", "Ohm", "Pa", "N", "mol")},
    **{unit: (unit, Fraction(1)) for unit in ("Gy", "Sv", "rad", "Bq", "lm", "pc", "A.h", "V.A", "N.m")},
    "t": ("g", Fraction(10**6)),
}
_WHOLE: dict[str, tuple[str, Fraction]] = {
    "%": ("%", Fraction(1)),
    "[ppth]": ("%", Fraction(1, 10)),
    "[ppm]": ("%", Fraction(1, 10**4)),
    "[ppb]": ("%", Fraction(1, 10**7)),
    "[in_i]": ("m", _INCH),
    "[ft_i]": ("m", _FOOT),
    "[yd_i]": ("m", 3 * _FOOT),
    "[mi_i]": ("m", _MILE),
    "[nmi_i]": ("m", Fraction(1852)),
    "[ly]": ("m", Fraction(9_460_730_472_580_800)),
    "[lb_av]": ("g", _POUND),
    "[oz_av]": ("g", _POUND / 16),
    "min": ("s", Fraction(60)),
    "h": ("s", Fraction(3600)),
    "d": ("s", Fraction(86_400)),
    "wk": ("s", Fraction(604_800)),
    "mo": ("mo", Fraction(1)),
    "a": ("mo", Fraction(12)),
    "10*6.a": ("mo", Fraction(12 * 10**6)),
    "10*9.a": ("mo", Fraction(12 * 10**9)),
    "m2": ("m2", Fraction(1)),
    "um2": ("m2", Fraction(1, 10**12)),
    "mm2": ("m2", Fraction(1, 10**6)),
    "cm2": ("m2", Fraction(1, 10**4)),
    "km2": ("m2", Fraction(10**6)),
    "har": ("m2", Fraction(10**4)),
    "[sft_i]": ("m2", _FOOT**2),
    "[sin_i]": ("m2", _INCH**2),
    "[mi_i]2": ("m2", _MILE**2),
    "m3": ("m3", Fraction(1)),
    "mm3": ("m3", Fraction(1, 10**9)),
    "cm3": ("m3", Fraction(1, 10**6)),
    "dm3": ("m3", Fraction(1, 1000)),
    "km3": ("m3", Fraction(10**9)),
    "[cft_i]": ("m3", _FOOT**3),
    "[gal_us]": ("m3", 231 * _INCH**3),
    "[bbl_us]": ("m3", 42 * 231 * _INCH**3),
    "[gal_br]": ("m3", Fraction("0.00454609")),
    "m/s2": ("m/s2", Fraction(1)),
    "km/s2": ("m/s2", Fraction(1000)),
    "[kn_i]": ("m/s", Fraction(1852, 3600)),
    "[Btu]": ("[Btu]", Fraction(1)),
    "10*6.[Btu]": ("[Btu]", Fraction(10**6)),
}


# The prefixes that are in use, for whoever needs a list of units.
_LARGE, _DATA = "k M G T", "k M G T P Ki Mi Gi Ti"
_USED = {
    "bit": _DATA,
    "By": f"{_DATA} E Z Y",
    "m": "k d c m u n p",
    "g": "k G T P m u n p",
    "t": "k M G",
    "s": "m u n p",
    "L": "h d c m u",
    "W": f"{_LARGE} m u n",
    "J": f"{_LARGE} P E m u n",
    "W.h": _LARGE,
    "eV": f"{_LARGE} P m",
    "V": "k M m u n",
    "V.A": "k M",
    "A": "k m u n",
    "A.h": "k m",
    "Ohm": "k M G m",
    "Hz": f"{_LARGE} m",
    "Pa": f"{_LARGE} h m",
    "bar": "k m",
    "N": "k M m u",
    "N.m": "k",
    "mol": "k m u n p",
    "Bq": f"{_LARGE} P m",
    "Gy": "k c m u",
    "Sv": "m u n",
    "rad": "m",
    "lm": "k",
    "pc": "k M G",
}
_RATES = ("m/s", "km/s", "km/h", "[mi_i]/h", *(f"{p}{unit}/s" for unit in ("bit", "By") for p in ("", *_DATA.split())))


def comparable_units() -> list[tuple[str, str, int]]:
    """(code, base, factor) of every unit that another one can be compared with; a whole number of a part of the base.

    The part is the same for all units of a base, so that the products of value and factor compare exactly.
    """
    codes = [*_WHOLE, *_PREFIXED, *_RATES, *(prefix + unit for unit, used in _USED.items() for prefix in used.split())]
    bases: dict[str, list[str]] = {}
    for code in codes:
        bases.setdefault(factor_of(code)[0], []).append(code)
    found: list[tuple[str, str, int]] = []
    for base, members in bases.items():
        part = lcm(*(factor_of(code)[1].denominator for code in members))
        found += [(code, base, int(factor_of(code)[1] * part)) for code in members if len(members) > 1]
    return found


@cache
def factor_of(code: str) -> tuple[str, Fraction]:
    """(base, factor) of a UCUM or ISO 4217 code: so many of the base are one of the unit. ("bit", 8·10^12) for TBy."""
    known = _WHOLE.get(code) or _PREFIXED.get(code)
    if known is not None:
        return known
    above, slash, below = code.partition("/")
    if slash and above and below and "/" not in below:
        (base, factor), (per, divisor) = factor_of(above), factor_of(below)
        return f"{base}/{per}", factor / divisor
    return _prefixed(code) or (code, Fraction(1))


def _prefixed(code: str) -> tuple[str, Fraction] | None:
    for prefix, power in _BINARY.items():
        if code.startswith(prefix) and code[2:] in ("By", "bit"):
            base, factor = _PREFIXED[code[2:]]
            return base, factor * 1024**power
    prefix, atom = code[:1], code[1:]
    if prefix not in _PREFIXES or atom not in _PREFIXED:
        return None
    base, factor = _PREFIXED[atom]
    return base, factor * Fraction(10) ** _PREFIXES[prefix]
