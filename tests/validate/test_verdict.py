"""The verdict table: a row for each rule, none twice, and one for each table whose rows were not read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.validate.verdict import Verdict, tables_read, verdicts


def _report(*totals: dict[str, Any], read: bool = True, errors: tuple[str, ...] = ()) -> dict[str, Any]:
    task = {"name": "trees", "stats": {"rows": 3} if read else {}, "totals": list(totals)}
    return {"errors": [{"type": kind} for kind in errors], "tasks": [task]}


READ = Verdict("trees", "", "rows-read", 0)
CELL = {"type": "type-error", "fieldName": "n", "rule": "type", "errors": 2}


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (_report(), [READ]),
        (_report(read=False), [Verdict("trees", "", "rows-read", 1)]),
        ({"errors": [], "tasks": []}, [Verdict("trees", "", "rows-read", 1)]),
        (_report(CELL), [READ, Verdict("trees", "n", "type-error", 2)]),
        (
            _report({**CELL, "type": "constraint-error", "rule": "enum"}),
            [READ, Verdict("trees", "n", "constraint-error enum", 2)],
        ),
        (
            _report({"type": "primary-key", "fieldNames": ["a", "b"], "errors": 4}),
            [READ, Verdict("trees", "a, b", "primary-key", 4)],
        ),
        (
            _report({"type": "primary-key", "fieldNames": ["a"], "rule": "required", "errors": 1}),
            [READ, Verdict("trees", "a", "primary-key required", 1)],
        ),
        (
            _report({"type": "blank-row", "errors": 1}, {"type": "blank-row", "errors": 5}),
            [READ, Verdict("trees", "", "blank-row", 6)],
        ),
        (_report(errors=("package-error", "package-error")), [READ, Verdict("", "", "package-error", 2)]),
    ],
)
def test_the_rows_of_a_report(report: dict[str, Any], expected: list[Verdict]) -> None:
    assert verdicts(report, ["trees"]) == expected


def test_a_table_whose_rows_were_not_read_was_not_seen() -> None:
    assert tables_read(_report()) == {"trees"}
    assert tables_read(_report(read=False)) == set()


TOTALS = st.fixed_dictionaries(
    {"type": st.sampled_from(["type-error", "blank-row"]), "errors": st.integers(1, 9)},
    optional={"fieldName": st.sampled_from("ab"), "rule": st.sampled_from(["type", "enum"])},
)


@given(st.lists(TOTALS))
def test_no_violation_is_lost_and_no_rule_stands_twice(totals: list[dict[str, Any]]) -> None:
    table = verdicts(_report(*totals), ["trees"])
    assert sum(row.violations for row in table) == sum(total["errors"] for total in totals)
    assert len({row[:3] for row in table}) == len(table)
