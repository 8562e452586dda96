from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.errors import ExtractError, SourceError
from pipeline.sources import read_source
from pipeline.strict_yaml import read_yaml
from tests.builders import ARTICLE, files, normalised, run, table

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_captured_source_is_ready_to_build(project: Layout, article: Path) -> None:
    captured = add_source(project, article, {})
    assert captured.folder == project.source("article")
    assert (captured.folder / "article.md").read_bytes() == article.read_bytes()
    assert captured.unknown == ("publisher", "url", "published", "language", "locale")
    source, issues = read_source(project, captured.folder)
    assert issues == []
    assert source is not None
    assert source.title == "A made-up report"
    assert (source.licence, source.republish, source.status) == ("LicenseRef-all-rights-reserved", "cells", "current")
    assert (source.retrieved, source.published) == (datetime.now(UTC).date().isoformat(), None)
    run(project, "extract", "normalise")
    assert [item["contract"]["name"] for item in normalised(project, "article")["articles"]] == ["article_table_1"]


def test_what_is_known_is_kept(project: Layout, article: Path) -> None:
    known = {
        "id": "my-trees",
        "title": 'He said: "#no" 😀 – {x} &a *b !c\u2028\u202e',
        "publisher": "'; DROP TABLE x; --",
        "url": "https://example.org/a#b",
        "published": "2025-12-22~",
        "licence": "CC-BY-4.0",
        "language": "en",
        "locale": "en",
        "republish": "full",
    }
    captured = add_source(project, article, known)
    source, issues = read_source(project, captured.folder)
    assert issues == []
    assert {key: getattr(source, key) for key in known} == known
    assert captured.unknown == ()


@pytest.mark.parametrize(
    "caption",
    [
        "Trees in numbers",
        "x: {y}",
        "'\"#\\",
        "😀 $(touch x)",
        "\u2028- a: b",
        "*a &b !c",
        "\u202e\u0085",
        "Figures",
        "Current",
        "Row",
        "y" * 90,
    ],
)
def test_the_entries_proposed_are_sound_once_the_marks_are_gone(project: Layout, tmp_path: Path, caption: str) -> None:
    path = tmp_path / "a.md"
    text = table(f"{caption} | User | User |  ", "x | 5 | 6 | 7", caption=caption)
    path.write_text(text + "\n" + text, "utf-8")
    folder = add_source(project, path, {}).folder
    text = (folder / "source.yaml").read_text("utf-8")
    text = re.sub("^# To name.*\n", "", text, flags=re.MULTILINE)
    text = re.sub("^# ", "", text, flags=re.MULTILINE)
    assert read_yaml(text.encode(), "source").faults == ()
    (folder / "source.yaml").write_text(text, "utf-8")
    run(project, "extract", "normalise")
    assert [len(item["rows"]) for item in normalised(project, "a")["articles"]] == [1, 1]


@pytest.mark.parametrize("name", ["Der Größte Baum.md", "日本.txt", "a", "2025.markdown", "--- .md", ".md"])
def test_an_id_is_made_from_the_file_s_name(project: Layout, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(ARTICLE, "utf-8")
    captured = add_source(project, path, {})
    source, issues = read_source(project, captured.folder)
    assert (issues, source and source.document) == ([], name)


def test_a_source_is_never_overwritten(project: Layout, article: Path, tmp_path: Path) -> None:
    add_source(project, article, {})
    other = tmp_path / "other" / "article.md"
    other.parent.mkdir()
    other.write_text("Other words.", "utf-8")
    assert add_source(project, other, {}).folder == project.source("article-2")
    before = files(project.raw)
    other.write_text("Third words.", "utf-8")
    with pytest.raises(SourceError, match="raw/article is there already; a source is never overwritten"):
        add_source(project, other, {"id": "article"})
    with pytest.raises(SourceError, match=r"article\.md is already captured, as the source 'article'"):
        add_source(project, article, {})
    assert files(project.raw) == before


@pytest.mark.parametrize("wanted", ["", "A", "../x", "/x", "a/b", "a_b", "..", "a\n"])
def test_an_id_has_to_be_a_slug(project: Layout, article: Path, wanted: str) -> None:
    with pytest.raises(SourceError, match="expected a slug"):
        add_source(project, article, {"id": wanted})
    assert files(project.root).keys() == {"package.yaml"}


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"published": "22 December"}, "published '22 December'"),
        ({"url": "example.org"}, "url:"),
        ({"locale": "klingon"}, "locale:"),
        ({"licence": "all rights"}, "licence:"),
        ({"language": "English!"}, "language:"),
        ({"title": ""}, "title:"),
        ({"title": "\x1b[2J"}, "the character '\\x1b'"),
        ({"title": "\ud800"}, "the character '\\ud800'"),
        ({"id": "x" * 81}, "id:"),
    ],
)  # fmt: skip
def test_a_malformed_value_is_refused_before_anything_is_written(
    project: Layout, article: Path, known: dict[str, str], found: str
) -> None:
    with pytest.raises(SourceError, match="nothing was written") as caught:
        add_source(project, article, known)
    assert [issue.found.startswith(found) for issue in caught.value.issues] == [True]
    assert files(project.root).keys() == {"package.yaml"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK", "found a zip file that is cut off"),
        ("a.md", b"", "found only 0 characters"),
        ("a.md", b"caf\xe9", "is not utf-8"),
    ],
)
def test_an_unreadable_file_is_not_captured(
    project: Layout, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ExtractError, match=words):
        add_source(project, tmp_path / name, {})
    assert files(project.root).keys() == {"package.yaml"}


def test_another_encoding_can_be_declared(project: Layout, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("café".encode("cp1252"))
    captured = add_source(project, tmp_path / "a.md", {"encoding": "cp1252"})
    assert captured.document.text == "café"
    run(project, "extract")
