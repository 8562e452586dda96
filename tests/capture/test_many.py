"""Several files and folders: which files are meant, and that each is captured on its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.capture.many import add_sources, files_to_add
from pipeline.capture.outcome import Captured
from pipeline.capture.register import Register
from pipeline.errors import ExtractError, SourceError, TabletraceError
from pipeline.sources import read_sources
from tests.builders import ARTICLE, files, write_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.layout import Layout


def tree(root: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def found(layout: Layout, *paths: Path) -> list[str]:
    return [path.relative_to(layout.root).as_posix() for path, _error in files_to_add(layout, paths)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["b.md", "a.md", "a/z.md", "a/b/c.md"], ["a/b/c.md", "a/z.md", "a.md", "b.md"]),
        ([".hidden.md", ".git/x.md", "a.md"], ["a.md"]),
        (["page.html", "page_files/frame.html", "other_files/x.html"], ["other_files/x.html", "page.html"]),
        (["seite.htm", "seite-Dateien/rahmen.html"], ["seite.htm"]),
    ],
)
def test_the_files_of_a_folder(project: Layout, names: list[str], expected: list[str]) -> None:
    folder = tree(project.root / "in", dict.fromkeys(names, ""))
    assert found(project, folder) == [f"in/{name}" for name in expected]


def test_what_the_project_holds_is_not_captured_again(project: Layout) -> None:
    write_source(project)
    tree(project.root, {"a.md": "", "derived/x.md": ""})
    assert found(project, project.root) == ["a.md", "package.yaml"]


def test_a_file_that_is_named_twice_is_meant_once_and_a_hidden_one_by_its_name(project: Layout) -> None:
    folder = tree(project.root / "in", {"a.md": "", ".b.md": ""})
    assert found(project, folder / "a.md", folder, folder / ".b.md") == ["in/a.md", "in/.b.md"]


def test_links_to_folders_are_not_followed(project: Layout) -> None:
    folder = tree(project.root / "in", {"a/x.md": ""})
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "link.md").symlink_to(folder / "a" / "x.md")
    assert found(project, folder) == ["in/a/x.md", "in/link.md"]


def test_each_is_captured_on_its_own(project: Layout) -> None:
    folder = tree(
        project.root / "in",
        {
            "a.md": ARTICLE,
            "b/a.md": "Other words.",
            "c.pdf": "%PDF",
            "d.md": ARTICLE,
            "e.md": "",
            "source.yaml": "x: 1",
        },
    )
    os.mkfifo(folder / "f.md")
    (folder / "g.md").symlink_to("nowhere")
    (folder / "h.md").write_bytes(b"caf\xe9")
    (folder / "i.md").write_text("Last words.", "utf-8")
    outcomes = {
        path.relative_to(folder).as_posix(): outcome
        for path, outcome in add_sources(project, files_to_add(project, [folder]), {"publisher": "The Paper"})
    }
    captured = {name: item.folder.name for name, item in outcomes.items() if isinstance(item, Captured)}
    assert captured == {"a.md": "a", "b/a.md": "a-2", "i.md": "i"}
    refused = {name: (type(item), str(item)) for name, item in outcomes.items() if isinstance(item, TabletraceError)}
    assert {name: kind for name, (kind, _message) in refused.items()} == {
        "c.pdf": ExtractError,
        "d.md": SourceError,
        "e.md": ExtractError,
        "f.md": ExtractError,
        "g.md": ExtractError,
        "h.md": ExtractError,
        "source.yaml": SourceError,
    }
    assert "already captured, as the source 'a'" in refused["d.md"][1]
    assert {path.split("/")[0] for path in files(project.raw)} == {"a", "a-2", "i"}
    sources, issues = read_sources(project)
    assert issues == []
    assert [source.publisher for source in sources] == ["The Paper"] * 3


def test_a_folder_that_may_not_be_read_is_told(project: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree(project.root / "in", {"a/x.md": "", "b.md": ""})
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("pipeline.capture.many.os.scandir", refusing)
    entries = files_to_add(project, [folder])
    assert [(path.name, str(error)) for path, error in entries] == [
        ("a", f"{folder / 'a'}: Permission denied; expected a folder that may be read"),
        ("b.md", "None"),
    ]


@pytest.mark.parametrize("name", ["a\udcff.md", "a\nb.md", "a\\b.md", "a\x1b[2J.md"])
def test_a_name_that_is_no_text_is_refused(project: Layout, name: str) -> None:
    path = project.root / name
    path.write_text(ARTICLE, "utf-8")
    before = files(project.raw)
    with pytest.raises(SourceError, match="rename the file"):
        add_source(project, path, {})
    assert files(project.raw) == before


@pytest.mark.parametrize("name", ["a: b # c.md", "'\"{}[]&*!|>%@`.md", "- a.md", "null.md", "~.md", "😀\u202e.md"])
def test_a_name_is_nothing_but_text(project: Layout, name: str) -> None:
    path = project.root / name
    path.write_text(ARTICLE, "utf-8")
    add_source(project, path, {})
    sources, issues = read_sources(project)
    assert (issues, [source.document for source in sources]) == ([], [name])


def test_a_write_that_fails_leaves_nothing(project: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.root / "a.md"
    path.write_text(ARTICLE, "utf-8")

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.capture.add.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        list(add_sources(project, [(path, None)], {}))
    assert [*project.raw.iterdir()] == []


def test_the_sources_there_are_read_once_for_any_number_of_files(
    project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        write_source(project, f"Words {number}.", f"old-{number}")
    reads: list[Path] = []
    read_bytes = Path.read_bytes

    def counting(path: Path) -> bytes:
        reads.append(path)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counting)
    folder = tree(project.root / "in", {f"{number}/index.md": f"New words {number}." for number in range(7)})
    outcomes = [outcome for _path, outcome in add_sources(project, files_to_add(project, [folder]), {})]
    names = [outcome.folder.name for outcome in outcomes if isinstance(outcome, Captured)]
    assert names == ["index", *(f"index-{number}" for number in range(2, 8))]
    assert sorted(path.parent.name for path in reads if path.name == "source.yaml") == [f"old-{n}" for n in range(5)]


def test_a_hash_that_a_source_only_names_is_no_twin(project: Layout) -> None:
    write_source(project, "Words.", "digest", text_kind="digest", digest_of={"publisher": "P", "sha256": "ab" * 32})
    register = Register(project)
    assert (register.twin("ab" * 32), register.twin("cd" * 32)) == (None, None)
