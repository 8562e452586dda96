"""check-prose: both quotations, what it does not say, and another text held against the tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import ARTICLE, TREES, write_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.layout import Layout
    from tests.conftest import Outcome

PROSE = "The town planted about 700 limes and, it says, 490 maples were planted. A car costs $9.\n"
ROWS = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}
SAYS = "Consistency within one document; it says nothing about whether a claim is true."


@pytest.fixture
def other(trees: Layout) -> Path:
    path = trees.root / "other.txt"
    path.write_text(f"A heading\n{PROSE}", "utf-8")
    return path


def outcomes(value: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {figure["printed"]: figure["in_prose"] for figure in value["figures"]}


def test_a_source_is_held_against_its_own_prose(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    outcome = tabletrace("check-prose", cwd=trees.root)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "trees: its tables against the prose of article.md"
    assert outcome.out.splitlines()[-1] == SAYS
    assert "“~700”" in outcome.out


def test_each_figure_has_one_line_with_both_quotations_and_the_last_lines_sum_up(
    trees: Layout, other: Path, tabletrace: Callable[..., Outcome]
) -> None:
    lines = tabletrace("check-prose", "trees", "--against", other, cwd=trees.root).out.splitlines()
    (line,) = [line.split("  ") for line in lines if "differs_candidate" in line and "“490”" in line]
    words = [word.strip() for word in line if word.strip()]
    assert words[:2] == ["Maple · Planted", "“480”"]
    assert words[2].startswith("“490” in “")
    assert words[3:] == ["2", "differs_candidate"]
    assert "4 figures: 1 repeated, 1 differs_candidate, 2 not_mentioned" in lines
    assert lines[-2].startswith("Look at each differs_candidate")


def test_candidates_are_shown_again_with_both_places(
    trees: Layout, other: Path, tabletrace: Callable[..., Outcome]
) -> None:
    lines = tabletrace("check-prose", "trees", "--against", other, cwd=trees.root).out.splitlines()
    at = lines.index("To be looked at: Maple · Planted")
    article = (trees.source("trees") / "article.md").read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(article, start=1) if "480" in line and line.startswith("|"))
    assert lines[at + 1] == f"  the table, line {row}: “480”"
    assert lines[at + 2].startswith("  the prose, line 2: “490” in “The town planted")
    assert "differs_candidate: another value;" in "\n".join(lines[:at])


def test_a_text_in_another_language_is_read_by_it_and_said_so(
    trees: Layout, tabletrace: Callable[..., Outcome]
) -> None:
    text = "La ville a planté 12,5 hectares de tilleuls. Elle a aussi reçu 1 200 érables des villages de la région."
    path = trees.root / "fr.txt"
    path.write_text(f"{text}\n", "utf-8")
    (told,) = json.loads(tabletrace("check-prose", "trees", "--against", path, "--json", cwd=trees.root).out)["sources"]
    assert (told["language"], told["locale"]) == ("fr", "fr")
    assert [quotation["printed"] for quotation in told["prose_only"]] == ["12,5 hectares", "1 200"]
    shown = tabletrace("check-prose", "trees", "--against", path, cwd=trees.root).out
    assert "note: its words are French, and those of the tables English" in shown


def test_another_text_is_held_against_the_tables(
    trees: Layout, other: Path, tabletrace: Callable[..., Outcome]
) -> None:
    outcome = tabletrace("check-prose", "trees", "--against", other, "--json", cwd=trees.root)
    value = json.loads(outcome.out)
    (source,) = value["sources"]
    assert (outcome.code, value["note"], source["prose_of"]) == (0, SAYS, "other.txt")
    assert outcomes(source) == {
        "~700": "repeated",
        "€2,100": "not_mentioned",
        "480": "differs_candidate",
        "€1,920": "not_mentioned",
    }
    (told,) = source["figures"][2]["matches"]
    quotation = told["quotation"]
    assert (quotation["printed"], quotation["line"], told["relation"]) == ("490", 2, "disjoint")
    assert PROSE.startswith(quotation["sentence"][:20])
    assert [quotation["printed"] for quotation in source["prose_only"]] == ["$9"]


def test_a_digest_is_called_so(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    digest = {"text_kind": "digest", "digest_of": {"publisher": "P", "sha256": "a" * 64}}
    write_source(trees, tables=[TREES], republish="cells", **digest)
    assert "the prose of our digest of a text by P" in tabletrace("check-prose", cwd=trees.root).out


def test_without_prose_or_figures_it_says_so(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    write_source(project, ARTICLE.partition("##")[0], "words")
    outcome = tabletrace("check-prose", cwd=project.root)
    assert (outcome.code, "no figure to hold against it" in outcome.out) == (0, True)


def test_a_text_without_prose_is_told_so(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    path = trees.root / "table.md"
    path.write_text("# Trees\n\n| A | B |\n| --- | --- |\n| x | 1 |\n", "utf-8")
    outcome = tabletrace("check-prose", "trees", "--against", path, cwd=trees.root)
    assert (outcome.code, "note: nothing to hold it against: there is no prose" in outcome.out) == (0, True)


def test_a_table_of_rows_has_no_prose(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    write_source(trees, "a,b\n1,2\n", "rows", document="a.csv", media_type="text/csv", schema=ROWS, tables=None)
    assert "rows" not in tabletrace("check-prose", cwd=trees.root).out
    outcome = tabletrace("check-prose", "rows", cwd=trees.root)
    assert (outcome.code, "a table of rows" in outcome.err) == (10, True)


def test_without_a_source_it_says_what_to_do(project: Layout, tabletrace: Callable[..., Outcome]) -> None:
    outcome = tabletrace("check-prose", cwd=project.root)
    assert (outcome.code, "capture one with `tabletrace add FILE`" in outcome.err) == (10, True)


def test_a_changed_document_is_not_read(trees: Layout, tabletrace: Callable[..., Outcome]) -> None:
    (trees.source("trees") / "article.md").write_text("changed", "utf-8")
    outcome = tabletrace("check-prose", cwd=trees.root)
    assert (outcome.code, "is not the document that was captured" in outcome.err) == (10, True)


@pytest.mark.parametrize("args", [("nope",), ("--against", "missing.txt"), ("..",), ("trees", "more")])
def test_wrong_use(trees: Layout, tabletrace: Callable[..., Outcome], args: tuple[str, ...]) -> None:
    assert tabletrace("check-prose", *args, cwd=trees.root).code == 2


def test_a_text_is_held_against_one_source(trees: Layout, other: Path, tabletrace: Callable[..., Outcome]) -> None:
    write_source(trees, source_id="more")
    outcome = tabletrace("check-prose", "--against", other, cwd=trees.root)
    assert (outcome.code, "--against needs a SOURCE; there are: more, trees" in outcome.err) == (2, True)


def test_the_received_article_says_what_its_tables_say(
    received: bytes, tmp_path: Path, tabletrace: Callable[..., Outcome]
) -> None:
    from pipeline.layout import CODE

    path = tmp_path / "received.txt"
    path.write_bytes(received)
    expected = {
        "~86 million": "repeated",
        "256 million": "repeated",
        "~300 TB": "qualifier_differs",
        "~99.9%": "repeated",
        "~99.6%": "qualifier_differs",
        "186 million": "repeated",
    }
    for args in ((), ("spotify-archive-claims", "--against", path)):
        (source,) = json.loads(tabletrace("check-prose", *args, "--json", cwd=CODE.parent).out)["sources"]
        assert outcomes(source) == expected
        assert {"160 kbps"} <= {quotation["printed"] for quotation in source["prose_only"]}
