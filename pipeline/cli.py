"""The command line: a command is imported only when it runs, and an error becomes a message and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from pipeline.errors import TabletraceError
from pipeline.without_pandas import WithoutPandas

# name: (module of pipeline.commands, one line for --help). The listing needs no import.
COMMANDS = {
    "new": ("new", "Start a project in a new folder."),
    "add": ("add", "Capture a document as a source."),
    "tables": ("tables", "Show the tables that a document holds."),
    "anchor": ("anchor", "Find a digest's cells in the text that it is a digest of."),
    "build": ("build", "Run all stages in one process."),
    "extract": ("stages", "Stage 1: documents to tables and cells."),
    "normalise": ("stages", "Stage 2: cells to typed values."),
    "package": ("stages", "Stage 3: everything that a release will hold."),
    "validate": ("validate", "Stage 4: check the candidate; or check any package."),
    "publish": ("stages", "Stage 5: the candidate becomes the release."),
    "load": ("stages", "Stage 6: the release as a DuckDB file."),
    "show": ("show", "Show what the release holds."),
    "sql": ("sql", "Ask the release a question in SQL."),
    "trace": ("trace", "Show where a value came from."),
    "check-prose": ("check_prose", "Hold the figures of the tables against the prose."),
    "verify": ("verify", "Check every file, span and value of a release."),
}


class LateGroup(click.Group):
    """A group whose commands are modules that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pipeline.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 as above
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_module, line) in COMMANDS.items()])


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tabletrace")
def cli() -> None:
    """From the tables of an article to a data package that can defend every value.

    Begin with: tabletrace new DIR, cd DIR, tabletrace add ARTICLE.md, tabletrace build
    """


def main() -> None:
    """Run the command line; ends the process with 0, 2 (wrong use) or the exit code of the error."""
    sys.meta_path.insert(0, WithoutPandas)
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal does not know is written as its number.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
    except TabletraceError as error:
        from pipeline.commands.output import report_error

        report_error(error, as_json="--json" in sys.argv)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; the last release is untouched", err=True)
        code = 130
    except BrokenPipeError:
        code = 1
    except OSError as error:
        # A disk that is full, a folder that may not be written: the user's to mend, and no bug of ours.
        click.echo(
            f"{error.filename or 'the project'}: {error.strerror or error}; the last release is untouched", err=True
        )
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
