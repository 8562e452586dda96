"""Every row of the candidate's tables through our own engine, as `tabletrace validate PACKAGE` does for any package."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.check.package import check_package
from pipeline.rows.engine import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.layout import Layout
    from pipeline.validate.report import Finding

# What a report lists; all errors are counted.
MOST_ERRORS = 100_000


def check_tables(candidate: Layout) -> dict[str, Any]:
    """Our report on the candidate's tables."""
    with tempfile.TemporaryDirectory(prefix="tabletrace-") as folder, open_engine(Path(folder)) as engine:
        return check_package(candidate.descriptor.read_bytes(), candidate.root, engine, limit=MOST_ERRORS)


def beside(found: Iterable[Finding], theirs: Iterable[Finding]) -> Iterator[Finding]:
    """What we found and Frictionless did not: what both found is told once, and by Frictionless."""
    told = {_identity(finding) for finding in theirs}
    return (finding for finding in found if _identity(finding) not in told)


def _identity(finding: Finding) -> tuple[str | None, str, int | None, str]:
    return finding.resource, finding.type, finding.row, finding.field or ""
