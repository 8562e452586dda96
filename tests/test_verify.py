"""Verify: whatever of a release is not what it says is found, and nothing is written."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

import pytest

from pipeline.verify import verify_release
from tests.builders import TREES, files, make_project, run, write_source
from tests.planting import copied, descriptor_of, replace, setting, write_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout

CSV, PARQUET, TEXT = "derived/data/trees.csv", "derived/data/trees.parquet", "derived/text/trees.txt"


@pytest.fixture
def layout(released: Layout, tmp_path: Path) -> Layout:
    return copied(released, tmp_path / "project")


def _found(layout: Layout, original: Path | None = None) -> list[tuple[str, str | None]]:
    before = files(layout.root)
    verdict = verify_release(layout, original)
    assert files(layout.root) == before
    return [(issue.code, issue.file) for issue in verdict.issues]


def test_a_sound_release_has_nothing_to_find(released: Layout) -> None:
    verdict = verify_release(released)
    assert verdict.issues == ()
    assert verdict.checked == {"files": 21, "spans": 10, "figures": 4}


def _flip(path: str) -> Callable[[Layout], None]:
    def change(layout: Layout) -> None:
        data = bytearray((layout.root / path).read_bytes())
        data[len(data) // 2] ^= 0xFF
        (layout.root / path).write_bytes(bytes(data))

    return change


def _write(path: str, data: bytes) -> Callable[[Layout], None]:
    def change(layout: Layout) -> None:
        (layout.root / path).parent.mkdir(exist_ok=True)
        (layout.root / path).write_bytes(data)

    return change


def _remove(path: str) -> Callable[[Layout], None]:
    return lambda layout: (layout.root / path).unlink()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_flip(CSV), ("file-changed", CSV)),
        (_write(CSV, b""), ("file-unreadable", CSV)),
        (_write(CSV, b'kind\n"open'), ("file-unreadable", CSV)),
        (_flip("derived/data/cells.csv"), ("file-changed", "derived/data/cells.csv")),
        (_flip("derived/data/sources.csv"), ("file-changed", "derived/data/sources.csv")),
        (_flip(PARQUET), ("file-changed", PARQUET)),
        (_flip(TEXT), ("file-changed", TEXT)),
        (_flip("derived/load.sql"), ("file-changed", "derived/load.sql")),
        (_flip("derived/tables.xlsx"), ("file-changed", "derived/tables.xlsx")),
        (_remove(CSV), ("file-missing", CSV)),
        (_remove("derived/data/sources.csv"), ("file-missing", "derived/data/sources.csv")),
        (_remove(PARQUET), ("file-missing", PARQUET)),
        (_remove(TEXT), ("file-missing", TEXT)),
        (_remove("derived/tables.xlsx"), ("file-missing", "derived/tables.xlsx")),
        (_remove("datapackage.json"), ("file-missing", "datapackage.json")),
        (_remove("derived/validation.json"), ("file-missing", "derived/validation.json")),
        (_write("derived/data/more.csv", b"a\n"), ("file-extra", "derived/data/more.csv")),
        (_write("derived/text/more.txt", b"a\n"), ("file-extra", "derived/text/more.txt")),
        (_write("derived/evil.csv", b"a\n"), ("file-extra", "derived/evil.csv")),
        (_write("derived/other/evil.txt", b"a\n"), ("file-extra", "derived/other/evil.txt")),
        (_write("derived/validation.json", b"{"), ("file-unreadable", "derived/validation.json")),
        (_write("derived/validation.json", b"[]"), ("file-unreadable", "derived/validation.json")),
        (_write("derived/validation.json", b'{"files": []}'), ("file-changed", "derived/validation.json")),
        (_write("datapackage.json", b"{"), ("file-unreadable", "datapackage.json")),
        (_write("datapackage.json", b"[]"), ("file-unreadable", "datapackage.json")),
        (_write("datapackage.json", b"\xff"), ("file-unreadable", "datapackage.json")),
        (_write("raw/trees/article.md", b"changed"), ("source-changed", "raw/trees/article.md")),
        (_write("derived/.journal.json", b"{}"), ("publish-interrupted", "derived/.journal.json")),
    ],
)
def test_a_damage_is_found_and_named(
    layout: Layout, change: Callable[[Layout], None], expected: tuple[str, str]
) -> None:
    change(layout)
    assert expected in _found(layout)
    assert expected in _found(layout, layout.raw / "trees/article.md")


def test_a_folder_in_a_files_place_is_found(layout: Layout) -> None:
    layout.descriptor.unlink()
    layout.descriptor.mkdir()
    assert _found(layout) == [("file-unreadable", "datapackage.json")]


def test_a_forged_release_is_found_by_its_spans(layout: Layout) -> None:
    replace(layout, "cells", setting(3, char_start="3"))
    codes = {code for code, _file in _found(layout)}
    assert {"span-wrong", "file-changed"} <= codes


def test_a_forged_value_is_found(layout: Layout) -> None:
    replace(layout, "trees", setting(0, kind="Oak"))
    assert "value-without-cell" in {code for code, _file in _found(layout)}


def test_a_descriptor_changed_by_hand_is_not_the_one_that_was_validated(layout: Layout) -> None:
    write_descriptor(layout, {**descriptor_of(layout), "title": "Another"})
    assert _found(layout) == [("file-changed", "derived/validation.json")]


def test_a_release_without_its_sources_is_whole(layout: Layout) -> None:
    (layout.raw / "trees/article.md").unlink()
    assert _found(layout) == []


@pytest.fixture
def digest(tmp_path: Path) -> tuple[Layout, Path]:
    """(a release of a digest with anchors, the text that it is a digest of)."""
    from pipeline.capture.anchor import write_anchors

    original = tmp_path / "original.txt"
    original.write_bytes(
        b"\xef\xbb\xbfLong ago.\r\n\r\nTrees in numbers\r\n| Kind | Planted | Cost |\r\n"
        b"| Lime | ~700 | \xe2\x82\xac2,100 |\r\n| Maple | 480 | \xe2\x82\xac1,920 |\r\n"
    )
    layout = make_project(tmp_path / "p")
    origin = {
        "url": "https://example.org/",
        "publisher": "Other",
        "sha256": hashlib.sha256(original.read_bytes()).hexdigest(),
    }
    write_source(layout, tables=[TREES], text_kind="digest", digest_of=origin)
    write_anchors(layout, "trees", original)
    run(layout)
    return layout, original


def test_anchored_cells_stand_in_the_original(digest: tuple[Layout, Path]) -> None:
    layout, original = digest
    with (layout.root / "derived/data/cells.csv").open(encoding="utf-8", newline="") as file:
        assert all(row["original_start"] for row in csv.DictReader(file))
    assert _found(layout, original) == []


def test_another_text_is_not_the_original(digest: tuple[Layout, Path]) -> None:
    layout, original = digest
    original.write_bytes(original.read_bytes() + b"More.\n")
    assert _found(layout, original) == [("original-differs", "original.txt")]


def test_a_binary_file_is_not_the_original(digest: tuple[Layout, Path]) -> None:
    layout, original = digest
    original.write_bytes(b"\xff\x00\x81")
    assert _found(layout, original) == [("original-differs", "original.txt")]


def test_a_wrong_anchor_is_found(digest: tuple[Layout, Path]) -> None:
    layout, original = digest
    replace(layout, "cells", setting(4, original_start="1", original_end="5"))
    assert ("original-differs", "original.txt") in _found(layout, original)


def test_trace_tells_the_place_in_the_original(digest: tuple[Layout, Path]) -> None:
    from pipeline.release import open_package

    layout, _original = digest
    assert "original   characters " in open_package(layout.root).trace("trees/1/1/planted").as_text()
