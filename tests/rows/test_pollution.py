"""Nothing that Python's strict csv reader with equal widths refuses is let through in silence."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check.package import check_package
from pipeline.rows.engine import open_engine
from tests.rows.pollution import HEADER, KINDS, joined, lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.rows.engine import Engine

STRINGS = {"fields": [{"name": name} for name in HEADER]}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def refusal(data: bytes) -> str:
    """Why the strict reader refuses a file; empty if it does not."""
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        return str(error)
    if "\0" in text:
        return "NUL"
    widths = {len(row) for row in rows}
    return "" if len(widths) == 1 else f"widths {sorted(widths)}"


def verdict(folder: Path, engine: Engine, data: bytes, schema: object) -> list[str]:
    """The types of errors found; without a schema the structure alone is checked."""
    (folder / "t.csv").write_bytes(data)
    resource = {"name": "t", "path": "t.csv", "encoding": "utf-8"} | ({"schema": schema} if schema else {})
    report = check_package(json.dumps({"resources": [resource]}).encode(), folder, engine, limit=20)
    assert report["errors"] == []
    (task,) = report["tasks"]
    return [error["type"] for error in task["errors"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_pollution(tmp_path: Path, engine: Engine, kind: str) -> None:
    refused = [data for data in KINDS[kind]() if refusal(data)]
    silent = [data for data in refused if not verdict(tmp_path, engine, data, STRINGS)]
    silent += [data for data in refused[::3] if not verdict(tmp_path, engine, data, None)]
    assert silent == []
    assert refused


def test_the_clean_table_is_clean(tmp_path: Path, engine: Engine) -> None:
    for end in ("\n", "\r\n", "\r"):
        data = joined(lines(), end)
        assert refusal(data) == ""
        assert verdict(tmp_path, engine, data, STRINGS) == []


MARKS = st.sampled_from(
    [b",", b'"', b"\n", b"\r", b"\r\n", b"\0", b" ", b";", b"'", b"\\", b"\xff", b'""', b'","', b"x"]
)
EDITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), MARKS), min_size=1, max_size=4)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(list(KINDS)), number=st.integers(0, 10_000), edits=EDITS)
def test_pollution_upon_pollution(
    tmp_path: Path, engine: Engine, kind: str, number: int, edits: list[tuple[int, int, bytes]]
) -> None:
    """Any file of any kind, with marks put in and characters taken out anywhere."""
    files = list(KINDS[kind]())
    data = files[number % len(files)]
    for place, taken, mark in edits:
        data = data[:place] + mark + data[place + taken :]
    if refusal(data):
        assert verdict(tmp_path, engine, data, None), data
        assert verdict(tmp_path, engine, data, STRINGS), data
