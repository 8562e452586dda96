"""The journal: when a publish is killed, each file is old or new and whole, and the next run finishes or undoes it."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import PublishError
from pipeline.journal import recover, replace_release
from pipeline.layout import Layout
from pipeline.load.stage import run as load
from pipeline.publish.stage import run as publish
from pipeline.release import open_package
from pipeline.verify import verify_release
from tests.builders import files, run, write_source
from tests.planting import copied

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = {"derived/data/a.csv": b"old a", "derived/data/gone.csv": b"old gone", "datapackage.json": b"old package"}
NEW = {"derived/data/a.csv": b"new a", "derived/data/b.csv": b"new b", "datapackage.json": b"new package"}
# What a publish does to the disk, each a place where a process can be killed: before it, or after it.
STEPS = ("rename", "replace", "unlink", "rmdir", "mkdir", "fsync")
KILLED = 77
NEVER = 10_000


def _small(root: Path) -> Layout:
    """A project whose release is three tiny files, and the next one beside it."""
    for folder, content in (("", OLD), ("next", NEW)):
        for path, data in content.items():
            target = root / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return Layout(root)


def _replace(layout: Layout) -> None:
    new = {path: (layout.root / "next" / path, hashlib.sha256(data).hexdigest()) for path, data in NEW.items()}
    replace_release(layout, new, ["derived/data/gone.csv"])


def _state(layout: Layout) -> dict[str, bytes]:
    paths = (layout.root / path for path in {**OLD, **NEW})
    return {layout.relative(path): path.read_bytes() for path in paths if path.exists()}


def _in_child(work: Callable[[], object], kill_at: int, *, after: bool) -> int:
    """Run in a child process that dies at a step; returns its exit code (0 where there were fewer steps)."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(kill_at, after=after)
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _die_at(number: int, *, after: bool) -> None:
    count = 0
    for name in STEPS:
        real = getattr(os, name)

        def step(*args: object, _real: Callable[..., object] = real, **keys: object) -> object:
            nonlocal count
            count += 1
            if count == number and not after:
                os._exit(KILLED)
            last = count == number
            try:
                return _real(*args, **keys)
            finally:
                if last:
                    os._exit(KILLED)

        setattr(os, name, step)


def _killed_everywhere(root: Path, check: Callable[[Layout, bool], None]) -> int:
    """Kill a publish at every step, and look at what each leaves behind."""
    number = 0
    while True:
        number += 1
        for after in (False, True):
            layout = _small(root / f"{number}-{after}")
            code = _in_child(lambda layout=layout: _replace(layout), number, after=after)  # type: ignore[misc]
            assert code in (0, KILLED)
            if code == 0:
                assert _state(layout) == NEW
                return number
            check(layout, after)


def test_killed_at_any_step_each_file_is_old_or_new_and_the_descriptor_last(tmp_path: Path) -> None:
    journals = []

    def check(layout: Layout, after: bool) -> None:  # noqa: ARG001 as called
        state = _state(layout)
        for path, data in state.items():
            assert data in (OLD.get(path), NEW.get(path)), path
        if state["datapackage.json"] == NEW["datapackage.json"]:
            assert {path: state[path] for path in NEW} == NEW
        else:
            assert state.get("derived/data/gone.csv") == OLD["derived/data/gone.csv"]
        if not layout.journal.exists() and state["datapackage.json"] == OLD["datapackage.json"]:
            assert state == OLD
        journals.append(layout.journal.exists())
        recover(layout)
        assert _state(layout) in (OLD, NEW)
        assert (_state(layout) == NEW) is (journals[-1] or state == NEW)
        assert not layout.journal.exists()

    assert _killed_everywhere(tmp_path, check) > 10
    assert {True, False} == set(journals)


def test_the_next_publish_succeeds_whatever_the_last_one_left(tmp_path: Path) -> None:
    def check(layout: Layout, after: bool) -> None:  # noqa: ARG001 as called
        _replace(layout)
        assert _state(layout) == NEW
        assert not layout.journal.exists()
        assert not layout.staged.exists()

    _killed_everywhere(tmp_path, check)


def test_a_recovery_that_is_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    number = 0
    code = KILLED
    while code == KILLED:
        number += 1
        layout = _small(tmp_path / str(number))
        # The journal is there and nothing is moved yet: every such step of this child comes before the first move.
        assert _in_child(lambda layout=layout: _stop_after_journal(layout), NEVER, after=False) == KILLED  # type: ignore[misc]
        assert layout.journal.exists()
        assert _state(layout) == OLD
        code = _in_child(lambda layout=layout: recover(layout), number, after=True)  # type: ignore[misc]
        recover(layout)
        assert _state(layout) == NEW
    assert number > 5


