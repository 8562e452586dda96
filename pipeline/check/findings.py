"""What was found, in the types of Frictionless's errors; counts are exact, lists no longer than asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.check.messages import MESSAGES
from pipeline.rows.compile import questions
from pipeline.rows.compile.masks import BLANK, EXTRA, MISSING
from pipeline.rows.compile.schema import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.check.table import Checked
    from pipeline.rows.compile import Plan
    from pipeline.rows.compile.masks import Bit
    from pipeline.rows.engine import Engine


# How many rules are counted by one question, and how many cells of bad rows are looked at together.
COUNTS, CELLS = 500, 200_000


@dataclass(slots=True)
class Findings:
    """The errors of one table: those listed, in the order of rows, and how many there are of each rule."""

    listed: list[dict[str, Any]] = field(default_factory=list)
    totals: list[dict[str, Any]] = field(default_factory=list)

    def count(self) -> int:
        """How many errors there are, listed or not."""
        return sum(total["errors"] for total in self.totals)

    def add(self, count: int, errors: Sequence[Mapping[str, Any]], kind: str, **place: object) -> None:
        """Count a rule's errors, and list some of them."""
        if count:
            self.totals.append({"type": kind, **place, "errors": count})
            self.listed += [dict(error) for error in errors]


def error(kind: str, note: str = "", **place: Any) -> dict[str, Any]:
    """One error as a report has it; rowNumber, fieldNumber … where they are known."""
    known = {key: value for key, value in place.items() if value is not None}
    shown = dict.fromkeys(("rowNumber", "fieldNumber", "fieldName", "cell", "label"), "") | known | {"note": note}
    return {"type": kind, "message": MESSAGES[kind].format(**shown), "note": note, **known}


def of_table(found: Checked, engine: Engine, limit: int) -> Findings:
    """Everything that a table's own files say: structure, header, cells. Keys are `of_keys`."""
    out = Findings()
    for fault in found.faults:
        where: dict[str, Any] = {"rowNumber": fault.record, "lineNumber": fault.line} if fault.record else {}
        out.add(1, [error(fault.type, fault.note, **where)], fault.type)
    for item in found.header.faults if found.header else ():
        place = {"fieldNumber": item.number or None, "fieldName": item.field, "label": item.label}
        out.add(1, [error(item.type, item.note, **place)], item.type)
    listed = found.resource.rows
    if found.staged and listed is not None and listed != found.rows and not found.faults:
        out.add(1, [error("row-count", f'expected is "{listed}" and actual is "{found.rows}"')], "row-count")
    if found.plan and found.staged and found.staged.bad:
        _cells(found.plan, found.staged.bad, engine, limit, out)
    return out


def _cells(plan: Plan, bad: Path, engine: Engine, limit: int, out: Findings) -> None:
    relations = {"bad": bad}
    for start in range(0, len(plan.bits), COUNTS):
        bits = plan.bits[start : start + COUNTS]
        sql = questions.count_bits(plan.masks, [(bit.mask, bit.value) for bit in bits])
        (counts,) = engine.ask(sql, relations)
        for bit, rows in zip(bits, counts, strict=True):
            count = int(str(rows))
            if count and bit.name in (EXTRA, MISSING):
                ((cells,),) = engine.ask(questions.count_cells(plan.masks[0], bit.value, len(plan.fields)), relations)
                count = int(str(cells))
            out.add(count, [], _type(bit), **_place(plan, bit))
    out.listed += islice(_listed(plan, relations, engine, limit), limit)


def _listed(plan: Plan, relations: Mapping[str, Path], engine: Engine, limit: int) -> Iterator[dict[str, Any]]:
    """The errors of the first rows that have some, a few wide rows at a time."""
    step, last = max(1, min(limit, CELLS // len(plan.fields))), 0
    while rows := engine.ask(questions.bad_after(plan.masks, last, step), relations):
        for row, width, cells, *masks in rows:
            yield from _of_row(plan, row, width, cells, masks)
        last = int(str(rows[-1][0]))


def _type(bit: Bit) -> str:
    if bit.column is None:
        return bit.name
    return "type-error" if bit.name == "type" else "constraint-error"


def _place(plan: Plan, bit: Bit) -> dict[str, Any]:
    if bit.column is None:
        return {}
    return {"fieldName": plan.fields[bit.column].name, "fieldNumber": bit.column + 1, "rule": bit.name}


def _of_row(plan: Plan, row: Any, width: Any, cells: Any, masks: Any) -> Iterator[dict[str, Any]]:
    for bit in plan.broken(masks):
        if bit.column is not None:
            rule = plan.fields[bit.column]
            cell = str(cells[bit.column]).removeprefix(MARK)
            place = {"fieldName": rule.name, "fieldNumber": bit.column + 1, "cell": cell}
            yield error(_type(bit), _note(plan, bit), rowNumber=row, **place)
        elif bit.name == BLANK:
            yield error(BLANK, rowNumber=row)
        elif bit.name == EXTRA:
            for number in range(len(plan.fields) + 1, width + 1):
                yield error(EXTRA, rowNumber=row, fieldNumber=number)
        else:
            for number in range(width + 1, len(plan.fields) + 1):
                name = plan.fields[number - 1].name
                yield error(MISSING, rowNumber=row, fieldNumber=number, fieldName=name, cell="")


def _note(plan: Plan, bit: Bit) -> str:
    rule = plan.fields[bit.column or 0]
    if bit.name == "type":
        if rule.type == "list":
            return f'expected item type is "{rule.properties.get("itemType", "string")}"'
        return f'type is "{rule.type}/{rule.format}"'
    if bit.name in rule.constraints:
        return f'constraint "{bit.name}" is "{_shown(rule.constraints[bit.name])}"'
    item = rule.properties.get("arrayItem", {}).get("constraints", {})
    return f'array item constraint "{bit.name}" is "{_shown(item.get(bit.name))}"'


def _shown(value: Any) -> str:
    """A constraint as Frictionless shows it."""
    return str(
        [str(item) if not isinstance(item, str | int) else item for item in value] if isinstance(value, list) else value
    )
