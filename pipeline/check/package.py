"""A whole package: every resource read once, then the questions that go across rows and tables, then the report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.check.findings import Findings, of_table
from pipeline.check.keys import needed, of_keys
from pipeline.check.profile import profile_faults
from pipeline.check.resources import Resource, read_package, read_resource
from pipeline.check.table import Checked, check_table
from pipeline.errors import ContractError
from pipeline.rows.compile.schema import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.issue import Issue
    from pipeline.rows.engine import Engine

ENGINE = "tabletrace"
LIMIT = 1000


def _silent(_name: str, _rows: int) -> None:
    """Progress that nobody wants to see."""


def check_package(
    data: bytes,
    root: Path,
    engine: Engine,
    *,
    limit: int = LIMIT,
    progress: Callable[[str, int], None] = _silent,
) -> dict[str, Any]:
    """The report on a package, from its descriptor's bytes and its folder; `limit` bounds what is listed.

    It has the shape of Frictionless's reports, with `totals` for each table.
    """
    try:
        package = read_package(data)
    except ContractError as broken:
        return _report([_descriptor_error(issue) for issue in broken.issues], [])
    errors: list[dict[str, Any]] = []
    resources: list[Resource] = []
    profiled = list(profile_faults(package))
    for number, value in enumerate(package["resources"]):
        try:
            resources.append(read_resource(value, f"#/resources/{number}", root))
        except ContractError as broken:
            errors += [_descriptor_error(issue) for issue in broken.issues]
    errors += [_descriptor_error(issue) for issue in _nowhere(resources, package["resources"])]
    known = {error["place"] for error in errors}
    errors += [_descriptor_error(issue) for issue in profiled if issue.file not in known]
    tables = _tables(root, resources, engine, progress, errors)
    tasks = []
    for found in tables.values():
        out = of_table(found, engine, limit)
        of_keys(found, tables, engine, limit, out)
        tasks.append(_task(found, out, limit))
    return _report(errors, tasks)


def _tables(
    root: Path,
    resources: Sequence[Resource],
    engine: Engine,
    progress: Callable[[str, int], None],
    errors: list[dict[str, Any]],
) -> dict[str, Checked]:
    """Every table read; the faults of schemas are added to `errors`."""
    tables: dict[str, Checked] = {}
    for resource in resources:
        progress(resource.name, 0)
        try:
            keys = needed(resource, resources)
            tables[resource.name] = check_table(root, resource, engine, keys, partial(progress, resource.name))
        except ContractError as broken:
            errors += [_descriptor_error(issue) for issue in broken.issues]
    return tables


def _nowhere(resources: Sequence[Resource], listed: Sequence[Any]) -> list[Issue]:
    """Names that stand twice, and foreign keys that lead to no resource, or to none of its fields."""
    names = [item.get("name") for item in listed if isinstance(item, dict)]
    faults = [
        fault(item.place, repr(item.name), "names of resources that differ")
        for item in resources
        if names.count(item.name) > 1
    ]
    fields = {item.name: {entry.name for entry in item.rule.fields} if item.rule else None for item in resources}
    for item in resources:
        for key in item.rule.foreign_keys if item.rule else ():
            target = key.resource or item.name
            known = fields.get(target)
            if target not in names:
                faults.append(fault(f"{key.place}/reference/resource", repr(target), "the name of a resource"))
            elif known is not None and not set(key.reference) <= known:
                faults.append(fault(f"{key.place}/reference/fields", repr(list(key.reference)), f"fields of {target}"))
    return faults


def _descriptor_error(issue: Issue) -> dict[str, Any]:
    message = f"The descriptor is not valid at {issue.file}: found {issue.found}; expected {issue.expected}"
    note = f"found {issue.found}; expected {issue.expected}"
    return {"type": "package-error", "message": message, "note": note, "place": issue.file}


def _task(found: Checked, out: Findings, limit: int) -> dict[str, Any]:
    listed = sorted(out.listed, key=lambda item: item.get("rowNumber", 0))[:limit]
    count, resource = out.count(), found.resource
    stats: dict[str, Any] = {"errors": count, "warnings": 0, "bytes": found.bytes}
    if found.resource.hash and found.digest:
        stats[resource.hash[0] if resource.hash else ""] = found.digest
    if found.header:
        stats |= {"fields": len(found.header.columns), "rows": found.rows}
    return {
        "name": resource.name,
        "type": "table" if resource.format else "file",
        "valid": count == 0,
        "place": ", ".join(resource.paths) or "<memory>",
        "labels": list(found.header.labels) if found.header else [],
        "engines": [ENGINE],
        "stats": stats,
        "warnings": [],
        "totals": out.totals,
        "errors": listed,
    }


def _report(errors: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> dict[str, Any]:
    count = len(errors) + sum(task["stats"]["errors"] for task in tasks)
    return {
        "valid": count == 0,
        "stats": {"tasks": len(tasks), "errors": count, "warnings": 0},
        "warnings": [],
        "errors": errors,
        "tasks": tasks,
    }
