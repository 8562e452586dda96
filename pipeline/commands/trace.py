"""tabletrace trace: where a value came from."""

from __future__ import annotations

import click

from pipeline.commands.output import say, say_json


@click.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def trace(id: str, as_json: bool) -> None:  # noqa: A002 the argument's name is shown
    """Show where a value came from, from its reading to the characters of the document.

    ID is a figure_id, or TABLE_ID/ROW, or TABLE_ID/ROW/FIELD.

    Example: tabletrace trace spotify-archive-claims/1/3/figure
    """
    from pipeline import open_package

    evidence = open_package().trace(id)
    say_json(evidence.to_json()) if as_json else say(evidence.as_text())
