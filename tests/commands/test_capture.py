"""The commands that begin a project and capture documents: what they print, and how they end."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import ARTICLE, files, write_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout
    from tests.conftest import Outcome


@pytest.fixture
def article(project: Layout) -> Path:
    path = project.root / "article.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_add_says_what_it_found_what_it_does_not_know_and_what_comes_next(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome]
) -> None:
    outcome = tabletrace("add", article, "--publisher", "The Paper", cwd=project.root)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "captured as raw/article",
        "  title: A made-up report  (from the first heading)",
        "  table 1 (caption 'Trees in numbers', headers ['Kind', 'Planted', 'Cost'])",
        "not known, left null in raw/article/source.yaml: url, published, language, locale",
        "next: tabletrace build, or dvc repro",
    ]
    assert "raw/article/article.md must not enter a public repository" in outcome.err


def test_add_of_what_may_be_published_does_not_warn(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome]
) -> None:
    outcome = tabletrace("add", article, "--republish", "full", "--licence", "CC-BY-4.0", cwd=project.root)
    assert (outcome.code, outcome.err) == (0, "")


def test_add_as_json(project: Layout, article: Path, tabletrace: Callable[..., Outcome]) -> None:
    value = json.loads(tabletrace("add", article, "--json", "--id", "trees", cwd=project.root).out)
    assert (value["source_id"], value["republish"]) == ("trees", "cells")
    assert value["tables"] == [
        {"number": 1, "caption": "Trees in numbers", "headers": ["Kind", "Planted", "Cost"], "skipped": None}
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Only words.", "  no table was found in it"), ("| A | B |\n| - | - |\n", ", skipped: no data rows")],
)
def test_add_of_a_document_without_data(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome], text: str, words: str
) -> None:
    article.write_text(text, "utf-8")
    assert words in tabletrace("add", article, cwd=project.root).out


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--id", "../x"], 10), (["--published", "soon"], 10), (["--republish", "all"], 2), (["--nope"], 2)],
)
def test_add_refuses(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome], options: list[str], code: int
) -> None:
    before = files(project.root)
    assert tabletrace("add", article, *options, cwd=project.root).code == code
    assert files(project.root) == before


def test_add_of_no_file_is_wrong_use(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    assert tabletrace("add", "gone.md", cwd=project.root).code == 2


@pytest.fixture
def folder(project: Layout, article: Path) -> Path:
    """A folder of three files, of which one cannot be captured."""
    inside = project.root / "in"
    (inside / "deep").mkdir(parents=True)
    article.rename(inside / "trees.md")
    (inside / "deep" / "empty.md").write_bytes(b"")
    (inside / "words.txt").write_text("Only words.", "utf-8")
    return inside


def test_add_of_a_folder(project: Layout, folder: Path, tabletrace: Callable[..., Outcome]) -> None:
    outcome = tabletrace("add", "in", "--language", "en", cwd=project.root)
    assert outcome.code == 11
    assert outcome.out.splitlines() == [
        "in/trees.md: captured as raw/trees: 1 table; null: publisher, url, published",
        "in/words.txt: captured as raw/words: no tables; null: title, publisher, url, published",
        "2 of 3 files captured",
        "next: tabletrace build, or dvc repro",
    ]
    assert outcome.err.splitlines()[0].startswith("error: in/deep/empty.md: found only 0 characters")
    assert "what was captured must not enter a public repository" in outcome.err
    assert folder.is_dir()


def test_add_of_several_as_json_is_one_document(
    project: Layout, folder: Path, tabletrace: Callable[..., Outcome]
) -> None:
    paths = [folder / "trees.md", folder / "gone.md", folder / "deep"]
    outcome = tabletrace("add", *paths, "--json", cwd=project.root)
    trees, gone, empty = json.loads(outcome.out)["sources"]
    assert (outcome.code, trees["source_id"], trees["file"]) == (11, "trees", str(paths[0]))
    assert trees["prefilled"]["title"] == {"value": "A made-up report", "from": "the first heading", "notes": []}
    assert gone["error"]["exit_code"] == empty["error"]["exit_code"] == 11
    assert "found no file" in gone["error"]["message"]


def test_several_that_are_all_captured_end_well(
    project: Layout, folder: Path, tabletrace: Callable[..., Outcome]
) -> None:
    paths = [folder / "trees.md", folder / "words.txt"]
    assert tabletrace("add", *paths, "--republish", "full", cwd=project.root).code == 0
    again = tabletrace("add", *paths, cwd=project.root)
    assert (again.code, again.out.splitlines()[0]) == (10, "0 of 2 files captured")


@pytest.mark.parametrize("option", ["id", "title", "url"])
def test_what_holds_of_one_document_is_refused_for_several(
    project: Layout, folder: Path, tabletrace: Callable[..., Outcome], option: str
) -> None:
    outcome = tabletrace("add", folder, f"--{option}", "x", cwd=project.root)
    assert (outcome.code, f"--{option} cannot hold of several documents" in outcome.err) == (2, True)
    assert files(project.raw) == {}


def test_add_of_an_empty_folder(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    (project.root / "in").mkdir()
    outcome = tabletrace("add", "in", cwd=project.root)
    assert (outcome.code, "found no file in in" in outcome.err) == (11, True)


def test_an_error_as_json_is_one_document(project: Layout, article: Path, tabletrace: Callable[..., Outcome]) -> None:
    article.write_bytes(b"")
    outcome = tabletrace("add", article, "--json", cwd=project.root)
    error = json.loads(outcome.out)["error"]
    assert (outcome.code, error["exit_code"], error["meaning"]) == (11, 11, "a document could not be read")


def test_tables_shows_each_with_its_place(project: Layout, article: Path, tabletrace: Callable[..., Outcome]) -> None:
    out = tabletrace("tables", article, cwd=project.root).out
    start = ARTICLE.index("| Kind")
    assert f"Table 1: Trees in numbers (characters {start}–{len(ARTICLE) - 1})" in out
    assert "Headers: 1 (a delimiter row stands below the first row)" in out
    assert "~700" in out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Only words.", "no table in this document"),
        ("| 1 | 5 |\n| 2 | 6 |\n", "Headers: 0 (no header: "),
        ("| A | B |\n| - | - |\n", "skipped: no data rows"),
    ],
)
def test_tables_of_other_documents(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome], text: str, words: str
) -> None:
    article.write_text(text, "utf-8")
    outcome = tabletrace("tables", article, cwd=project.root)
    assert (outcome.code, words in outcome.out) == (0, True)


def test_tables_as_json_has_every_cell_with_its_span(
    project: Layout, article: Path, tabletrace: Callable[..., Outcome]
) -> None:
    value = json.loads(tabletrace("tables", article, "--json", cwd=project.root).out)
    cells = [cell for row in value["tables"][0]["rows"] for cell in row]
    assert [value["text"][cell["start"] : cell["end"]] for cell in cells] == [cell["text"] for cell in cells]


@pytest.mark.parametrize("as_json", [True, False])
def test_anchor(project: Layout, article: Path, tabletrace: Callable[..., Outcome], as_json: bool) -> None:
    article.write_text(ARTICLE.replace("Maple", "Elm"), "utf-8")
    sha256 = hashlib.sha256(article.read_bytes()).hexdigest()
    write_source(project, text_kind="digest", digest_of={"publisher": "P", "sha256": sha256})
    outcome = tabletrace("anchor", "trees", article, *(["--json"] if as_json else []), cwd=project.root)
    assert outcome.code == 0
    if as_json:
        value = json.loads(outcome.out)
        assert (value["source_id"], value["found"], len(value["issues"])) == ("trees", 8, 1)
    else:
        assert outcome.out.splitlines()[0] == "8 cells found, 1 not; written to raw/trees/anchors.csv"
        assert "warning: " in outcome.out
        assert "found 'Maple' not at all or more than once" in outcome.out


def test_new_says_what_it_wrote_and_what_comes_next(tmp_path: Path, tabletrace: Callable[..., Outcome]) -> None:
    outcome = tabletrace("new", "my-project", cwd=tmp_path)
    assert outcome.code == 0
    assert "wrote my-project/raw/example/source.yaml" in outcome.out
    assert "next: tabletrace build my-project" in outcome.out
    assert tabletrace("build", "my-project", cwd=tmp_path).code == 0
    again = tabletrace("new", "my-project", cwd=tmp_path)
    assert (again.code, "is there already and not empty" in again.err) == (10, True)


PAGE = """<!DOCTYPE html><html lang="es"><head><title>Árboles</title><meta name="date" content="01/02/2025"></head>
<body><p>Palabras.</p></body></html>"""


def test_add_says_what_the_page_says_and_what_is_not_taken(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    (project.root / "page.html").write_text(PAGE, "utf-8")
    outcome = tabletrace("add", "page.html", cwd=project.root)
    assert outcome.out.splitlines()[:6] == [
        "captured as raw/page",
        "  title: Árboles  (from <title>)",
        '  note on published: <meta name="date"> says "01/02/2025", which is not read',
        "  language: es  (from <html lang>)",
        "  note on locale: the language es does not tell how its numbers are written",
        "  note on main: the whole page: no smaller part is its main content with certainty",
    ]


def test_an_option_goes_before_what_the_page_says(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    (project.root / "page.html").write_text(PAGE, "utf-8")
    options = ("--title", "Trees", "--language", "es-ES", "--published", "2025-02-01")
    value = json.loads(tabletrace("add", "page.html", *options, "--json", cwd=project.root).out)
    assert value["prefilled"].keys() == {"locale", "main"}
    assert value["prefilled"]["locale"] == {"value": "es", "from": "the language es-ES", "notes": []}
    assert value["unknown"] == ["publisher", "url"]


def test_a_line_break_in_a_name_begins_no_line(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    inside = project.root / "in"
    inside.mkdir()
    (inside / "a\nerror: forged.md").write_text("Words.", "utf-8")
    outcome = tabletrace("add", "in", cwd=project.root)
    assert [line for line in outcome.err.splitlines() if line.startswith("error: forged")] == []
