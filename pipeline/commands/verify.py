"""tabletrace verify: every file, span and value of a release, re-checked."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.output import say, say_json
from pipeline.commands.project import here
from pipeline.errors import InvalidData
from pipeline.issue import Issue, to_json
from pipeline.verify import verify_release


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True))
@click.option("--original", type=click.Path(exists=True, dir_okay=False), help="A text that a source is a digest of.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify(path: str, original: str | None, as_json: bool) -> None:
    """Check the hash of every file, every span and every value of the release in PATH; writes nothing.

    Ends with 0 if all is well, 13 and a list if not. With --original, cells of a digest are looked up in that text too.

    Example: tabletrace verify
    """
    place = Path(path)
    layout = here(place.parent if place.is_file() else place)
    result = verify_release(layout, Path(original) if original else None)
    if as_json:
        say_json({"valid": not result.issues, "checked": result.checked, "issues": to_json(result.issues)})
    else:
        _print(result.issues, result.checked)
    if result.issues:
        raise SystemExit(InvalidData.exit_code)


def _print(issues: tuple[Issue, ...], checked: dict[str, int]) -> None:
    for issue in issues:
        say(f"error: {issue}")
    counted = ", ".join(f"{count} {name}" for name, count in checked.items())
    faults = "1 fault" if len(issues) == 1 else f"{len(issues)} faults"
    say(f"{faults}; checked {counted}")
