"""What of mentions and matches is not what it says is found in a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.verify import verify_release
from tests.builders import ARTICLE, TREES, make_project, run, write_source
from tests.planting import copied, records_of, replace, setting

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

PROSE = "The town planted nearly 1,200 trees. It planted about 700 limes, and 490 maples were planted.\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = make_project(tmp_path_factory.mktemp("prose") / "project")
    text = ARTICLE.replace("The town says that it planted nearly 1,200 trees.", f"The town says: {PROSE}")
    write_source(layout, text, tables=[TREES])
    run(layout)
    return layout


def test_what_was_published_is_sound(told: Layout) -> None:
    assert verify_release(told).issues == ()
    assert {row["figure_id"]: row["in_prose"] for row in records_of(told, "figures")} == {
        "trees/1/1/planted": "repeated",
        "trees/1/1/cost": "not_mentioned",
        "trees/1/2/planted": "differs_candidate",
        "trees/1/2/cost": "not_mentioned",
    }


def test_a_candidate_is_a_warning_with_both_places(told: Layout) -> None:
    (issue,) = [row for row in records_of(told, "issues") if row["code"] == "prose-differs"]
    assert (issue["severity"], issue["table_id"], issue["row"], issue["field"]) == (
        "warning",
        "trees/1",
        "2",
        "planted",
    )
    assert issue["found"].startswith("'490' in the prose, '480' in the table (characters ")
    text = (told.root / "derived/text/trees.txt").read_text("utf-8")
    assert text[int(issue["char_start"]) : int(issue["char_end"])] == "490"


PLANTED = [
    ("mentions", 1, {"printed": "about 800"}, "span-wrong"),
    ("mentions", 1, {"sentence": "It planted."}, "span-wrong"),
    ("mentions", 1, {"sentence_start": "0", "sentence_end": "5"}, "span-wrong"),
    ("prose_matches", 0, {"relation": "disjoint"}, "prose-unlike-figure"),
    ("prose_matches", 0, {"outcome": "qualifier_differs"}, "prose-unlike-figure"),
    ("figures", 1, {"in_prose": "repeated"}, "prose-unlike-figure"),
    ("figures", 0, {"in_prose": ""}, "prose-unlike-figure"),
]


@pytest.mark.parametrize(("table", "index", "values", "code"), PLANTED)
def test_what_is_not_so_is_found(
    told: Layout, tmp_path: Path, table: str, index: int, values: dict[str, str], code: str
) -> None:
    layout = copied(told, tmp_path / "project")
    replace(layout, table, setting(index, **values))
    assert code in {issue.code for issue in verify_release(layout).issues}
