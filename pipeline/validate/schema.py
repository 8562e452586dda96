"""Frictionless on the candidate, just as a consumer runs it, in a process of its own beside the other checks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

from pipeline.errors import TabletraceError
from pipeline.layout import CODE

if TYPE_CHECKING:
    from pathlib import Path

# Above this, Frictionless would take minutes and Pandera would hold much; the report says for each table who saw it.
MOST_ROWS = 100_000
# Frictionless stops at 1,000 errors unless told otherwise.
MOST_ERRORS = 1_000_000
LEFT_OUT = ("seconds", "md5")


def start(descriptor: Path) -> subprocess.Popen[bytes]:
    """Begin checking a package; take the outcome with `finish`."""
    # -P, or Python would import modules from the package's own folder.
    command = [sys.executable, "-P", "-m", "pipeline.validate.schema", descriptor.name, str(MOST_ROWS)]
    paths = os.pathsep.join([str(CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(  # noqa: S603 our own module
        command, cwd=descriptor.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Frictionless's report, without times."""
    output, complaint = process.communicate()
    if process.returncode != 0:
        last = complaint.decode("utf-8", errors="replace").strip().rpartition("\n")[2]
        raise TabletraceError(f"Frictionless ended with {process.returncode} and no report: {last}")
    return cast("dict[str, Any]", json.loads(output))


def check(descriptor: str, most_rows: int) -> dict[str, Any]:
    """Frictionless's own report on the CSV tables of a package that have no more than so many rows."""
    from frictionless import FrictionlessException, Package

    try:
        package = Package.from_descriptor(descriptor)
        large = [item.name for item in package.resources if (item.rows or 0) > most_rows or item.format == "parquet"]
        for name in large:
            package.remove_resource(name)
        for resource in package.resources:
            kept = [key for key in resource.schema.foreign_keys if key["reference"]["resource"] not in large]
            resource.schema.foreign_keys = kept
        return cast("dict[str, Any]", _timeless(package.validate(limit_errors=MOST_ERRORS).to_dict()))
    except FrictionlessException as error:
        found = [item.to_dict() for item in error.reasons or [error.error]]
        return {"valid": False, "errors": found, "warnings": [], "tasks": []}


def _timeless(value: object) -> object:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key not in LEFT_OUT}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    # What Frictionless prints of its own accord must not come between the report and its reader.
    report, sys.stdout = sys.stdout, sys.stderr
    report.write(json.dumps(check(sys.argv[1], int(sys.argv[2]))))
