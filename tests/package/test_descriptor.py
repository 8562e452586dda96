"""datapackage.json: a Data Package v2 that strangers can use."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from pipeline.contract import SYSTEM, from_json, table_schema, to_json
from pipeline.package.descriptor import CLAIMS, UNATTRIBUTED, said_by
from tests.builders import TREES, make_project, run, write_source
from tests.planting import descriptor_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

PROFILES = files("dplib") / "profiles" / "2.0"
HOSTILE = 'a\'; DROP TABLE figures; -- "x" \u202e =1+1 </script> ${HOME} $(id) \\ é'


def profile_faults(descriptor: object) -> list[str]:
    """What the Data Package v2 JSON profile says is wrong."""
    named = {
        name: json.loads((PROFILES / f"{name}.json").read_text("utf-8")) for name in ("datapackage", "tableschema")
    }
    pairs = [
        (f"https://datapackage.org/profiles/2.0/{name}.json", Resource.from_contents(value, default_specification=_D7))
        for name, value in named.items()
    ]
    validator = Draft7Validator(named["datapackage"], registry=Registry().with_resources(pairs))
    return [error.message for error in validator.iter_errors(descriptor)]


from referencing.jsonschema import DRAFT7 as _D7  # noqa: E402 beside its only use


def schema_faults(schema: object) -> list[str]:
    profile = json.loads((PROFILES / "tableschema.json").read_text("utf-8"))
    return [error.message for error in Draft7Validator(profile).iter_errors(schema)]


def test_the_descriptor_keeps_the_v2_profile(released: Layout) -> None:
    descriptor = descriptor_of(released)
    assert profile_faults(descriptor) == []
    for resource in descriptor["resources"]:
        assert schema_faults(resource["schema"]) == []


def test_the_profile_in_use_finds_faults(released: Layout) -> None:
    broken = descriptor_of(released)
    del broken["resources"][0]["path"]
    assert profile_faults(broken)
    assert profile_faults({**broken, "resources": []})
    assert schema_faults({"fields": [{"name": 1}]})


def test_tables_stand_in_order_each_with_its_twin(released: Layout) -> None:
    resources = descriptor_of(released)["resources"]
    assert [item["name"] for item in resources] == ["trees", *SYSTEM]
    for item in resources:
        assert (item["type"], item["profile"]) == ("table", "tabular-data-resource")
        assert (item["format"], item["mediatype"], item["encoding"]) == ("csv", "text/csv", "utf-8")
        assert item["schema"]["missingValues"] == [""]
        (twin,) = item["alternates"]
        assert twin["path"] == item["path"].replace(".csv", ".parquet")


def test_the_head_says_who_what_and_when(released: Layout) -> None:
    descriptor = descriptor_of(released)
    assert (descriptor["name"], descriptor["version"]) == ("test-package", "0.1.0")
    assert descriptor["created"] == "2026-11-22T00:00:00Z"
    assert descriptor["licenses"][0]["name"] == "CC0-1.0"
    assert descriptor["sources"] == [{"title": "A made-up report"}]


def test_a_table_says_whose_claims_it_holds(released: Layout) -> None:
    trees = descriptor_of(released)["resources"][0]
    assert CLAIMS in trees["description"]
    assert "Claimed by the town" in trees["description"]
    assert trees["claims"] == [{"claimant": "the town", "claimed": None}]


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([], ""),
        ([("A", None)], "Claimed by A."),
        ([("A", "2025"), ("B", None)], "Claimed by A (2025), B."),
        ([(None, None)], UNATTRIBUTED),
        ([("A", None), (None, "2025")], f"Claimed by A. {UNATTRIBUTED}"),
    ],
)
def test_who_says_what_in_words(claims: list[tuple[str | None, str | None]], words: str) -> None:
    assert said_by(claims) == words


def test_a_contract_survives_its_descriptor(released: Layout) -> None:
    for resource in descriptor_of(released)["resources"]:
        contract = from_json(resource)
        assert table_schema(contract) == resource["schema"]
        assert from_json(to_json(contract)) == contract


@pytest.mark.parametrize("url", ["https://example.org/é?q=1#x", "http://[::1]/", "https://example.org/../x"])
def test_any_address_of_a_source_keeps_the_profile(tmp_path: Path, url: str) -> None:
    layout = make_project(tmp_path / "p", keywords=["x"], homepage="https://example.org/")
    write_source(layout, tables=[TREES], url=url)
    run(layout, "extract", "normalise", "package")
    assert profile_faults(descriptor_of(layout.candidate)) == []


def test_hostile_words_are_only_data(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p", title=HOSTILE, description=HOSTILE)
    entry: dict[str, Any] = {**TREES, "title": HOSTILE, "description": HOSTILE}
    entry["columns"] = [{**column, "title": HOSTILE, "description": HOSTILE} for column in TREES["columns"]]
    write_source(layout, tables=[entry], title=HOSTILE, publisher=HOSTILE)
    run(layout)
    descriptor = descriptor_of(layout)
    assert profile_faults(descriptor) == []
    assert descriptor["title"] == descriptor["sources"][0]["title"] == HOSTILE
    assert descriptor["resources"][0]["title"] == HOSTILE
