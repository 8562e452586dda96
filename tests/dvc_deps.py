"""Which files of code each stage of dvc.yaml has to name; run as a program it writes them there."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.activity import code_files
from pipeline.layout import CODE, STAGES

ROOT = CODE.parent
CODE_LINE = re.compile(r"      - pipeline/.*\n")


def code_deps(stage: str) -> list[str]:
    """The stage's files of code below the root; a folder stands for its files where the stage runs several of them."""
    files = {file: CODE / file.relative_to(CODE).parts[0] for file in code_files(stage)}
    several = {folder for folder, count in Counter(files.values()).items() if count > 1}
    named = {folder if folder in several else file for file, folder in files.items()}
    return sorted(path.relative_to(ROOT).as_posix() for path in named)


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
