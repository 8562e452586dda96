"""Frictionless as a consumer runs it, in a process that nothing of the package can take over."""

from __future__ import annotations

import json
import sys
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import TabletraceError
from pipeline.validate import schema
from tests.planting import copied, descriptor_of, replace, write_descriptor

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout


def _report(layout: Layout) -> dict[str, object]:
    with chdir(layout.root):
        return schema.check("datapackage.json", schema.MOST_ROWS)


def test_a_release_is_valid_and_the_report_has_no_time(released: Layout) -> None:
    report = _report(released)
    assert report["valid"] is True
    assert "seconds" not in json.dumps(report)


def test_the_process_gives_the_same_report(released: Layout) -> None:
    assert schema.finish(schema.start(released.descriptor)) == _report(released)


def test_a_module_in_the_package_is_not_imported(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "project")
    for name in ("json", "frictionless", "click", "petl"):
        (layout.root / f"{name}.py").write_text("raise SystemExit(99)\n", "utf-8")
    (layout.root / "pipeline").mkdir()
    (layout.root / "pipeline/__init__.py").write_text("raise SystemExit(99)\n", "utf-8")
    assert schema.finish(schema.start(layout.descriptor))["valid"] is True


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"resources": [{"name": 1}]}', "null", "[" * 9999])
def test_what_is_no_package_has_a_report_that_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(text, "utf-8")
    report = schema.finish(schema.start(path))
    assert report["valid"] is False
    assert report["errors"]
    with chdir(tmp_path):
        assert schema.check("datapackage.json", schema.MOST_ROWS) == report


def test_a_child_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "datapackage.json").write_text("{}", "utf-8")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TabletraceError, match="no report"):
        schema.finish(schema.start(tmp_path / "datapackage.json"))


def test_a_table_too_large_is_left_out_with_the_keys_that_name_it(
    released: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MOST_ROWS", 5)
    report = _report(released)
    assert report["valid"] is True, report["errors"]
    names = [task["name"] for task in report["tasks"]]  # type: ignore[attr-defined]
    assert "cells" not in names
    assert "figures" in names


def test_more_than_a_thousand_errors_are_all_told(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "project")
    replace(
        layout,
        "issues",
        lambda records: records.extend(
            {**dict.fromkeys(descriptor_fields(layout, "issues"), ""), "issue_id": f"x/{number}"}
            for number in range(1100)
        ),
        typed=False,
    )
    report = _report(layout)
    task = next(task for task in report["tasks"] if task["name"] == "issues")  # type: ignore[attr-defined]
    assert len(task["errors"]) > 1100


def descriptor_fields(layout: Layout, name: str) -> list[str]:
    resource = next(item for item in descriptor_of(layout)["resources"] if item["name"] == name)
    return [item["name"] for item in resource["schema"]["fields"]]


def test_a_wrong_descriptor_in_a_folder_is_found(released: Layout, tmp_path: Path) -> None:
    layout = copied(released, tmp_path / "project")
    value = descriptor_of(layout)
    value["resources"][0]["path"] = "derived/data/none.csv"
    write_descriptor(layout, value)
    assert _report(layout)["valid"] is False
