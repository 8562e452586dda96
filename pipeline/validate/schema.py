"""Frictionless on the candidate, just as a consumer runs it, in a process of its own beside the other checks."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

# Above this, Frictionless would take minutes; the report says for each table whether it ran.
MOST_ROWS = 100_000
LEFT_OUT = ("seconds", "md5")


def start(descriptor: Path) -> subprocess.Popen[bytes]:
    """Begin checking a package; take the outcome with `finish`."""
    command = [sys.executable, "-m", "pipeline.validate.schema", descriptor.name]
    return subprocess.Popen(command, cwd=descriptor.parent, stdout=subprocess.PIPE)  # noqa: S603 our own module


def finish(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Frictionless's report, without times."""
    output, _ = process.communicate()
    if process.returncode != 0:
        raise RuntimeError("Frictionless ended without a report")
    return cast("dict[str, Any]", json.loads(output))


def check(descriptor: str) -> dict[str, Any]:
    """Frictionless's own report on the tables of a package that are not too large for it."""
    from frictionless import Package

    package = Package.from_descriptor(descriptor)
    for resource in list(package.resources):
        if (resource.rows or 0) > MOST_ROWS:
            package.remove_resource(resource.name)
    return cast("dict[str, Any]", _timeless(package.validate().to_dict()))


def _timeless(value: object) -> object:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key not in LEFT_OUT}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    print(json.dumps(check(sys.argv[1])))  # noqa: T201 the parent process reads it
