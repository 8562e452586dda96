"""The rules of the house, as far as a program can hold them."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from pipeline.activity import code_files, imported
from pipeline.cli import COMMANDS
from pipeline.layout import CODE, STAGES
from tests.builders import TREES, make_project, write_source
from tests.dvc_deps import written

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = CODE.parent
MODULES = sorted(CODE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
GATE = {"rows/gate/batches.py", "rows/gate/columnar.py", "rows/gate/streams.py"}
# One door to each library: where it may be imported.
DOORS = {
    "duckdb": {"database.py"},
    "frictionless": {"validate/schema.py"},
    "pandera": {"validate/frame.py"},
    "polars": {"validate/frame.py"},
    "pyarrow": {
        "rows/arrow.py",
        "rows/parts.py",
        "rows/infer.py",
        "rows/read.py",
        "rows/write.py",
        "rows/re2.py",
        "rows/staging.py",
        "rows/order.py",
        "rows/wide.py",
        *GATE,
    },
    "yaml": {"strict_yaml.py"},
    "xlsxwriter": {"package/workbook.py"},
    "filelock": {"journal.py"},
    "turbohtml": {"extract/html/tree.py"},
    "trafilatura": {"capture/content.py"},
    "xml": {"extract/docx/markup.py", "extract/workbook/package.py"},
    "zipfile": {"extract/docx/archive.py", "extract/workbook/package.py"},
    "python_calamine": {"extract/workbook/process.py"},
    "snowballstemmer": {"normalise/prose/stem.py"},
    "subprocess": {"validate/schema.py", "extract/workbook/process.py", "check/process.py"},
    "dateutil": {"rows/compile/moments.py"},
    "isodate": {"rows/compile/moments.py"},
    "validators": {"rows/compile/texts.py"},
    "rfc3986": {"rows/compile/texts.py"},
    "urllib": {"download.py"},
    "http": {"download.py"},
    "socket": set(),
    "requests": set(),
    "pandas": set(),
    "random": set(),
    "time": set(),
    "uuid": set(),
    "pickle": set(),
    "threading": set(),
}
# The one clock of the project is read at capture; the workbook makes a fixed moment of a date.
CLOCKS = re.compile(r"\b(datetime\.(now|today|utcnow)|date\.today|time\.time)\b")


def _name(path: Path) -> str:
    return path.relative_to(CODE).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def _runtime(node: ast.AST) -> list[ast.AST]:
    """Every node but those of `if TYPE_CHECKING`."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return []
    return [node, *(found for child in ast.iter_child_nodes(node) for found in _runtime(child))]


