"""tabletrace add: capture a document as a source."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.capture.add import Captured, add_source
from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.table import listing


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--id", help="The source's id, a slug; made from the title or the file's name if left out.")
@click.option("--title", help="The document's title.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--published", help='When it was published, as EDTF: 2025-12-22, 2025-12, or "2025-12-22~" for about.')
@click.option("--licence", help="SPDX identifier; all rights reserved if left out.")
@click.option("--language", help="The document's language, such as en.")
@click.option("--locale", help="Whose separators its numbers use: en, de, fr, es.")
@click.option("--encoding", help="Its character encoding, if it is not UTF-8.")
@click.option(
    "--republish",
    type=click.Choice(["full", "cells", "figures"]),
    help="What of it may be published; cells if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def add(file: str, as_json: bool, **known: str | None) -> None:
    """Capture FILE (text, Markdown or HTML) as a source of this project.

    The bytes are copied to raw/<id>/ and described by raw/<id>/source.yaml, which is ready to build. What is not known
    stays null. A source is never overwritten.

    Example: tabletrace add article.md --publisher "The Paper" --published 2025-12-22
    """
    layout = here()
    captured = add_source(layout, Path(file), known)
    if as_json:
        say_json(_value(captured))
        return
    folder = layout.relative(captured.folder)
    say(f"captured as {folder}")
    for table in captured.document.tables:
        skipped = f", skipped: {table.skipped}" if table.skipped else ""
        say(f"  table {listing([table]).removeprefix('number ')}{skipped}")
    if not captured.document.tables:
        say("  no table was found in it")
    if captured.unknown:
        say(f"not known, left null in {folder}/source.yaml: {', '.join(captured.unknown)}")
    if captured.republish != "full":
        say(
            f"note: republish is {captured.republish!r}, so {folder}/{captured.document.name} must not enter a public "
            "repository; only what a release holds may",
            err=True,
        )
    say("next: tabletrace build, or dvc repro")


def _value(captured: Captured) -> dict[str, object]:
    return {
        "source_id": captured.folder.name,
        "unknown": captured.unknown,
        "republish": captured.republish,
        "tables": [
            {"number": table.number, "caption": table.caption, "headers": table.header, "skipped": table.skipped}
            for table in captured.document.tables
        ],
    }
