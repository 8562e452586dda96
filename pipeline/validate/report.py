"""The report: shaped like Frictionless's, with the place in the article for each error, without clock or host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.document import line_of, position
from pipeline.issue import CODES, Issue
from pipeline.manifest import is_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.contents import Contents, Record
    from pipeline.validate.verdict import Verdict


# What a broken rule across columns shows of a figure.
SHOWN = ("printed", "value", "lower", "upper", "unit", "dimension", "qualifier", "status", "counted", "percent_of")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding for the report: `row` is the data row of the resource from 1, `cell` what stands there."""

    resource: str | None
    engine: str
    type: str
    message: str
    severity: str = "error"
    row: int | None = None
    field: str | None = None
    cell: str | None = None
    note: str = ""
    issue: Issue | None = None


def from_report(report: Mapping[str, Any], engine: str = "frictionless") -> Iterator[Finding]:
    """The findings of a report by Frictionless, or of its shape; its row numbers count the header."""
    for error in report["errors"]:
        yield _reported(None, error, engine)
    for task in report["tasks"]:
        for error in task["errors"]:
            yield _reported(task["name"], error, engine)


def _reported(resource: str | None, error: Mapping[str, Any], engine: str) -> Finding:
    number = error.get("rowNumber")
    return Finding(
        resource,
        engine,
        error["type"],
        error["message"],
        row=None if number is None else number - 1,
        field=error.get("fieldName"),
        cell=error.get("cell"),
        note=error.get("note", ""),
    )


def from_pandera(resource: str, failure: Mapping[str, Any], severity: str, code: str, records: list[Record]) -> Finding:
    """A failure case of Pandera on a table with these records."""
    row = None if failure["row"] is None else failure["row"] + 1
    cell = None if failure["cell"] is None else str(failure["cell"])
    record = records[row - 1] if row is not None and row <= len(records) else {}
    shown = {name: record.get(name) for name in SHOWN} if code == "rule-broken" else {failure["field"]: cell}
    found = ", ".join(f"{name} {value!r}" for name, value in shown.items() if name and value) or "the table"
    where = record.get("figure_id") or (f"{resource} row {row}" if row else resource)
    note, action = str(failure["note"]), CODES[code].action
    message = f"{where}: {code}: found {found}; expected that {note}; {action}"
    return Finding(resource, "pandera", code, message, severity, row, failure["field"], cell, note)


def from_verdict(verdict: Verdict) -> Finding:
    """A row of the verdict table that did not pass."""
    code, where = "rows-broken", " ".join(filter(None, (verdict.resource, verdict.field))) or "the package"
    count = "1 violation" if verdict.violations == 1 else f"{verdict.violations} violations"
    message = f"{where}: {code}: found {count} of {verdict.rule}; expected {CODES[code].expected}; {CODES[code].action}"
    return Finding(verdict.resource or None, "pandera", code, message, field=verdict.field or None, note=verdict.rule)


def from_issue(issue: Issue, resource: str | None) -> Finding:
    """A finding of our own."""
    return Finding(
        resource, "tabletrace", issue.code, str(issue), issue.severity, issue.row, issue.field, issue.found, "", issue
    )


def stored_issues(contents: Contents) -> list[Issue]:
    """The candidate's own errors and warnings, from the resource `issues`, with file, line and column."""
    graver = (record for record in contents.records.get("issues", ()) if record["severity"] != "info")
    return [_stored(record, contents) for record in graver if record["code"] in CODES]


def _stored(record: Record, contents: Contents) -> Issue:
    start = _number(record["char_start"])
    starts = contents.line_starts.get(record["source_id"], [0])
    line, column = (_number(record["line"]), None) if start is None else line_of(starts, start)
    return Issue(
        record["code"],
        record["found"],
        record["severity"],  # type: ignore[arg-type]
        source_id=record["source_id"] or None,
        table_id=record["table_id"] or None,
        row=_number(record["row"]),
        field=record["field"] or None,
        file=contents.documents.get(record["source_id"]),
        line=line,
        column=column,
        start=start,
        end=_number(record["char_end"]),
        expected=record["expected"],
        action=record["action"],
    )


