"""Bad input end to end: a clear message, the right exit code, all faults at once, the last release untouched."""

# ruff: noqa: E501 a table of cases is easier to read with a case on a line
from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.layout import STAGES, Layout
from tests.builders import ARTICLE, TREES, files, run, table, write_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

KIND, PLANTED, COST = TREES["columns"]
CORRECTION = {"table": "trees", "row": 1, "field": "planted", "expect": "~700", "becomes": "~800", "reason": "A slip."}
TWINS = ARTICLE + "\n" + ARTICLE.partition("\n\n## ")[2].partition("\n\n")[2]


def declared(**keys: Any) -> dict[str, Any]:
    return {"tables": [TREES | keys]}


@pytest.fixture
def copy(released: Layout, tmp_path: Path) -> Layout:
    """A project with a release that was built before."""
    shutil.copytree(released.root, tmp_path / "project")
    return Layout(tmp_path / "project")


def release_of(layout: Layout) -> dict[str, bytes]:
    """Everything of a project but its sources and what the stages keep for themselves."""
    return {name: data for name, data in files(layout.root).items() if not name.startswith(("raw/", "derived/stages/"))}


def build(layout: Layout, tabletrace: Callable[..., Outcome]) -> Outcome:
    """Build; the release is what it was if that fails."""
    before = release_of(layout)
    outcome = tabletrace("build", cwd=layout.root)
    assert outcome.code == 0 or release_of(layout) == before
    assert "Traceback" not in outcome.err
    return outcome


