"""The error tree: program faults, each with the exit code that the command line ends with.

Faults of the data are values (`pipeline.issue.Issue`); an error carries those that it speaks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.issue import Issue


class TabletraceError(Exception):
    """Something that the user can act on; `message` says what and what to do, `issues` lists every place."""

    exit_code = 1
    meaning = "the command could not do its work"

    def __init__(self, message: str, issues: Iterable[Issue] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.issues: tuple[Issue, ...] = tuple(issues)


class SourceError(TabletraceError):
    """A source folder, its source.yaml or package.yaml is missing, malformed or contradicts its document."""

    exit_code = 10
    meaning = "a source is not as it has to be (raw/ or package.yaml)"


class UnknownLocale(SourceError, ValueError):
    """A locale that no language is known by."""


class ExtractError(TabletraceError):
    """A document cannot be read as what it is declared to be."""

    exit_code = 11
    meaning = "a document could not be read"


class TooManyCells(ExtractError):
    """A data file has more cells than the ledger takes: it is a matter of rows."""


class ContractError(TabletraceError):
    """Columns, names or types that several places have to agree on do not agree."""

    exit_code = 12
    meaning = "a table contract is broken"


class InvalidData(TabletraceError):
    """The data has faults; nothing is published until they are mended or declared."""

    exit_code = 13
    meaning = "the data has faults"


class LoadError(TabletraceError):
    """The release could not be loaded into DuckDB."""

    exit_code = 14
    meaning = "the release could not be loaded"


class PublishError(TabletraceError):
    """The candidate could not replace the release; the last release stands."""

    exit_code = 15
    meaning = "the release could not be written"


class QueryError(TabletraceError):
    """A query is wrong, is not a read, or names what is not there."""

    exit_code = 16
    meaning = "the query was refused or failed"


class StructureFault(Exception):
    """What ends the reading of a file: after it nobody can say what its rows are. Whoever reads makes it a finding.

    `type` is the type of Frictionless's error; `record` and `line` count from 1, headers included, and 0 is not known.
    """

    def __init__(self, type: str, note: str, record: int = 0, line: int = 0) -> None:  # noqa: A002 as in a report
        super().__init__(note)
        self.type = type
        self.note = note
        self.record = record
        self.line = line
