from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import ContractError, SourceError
from pipeline.normalise.anchors import COLUMNS
from tests.builders import ARTICLE, TREES, normalised, run, table, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout

DIGEST = {"text_kind": "digest", "digest_of": {"publisher": "P", "sha256": "a" * 64}}


def both(project: Layout) -> None:
    run(project, "extract", "normalise")


def test_what_a_source_adds_is_written(trees: Layout) -> None:
    both(trees)
    value = normalised(trees)
    assert value["text"] == ARTICLE
    assert [article["contract"]["name"] for article in value["articles"]] == ["trees"]
    assert value["articles"][0]["claims"] == [["the town", None]]
    resources = json.loads((trees.stage("normalise") / "resources.json").read_text("utf-8"))
    assert [(item["contract"]["name"], item["sources"]) for item in resources] == [("trees", ["trees"])]
    activities = json.loads((trees.stage("normalise") / "activities.json").read_text("utf-8"))
    assert [item["activity_id"] for item in activities] == ["extract", "normalise"]


def test_a_second_source_leaves_the_first_as_it_was(trees: Layout) -> None:
    both(trees)
    before = normalised(trees)
    write_source(trees, table("A | B", "x | 5"), source_id="another")
    write_source(trees, ARTICLE.replace("Lime", "Elm"), source_id="more-trees", tables=[TREES])
    both(trees)
    assert normalised(trees) == before
    resources = json.loads((trees.stage("normalise") / "resources.json").read_text("utf-8"))
    assert [(item["contract"]["name"], item["sources"]) for item in resources] == [
        ("another_table_1", ["another"]),
        ("trees", ["more-trees", "trees"]),
    ]
    assert [row[3] for row in normalised(trees, "more-trees")["articles"][0]["rows"]] == ["Elm", "Maple"]


def test_a_source_that_was_not_extracted(trees: Layout) -> None:
    run(trees, "extract")
    write_source(trees, source_id="new")
    with pytest.raises(SourceError, match="no extract of the source 'new'; run `tabletrace extract` first"):
        run(trees, "normalise")


def test_columns_that_differ_stop_the_run(trees: Layout) -> None:
    price = {"header": "Cost", "name": "price", "type": "quantity"}
    write_source(trees, source_id="zz", tables=[TREES | {"columns": [*TREES["columns"][:2], price]}])
    with pytest.raises(ContractError) as caught:
        both(trees)
    assert [issue.code for issue in caught.value.issues] == ["columns-differ"]


def test_faults_of_every_source_at_once(trees: Layout) -> None:
    write_source(trees, source_id="a", tables=[TREES | {"match": {"caption": "Nothing"}}])
    write_source(trees, source_id="b", tables=[TREES | {"claim": {"claimant": "x", "basis": "Never said"}}])
    write_source(trees, b"\0", source_id="c", published="soon")
    with pytest.raises(SourceError) as caught:
        both(trees)
    assert [(issue.source_id, issue.code) for issue in caught.value.issues] == [
        ("a", "table-not-matched"),
        ("b", "basis-not-found"),
        ("c", "source-invalid"),
    ]


def test_anchors_are_published_with_their_cells(project: Layout) -> None:
    folder = write_source(project, **DIGEST)
    (folder / "anchors.csv").write_text(",".join(COLUMNS) + f"\n1,1,1,10,14,{'a' * 64}\n")
    both(project)
    cells = normalised(project)["system"]["cells"]
    assert [row[11:13] for row in cells][:2] == [["10", "14"], ["", ""]]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b",".join(name.encode() for name in COLUMNS) + b"\n1,2\n",
        b'"',
        b"\xff\xfe",
        b"\0",
        b'"a"b,c\n',
        b"1,1\n" * 2,
    ],
)
def test_anchors_that_cannot_be_read_are_an_issue(project: Layout, data: bytes) -> None:
    folder = write_source(project, **DIGEST)
    (folder / "anchors.csv").write_bytes(data)
    with pytest.raises(SourceError) as caught:
        both(project)
    assert {(issue.code, issue.file) for issue in caught.value.issues} == {
        ("anchor-not-matched", "raw/trees/anchors.csv")
    }


def test_a_key_that_is_empty_in_one_source_is_required_of_none(trees: Layout) -> None:
    write_source(trees, ARTICLE.replace("Maple", " "), source_id="zz", tables=[TREES])
    both(trees)
    resources = json.loads((trees.stage("normalise") / "resources.json").read_text("utf-8"))
    fields = {item["name"]: item.get("constraints") for item in resources[0]["contract"]["schema"]["fields"]}
    assert (fields["kind"], fields["row"]) == (None, {"required": True, "minimum": 1})
