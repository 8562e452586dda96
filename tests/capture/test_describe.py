"""No text of a document can be anything but text in source.yaml: not in a value, not in the comment behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.capture.add import add_source
from pipeline.sources import read_source
from tests.builders import make_project

if TYPE_CHECKING:
    from pathlib import Path

TRICKS = [
    "plain",
    "a # b",
    "x\nid: stolen",
    'x"\nstatus: withdrawn\n"',
    "- a: {b}",
    "*a &b !c %d @e `f`",
    "😀 \u2028\u2029\x85 \u202e end",
    "\\n \\U0001F600 \\x00",
    "null",
    "# from <title>",
    "---\n...\n",
    "x" * 300,
]


def page(text: str) -> bytes:
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    names = ("og:title", "og:site_name", "author", "og:url", "date", "og:locale", "license", "dc.title")
    metas = "".join(f'<meta name="{name}" content="{words}">' for name in names)
    return f"<!DOCTYPE html><head>{metas}<title>Other {words}</title></head><body>Words.</body>".encode()


def check(root: Path, text: str) -> None:
    layout = make_project(root)
    (root / "page.html").write_bytes(page(text))
    captured = add_source(layout, root / "page.html", {})
    source, issues = read_source(layout, captured.folder)
    assert issues == []
    assert source is not None
    for key in ("title", "publisher", "url", "published", "language"):
        said = captured.prefilled.get(key)
        assert getattr(source, key) == (None if said is None else said.value), key
    assert source.authors == (captured.prefilled["authors"].value if "authors" in captured.prefilled else ())
    assert (source.id, source.status) == ("page", "current")
    lines = (captured.folder / "source.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", *source.__dataclass_fields__)) and line] == []


@pytest.mark.parametrize("text", TRICKS)
def test_tricks(tmp_path: Path, text: str) -> None:
    check(tmp_path / "p", text)


@given(text=st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check(tmp_path_factory.mktemp("any") / "p", text)


@pytest.mark.parametrize(("rows", "told"), [(1000, False), (1001, True)])
def test_the_types_of_a_long_table_are_proposed_by_its_first_rows(tmp_path: Path, rows: int, told: bool) -> None:
    layout = make_project(tmp_path / "p")
    path = layout.root / "a.md"
    path.write_text("| N |\n|---|\n" + "".join(f"| {number} |\n" for number in range(rows)), "utf-8")
    text = (add_source(layout, path, {}).folder / "source.yaml").read_text("utf-8")
    assert ("; types proposed by the first 1000 rows" in text) is told
    assert "type: integer" in text
