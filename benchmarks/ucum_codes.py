"""Which UCUM codes are taken for valid, by the validity tests of UCUM's functional tests."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter

from benchmarks.gold import GOLD
from tests.ucum import is_ucum


def ucum() -> None:
    """The validity tests of UCUM's functional tests."""
    counted: Counter[str] = Counter()
    for case in ElementTree.parse(GOLD / "ucum" / "UcumFunctionalTests.xml").iter("case"):  # noqa: S314 our own file
        if case.get("valid") is None:
            continue
        valid, unit = case.get("valid") == "true", case.get("unit") or ""
        told = is_ucum(unit)
        counted[f"{'valid' if valid else 'invalid'} {'right' if told == valid else 'wrong'}"] += 1
        if told != valid:
            print(f"  {unit!r} is {'' if valid else 'not '}valid: {case.get('reason')}")
    print(f"UCUM codes: {dict(counted)}")
