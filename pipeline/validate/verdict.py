"""The verdict table: (resource, field, rule, violations) for each rule that our engine found broken, all counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The rule that the engine read a resource's rows at all: silence about them is no verdict.
READ = "rows-read"


class Verdict(NamedTuple):
    """One row; `resource` is empty for the package as a whole, `field` for a rule that is about no field."""

    resource: str
    field: str
    rule: str
    violations: int


def verdicts(report: Mapping[str, Any], resources: Iterable[str]) -> list[Verdict]:
    """The verdict table of the engine's report on a package with these resources, without two rows for one rule."""
    read = tables_read(report)
    counts = Counter({(name, "", READ): int(name not in read) for name in resources})
    for key, errors in _counted(report):
        counts[key] += errors
    return [Verdict(*key, errors) for key, errors in counts.items()]


def tables_read(report: Mapping[str, Any]) -> set[str]:
    """The resources whose rows the engine read; a file that is not the one listed is not parsed."""
    return {task["name"] for task in report["tasks"] if "rows" in task["stats"]}


def _counted(report: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], int]]:
    for error in report["errors"]:
        yield ("", "", error["type"]), 1
    for task in report["tasks"]:
        for total in task["totals"]:
            field = total.get("fieldName") or ", ".join(total.get("fieldNames", ()))
            yield (task["name"], field, _rule(total)), total["errors"]


def _rule(total: Mapping[str, Any]) -> str:
    """The constraint by its own name beside the type of the error, as in "constraint-error enum"."""
    rule = total.get("rule")
    return f"{total['type']} {rule}" if rule and rule != "type" else str(total["type"])
