"""How fast every row is checked, beside what others need for the same rows, in one run; and that every fault is found.

A table of 8 columns is made twice, clean and with planted faults whose rows are known. Prints rows per second of
`tabletrace validate` (the whole command, primary key included) against Frictionless on the first rows and
pandera.polars, check and typed Parquet against DuckDB's unchecked typed COPY, and the peak of memory.
With `--growth`, the same command on 1, 4 and 16 times as many rows, with its table written to docs/speed.md. With
`--pairs N`, N fresh pairs of schema and table against Frictionless, and the seed to repeat them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.validate_peers import COPY, FRICTIONLESS, PANDERA, PUBLISH

ROOT = Path(__file__).parents[1]
# Where the table of growth is written, and between which lines.
SPEED, GROWTH = ROOT / "docs" / "speed.md", ("<!-- growth -->", "<!-- end of growth -->")
CITIES = ["Oslo", "Berlin", "São Paulo", "New York", "Tokyo", "Lagos"]
FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}-[0-9]{4}"}},
    {"name": "name", "type": "string", "constraints": {"maxLength": 40}},
    {"name": "amount", "type": "number", "constraints": {"minimum": 0}},
    {"name": "quantity", "type": "integer", "constraints": {"minimum": 0, "maximum": 1000}},
    {"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}},
    {"name": "active", "type": "boolean"},
    {"name": "city", "type": "string", "constraints": {"enum": CITIES}},
]
SCHEMA = {"fields": FIELDS, "primaryKey": "id"}
TYPES = ["BIGINT", "VARCHAR", "VARCHAR", "DECIMAL(38,9)", "BIGINT", "DATE", "BOOLEAN", "VARCHAR"]
CELLS = [
    "CAST(i AS VARCHAR)",
    "'AB-' || printf('%04d', i * 7919 % 10000)",
    "'item number ' || (i * 104729 % 1000000)",
    "printf('%d.%02d', i * 15485863 % 100000, i % 100)",
    "CAST(i * 31 % 1000 AS VARCHAR)",
    "printf('20%02d-%02d-%02d', 10 + i % 16, 1 + i % 12, 1 + i % 28)",
    "CASE WHEN i % 2 = 0 THEN 'true' ELSE 'false' END",
    f"list_extract({CITIES}, 1 + CAST(i % 6 AS INTEGER))",
]
# (column, text, the types of the errors that it makes); the nth stands where i % EVERY = n + 1.
EVERY = 99_991
FAULTS = [
    (0, "", ["constraint-error", "primary-key"]),
    (0, "1.5", ["type-error", "primary-key"]),
    (0, "5", ["primary-key"]),
    (1, "ab-1234", ["constraint-error"]),
    (2, "x" * 41, ["constraint-error"]),
    (3, "-0.01", ["constraint-error"]),
    (3, "1_000", ["type-error"]),
    (4, "1001", ["constraint-error"]),
    (4, "1e3", ["type-error"]),
    (5, "2023-02-29", ["type-error"]),
    (5, "1999-12-31", ["constraint-error"]),
    (6, "yes", ["type-error"]),
    (7, "Paris", ["constraint-error"]),
]


def write_table(path: Path, rows: int, *, planted: bool) -> None:
    """The table as CSV; faults are planted from the sixth row on, so that the key 5 is there to be repeated."""
    cells = list(CELLS)
    for number, (column, text, _types) in enumerate(FAULTS if planted else ()):
        cells[column] = f"CASE WHEN i % {EVERY} = {number + 1} AND i > 100 THEN '{text}' ELSE {cells[column]} END"
    names = ", ".join(f"{cell} AS {item['name']}" for cell, item in zip(cells, FIELDS, strict=True))
    with duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = true")
        con.execute(f"COPY (SELECT {names} FROM range(1, {rows + 1}) AS t(i)) TO '{path}' (FORMAT CSV, HEADER true)")


def expected(rows: int) -> set[tuple[str, int]]:
    """(type, rowNumber) of every planted fault; the header is row 1."""
    found = set()
    for number, (_column, _text, types) in enumerate(FAULTS):
        places = [i for i in range(number + 1, rows + 1, EVERY) if i > 100]
        found |= {(kind, i + 1) for i in places for kind in types}
    return found


def write_descriptor(folder: Path, table: Path) -> Path:
    """A package of the one table."""
    resource = {"name": "t", "path": table.name, "encoding": "utf-8", "schema": SCHEMA, "bytes": table.stat().st_size}
    dialect = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False}
    path = folder / f"{table.stem}.json"
    path.write_text(json.dumps({"name": "b", "resources": [{**resource, "dialect": dialect}]}), "utf-8")
    return path


def run(command: list[str]) -> tuple[float, float, float, bytes]:
    """(seconds, MB at the peak of the largest process, seconds of processor time, stdout)."""
    script = (
        "import json,resource,subprocess,sys,time;t=time.perf_counter();"
        "p=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE);s=time.perf_counter()-t;"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "head=json.dumps([s,u.ru_maxrss/1024,u.ru_utime+u.ru_stime]).encode();"
        "sys.stdout.buffer.write(head+b'\\n'+p.stdout)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    head, _, rest = done.stdout.partition(b"\n")
    seconds, peak, cpu = json.loads(head)
    return seconds, peak, cpu, rest


def ours(descriptor: Path) -> tuple[float, float, float, dict[str, object]]:
    """The whole command: (seconds, MB, seconds of processor time, report)."""
    command = [str(Path(sys.executable).with_name("tabletrace")), "validate", str(descriptor), "--json"]
    seconds, peak, cpu, out = run([*command, "--limit-errors", "1000000"])
    return seconds, peak, cpu, json.loads(out)


def speed(folder: Path, rows: int, sample: int) -> bool:
    """The comparison; whether everything that has to be reached was reached."""
    clean, planted, first = folder / "clean.csv", folder / "planted.csv", folder / "first.csv"
    write_table(clean, rows, planted=False)
    write_table(planted, rows, planted=True)
    write_table(first, sample, planted=True)
    print(f"{rows:,} rows × {len(FIELDS)} columns, {clean.stat().st_size / 1e6:,.0f} MB, load {os.getloadavg()[0]:.1f}")
    frictionless = [sys.executable, "-c", FRICTIONLESS, str(write_descriptor(folder, first))]
    before = run(frictionless)
    seconds, peak, cpu, report = ours(write_descriptor(folder, planted))
    after = run(frictionless)
    theirs = (float(before[3]) + float(after[3])) / 2
    task = report["tasks"][0]
    found = {(error["type"], error["rowNumber"]) for error in task["errors"]}
    right = found == expected(rows) and task["stats"]["errors"] == len(expected(rows))
    factor = rows / seconds / theirs
    print(f"frictionless, first {sample:,} rows: {theirs:,.0f} rows/s")
    print(f"tabletrace validate: {seconds:.1f} s, {rows / seconds:,.0f} rows/s, {factor:.0f}× (to reach 30, aim 60)")
    per_core = rows / cpu / (sample / ((before[2] + after[2]) / 2))
    print(
        f"    on a machine that others load: {cpu:.1f} s of processor time, {per_core:.0f}× the rows of a core's second"
    )
    print(f"peak of memory: {peak:,.0f} MB (at most 1,536)")
    print(f"planted faults: {len(expected(rows)):,}; found with type and row: {'all' if right else 'NOT ALL'}")
    columns = "{" + ", ".join(f"'{f['name']}': '{t}'" for f, t in zip(FIELDS, TYPES, strict=True)) + "}"
    unchecked = [sys.executable, "-c", COPY, str(clean), str(folder / "copy.parquet"), columns]
    first_copy = run(unchecked)
    publish, peak_publish, cpu, _out = run([sys.executable, "-c", PUBLISH, str(clean), str(folder), json.dumps(SCHEMA)])
    second_copy = run(unchecked)
    copy, copy_cpu = (
        (one + two) / 2 for one, two in ((first_copy[0], second_copy[0]), (first_copy[2], second_copy[2]))
    )
    ratio = publish / copy
    print(
        f"check and typed Parquet: {publish:.1f} s, {peak_publish:,.0f} MB; unchecked COPY {copy:.1f} s; "
        f"{ratio:.2f}× (at most 2.5, aim 1.5)"
    )
    print(f"    processor time: {cpu:.1f} s and {copy_cpu:.1f} s, {cpu / copy_cpu:.2f}×")
    out = run([sys.executable, "-c", PANDERA, str(clean), json.dumps(CITIES)])
    if out[3]:
        loaded, whole = json.loads(out[3])
        print(f"pandera.polars: {whole:.1f} s, {loaded:.1f} of it to load all in {out[1]:,.0f} MB")
    return right and factor >= 30 and peak <= 1536 and ratio <= 2.5


def growth(folder: Path, million: int) -> bool:
    """Time and memory as rows grow, into the documentation; whether they are linear and flat, and the faults found."""
    lines = ["| rows | seconds | processor µs a row | peak MB |", "|---|---|---|---|"]
    print(*lines, sep="\n")
    load, right, per_row, peaks = os.getloadavg()[0], True, [], []
    for times in (1, 4, 16):
        table, rows = folder / "grown.csv", times * million
        write_table(table, rows, planted=True)
        seconds, peak, cpu, report = ours(write_descriptor(folder, table))
        found = {(error["type"], error["rowNumber"]) for error in report["tasks"][0]["errors"]}
        right = right and found == expected(rows)
        per_row, peaks = [*per_row, cpu / rows * 1e6], [*peaks, peak]
        lines.append(f"| {rows:,} | {seconds:.1f} | {per_row[-1]:.2f} | {peak:,.0f} |")
        print(lines[-1], flush=True)
    before, _, rest = SPEED.read_text("utf-8").partition(GROWTH[0])
    text = f"{len(os.sched_getaffinity(0))} cores, load by others {load:.1f}:\n\n" + "\n".join(lines)
    SPEED.write_text(f"{before}{GROWTH[0]}\n{text}\n{GROWTH[1]}{rest.partition(GROWTH[1])[2]}", "utf-8")
    linear, flat = per_row[-1] <= 1.2 * per_row[0], peaks[-1] <= 1.2 * peaks[1] and max(peaks) <= 1536
    print(f"planted faults found: {right}; time linear within 20 %: {linear}; memory flat from the second on: {flat}")
    return right and linear and flat


def fresh_pairs(count: int) -> bool:
    """New pairs of schema and table against Frictionless."""
    import random
    import warnings

    from hypothesis import HealthCheck, given, seed, settings

    from pipeline.rows.engine import open_engine
    from tests.check.packages import packages, write
    from tests.check.pairs import ours as verdict
    from tests.check.pairs import pairs, theirs, write_package

    warnings.simplefilter("ignore")
    number = random.SystemRandom().randrange(10**9)
    bad: dict[str, tuple[object, object]] = {}
    print(f"{count:,} pairs against frictionless, seed {number}", flush=True)
    with tempfile.TemporaryDirectory() as folder, open_engine(Path(folder)) as engine:

        @seed(number)
        @settings(max_examples=count // 2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(pair=pairs(), package=packages())
        def compare(pair: tuple[dict[str, object], str], package: tuple[dict[str, object], dict[str, bytes]]) -> None:
            for drawn in (pair, package):
                here = Path(folder)
                descriptor = write_package(here, *pair) if drawn is pair else write(here, package)
                try:
                    mine, other = verdict(descriptor, engine), theirs(descriptor)
                except Exception as failure:  # a failure of either is told like any other difference
                    mine, other = [("failure", 0, 0)], [(str(failure), 0, 0)]
                if mine != other:
                    bad.setdefault(repr(drawn), (mine, other))

        compare()
    print(f"{len(bad)} differ")
    for drawn, (mine, other) in list(bad.items())[:5]:
        print(drawn, f"tabletrace {mine}", f"frictionless {other}", sep="\n")
    return not bad


def main() -> None:
    """Run what the options ask for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--sample", type=int, default=200_000)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--pairs", type=int, default=0)
    given = options.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="tabletrace-bench-") as name:
        if given.pairs:
            good = fresh_pairs(given.pairs)
        elif given.growth:
            good = growth(Path(name), given.rows // 10)
        else:
            good = speed(Path(name), given.rows, given.sample)
    print(f"{time.perf_counter() - start:.0f} s in all")
    sys.exit(not good)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
