"""The stages as commands; DVC calls them so."""

from __future__ import annotations

from importlib import import_module

import click

from pipeline.commands.project import here


def run_stage(name: str, folder: str = ".") -> None:
    """Run one stage on a project."""
    import_module(f"pipeline.{name}.stage").run(here(folder))


@click.command()
def extract() -> None:
    """Documents to canonical text, tables and cells, each cell with its span.

    Example: tabletrace extract
    """
    run_stage("extract")


@click.command()
def normalise() -> None:
    """Cells to typed values; what cannot be read becomes an issue, never a guess.

    Example: tabletrace normalise
    """
    run_stage("normalise")


@click.command()
def package() -> None:
    """Everything that a release will hold: CSV, Parquet, text, workbook, load.sql, descriptor.

    Example: tabletrace package
    """
    run_stage("package")


@click.command()
def publish() -> None:
    """The validated candidate becomes the release, all or nothing.

    Finishes a publish that was interrupted. Example: tabletrace publish
    """
    run_stage("publish")


@click.command()
def load() -> None:
    """The release as a DuckDB file, derived/tabletrace.duckdb.

    Example: tabletrace load && duckdb derived/tabletrace.duckdb
    """
    run_stage("load")
