"""tabletrace validate: the stage; or, with a package or a table, a check that writes nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.commands.stages import run_stage
from pipeline.errors import InvalidData

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 8_000_001


@click.command()
@click.argument("package", required=False, type=click.Path(exists=True))
@click.option(
    "--schema", type=click.Path(exists=True, dir_okay=False), help="PACKAGE is a table; check it by this schema."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--limit-errors", default=1000, show_default=True, type=click.IntRange(min=0), help="How many to list.")
def validate(package: str | None, schema: str | None, as_json: bool, limit_errors: int) -> None:
    """Check the candidate (stage 4); with PACKAGE, check every row of that data package and write nothing.

    Ends with 0 if all is well, 13 if there are faults, 2 if called wrongly.
    Example: tabletrace validate some/datapackage.json
    """
    if package is None:
        _stage(as_json=as_json)
    else:
        _package(Path(package), Path(schema) if schema else None, as_json=as_json, limit=limit_errors)


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


def _package(path: Path, schema: Path | None, *, as_json: bool, limit: int) -> None:
    from pipeline.check.process import check_apart

    data, root = _table(path, schema) if schema else _descriptor(path)
    told: dict[str, int] = {}
    try:
        report = check_apart(data, root, limit=limit, progress=lambda name, rows: _progress(told, name, rows))
    except KeyboardInterrupt:
        so_far = ", ".join(f"{name} ({rows:,} rows)" for name, rows in told.items()) or "nothing"
        say(f"\nchecked so far: {so_far}", err=True)
        raise
    finally:
        _clear()
    if as_json:
        say_json(report)
    else:
        from pipeline.check.text import as_text

        say(as_text(report))
    if not report["valid"]:
        raise SystemExit(InvalidData.exit_code)


def _descriptor(path: Path) -> tuple[bytes, Path]:
    descriptor = path / "datapackage.json" if path.is_dir() else path
    if not descriptor.is_file():
        raise click.UsageError(f"no {descriptor.name} in {path}")
    with descriptor.open("rb") as file:
        return file.read(LARGEST), descriptor.resolve().parent


def _table(path: Path, schema: Path) -> tuple[bytes, Path]:
    """A table and its schema as a package of one resource."""
    from pipeline.strict_json import parse_strict

    try:
        with schema.open("rb") as file:
            value: Any = parse_strict(file.read(LARGEST))
    except ValueError as error:
        raise click.UsageError(f"{schema}: {error}") from None
    resource: Mapping[str, object] = {
        "name": path.stem,
        "path": path.name,
        "schema": value,
        "profile": "tabular-data-resource",
    }
    package = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [resource]}
    return json.dumps(package, default=str).encode(), path.resolve().parent


def _progress(told: dict[str, int], name: str, rows: int) -> None:
    told[name] = rows
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[2K{name}: {rows:,} rows" if rows else f"\r\x1b[2K{name}", err=True, nl=False)


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[2K", err=True, nl=False)
