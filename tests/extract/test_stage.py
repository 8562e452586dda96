from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from pipeline import workers
from pipeline.document import from_json
from pipeline.errors import ExtractError, SourceError
from pipeline.extract import extract_document
from pipeline.extract.stage import run
from pipeline.extracts import read_extract
from pipeline.sources import source_folders
from tests.builders import ARTICLE, TREES, files, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout


def extract(project: Layout, source_id: str = "trees") -> dict[str, Any]:
    return read_extract(project.stage("extract") / "documents" / f"{source_id}.jsonl")


def test_a_document_comes_back_as_it_was_read(project: Layout) -> None:
    write_source(project)
    run(project)
    value = extract(project)
    assert (value["source_id"], value["bytes"], value["failure"]) == ("trees", len(ARTICLE.encode()), None)
    read = extract_document(ARTICLE.encode(), "text/markdown", name="raw/trees/article.md")
    assert from_json(value["document"]) == read


def test_no_source_is_an_error_that_says_what_to_do(project: Layout) -> None:
    with pytest.raises(SourceError, match="capture one with `tabletrace add FILE`"):
        run(project)


def test_what_a_removed_source_left_behind_goes(project: Layout) -> None:
    write_source(project)
    folder = write_source(project, source_id="second")
    run(project)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    run(project)
    assert [path.name for path in (project.stage("extract") / "documents").iterdir()] == ["trees.jsonl"]


@pytest.mark.parametrize(
    ("data", "keys", "words"),
    [
        (b"", {}, "0 characters of white space"),
        (b" \n", {}, "2 characters of white space"),
        ("Gr\u00fcn".encode("latin-1"), {}, "byte 0xfc at offset 2 (line 1) is not utf-8"),
        (b"some text\nb\0c", {}, "line 2, column 2: found the character '\\x00' (NUL)"),
        (ARTICLE.encode("utf-16"), {}, "looks like UTF-16"),
        (b"x", {"media_type": "image/png"}, "media type 'image/png' cannot be read"),
        (b"x", {"encoding": "klingon"}, "found 'klingon'"),
        (b"x", {"encoding": "base64"}, "found 'base64'"),
        (b"x", {"encoding": "a" * 5000}, "expected the name of a character encoding"),
        (b"a +2AA-", {"encoding": "utf-7"}, "line 1, column 3: found the character '\\ud800'"),
    ],
)
def test_an_unreadable_document(project: Layout, data: bytes, keys: dict[str, Any], words: str) -> None:
    """Without declared tables the run goes on and the failure is kept; with them it stops."""
    write_source(project, data, **keys)
    run(project)
    assert words in extract(project)["failure"]
    assert extract(project)["document"] is None
    write_source(project, data, tables=[TREES], **keys)
    with pytest.raises(ExtractError) as caught:
        run(project)
    (issue,) = caught.value.issues
    assert (issue.code, issue.file, words in issue.found) == ("document-unreadable", "raw/trees/article.md", True)


PAGE = b"<body><table><tr><th>a<th>b<tr><td>1<td>2</table><main>Words.</main>"


def test_main_is_followed_and_changing_it_reads_the_document_again(project: Layout) -> None:
    keys = {"media_type": "text/html", "document": "page.html"}
    found = []
    for main in (None, "//main", "/html/body", None):
        write_source(project, PAGE, main=main, **keys)
        run(project)
        value = extract(project)["document"]
        found.append((value["main"], value["tables"][0]["skipped"]))
    outside = "it stands outside the main content"
    assert found == [(None, None), ([21, 27], outside), ([0, 27], None), (None, None)]


def test_a_main_content_that_is_not_there_stops_the_run(project: Layout) -> None:
    write_source(project, PAGE, main="//article", media_type="text/html", document="page.html")
    with pytest.raises(ExtractError) as caught:
        run(project)
    (issue,) = caught.value.issues
    words = "`main: //article` in source.yaml: found no element; expected one of them, as /html/body/main"
    assert (issue.code, words in issue.found) == ("document-unreadable", True)


