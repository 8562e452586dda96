"""What the README shows is what happens: each recipe in Python or shell runs in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(README)]
RELEASE = ("datapackage.json", "derived/data", "derived/text", "derived/load.sql", "derived/validation.json")


def blocks(kind: str) -> list[str]:
    return [text for language, text in BLOCKS if language == kind]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a person who has installed the project and knows the repository's address."""
    repository = tmp_path_factory.mktemp("repository") / "claims"
    ignored = shutil.ignore_patterns(
        ".venv", "stages", "*.duckdb", ".*_cache", "__pycache__", "*.egg-info", ".git", "tmp"
    )
    shutil.copytree(ROOT, repository, ignore=ignored)
    git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", str(repository))
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "release")):
        subprocess.run([*git, *command], check=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "REPO": f"file://{repository}", "COLUMNS": "200"}


@pytest.fixture
def release(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A folder with the release and nothing else of the project."""
    source = Path(environment["REPO"].removeprefix("file://"))
    for name in RELEASE:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copy(source / name, target)
    return tmp_path


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("code", blocks("python"))
def test_python_recipe(code: str, release: Path, environment: dict[str, str]) -> None:
    assert run([sys.executable, "-W", "error::FutureWarning", "-c", code], release, environment)


@pytest.mark.parametrize("code", blocks("sh"))
def test_shell_recipe(code: str, release: Path, environment: dict[str, str]) -> None:
    source = Path(environment["REPO"].removeprefix("file://"))
    shutil.copy(source / "derived/tables.xlsx", release / "derived/tables.xlsx")
    run(["bash", "-euc", code], release, environment)


def test_recipes_give_what_is_promised(release: Path, environment: dict[str, str]) -> None:
    pandas = next(code for code in blocks("python") if "pandas" in code)
    probe = "\nprint(table['figure_unit'].tolist())"
    assert run([sys.executable, "-c", pandas + probe], release, environment).splitlines()[-1] == str(
        ["1", "1", "TBy", "%", "%", "1"]
    )
    trust = next(code for code in blocks("python") if "wrong spans" in code)
    assert run([sys.executable, "-c", trust], release, environment) == "0 wrong spans, 0 values without a cell\n"


def test_the_picture_is_made_by_dvc(environment: dict[str, str]) -> None:
    drawn = run(["dvc", "dag", "--mermaid"], ROOT, environment)
    assert blocks("mermaid")[0].split() == drawn.split()


def test_every_link_leads_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "LICENSE-data.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
            assert target.startswith("https://") or (ROOT / target).exists(), (name, target)


def test_every_key_of_the_yaml_files_is_explained() -> None:
    import json

    for name in ("source", "package"):
        schema = json.loads((ROOT / f"pipeline/yaml_schemas/{name}.json").read_text("utf-8"))
        for key in schema["properties"]:
            assert f"`{key}`" in README, (name, key)


def test_every_exit_code_is_explained() -> None:
    from pipeline.errors import TabletraceError

    for error in TabletraceError.__subclasses__():
        assert f"| {error.exit_code} | {error.meaning.split('(')[0].strip()} |" in README
