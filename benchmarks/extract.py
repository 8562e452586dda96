"""How long reading HTML takes, as ratios to pandas.read_html (lxml) and trafilatura in the same run, how it grows with
the page, and what hostile pages cost.

Pages are made here: prose with links, notes and emphasis, and 27 tables (or one in a small page). "dense" has most of
its bytes in tables, "prose" has them in paragraphs. Times are the best of several runs, in CPU time of this process;
ours reads and checks every span. Two more lines tell what it costs to look at everything as well: every cell through
`table.rows` with its locator, and the whole document as JSON, which is what the extract stage writes. A peer that is
not installed is skipped, and the output says so. Each large or hostile page is read in a process of its own and made
JSON, as the stage does; its time and its peak of memory, that of Python and of the page included, are held against
10 s and 512 MB. Ends with 1 if a ratio of reading or a limit is missed.

    python benchmarks/extract.py [compare] [growth] [hostile]
"""

from __future__ import annotations

import importlib.util
import io
import json
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import to_json
from pipeline.errors import ExtractError
from pipeline.extract import extract_document

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "the of and data value archive music files torrent metadata service claims size from report table".split()  # noqa: SIM905 easier to read
KILOBYTE, MEGABYTE = 1000, 1_000_000
ASKED = {"pandas.read_html": 5, "trafilatura": 20}
MOST_SECONDS, MOST_MEGABYTES = 10, 512
HOSTILE: dict[str, Callable[[], str]] = {
    "colspan=1000000": lambda: "<table><tr><td colspan=1000000>x<tr><td>1<td>2</table>",
    "rowspan=65535 on 100 cells": lambda: "<table><tr>" + "<td rowspan=65535>x" * 100 + "</table>",
    "the same above 20,000 rows": lambda: "<table><tr>" + "<td rowspan=65535>x" * 100 + "<tr>" * 20_000 + "</table>",
    "50,000 nested elements": lambda: "<div>" * 50_000 + "x",
    "50,000 nested marks in a cell": lambda: "<table><tr><td>a<td>" + "<font>" * 50_000 + "x<sup>1</sup>",
    "50,000 nested tables": lambda: "<table><tr><td>" * 50_000 + "x",
    "200,000 attributes": lambda: "<table><tr><td " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x",
    "unclosed everything": lambda: "<table><tr><td>x<p>y<li>z<dd>q<select><option>" * 20_000,
    "5 million cells": lambda: "<table>" + ("<tr>" + "<td>x" * 10) * 500_000,
    "as many cells as are read": lambda: "<table>" + ("<tr>" + "<td>12</td>" * 10 + "</tr>\n") * 49_000 + "</table>",
    "the same without end tags": lambda: "<table>" + ("<tr>" + "<td>12" * 10 + "\n") * 49_000 + "</table>",
}


def paragraph(chance: random.Random) -> str:
    """A paragraph of about 1 kB."""
    words = " ".join(chance.choice(WORDS) for _ in range(75))
    link = f'<a href="/wiki/{chance.random()}" title="x">a link</a> and <b>bold</b>'
    note = '<sup id="c"><a href="#n1">[1]</a></sup>'
    return f'<p class="mw x">{words} {link} {words[:300]}{note}.</p>\n'


def table(chance: random.Random, rows: int) -> str:
    """A table of eight columns with a header row and row headers."""
    head = "".join(f"<th scope=col>Head {number}</th>" for number in range(8))
    body = "".join(
        f"<tr><th scope=row>Row {row}</th>"
        + "".join(f'<td style="text-align:right">{chance.randint(0, 99999):,}</td>' for _ in range(7))
        + "</tr>\n"
        for row in range(rows)
    )
    return f'<table class="wikitable"><caption>Caption</caption><tr>{head}</tr>\n{body}</table>\n'


def page(size: int, tables: int, share: float, seed: int = 1) -> bytes:
    """A page of about `size` bytes with `tables` tables that take `share` of them."""
    chance = random.Random(seed)  # noqa: S311 the same pages in every run, no secret
    row = len(table(chance, 20)) / 20
    rows = max(int(size * share / tables / row), 2)
    paragraphs = max(int(size * (1 - share) / tables / len(paragraph(chance))), 1)
    parts = [
        "<h2>Section</h2>\n" + "".join(paragraph(chance) for _ in range(paragraphs)) + table(chance, rows)
        for _ in range(tables)
    ]
    return f"<!DOCTYPE html><html><head><title>t</title></head><body>{''.join(parts)}</body></html>".encode()


