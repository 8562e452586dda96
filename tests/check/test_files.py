"""Files as they come: dialects, compressions, several files, Parquet; and every fault of structure with its place."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.check.package import check_package
from pipeline.rows.gate.batches import Tally
from pipeline.rows.gate.columnar import open_parquet, parquet_batches

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.rows.engine import Engine

FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]


def check(
    folder: Path, engine: Engine, resource: dict[str, Any], fields: Any = FIELDS, **schema: Any
) -> dict[str, Any]:
    """The report on a package with one resource in a folder."""
    value = {"name": "table", "path": "table.csv", "schema": {"fields": fields, **schema}, **resource}
    return check_package(json.dumps({"resources": [value]}).encode(), folder, engine)


def errors(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(type, row, field) of every error."""
    found = [*report["errors"], *(item for task in report["tasks"] for item in task["errors"])]
    return [(item["type"], item.get("rowNumber"), item.get("fieldNumber")) for item in found]


def rows(report: dict[str, Any]) -> int:
    return int(report["tasks"][0]["stats"]["rows"])


@pytest.mark.parametrize(
    ("data", "dialect", "count"),
    [
        (b"id,name\n1,a\n2,b\n", {}, 2),
        (b"id,name\r\n1,a\r\n2,b", {}, 2),
        (b"id,name\r1,a\r2,b\r", {}, 2),
        (b"\xef\xbb\xbfid,name\n1,a\n", {}, 1),
        (b'id,name\n1,"a, ""b""\nc"\n"2",\n', {}, 2),
        (b"id;name\n1;a,b\n", {"delimiter": ";"}, 1),
        (b"id;name\n1;a,b\n", {"csv": {"delimiter": ";"}}, 1),
        ("id¦name\n1¦a\n".encode(), {"delimiter": "¦"}, 1),
        (b"id,name\n1,'a,b'\n", {"quoteChar": "'"}, 1),
        (b'id,name\n1,it\'s "so"\n', {"quoteChar": ""}, 1),
        (b'id,name\n1,"a \\" b"\n', {"escapeChar": "\\", "doubleQuote": False}, 1),
        (b'id, name\n1, "a, b"\n', {"skipInitialSpace": True}, 1),
        (b"1,a\n2,b\n", {"header": False}, 2),
        (b"made by hand\nid,name\n1,a\n", {"headerRows": [2]}, 1),
        (b"i,na\nd,me\n1,a\n", {"headerRows": [1, 2], "headerJoin": ""}, 1),
        (b"ID,Name\n1,a\n", {"headerCase": False}, 1),
        (b"id,name\n#1,a\n2,b\n", {"commentChar": "#"}, 1),
        (b"# a\n#b\nid,name\n1,a\n# c, d\n2,b\n", {"commentChar": "#"}, 2),
        (b"x\nid,name\n1,a\n", {"commentRows": [1]}, 1),
        (b"id,name\nx,y\n2,b\n", {"commentRows": [2]}, 1),
        (b"# by hand\n# twice\nid,name\n1,a\n", {"commentChar": "#"}, 1),
        (b"by hand\nid,name\n1,a\n", {"commentRows": [1]}, 1),
        (b"id,name\n1,a\n\n,\n2,b\n", {"skipBlankRows": True}, 2),
        (b"id,name\n1,NIL\n", {"nullSequence": "NIL"}, 1),
    ],
)
def test_a_dialect_is_read_as_it_says(
    tmp_path: Path, engine: Engine, data: bytes, dialect: dict[str, Any], count: int
) -> None:
    (tmp_path / "table.csv").write_bytes(data)
    report = check(tmp_path, engine, {"dialect": dialect})
    assert errors(report) == []
    assert rows(report) == count


@pytest.mark.parametrize(
    ("data", "expected", "note"),
    [
        (b'id,name\n1,a\n2,x"y\n', ("source-error", 3, None), "a quote within a cell"),
        (b'id,name\n1,a\n2,"x"y\n', ("source-error", 3, None), "after a closing quote"),
        (b'id,name\n1,a\n2,"x\n3,c\n', ("source-error", 3, None), "never closed"),
        (b'id,name\n1,"a"\n2,"x\n3,"c"\n', ("source-error", 3, None), "after a closing quote"),
        (b"id,name\n1,a\n2,x\0y\n", ("source-error", 3, None), "NUL"),
        (b"id,name\n1,a\n2,\xff\n", ("encoding-error", 3, None), "0xff in column 3"),
        (b'id,na"me\n1,a\n', ("source-error", 1, None), "a quote within a cell"),
        (b"", ("source-error", None, None), "empty"),
    ],
)
def test_a_fault_of_structure_is_found_with_record_and_line(
    tmp_path: Path, engine: Engine, data: bytes, expected: tuple[Any, ...], note: str
) -> None:
    """Nothing of the rest is taken for rows; what stands before the fault was checked."""
    (tmp_path / "table.csv").write_bytes(data)
    report = check(tmp_path, engine, {})
    assert errors(report) == [expected] or data == b""
    (error,) = report["tasks"][0]["errors"]
    assert note in error["note"]
    assert error.get("lineNumber") == expected[1]


