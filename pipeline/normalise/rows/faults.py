"""What is wrong with the rows of a source, as issues with their places: line, row, field, and what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import StructureFault
from pipeline.issue import Issue
from pipeline.rowplace import places_in
from pipeline.rows.compile.judge import make_judge
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.check.findings import Findings
    from pipeline.check.resources import Resource
    from pipeline.layout import Layout
    from pipeline.rows.gate.find import Place
    from pipeline.source import Source

LISTED = 20  # of a source; all are counted
UNHELD = "more than 29 digits before the point or 9 after it (64 bits for an integer); declare it as `type: string`"
LONGEST = 200  # characters of a cell that a message shows


def fault_issues(out: Findings, resource: Resource, source: Source, layout: Layout) -> list[Issue]:
    """An issue for each fault that is listed, in the order of the rows; one for each rule of which there are more."""
    listed = sorted(out.listed, key=lambda item: item.get("rowNumber", 0))[:LISTED]
    places = _places(listed, resource, source, layout)
    issues = [_issue(item, places.get(item.get("rowNumber", 0)), resource, source) for item in listed]
    shown = [(item["type"], item.get("fieldName")) for item in listed]
    for total in out.totals:
        left = total["errors"] - shown.count((total["type"], total.get("fieldName")))
        if left > 0:
            field = f" of {total['fieldName']}" if "fieldName" in total else ""
            words = f"{total['errors']:,} faults of the kind {total['type']}{field} ({total.get('rule', 'no rule')})"
            issues.append(_about(source, resource, f"{words}, of which not all are listed here"))
    return issues


def _about(source: Source, resource: Resource, found: str, **place: Any) -> Issue:
    file = f"raw/{source.id}/{resource.paths[0]}"
    return Issue("row-invalid", found, source_id=source.id, table_id=f"{source.id}/1", file=file, **place)


def _issue(item: Mapping[str, Any], place: Place | None, resource: Resource, source: Source) -> Issue:
    where: dict[str, Any] = {"line": item.get("lineNumber")}
    begins = ""
    if place is not None and place.file:
        # A finding names the source's first file.
        where, begins = {"row": place.row}, f"line {place.line} of {resource.paths[place.file]}: "
    elif place is not None:
        where = {"line": place.line, "row": place.row}
    elif resource.format == "parquet" and "rowNumber" in item:
        where = {"row": item["rowNumber"] - 1}
    cell = f"{_short(item['cell'])}: " if item.get("cell") is not None else ""
    note = UNHELD if _is_unheld(item, resource) else item["note"]
    name = item.get("label") or ""
    label = f" (label {name!r})" if name else ""
    return _about(
        source, resource, f"{begins}{cell}{item['type']}{label}: {note}", field=item.get("fieldName"), **where
    )


def _is_unheld(item: Mapping[str, Any], resource: Resource) -> bool:
    """Whether a cell is of its field's type, and only too long for the type that it is published as."""
    fields = resource.rule.fields if resource.rule else ()
    rule = next((field for field in fields if field.name == item.get("fieldName")), None)
    if item["type"] != "type-error" or rule is None or rule.type not in ("integer", "number"):
        return False
    return make_judge(rule, [], fits).read(str(item["cell"])) is not None


def _short(cell: object) -> str:
    text = repr(cell)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _places(
    listed: Iterable[Mapping[str, Any]], resource: Resource, source: Source, layout: Layout
) -> dict[int, Place]:
    """The place of each row that a fault is of, by its number; none for Parquet, which has no lines."""
    numbers = {item["rowNumber"] for item in listed if "rowNumber" in item}
    if not numbers or resource.format == "parquet":
        return {}
    found: dict[int, Place] = {}
    try:
        for place in places_in(resource, layout.source(source.id), numbers=numbers):
            found[place.number] = place
    except (StructureFault, ValueError):
        # The fault that ends the reading is listed itself; what is before it has its place.
        pass
    return found
