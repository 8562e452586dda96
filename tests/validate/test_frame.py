"""Pandera: the Table Schema over the typed Parquet, and the rules across a figure's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.contract import Contract, Field, system_contract
from pipeline.rows.write import write_twins
from pipeline.validate.frame import check_figures, check_table, check_verdicts
from pipeline.validate.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = {
    **dict.fromkeys(system_contract("figures").columns, ""),
    "figure_id": "s/1/1/n",
    "source_id": "s",
    "table_id": "s/1",
    "row": "1",
    "field": "n",
    "printed": "7",
    "char_start": "0",
    "char_end": "1",
    "value": "7",
    "unit": "1",
    "dimension": "count",
    "qualifier": "unqualified",
    "resolution": "1",
    "status": "read",
}
RANGE = {"value": "", "lower": "1", "upper": "2", "qualifier": "range", "status": "range"}
MONEY = {"unit": "EUR", "dimension": "currency"}
SHARE = {"unit": "%", "dimension": "fraction", "percent_of": "trees"}


def _findings(tmp_path: Path, *changes: dict[str, str]) -> list[tuple[str, str]]:
    rows = [list({**FIGURE, "figure_id": f"s/1/{n}/n", **change}.values()) for n, change in enumerate(changes)]
    write_twins(tmp_path / "f.csv", tmp_path / "f.parquet", system_contract("figures"), rows)
    return [(severity, str(failure["note"])) for severity, failure in check_figures(tmp_path / "f.parquet")]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": "0"},
        {"lower": "6", "upper": "8"},
        {"lower": "7", "upper": "7"},
        {"lower": "7"},
        RANGE,
        MONEY,
        SHARE,
        {**SHARE, "value": "100"},
        {**SHARE, "value": "0"},
        {"unit": "", "dimension": "", "value": "", "missing": "dash", "resolution": "", "status": "dash"},
        {"unit": "kg", "dimension": "mass"},
        {"dimension": "factor"},
        {"dimension": "ratio"},
    ],
)
def test_a_figure_that_keeps_the_rules_is_left_alone(tmp_path: Path, change: dict[str, str]) -> None:
    assert _findings(tmp_path, change) == []


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"lower": "9", "upper": "8", "value": ""}, "lower ≤ upper"),
        ({"lower": "8"}, "lower ≤ value"),
        ({"upper": "6"}, "value ≤ upper"),
        ({"resolution": "0"}, "resolution > 0"),
        ({**RANGE, "value": "1.5"}, "a range has no value"),
        ({**RANGE, "lower": ""}, "a range has a lower bound"),
        ({**RANGE, "upper": ""}, "a range has an upper bound"),
        ({"missing": "dash"}, "a missing value has no number"),
        ({"status": "unreadable"}, "an unreadable cell has no number"),
        ({"unit": "%", "dimension": "mass"}, "the unit % has its dimension"),
        ({"dimension": "mass"}, "the unit 1 is a count"),
        ({"unit": "euro", "dimension": "currency"}, "money has an ISO 4217 code"),
        ({"unit": "kg", "dimension": "mass", "counted": "trees"}, "what is counted has the unit 1"),
        ({"percent_of": "trees"}, "a share has the unit %"),
    ],
)
def test_each_rule_is_held(tmp_path: Path, change: dict[str, str], note: str) -> None:
    assert ("error", note) in _findings(tmp_path, {}, change, {})


@pytest.mark.parametrize("value", ["100.1", "-0.1", "112"])
def test_a_share_beyond_0_to_100_is_a_warning_only(tmp_path: Path, value: str) -> None:
    assert _findings(tmp_path, {**SHARE, "value": value}) == [
        ("warning", "a share of a declared whole is between 0 and 100")
    ]


def test_a_unit_with_two_dimensions_is_found(tmp_path: Path) -> None:
    changes = ({"unit": "kg", "dimension": "mass"}, {"unit": "kg", "dimension": "length"})
    assert _findings(tmp_path, *changes) == [("error", "the unit 'kg' has one dimension")]


def test_a_count_stands_beside_a_factor(tmp_path: Path) -> None:
    assert _findings(tmp_path, {}, {"dimension": "factor"}, {"dimension": "ratio"}) == []


def test_no_figures_are_no_findings(tmp_path: Path) -> None:
    assert _findings(tmp_path) == []


CONTRACT = Contract(
    "t",
    "T",
    "",
    (
        Field("id", "string"),
        Field("n", "integer", constraints={"minimum": 1}),
        Field("kind", "string", constraints={"enum": ["a", "b"]}),
        Field("code", "string", constraints={"pattern": "[a-z]+"}),
    ),
    ("id",),
)


def _table(tmp_path: Path, *rows: list[str]) -> list[tuple[object, object]]:
    write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", CONTRACT, rows)
    return [(failure["row"], failure["field"]) for failure in check_table(CONTRACT, tmp_path / "t.parquet")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([["x", "1", "a", "abc"], ["y", "", "", ""]], []),
        ([["x", "0", "a", "abc"]], [(0, "n")]),
        ([["x", "1", "c", "abc"]], [(0, "kind")]),
        ([["x", "1", "a", "ABC"]], [(0, "code")]),
        (
            [["x", "0", "c", "9"], ["y", "1", "a", "a"], ["z", "-1", "b", "b"]],
            [(0, "code"), (0, "kind"), (0, "n"), (2, "n")],
        ),
    ],
)
def test_constraints_of_the_schema(tmp_path: Path, rows: list[list[str]], expected: list[tuple[int, str]]) -> None:
    assert _table(tmp_path, *rows) == expected


def test_a_key_that_stands_twice_is_found_in_both_rows(tmp_path: Path) -> None:
    assert {
        row for row, _field in _table(tmp_path, ["x", "1", "a", "a"], ["y", "1", "a", "a"], ["x", "2", "b", "b"])
    } == {0, 2}


def test_a_file_of_another_shape_is_a_finding(tmp_path: Path) -> None:
    _table(tmp_path, ["x", "1", "a", "a"])
    assert list(check_figures(tmp_path / "t.parquet")) == []
    assert list(check_table(system_contract("figures"), tmp_path / "t.parquet"))
    (tmp_path / "t.parquet").write_bytes(b"no parquet")
    (finding,) = check_table(CONTRACT, tmp_path / "t.parquet")
    assert finding["row"] is None
    assert list(check_figures(tmp_path / "t.parquet")) == []


def test_a_folder_with_marks_of_a_pattern_is_only_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a[b]*?"
    folder.mkdir()
    assert _table(folder, ["x", "1", "a", "a"]) == []


GOOD = Verdict("trees", "", "rows-read", 0)


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([], []),
        ([GOOD], []),
        ([GOOD, Verdict("trees", "kind", "type-error", 1)], [1]),
        ([Verdict("trees", "n", "type-error", 2**62), GOOD, Verdict("", "", "package-error", 1)], [0, 2]),
        ([Verdict("trees", "n", "type-error", -1)], [0]),
        ([Verdict("trees", "n", "", 0)], [0]),
        ([GOOD, Verdict("oaks", "", "rows-read", 0), GOOD], [0, 2]),
    ],
)
def test_every_row_of_the_verdict_table_that_does_not_pass_is_told(rows: list[Verdict], broken: list[int]) -> None:
    assert list(check_verdicts(rows)) == [rows[number] for number in broken]
