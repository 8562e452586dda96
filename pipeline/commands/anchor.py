"""tabletrace anchor: a digest's cells in the text that it is a digest of."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.capture.anchor import write_anchors
from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.issue import to_json


@click.command()
@click.argument("source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def anchor(source: str, file: str, as_json: bool) -> None:
    """Find each cell of SOURCE in FILE, the text that it is a digest of, and write raw/SOURCE/anchors.csv.

    The places are published as original_start and original_end; whoever holds the text checks them with
    `tabletrace verify --original FILE`.

    Example: tabletrace anchor spotify-archive-claims received.txt
    """
    result = write_anchors(here(), source, Path(file))
    if as_json:
        say_json({"source_id": source, "found": result.found, "issues": to_json(result.issues)})
        return
    say(f"{result.found} cells found, {len(result.issues)} not; written to raw/{source}/anchors.csv")
    for issue in result.issues:
        say(f"warning: {issue}")
