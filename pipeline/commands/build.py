"""tabletrace build: all stages in one process, without DVC."""

from __future__ import annotations

import sys

import click

from pipeline.commands.output import say
from pipeline.commands.show import show_release
from pipeline.commands.stages import run_stage
from pipeline.layout import STAGES


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what the release holds as JSON.")
def build(folder: str, as_json: bool) -> None:
    """Run all stages on the project in FOLDER (this folder by default), in one process.

    Example: tabletrace build my-project
    """
    for number, name in enumerate(STAGES, start=1):
        if sys.stderr.isatty():
            say(f"[{number}/{len(STAGES)}] {name}", err=True)
        run_stage(name, folder)
    show_release(folder, as_json=as_json)
