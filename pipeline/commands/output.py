"""What commands print: text with nothing in it that a terminal obeys, tables, JSON, and errors."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, TypeVar

import click

from pipeline.issue import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.errors import TabletraceError

# Marks that reverse or hide text on a terminal, besides the control characters.
HIDDEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
UNSAFE_IN_JSON = re.compile(f"[\x7f-\x9f\ud800-\udfff{''.join(sorted(HIDDEN))}]")
WIDE = 10_000

Item = TypeVar("Item")


def safe(text: str) -> str:
    """A text with each control character but newline and tab, and each direction mark, written as an escape."""
    return "".join(_safe(char) for char in text)


def _safe(char: str) -> str:
    code = ord(char)
    control = (code < 32 and char not in "\n\t") or 127 <= code < 160 or 0xD800 <= code < 0xE000
    return repr(char)[1:-1] if control or char in HIDDEN else char


def say(text: str, *, err: bool = False) -> None:
    """Print a text that may quote a document."""
    click.echo(safe(text), err=err)


def say_json(value: object) -> None:
    """Print one JSON document; what a terminal would obey is written as JSON's escapes."""
    # A stream of another encoding would have to replace letters, and what it replaced would be no JSON.
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, indent=2, default=str)
    click.echo(UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def say_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, whole: Sequence[str] = ()) -> None:
    """Print a table that a person can read; as wide as it needs to be where no terminal shows it.

    The columns `whole` are never folded where the terminal has room for them at all.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(safe(column)), overflow="fold", no_wrap=column in whole)
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE, soft_wrap=False).print(table)


def progress(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The items as they come, counted on a terminal that somebody looks at (stderr) and nowhere else."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    # What is said meanwhile stands above the bar; on its way to a file it is left alone.
    console = Console(stderr=True, soft_wrap=True)
    with Progress(console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        yield from bar.track(items, total=total, description=what)


def error_value(error: TabletraceError) -> dict[str, object]:
    """An error as plain values, for JSON."""
    issues = to_json(error.issues)
    return {
        "error": {"exit_code": error.exit_code, "meaning": error.meaning, "message": error.message, "issues": issues}
    }


def report_error(error: TabletraceError, *, as_json: bool) -> None:
    """Print an error: every place, what to do, and last what the exit code means."""
    if as_json:
        say_json(error_value(error))
    for issue in error.issues:
        say(f"error: {issue}", err=True)
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    message = safe(error.message)
    click.echo(click.style(message, fg="red") if colour else message, err=True)
    click.echo(f"tabletrace: exit {error.exit_code}: {error.meaning}", err=True)
