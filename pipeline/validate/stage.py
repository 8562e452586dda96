"""The candidate is checked by our engine, Frictionless, Pandera and our own rules; a failure stops what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.contents import Contents
from pipeline.errors import InvalidData, TabletraceError
from pipeline.files import empty_folder, files_below, sha256_of, write_json
from pipeline.issue import Issue
from pipeline.manifest import is_of_rows, parquet_of, read_descriptor
from pipeline.validate import report, schema
from pipeline.validate.rules import check_candidate
from pipeline.validate.tables import beside, check_tables
from pipeline.validate.verdict import tables_read, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.layout import Layout
    from pipeline.validate.report import Finding


def run(layout: Layout) -> None:
    """Write stages/validate/report.json, on failure too; raises InvalidData with every error."""
    folder, candidate = empty_folder(layout.stage("validate")), layout.candidate
    if not candidate.descriptor.is_file():
        raise TabletraceError("there is no candidate to validate; run `tabletrace package`")
    value = validate(candidate)
    write_json(folder / "report.json", value)
    if not value["valid"]:
        count = value["stats"]["errors"]
        errors = "1 error" if count == 1 else f"{count} errors"
        raise InvalidData(f"{report.as_text(value)}\n{errors}; nothing was published")


def validate(candidate: Layout) -> dict[str, Any]:
    """The report on a candidate; Frictionless works in its own process meanwhile."""
    files = [{"path": candidate.relative(path), **_fact(path)} for path in files_below(candidate.root)]
    try:
        descriptor = read_descriptor(candidate)
    except ValueError as error:
        issue = Issue("file-unreadable", str(error), file=candidate.relative(candidate.descriptor))
        return report.build({"resources": []}, files, Contents({}, {}, {}), [report.from_issue(issue, None)], {}, {})
    process = schema.start(candidate.descriptor)
    contents, own = check_candidate(candidate, descriptor)
    sound = [item for item in descriptor["resources"] if _sound(candidate, item)]
    findings = [*_pandera(candidate, sound, contents)]
    rows = check_tables(candidate, descriptor)
    findings += _gate(rows, descriptor)
    theirs = schema.finish(process)
    told = list(report.from_report(theirs))
    findings += [*told, *beside(report.from_report(rows, "tabletrace"), told)]
    issues = [*own, *report.stored_issues(contents)]
    findings += [report.from_issue(issue, contents.resources.get(issue.table_id or "")) for issue in issues]
    return report.build(descriptor, files, contents, findings, _seen(descriptor, sound, theirs, rows), _totals(rows))


def _sound(candidate: Layout, resource: Mapping[str, Any]) -> bool:
    """Whether a table's Parquet files are those listed (a damaged one may crash its reader), and not too large."""
    listed = resource["parts"] if is_of_rows(resource) else resource["alternates"]
    paths = [(candidate.root / file["path"], file["hash"]) for file in listed]
    sound = resource["rows"] <= schema.MOST_ROWS
    return bool(sound and all(path.is_file() and _fact(path)["hash"] == digest for path, digest in paths))


def _fact(path: Path) -> dict[str, Any]:
    digest, size = sha256_of(path)
    return {"hash": f"sha256:{digest}", "bytes": size}


def _pandera(candidate: Layout, resources: Iterable[Mapping[str, Any]], contents: Contents) -> Iterator[Finding]:
    from pipeline.validate import frame

    for resource in resources:
        contract = contents.contracts[resource["name"]]
        parquet = [candidate.root / path for path in parquet_of(resource)]
        records = contents.records.get(contract.name, [])
        for failure in frame.check_table(contract, *parquet):
            yield report.from_pandera(contract.name, failure, "error", "schema-broken", records)
        if contract.name == "figures":
            for severity, failure in frame.check_figures(*parquet):
                yield report.from_pandera(contract.name, failure, severity, "rule-broken", records)


def _gate(rows: Mapping[str, Any], descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    """What Pandera lets not pass of our engine's verdict on every row."""
    from pipeline.validate import frame

    table = verdicts(rows, [resource["name"] for resource in descriptor["resources"]])
    return map(report.from_verdict, frame.check_verdicts(table))


def _totals(rows: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {task["name"]: task["totals"] for task in rows["tasks"]}


def _seen(
    descriptor: Mapping[str, Any],
    sound: list[Mapping[str, Any]],
    theirs: Mapping[str, Any],
    rows: Mapping[str, Any],
) -> dict[str, list[str]]:
    ran, ours = {task["name"] for task in theirs["tasks"]}, tables_read(rows)
    return {
        resource["name"]: [
            *(["frictionless"] if resource["name"] in ran else []),
            *(["pandera"] if resource in sound else []),
            *(["tabletrace"] if resource["name"] in ours else []),
        ]
        for resource in descriptor["resources"]
    }