def _stop_after_journal(layout: Layout) -> None:
    from pipeline import journal

    write = journal.write_json

    def last(path: Path, value: object) -> None:
        write(path, value)
        os._exit(KILLED)

    journal.write_json = last
    _replace(layout)


def _stop_after_moving(layout: Layout, path: str) -> None:
    move = os.replace

    def last(source: Path, target: Path) -> None:
        move(source, target)
        if target == layout.root / path:
            os._exit(KILLED)

    os.replace = last  # type: ignore[assignment]
    publish(layout)


@pytest.fixture
def interrupted(released: Layout, tmp_path: Path) -> Layout:
    """A real release whose successor was killed in the middle of its renames."""
    layout = copied(released, tmp_path / "project")
    write_source(layout, "| Kind | Planted |\n|---|---|\n| Oak | 5 |\n", "oaks")
    run(layout, "extract", "normalise", "package", "validate")
    assert _in_child(lambda: _stop_after_moving(layout, "derived/data/trees.csv"), NEVER, after=True) == KILLED
    assert layout.journal.exists()
    assert "oaks" not in layout.descriptor.read_text("utf-8")
    return layout


def test_verify_says_that_a_publish_was_interrupted_and_writes_nothing(interrupted: Layout) -> None:
    before = files(interrupted.root)
    codes = [issue.code for issue in verify_release(interrupted).issues]
    assert codes[0] == "publish-interrupted"
    assert files(interrupted.root) == before


def _open(layout: Layout) -> None:
    open_package(layout.root)


def _sql(layout: Layout) -> None:
    from pipeline.commands.sql import ask

    with chdir(layout.root):
        assert ask("select kind from oaks_table_1") == (["kind"], [("Oak",)])


@pytest.mark.parametrize("read", [_open, load, _sql, publish])
def test_whoever_reads_finishes_it_first(interrupted: Layout, read: Callable[[Layout], None]) -> None:
    read(interrupted)
    assert verify_release(interrupted).issues == ()
    assert "oaks_table_1" in open_package(interrupted.root).tables


def test_a_staged_file_that_is_lost_is_told(tmp_path: Path) -> None:
    layout = _small(tmp_path)
    _in_child(lambda: _stop_after_journal(layout), NEVER, after=False)
    (layout.staged / "derived/data/b.csv").unlink()
    with pytest.raises(PublishError, match=r"derived/data/b\.csv is lost"):
        recover(layout)
    assert layout.journal.exists()


def test_what_cannot_be_moved_is_told_and_can_be_tried_again(tmp_path: Path) -> None:
    layout = _small(tmp_path)
    _in_child(lambda: _stop_after_journal(layout), NEVER, after=False)
    target = layout.root / "derived/data/b.csv"
    target.mkdir()
    with pytest.raises(PublishError, match="cannot be finished"):
        recover(layout)
    target.rmdir()
    recover(layout)
    assert _state(layout) == NEW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"files": {}}',
        '{"files": {}, "remove": ["../outside.txt"]}',
        '{"files": {}, "remove": ["/etc/hostname"]}',
        '{"files": {}, "remove": ["raw/trees/article.md"]}',
        '{"files": {}, "remove": ["derived/../../outside.txt"]}',
        '{"files": {"../outside.txt": ""}, "remove": []}',
        '{"files": {"derived/.lock": ""}, "remove": []}',
        '{"files": {}, "remove": [1]}',
    ],
)
def test_a_journal_that_we_did_not_write_moves_and_removes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "outside.txt").write_text("mine", "utf-8")
    layout = _small(tmp_path / "project")
    (layout.raw / "trees").mkdir(parents=True)
    (layout.raw / "trees/article.md").write_text("mine", "utf-8")
    layout.journal.write_text(text, "utf-8")
    before = files(tmp_path)
    with pytest.raises(PublishError, match=r"derived/\.journal\.json"):
        recover(layout)
    assert {path: data for path, data in files(tmp_path).items() if not path.endswith(".lock")} == before


def test_a_journal_is_plain_json_that_a_person_can_read(tmp_path: Path) -> None:
    layout = _small(tmp_path)
    _in_child(lambda: _stop_after_journal(layout), NEVER, after=False)
    journal = json.loads(layout.journal.read_text("utf-8"))
    assert list(journal["files"]) == list(NEW)
    assert journal["remove"] == ["derived/data/gone.csv"]


def test_without_a_journal_nothing_is_touched(tmp_path: Path) -> None:
    layout = _small(tmp_path)
    before = files(tmp_path)
    recover(layout)
    assert files(tmp_path) == before
