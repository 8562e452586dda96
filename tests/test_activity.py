from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pipeline.activity import activity, code_files, code_sha256
from pipeline.layout import CODE, STAGES

if TYPE_CHECKING:
    from pipeline.layout import Layout


def names(stage: str) -> set[str]:
    return {path.relative_to(CODE).as_posix() for path in code_files(stage)}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_runs_its_own_files_and_no_other_stage_s(stage: str) -> None:
    files = names(stage)
    assert {f"{stage}/stage.py", f"{stage}/__init__.py", "__init__.py", "layout.py"} <= files
    assert not [name for name in files if name.endswith("/stage.py") and not name.startswith(f"{stage}/")]
    assert not [name for name in files if name.startswith(("commands/", "capture/"))]


def test_late_imports_and_data_files_count() -> None:
    assert {"extract/read.py", "yaml_schemas/source.json", "strict_yaml.py"} <= names("extract")
    assert {"schemas/cells.json", "contract.py"} <= names("normalise")


def test_the_hash_is_of_names_and_bytes() -> None:
    assert code_sha256("extract") == code_sha256("extract")
    assert len({code_sha256(stage) for stage in STAGES}) == len(STAGES)


def test_a_record_names_its_inputs_by_hash_and_below_the_root(project: Layout) -> None:
    path = project.raw / "a"
    path.write_bytes(b"x")
    record = activity(project, "extract", [path], {"k": 1})
    assert record["inputs"] == [f"{hashlib.sha256(b'x').hexdigest()} raw/a"]
    assert (record["activity_id"], record["environment_sha256"], record["parameters"]) == ("extract", None, {"k": 1})
    project.lock.write_bytes(b"pins")
    assert activity(project, "extract", [], {})["environment_sha256"] == hashlib.sha256(b"pins").hexdigest()
