"""How many documents are read: what the second core is worth, the memory of each process, and what a rerun costs.

Makes projects of 1,000 pages of 30 kB (other counts as arguments) and runs `tabletrace extract` on each: on one core,
on two, again with nothing changed, and again with one page in a hundred changed. Prints wall times and the memory of
the largest process, and exits with 1 where the second core is worth less than 1.7 or memory passes 400 MB.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extract import KILOBYTE, page

WORTH, MOST_MEMORY = 1.7, 400
PINNED = """
import os, sys
os.sched_setaffinity(0, set(map(int, sys.argv[1:])))
os.execv(sys.executable, [sys.executable, "-m", "pipeline", "extract"])
"""


def write_page(root: Path, number: int, seed: int) -> None:
    """One source: a page and what is known of it."""
    folder, data = root / "raw" / f"page-{number:05}", page(30 * KILOBYTE, 1, 0.3, seed)
    folder.mkdir(parents=True, exist_ok=True)
    known = {
        "id": folder.name,
        "title": None,
        "retrieved": "2026-11-22",
        "licence": "CC0-1.0",
        "republish": "full",
        "document": "page.html",
        "media_type": "text/html",
        "sha256": hashlib.sha256(data).hexdigest(),
        "text_kind": "verbatim",
        "status": "current",
    }
    (folder / "page.html").write_bytes(data)
    (folder / "source.yaml").write_text(json.dumps(known), "utf-8")


def extract(root: Path, cores: set[int]) -> float:
    """Wall seconds of the stage on these cores."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", PINNED, *map(str, cores)], cwd=root, check=True)
    return time.perf_counter() - start


def largest() -> float:
    """Megabytes of the largest process that was waited for, its own children included."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure(count: int) -> bool:
    """Print the figures for `count` documents; whether they are as asked."""
    folder = Path(tempfile.mkdtemp())
    try:
        for number in range(count):
            write_page(folder, number, number)
        two_cores = set(sorted(os.sched_getaffinity(0))[:2])
        one = extract(folder, {min(two_cores)})
        shutil.rmtree(folder / "derived")
        two = extract(folder, two_cores)
        again = extract(folder, two_cores)
        for number in range(0, count, 100):
            write_page(folder, number, count + number)
        few = extract(folder, two_cores)
    finally:
        shutil.rmtree(folder)
    memory, worth = largest(), one / two
    print(f"{count} documents: one core {one:.1f} s, two {two:.1f} s: {worth:.2f} times; {memory:.0f} MB at most")
    print(f"  nothing changed {again:.1f} s, one in a hundred changed {few:.1f} s")
    return (worth >= WORTH or len(two_cores) == 1) and memory <= MOST_MEMORY


if __name__ == "__main__":
    sys.exit(not all(list(map(measure, map(int, sys.argv[1:] or ["1000"])))))