def best(work: Callable[[], object], runs: int = 5) -> float:
    """The CPU time of the fastest run, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def ours(pages: list[bytes]) -> None:
    """Read every page."""
    for data in pages:
        extract_document(data, "text/html")


def every_cell(pages: list[bytes]) -> int:
    """Read every page, and look at the text, the span and the locator of every cell; how many characters that is."""
    seen = 0
    for data in pages:
        for found in extract_document(data, "text/html").tables:
            for row in found.rows:
                seen += sum(len(cell.text) + cell.end - cell.start + len(cell.locator or "") for cell in row)
    return seen


def as_json(pages: list[bytes]) -> None:
    """Read every page, and make of it what the extract stage writes."""
    for data in pages:
        json.dumps(to_json(extract_document(data, "text/html")), ensure_ascii=False, separators=(",", ":"))


def peers() -> dict[str, Callable[[list[bytes]], None]]:
    """The libraries that are installed here, by name."""
    found: dict[str, Callable[[list[bytes]], None]] = {}
    if importlib.util.find_spec("pandas") and importlib.util.find_spec("lxml"):
        import pandas as pd

        def read_html(pages: list[bytes]) -> None:
            for data in pages:
                pd.read_html(io.BytesIO(data), flavor="lxml", encoding="utf-8")

        found["pandas.read_html"] = read_html
    if importlib.util.find_spec("trafilatura"):
        from trafilatura import extract

        def trafilatura(pages: list[bytes]) -> None:
            for data in pages:
                extract(data, include_tables=True)

        found["trafilatura"] = trafilatura
    return found


def compare() -> list[str]:
    """Ratios to the peers; what misses what is asked."""
    found, missed = peers(), []
    for name in ASKED:
        if name not in found:
            print(f"{name}: SKIPPED, not installed (pip install pandas lxml trafilatura)")
    cases = {
        "1 MB, 27 tables, dense (85 % in tables)": ([page(MEGABYTE, 27, 0.85)], 15),
        "1 MB, 27 tables, prose (20 % in tables)": ([page(MEGABYTE, 27, 0.2)], 15),
        "1,000 pages of 30 kB, 1 table": ([page(30 * KILOBYTE, 1, 0.3, seed) for seed in range(1000)], 2),
    }
    for name, (pages, runs) in cases.items():
        read, cells, stage = (
            best(lambda work=work, pages=pages: work(pages), runs) for work in (ours, every_cell, as_json)
        )
        print(f"{name}: {1000 * read:.0f} ms ({sum(map(len, pages)) / MEGABYTE / read:.0f} MB/s)")
        print(f"  with every cell and locator looked at: {1000 * cells:.0f} ms; made JSON: {1000 * stage:.0f} ms")
        for peer, work in found.items():
            theirs = best(lambda work=work, pages=pages: work(pages), min(runs, 3))
            print(
                f"  {peer}: {1000 * theirs:.0f} ms, {theirs / read:.1f} times ours (asked: {ASKED[peer]}); "
                f"{theirs / cells:.1f} times with every cell, {theirs / stage:.1f} times with JSON"
            )
            if theirs / read < ASKED[peer]:
                missed.append(f"{name}: {theirs / read:.1f} times {peer}, asked are {ASKED[peer]}")
    return missed


def growth() -> list[str]:
    """Time for each megabyte as pages grow, the same where the cost is linear, and the peak of memory."""
    costs = {}
    for size in (1, 5, 10, 25, 50):
        seconds, peak, _said = in_child("page", str(size))
        costs[size] = seconds / size
        print(f"{size} MB: {1000 * costs[size]:.0f} ms/MB, peak {peak:.0f} MB")
    slower = costs[50] / min(costs[1], costs[5])
    return [f"50 MB costs {slower:.1f} times as much for each megabyte"] if slower > 1.5 else []


def hostile() -> list[str]:
    """What hostile pages cost and how they end; those that go beyond the limits."""
    missed = []
    for name in HOSTILE:
        seconds, peak, said = in_child("hostile", name)
        print(f"{name}: {seconds:.1f} s, peak {peak:.0f} MB, {said}")
        if seconds > MOST_SECONDS or peak > MOST_MEGABYTES:
            missed.append(f"{name}: {seconds:.1f} s and {peak:.0f} MB, asked are {MOST_SECONDS} and {MOST_MEGABYTES}")
    return missed


def in_child(*arguments: str) -> tuple[float, float, str]:
    """(seconds, peak of memory in MB, how it ended) of a page that a process of its own makes and reads."""
    done = subprocess.run([sys.executable, __file__, "child", *arguments], capture_output=True, text=True, check=True)
    seconds, peak, said = json.loads(done.stdout)
    return seconds, peak, said


def child(kind: str, name: str) -> None:
    """Make a page and read it, in a process of its own."""
    data = page(int(name) * MEGABYTE, 27 * int(name), 0.3) if kind == "page" else HOSTILE[name]().encode()
    start = time.process_time()
    try:
        document = extract_document(data, "text/html")
        if kind == "hostile":
            json.dumps(to_json(document), ensure_ascii=False, separators=(",", ":"))
        first = document.tables[0] if document.tables else None
        said = f"{len(document.tables)} tables" + (f", the first: {first.skipped or len(first.rows)}" if first else "")
    except ExtractError as error:
        said = f"refused: {error}"
    seconds = time.process_time() - start
    print(json.dumps([seconds, peak_of_memory(), said]))


def peak_of_memory() -> float:
    """In MB; the one of getrusage is the parent's where that was larger."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS = {"compare": compare, "growth": growth, "hostile": hostile}


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:])
    else:
        faults = [fault for part in sys.argv[1:] or PARTS for fault in PARTS[part]()]
        for fault in faults:
            print(f"MISSED: {fault}")
        sys.exit(1 if faults else 0)
