"""tabletrace tables: the tables that a document holds, without a project."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.capture.media import media_type_of
from pipeline.commands.output import say, say_json, say_table
from pipeline.document import spelled_out
from pipeline.extract import extract_document


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print the document with every cell and span as JSON.")
def tables(file: str, as_json: bool) -> None:
    """Show the tables that FILE (text, Markdown, HTML, Word, CSV or TSV) holds, with the place of each.

    Example: tabletrace tables article.md --json
    """
    path = Path(file)
    document = extract_document(path.read_bytes(), media_type_of(path), name=path.name)
    if as_json:
        say_json(spelled_out(document))
        return
    for table in document.tables:
        skipped = f", skipped: {table.skipped}" if table.skipped else ""
        say(f"Table {table.number}: {table.caption or 'no caption'} (characters {table.start}–{table.end}{skipped})")
        say(f"Headers: {table.header_rows} ({table.header_rule})")
        width = len(table.rows[0]) if table.rows else 0
        header = list(table.header) if table.header_rows else [str(number + 1) for number in range(width)]
        say_table(header, [[cell.text for cell in row] for row in table.rows[table.header_rows :]])
    if not document.tables:
        say("no table in this document")