# What is captured, and what the message has to say; {n} is a line of source.yaml.
FAULTS: list[tuple[int, str | bytes, dict[str, Any], list[str]]] = [
    (11, b"", declared(), ["raw/trees/article.md: document-unreadable: found", "only 0 characters of white space", "capture it again"]),
    (11, b"\n \n", declared(), ["only 3 characters of white space"]),
    (11, "# Bäume\n\nGrün".encode("latin-1"), declared(), ["byte 0xe4 at offset 3 (line 1) is not utf-8", "declare it as `encoding:`"]),
    (11, ARTICLE.encode() + b"\0", declared(), ["line 11, column 1: found the character '\\x00' (NUL)"]),
    (11, ARTICLE.encode("utf-16"), declared(), ["looks like UTF-16", "declare `encoding: utf-16` in source.yaml"]),
    (11, ARTICLE.encode("utf-16-be"), declared(), ["looks like UTF-16BE"]),
    (13, ARTICLE.replace("| Maple | 480 | €1,920 |", "| Maple | 480 | €1,920 | 5 |"), declared(), ["raw/trees/article.md:10:26, table trees/1 row 2: excess-cells: found '5'; expected no more cells than the header"]),
    (13, "## Trees in numbers\n\n| Kind | Planted | Cost |\n| Lime | ~700 |\n| Elm | 5 | 6 | 7 |\n", declared(claim=None), ["raw/trees/article.md:4:", "ragged-row: found 2 cells", "raw/trees/article.md:5:", "ragged-row: found 4 cells", "expected as many cells as the first row"]),
    (13, "\n".join(ARTICLE.splitlines()[:8]), declared(), ["table trees/1: table-skipped: found no data rows; expected a table with data rows"]),
    (13, ARTICLE.replace("| Kind | Planted | Cost |", "| Kind | Cost | Cost |"), declared(columns=[KIND]), ["raw/trees/article.md:7:10, table trees/1 field cost: header-duplicate: found the header 'Cost' 2 times; expected column labels that differ; declare the columns by `number`"]),
    (10, ARTICLE.replace("| Kind | Planted | Cost |", "| Kind | Planted | Planted |"), declared(columns=[KIND, PLANTED]), ["column-not-found: found 2 columns with header 'Planted'"]),
    (13, ARTICLE.replace("| Kind | Planted | Cost |", "| Kind | Planted |  |"), declared(columns=[KIND, PLANTED]), ["header-empty: found an empty header of column 3; expected a label for every column"]),
    (10, TWINS, {"tables": [TREES | {"match": {"headers": ["Kind", "Planted", "Cost"]}}]}, ["table-not-matched: found tables 1, 2 for the resource 'trees'", "number 1 (caption 'Trees in numbers'"]),
    (10, ARTICLE, declared(match={"caption": "Trees"}), ["table-not-matched: found no table for the resource 'trees'", "caption 'Trees in numbers', headers ['Kind', 'Planted', 'Cost']"]),
    (10, ARTICLE, declared(columns=[KIND, COST | {"header": "Price"}]), ["column-not-found: found no column with header 'Price'", "use one of the headers: ['Kind', 'Planted', 'Cost']"]),
    (10, ARTICLE, declared() | {"corrections": [CORRECTION | {"expect": "700"}]}, ["correction-not-matched: found 0 cells for table 'trees', row 1, field 'planted' that prints '700'"]),
    (13, ARTICLE.replace("480", "plenty"), declared(), ["raw/trees/article.md:10:11, table trees/1 row 2 field planted: value-unreadable: found 'plenty'; expected a text that reads as quantity; declare the column as text, or correct the cell"]),
    (10, ARTICLE, {"colour": 1, "shape": 2}, ["found the unknown key 'colour' in the file", "found the unknown key 'shape' in the file"]),
    (10, ARTICLE, {"id": "Trees!"}, ['id: "Trees!" does not match', "expected a slug"]),
    (10, ARTICLE, {"id": "other"}, ["found id 'other'; expected the folder's name, 'trees'"]),
    (10, ARTICLE, {"sha256": "0" * 64}, ["raw/trees/article.md: source-changed: found sha256 ", f"expected the bytes that were captured (sha256 {'0' * 64})", "capture the new one as a source of its own"]),
    (13, ARTICLE.replace("Maple", "Lime"), declared(), ["raw/trees/article.md:10:3, table trees/1 row 2 field kind: key-duplicate: found 'Lime', which is the key of row 1 as well"]),
    (13, ARTICLE.replace("Maple", " "), declared(), ["key-empty: found an empty key"]),
    (13, ARTICLE.replace("Maple", "Maple (per Ann Lee)"), declared(claim=None), ["raw/trees/article.md:10:3, table trees/1: claim-without-claimant: found the words 'per Ann Lee'", "`claimant: publisher` where the publisher speaks for itself"]),
    (10, ARTICLE, declared(claim={"claimant": "x", "basis": "Never said"}), ["basis-not-found: found the basis 'Never said'"]),
    (12, ARTICLE, declared(resource="figures"), ["name-invalid: found the resource name 'figures', which the package uses itself"]),
    (13, ARTICLE.replace("480", "1.2345678901"), declared(), ["value-does-not-fit: found '1.2345678901'; expected at most 29 digits before and 9 after the point"]),
    (13, ARTICLE.replace("480", "1.234"), declared() | {"locale": None}, ["value-ambiguous: found '1.234'; expected a number with one reading; declare the source's `locale`"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "keys", "words"), FAULTS)
def test_a_fault(
    copy: Layout,
    tabletrace: Callable[..., Outcome],
    code: int,
    text: str | bytes,
    keys: dict[str, Any],
    words: list[str],
) -> None:
    write_source(copy, text, **keys)
    outcome = build(copy, tabletrace)
    assert [word for word in words if word not in outcome.err] == []
    assert outcome.code == code, outcome.err
    assert outcome.err.rstrip().splitlines()[-1].startswith(f"tabletrace: exit {code}: ")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"retrieved": "2026-11-22"', '"retrieved": 2026-11-22', ":5:16: source-invalid: found the YAML date 2026-11-22; expected text in quotes"),
        ('"title": "A made-up report"', '"title": "a", "title": "b"', "found the key 'title' a second time; expected each key once"),
        ('"A made-up report"', "!!python/name:os.system x", "found the tag tag:yaml.org,2002:python/name:os.system"),
        ('"A made-up report"', "&a x", "found the anchor a; expected plain values"),
        ('"article.md"', '"../../../etc/passwd"', "expected the name of a file in this folder"),
        ('"article.md"', '"gone.md"', "raw/trees/gone.md: source-missing: found no such file"),
        ('"article.md"', '"\\ud800"', "found the character '\\ud800'"),
        ("{", "[", "expected well-formed YAML"),
    ],
)  # fmt: skip
def test_a_fault_of_source_yaml(
    copy: Layout, tabletrace: Callable[..., Outcome], old: str, new: str, words: str
) -> None:
    path = copy.source("trees") / "source.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    outcome = build(copy, tabletrace)
    assert (outcome.code, words in outcome.err) == (10, True), outcome.err
    assert "raw/trees/" in outcome.err


