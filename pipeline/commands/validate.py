"""tabletrace validate: the stage; or, with a package, a check that writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.commands.stages import run_stage
from pipeline.errors import InvalidData


@click.command()
@click.argument("package", required=False, type=click.Path(exists=True))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def validate(package: str | None, as_json: bool) -> None:
    """Check the candidate (stage 4); with PACKAGE, check that data package and write nothing.

    Ends with 0 if all is well, 13 if there are faults, 2 if called wrongly.
    Example: tabletrace validate some/datapackage.json
    """
    if package is None:
        _stage(as_json=as_json)
    else:
        _package(Path(package), as_json=as_json)


def _stage(*, as_json: bool) -> None:
    report = here().stage("validate") / "report.json"
    try:
        run_stage("validate")
    except InvalidData:
        if not as_json:
            raise
        say_json(json.loads(report.read_text("utf-8")))
        raise SystemExit(InvalidData.exit_code) from None
    value = json.loads(report.read_text("utf-8"))
    from pipeline.validate.report import as_text

    say_json(value) if as_json else say(as_text(value))


def _package(path: Path, *, as_json: bool) -> None:
    from pipeline.validate import schema

    descriptor = path / "datapackage.json" if path.is_dir() else path
    if not descriptor.is_file():
        raise click.UsageError(f"no {descriptor.name} in {path}")
    report = schema.finish(schema.start(descriptor.resolve()))
    if as_json:
        say_json(report)
    else:
        for task in report["tasks"]:
            say(f"{'ok ' if task['valid'] else 'BAD'} {task['name']}: {task['stats'].get('rows', 0)} rows")
        for error in [*report["errors"], *(error for task in report["tasks"] for error in task["errors"])]:
            say(f"error: {error['message']}")
    if not report["valid"]:
        raise SystemExit(InvalidData.exit_code)
