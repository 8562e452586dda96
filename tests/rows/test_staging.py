"""Typed rows: what goes in comes out, in its order; what a type cannot hold is refused and never lost."""

from __future__ import annotations

import csv
import errno
import io
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.rows.compile import compile_plan, read_schema
from pipeline.rows.engine import open_engine
from pipeline.rows.gate.batches import Tally, batches, open_part, rows_batch
from pipeline.rows.gate.dialect import Dialect
from pipeline.rows.parts import PartWriter
from pipeline.rows.re2 import fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.rows.engine import Engine
    from pipeline.rows.staging import Staged

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
CELLS = {
    "string": TEXT.filter(lambda text: text != "NIL"),
    "integer": st.integers(-(2**63), 2**63 - 1).map(str),
    "number": st.decimals(-(10**20), 10**20, places=9).map(lambda value: f"{value.normalize():f}"),
    "boolean": st.sampled_from(["true", "false"]),
    "date": st.dates(date(1, 1, 1)).map(date.isoformat),
}
ROWS, TABLES = 200, 20


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def stage(engine: Engine, fields: list[dict[str, Any]], text: str) -> Staged:
    """A table typed; raises AssertionError if its structure is at fault."""
    rule, dialect, tally = read_schema({"fields": fields}), Dialect(), Tally()
    part = open_part(io.BytesIO(text.encode()).read, dialect)
    plan = compile_plan(rule.fields, fits, typed=True)
    rows = batches(part, dialect, tally, len(fields))
    writer = PartWriter(engine.folder / "typed")
    staged = engine.stage(plan, rows, "t", writer.write)
    writer.close()
    assert tally.fault is None
    return staged


def typed(engine: Engine) -> Path:
    """The typed rows of the table that was staged last."""
    return engine.folder / "typed" / "part-00001.parquet"


def written(rows: list[list[str]], labels: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([labels, *rows])
    return out.getvalue()


ROW = st.tuples(*(st.one_of(st.just("NIL"), cell) for cell in CELLS.values()))


# A table of many rows is not shrunk: that would take minutes, and the first cell that differs says enough.
@settings(max_examples=TABLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rows=st.lists(ROW, min_size=ROWS, max_size=ROWS))
def test_cells_go_from_csv_through_types_and_parquet_to_csv_unchanged(
    engine: Engine, rows: list[tuple[str, ...]]
) -> None:
    """20,000 cells; NIL stands for no value, so that the empty text and no text are told apart."""
    fields = [{"name": kind, "type": kind, "missingValues": ["NIL"]} for kind in CELLS]
    # A row without any value would be a blank row.
    numbered = [[str(number), *row] for number, row in enumerate(rows)]
    staged = stage(engine, [{"name": "no"}, *fields], written(numbered, ["no", *CELLS]))
    assert staged.bad is None
    columns = {
        "string": "string",
        "integer": "CAST(integer AS VARCHAR)",
        "number": "rtrim(rtrim(CAST(number AS VARCHAR), '0'), '.')",
        "boolean": "CAST(boolean AS VARCHAR)",
        "date": "CAST(date AS VARCHAR)",
    }
    shown = ", ".join(f"coalesce({sql}, 'NIL') AS {name}" for name, sql in columns.items())
    with tempfile.TemporaryDirectory(dir=engine.folder) as folder:
        target = Path(folder) / "out.csv"
        engine.write(f"SELECT no, {shown} FROM typed", {"typed": typed(engine)}, target)
        with target.open(encoding="utf-8", newline="") as file:
            back = list(csv.reader(file, strict=True))
    assert len(back) == len(rows) + 1
    assert [(old, new) for old, new in zip(numbered, back[1:], strict=True) if old != new] == []


def test_types_of_a_typed_file_and_order_of_its_rows(engine: Engine) -> None:
    fields = [{"name": kind, "type": kind} for kind in CELLS]
    rows = [[f"a{number}", f" {number}", "1e2", "1", "2024-01-05"] for number in range(70_000)]
    staged = stage(engine, fields, written(rows, list(CELLS)))
    assert staged.bad is None
    table = pq.read_table(typed(engine))
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "decimal128(38, 9)", "bool", "date32[day]"]
    assert table["integer"].to_pylist() == list(range(70_000))
    assert set(table["number"].to_pylist()) == {Decimal(100)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "9223372036854775808"),
        ("number", "NaN"),
        ("number", "INF"),
        ("number", "1e400"),
        ("number", "0.0000000001"),
        ("number", "1" * 30),
    ],
)
def test_a_number_that_its_type_cannot_hold_does_not_become_null(engine: Engine, kind: str, text: str) -> None:
    staged = stage(engine, [{"name": "a", "type": kind}], f"a\n{text}\n1\n")
    assert staged.bad is not None
    assert pq.read_table(staged.bad)["_row"].to_pylist() == [2]


