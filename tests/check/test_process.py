"""The process that reads packages of others: what it may not do, and what is left when it is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.check.process import check_apart
from pipeline.errors import TabletraceError

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = {"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}]}


def test_progress_is_told_and_the_report_comes_back(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "1\n" * 1_000_001, "utf-8")
    told: list[tuple[str, int]] = []
    data = json.dumps(PACKAGE).encode()
    report = check_apart(data, tmp_path, limit=10, progress=lambda name, rows: told.append((name, rows)))
    assert report["valid"]
    assert told[0] == ("t", 0)
    assert told[-1][1] >= 1_000_000


@pytest.mark.parametrize(
    "action",
    ["import socket; socket.create_connection(('127.0.0.1', 9))", "import subprocess; subprocess.run(['true'])"],
)
def test_the_process_may_not_reach_out(action: str) -> None:
    program = f"from pipeline.check.child import _limit; _limit(); {action}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "is refused while a package is checked" in done.stderr


def test_an_end_without_a_report_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # A module of this name is found before the real one, and fails.
    (tmp_path / "click.py").write_text("", "utf-8")
    (tmp_path / "pyarrow.py").write_text("raise MemoryError('no memory left')", "utf-8")
    with pytest.raises(TabletraceError, match="no memory left"):
        check_apart(json.dumps(PACKAGE).encode(), tmp_path, limit=10, progress=lambda _name, _rows: None)


def test_an_interrupt_leaves_no_files_and_says_how_far_it_came(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "1\n" * 30_000_000, "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "pipeline", "validate", str(tmp_path)]
    environment = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _wait(lambda: any(scratch.glob("tabletrace-*/stderr")))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "checked so far:" in err
    assert out == ""
    assert list(scratch.iterdir()) == []


def _wait(ready: Callable[[], bool]) -> None:
    for _attempt in range(600):
        if ready():
            return
        time.sleep(0.05)
    raise AssertionError("nothing happened")


def test_a_table_with_a_schema_is_checked_as_a_package_is(tmp_path: Path, tabletrace: Callable[..., Any]) -> None:
    (tmp_path / "t.csv").write_text("a\n1\nx\n", "utf-8")
    (tmp_path / "s.json").write_text('{"fields": [{"name": "a", "type": "integer"}]}', "utf-8")
    outcome = tabletrace("validate", "t.csv", "--schema", "s.json", "--json", cwd=tmp_path)
    assert outcome.code == 13
    report = json.loads(outcome.out)
    assert [(error["type"], error["rowNumber"]) for error in report["tasks"][0]["errors"]] == [("type-error", 3)]
    (tmp_path / "s.json").write_text('{"fields": 1, "fields": 2}', "utf-8")
    assert tabletrace("validate", "t.csv", "--schema", "s.json", cwd=tmp_path).code == 2


def test_a_descriptors_faults_say_where_what_and_what_next(tmp_path: Path, tabletrace: Callable[..., Any]) -> None:
    pattern = {"name": "a", "constraints": {"pattern": r"(a)\1"}}
    (tmp_path / "t.csv").write_text("a\nx\n", "utf-8")
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [pattern]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    outcome = tabletrace("validate", ".", cwd=tmp_path)
    assert outcome.code == 13
    assert outcome.out.splitlines() == [
        "error: The descriptor is not valid at #/resources/0/schema/fields/0/constraints/pattern: "
        r"found '(a)\\1'; expected a regular expression that RE2 takes: no look-around, no back-references",
        "next: correct the descriptor at these places (JSON pointers into it) and check again",
        "1 error",
    ]


def test_a_cell_of_16_mb_does_not_fill_the_terminal(tmp_path: Path, tabletrace: Callable[..., Any]) -> None:
    (tmp_path / "t.csv").write_text(f"a\n1\n{'x' * (16 << 20)}\n2\n", "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
    outcome = tabletrace("validate", ".", cwd=tmp_path)
    assert outcome.code == 13
    assert len(outcome.out) < 2_000
    assert 'in row "3"' in outcome.out


def test_the_text_says_what_is_wrong_how_often_and_where(tmp_path: Path, tabletrace: Callable[..., Any]) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "x\n" * 1500, "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE), "utf-8")
    outcome = tabletrace("validate", ".", "--limit-errors", "2", cwd=tmp_path)
    lines = outcome.out.splitlines()
    assert outcome.code == 13
    assert lines[0] == "BAD t: 1,500 rows, 1 columns"
    assert lines[1].split() == ["1,500", "type-error", "(type)", "in", "a"]
    assert lines[2].startswith('  t.csv: Type error in the cell "x" in row "2"')
    assert lines[4:] == ["  and 1,498 more", "1,500 errors"]
    assert not list(Path(tempfile.gettempdir()).glob("tabletrace-*/t.bad.parquet"))
