"""Fixtures that all tests share; tests/builders.py makes what they hold."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.builders import TREES, make_project, run, write_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.layout import Layout

REPO = Path(__file__).parents[1]
# The machine's load is no property of the code, and a run says the same as the run before.
settings.register_profile("tests", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("tests")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path) -> Layout:
    """A project folder with package.yaml and no source yet."""
    return make_project(tmp_path / "project")


@pytest.fixture
def trees(project: Layout) -> Layout:
    """A project with one sound source, `trees`, whose one table is declared; no stage has run."""
    write_source(project, tables=[TREES])
    return project


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The `trees` project with all stages run, made once: read it, never change it (copy the folder to do that)."""
    layout = make_project(tmp_path_factory.mktemp("released") / "project")
    write_source(layout, tables=[TREES])
    run(layout)
    return layout


@pytest.fixture
def tabletrace(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line in this process: `tabletrace("sql", "select 1", cwd=layout.root)` -> Outcome."""

    def call(*args: Any, cwd: Path) -> Outcome:
        from pipeline.cli import main

        before, argv = Path.cwd(), sys.argv
        capsys.readouterr()
        os.chdir(cwd)
        sys.argv = ["tabletrace", *map(str, args)]
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            os.chdir(before)
            sys.argv = argv
            # The command's own finder goes; one that a library put there has to stay.
            sys.meta_path[:] = [item for item in sys.meta_path if not item.__module__.startswith("pipeline.")]
        printed = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def received() -> bytes:
    """The article as received, which is not in the repository; skips where it is not beside it."""
    gold = os.environ.get("TABLETRACE_GOLD")
    folder = Path(gold).parent / "article" if gold else REPO.parent / "shared" / "article"
    found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not found:
        pytest.skip(f"the received article is not at {folder}")
    return found[0].read_bytes()
