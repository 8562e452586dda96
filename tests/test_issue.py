from __future__ import annotations

import pytest

from pipeline.errors import ContractError, ExtractError, InvalidData, SourceError
from pipeline.issue import CODES, Issue, raise_errors, to_json


def test_a_message_has_where_what_expected_and_the_next_step() -> None:
    issue = Issue(
        "value-unreadable",
        "'x'",
        table_id="a/1",
        row=2,
        field="cost",
        file="raw/a/a.md",
        line=3,
        column=4,
    )
    assert str(issue) == (
        "raw/a/a.md:3:4, table a/1 row 2 field cost: value-unreadable: found 'x'; expected a text of the column's type;"
        " declare the column as text, or correct the cell in `corrections`"
    )


@pytest.mark.parametrize(
    ("issue", "head"),
    [
        (Issue("source-missing", "x", source_id="a"), "a: source-missing: found x; "),
        (Issue("source-missing", "x"), "source-missing: found x; "),
        (Issue("source-missing", "x", file="f"), "f: source-missing: found x; "),
        (Issue("source-missing", "x", table_id="a/1"), "table a/1: source-missing: found x; "),
    ],
)
def test_the_head_says_what_is_known_of_the_place(issue: Issue, head: str) -> None:
    assert str(issue).startswith(head)


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_was_expected_and_what_to_do(code: str) -> None:
    issue = Issue(code, "x")
    assert issue.expected
    assert issue.action
    assert Issue(code, "x", expected="y", action="z").expected == "y"


def test_all_errors_are_raised_at_once_as_the_gravest() -> None:
    issues = [
        Issue("key-duplicate", "a"),
        Issue("columns-differ", "b"),
        Issue("document-unreadable", "c"),
        Issue("unit-unknown", "d", "warning"),
    ]
    with pytest.raises(ExtractError) as caught:
        raise_errors(issues)
    assert caught.value.issues == tuple(issues[:3])
    assert caught.value.message == "3 faults to mend; nothing was published"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("source-invalid", SourceError),
        ("name-invalid", ContractError),
        ("header-empty", InvalidData),
    ],
)
def test_one_error(code: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^1 fault to mend"):
        raise_errors([Issue(code, "x")])


def test_warnings_raise_nothing() -> None:
    raise_errors([Issue("source-invalid", "x", "warning"), Issue("source-invalid", "x", "info")])


@pytest.mark.parametrize(
    ("code", "severity", "early"),
    [
        ("source-invalid", "error", True),
        ("columns-differ", "error", True),
        ("source-invalid", "warning", False),
        ("key-duplicate", "error", False),
    ],
)
def test_what_the_curator_wrote_wrongly_stops_early(code: str, severity: str, early: bool) -> None:
    assert Issue(code, "x", severity).stops_early is early  # type: ignore[arg-type]


def test_as_json() -> None:
    assert to_json([Issue("key-empty", "x", line=1)]) == [
        {
            "code": "key-empty",
            "found": "x",
            "severity": "error",
            "line": 1,
            "expected": "a value in every key column",
            "action": "declare another primary_key",
        }
    ]
