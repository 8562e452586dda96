"""CSV and Parquet: one table in two files that say the same, in types that the contract sets."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import SYSTEM, Contract, Field, system_contract, table_schema
from pipeline.rows.arrow import FOOTER_KEY, arrow_schema
from pipeline.rows.canonical import Value, is_canonical, parse, render
from pipeline.rows.read import read_csv, read_parquet
from pipeline.rows.write import write_twins

KINDS = ("string", "object", "integer", "number", "boolean", "date", "array")
ALL = Contract(
    "all",
    "All",
    "A column of every type.",
    (
        Field("id", "string", constraints={"required": True}),
        *(Field(kind, kind) for kind in KINDS),
        Field("must", "integer", constraints={"required": True}),
    ),
    ("id",),
)
# NUL and surrogates are no text of a document: extract refuses them.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
NUMBERS = st.decimals(-(10**28), 10**28, allow_nan=False, allow_infinity=False, places=9)
VALUES = {
    "string": TEXTS,
    "object": st.dictionaries(TEXTS, TEXTS),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": NUMBERS,
    "boolean": st.booleans(),
    "date": st.dates(),
    "array": st.lists(TEXTS, min_size=1).map(tuple),
}
ROWS = st.lists(
    st.tuples(TEXTS, *(st.none() | VALUES[kind] for kind in KINDS), st.integers(-(2**63), 2**63 - 1)), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_what_is_written_is_read_back_from_both(rows: list[tuple[Value, ...]]) -> None:
    texts = [[render(value) for value in row] for row in rows]
    with TemporaryDirectory() as folder:
        csv_path, parquet_path = Path(folder) / "a.csv", Path(folder) / "a.parquet"
        assert write_twins(csv_path, parquet_path, ALL, texts) == len(rows)
        assert list(read_csv(csv_path)) == [list(ALL.columns), *texts]
        assert list(read_parquet(parquet_path)) == [list(ALL.columns), *texts]
        with csv_path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(ALL.columns), *texts]


@given(
    st.sampled_from([kind for kind in KINDS if kind != "object"]).flatmap(
        lambda kind: st.tuples(st.just(kind), VALUES[kind])
    )
)
def test_canonical_text_is_parsed_to_the_value_and_back(case: tuple[str, Value]) -> None:
    kind, value = case
    text = render(value)
    assert parse(text, kind) == value
    assert is_canonical(text, kind)


@given(st.text(), st.sampled_from(KINDS))
def test_no_text_makes_is_canonical_raise(text: str, kind: str) -> None:
    assert is_canonical(text, kind) in (True, False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ((), ""),
        ("n/a", "n/a"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (Decimal("86000000"), "86000000"),
        (Decimal("86E6"), "86000000"),
        (Decimal("99.90"), "99.9"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal("100"), "100"),
        (date(2025, 12, 22), "2025-12-22"),
        (("a", "é"), '["a", "é"]'),
        ({"b": 1, "a": None}, '{"a": null, "b": 1}'),
    ],
)
def test_each_value_has_one_text(value: Value, text: str) -> None:
    assert render(value) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("007", "integer"),
        ("1_000", "integer"),
        (" 1", "integer"),
        ("١", "integer"),
        ("1.0", "integer"),
        ("x", "integer"),
        ("1" * 5000, "integer"),
        ("99.90", "number"),
        ("1e3", "number"),
        ("1,5", "number"),
        ("-0", "number"),
        ("yes", "boolean"),
        ("True", "boolean"),
        ("20251222", "date"),
        ("2025-13-01", "date"),
        ('["a","b"]', "array"),
        ("[", "array"),
        ("5", "array"),
        ("[" * 100_000, "array"),
    ],
)
def test_other_texts_of_a_value_are_not_canonical(text: str, kind: str) -> None:
    assert not is_canonical(text, kind)


def test_csv_is_rfc_4180_with_lf_utf_8_and_no_mark(tmp_path: Path) -> None:
    contract = Contract("t", "T", "", (Field("a", "string"), Field("b", "string")), ("a",))
    rows = [
        ["plain", "n/a"],
        ['quote "q"', "comma, here"],
        ["line\nbreak", "cr\rhere"],
        ["é – ×", ""],
        [" pad ", "NULL"],
    ]
    write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", contract, rows)
    assert (tmp_path / "t.csv").read_bytes().decode("utf-8") == (
        'a,b\nplain,n/a\n"quote ""q""","comma, here"\n"line\nbreak","cr\rhere"\né – ×,\n pad ,NULL\n'
    )
    # Only the empty string is a missing value.
    assert pq.read_table(tmp_path / "t.parquet")["b"].to_pylist() == ["n/a", "comma, here", "cr\rhere", None, "NULL"]


