"""Whether a release is what it says: re-checked from its own files, and against documents that are at hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.contents import read_contents
from pipeline.files import sha256_of
from pipeline.issue import Issue
from pipeline.layout import DATA
from pipeline.manifest import is_of_rows, listed_files, read_descriptor
from pipeline.proofs import check_contents, check_files
from pipeline.table import prints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.contents import Contents
    from pipeline.layout import Layout


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, and how many files, spans and values were looked at."""

    issues: tuple[Issue, ...]
    checked: dict[str, int]


def verify_release(layout: Layout, original: Path | None = None) -> Verdict:
    """Check a release in its folder; writes nothing."""
    interrupted = _interrupted(layout)
    try:
        descriptor = read_descriptor(layout)
    except FileNotFoundError:
        return Verdict((*interrupted, Issue("file-missing", "no such file", file="datapackage.json")), {"files": 0})
    except (OSError, ValueError) as error:
        return Verdict((*interrupted, Issue("file-unreadable", str(error), file="datapackage.json")), {"files": 0})
    contents, unreadable = read_contents(layout, descriptor)
    faulty = [*check_files(layout, descriptor), *unreadable]
    issues = [*interrupted, *faulty, *_report(layout)]
    # A table that was changed or cannot be read is reported as such; what it holds proves nothing.
    sound = all(issue.code == "file-extra" for issue in faulty)
    if sound:
        issues += check_contents(contents)
    if all(issue.file != f"{DATA}/sources.csv" for issue in faulty):
        issues += _documents(layout, {**_captured(contents), **_continued(layout, descriptor, faulty)})
    if sound and original is not None:
        issues += _originals(contents, original)
    cells, mentions = contents.records.get("cells", ()), contents.records.get("mentions", ())
    checked = {
        "files": len(listed_files(descriptor)),
        "spans": sum(cell["status"] != "withheld" for cell in cells) + sum(bool(item["printed"]) for item in mentions),
        "figures": len(contents.records.get("figures", ())),
    }
    return Verdict(tuple(issues), checked)


def _interrupted(layout: Layout) -> list[Issue]:
    if not layout.journal.exists():
        return []
    return [Issue("publish-interrupted", "a publish that was interrupted", file=layout.relative(layout.journal))]


def _report(layout: Layout) -> Iterator[Issue]:
    """The release carries the report of its own validation."""
    file = layout.relative(layout.report)
    try:
        report = json.loads(layout.report.read_text("utf-8"))
        seen = {item["path"]: item["hash"] for item in report["files"]}
    except FileNotFoundError:
        yield Issue("file-missing", "no such file", file=file)
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Issue("file-unreadable", repr(error), file=file)
        return
    digest = f"sha256:{sha256_of(layout.descriptor)[0]}"
    if not report.get("valid") or seen.get(layout.relative(layout.descriptor)) != digest:
        found = "a report on another datapackage.json"
        yield Issue("file-changed", found, file=file, expected="the report on this release, without errors")


def _captured(contents: Contents) -> dict[str, tuple[str, str]]:
    """{path: (source_id, sha256)} of the document of each source."""
    sources = contents.records.get("sources", ())
    return {source["document"]: (source["source_id"], source["sha256"]) for source in sources}


def _continued(layout: Layout, descriptor: Mapping[str, Any], faulty: list[Issue]) -> dict[str, tuple[str, str]]:
    """The same for every file of the tables of rows, from those of their manifests that are as listed."""
    paths = [item["manifest"]["path"] for item in descriptor["resources"] if is_of_rows(item)]
    found = {}
    for path in set(paths) - {issue.file for issue in faulty}:
        for source in json.loads((layout.root / path).read_text("utf-8"))["sources"]:
            for file in source["files"]:
                found[f"raw/{source['source_id']}/{file['document']}"] = (source["source_id"], file["sha256"])
    return dict(sorted(found.items()))


def _documents(layout: Layout, captured: Mapping[str, tuple[str, str]]) -> Iterator[Issue]:
    """Where the documents are at hand, they are the bytes that were captured."""
    for document, (source_id, sha256) in captured.items():
        path = layout.root / document
        if path.is_file() and sha256_of(path)[0] != sha256:
            found = f"sha256 {sha256_of(path)[0]}"
            yield Issue("source-changed", found, source_id=source_id, file=document, expected=f"sha256 {sha256}")


def _originals(contents: Contents, original: Path) -> Iterator[Issue]:
    """The anchored cells of the source that is a digest of this very text stand there."""
    digest = sha256_of(original)[0]
    sources = {item["source_id"] for item in contents.records["sources"] if item["digest_of_sha256"] == digest}
    if not sources:
        found = f"a text with sha256 {digest}"
        yield Issue("original-differs", found, file=original.name, expected="a text that a source is a digest of")
        return
    from pipeline.extract import extract_document

    # Anchors are offsets into the text as extract reads it: without a mark at its head, each line ended by LF.
    text = extract_document(original.read_bytes(), "text/plain", name=original.name).text
    for cell in contents.records["cells"]:
        if cell["source_id"] not in sources or not cell["original_start"]:
            continue
        there = text[int(cell["original_start"]) : int(cell["original_end"])]
        if not prints(there, cell["printed"]):
            yield Issue(
                "original-differs",
                repr(there),
                source_id=cell["source_id"],
                table_id=cell["table_id"],
                field=cell["field"] or None,
                file=original.name,
                start=int(cell["original_start"]),
                end=int(cell["original_end"]),
                expected=repr(cell["printed"]),
            )
