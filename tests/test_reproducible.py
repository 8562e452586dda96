"""The same raw/ gives the same bytes, whoever builds, wherever and however; the committed release is such a build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import ARTICLE, TREES, files, make_project, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout

ROOT = Path(__file__).parents[1]
ELSEWHERE = {
    "TZ": "Pacific/Apia",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "7",
    "OMP_NUM_THREADS": "1",
    "POLARS_MAX_THREADS": "1",
    "ARROW_IO_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def _build(folder: Path, cwd: Path, environment: dict[str, str], umask: int, *, one_core: bool) -> None:
    def prepare() -> None:
        os.umask(umask)
        if one_core and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    command = [sys.executable, "-m", "pipeline", "build", os.path.relpath(folder, cwd)]
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, preexec_fn=prepare, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def _release(folder: Path) -> dict[str, bytes]:
    """What is published: all but the stages' own files and the DuckDB file, whose bytes differ from build to build."""
    found = files(folder / "derived")
    kept = {
        path: data
        for path, data in found.items()
        if not path.startswith(("stages/", ".")) and path != "tabletrace.duckdb"
    }
    return {**kept, "datapackage.json": (folder / "datapackage.json").read_bytes()}


def _same(first: Path, second: Path) -> None:
    one, two = _release(first), _release(second)
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


def _project(folder: Path) -> Layout:
    """Two sources of one resource, one undeclared table and one document without tables; odd letters throughout."""
    layout = make_project(folder, title="İstanbul ıssız – a title", keywords=["ı", "I"])
    write_source(layout, ARTICLE, tables=[TREES])
    write_source(
        layout, ARTICLE.replace("Lime", "İncir").replace("~700", "1,5 million"), "more", tables=[TREES], locale="de"
    )
    write_source(layout, "| TITLE | SIZE |\n|---|---|\n| FILM | 3 TB |\n| III | 2–3 million |\n", "undeclared")
    write_source(layout, "Nothing in rows.\n", "prose")
    return layout


def test_another_clock_language_seed_mask_and_one_core_give_the_same_bytes(tmp_path: Path) -> None:
    here, there = tmp_path / "here/project", tmp_path / "there and – elsewhere" / "p"
    for folder in (here, there):
        folder.parent.mkdir()
        _project(folder)
    _build(here, here, {"PYTHONHASHSEED": "1", "TZ": "UTC"}, 0o022, one_core=False)
    _build(there, tmp_path, ELSEWHERE, 0o077, one_core=True)
    _same(here, there)


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    from tests.builders import run

    layout = _project(tmp_path / "p")
    run(layout)
    first = _release(layout.root)
    run(layout)
    assert _release(layout.root) == first


def test_the_committed_release_is_what_the_committed_sources_build(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    for name in ("package.yaml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    _build(tmp_path, tmp_path, {}, 0o022, one_core=False)
    listed = subprocess.run(
        ["git", "ls-files", "derived", "datapackage.json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    committed = tmp_path / "committed"
    for path in listed.stdout.splitlines():
        (committed / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, committed / path)
    _same(tmp_path, committed)
