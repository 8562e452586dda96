"""Which UCUM codes are taken for valid, and how they are converted, by UCUM's functional tests."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter
from decimal import Context, Decimal
from fractions import Fraction

from benchmarks.gold import GOLD
from pipeline.normalise.grammar.units.conversion import factor
from tests.ucum import is_ucum


def ucum() -> None:
    """The tests of validity and of conversion."""
    cases = list(ElementTree.parse(GOLD / "ucum" / "UcumFunctionalTests.xml").iter("case"))  # noqa: S314 a file of the public suite
    _validity([case for case in cases if case.get("valid") is not None])
    _conversions([case for case in cases if case.get("srcUnit") is not None])


def _validity(cases: list[ElementTree.Element]) -> None:
    counted: Counter[str] = Counter()
    for case in cases:
        valid, unit = case.get("valid") == "true", case.get("unit") or ""
        told = is_ucum(unit)
        counted[f"{'valid' if valid else 'invalid'} {'right' if told == valid else 'wrong'}"] += 1
        if told != valid:
            print(f"  {unit!r} is {'' if valid else 'not '}valid: {case.get('reason')}")
    print(f"UCUM codes: {dict(counted)}")


def _conversions(cases: list[ElementTree.Element]) -> None:
    """What is wanted is rounded to its own digits; ours is exact and rounded to as many."""
    counted: Counter[str] = Counter()
    for case in cases:
        ratio = factor(case.attrib["srcUnit"], case.attrib["dstUnit"])
        wanted = Decimal(case.attrib["outcome"])
        told = None if ratio is None else _rounded(Fraction(Decimal(case.attrib["value"])) * ratio, wanted)
        counted["none" if told is None else "right" if told == wanted else "wrong"] += 1
        if told != wanted:
            print(f"  {case.attrib}: {told}")
    print(f"UCUM conversions: {dict(counted)}")


def _rounded(exact: Fraction, wanted: Decimal) -> Decimal:
    return Context(prec=len(wanted.as_tuple().digits)).divide(Decimal(exact.numerator), Decimal(exact.denominator))