def build(
    descriptor: Mapping[str, Any],
    files: list[dict[str, Any]],
    contents: Contents,
    findings: Iterable[Finding],
    seen: Mapping[str, list[str]],
    totals: Mapping[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    """The report's value. `seen` says for each resource which engines read it, `files` what was checked by hash.

    `totals` holds for each resource how many rows break each rule, however many errors are listed.
    """
    listed = list(findings)
    tasks = [
        _task(resource, contents, listed, seen) | {"totals": totals.get(resource["name"], [])}
        for resource in descriptor["resources"]
    ]
    own = [finding for finding in listed if finding.resource not in seen]
    errors = sum(finding.severity == "error" for finding in listed)
    warnings = sum(finding.severity == "warning" for finding in listed)
    return {
        "valid": errors == 0,
        "stats": {"tasks": len(tasks), "errors": errors, "warnings": warnings},
        "warnings": [_error(finding, contents) for finding in own if finding.severity == "warning"],
        "errors": [_error(finding, contents) for finding in own if finding.severity == "error"],
        "tasks": tasks,
        "files": files,
    }


def _task(
    resource: Mapping[str, Any], contents: Contents, findings: list[Finding], seen: Mapping[str, list[str]]
) -> dict[str, Any]:
    name = resource["name"]
    mine = [finding for finding in findings if finding.resource == name]
    errors = [_error(finding, contents) for finding in mine if finding.severity == "error"]
    warnings = [_error(finding, contents) for finding in mine if finding.severity == "warning"]
    return {
        "name": name,
        "type": "table",
        "valid": not errors,
        "place": ", ".join(resource["path"]) if is_of_rows(resource) else resource["path"],
        "labels": [item["name"] for item in resource["schema"]["fields"]],
        "engines": seen[name],
        "stats": {
            "errors": len(errors),
            "warnings": len(warnings),
            **_facts(resource),
            "fields": len(resource["schema"]["fields"]),
            "rows": resource["rows"],
        },
        "warnings": warnings,
        "errors": errors,
    }


def _facts(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Hash and bytes of a table's CSV file; of a table of rows the hash of its manifest and the bytes of all files."""
    if not is_of_rows(resource):
        return {"sha256": resource["hash"].removeprefix("sha256:"), "bytes": resource["bytes"]}
    digest = resource["manifest"]["hash"].removeprefix("sha256:")
    return {"sha256": digest, "bytes": sum(part["bytes"] for part in resource["parts"])}


def _error(finding: Finding, contents: Contents) -> dict[str, Any]:
    contract = contents.contracts.get(finding.resource or "")
    labels = contract.columns if contract else ()
    number = labels.index(finding.field) + 1 if finding.field in labels else None
    code = CODES.get(finding.type)
    value = {
        "type": finding.type,
        "engine": finding.engine,
        "message": finding.message,
        "note": finding.note or None,
        "rowNumber": None if finding.row is None or finding.issue else finding.row + 1,
        "fieldNumber": number,
        "fieldName": finding.field,
        "cell": finding.cell,
        "action": finding.issue.action if finding.issue else (code.action if code else None),
        "place": place_of(finding, contents),
    }
    return {key: item for key, item in value.items() if item is not None}


def place_of(finding: Finding, contents: Contents) -> dict[str, Any] | None:
    """Where in the article a finding stands: source, file, line, column, and the characters there."""
    if finding.issue is not None:
        return _issue_place(finding.issue, contents)
    records = contents.records.get(finding.resource or "", ())
    if finding.row is None or not 0 < finding.row <= len(records):
        return None
    record = records[finding.row - 1]
    key = record.get("table_id", ""), record.get("row", "")
    return _cell_place(key, record.get("field") or finding.field or "", contents)


def _issue_place(issue: Issue, contents: Contents) -> dict[str, Any] | None:
    start, text = issue.start, contents.texts.get(issue.source_id or "", "")
    if issue.file is None and start is None:
        return _cell_place((issue.table_id or "", str(issue.row or "")), issue.field or "", contents)
    line, column = (issue.line, issue.column) if start is None else position(text, start)
    file = issue.file or contents.documents.get(issue.source_id or "")
    value = {"source_id": issue.source_id, "file": file, "line": line, "column": column}
    value |= {"table_id": issue.table_id, "row": issue.row, "field": issue.field}
    return {key: item for key, item in value.items() if item is not None}


def _cell_place(key: tuple[str, str], field: str, contents: Contents) -> dict[str, Any] | None:
    """The cell of (table_id, row) that the field was read from, else the first of the row."""
    cells = contents.data_cells.get(key)
    if not cells:
        return None
    fitting = [cell for cell in cells if field == cell["field"] or field.startswith(f"{cell['field'].rstrip('_')}_")]
    cell = max(fitting, key=lambda cell: len(cell["field"])) if fitting else cells[0]
    line, column = position(contents.texts.get(cell["source_id"], ""), _number(cell["char_start"]) or 0)
    return {
        "source_id": cell["source_id"],
        "file": contents.documents.get(cell["source_id"]),
        "line": line,
        "column": column,
        "table_id": cell["table_id"],
        "row": _number(cell["row"]),
        "field": cell["field"],
        "printed": cell["printed"],
    }


def _number(text: str) -> int | None:
    """A text as a count; None where it is none (the cell that it stands in is reported elsewhere)."""
    return int(text) if text.isascii() and text.isdecimal() else None


def as_text(report: Mapping[str, Any]) -> str:
    """The report for the terminal: a line for each table, then every error and warning with its place."""
    lines = [
        f"{'ok ' if task['valid'] else 'BAD'} {task['name']}: {task['stats']['rows']} rows, "
        f"{task['stats']['fields']} columns, checked by {', '.join(task['engines'])}"
        for task in report["tasks"]
    ]
    for kind in ("errors", "warnings"):
        found = [*report[kind], *(error for task in report["tasks"] for error in task[kind])]
        lines += [f"{kind[:-1]}: {line_of_error(error)}" for error in found]
    return "\n".join(lines)


def line_of_error(error: Mapping[str, Any]) -> str:
    """One error of a report in a line, with its place in the article."""
    place = error.get("place")
    if place is None or "line" not in place or str(error["message"]).startswith(f"{place['file']}:"):
        return str(error["message"])
    return f"{place['file']}:{place['line']}:{place['column']}: {error['message']}"
