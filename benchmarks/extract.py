"""How long reading HTML takes, as ratios to pandas.read_html (lxml) and trafilatura in the same run, and how it grows.

Pages are made here: prose with links, notes and emphasis, and 27 tables (or one in a small page). "dense" has most of
its bytes in tables, "prose" has them in paragraphs. Times are the best of several runs, in CPU time of this process. A
peer that is not installed is skipped, and the output says so. Ours reads every cell with its span and its locator.
"""

from __future__ import annotations

import importlib.util
import io
import random
import time
from typing import TYPE_CHECKING

from pipeline.extract import extract_document

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "the of and data value archive music files torrent metadata service claims size from report table".split()  # noqa: SIM905 easier to read
KILOBYTE, MEGABYTE = 1000, 1_000_000


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


def compare() -> None:
    """Ratios to the peers."""
    found = peers()
    for name in ("pandas.read_html", "trafilatura"):
        if name not in found:
            print(f"{name}: SKIPPED, not installed (pip install pandas lxml trafilatura)")
    cases = {
        "1 MB, 27 tables, dense (85 % in tables)": [page(MEGABYTE, 27, 0.85)],
        "1 MB, 27 tables, prose (20 % in tables)": [page(MEGABYTE, 27, 0.2)],
        "100 pages of 30 kB, 1 table": [page(30 * KILOBYTE, 1, 0.3, seed) for seed in range(100)],
    }
    for name, pages in cases.items():
        mine = best(lambda pages=pages: ours(pages))
        print(f"{name}: {1000 * mine:.0f} ms ({sum(map(len, pages)) / MEGABYTE / mine:.1f} MB/s)")
        for peer, read in found.items():
            theirs = best(lambda pages=pages, read=read: read(pages), 2)
            print(f"  {peer}: {1000 * theirs:.0f} ms, {theirs / mine:.1f} times ours")


def growth() -> None:
    """Time for each megabyte as pages grow: the same where the cost is linear."""
    for size in (1, 5, 10, 25, 50):
        data = page(size * MEGABYTE, 27 * size, 0.3)
        print(f"{size} MB: {1000 * best(lambda data=data: ours([data]), 1) / size:.0f} ms/MB")


if __name__ == "__main__":
    compare()
    growth()
