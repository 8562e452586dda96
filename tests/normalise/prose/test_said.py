"""What is published of prose says what it does not say, and never that a claim is true."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.contract import system_contract, to_json
from pipeline.measures import COMMENT
from pipeline.normalise.prose.held import SAYS
from pipeline.normalise.prose.match import RULES
from pipeline.trace import SAYS as TRACED

NEVER = re.compile(r"corroborat|verified|confirmed", re.IGNORECASE)
SURFACES = {
    "prose_matches": json.dumps(to_json(system_contract("prose_matches"))),
    "figures": json.dumps(to_json(system_contract("figures"))),
    "trace": TRACED.capitalize(),
    "check-prose": SAYS,
}


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_says_what_it_does_not_say(name: str) -> None:
    assert "onsistency within one document; it says nothing about whether a claim is true" in SURFACES[name]


@pytest.mark.parametrize(
    "text", [*SURFACES.values(), *RULES.values(), COMMENT, json.dumps(to_json(system_contract("mentions")))]
)
def test_no_surface_says_that_a_claim_is_true(text: str) -> None:
    assert NEVER.search(text) is None