def test_a_full_disk_is_told_as_such(engine: Engine) -> None:
    plan = compile_plan(read_schema({"fields": [{"name": "a"}]}).fields, fits, typed=True)
    batch = rows_batch([["x"]] * 60_000, range(2, 60_002), 1)

    def full(_batch: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        engine.stage(plan, iter([batch] * 4), "t", full)
    assert stage(engine, [{"name": "a"}], "a\n1\n").bad is None


KINDS = ["integer", "number", "string", "date", "boolean", "any", "datetime", "array"]
BROKEN = {"integer": "-1", "number": "1_0", "string": "xyz", "date": "2024-02-30", "boolean": "yes", "array": "["}


def wide_fields(width: int) -> list[dict[str, Any]]:
    """Fields of several types; those that a text can break have two rules and more."""
    limits = {"integer": {"minimum": 0}, "string": {"maxLength": 2, "required": True}, "number": {"maximum": 9}}
    kinds = [KINDS[n % len(KINDS)] for n in range(width)]
    return [{"name": f"f{n}", "type": kind, "constraints": limits.get(kind, {})} for n, kind in enumerate(kinds)]


@pytest.mark.parametrize("typed", [False, True])
def test_strips_of_a_wide_table_say_what_one_text_says(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, typed: bool
) -> None:
    """Masks, widths, cells, keys and typed rows, ragged and blank rows included."""
    fields = read_schema({"fields": wide_fields(24)}).fields
    full = ["1", "1.5", "ab", "2024-01-05", "true", "x", "2024-01-05T10:00:00", "[1]"] * 3
    changed = [[*full[:n], BROKEN.get(KINDS[n % 8], "?"), *full[n + 1 :]] for n in range(24)]
    rows = [full, *changed, full[:9], [*full, "more"], [""] * 24, [], ["", "", "ab", *[""] * 21], full]

    def staged(together: int) -> list[list[dict[str, Any]]]:
        monkeypatch.setattr("pipeline.rows.compile.plan.TOGETHER", together)
        monkeypatch.setattr("pipeline.rows.wide.CELLS", 48)
        plan = compile_plan(fields, fits, keys=["f0", "f13", "f23"], typed=typed)
        assert bool(plan.strips) == (together < 24)
        batches = [rows_batch(rows[:20], range(2, 22), 24), rows_batch(rows[20:], range(22, len(rows) + 2), 24)]
        kept: list[dict[str, Any]] = []
        take = (lambda batch: kept.extend(batch.to_pylist())) if typed else None
        out = engine.stage(plan, iter(batches), "strips", take)
        bad, keys = (pq.read_table(path).sort_by("_row").to_pylist() for path in (out.bad, out.keys) if path)
        broken = [
            {"row": row["_row"], "width": row["_width"], "cells": row["_cells"]}
            | {"bits": [(bit.column, bit.name) for bit in plan.broken([row[name] for name in plan.masks])]}
            for row in bad
        ]
        return [broken, keys, kept]

    whole = staged(50)
    # All but two full rows and those whose changed cell may be anything.
    assert len(whole[0]) == len(rows) - 2 - 3
    assert staged(5) == staged(8) == staged(23) == whole


def test_wide_tables_have_several_masks(engine: Engine) -> None:
    """Faults planted in far columns, alone and together."""
    width = 1_000
    fields = [{"name": f"f{n}", "type": "integer", "constraints": {"minimum": 0}} for n in range(width)]
    plan = compile_plan(read_schema({"fields": fields}).fields, fits)
    assert len(plan.masks) > width * 2 // 62
    planted = [{width - 1: "-1"}, {0: "x"}, {499: "-5", 500: "x", 998: "y"}, dict.fromkeys(range(width), "-1")]
    rows = [["1"] * width, *([cells.get(n, "1") for n in range(width)] for cells in planted)]
    staged = engine.stage(plan, iter([rows_batch(rows, range(2, 7), width)]), "wide")
    assert staged.bad is not None
    found = pq.read_table(staged.bad).to_pylist()
    broken = [{bit.column: bit.name for bit in plan.broken([row[name] for name in plan.masks])} for row in found]
    rules = {"-": "minimum", "x": "type", "y": "type"}
    assert broken == [{n: rules[text[0]] for n, text in cells.items()} for cells in planted]


def test_a_cell_of_16_mb(engine: Engine) -> None:
    for cell in ("a" * (16 << 20), '"' + "a,\n" * (5 << 20) + '"'):
        staged = stage(engine, [{"name": "a"}, {"name": "b", "type": "integer"}], f"a,b\n{cell},1\nx,2\n")
        assert staged.bad is None


def test_rows_that_are_all_bad_are_held_in_bounds(engine: Engine) -> None:
    """Their cells go to a file and not to memory."""
    fields = [{"name": "a", "type": "integer"}]
    staged = stage(engine, fields, "a\n" + "x\n" * 100_000)
    assert staged.bad is not None
    assert pq.ParquetFile(staged.bad).metadata.num_rows == 100_000


@pytest.mark.parametrize(("length", "most"), [(1, 50_000), (20_000, 4_000)])
def test_long_rows_come_out_fewer_at_a_time(engine: Engine, length: int, most: int) -> None:
    """So that what is held has about the same size, whatever a row holds."""
    plan = compile_plan(read_schema({"fields": [{"name": "a"}]}).fields, fits, typed=True)
    sizes: list[int] = []
    rows = [["x" * length]] * 3_000
    given = (rows_batch(rows, range(2 + 3_000 * n, 3_002 + 3_000 * n), 1) for n in range(4))
    engine.stage(plan, given, "long", lambda batch: sizes.append(batch.num_rows))
    assert sum(sizes) == 12_000
    assert max(sizes) <= most
    assert len(sizes) > 1 or length == 1
