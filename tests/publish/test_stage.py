"""Publish: the candidate that was validated becomes the release, all or nothing."""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import PublishError
from pipeline.publish.stage import run as publish
from pipeline.verify import verify_release
from tests.builders import files, run, write_source
from tests.planting import copied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout


@pytest.fixture
def layout(released: Layout, tmp_path: Path) -> Layout:
    """A released project whose next candidate, with another source, is packaged and validated."""
    layout = copied(released, tmp_path / "project")
    write_source(layout, "| Kind | Planted |\n|---|---|\n| Oak | 5 |\n", "oaks")
    run(layout, "extract", "normalise", "package", "validate")
    return layout


def _release(layout: Layout) -> dict[str, bytes]:
    """The files of the release as a reader finds them."""
    found = files(layout.root)
    return {path: data for path, data in found.items() if _published(path)}


def _published(path: str) -> bool:
    inside = path.startswith("derived/") and not path.startswith(("derived/stages/", "derived/."))
    return path == "datapackage.json" or (inside and not path.endswith(".duckdb"))


def test_the_release_is_the_candidate_with_its_report(layout: Layout) -> None:
    publish(layout)
    expected = files(layout.candidate.root)
    expected["derived/validation.json"] = (layout.stage("validate") / "report.json").read_bytes()
    assert _release(layout) == expected
    assert verify_release(layout).issues == ()
    assert not layout.journal.exists()
    assert not layout.staged.exists()


def test_files_of_the_old_release_that_the_new_one_lacks_are_removed(layout: Layout) -> None:
    publish(layout)
    assert (layout.root / "derived/data/oaks_table_1.csv").exists()
    for path in (layout.raw / "oaks").iterdir():
        path.unlink()
    (layout.raw / "oaks").rmdir()
    run(layout, "extract", "normalise", "package", "validate", "publish")
    assert not (layout.root / "derived/data/oaks_table_1.csv").exists()
    assert not (layout.root / "derived/text/oaks.txt").exists()
    assert verify_release(layout).issues == ()


def _change_a_table(layout: Layout) -> None:
    path = layout.candidate.root / "derived/data/trees.csv"
    path.write_bytes(path.read_bytes().replace(b"Lime", b"Limo"))


def _remove_a_table(layout: Layout) -> None:
    (layout.candidate.root / "derived/data/trees.csv").unlink()


def _add_a_file(layout: Layout) -> None:
    (layout.candidate.root / "derived/data/more.csv").write_text("x", "utf-8")


def _change_the_descriptor(layout: Layout) -> None:
    with layout.candidate.descriptor.open("a") as file:
        file.write("\n")


def _remove_the_candidate(layout: Layout) -> None:
    layout.candidate.root.rename(layout.root / "away")


def _remove_the_report(layout: Layout) -> None:
    (layout.stage("validate") / "report.json").unlink()


def _set_report(layout: Layout, text: str) -> None:
    (layout.stage("validate") / "report.json").write_text(text, "utf-8")


def _report_faults(layout: Layout) -> None:
    value = json.loads((layout.stage("validate") / "report.json").read_text("utf-8"))
    _set_report(layout, json.dumps({**value, "valid": False}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_change_a_table, "trees.csv is not what was validated"),
        (_remove_a_table, r"not what was validated \(derived/data/trees.csv\)"),
        (_add_a_file, r"not what was validated \(derived/data/more.csv\)"),
        (_change_the_descriptor, "datapackage.json is not what was validated"),
        (_remove_the_candidate, "not what was validated"),
        (_remove_the_report, "was not validated"),
        (_report_faults, "has faults"),
        (lambda layout: _set_report(layout, "{"), "cannot be read"),
        (lambda layout: _set_report(layout, "[]"), "cannot be read"),
        (lambda layout: _set_report(layout, '{"valid": true, "files": [1]}'), "cannot be read"),
        (lambda layout: _set_report(layout, '{"valid": true, "files": []}'), "has faults"),
    ],
)
def test_what_was_not_validated_is_not_published(layout: Layout, change: Callable[[Layout], None], said: str) -> None:
    change(layout)
    before = _release(layout)
    with pytest.raises(PublishError, match=said):
        publish(layout)
    assert _release(layout) == before
    assert verify_release(layout).issues == ()
    assert not layout.staged.exists()


@pytest.mark.parametrize("number", [1, 5, 12])
def test_a_full_disk_leaves_the_old_release(layout: Layout, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    from pipeline import journal

    copy, done = journal.copy_synced, []

    def full(source: Path, target: Path) -> str:
        done.append(source)
        if len(done) == number:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")
        return copy(source, target)

    monkeypatch.setattr(journal, "copy_synced", full)
    before = _release(layout)
    with pytest.raises(PublishError, match="No space left on device; the last release stands"):
        publish(layout)
    assert _release(layout) == before
    assert not layout.staged.exists()
    assert verify_release(layout).issues == ()
    monkeypatch.undo()
    publish(layout)
    assert verify_release(layout).issues == ()


def test_a_disk_that_is_full_for_the_journal_leaves_the_old_release(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _value: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pipeline.journal.write_json", full)
    before = _release(layout)
    with pytest.raises(PublishError, match="the last release stands"):
        publish(layout)
    assert _release(layout) == before
    assert not layout.journal.exists()
    assert not layout.staged.exists()


def test_publishing_twice_changes_nothing(layout: Layout) -> None:
    publish(layout)
    before = _release(layout)
    publish(layout)
    assert _release(layout) == before
