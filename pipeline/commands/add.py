"""tabletrace add: capture documents as sources."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.capture.outcome import Captured, CapturedRows
from pipeline.commands.output import error_value, progress, say, say_json
from pipeline.commands.project import here
from pipeline.errors import ExtractError, TabletraceError
from pipeline.table import listing

if TYPE_CHECKING:
    from pipeline.capture.prefill.said import Prefilled
    from pipeline.layout import Layout

SHOWN = 40  # columns of a table of rows
HEAVY = 50_000_000  # bytes that git should not keep
OF_ONE = ("id", "title", "url")  # what no two documents share


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--id", help="The source's id, a slug; made from the title or the file's name if left out.")
@click.option("--title", help="The document's title.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--published", help='When it was published, as EDTF: 2025-12-22, 2025-12, or "2025-12-22~" for about.')
@click.option("--licence", help="SPDX identifier; all rights reserved if left out and the document names none.")
@click.option("--language", help="The document's language, such as en.")
@click.option("--locale", help="Whose separators its numbers use: en, de, fr, es.")
@click.option("--encoding", help="Its character encoding, if it is not UTF-8.")
@click.option(
    "--republish",
    type=click.Choice(["full", "cells", "figures"]),
    help="What of it may be published; cells if left out.",
)
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False),
    help="A Table Schema, or a Data Package that lists FILE: all FILEs are one table of rows by it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def add(files: tuple[str, ...], schema: str | None, as_json: bool, **known: str | None) -> None:
    """Capture each FILE (text, Markdown, HTML, Word, CSV or TSV), and each below a folder, as a source of this project.

    The bytes are copied to raw/<id>/ and described by raw/<id>/source.yaml, which is ready to build. What the document
    says of itself (HTML meta, JSON-LD, front matter …) is filled in, each value with where it is from; an option goes
    before it. What is not known stays null. A source is never overwritten.

    Of several files each is captured on its own: one that cannot be is reported and does not stop the others. A folder
    is looked through to its depth, without hidden files and the parts beside a saved page.

    Example: tabletrace add article.md --publisher "The Paper" --published 2025-12-22

    A data file with a schema (--schema, NAME.schema.json or datapackage.json beside it), of more than 100,000 cells, or
    in Parquet becomes a table of rows: every row is checked and published as typed, without a place for each cell.

    Example: tabletrace add saved-pages/ --language en

    Example: tabletrace add trips-1.csv trips-2.csv --schema trips.schema.json
    """
    layout = here()
    paths = [Path(file) for file in files]
    if schema is not None:
        from pipeline.capture.register import Register
        from pipeline.capture.rows import add_rows

        _say_one(layout, add_rows(layout, paths, known, Register(layout), Path(schema)), as_json=as_json)
        return
    if len(paths) == 1 and not paths[0].is_dir():
        if not os.path.lexists(paths[0]):
            raise click.BadParameter(f"{files[0]!r} does not exist", param_hint="FILE")
        from pipeline.capture.add import add_source

        _say_one(layout, add_source(layout, paths[0], known), as_json=as_json)
        return
    refused = [f"--{key}" for key in OF_ONE if known[key] is not None]
    if refused:
        raise click.UsageError(f"{', '.join(refused)} cannot hold of several documents; add them one by one")
    code = _add_many(layout, paths, known, as_json=as_json)
    if code:
        click.get_current_context().exit(code)


def _say_one(layout: Layout, captured: Captured | CapturedRows, *, as_json: bool) -> None:
    if as_json:
        say_json(_value(captured))
    elif isinstance(captured, CapturedRows):
        _say_rows(layout, captured)
    else:
        _say_document(layout, captured)


def _say_rows(layout: Layout, captured: CapturedRows) -> None:
    folder = layout.relative(captured.folder)
    rows = "" if captured.rows is None else f"{captured.rows:,} rows of "
    count = len(captured.fields)
    say(f"captured as {folder}: a table of rows, {rows}{count} column{'' if count == 1 else 's'}")
    say("  no cell gets a place in the ledger: the address of a value is its file and row")
    say(f"  schema: {captured.schema_from}, written to {folder}/source.yaml; look it through")
    for name, kind in captured.fields[:SHOWN]:
        say(f"    {name}: {kind}")
    if count > SHOWN:
        say(f"    … and {count - SHOWN} more")
    if captured.unknown:
        say(f"not known, left null in {folder}/source.yaml: {', '.join(captured.unknown)}")
    if captured.bytes > HEAVY:
        files = " ".join(f"{folder}/{name}" for name in captured.files)
        say(f"note: {captured.bytes / 1e6:,.0f} MB; keep that out of git, for example by `dvc add {files}`", err=True)
    _say_next(f"{folder}/{captured.files[0]}" if captured.republish != "full" else None, captured.republish)


def _say_document(layout: Layout, captured: Captured) -> None:
    folder = layout.relative(captured.folder)
    say(f"captured as {folder}")
    if captured.note is not None:
        say(f"note: {captured.note}", err=True)
    for key, said in captured.prefilled.items():
        say(f"  note on {key}: {said.comment}" if said.value is None else f"  {key}: {_words(said)}")
    for table in captured.document.tables:
        skipped = f", skipped: {table.skipped}" if table.skipped else ""
        say(f"  table {listing([table]).removeprefix('number ')}{skipped}")
    if not captured.document.tables:
        say("  no table was found in it")
    if captured.unknown:
        say(f"not known, left null in {folder}/source.yaml: {', '.join(captured.unknown)}")
    _say_next(f"{folder}/{captured.document.name}" if captured.republish != "full" else None, captured.republish)


def _words(said: Prefilled) -> str:
    words = said.value if isinstance(said.value, str) else ", ".join(said.value or ())
    return f"{words}  ({said.comment})"


def _say_next(private: str | None, republish: str) -> None:
    if private is not None:
        say(
            f"note: republish is {republish!r}, so {private} must not enter a public repository; only what a release "
            "holds may",
            err=True,
        )
    say("next: tabletrace build, or dvc repro")


def _add_many(layout: Layout, paths: list[Path], known: dict[str, str | None], *, as_json: bool) -> int:
    """Capture several files; 0, or the exit code of the first error."""
    from pipeline.capture.many import add_sources, files_to_add

    files = files_to_add(layout, paths)
    if not files:
        raise ExtractError(f"found no file in {', '.join(map(str, paths))} (hidden ones are left out); nothing to do")
    values: list[dict[str, object]] = []
    codes = []
    for file, outcome in progress(add_sources(layout, files, known), len(files), "capturing"):
        if isinstance(outcome, TabletraceError):
            codes.append(outcome.exit_code)
            _say_refusal(file, outcome)
        elif not as_json:
            _say_line(layout, file, outcome)
        if as_json:
            value = error_value(outcome) if isinstance(outcome, TabletraceError) else _value(outcome)
            values.append({"file": str(file), **value})
    if as_json:
        say_json({"sources": values})
    else:
        say(f"{len(files) - len(codes)} of {len(files)} files captured")
        republish = known.get("republish") or "cells"
        _say_next("what was captured" if republish != "full" else None, republish)
    return next(iter(codes), 0)


def _say_refusal(file: Path, error: TabletraceError) -> None:
    for issue in error.issues:
        say(f"error: {_in_a_line(file)}: {issue}", err=True)
    said = error.message.removeprefix(f"{file}: ").removeprefix(f"{file.name}: ")
    say(f"error: {_in_a_line(file)}: {said}", err=True)


def _in_a_line(file: Path) -> str:
    """The path of a file; a line break in its name begins no line of ours."""
    return str(file).replace("\n", "\\n")


def _say_line(layout: Layout, file: Path, captured: Captured | CapturedRows) -> None:
    if isinstance(captured, CapturedRows):
        rows = "" if captured.rows is None else f", {captured.rows:,} rows"
        say(f"{_in_a_line(file)}: captured as {layout.relative(captured.folder)}: a table of rows{rows}")
        return
    if captured.note is not None:
        say(f"note: {captured.note}", err=True)
    tables = captured.document.tables
    skipped = sum(table.skipped is not None for table in tables)
    count = len(tables) - skipped
    data = f"{count or 'no'} table{'' if count == 1 else 's'}" + (f" ({skipped} more skipped)" if skipped else "")
    unknown = f"; null: {', '.join(captured.unknown)}" if captured.unknown else ""
    say(f"{_in_a_line(file)}: captured as {layout.relative(captured.folder)}: {data}{unknown}")


def _value(captured: Captured | CapturedRows) -> dict[str, object]:
    if isinstance(captured, CapturedRows):
        return {
            "source_id": captured.folder.name,
            "unknown": captured.unknown,
            "republish": captured.republish,
            "rows": captured.rows,
            "schema_from": captured.schema_from,
            "fields": [{"name": name, "type": kind} for name, kind in captured.fields],
        }
    return {
        "source_id": captured.folder.name,
        "unknown": captured.unknown,
        "prefilled": {
            key: {"value": said.value, "from": said.where or None, "notes": said.notes}
            for key, said in captured.prefilled.items()
        },
        "republish": captured.republish,
        "note": captured.note,
        "tables": [
            {"number": table.number, "caption": table.caption, "headers": table.header, "skipped": table.skipped}
            for table in captured.document.tables
        ],
    }
