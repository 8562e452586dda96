"""Our own checks on the candidate: files, spans, values, ledger, keys, and that CSV and Parquet agree row for row."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pipeline.contents import read_contents
from pipeline.issue import Issue
from pipeline.manifest import is_of_rows
from pipeline.proofs import check_contents, check_files
from pipeline.rows.read import read_csv, read_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.contents import Contents
    from pipeline.layout import Layout


def check_candidate(candidate: Layout, descriptor: Mapping[str, Any]) -> tuple[Contents, list[Issue]]:
    """The candidate's contents, and every finding of our own."""
    contents, unreadable = read_contents(candidate, descriptor)
    faulty = check_files(candidate, descriptor)
    issues = [*faulty, *unreadable]
    # What a table says proves nothing where its text is not of its type.
    if not unreadable:
        issues += check_contents(contents)
    damaged = {issue.file for issue in faulty}
    for resource in descriptor["resources"]:
        if is_of_rows(resource):
            continue
        if not {resource["path"], resource["alternates"][0]["path"]} & damaged:
            issues += _twins(candidate, resource)
    return contents, issues


def _twins(candidate: Layout, resource: Mapping[str, Any]) -> Iterator[Issue]:
    twin = resource["alternates"][0]["path"]
    try:
        pairs = zip_longest(read_csv(candidate.root / resource["path"]), read_parquet(candidate.root / twin))
        for number, (printed, typed) in enumerate(pairs):
            if printed != typed:
                found = f"row {number} is {printed!r} in CSV and {typed!r} in Parquet"
                yield Issue("twins-differ", found, file=resource["path"], line=number + 1)
    except ValueError as error:
        yield Issue("twins-differ", str(error), file=twin)
