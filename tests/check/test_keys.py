"""Keys asked about in shares: the same answers, whatever the number of shares; more of them where memory is short."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.check.package import check_package
from pipeline.rows.engine import Engine
from tests.check.pairs import DIALECT, V2, ours, theirs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KINDS = {
    "n": ("integer", ["1", "2", "007", "7", "1" * 30, "", "2", "1" * 30]),
    "m": ("number", ["1.0", "2.50", "7", "NaN", "", "1e1", "NaN", "10"]),
    "s": ("string", ["x", "y", "", "x", "é", "z", "7", ""]),
    "a": ("any", ["x", "7", "", "y", "q", "z", "x", "é"]),
    "d": ("date", ["2024-01-05", "", "2024-01-06", "2024-01-05", "0001-01-01", "2024-01-07", "", "2024-01-05"]),
    "t": ("datetime", ["2024-01-05T10:00:00", "2024-01-05T10:00:00Z", "", "2024-01-05T12:00:00+02:00", *[""] * 4]),
    "y": ("year", ["2024", "0007", "", "2024", "0001", "0002", "0010", "2024"]),
    "b": ("boolean", ["true", "false", "", "1", "0", "", "true", "False"]),
}
PAIRS = [("n", "m"), ("m", "n"), ("n", "n"), ("m", "m"), ("n", "y"), ("s", "a"), ("a", "s"), ("d", "d"), ("s", "n")]
PAIRS += [("t", "t"), ("y", "y"), ("b", "b"), ("b", "s"), ("d", "s")]
ANY_DATE = {"name": "d", "type": "date", "format": "any"}


def package(folder: Path) -> bytes:
    """Two tables with keys of every kind, alone and together, each in the other and in itself."""
    names = list(KINDS)
    rows = list(zip(*(texts for _kind, texts in KINDS.values()), strict=True))
    fields = [{"name": name, "type": kind} for name, (kind, _texts) in KINDS.items()]
    for name, lines in (("child", rows), ("parent", [*rows[1::2], *rows[:1], *rows[:1]])):
        (folder / f"{name}.csv").write_text("\n".join(map(",".join, [names, *lines])) + "\n", "utf-8")
    keys = [{"fields": own, "reference": {"resource": "parent", "fields": theirs}} for own, theirs in PAIRS]
    keys += [{"fields": ["n", "s"], "reference": {"resource": "parent", "fields": ["m", "a"]}}]
    keys += [{"fields": ["d", "b"], "reference": {"resource": "", "fields": ["d", "b"]}}]
    child = {"fields": fields, "foreignKeys": keys, "uniqueKeys": [["n"], ["s", "d"], ["t"]], "primaryKey": ["n", "m"]}
    parent = {"fields": [*fields[:4], ANY_DATE, *fields[5:]], "primaryKey": "m"}
    resources = [
        {"name": "child", "path": "child.csv", "schema": child},
        {"name": "parent", "path": "parent.csv", "schema": parent},
    ]
    return json.dumps({"name": "keys", "resources": resources}).encode()


@pytest.mark.parametrize("at_once", [1, 3])
def test_keys_in_shares_have_the_answers_of_all_keys_at_once(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    data = package(tmp_path)
    whole = check_package(data, tmp_path, engine)
    assert whole["errors"] == []
    assert {error["type"] for task in whole["tasks"] for error in task["errors"]} == {
        "foreign-key",
        "primary-key",
        "unique-key",
    }
    monkeypatch.setattr("pipeline.check.keys.AT_ONCE", at_once)
    assert check_package(data, tmp_path, engine) == whole
    few = check_package(data, tmp_path, engine, limit=2)
    assert [task["totals"] for task in few["tasks"]] == [task["totals"] for task in whole["tasks"]]


def test_where_memory_is_short_there_are_more_shares(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, ask = package(tmp_path), Engine.ask
    whole = check_package(data, tmp_path, engine)

    def short(self: Engine, sql: str, relations: Mapping[str, Path]) -> list[tuple[Any, ...]]:
        if "GROUP BY" in sql and "% 16 =" not in sql:
            raise MemoryError("too many keys")
        return ask(self, sql, relations)

    monkeypatch.setattr(Engine, "ask", short)
    assert check_package(data, tmp_path, engine) == whole


def test_an_engine_without_memory_says_so(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    data = package(tmp_path)

    def none(_self: Engine, sql: str, _relations: Mapping[str, Path]) -> list[tuple[Any, ...]]:
        raise MemoryError(sql)

    monkeypatch.setattr("pipeline.check.keys.MOST", 4)
    monkeypatch.setattr(Engine, "ask", none)
    with pytest.raises(MemoryError):
        check_package(data, tmp_path, engine)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("child", "parent", "orphans"),
    [
        (f"1{'0' * 41},", "1,\n,", [2]),
        (f"1{'0' * 41},", "1e41,", []),
        (f"1{'0' * 41},5", "1e41,5.0", []),
        (f"1{'0' * 41},5", "1e42,5.0", [2]),
        ("9223372036854775808,", "9223372036854775808.0,", []),
        ("5,", "1e400,\n,", [2]),
        (",", "1e400,", []),
    ],
)
def test_numbers_of_any_size_are_themselves_in_a_foreign_key(
    tmp_path: Path, engine: Engine, child: str, parent: str, orphans: list[int]
) -> None:
    """An integer and a number, one of them beyond what a decimal of the engine holds; no value is no number."""
    (tmp_path / "child.csv").write_text(f"x,i,j\nx,{child}\n", "utf-8")
    (tmp_path / "parent.csv").write_text("n,m\n" + parent + "\n", "utf-8")
    fields = [{"name": "x"}, {"name": "i", "type": "integer"}, {"name": "j", "type": "integer"}]
    key = {"fields": ["i", "j"], "reference": {"resource": "parent", "fields": ["n", "m"]}}
    numbers = [{"name": name, "type": "number"} for name in "nm"]
    package = [
        {"name": "child", "path": "child.csv", "dialect": DIALECT, "schema": {"fields": fields, "foreignKeys": [key]}},
        {"name": "parent", "path": "parent.csv", "dialect": DIALECT, "schema": {"fields": numbers}},
    ]
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(json.dumps({"$schema": V2, "name": "keys", "resources": package}), "utf-8")
    assert [row for kind, row, _field in ours(descriptor, engine) if kind == "foreign-key"] == orphans
    assert ours(descriptor, engine) == theirs(descriptor)
