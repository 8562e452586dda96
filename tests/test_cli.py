"""The command line: help for every command, nothing heavy imported for it, and an ending for every error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.cli import COMMANDS
from pipeline.errors import TabletraceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout
    from tests.conftest import Outcome

    Run = Callable[..., Outcome]

HEAVY = ("duckdb", "pyarrow", "pandera", "frictionless", "polars", "pandas", "rich", "xlsxwriter", "dvc", "numpy")


def _classes(kind: type[TabletraceError]) -> list[type[TabletraceError]]:
    return [kind, *(child for below in kind.__subclasses__() for child in _classes(below))]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, tabletrace: Run, tmp_path: Path) -> None:
    for flag in ("--help", "-h"):
        outcome = tabletrace(command, flag, cwd=tmp_path)
        assert (outcome.code, outcome.err) == (0, "")
        assert f"tabletrace {command}" in outcome.out.split("Example:")[1]


def test_help_lists_every_command_with_its_line(tabletrace: Run, tmp_path: Path) -> None:
    out = tabletrace("--help", cwd=tmp_path).out
    for name, (_module, line) in COMMANDS.items():
        assert name in out
        assert line in out


def test_help_imports_nothing_heavy() -> None:
    code = """
import json, sys
from pipeline.cli import cli
loaded = {}
for name in [None, *sys.argv[1:]]:
    try:
        cli.main([*([name] if name else []), "--help"], standalone_mode=False)
    except SystemExit:
        pass
    loaded[name or "tabletrace"] = sorted({module.partition(".")[0] for module in sys.modules})
print("\\n" + json.dumps(loaded))
"""
    done = subprocess.run([sys.executable, "-c", code, *COMMANDS], capture_output=True, text=True, check=True)
    for command, modules in json.loads(done.stdout.splitlines()[-1]).items():
        assert not set(HEAVY) & set(modules), command


def test_the_module_is_the_command(released: Layout) -> None:
    command = [sys.executable, "-m", "pipeline", "show", "--json"]
    done = subprocess.run(command, cwd=released.root, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["title"] == "A package for tests"
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["nothing"], ["sql"], ["show", "--nothing"], ["trace"], ["sql", "a", "b"]])
def test_wrong_use_ends_with_2(arguments: list[str], tabletrace: Run, tmp_path: Path) -> None:
    outcome = tabletrace(*arguments, cwd=tmp_path)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Usage:" in outcome.err


def test_version(tabletrace: Run, tmp_path: Path) -> None:
    import pipeline

    assert pipeline.__version__ in tabletrace("--version", cwd=tmp_path).out


@pytest.mark.parametrize("kind", _classes(TabletraceError))
def test_every_error_ends_with_its_code_and_what_it_means(
    kind: type[TabletraceError], tabletrace: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_keys: object) -> None:
        raise kind("the message \x1b[31m")

    monkeypatch.setattr("pipeline.commands.show.show_release", fail)
    outcome = tabletrace("show", cwd=tmp_path)
    assert outcome.code == kind.exit_code
    last = f"tabletrace: exit {kind.exit_code}: {kind.meaning}"
    assert outcome.err.splitlines() == ["the message \\x1b[31m", last]
    value = json.loads(tabletrace("show", "--json", cwd=tmp_path).out)
    assert value["error"]["message"] == "the message \x1b[31m"


def test_exit_codes_are_different_and_as_the_house_has_them() -> None:
    codes = {kind.__name__: kind.exit_code for kind in _classes(TabletraceError) if "exit_code" in vars(kind)}
    assert codes == {
        "TabletraceError": 1,
        "SourceError": 10,
        "ExtractError": 11,
        "ContractError": 12,
        "InvalidData": 13,
        "LoadError": 14,
        "PublishError": 15,
        "QueryError": 16,
    }


def test_an_interrupt_ends_with_130(tabletrace: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_keys: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.commands.show.show_release", stop)
    outcome = tabletrace("show", cwd=tmp_path)
    assert outcome.code == 130
    assert outcome.err.strip().endswith("interrupted; the last release is untouched")


def test_a_reader_that_goes_away_is_no_traceback(released: Layout) -> None:
    command = [sys.executable, "-m", "pipeline", "sql", "--csv", "from range(200000)"]
    with subprocess.Popen(command, cwd=released.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


def test_a_terminal_that_knows_few_letters_is_no_traceback(released: Layout) -> None:
    command = [sys.executable, "-m", "pipeline", "sql", "select cost from trees"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for more in ([], ["--csv"], ["--json"]):
        done = subprocess.run([*command, *more], cwd=released.root, env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"2,100" in done.stdout


def test_what_the_system_refuses_is_a_sentence(tmp_path: Path, tabletrace: Callable[..., Outcome]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    outcome = tabletrace("new", "file/project", cwd=tmp_path)
    assert outcome.code == 1
    assert "file/project" in outcome.err
    assert "the last release is untouched" in outcome.err


def test_a_stage_without_the_one_before_says_which_to_run(tmp_path: Path, tabletrace: Callable[..., Outcome]) -> None:
    outcome = tabletrace("normalise", cwd=tmp_path)
    assert (outcome.code, "run `tabletrace extract` first" in outcome.err) == (10, True)
