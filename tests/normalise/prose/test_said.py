"""What is published of prose says what it does not say, and never that a claim is true."""

from __future__ import annotations

import json
import re

import pytest

from pipeline.contract import system_contract, to_json
from pipeline.measures import COMMENT
from pipeline.normalise.assemble import normalise
from pipeline.normalise.prose.held import SAYS
from pipeline.normalise.prose.match import RULES
from pipeline.trace import SAYS as TRACED
from tests.builders import document, source
from tests.normalise.prose.test_match import TABLE

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


@pytest.mark.parametrize("republish", ["cells", "figures"])
def test_a_candidate_shows_no_words_that_may_not_be_republished(republish: str) -> None:
    text = f"They say that exactly 510 red maples were planted.\n{TABLE}"
    read = document(text)
    made = normalise(read, source(republish=republish), len(text), {})
    (found,) = [issue for issue in made.issues if issue.code == "prose-differs"]
    assert found.severity == "warning"
    assert found.found.startswith("another value in the prose, '480' in the table (characters ")
    published = json.dumps([made.system["issues"], made.system["mentions"], made.system["prose_matches"], made.text])
    assert "red maples" not in published
    assert "510 red" not in published


def test_a_digest_is_named_as_such() -> None:
    text = f"They planted 510 red maples.\n{TABLE}"
    made = normalise(document(text), source(republish="cells", text_kind="digest"), len(text), {})
    (found,) = [issue for issue in made.issues if issue.code == "prose-differs"]
    assert found.found.startswith("'510' in our digest of the prose, '480' in the table")
