"""What is wrong with the rows of a source, as issues with their places: line, row, field, and what stands there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.contract import PRECISION
from pipeline.errors import StructureFault
from pipeline.issue import Issue
from pipeline.rowplace import places_in
from pipeline.rows.compile.judge import make_judge
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.check.findings import Findings
    from pipeline.check.resources import Resource
    from pipeline.layout import Layout
    from pipeline.rows.gate.find import Place
    from pipeline.source import Source

LISTED = 20  # of a source; all are counted
LONGEST = 200  # characters of a cell that a message shows
OF_CELLS = ("type-error", "constraint-error")  # what is counted by field
WORDS = {
    "blank-row": "a row of which every cell is empty",
    "extra-cell": "a row that goes on behind the last column",
    "missing-cell": "a row that ends before this column",
    "incorrect-label": "the field of `schema:` at this place has another name",
    "extra-label": "no field of `schema:` has this name",
    "missing-label": "no column has this name",
    "blank-label": "a column without a label",
    "unmatched-header": "no column has the name of a field",
}
ELSE = "else capture a file without the fault in place of this one"
OF_HEADER = "let `schema:` name the columns as the file does, or say `fieldsMatch` there"
OF_FORM = (
    "if that is the form of the file, say it in `dialect:` (delimiter, quoteChar, escapeChar, commentChar, headerRows)"
)
ACTIONS = {
    **dict.fromkeys(("source-error", "extra-cell", "missing-cell", "blank-row"), f"{OF_FORM}; {ELSE}"),
    **dict.fromkeys((kind for kind in WORDS if kind.endswith(("label", "header"))), f"{OF_HEADER}; {OF_FORM}"),
    "encoding-error": f"say in `encoding:` which one the file has; {ELSE}",
    "compression-error": "capture the whole file in place of this one",
}


def fault_issues(out: Findings, resource: Resource, source: Source, layout: Layout) -> list[Issue]:
    """An issue for each fault that is listed, in the order of the rows; one for each rule of which there are more."""
    listed = sorted(out.listed, key=lambda item: item.get("rowNumber", 0))[:LISTED]
    places = _places(listed, resource, source, layout)
    issues = [_issue(item, places.get(item.get("rowNumber", 0)), resource, source) for item in listed]
    return [*issues, *(_about(source, resource, words) for words in _unlisted(out.totals, listed))]


def _unlisted(totals: Iterable[Mapping[str, Any]], listed: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Of which faults, of which fields, there are more than are listed."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for total in totals:
        counts[total["type"], total.get("fieldName") if total["type"] in OF_CELLS else None] += total["errors"]
    shown = Counter((item["type"], item["fieldName"] if item["type"] in OF_CELLS else None) for item in listed)
    for (kind, name), count in counts.items():
        if count > shown[kind, name]:
            field = f" of {name}" if name else ""
            yield f"{count:,} faults of the kind {kind}{field}, of which {shown[kind, name]} are listed here"


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
    note = _unheld(item, resource) or item["note"] or WORDS.get(item["type"], "")
    name = item.get("label") or ""
    label = f" (label {name!r})" if name else ""
    found = f"{begins}{cell}{item['type']}{label}: {note}"
    return _about(source, resource, found, field=item.get("fieldName"), action=ACTIONS.get(item["type"], ""), **where)


def _unheld(item: Mapping[str, Any], resource: Resource) -> str:
    """What is wrong with a cell that is of its field's type, and too long for the type that it is published as."""
    fields = resource.rule.fields if resource.rule else ()
    rule = next((field for field in fields if field.name == item.get("fieldName")), None)
    if item["type"] != "type-error" or rule is None or rule.type not in ("integer", "number"):
        return ""
    if make_judge(rule, [], fits).read(str(item["cell"])) is None:
        return ""
    if rule.type == "integer":
        return "more than 64 bits; declare it as `type: string`"
    return (
        f"NaN, infinite, or more than {PRECISION - rule.decimals} digits before the point or {rule.decimals} after it; "
        f"say `decimals:` in its field (so many after it, of {PRECISION} in all), or declare it as `type: string`"
    )


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
