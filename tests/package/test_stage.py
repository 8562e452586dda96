"""The candidate: everything that a release will hold, laid out as a release is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.contract import SYSTEM
from pipeline.errors import SourceError, TabletraceError
from pipeline.files import sha256_of
from tests.builders import TREES, files, make_project, run, table, write_source
from tests.planting import descriptor_of, records_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

ARTICLE = ("extract", "normalise", "package")


def test_the_candidate_holds_what_a_release_holds(released: Layout) -> None:
    names = ["trees", *SYSTEM]
    expected = {f"derived/data/{name}.{kind}" for name in names for kind in ("csv", "parquet")}
    expected |= {"datapackage.json", "derived/load.sql", "derived/tables.xlsx", "derived/text/trees.txt"}
    assert set(files(released.candidate.root)) == expected


def test_every_file_is_listed_with_its_hash_and_size(released: Layout) -> None:
    candidate = released.candidate
    descriptor = descriptor_of(candidate)
    twins = [twin for item in descriptor["resources"] for twin in item["alternates"]]
    listed = {entry["path"]: entry for entry in (*descriptor["resources"], *twins, *descriptor["files"])}
    assert set(listed) == set(files(candidate.root)) - {"datapackage.json"}
    for path, entry in listed.items():
        digest, size = sha256_of(candidate.root / path)
        assert (entry["hash"], entry["bytes"]) == (f"sha256:{digest}", size)


def test_activities_name_stages_code_and_inputs(released: Layout) -> None:
    rows = records_of(released.candidate, "activities")
    assert [row["activity_id"] for row in rows] == ["extract", "normalise", "package"]
    for row in rows:
        assert (row["tool"], len(row["code_sha256"])) == ("tabletrace", 64)
        for item in json.loads(row["inputs"]):
            digest, _, path = item.partition(" ")
            assert sha256_of(released.root / path)[0] == digest


def test_without_a_lock_the_environment_is_not_known(released: Layout) -> None:
    assert {row["environment_sha256"] for row in records_of(released.candidate, "activities")} == {""}


def test_a_document_without_tables_is_packaged(project: Layout) -> None:
    write_source(project, "# A report\n\nIt has no table.\n")
    run(project)
    names = [item["name"] for item in descriptor_of(project)["resources"]]
    assert names == list(SYSTEM)
    assert records_of(project, "figures") == records_of(project, "cells") == []


def test_a_document_that_cannot_be_read_is_a_row_of_sources(project: Layout) -> None:
    write_source(project, b"\xff\xfe\x00broken", "broken")
    run(project)
    (row,) = records_of(project, "sources")
    assert (row["read_status"], row["text_path"]) == ("failed", "")
    assert [item["code"] for item in records_of(project, "issues")] == ["document-unreadable"]
    assert not (project.root / "derived/text").exists()


def test_two_sources_of_one_resource_stand_in_one_table(project: Layout) -> None:
    entry = {"match": {"number": 1}, "resource": "counts", "primary_key": ["kind"], "claim": {"claimant": "publisher"}}
    columns = [
        {"header": "Kind", "name": "kind", "type": "text"},
        {"header": "Planted", "name": "planted", "type": "quantity"},
    ]
    for source_id in ("b", "a"):
        write_source(
            project, table("Kind | Planted", f"Lime {source_id} | 7"), source_id, tables=[{**entry, "columns": columns}]
        )
    run(project, *ARTICLE)
    rows = [(row["source_id"], row["row"], row["kind"]) for row in records_of(project.candidate, "counts")]
    assert rows == [("a", "1", "Lime a"), ("b", "1", "Lime b")]


def test_what_may_not_be_republished_is_blank_in_the_text(project: Layout) -> None:
    write_source(project, tables=[{**TREES, "claim": {"claimant": "the town"}}], republish="cells")
    run(project, *ARTICLE)
    whole = (project.raw / "trees/article.md").read_text("utf-8")
    text = (project.candidate.root / "derived/text/trees.txt").read_text("utf-8")
    assert len(text) == len(whole)
    assert "planted nearly" not in text
    for cell in records_of(project.candidate, "cells"):
        assert text[int(cell["char_start"]) : int(cell["char_end"])] == cell["printed"]


def test_without_a_stage_before_it_says_which_to_run(project: Layout) -> None:
    with pytest.raises(TabletraceError, match="tabletrace normalise"):
        run(project, "package")


def test_without_package_yaml_it_says_how_to_make_one(trees: Layout) -> None:
    run(trees, "extract", "normalise")
    trees.package_yaml.unlink()
    with pytest.raises(SourceError, match="tabletrace new DIR"):
        run(trees, "package")


def test_a_long_cell_is_kept_whole(tmp_path: Path) -> None:
    layout = make_project(tmp_path / "p")
    long = "word " * 40_000
    write_source(layout, table("Kind | Planted", f"{long.strip()} | 7"), "long")
    run(layout, *ARTICLE)
    assert records_of(layout.candidate, "long_table_1")[0]["kind"] == long.strip()
