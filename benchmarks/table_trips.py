"""HTML grids through trafilatura's text output to our reader of text: the same grid, where its cells survive.

A grid survives if each of its rows is a line of the text with exactly its cells, in order, split by an own few lines
here and not by the reader that is measured.
"""

from __future__ import annotations

import random
from html import escape

from benchmarks.table_grids import grids
from pipeline.extract import extract_document

COUNT, SEED = 300, 11
PASSAGE = "<p>" + "The harvest was good in the north and in the south, as the growers said on Monday. " * 4 + "</p>"


def page(grid: list[list[str]], made: random.Random) -> str:
    """A page with a table: labels marked or not, a caption or none, sections or none."""
    tag = made.choice(["th", "th", "td"])
    caption = made.choice(["", "", "<caption>Figures of the year</caption>"])
    rows = [f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in grid[0])}</tr>"]
    rows += [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid[1:]]
    if made.random() < 0.3:
        rows = [f"<thead>{rows[0]}</thead>", "<tbody>", *rows[1:], "</tbody>"]
    return (
        f"<html><body><article><h1>Harvest</h1>{PASSAGE}<table>{caption}{''.join(rows)}</table>{PASSAGE}"
        "</article></body></html>"
    )


def survives(grid: list[list[str]], text: str) -> bool:
    """Whether each row is a line of the text."""
    lines = [
        [cell.strip() for cell in line.strip().strip("|").replace("\\|", "\0").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return all([" ".join(cell.split()) for cell in row] in lines for row in grid)


def show_trips() -> int:
    """Print how many come back; 1 if fewer than 99 % do."""
    try:
        import trafilatura
    except ImportError:
        print("round trip by trafilatura\n  SKIPPED: trafilatura is not installed (pip install trafilatura)")
        return 0
    made = random.Random(SEED)  # noqa: S311 no secret
    survived = exact = headers = captions = captioned = 0
    differences = []
    for grid in grids(COUNT, SEED):
        html = page(grid, made)
        text = trafilatura.extract(html, include_tables=True) or ""
        if not survives(grid, text):
            continue
        survived += 1
        document = extract_document(text.encode(), "text/plain")
        read = [[[cell.text for cell in row] for row in table.rows] for table in document.tables if not table.skipped]
        exact += read == [grid]
        headers += read == [grid] and document.tables[0].header_rows == 1
        captioned += "<caption>" in html
        captions += "<caption>" in html and document.tables[0].caption == "Figures of the year"
        differences += [f"{grid} came back as {read}"] if read != [grid] else []
    print(f"round trip by trafilatura {trafilatura.__version__}, {COUNT} grids made with seed {SEED}")
    print(f"  cells survive          {survived}/{COUNT}")
    print(f"  exact grids of these   {exact}/{survived} ({100 * exact / max(survived, 1):.1f} %)")
    print(f"  header row of these    {headers}/{survived}")
    print(f"  captions               {captions}/{captioned}")
    for text in differences[:5]:
        print(f"  ! {text[:300]}")
    return int(100 * exact < 99 * survived or not survived)
