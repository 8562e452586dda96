"""What a stage was: which code, in which environment, read which files (a PROV activity without a clock)."""

from __future__ import annotations

import ast
import hashlib
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.files import sha256_of
from pipeline.layout import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.layout import Layout

# Modules that read data files of the package: their behaviour is these files' as well.
DATA = {"pipeline.contract": "schemas/*.json", "pipeline.strict_yaml": "yaml_schemas/*.json"}


def activity(layout: Layout, stage: str, inputs: Iterable[Path], parameters: dict[str, object]) -> dict[str, object]:
    """The stage's record, as a row of `activities`."""
    return {
        "activity_id": stage,
        "tool": "tabletrace",
        "version": __version__,
        "code_sha256": code_sha256(stage),
        "environment_sha256": sha256_of(layout.lock)[0] if layout.lock.is_file() else None,
        "parameters": parameters,
        "inputs": [f"{sha256_of(path)[0]} {layout.relative(path)}" for path in inputs],
    }


def code_sha256(stage: str) -> str:
    """One hash over the names and bytes of the files that the stage runs."""
    lines = [f"{sha256_of(path)[0]} {path.relative_to(CODE).as_posix()}" for path in code_files(stage)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def code_files(stage: str) -> list[Path]:
    """The files of this package that a stage runs: its stage.py, all that imports, late imports included, and data."""
    found: set[Path] = set()
    seen: set[str] = set()
    waiting = [f"pipeline.{stage}.stage"]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        waiting += _parents(module)
        path = _file(module)
        if path is not None:
            found |= {path, *CODE.glob(DATA.get(module, ""))} if module in DATA else {path}
            waiting += imported(ast.parse(path.read_bytes()))
    return sorted(found)


def imported(node: ast.AST) -> Iterator[str]:
    """Every name of this package that a module imports anywhere, but for types: modules and what it takes of them."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.startswith("pipeline."))
    elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pipeline":
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


def _parents(module: str) -> Iterator[str]:
    while "." in module:
        module = module.rpartition(".")[0]
        yield module


def _file(module: str) -> Path | None:
    path = CODE.joinpath(*module.split(".")[1:])
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None
