"""What is a matter of rows is not captured, and what to do is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.errors import ExtractError
from tests.builders import files

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

PACKAGE = json.dumps({"resources": [{"name": "x", "path": ["part.csv", "x.csv"]}]})


@pytest.mark.parametrize(
    ("beside", "text"),
    [
        ("x.csv-metadata.json", "{}"),
        ("x.schema.json", "{}"),
        ("x.schema.yaml", "fields: []"),
        ("datapackage.json", PACKAGE),
    ],
)
def test_a_file_with_a_schema_is_not_captured(project: Layout, tmp_path: Path, beside: str, text: str) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / beside).write_text(text, "utf-8")
    with pytest.raises(ExtractError, match="tabletrace validate") as error:
        add_source(project, tmp_path / "x.csv", {})
    assert beside in error.value.message
    assert files(project.root).keys() == {"package.yaml"}


@pytest.mark.parametrize(
    "text", ["{}", "[", '{"resources": [{"path": "y.csv"}, {}]}', '{"resources": 3}', "[" * 100_000]
)
def test_a_package_of_other_files_does_not_matter(project: Layout, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "datapackage.json").write_text(text, "utf-8")
    assert add_source(project, tmp_path / "x.csv", {}).folder.is_dir()


def test_a_file_of_too_many_cells_is_not_captured(project: Layout, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n" + "1,2\n" * 50_000, "utf-8")
    with pytest.raises(ExtractError, match="more than 100,000 cells") as error:
        add_source(project, tmp_path / "x.csv", {})
    assert error.value.exit_code == 11
    assert files(project.root).keys() == {"package.yaml"}