@pytest.mark.parametrize("name", ["", "article.md", "source.yaml"])
def test_a_link_in_raw(copy: Layout, tabletrace: Callable[..., Outcome], name: str) -> None:
    path = copy.source("trees") / name
    path.rename(copy.root / "elsewhere")
    path.symlink_to(copy.root / "elsewhere")
    before = release_of(copy)
    outcome = tabletrace("build", cwd=copy.root)
    assert outcome.code == 10
    assert f"{copy.relative(path)}: source-link: found a symbolic link; expected regular files in raw/" in outcome.err
    assert release_of(copy) == before


def test_two_sources_that_share_a_resource_with_different_columns(
    copy: Layout, tabletrace: Callable[..., Outcome]
) -> None:
    price = [KIND, PLANTED, COST | {"name": "price", "type": "text"}]
    write_source(copy, source_id="zz", **declared(columns=price))
    outcome = build(copy, tabletrace)
    assert outcome.code == 12
    assert "raw/zz/source.yaml, " not in outcome.err
    assert "columns-differ: found resource 'trees': no column 'cost'; " in outcome.err
    assert "a column 'price' more; expected the columns that trees has" in outcome.err


def test_every_fault_of_the_data_is_reported_at_once(copy: Layout, tabletrace: Callable[..., Outcome]) -> None:
    text = ARTICLE.replace("480", "plenty").replace("€2,100", "a lot").replace("Maple", "Lime")
    write_source(copy, text, **declared())
    write_source(copy, ARTICLE.replace("Lime", "Elm as claimed"), source_id="zz", **declared(claim=None))
    outcome = build(copy, tabletrace)
    assert outcome.code == 13
    for words in ("'plenty'", "'a lot'", "key-duplicate", "claim-without-claimant"):
        assert words in outcome.err


def test_every_fault_of_every_source_is_reported_at_once(copy: Layout, tabletrace: Callable[..., Outcome]) -> None:
    write_source(copy, b"\0", source_id="nul", **declared())
    write_source(copy, source_id="key", colour="red")
    (copy.source("trees") / "article.md").write_text("Other words.", "utf-8")
    outcome = build(copy, tabletrace)
    assert outcome.code == 10
    for words in ("NUL", "'colour'", "source-changed"):
        assert words in outcome.err
    assert "3 faults to mend; nothing was published" in outcome.err


