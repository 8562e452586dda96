"""tabletrace show: what the release holds, what checked it, where to look next."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import click

from pipeline.commands.output import say, say_json, say_table
from pipeline.commands.project import here
from pipeline.errors import QueryError
from pipeline.journal import recover
from pipeline.manifest import is_of_rows, read_descriptor


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(as_json: bool) -> None:
    """Show the tables of the release, their rows, what checked them, and where to look next.

    Example: tabletrace show
    """
    show_release(".", as_json=as_json)


def show_release(folder: str, *, as_json: bool) -> None:
    """Print the release of a project."""
    layout = here(folder)
    with suppress(PermissionError):
        recover(layout)
    try:
        value = summary(read_descriptor(layout), json.loads(layout.report.read_text("utf-8")))
    except FileNotFoundError:
        raise QueryError("no release here yet; run `make` or `tabletrace build`") from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise QueryError(f"the release cannot be read ({error!r}); `tabletrace verify` tells why") from None
    if as_json:
        say_json(value)
        return
    say(f"{value['title']} {value['version']}\n")
    rows = [(item["name"], str(item["rows"]), ", ".join(item["checked_by"]), item["path"]) for item in value["tables"]]
    say_table(("table", "rows", "checked by", "file"), rows)
    say(f"{value['errors']} errors, {value['warnings']} warnings (derived/validation.json)")
    for warning in value["warning_messages"]:
        say(f"warning: {warning}")
    if value["failed_sources"]:
        say(f"{value['failed_sources']} documents could not be read; see the table issues")
    first = value["tables"][0]["name"]
    say(f'Next: tabletrace sql "from {first}" · tabletrace trace ID · tabletrace verify · derived/tables.xlsx')


def summary(descriptor: dict[str, Any], report: dict[str, Any]) -> dict[str, Any]:
    """What the release holds, from its descriptor and its report."""
    from pipeline.validate.report import line_of_error

    engines = {task["name"]: task["engines"] for task in report["tasks"]}
    warnings = [*report["warnings"], *(warning for task in report["tasks"] for warning in task["warnings"])]
    return {
        "title": descriptor["title"],
        "version": descriptor["version"],
        "tables": [
            {
                "name": item["name"],
                "title": item["title"],
                "rows": item["rows"],
                "path": item["manifest"]["path"] if is_of_rows(item) else item["path"],
                "checked_by": engines[item["name"]],
            }
            for item in descriptor["resources"]
        ],
        "errors": report["stats"]["errors"],
        "warnings": report["stats"]["warnings"],
        "warning_messages": [line_of_error(warning) for warning in warnings],
        "failed_sources": sum(warning["type"] == "document-unreadable" for warning in warnings),
    }
