"""What a stage was: which code, in which environment, read which files (a PROV activity without a clock)."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.files import sha256_of
from pipeline.layout import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.layout import Layout

IMPORT = re.compile(
    r"^[ ]*(?:from (pipeline(?:\.\w+)*) import (\([^)]*\)|.*)|import (pipeline(?:\.\w+)+))", re.MULTILINE
)
NAME = re.compile(r"\w+")
TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:[ ]+.*\n|\n)+", re.MULTILINE)
# Modules that read data files of the package: their behaviour is these files' as well.
DATA = {
    "pipeline.contract": "schemas/*.json",
    "pipeline.normalise.grammar.wordlist": "normalise/grammar/data/*.json",
    "pipeline.strict_yaml": "yaml_schemas/*.json",
}


def activity(
    layout: Layout,
    stage: str,
    inputs: Iterable[Path],
    parameters: dict[str, object],
    known: Mapping[Path, str] = MappingProxyType({}),
) -> dict[str, object]:
    """The stage's record, as a row of `activities`; `known` are the sha256 of inputs that the stage has compared."""
    return {
        "activity_id": stage,
        "tool": "tabletrace",
        "version": __version__,
        "code_sha256": code_sha256(stage),
        "environment_sha256": sha256_of(layout.lock)[0] if layout.lock.is_file() else None,
        "parameters": parameters,
        "inputs": [f"{known.get(path) or sha256_of(path)[0]} {layout.relative(path)}" for path in inputs],
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
            waiting += imported(path.read_text("utf-8"))
    return sorted(found)


def imported(text: str) -> Iterator[str]:
    """Every name of this package that a module imports anywhere, but for types: modules and what it takes of them.

    The statements are found by their form, since parsing each module would cost a stage more than its work.
    """
    for module, names, plain in IMPORT.findall(TYPES_ONLY.sub("", text)):
        yield from [plain] if plain else (f"{module}.{name}" for name in NAME.findall(names))


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