UNDECLARED = [
    (ARTICLE.replace("480", "plenty").replace("| Maple", "| A | 1 | €1 |\n| B | 2 | €1 |\n| C | 3 | €1 |\n| Maple"), "value-unreadable"),
    (ARTICLE.replace("Maple", "Maple (per Ann Lee)"), "claim-without-claimant"),
    (ARTICLE.replace("| Kind | Planted | Cost |", "| Kind | Cost | Cost |"), "header-duplicate"),
    (ARTICLE.replace("| Kind | Planted | Cost |", "| Kind | Planted |  |"), "header-empty"),
    (ARTICLE.replace("€1,920 |", "€1,920 | 5 |"), "excess-cells"),
    ("| A | B |\n| x | 1 | 2 |\n| y |\n", "ragged-row"),
    (b"\0", "document-unreadable"),
    (b"", "document-unreadable"),
    (ARTICLE.encode("utf-16"), "document-unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), UNDECLARED)
def test_the_same_in_an_undeclared_table_is_a_warning_and_the_run_goes_on(
    copy: Layout, tabletrace: Callable[..., Outcome], text: str | bytes, code: str
) -> None:
    before = release_of(copy)["derived/data/trees.csv"]
    write_source(copy, text, source_id="second")
    outcome = build(copy, tabletrace)
    assert outcome.code == 0, outcome.err
    asked = tabletrace("sql", f"select severity from issues where code = '{code}'", "--json", cwd=copy.root)
    assert {row["severity"] for row in json.loads(asked.out)} == {"warning"}, asked
    status = tabletrace("sql", "select source_id, read_status from sources order by 1", "--json", cwd=copy.root)
    expected = "failed" if code == "document-unreadable" else "read"
    assert {row["source_id"]: row["read_status"] for row in json.loads(status.out)} == {
        "second": expected,
        "trees": "read",
    }
    assert release_of(copy)["derived/data/trees.csv"] == before


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (ARTICLE.replace("\n", "\r\n").encode(), set()),
        (ARTICLE.replace("\n", "\r").encode(), set()),
        (ARTICLE.replace("\n", "\r\n", 4).encode(), {"mixed-newlines"}),
        (b"\xef\xbb\xbf" + ARTICLE.encode(), {"byte-order-mark"}),
        (b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n", 3).encode(), {"byte-order-mark", "mixed-newlines"}),
    ],
)
def test_marks_and_newlines_are_accepted_and_the_spans_are_right(
    copy: Layout, tabletrace: Callable[..., Outcome], data: bytes, codes: set[str]
) -> None:
    write_source(copy, data, **declared())
    assert build(copy, tabletrace).code == 0
    assert (copy.root / "derived/text/trees.txt").read_text("utf-8") == ARTICLE
    asked = tabletrace(
        "sql", "select code from issues where code in ('byte-order-mark', 'mixed-newlines')", "--json", cwd=copy.root
    )
    assert {row["code"] for row in json.loads(asked.out)} == codes
    assert tabletrace("verify", cwd=copy.root).code == 0


HOSTILE = ["'; DROP TABLE trees; --", "$(touch x) `touch x` ${cmd}", "\x1b[2J\x1b]0;t\x07 \x9b31m\u202e", "!!python/name:os.system {{7*7}} %s%n", "=cmd|' /C calc'!A0 </script>"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_is_only_ever_data(copy: Layout, tabletrace: Callable[..., Outcome], text: str) -> None:
    cell = text.replace("|", "\\|")
    document = table(f"{cell} | Size", f"{cell} | 5 {cell}", "x | 6", "y | 7", "z | 8", caption=text)
    (copy.root / "other.md").write_text(document, "utf-8")
    printed = [
        tabletrace("tables", "other.md", cwd=copy.root),
        tabletrace("tables", "other.md", "--json", cwd=copy.root),
        tabletrace("add", "other.md", "--id", "other", cwd=copy.root),
        tabletrace("build", cwd=copy.root),
        tabletrace("sql", "select printed from cells where source_id = 'other'", cwd=copy.root),
        tabletrace("sql", "select printed from cells where source_id = 'other'", "--json", cwd=copy.root),
        tabletrace("trace", "other/1/1", cwd=copy.root),
        tabletrace("verify", cwd=copy.root),
    ]
    assert [outcome.code for outcome in printed] == [0] * len(printed), printed
    for outcome in printed:
        assert not set(outcome.out + outcome.err) & set("\x1b\x07\x9b\u202e")
    cells = json.loads(printed[5].out)
    assert cells[0] == {"printed": " ".join(text.split())}
    assert not (copy.root / "x").exists()
    count = tabletrace("sql", "select count(*) as n from trees", "--json", cwd=copy.root)
    assert json.loads(count.out) == [{"n": 2}]


def test_a_second_source_simply_works(copy: Layout, tabletrace: Callable[..., Outcome]) -> None:
    (copy.root / "other.md").write_text(table("Year | Sold", "2024 | 5%", "2025 | 7%", caption="Sales"), "utf-8")
    write_source(copy, ARTICLE.replace("Lime", "Elm"), source_id="more", **declared())
    assert tabletrace("add", "other.md", cwd=copy.root).code == 0
    assert build(copy, tabletrace).code == 0
    asked = tabletrace("sql", "select source_id, kind from trees order by 1, row", "--json", cwd=copy.root)
    assert [tuple(row.values()) for row in json.loads(asked.out)] == [
        ("more", "Elm"),
        ("more", "Maple"),
        ("trees", "Lime"),
        ("trees", "Maple"),
    ]
    inferred = tabletrace(
        "sql", "select year, year_edtf, sold_value, sold_unit from other_table_1", "--json", cwd=copy.root
    )
    assert [row["sold_unit"] for row in json.loads(inferred.out)] == ["%", "%"]


def test_the_stages_can_be_run_one_by_one(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    for stage in STAGES:
        assert tabletrace(stage, cwd=trees.root).code == 0
    before = release_of(trees)
    run(trees)
    assert release_of(trees).keys() == before.keys()
