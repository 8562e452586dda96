"""How long the main job takes, as a ratio to what DVC and Python need to do nothing, in the same run.

Prints, each as the median of several runs: `dvc repro --force` and a `dvc repro` that has nothing to do, against a
project of as many stages that run `true` (bare), and against this very dvc.yaml with every command replaced by `true`
(so that DVC's own work on dependencies and outs is the same); and `tabletrace --help` against `import click`.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.layout import STAGES

ROOT = Path(__file__).parents[1]
RUNS = 5
FOLDERS = ("pipeline", "raw", "derived")
FILES = ("package.yaml", "datapackage.json", "dvc.yaml", ".dvcignore", "requirements.lock")
COMMAND = re.compile(r"cmd: .*")
OUT = re.compile(r"^      - ([\w./]+):?$(?:\n          \w+: \w+)*", re.MULTILINE)


def seconds(command: list[str], folder: Path) -> float:
    """The median time of a command."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def dvc_times(folder: Path) -> tuple[float, float]:
    """(forced, nothing to do) in a folder that becomes a DVC project."""
    for command in (["git", "init", "-q"], ["dvc", "init", "-q"], ["dvc", "repro", "-q"]):
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return seconds(["dvc", "repro", "-q", "--force"], folder), seconds(["dvc", "repro", "-q"], folder)


def copied(folder: Path) -> Path:
    """A copy of this project's own files."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def bare(folder: Path) -> Path:
    """As many stages that run `true`."""
    stages = "".join(f'  {name}:\n    cmd: "true"\n' for name in STAGES)
    (folder / "dvc.yaml").write_text(f"stages:\n{stages}", "utf-8")
    return folder


def idle(folder: Path) -> Path:
    """This project, built, with every command replaced by `true` and every out kept."""
    copied(folder)
    subprocess.run([sys.executable, "-m", "pipeline", "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    text = COMMAND.sub('cmd: "true"', (folder / "dvc.yaml").read_text("utf-8"))
    head, *stages = re.split(r"(?m)^(?=  \w+:$)", text)
    kept = [_keep_outs(stage) for stage in stages]
    (folder / "dvc.yaml").write_text("".join([head, *kept]), "utf-8")
    return folder


def _keep_outs(stage: str) -> str:
    before, mark, outs = stage.partition("    outs:\n")
    return before + mark + OUT.sub(r"      - \1:\n          cache: false\n          persist: true", outs)


def main() -> None:
    """Print one JSON document of seconds and ratios; the exit code is 1 if a bound is broken."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / label for label in ("ours", "bare", "idle")]
        for folder in folders:
            folder.mkdir()
        ours = dvc_times(copied(folders[0]))
        plain, same = dvc_times(bare(folders[1])), dvc_times(idle(folders[2]))
        help_time = seconds([str(Path(sys.executable).parent / "tabletrace"), "--help"], ROOT)
        click_time = seconds([sys.executable, "-c", "import click"], ROOT)
    results = (
        ("forced, seconds", ours[0], None),
        ("forced, ratio to bare stages", ours[0] / plain[0], 4),
        ("forced, ratio to the same dvc.yaml", ours[0] / same[0], None),
        ("nothing to do, ratio to bare stages", ours[1] / plain[1], 1.3),
        ("nothing to do, ratio to the same dvc.yaml", ours[1] / same[1], None),
        ("--help, ratio to import click", help_time / click_time, 2),
    )
    print(
        json.dumps(
            [{"what": what, "is": round(found, 2), "at most": bound} for what, found, bound in results], indent=2
        )
    )
    sys.exit(any(bound is not None and found > bound for _what, found, bound in results))


if __name__ == "__main__":
    main()
