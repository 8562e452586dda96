"""A report for people: a line for each table, what is wrong with it and how often, then the errors listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Characters of a line of the report.
LONGEST = 1_000


def as_text(report: Mapping[str, Any]) -> str:
    """The whole report."""
    lines = [_short(f"error: {error['message']}") for error in report["errors"]]
    if lines:
        lines.append("next: correct the descriptor at these places (JSON pointers into it) and check again")
    for task in report["tasks"]:
        lines += _task(task)
    count = report["stats"]["errors"]
    lines.append("all is well" if report["valid"] else f"{count:,} error{'' if count == 1 else 's'}")
    return "\n".join(lines)


def _short(line: str) -> str:
    """A line that a terminal can show; what is longer (a cell may have megabytes) loses its middle."""
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"


def _task(task: Mapping[str, Any]) -> Iterator[str]:
    stats = task["stats"]
    rows = f"{stats['rows']:,} rows, {stats['fields']:,} columns" if "rows" in stats else "its rows were not read"
    if task["type"] == "file":
        rows = f"a file of {stats['bytes']:,} bytes"
    yield f"{'ok ' if task['valid'] else 'BAD'} {task['name']}: {rows}"
    for total in task["totals"]:
        fields = total.get("fieldName") or ", ".join(total.get("fieldNames", ()))
        rule = f" ({total['rule']})" if "rule" in total else ""
        yield f"    {total['errors']:>12,}  {total['type']}{rule}{f' in {fields}' if fields else ''}"
    for error in task["errors"]:
        line = f"line {error['lineNumber']}: " if error.get("lineNumber") else ""
        yield _short(f"  {task['place']}: {line}{error['message']}")
    hidden = stats["errors"] - len(task["errors"])
    if hidden > 0:
        yield f"  and {hidden:,} more"
