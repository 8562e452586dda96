"""How right the tables are that `extract_document` reads, against independent sets with expected answers.

The sets are looked for in TABLETRACE_GOLD (default ../shared/gold); one that is not there is skipped, and the output
says so. For each set: tables whose whole grid is as expected, precision and recall of cells (a cell is its table, row,
column and words), F1 of header rows, tables invented where none is expected, spans that do not give their cell back.
A difference is printed with its reason; one without a reason makes the benchmark end with 1. So does a grid that comes
back wrongly from a form of plain text, fewer than 99 % of the round trips by trafilatura, and any table invented in the
texts that the benchmark makes.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from benchmarks import tables_csv
from benchmarks.gold import GOLD
from benchmarks.table_forms import show_forms
from benchmarks.table_free import show_free
from benchmarks.table_trips import show_trips
from pipeline.extract import extract_document
from pipeline.table import Table, printed_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = re.compile(r"\*\*|__|[*_`]")
CODE = re.compile(r"(?<![`\\])(`+)(?!`) ?(.+?) ?(?<!`)\1(?!`)")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

Grid = list[list[str]]
Case = tuple[str, bytes, str, list[tuple[Grid, int | None]]]  # name, document, media type, (grid, header rows) expected


@dataclass
class Score:
    """What was counted over a set."""

    tables: int = 0
    exact: int = 0
    cells: int = 0
    expected_cells: int = 0
    right_cells: int = 0
    header_rows: int = 0
    expected_headers: int = 0
    right_headers: int = 0
    free: int = 0
    invented: int = 0
    bad_spans: int = 0
    differences: list[tuple[str, str | None]] = field(default_factory=list)


class _Grids(HTMLParser):
    """The tables of simple HTML without spans, read by the standard library: an independent reading of the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[tuple[Grid, int | None]] = []
        self.headers = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 the parser calls it so
        if tag == "table":
            self.grids.append(([], 1))
        elif tag == "tr" and self.grids:
            self.grids[-1][0].append([])
        elif tag in ("td", "th"):
            self.grids[-1][0][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.grids[-1][0][-1][-1] += data


def markdown_it(folder: Path) -> Iterator[Case]:
    """name, `.`, Markdown, `.`, HTML, `.`, as markdown-it writes its fixtures."""
    parts = re.split(r"^\.\n", (folder / "tables.md").read_text("utf-8"), flags=re.MULTILINE)
    for name, source, answer in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        reader = _Grids()
        reader.feed(answer)
        yield name.strip().splitlines()[-1] if name.strip() else "?", source.encode(), "text/markdown", reader.grids


def docling_html(folder: Path) -> Iterator[Case]:
    """docling's own reading of small pages: a second opinion, not the truth."""
    for path in sorted(folder.glob("*.html")):
        tables = json.loads(path.with_suffix(".json").read_text("utf-8"))["tables"]
        grids = [table["data"]["grid"] for table in tables]
        expected = [([[cell["text"] for cell in row] for row in grid], _docling_headers(grid)) for grid in grids]
        yield path.name, path.read_bytes(), "text/html", expected


def _docling_headers(grid: list[list[dict[str, object]]]) -> int | None:
    """None where docling marks no header: it says nothing of tables that the author did not mark."""
    marked = sum(all(cell["column_header"] for cell in row) for row in grid)
    return marked or None


def folded(text: str) -> str:
    return " ".join(text.split())


def readings(text: str) -> set[str]:
    """What a cell's words are with and without the inline marks of Markdown: extraction keeps them, HTML has none."""
    code = CODE.sub(lambda found: found[2], text)
    return {
        folded(words) for words in (text, code, MARKS.sub("", text), ESCAPE.sub(r"\1", text), ESCAPE.sub(r"\1", code))
    }


def agreed(ours: Grid, theirs: Grid) -> Grid:
    """Our grid, with the expected words where a reading of our cell is them."""
    expected = {(y, x): text for y, row in enumerate(theirs) for x, text in enumerate(row)}
    return [
        [expected[y, x] if expected.get((y, x)) in readings(text) else folded(text) for x, text in enumerate(row)]
        for y, row in enumerate(ours)
    ]


def measure(cases: Iterator[Case]) -> Score:
    """The score of a set of cases."""
    score = Score()
    for name, data, media_type, expected in cases:
        document = extract_document(data, media_type, name=name)
        found = [table for table in document.tables if table.skipped is None or expected]
        for cell in (cell for table in document.tables for row in table.rows for cell in row):
            score.bad_spans += printed_text(document.text[cell.start : cell.end]) != cell.text
        if not expected:
            score.free += 1
            score.invented += len(found)
            score.differences += [
                (f"{name}: a table of {len(table.rows)} rows where none is expected", None) for table in found
            ]
        for number in range(max(len(found), len(expected))):
            if expected:
                compare(score, f"{name}, table {number + 1}", found[number : number + 1], expected[number : number + 1])
    return score


def compare(score: Score, name: str, found: list[Table], expected: list[tuple[Grid, int | None]]) -> None:
    """Count one table against what is expected in its place."""
    theirs = [[folded(text) for text in row] for grid, _headers in expected for row in grid]
    ours = agreed([[cell.text for cell in row] for table in found for row in table.rows], theirs)
    score.tables += bool(expected)
    score.exact += bool(expected) and ours == theirs
    mine, gold = _cells(ours), _cells(theirs)
    score.cells, score.expected_cells = score.cells + len(mine), score.expected_cells + len(gold)
    score.right_cells += len(mine & gold)
    if ours != theirs:
        score.differences += [(f"{name}: {text}", _reason(text)) for text in _differences(mine, gold)]
    if found and expected and expected[0][1] is not None:
        score.header_rows += found[0].header_rows
        score.expected_headers += expected[0][1]
        score.right_headers += min(found[0].header_rows, expected[0][1])
    elif found and found[0].header_rows:
        text = f"{name}: {found[0].header_rows} header row where no header is marked"
        score.differences.append((text, f"not counted, decided by evidence: {found[0].header_rule}"))


def _cells(grid: Grid) -> set[tuple[int, int, str]]:
    return {(y, x, text) for y, row in enumerate(grid) for x, text in enumerate(row)}


def _differences(mine: set[tuple[int, int, str]], gold: set[tuple[int, int, str]]) -> Iterator[str]:
    ours = {(y, x): text for y, x, text in mine}
    theirs = {(y, x): text for y, x, text in gold}
    for y, x in sorted({*ours, *theirs}):
        if ours.get((y, x)) != theirs.get((y, x)):
            yield f"row {y + 1}, column {x + 1}: found {ours.get((y, x))!r}, expected {theirs.get((y, x))!r}"


def _reason(text: str) -> str | None:
    """Why a difference is no fault of ours, if it is none."""
    if "found ''" in text and re.search(r"[A-Z0-9]\w* [A-Z0-9]\w* ", text):
        return "docling repeats the words of a nested table in the cell that holds it; here it is a table of its own"
    return None


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "none"


def show(name: str, score: Score) -> int:
    """Print a score; how many differences have no reason."""
    correct, found, wanted = score.right_headers, score.header_rows, score.expected_headers
    f1 = f"{2 * correct / (found + wanted):.3f}" if found + wanted else "none marked"
    print(f"{name}")
    print(f"  exact grids            {_share(score.exact, score.tables)}")
    print(f"  cell precision         {_share(score.right_cells, score.cells)}")
    print(f"  cell recall            {_share(score.right_cells, score.expected_cells)}")
    print(f"  header-row F1          {f1}")
    print(f"  invented tables        {score.invented} on {score.free} documents without one")
    print(f"  spans that do not hold {score.bad_spans}")
    for text, reason in score.differences:
        print(f"  {'-' if reason else '!'} {text}: {reason or 'NO REASON'}")
    return sum(reason is None for _text, reason in score.differences) + score.bad_spans


def main() -> int:
    """Measure every set that is there."""
    unexplained = 0
    sets = (("markdown-it-py", markdown_it), ("docling/html", docling_html))
    for name, read in sets:
        if (GOLD / name).is_dir():
            unexplained += show(name, measure(read(GOLD / name)))
        else:
            print(f"{name}\n  SKIPPED: no folder {GOLD / name}; set TABLETRACE_GOLD")
    unexplained += tables_csv.main()
    unexplained += show_forms() + show_trips() + show_free()
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