def test_parquet_has_the_contracts_types_whatever_the_rows(tmp_path: Path) -> None:
    types = [pa.string(), pa.string(), pa.string(), pa.int64(), pa.decimal128(38, 9), pa.bool_(), pa.date32()]
    expected = [*types, pa.list_(pa.string()), pa.int64()]
    full = ["k", "s", "{}", "1", "2.5", "true", "2025-01-01", '["a"]', "7"]
    for name, rows in (("none", []), ("empty", [["k", *[""] * 7, "7"]]), ("full", [full])):
        write_twins(tmp_path / f"{name}.csv", tmp_path / f"{name}.parquet", ALL, rows)
        schema = pq.read_schema(tmp_path / f"{name}.parquet")
        assert schema.types == expected, name
        assert [field.name for field in schema if not field.nullable] == ["id", "must"], name


def test_parquet_carries_its_table_schema_and_is_zstd(tmp_path: Path) -> None:
    for name in SYSTEM:
        contract = system_contract(name)
        write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", contract, [])
        schema = pq.read_schema(tmp_path / "t.parquet")
        assert json.loads(schema.metadata[FOOTER_KEY]) == table_schema(contract)
        assert schema.equals(arrow_schema(contract))
    write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", ALL, [["k", *[""] * 7, "7"]])
    group = pq.ParquetFile(tmp_path / "t.parquet").metadata.row_group(0)
    assert {group.column(index).compression for index in range(group.num_columns)} == {"ZSTD"}


def test_a_required_value_that_is_missing_is_not_written(tmp_path: Path) -> None:
    with pytest.raises((ValueError, pa.ArrowException)):
        write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", ALL, [["k", *[""] * 8]])
        pq.ParquetFile(tmp_path / "t.parquet").read().validate(full=True)


def test_more_rows_than_a_batch_are_all_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.rows.write.ROW_GROUP", 3)
    contract = Contract("t", "T", "", (Field("a", "integer"),), ("a",))
    rows = [[str(number)] for number in range(10)]
    assert write_twins(tmp_path / "t.csv", tmp_path / "t.parquet", contract, iter(rows)) == 10
    assert list(read_parquet(tmp_path / "t.parquet")) == list(read_csv(tmp_path / "t.csv")) == [["a"], *rows]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1\n", "line 2 has 1 cells, the header 2"),
        (b"a,b\n1,2,3\n", "line 2 has 3 cells, the header 2"),
        (b'a,b\n1,"open\n', "line 2"),
        (b'a,b\n"x"y,1\n', "line 2"),
        (b"a,b\n\xff,1\n", "utf-8"),
        (b"a,b\n\n", "line 2 has 0 cells"),
    ],
)
def test_a_csv_file_that_is_not_whole_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(ValueError, match=said):
        list(read_csv(tmp_path / "t.csv"))


def test_a_cell_may_be_longer_than_pythons_limit(tmp_path: Path) -> None:
    long = "x" * 300_000
    (tmp_path / "t.csv").write_text(f"a\n{long}\n", "utf-8")
    assert list(read_csv(tmp_path / "t.csv")) == [["a"], [long]]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"no parquet"])
def test_a_file_that_is_no_parquet_is_a_value_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.parquet").write_bytes(data)
    with pytest.raises(ValueError, match=r"t\.parquet"):
        list(read_parquet(tmp_path / "t.parquet"))
