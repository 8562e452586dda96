"""tabletrace new: start a project."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.capture.new import new_project
from pipeline.commands.output import say


@click.command()
@click.argument("folder", type=click.Path())
def new(folder: str) -> None:
    """Start a project in FOLDER, with an example that `tabletrace build FOLDER` can build at once.

    Example: tabletrace new my-project && tabletrace build my-project
    """
    for path in new_project(Path(folder)):
        say(f"wrote {folder}/{path}")
    say(f"next: tabletrace build {folder}, or cd {folder} and tabletrace add ARTICLE.md")