@pytest.mark.parametrize("name", ["gone.md", "..", ".", "a" * 4000, "é" * 200])
def test_a_document_that_is_not_there(project: Layout, name: str) -> None:
    folder = write_source(project)
    path = folder / "source.yaml"
    path.write_text(path.read_text("utf-8").replace("article.md", name), "utf-8")
    with pytest.raises(SourceError) as caught:
        run(project)
    assert [(issue.code, issue.found) for issue in caught.value.issues] == [("source-missing", "no such file")]


def test_every_fault_of_every_source_at_once(project: Layout) -> None:
    write_source(project, source_id="changed")
    (project.source("changed") / "article.md").write_text("other")
    write_source(project, b"\0", source_id="nul", tables=[TREES])
    write_source(project, source_id="yaml", foo=1, bar=2)
    (project.raw / "link").symlink_to(project.root)
    with pytest.raises(SourceError) as caught:
        run(project)
    assert sorted((issue.code, issue.source_id) for issue in caught.value.issues if issue.source_id) == [
        ("document-unreadable", "nul"),
        ("source-changed", "changed"),
        ("source-invalid", "yaml"),
        ("source-invalid", "yaml"),
    ]
    assert len(caught.value.issues) == 5
    assert source_folders(project)[1][0].file == "raw/link"


def test_another_encoding_is_read_where_it_is_declared(project: Layout) -> None:
    write_source(project, ARTICLE.encode("utf-16"), encoding="utf-16")
    run(project)
    assert extract(project)["document"]["text"] == ARTICLE
    activity = json.loads((project.stage("extract") / "activity.json").read_text("utf-8"))
    assert activity["parameters"] == {"encodings": {"trees": "utf-16"}}


def changed_files(project: Layout) -> dict[str, int]:
    """Each extract and its inode, which a file that is written anew does not keep."""
    return {path.name: path.stat().st_ino for path in (project.stage("extract") / "documents").iterdir()}


def test_only_what_changed_is_read_again_and_the_result_is_that_of_a_clean_build(project: Layout) -> None:
    for name in ("first", "second", "third"):
        write_source(project, f"# {name}\n\n{ARTICLE}", name)
    run(project)
    before = changed_files(project)
    write_source(project, f"# other\n\n{ARTICLE}", "second")
    run(project)
    after = changed_files(project)
    assert {name for name in after if after[name] != before[name]} == {"second.jsonl"}
    incremental = files(project.stage("extract"))
    shutil.rmtree(project.stage("extract"))
    run(project)
    assert files(project.stage("extract")) == incremental


@pytest.mark.parametrize("keys", [{"media_type": "text/plain"}, {"encoding": "utf-8"}])
def test_what_the_curator_changes_of_the_reading_reads_again(project: Layout, keys: dict[str, Any]) -> None:
    write_source(project)
    run(project)
    before = changed_files(project)
    write_source(project, **keys)
    run(project)
    assert changed_files(project) != before


@pytest.mark.parametrize("part", ["key", "end", "all"])
def test_a_damaged_extract_is_made_again(project: Layout, part: str) -> None:
    write_source(project)
    run(project)
    (path,) = (project.stage("extract") / "documents").iterdir()
    whole = path.read_bytes()
    path.write_bytes({"key": b"{}" + whole, "end": whole[:-9] + whole[-8:], "all": b""}[part])
    run(project)
    assert path.read_bytes() == whole


def test_workers_write_what_one_process_writes(project: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        write_source(project, f"# {number}\n\n{ARTICLE}", f"s-{number}")
    write_source(project, b"\xff", "unreadable")
    run(project)
    alone = files(project.stage("extract"))
    shutil.rmtree(project.stage("extract"))
    monkeypatch.setattr(workers, "WORTH_WORKERS", 0)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    run(project)
    assert files(project.stage("extract")) == alone
