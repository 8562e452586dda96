"""Tables through Word: grids of HTML pages, and random ones, written as .docx by other programs and read by us.

`written_cases` yields cases for `benchmarks.tables`: python-docx writes each grid with its merged cells; where pandoc
is on the PATH it converts the page itself. Run by itself this module prints how many grids come back equal, and how
long reading takes, as ratios to python-docx, docx2python and mammoth in the same run (CPU time, best of several). A
peer that is not installed, and a set that is not there, is skipped, and the output says so.
"""

from __future__ import annotations

import importlib.util
import io
import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.gold import GOLD
from pipeline.extract import extract_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.table import Table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Grid = list[list[str]]
Slots = list[list[int]]  # the number of the cell that covers each slot
Case = tuple[str, bytes, str, list[tuple[Grid, int | None]]]  # as in benchmarks.tables


def random_slots(chance: random.Random) -> Slots:
    """A grid of up to 8 by 8 slots whose cells have random spans."""
    rows, columns = chance.randint(2, 8), chance.randint(2, 8)
    slots, number = [[-1] * columns for _ in range(rows)], 0
    for y in range(rows):
        for x in range(columns):
            if slots[y][x] < 0:
                free = next((at for at in range(x, columns) if slots[y][at] >= 0), columns) - x
                width, height = min(free, chance.choice((1, 1, 1, 2, 3))), min(rows - y, chance.choice((1, 1, 1, 2, 3)))
                for row in slots[y : y + height]:
                    row[x : x + width] = [number] * width
                number += 1
    return slots


def slots_of(table: Table) -> Slots:
    """Which slots of a table that was read are one cell: those that share its place in the page."""
    numbers: dict[object, int] = {}
    return [
        [numbers.setdefault(cell.locator or (cell.row, cell.column), len(numbers)) for cell in row]
        for row in table.rows
    ]


def write(grids: list[tuple[Slots, Grid, int]]) -> bytes:
    """A document with these tables, by python-docx: (slots, texts, header rows) each."""
    import docx
    from docx.oxml import OxmlElement

    document = docx.Document()
    for slots, texts, headers in grids:
        document.add_paragraph("A table follows.")
        table = document.add_table(len(slots), len(slots[0]))
        for row in list(table.rows)[:headers]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        seen: dict[int, tuple[int, int, int, int]] = {}
        for y, row in enumerate(slots):
            for x, number in enumerate(row):
                top, left = seen.get(number, (y, x, 0, 0))[:2]
                seen[number] = (top, left, y, x)
        for top, left, bottom, right in seen.values():
            table.cell(top, left).merge(table.cell(bottom, right)).text = texts[top][left]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written_cases(folder: Path) -> Iterator[Case]:
    """The pages of a folder and 200 random grids, each written as .docx; pages also by pandoc, if there is one.

    Expected is the grid that was written: of a page what we read of it as HTML, tables within tables left out.
    """
    chance = random.Random(1)  # noqa: S311 the same grids in every run, no secret
    for number in range(200):
        slots = random_slots(chance)
        texts = [[f"c{slot}" for slot in row] for row in slots]
        yield f"random {number}", write([(slots, texts, 0)]), DOCX, [(texts, None)]
    for path in sorted(folder.glob("*.html")):
        found = extract_document(path.read_bytes(), "text/html").tables
        tables = [table for table in found if table.rows and table.parent is None]
        if not tables or len(found) > len(tables):
            continue
        grids = [[[cell.text for cell in row] for row in table.rows] for table in tables]
        headers = [table.header_rows if table.header_rows < len(table.rows) else 0 for table in tables]
        data = write([(slots_of(table), grid, rows) for table, grid, rows in zip(tables, grids, headers, strict=True)])
        yield f"{path.name} by python-docx", data, DOCX, list(zip(grids, headers, strict=True))
        if shutil.which("pandoc"):
            yield f"{path.name} by pandoc", by_pandoc(path), DOCX, [(grid, None) for grid in grids]


def by_pandoc(page: Path) -> bytes:
    """The page as pandoc converts it."""
    command = ["pandoc", "-f", "html", "-t", "docx", "-o", "-", str(page)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def round_trip() -> int:
    """Print how many grids come back equal; how many do not."""
    folder = GOLD / "docling" / "html"
    if not folder.is_dir():
        print(f"{folder} is not there: random grids only")
    counts: dict[str, list[int]] = {}
    for name, data, media_type, expected in written_cases(folder):
        found = [
            [[cell.text for cell in row] for row in table.rows] for table in extract_document(data, media_type).tables
        ]
        writer = "random, python-docx" if name.startswith("random") else name.rpartition(" by ")[2]
        count = counts.setdefault(writer, [0, 0])
        for number, (grid, _headers) in enumerate(expected):
            same = number < len(found) and found[number] == grid
            count[0], count[1] = count[0] + same, count[1] + 1
            if not same:
                print(f"  differs: {name}, table {number + 1}")
    for writer, (same, of) in counts.items():
        print(f"{writer}: {same} of {of} grids come back equal")
    return sum(of - same for same, of in counts.values())


def article(tables: int, rows: int) -> bytes:
    """A document with paragraphs and `tables` tables of `rows` rows and 8 columns."""
    chance = random.Random(1)  # noqa: S311 the same document in every run, no secret
    head = [f"Head {column}" for column in range(8)]
    body = [[f"Row {row}", *(f"{chance.randint(0, 99999):,}" for _ in range(7))] for row in range(rows)]
    texts = [head, *body]
    slots = [[row * 8 + column for column in range(8)] for row in range(len(texts))]
    return write([(slots, texts, 1)] * tables)


def peers() -> dict[str, Callable[[bytes], object]]:
    """How each peer reads every cell of a document."""

    def python_docx(data: bytes) -> object:
        import docx

        return [
            [[cell.text for cell in row.cells] for row in table.rows]
            for table in docx.Document(io.BytesIO(data)).tables
        ]

    def docx2python(data: bytes) -> object:
        import docx2python

        with docx2python.docx2python(io.BytesIO(data)) as content:
            return content.body

    def mammoth(data: bytes) -> object:
        import mammoth

        return mammoth.convert_to_html(io.BytesIO(data)).value

    readers = {
        "docx": ("python-docx", python_docx),
        "docx2python": ("docx2python", docx2python),
        "mammoth": ("mammoth", mammoth),
    }
    found = {}
    for module, (name, reader) in readers.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not installed: skipped")
        else:
            found[name] = reader
    return found


def best(work: Callable[[], object], runs: int) -> float:
    """The CPU time of the fastest run, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def speed() -> None:
    """Print times and ratios for a document of 27 tables, spans and locators included in ours."""
    data = article(27, 40)

    def ours() -> object:
        return [list(table.rows) for table in extract_document(data, DOCX).tables]

    mine = best(ours, 5)
    print(f"27 tables of 41 rows and 8 columns ({len(data) / 1000:.0f} kB): {1000 * mine:.0f} ms")
    for name, reader in peers().items():
        theirs = best(lambda reader=reader: reader(data), 2)  # type: ignore[misc]
        print(f"  {name}: {1000 * theirs:.0f} ms, {theirs / mine:.1f} times as long")


if __name__ == "__main__":
    missed = round_trip()
    speed()
    sys.exit(1 if missed else 0)
