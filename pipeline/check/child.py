"""The process that reads packages of others: bounded memory and time, no network, no other program.

It takes the descriptor on stdin and writes JSON lines on stdout: {"progress": [table, rows]} and last {"report": …}.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from pipeline.check.package import check_package
from pipeline.rows.engine import open_engine
from pipeline.without_pandas import WithoutPandas

# Anonymous memory and seconds of processor time; DuckDB keeps to its own limit below this.
MEMORY, SECONDS = 3 << 30, 4 * 3600
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "http.")


def _guard(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is refused while a package is checked")


def _limit() -> None:
    for kind, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))
    sys.addaudithook(_guard)


def _tell(value: object) -> None:
    sys.stdout.write(json.dumps(value, default=str) + "\n")
    sys.stdout.flush()


def main(root: str, folder: str, limit: str) -> None:
    """Check the package whose folder is `root`, with temporary files in `folder`."""
    _limit()
    data = sys.stdin.buffer.read()
    with open_engine(Path(folder)) as engine:
        report = check_package(
            data, Path(root), engine, limit=int(limit), progress=lambda name, rows: _tell({"progress": [name, rows]})
        )
    _tell({"report": report})


if __name__ == "__main__":
    sys.meta_path.insert(0, WithoutPandas)
    main(*sys.argv[1:])
    # The report is out; taking the libraries apart would cost time and say nothing.
    sys.stderr.flush()
    os._exit(0)
