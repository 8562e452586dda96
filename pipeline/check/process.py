"""A package checked in a process of its own, and its temporary files removed whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import TabletraceError
from pipeline.layout import CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MEANINGS = {
    -signal.SIGXCPU: "it took more than the time that a check may take",
    -signal.SIGKILL: "the system ended it, most likely for want of memory",
}


def check_apart(data: bytes, root: Path, *, limit: int, progress: Callable[[str, int], None]) -> dict[str, Any]:
    """The report on the package with this descriptor, below `root`. `progress` is told (table, rows so far).

    Raises TabletraceError if the process ended without a report.
    """
    with tempfile.TemporaryDirectory(prefix="tabletrace-") as folder:
        complaints = Path(folder) / "stderr"
        with complaints.open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 our own module
                [sys.executable, "-P", "-m", "pipeline.check.child", str(root), folder, str(limit)],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_paths())},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                # An interrupt from the terminal comes here, and ends the process from here.
                start_new_session=True,
            )
        try:
            report = _talk(process, data, progress)
        finally:
            process.kill()
            process.wait()
        if report is None:
            raise TabletraceError(f"the check ended without a report: {_reason(process.returncode, complaints)}")
        return report


def _paths() -> Iterable[str]:
    return [str(CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]


def _talk(process: subprocess.Popen[bytes], data: bytes, progress: Callable[[str, int], None]) -> dict[str, Any] | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        return None
    report = None
    for line in process.stdout:
        told = json.loads(line)
        if "progress" in told:
            progress(*told["progress"])
        report = told.get("report", report)
    process.stdout.close()
    process.wait()
    return report


def _reason(code: int, complaints: Path) -> str:
    last = complaints.read_text("utf-8", errors="replace").strip().rpartition("\n")[2]
    return MEANINGS.get(code, last or f"it ended with {code}")
