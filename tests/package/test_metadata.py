"""package.yaml: strictly read, every fault at once, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import SourceError
from pipeline.package.metadata import read_metadata

if TYPE_CHECKING:
    from pipeline.layout import Layout


def test_a_sound_file_is_read(project: Layout) -> None:
    assert read_metadata(project)["name"] == "test-package"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "name: x",
        "name: [",
        "name: x\nname: y",
        "name: !!python/object:os.system x",
        "version: 1.0",
        "title: 2025-12-22",
        "\0",
        "name: a\nunknown: 1",
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(project: Layout, text: str) -> None:
    project.package_yaml.write_text(text, "utf-8")
    with pytest.raises(SourceError) as raised:
        read_metadata(project)
    assert raised.value.issues
    assert {issue.file for issue in raised.value.issues} == {"package.yaml"}


def test_all_faults_are_told_at_once(project: Layout) -> None:
    project.package_yaml.write_text("name: UPPER\ntitle: ''\nversion: 1\nlicences: []\n", "utf-8")
    with pytest.raises(SourceError) as raised:
        read_metadata(project)
    assert len(raised.value.issues) >= 4


def test_a_link_is_no_package_yaml(project: Layout) -> None:
    other = project.root / "other.yaml"
    project.package_yaml.rename(other)
    project.package_yaml.symlink_to(other)
    with pytest.raises(SourceError, match=r"no package\.yaml"):
        read_metadata(project)