def _libraries(path: Path) -> set[str]:
    found = set()
    for node in _runtime(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def _module_file(name: str) -> Path | None:
    path = ROOT.joinpath(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def _imported(node: ast.AST) -> Iterator[str]:
    """What `imported` finds by the form of the statements, found by the parser."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.startswith("pipeline."))
    elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pipeline":
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)


def _edges(path: Path) -> set[Path]:
    """The modules of this package that a module imports when it runs, late imports included."""
    found = set()
    for name in _imported(_tree(path)):
        file = _module_file(name) or _module_file(name.rpartition(".")[0])
        if file is not None and file != path:
            found.add(file)
    return found


def _dvc() -> dict[str, dict[str, list[object]]]:
    stages: dict[str, dict[str, list[object]]] = yaml.safe_load((ROOT / "dvc.yaml").read_text("utf-8"))["stages"]
    return stages


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_are_found_by_the_form_of_the_statement(path: Path) -> None:
    assert set(imported(path.read_text("utf-8"))) == set(_imported(_tree(path)))


def test_one_name_in_five_places() -> None:
    assert tuple(_dvc()) == STAGES
    assert tuple(name for name in COMMANDS if name in STAGES) == STAGES
    for stage in STAGES:
        assert (CODE / stage / "stage.py").is_file(), stage
        assert any((ROOT / "tests" / stage).glob("test_*.py")), stage
        assert _dvc()[stage]["cmd"] == f"python -m pipeline {stage}"
    assert {path.parent.name for path in CODE.glob("*/stage.py")} == set(STAGES)


def test_every_stage_has_the_one_signature() -> None:
    for stage in STAGES:
        (run,) = [
            item
            for item in _tree(CODE / stage / "stage.py").body
            if isinstance(item, ast.FunctionDef) and item.name == "run"
        ]
        assert ast.unparse(run.args) == "layout: Layout", stage
        assert run.returns is not None
        assert ast.unparse(run.returns) == "None"


def test_no_stage_imports_a_stage() -> None:
    for path in MODULES:
        own = _name(path).partition("/")[0]
        if own not in STAGES:
            continue
        others = {_name(file).partition("/")[0] for file in _edges(path)} & set(STAGES)
        assert others <= {own}, _name(path)


def test_only_a_stage_or_a_command_imports_a_stages_own_files() -> None:
    """extract_document and the readers of values are public; whatever else a stage has is its own."""
    for path in MODULES:
        own = _name(path).partition("/")[0]
        if own in (*STAGES, "commands", "capture"):
            continue
        found = {_name(file) for file in _edges(path) if _name(file).partition("/")[0] in STAGES}
        assert found <= {"extract/__init__.py", "normalise/__init__.py"}, _name(path)


@pytest.mark.parametrize("library", DOORS)
def test_one_door_per_library(library: str) -> None:
    users = {_name(path) for path in MODULES if library in _libraries(path)}
    assert users <= DOORS[library]


def test_the_rooms_of_the_grammar_build_on_each_other() -> None:
    rooms = ["numerals", "units", "amounts", "surroundings"]
    for number, room in enumerate(rooms):
        for path in (CODE / "normalise" / "grammar" / room).glob("*.py"):
            inner = {_name(file).split("/")[2] for file in _edges(path) if _name(file).count("/") == 3}
            assert inner <= set(rooms[: number + 1]), _name(path)


def test_no_import_cycles() -> None:
    graph = {path: _edges(path) for path in MODULES}
    done: set[Path] = set()

    def visit(path: Path, way: tuple[Path, ...]) -> None:
        assert path not in way, " → ".join(_name(step) for step in (*way[way.index(path) :], path))
        if path not in done:
            for other in graph[path]:
                visit(other, (*way, path))
            done.add(path)

    for path in MODULES:
        visit(path, ())


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    tree, text = _tree(path), path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            # From `def` on: options of a command stand above it.
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_print_no_clock_no_assertion(path: Path) -> None:
    assert not any(isinstance(node, ast.Assert) for node in ast.walk(_tree(path)))
    calls = [node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    assert not any(isinstance(call, ast.Name) and call.id in ("print", "eval", "exec", "input") for call in calls)
    if not _name(path).startswith("capture/"):
        assert not any(CLOCKS.search(ast.unparse(call)) for call in calls)


def test_classes_do_not_inherit_but_for_errors_and_the_libraries() -> None:
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef) and node.bases and _name(path) != "errors.py":
                bases = {ast.unparse(base) for base in node.bases}
                assert bases <= {
                    "NamedTuple",
                    "click.Group",
                    "yaml.SafeLoader",
                    "SafeLoader",
                    "CSafeLoader",
                    "HTMLParser",
                }, node.name


def _covers(entries: set[str], file: Path) -> bool:
    name = file.relative_to(ROOT).as_posix()
    return any(name == entry or name.startswith(f"{entry}/") for entry in entries)


@pytest.mark.parametrize("stage", STAGES)
def test_dvc_names_exactly_the_code_that_a_stage_imports(stage: str) -> None:
    entries = {str(entry) for entry in _dvc()[stage]["deps"] if str(entry).startswith("pipeline/")}
    needed = set(code_files(stage))
    assert [_name(file) for file in needed if not _covers(entries, file)] == []
    for entry in entries:
        path = ROOT / entry
        files = {path} if path.is_file() else {file for file in path.rglob("*") if file.suffix in (".py", ".json")}
        assert files & needed, entry


def test_dvc_is_written_by_make_deps() -> None:
    text = (ROOT / "dvc.yaml").read_text("utf-8")
    assert written(text) == text


RUN = """
import json, sys
from pathlib import Path
from importlib import import_module
from pipeline.layout import Layout
import_module(f"pipeline.{sys.argv[1]}.stage").run(Layout(Path(sys.argv[2])))
ours = [module for name, module in sys.modules.items() if name.partition(".")[0] == "pipeline"]
print(json.dumps([getattr(module, "__file__", None) for module in ours]))
"""


def test_what_a_stage_really_imports_is_what_the_hash_of_its_code_covers(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p")
    write_source(layout, tables=[TREES])
    write_source(layout, b"\xff", "broken")
    for stage in STAGES:
        command = [sys.executable, "-c", RUN, stage, str(layout.root)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        loaded = {Path(file) for file in json.loads(done.stdout) if file}
        assert {_name(file) for file in loaded} <= {_name(file) for file in code_files(stage)}, stage


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_group_is_repeated_possessively(path: Path) -> None:
    """Python before 3.11.5 matches such a pattern wrongly where the group can go back (CPython issue 106052)."""
    assert re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", path.read_text("utf-8")) is None
