"""A descriptor against the JSON profile of its version of the Data Package standard, offline."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.rows.compile.schema import fault
from pipeline.rows.compile.structures import json_validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.issue import Issue

PROFILES = Path(__file__).parent / "profiles"
V2 = "https://datapackage.org/profiles/2."
# What is read more strictly elsewhere, and may be large.
ELSEWHERE = ("path", "data", "schema", "dialect")


def profile_faults(package: Mapping[str, Any]) -> Iterator[Issue]:
    """What the profile says of everything but paths, data, schemas and dialects, with its place.

    A descriptor that names no profile of version 2 is one of version 1, as the standard has it.
    """
    version = "2.0" if str(package.get("$schema", "")).startswith(V2) else "1.0"
    value = {**package, "resources": [_outer(item) for item in package["resources"]]}
    for error in _profile(version).iter_errors(json.loads(json.dumps(value, default=float))):
        place = "/".join(["#", *(str(part).replace("~", "~0").replace("/", "~1") for part in error.instance_path)])
        yield fault(
            place, repr(error.instance)[:80], f"what the profile of Data Package {version} says: {_said(error)}"
        )


def _outer(resource: object) -> object:
    if not isinstance(resource, dict):
        return resource
    return {key: value for key, value in resource.items() if key not in ELSEWHERE}


def _said(error: Any) -> str:
    message = str(error.message).partition("\n")[0]
    shown = json.dumps(error.instance, ensure_ascii=False)
    return message.removeprefix(f"{shown} ")


@cache
def _profile(version: str) -> Any:
    return json_validator(json.loads((PROFILES / f"{version}.json").read_text("utf-8")))
