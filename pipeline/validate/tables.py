"""Every row of the candidate's tables through our own engine, as `tabletrace validate PACKAGE` does for any package."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.check.package import check_package
from pipeline.manifest import is_of_rows
from pipeline.rows.engine import open_engine
from pipeline.validate.parts import check_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.layout import Layout
    from pipeline.validate.report import Finding

# What a report lists; all errors are counted.
MOST_ERRORS = 100_000


def check_tables(candidate: Layout, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Our report on the candidate's tables, those of rows as they were when their rows were typed."""
    with_cells = [item for item in descriptor["resources"] if not is_of_rows(item)]
    data = json.dumps({**descriptor, "resources": with_cells}).encode()
    with tempfile.TemporaryDirectory(prefix="tabletrace-") as folder, open_engine(Path(folder)) as engine:
        report = check_package(data, candidate.root, engine, limit=MOST_ERRORS)
    of_rows = [item for item in descriptor["resources"] if is_of_rows(item)]
    return {**report, "tasks": [*report["tasks"], *check_parts(candidate, descriptor, of_rows)]}


def beside(found: Iterable[Finding], theirs: Iterable[Finding]) -> Iterator[Finding]:
    """What we found and Frictionless did not: what both found is told once, and by Frictionless."""
    told = {_identity(finding) for finding in theirs}
    return (finding for finding in found if _identity(finding) not in told)


def _identity(finding: Finding) -> tuple[str | None, str, int | None, str]:
    return finding.resource, finding.type, finding.row, finding.field or ""
