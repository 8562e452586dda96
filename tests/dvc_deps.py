"""Which files of code each stage of dvc.yaml has to name; run as a program it writes them there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.activity import code_files
from pipeline.layout import CODE, STAGES

if TYPE_CHECKING:
    from pathlib import Path

ROOT = CODE.parent
CODE_LINE = re.compile(r"      - pipeline/.*\n")
KINDS = (".py", ".json")


def code_deps(stage: str) -> list[str]:
    """The stage's files of code below the root; a folder stands for its files where the stage runs them all."""
    files = set(code_files(stage))
    return sorted({_entry(file, files).relative_to(ROOT).as_posix() for file in files})


def _entry(file: Path, files: set[Path]) -> Path:
    whole = CODE / file.relative_to(CODE).parts[0]
    if whole == file or not {path for path in whole.rglob("*") if path.suffix in KINDS} <= files:
        return file
    return whole


def written(text: str) -> str:
    """The text of dvc.yaml with the files of code of each stage."""
    for stage in STAGES:
        start = text.index(f"\n  {stage}:\n")
        end = text.index("    outs:\n", start)
        block = CODE_LINE.sub("", text[start:end]) + "".join(f"      - {path}\n" for path in code_deps(stage))
        text = text[:start] + block + text[end:]
    return text


if __name__ == "__main__":
    target = ROOT / "dvc.yaml"
    target.write_text(written(target.read_text("utf-8")), "utf-8")
