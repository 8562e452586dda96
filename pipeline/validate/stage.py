"""The candidate is checked by Frictionless, Pandera and our own rules; a failure stops everything after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import InvalidData
from pipeline.files import empty_folder, files_below, sha256_of, write_json
from pipeline.proofs import read_descriptor
from pipeline.validate import report, schema
from pipeline.validate.rules import check_candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.layout import Layout
    from pipeline.proofs import Contents
    from pipeline.validate.report import Finding


def run(layout: Layout) -> None:
    """Write stages/validate/report.json, on failure too; raises InvalidData with every error."""
    folder, candidate = empty_folder(layout.stage("validate")), layout.candidate
    process = schema.start(candidate.descriptor)
    value = validate(candidate, process)
    write_json(folder / "report.json", value)
    if not value["valid"]:
        count = value["stats"]["errors"]
        raise InvalidData(f"{report.as_text(value)}\n{count} errors; nothing was published")


def validate(candidate: Layout, process: Any) -> dict[str, Any]:
    """The report on a candidate; `process` is Frictionless at work on it."""
    descriptor = read_descriptor(candidate)
    contents, own = check_candidate(candidate, descriptor)
    findings = [*_pandera(candidate, descriptor, contents)]
    theirs = schema.finish(process)
    findings += report.from_frictionless(theirs)
    findings += [report.from_issue(issue, _resource(issue.table_id, contents)) for issue in own]
    findings += [
        report.from_issue(issue, _resource(issue.table_id, contents))
        for issue in report.stored_issues(contents)
        if issue.severity != "info"
    ]
    files = [{"path": candidate.relative(path), **_fact(path)} for path in files_below(candidate.root)]
    return report.build(descriptor, files, contents, findings, _seen(descriptor, theirs))


def _fact(path: Any) -> dict[str, Any]:
    digest, size = sha256_of(path)
    return {"hash": f"sha256:{digest}", "bytes": size}


def _resource(table_id: str | None, contents: Contents) -> str | None:
    """The resource that a table became, if it is there."""
    tables = contents.records.get("tables", ())
    name = next((table["resource"] for table in tables if table["table_id"] == table_id), "")
    return name if name in contents.contracts else None


def _pandera(candidate: Layout, descriptor: Mapping[str, Any], contents: Contents) -> Iterator[Finding]:
    from pipeline.validate import frame

    for resource in descriptor["resources"]:
        if resource["rows"] > frame.MOST_ROWS:
            continue
        contract = contents.contracts[resource["name"]]
        parquet = candidate.root / resource["alternates"][0]["path"]
        for failure in frame.check_table(contract, parquet):
            yield report.from_pandera(contract.name, failure, "error", "schema-broken")
        if contract.name == "figures":
            for severity, failure in frame.check_figures(parquet):
                yield report.from_pandera(contract.name, failure, severity, "rule-broken")


def _seen(descriptor: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, list[str]]:
    from pipeline.validate.frame import MOST_ROWS

    ran = {task["name"] for task in theirs["tasks"]}
    return {
        resource["name"]: [
            *(["frictionless"] if resource["name"] in ran else []),
            *(["pandera"] if resource["rows"] <= MOST_ROWS else []),
            "tabletrace",
        ]
        for resource in descriptor["resources"]
    }