def test_lines_and_records_are_counted_apart(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "table.csv").write_bytes(b'id,name\n1,"a\nb\nc"\n\n2,x"y\n')
    (blank, fault) = sorted(check(tmp_path, engine, {})["tasks"][0]["errors"], key=lambda item: item["rowNumber"])
    assert (blank["type"], blank["rowNumber"]) == ("blank-row", 3)
    assert (fault["rowNumber"], fault["lineNumber"]) == (4, 6)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"id,name\n1\n", [("missing-cell", 2, 2)]),
        (b"id,name\n1,a,b,c\n", [("extra-cell", 2, 3), ("extra-cell", 2, 4)]),
        (b"id,name\n\n1,a\n", [("blank-row", 2, None)]),
        (b"id,name\n,\n1,a\n\n", [("blank-row", 2, None), ("blank-row", 4, None)]),
        (b"id,id\n1,a\n", [("duplicate-label", None, 2)]),
        (b"name,id\na,1\n", [("incorrect-label", None, 1), ("incorrect-label", None, 2), ("type-error", 2, 1)]),
        (b"id,\n1,a\n", [("blank-label", None, 2)]),
        (b"id,name,more\n1,a,b\n", [("extra-label", None, 3)]),
        (b"id\n1\n", [("missing-label", None, 2)]),
    ],
)
def test_ragged_rows_and_wrong_headers(
    tmp_path: Path, engine: Engine, data: bytes, expected: list[tuple[Any, ...]]
) -> None:
    (tmp_path / "table.csv").write_bytes(data)
    assert errors(check(tmp_path, engine, {})) == expected


