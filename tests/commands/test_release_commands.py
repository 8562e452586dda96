"""show, verify, trace, validate, build and the stages: what they print, and how they end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.layout import STAGES
from tests.builders import TREES, files, make_project, table, write_source
from tests.planting import copied, replace, setting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout
    from tests.conftest import Outcome

    Run = Callable[..., Outcome]


@pytest.fixture
def layout(released: Layout, tmp_path: Path) -> Layout:
    return copied(released, tmp_path / "project")


def _broken(tmp_path: Path) -> Layout:
    layout = make_project(tmp_path / "broken")
    columns = [{"header": "Kind", "name": "kind", "type": "text"}, {"header": "N", "name": "n", "type": "integer"}]
    entry = {"match": {"number": 1}, "resource": "n", "primary_key": ["kind"], "columns": columns}
    write_source(
        layout,
        table("Kind | N", "Lime | lots", "Oak | \x1b[31mmany"),
        tables=[{**entry, "claim": {"claimant": "publisher"}}],
    )
    return layout


def test_show_tells_tables_rows_checks_and_what_next(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("show", cwd=released.root)
    assert (outcome.code, outcome.err) == (0, "")
    for words in (
        "A package for tests 0.1.0",
        "trees",
        "frictionless, pandera, tabletrace",
        "0 errors, 0 warnings",
        'sql "from trees"',
    ):
        assert words in outcome.out
    value = json.loads(tabletrace("show", "--json", cwd=released.root).out)
    assert value["tables"][0]["rows"] == 2
    assert (value["errors"], value["warnings"], value["failed_sources"]) == (0, 0, 0)


def test_show_counts_documents_that_could_not_be_read(project: Layout, tabletrace: Run) -> None:
    write_source(project, b"\xff\xfe\x00", "broken")
    outcome = tabletrace("build", cwd=project.root)
    assert outcome.code == 0
    assert "1 documents could not be read" in outcome.out
    assert "warning: " in outcome.out
    assert 'sql "from figures"' in outcome.out


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"tasks": []}', "null"])
def test_show_of_a_damaged_release_says_what_to_run(layout: Layout, tabletrace: Run, text: str) -> None:
    layout.report.write_text(text, "utf-8")
    outcome = tabletrace("show", cwd=layout.root)
    assert outcome.code == 16
    assert "`tabletrace verify` tells why" in outcome.err


def test_show_without_a_release(tmp_path: Path, tabletrace: Run) -> None:
    outcome = tabletrace("show", "--json", cwd=tmp_path)
    assert outcome.code == 16
    assert json.loads(outcome.out)["error"]["message"].startswith("no release here yet")


def test_verify_ends_with_0_or_13(layout: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("verify", cwd=layout.root)
    assert (outcome.code, outcome.out) == (0, "0 faults; checked 21 files, 10 spans, 4 figures\n")
    (layout.root / "derived/data/trees.csv").write_text("changed", "utf-8")
    outcome = tabletrace("verify", cwd=layout.root)
    assert outcome.code == 13
    assert "error: derived/data/trees.csv: file-changed" in outcome.out
    value = json.loads(tabletrace("verify", "--json", layout.root, cwd=layout.root.parent).out)
    assert value["valid"] is False
    assert value["issues"][0]["file"] == "derived/data/trees.csv"
    assert tabletrace("verify", layout.descriptor, cwd=layout.root.parent).code == 13
    assert tabletrace("verify", "nowhere", cwd=layout.root).code == 2


def test_trace_tells_the_way_back(released: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("trace", "trees/1/1/planted", cwd=released.root)
    assert outcome.code == 0
    assert "value      value 700" in outcome.out
    assert "^^^^" in outcome.out
    value = json.loads(tabletrace("trace", "--json", "trees/1/1/planted", cwd=released.root).out)
    assert value["figures"][0]["value"] == "700"
    assert tabletrace("trace", "trees/1/9", cwd=released.root).code == 16


def test_validate_is_the_stage(layout: Layout, tabletrace: Run) -> None:
    outcome = tabletrace("validate", cwd=layout.root)
    assert outcome.code == 0
    assert "ok  trees: 2 rows" in outcome.out
    assert json.loads(tabletrace("validate", "--json", cwd=layout.root).out)["valid"] is True
    replace(layout.candidate, "trees", setting(0, kind="Oak"))
    outcome = tabletrace("validate", cwd=layout.root)
    assert outcome.code == 13
    assert "value-without-cell" in outcome.err
    outcome = tabletrace("validate", "--json", cwd=layout.root)
    assert outcome.code == 13
    assert json.loads(outcome.out)["valid"] is False


def test_validate_checks_any_package_and_writes_nothing(layout: Layout, tabletrace: Run) -> None:
    for place in (layout.root, layout.descriptor):
        before = files(layout.root)
        outcome = tabletrace("validate", place, cwd=layout.root.parent)
        assert outcome.code == 0
        assert "ok  trees: 2 rows" in outcome.out
        assert json.loads(tabletrace("validate", "--json", place, cwd=layout.root.parent).out)["valid"] is True
        assert files(layout.root) == before
    path = layout.root / "derived/data/trees.csv"
    path.write_bytes(path.read_bytes().replace(b"Lime", b"Li\x1b[31mme"))
    outcome = tabletrace("validate", layout.root, cwd=layout.root)
    assert outcome.code == 13
    assert "BAD trees" in outcome.out
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize("text", ["", "{", "[]", "name: yaml"])
def test_validate_of_what_is_no_package_is_a_fault(tmp_path: Path, tabletrace: Run, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, "utf-8")
    outcome = tabletrace("validate", ".", cwd=tmp_path)
    assert outcome.code == 13
    assert outcome.out.startswith("error: ")
    assert json.loads(tabletrace("validate", "--json", ".", cwd=tmp_path).out)["valid"] is False


@pytest.mark.parametrize(
    ("resource", "address"),
    [
        ({"path": "https://example.org/a.csv"}, "https://example.org/a.csv"),
        ({"path": ["a.csv", "http://example.org/b.csv"]}, "http://example.org/b.csv"),
        ({"path": "a.csv", "schema": "HTTPS://example.org/schema.json"}, "HTTPS://example.org/schema.json"),
        ({"path": "a.csv", "dialect": "https://example.org/dialect.json"}, "https://example.org/dialect.json"),
    ],
)
def test_validate_contacts_nobody(tmp_path: Path, tabletrace: Run, resource: dict[str, object], address: str) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", "utf-8")
    package = {"profile": "https://example.org/profile.json", "resources": [{"name": "a", **resource}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    outcome = tabletrace("validate", "datapackage.json", cwd=tmp_path)
    assert outcome.code == 13
    assert f"{address!r}" in outcome.out
    assert "it is an address, and nothing is fetched" in outcome.out


def test_validate_takes_links_for_people_as_such(layout: Layout, tabletrace: Run) -> None:
    assert '"licenses"' in layout.descriptor.read_text("utf-8")
    assert tabletrace("validate", ".", cwd=layout.root).code == 0


def test_validate_of_a_folder_without_a_package_is_wrong_use(tmp_path: Path, tabletrace: Run) -> None:
    assert tabletrace("validate", ".", cwd=tmp_path).code == 2
    assert tabletrace("validate", "nowhere", cwd=tmp_path).code == 2


def test_build_runs_all_stages_on_any_folder(trees: Layout, tmp_path: Path, tabletrace: Run) -> None:
    outcome = tabletrace("build", trees.root, "--json", cwd=tmp_path)
    assert outcome.code == 0
    assert json.loads(outcome.out)["tables"][0]["name"] == "trees"
    assert trees.descriptor.is_file()
    assert trees.database.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_build_of_faulty_data_ends_with_13_and_publishes_nothing(tmp_path: Path, tabletrace: Run) -> None:
    layout = _broken(tmp_path)
    outcome = tabletrace("build", cwd=layout.root)
    assert outcome.code == 13
    assert outcome.err.endswith("tabletrace: exit 13: the data has faults\n")
    assert "raw/trees/article.md:5:" in outcome.err
    assert "raw/trees/article.md:6:" in outcome.err
    assert "\x1b" not in outcome.err
    assert not layout.descriptor.exists()
    assert (layout.stage("validate") / "report.json").is_file()
    as_json = tabletrace("build", "--json", cwd=layout.root)
    assert json.loads(as_json.out)["error"]["exit_code"] == 13


def test_faulty_data_leaves_the_last_release(trees: Layout, tabletrace: Run) -> None:
    assert tabletrace("build", cwd=trees.root).code == 0
    kept = {path: data for path, data in files(trees.root).items() if "stages" not in path and "raw" not in path}
    text = "The town says\n\n# Trees in numbers\n\n| Kind | Planted | Cost |\n|---|---|---|\n| Lime | lots | €1 |\n"
    write_source(trees, text, tables=[TREES])
    assert tabletrace("build", cwd=trees.root).code == 13
    after = files(trees.root)
    assert {path: after.get(path) for path in kept} == kept
    assert tabletrace("verify", cwd=trees.root).out.count("source-changed") == 1


def test_each_stage_is_a_command(trees: Layout, tabletrace: Run) -> None:
    for stage in STAGES:
        assert tabletrace(stage, cwd=trees.root).code == 0, stage
    assert tabletrace("verify", cwd=trees.root).code == 0


def test_a_stage_before_its_time_says_what_to_run(project: Layout, tabletrace: Run) -> None:
    for stage, code in (("package", 1), ("validate", 1), ("publish", 15), ("load", 14)):
        outcome = tabletrace(stage, cwd=project.root)
        assert outcome.code == code, stage
        assert "run `" in outcome.err, stage


def test_colour_only_on_a_terminal_and_not_with_no_color(
    tmp_path: Path, tabletrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in tabletrace("show", cwd=tmp_path).err
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "\x1b" not in tabletrace("show", cwd=tmp_path).err
