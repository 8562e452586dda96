from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.capture.new import new_project
from pipeline.errors import SourceError
from pipeline.layout import Layout
from pipeline.strict_yaml import read_yaml
from tests.builders import files, normalised, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["my-project", "2024", "null", "true", "2024-01-01", "Größe {x}", "日本", "--", "1e3"])
def test_a_new_project_builds_at_once(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert set(new_project(folder)) == files(folder).keys()
    assert read_yaml((folder / "package.yaml").read_bytes(), "package").faults == ()
    run(Layout(folder.resolve()), "extract", "normalise")
    value = normalised(Layout(folder.resolve()), "example")
    assert [item["contract"]["name"] for item in value["articles"]] == ["trees"]
    assert [row[2] for row in value["system"]["issues"] if row[2] != "info"] == []


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert new_project(tmp_path)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    there = tmp_path / "there"
    if kind == "folder":
        there.mkdir()
        (there / "a").write_text("mine")
    else:
        there.write_text("mine")
    before = files(tmp_path)
    with pytest.raises(SourceError, match="is there already"):
        new_project(there)
    assert files(tmp_path) == before