def test_blocks_in_every_form_agree_with_the_tokenizer(tmp_path: Path, engine: Engine) -> None:
    """Blocks with quotes, without, with a ragged row and with a blank line, so that rows keep their numbers."""
    plain = "".join(f"{number},name {number}\n" for number in range(60_000))
    quoted = "".join(f'{number},"a\n""{number}"""\n' for number in range(60_000))
    (tmp_path / "table.csv").write_text(f"id,name\n{plain}x,1\n{quoted}y,2\n{plain}1\n\nz,3\n", "utf-8")
    report = check(tmp_path, engine, {})
    bad = [("type-error", 60_002, 1), ("type-error", 120_003, 1), ("missing-cell", 180_004, 2)]
    assert errors(report) == [*bad, ("blank-row", 180_005, None), ("type-error", 180_006, 1)]
    assert rows(report) == 180_005


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_compressed_files(tmp_path: Path, engine: Engine, suffix: str) -> None:
    plain = b"id,name\n" + b"".join(b"%d,a\n" % number for number in range(10_000))
    data = gzip.compress(plain) if suffix == "gz" else pa.compress(plain, codec="zstd", asbytes=True)
    path = tmp_path / f"table.csv.{suffix}"
    path.write_bytes(data)
    report = check(tmp_path, engine, {"path": path.name})
    assert (errors(report), rows(report)) == ([], 10_000)
    path.write_bytes(data[: len(data) // 2])
    assert errors(check(tmp_path, engine, {"path": path.name}))[0][0] == "compression-error"


def test_other_encodings(tmp_path: Path, engine: Engine) -> None:
    for encoding in ("latin-1", "utf-16", "cp1252"):
        (tmp_path / "table.csv").write_bytes("id,name\n1,é\n".encode(encoding))
        report = check(
            tmp_path, engine, {"encoding": encoding}, [FIELDS[0], {**FIELDS[1], "constraints": {"enum": ["é"]}}]
        )
        assert errors(report) == []
    (tmp_path / "table.csv").write_bytes(b"id,name\n1,\xff\xff\xff\n")
    assert errors(check(tmp_path, engine, {"encoding": "shift_jis"})) == [("encoding-error", None, None)]


def test_several_files_are_one_table(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "a.csv").write_text("id,name\n1,a\n2,b\n", "utf-8")
    (tmp_path / "b.csv").write_text("id,name\n3,c\nx,d\n1,e\n", "utf-8")
    report = check(tmp_path, engine, {"path": ["a.csv", "b.csv"]}, primaryKey="id")
    assert errors(report) == [("type-error", 5, 1), ("primary-key", 5, None), ("primary-key", 6, None)]
    (tmp_path / "b.csv").write_text("name,id\nc,3\n", "utf-8")
    (error,) = check(tmp_path, engine, {"path": ["a.csv", "b.csv"]})["tasks"][0]["errors"]
    assert "another header" in error["note"]


def test_parquet(tmp_path: Path, engine: Engine) -> None:
    moment = datetime(2024, 1, 5, 10, tzinfo=UTC)
    columns = {
        "id": pa.array([1, None, 3]),
        "name": ["a", "b", None],
        "amount": pa.array([Decimal("1.50"), None, Decimal("-2.25")]),
        "share": [0.1, None, 1e300],
        "day": [date(2024, 1, 5), None, date(1, 1, 1)],
        "at": pa.array([moment, None, moment], pa.timestamp("us", tz="UTC")),
        "ok": [True, None, False],
        "tags": [["a"], None, []],
    }
    kinds = ["integer", "string", "number", "number", "date", "datetime", "boolean", "array"]
    fields = [{"name": name, "type": kind} for name, kind in zip(columns, kinds, strict=True)]
    pq.write_table(pa.table(columns), tmp_path / "table.parquet")
    report = check(tmp_path, engine, {"path": "table.parquet"}, fields)
    assert (errors(report), rows(report)) == ([], 3)
    fields[0]["constraints"] = {"required": True, "maximum": 2}
    report = check(tmp_path, engine, {"path": "table.parquet"}, fields)
    assert errors(report) == [("constraint-error", 3, 1), ("constraint-error", 4, 1)]
    (tmp_path / "table.parquet").write_bytes(b"PAR1 no more")
    assert errors(check(tmp_path, engine, {"path": "table.parquet"}, fields)) == [("source-error", None, None)]


MOMENT = datetime(2024, 7, 2, 3, 4, 5, tzinfo=UTC)
TEXTS: dict[str, tuple[pa.Array, list[str]]] = {
    "a moment with a zone, in UTC": (pa.array([MOMENT], pa.timestamp("s", "Europe/Berlin")), ["2024-07-02T03:04:05Z"]),
    "a moment without": (
        pa.array([0, 1_500_000_000, 10_000_000_000], pa.timestamp("ns")),
        ["1970-01-01T00:00:00", "1970-01-01T00:00:01.5", "1970-01-01T00:00:10"],
    ),
    "time": (pa.array([time(10, 10, 10), time(1, 2, 3, 500)]), ["10:10:10", "01:02:03.0005"]),
    "duration": (
        pa.array([0, -4_999_997, 100_000_000], pa.duration("us")),
        ["PT0S", "-PT4.999997S", "PT100S"],
    ),
    "double": (pa.array([1.0, 1e16, 5e-7, 0.1, 1e300]), ["1.0", "10000000000000000.0", "0.0000005", "0.1", "1e+300"]),
    "float": (pa.array([0.1, 2.0, float("nan")], pa.float32()), ["0.1", "2.0", "nan"]),
    "dictionary": (pa.array([MOMENT], pa.timestamp("s", "UTC")).dictionary_encode(), ["2024-07-02T03:04:05Z"]),
    "bytes": (pa.array([b"abc"]), ["abc"]),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_value_of_parquet_has_one_text(tmp_path: Path, case: str) -> None:
    column, texts = TEXTS[case]
    pq.write_table(pa.table({"a": column}), tmp_path / "a.parquet")
    tally = Tally()
    with (tmp_path / "a.parquet").open("rb") as file:
        found = [
            text for batch in parquet_batches(open_parquet(file), tally, 1) for text in batch.column(0).to_pylist()
        ]
    assert (found, tally.fault) == (texts, None)


def test_bytes_that_are_no_text_are_told(tmp_path: Path, engine: Engine) -> None:
    pq.write_table(pa.table({"id": [1], "name": [b"\xff"]}), tmp_path / "a.parquet")
    (error,) = check(tmp_path, engine, {"path": "a.parquet"})["tasks"][0]["errors"]
    assert (error["type"], "'name' holds bytes" in error["note"]) == ("source-error", True)


def test_a_file_that_is_not_the_one_listed_is_not_parsed(tmp_path: Path, engine: Engine) -> None:
    data = b"id,name\nx,a\n"
    (tmp_path / "table.csv").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    assert errors(check(tmp_path, engine, {"hash": f"sha256:{digest}", "bytes": 12})) == [("type-error", 2, 1)]
    assert errors(check(tmp_path, engine, {"hash": hashlib.md5(data).hexdigest()})) == [("type-error", 2, 1)]  # noqa: S324
    assert errors(check(tmp_path, engine, {"hash": "sha256:" + "0" * 64})) == [("hash-count", None, None)]
    assert errors(check(tmp_path, engine, {"bytes": 13})) == [("byte-count", None, None)]
    assert errors(check(tmp_path, engine, {"rows": 2})) == [("row-count", None, None), ("type-error", 2, 1)]


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("gone.csv", "no such file"),
        ("folder.csv", "no regular file"),
        ("fifo.csv", "no regular file"),
        ("link.csv", "it is a link"),
        ("linked/table.csv", "a link or no folder"),
        ("../table.csv", "no path below the package"),
        ("/dev/zero", "no path below the package"),
        ("a/../../b.csv", "no path below the package"),
        ("..\\table.csv", "no path below the package"),
        ("file:///etc/passwd", "an address"),
    ],
)
def test_paths_that_lead_elsewhere_are_not_opened(tmp_path: Path, engine: Engine, path: str, note: str) -> None:
    root = tmp_path / "package"
    (root / "folder.csv").mkdir(parents=True)
    (tmp_path / "table.csv").write_text("id,name\n1,a\n", "utf-8")
    (root / "link.csv").symlink_to(tmp_path / "table.csv")
    (root / "linked").symlink_to(tmp_path)
    os.mkfifo(root / "fifo.csv")
    report = check(root, engine, {"path": path, "format": "csv"})
    (error,) = report["tasks"][0]["errors"]
    assert note in error["note"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,name\n" + "1,a\n" * 1_000_001, "utf-8")
    resource = {"name": "t", "path": "table.csv", "schema": {"fields": FIELDS}}

    def grow(_name: str, rows: int) -> None:
        if rows:
            with path.open("a") as file:
                file.write("2,b\n")

    report = check_package(json.dumps({"resources": [resource]}).encode(), tmp_path, engine, progress=grow)
    assert "changed while it was read" in report["tasks"][0]["errors"][0]["note"]


def test_a_schema_and_a_dialect_may_be_files(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "table.csv").write_text("id;name\nx;a\n", "utf-8")
    (tmp_path / "schema.json").write_text(json.dumps({"fields": FIELDS}), "utf-8")
    (tmp_path / "dialect.json").write_text('{"delimiter": ";"}', "utf-8")
    value = {"name": "t", "path": "table.csv", "schema": "schema.json", "dialect": "dialect.json"}
    report = check_package(json.dumps({"resources": [value]}).encode(), tmp_path, engine)
    assert errors(report) == [("type-error", 2, 1)]


def test_other_files_are_hashed_only(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    value = {"resources": [{"name": "notes", "path": "notes.pdf", "bytes": 4}]}
    report = check_package(json.dumps(value).encode(), tmp_path, engine)
    assert report["valid"]
    assert report["tasks"][0]["type"] == "file"


def test_a_table_without_a_schema_has_its_structure_checked(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "table.csv").write_text("a,b\n1,2\n1\n", "utf-8")
    report = check_package(b'{"resources": [{"name": "t", "path": "table.csv"}]}', tmp_path, engine)
    assert errors(report) == [("missing-cell", 3, 2)]


def test_ten_thousand_columns(tmp_path: Path, engine: Engine) -> None:
    """Faults in near and far columns are found, with their places and exact counts, and lists are bounded."""
    names = [f"f{number}" for number in range(10_000)]
    fields = [{"name": name, "type": "integer", "constraints": {"maximum": 9}} for name in names]
    lines = [["1"] * 10_000 for _row in range(6)]
    lines[2][0], lines[2][9_999], lines[3][5_000] = "x", "10", "99"
    lines[4] = ["x"] * 10_000
    lines[5] = lines[5][:-1]
    (tmp_path / "table.csv").write_text("\n".join(map(",".join, [names, *lines])) + "\n", "utf-8")
    report = check(tmp_path, engine, {}, fields)
    found = errors(report)
    assert found[:3] == [("type-error", 4, 1), ("constraint-error", 4, 10_000), ("constraint-error", 5, 5_001)]
    assert found[3:5] == [("type-error", 6, 1), ("type-error", 6, 2)]
    assert len(found) == 1000
    assert report["stats"]["errors"] == 3 + 10_000 + 1


def test_a_table_that_is_too_wide_is_refused_and_not_half_checked(tmp_path: Path, engine: Engine) -> None:
    names = [f"f{number}" for number in range(20_001)]
    (tmp_path / "table.csv").write_text(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n", "utf-8")
    (error,) = check(tmp_path, engine, {}, [{"name": name} for name in names])["tasks"][0]["errors"]
    assert error["note"] == "it has 20,001 columns; at most 20,000 are checked"
