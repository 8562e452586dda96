"""The issues of a table: errors where it is declared, warnings elsewhere, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.normalise.findings import findings_of
from pipeline.normalise.place import places
from pipeline.normalise.tables import read_tables
from pipeline.source import Claim, Column, Correction
from tests.builders import document, entry, source, table

if TYPE_CHECKING:
    from pipeline.issue import Issue

KIND = Column("kind", "text", number=1)
SIZE = Column("size", "quantity", number=2)


def findings(text: str, *columns: Column, declared: dict[str, Any] | None = None, **keys: Any) -> list[Issue]:
    """The issues of the first table, declared if columns are given."""
    entries = (entry(*columns, **(declared or {})),) if columns else ()
    made = source(tables=entries, **keys)
    read = document(text)
    reads, _issues = read_tables(read, made)
    return list(findings_of(reads[0], made, places(made, read.text)))


def told(issues: list[Issue], code: str) -> list[tuple[str, str, int | None, str | None]]:
    return [(issue.severity, issue.found, issue.row, issue.field) for issue in issues if issue.code == code]


FAULTS = [
    ("value-unreadable", table("Kind | Size", "a | 5 kg", "b | many"), ("'many'", 2, "size")),
    ("value-does-not-fit", table("Kind | Size", "a | 5 kg", "b | 1.23456789012"), ("'1.23456789012'", 2, "size")),
    (
        "claim-without-claimant",
        table("Kind | Size", "a | 5 kg", "b (per Ann) | 6 kg"),
        ("the words 'per Ann'", None, None),
    ),
    (
        "claim-without-claimant",
        table("Kind | Size", "a | 5 kg", caption="As claimed"),
        ("the words 'As claimed'", None, None),
    ),
]


@pytest.mark.parametrize(("code", "text", "place"), FAULTS)
@pytest.mark.parametrize("declared", [True, False])
def test_a_fault_is_an_error_in_a_declared_table_and_a_warning_elsewhere(
    code: str, text: str, place: tuple[str, int | None, str | None], declared: bool
) -> None:
    # An inferred column is text unless most of its cells are quantities, so it is given more of them here.
    text = text if declared else text.rstrip("\n") + "\n" + "| z | 9 kg |\n" * 6
    issues = findings(text, *((KIND, SIZE) if declared else ()))
    assert told(issues, code) == [("error" if declared else "warning", *place)]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ragged-row", "| Kind | Size |\n| a |\n| b | c | d |\n", ["1 cell", "3 cells"]),
        ("excess-cells", "| A | B |\n| - | - |\n| x | 1 | more | y |\n", ["'more | y'"]),
        ("table-skipped", table("A | B"), ["no data rows"]),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_a_fault_of_the_grid(code: str, text: str, found: list[str], declared: bool) -> None:
    issues = findings(text, *((KIND, SIZE) if declared else ()))
    severity = "error" if declared else ("info" if code == "table-skipped" else "warning")
    assert [(item[0], item[1]) for item in told(issues, code)] == [(severity, words) for words in found]


def test_a_fault_of_the_grid_says_the_row() -> None:
    (issue,) = [i for i in findings("| A | B |\n| - | - |\n| u | 1 |\n| x | 1 | more |\n") if i.code == "excess-cells"]
    assert (issue.row, issue.line, issue.file) == (2, 4, "raw/trees/article.md")


@pytest.mark.parametrize(
    ("code", "header", "found"),
    [
        ("header-empty", "Kind |  ", ["an empty header of column 2"]),
        ("header-duplicate", "Kind | Kind", ["the header 'Kind' 2 times"] * 2),
    ],
)
def test_headers_that_do_not_tell_columns_apart(code: str, header: str, found: list[str]) -> None:
    text = table(header, "a | 5 kg")
    # One column is declared, by another table's words, so that the rest is guessed.
    assert [item[:2] for item in told(findings(text), code)] == [("warning", words) for words in found]
    declared = findings(text, KIND)
    assert {item[0] for item in told(declared, code)} == {"error"}
    assert told(findings(text, KIND, SIZE), code) == []


def test_a_table_without_a_header() -> None:
    text = "| 1 | 5 kg |\n| 2 | 6 kg |\n"
    assert told(findings(text, KIND), "header-missing") == [("error", "no header row", None, None)]
    assert told(findings(text, KIND, SIZE), "header-missing") == []
    assert told(findings(text), "header-missing") == []
    assert told(findings(text), "header-decided")[0][0] == "info"


def test_a_column_that_the_entry_does_not_name_is_told() -> None:
    issues = findings(table("Kind | Size", "a | 5 kg"), KIND)
    assert told(issues, "column-undeclared") == [("info", "the column 'Size', taken as size (quantity)", None, "size")]


@pytest.mark.parametrize(("claim", "count"), [(None, 1), (Claim("the town"), 0), (Claim("publisher"), 0)])
def test_a_claimant_settles_the_words(claim: Claim | None, count: int) -> None:
    text = table("Kind | Size", "a | allegedly 5 kg")
    issues = findings(text, KIND, Column("size", "text", number=2), declared={"claim": claim})
    assert len(told(issues, "claim-without-claimant")) == count


KEYED = {"primary_key": ("kind",)}


@pytest.mark.parametrize(
    ("kind", "cells", "keys", "expected"),
    [
        ("text", ["a", "b"], {}, []),
        ("text", ["a", "b", "a"], {}, [("key-duplicate", "'a', which is the key of row 1 as well", 3)]),
        ("text", ["a", " "], {}, [("key-empty", "an empty key", 2)]),
        ("integer", ["1000", "1,000"], {}, [("key-duplicate", "'1000', which is the key of row 1 as well", 2)]),
        ("integer", ["1000", "n/a"], {}, [("key-empty", "an empty key", 2)]),
        ("text", ["a", "a"], {"corrections": (Correction("numbers", 2, "kind", "a", "b", "R", 3),)}, []),
    ],
)
def test_keys_as_published(kind: str, cells: list[str], keys: dict[str, Any], expected: list[object]) -> None:
    text = table("Kind | Size", *(f"{cell} | 5 kg" for cell in cells))
    issues = findings(text, Column("kind", kind, number=1), SIZE, declared=KEYED, **keys)
    found = [(issue.code, issue.found, issue.row) for issue in issues if issue.code.startswith("key-")]
    assert found == expected


def test_a_correction_can_make_a_key_occur_twice() -> None:
    keys = {"corrections": (Correction("numbers", 2, "kind", "b", "a", "R", 3),)}
    issues = findings(table("Kind | Size", "a | 5", "b | 6"), KIND, SIZE, declared=KEYED, **keys)
    assert [issue.row for issue in issues if issue.code == "key-duplicate"] == [2]


def test_a_key_of_two_columns() -> None:
    text = table("Kind | Size", "a | 5 kg", "a | 6 kg", "a | 5 kg")
    issues = findings(text, KIND, SIZE, declared={"primary_key": ("size", "kind")})
    assert told(issues, "key-duplicate") == [
        ("error", "'5 kg · a', which is the key of row 1 as well", 3, "size, kind")
    ]


def test_an_unknown_unit_is_a_warning_even_if_declared() -> None:
    issues = findings(table("Kind | Size", "a | 5 blobs"), KIND, SIZE)
    assert told(issues, "unit-unknown") == [("warning", "'5 blobs'", 1, "size")]


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x"])
def test_a_text_that_a_spreadsheet_would_run_is_told(text: str) -> None:
    issues = findings(table("Kind | Size", f"{text} | 5"), KIND, SIZE)
    assert told(issues, "formula-like") == [("info", repr(text), 1, "kind")]


def test_an_applied_correction_is_told() -> None:
    item = Correction("numbers", 1, "size", "5", "6", "A slip", 3, reported="https://example.org")
    issues = findings(table("Kind | Size", "a | 5"), KIND, SIZE, corrections=(item,))
    found = "'5', corrected to '6': A slip; reported: https://example.org"
    assert told(issues, "correction-applied") == [("info", found, 1, "size")]


def test_an_undeclared_table_is_told() -> None:
    assert told(findings(table("A | B", "x | y")), "table-undeclared") == [("info", "the table 'Numbers'", None, None)]
