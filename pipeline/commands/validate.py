"""tabletrace validate: the stage; or, with a package, a check that writes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.commands.stages import run_stage
from pipeline.download import is_url
from pipeline.errors import InvalidData

if TYPE_CHECKING:
    from collections.abc import Iterator

# Keys whose value Frictionless opens, and objects whose path is a link for people.
FETCHED = ("path", "schema", "dialect", "profile", "extrapaths")
LINKS = ("licenses", "sources", "contributors")


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
    _refuse_remote(descriptor)
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


def _refuse_remote(descriptor: Path) -> None:
    """Frictionless would fetch what a package names on the web; a check of files at hand contacts nobody."""
    try:
        value = json.loads(descriptor.read_bytes())
    except (ValueError, RecursionError):
        return
    found = sorted(set(_addresses(value)))
    if found:
        listed = ", ".join(repr(address) for address in found[:3])
        raise click.UsageError(f"{descriptor.name} names files on the web ({listed}); fetch them first")


def _addresses(value: object) -> Iterator[str]:
    """Every web address that a descriptor has in a place where Frictionless looks for a file."""
    if isinstance(value, list):
        for item in value:
            yield from _addresses(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            named = item if isinstance(item, list) else [item]
            if key in FETCHED:
                yield from (text for text in named if isinstance(text, str) and is_url(text))
            if key not in LINKS:
                yield from _addresses(item)
