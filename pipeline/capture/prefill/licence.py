"""Licences as SPDX identifiers: an address of a licence that is known, or the identifier itself; never a guess.

Creative Commons' addresses are read by their form (creativecommons.org/licenses/<kind>/<version>/[<country>/]); of
its country versions only those have an identifier that PORTED lists (SPDX licence list 3.27).
"""

from __future__ import annotations

import re

CREATIVE_COMMONS = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/licenses/(?P<kind>by(?:-nc)?(?:-nd|-sa)?)/(?P<version>[1-4]\.[015])/?"
    r"(?:(?P<country>[a-z]{2,3})/?)?"
    r"(?:deed(?:\.[a-z-]+)?|legalcode(?:\.[a-z-]+)?)?",
    re.IGNORECASE,
)
VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_PORTED = """CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-NC-3.0-DE
    CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE
    CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE
    CC-BY-SA-3.0-IGO"""
PORTED = frozenset(_PORTED.split())
# Addresses without scheme, "www." and a slash at the end.
ADDRESSES = {
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "creativecommons.org/publicdomain/mark/1.0": "CC-PDM-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/odbl/1.0": "ODbL-1.0",
    "opendatacommons.org/licenses/by/1-0": "ODC-By-1.0",
    "opendatacommons.org/licenses/by/1.0": "ODC-By-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
    "opendatacommons.org/licenses/pddl/1.0": "PDDL-1.0",
    "govdata.de/dl-de/by-2-0": "DL-DE-BY-2.0",
    "govdata.de/dl-de/zero-2-0": "DL-DE-ZERO-2.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/1": "OGL-UK-1.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/2": "OGL-UK-2.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/3": "OGL-UK-3.0",
    "opensource.org/licenses/mit": "MIT",
    "opensource.org/license/mit": "MIT",
    "apache.org/licenses/license-2.0": "Apache-2.0",
}
NAMED = {name.lower(): name for name in (*ADDRESSES.values(), *PORTED)}
NAMED_COMMONS = re.compile(r"CC[- ](?P<kind>BY(?:-NC)?(?:-ND|-SA)?)[- ](?P<version>[1-4]\.[05])", re.IGNORECASE)


def read_licence(text: str) -> str | None:
    """The SPDX identifier that an address or an identifier means; None for any other text."""
    plain = text.strip()
    found = CREATIVE_COMMONS.fullmatch(plain) or NAMED_COMMONS.fullmatch(plain)
    if found is not None:
        return _commons(found["kind"].upper(), found["version"], (found.groupdict().get("country") or "").upper())
    address = re.sub(r"^(?:https?:)?//(?:www\.)?", "", plain.lower()).rstrip("/")
    if address.startswith("creativecommons.org/publicdomain/"):
        address = re.sub(r"/(deed|legalcode)(\.[a-z-]+)?$", "", address)
    return ADDRESSES.get(address) if "/" in plain else NAMED.get(plain.lower())


def _commons(kind: str, version: str, country: str) -> str | None:
    plain = f"CC-{kind}-{version}"
    if country:
        return f"{plain}-{country}" if f"{plain}-{country}" in PORTED else None
    return plain if version in VERSIONS else None
