"""What benchmarks/validate.py runs beside us, each as the text of a program that a process of its own runs."""

FRICTIONLESS = (
    "import sys,time;from frictionless import Package;t=time.perf_counter();"
    "r=Package.from_descriptor(sys.argv[1]).validate(limit_errors=10**6);"
    "print(r.tasks[0].stats['rows']/(time.perf_counter()-t))"
)
PANDERA = """
import sys, time, json
import polars as pl, pandera.polars as pa
path, fields = sys.argv[1], json.loads(sys.argv[2])
t = time.perf_counter()
frame = pl.read_csv(path, try_parse_dates=True)
loaded = time.perf_counter() - t
C = pa.Column
schema = pa.DataFrameSchema({
    "id": C(pl.Int64, unique=True, nullable=False),
    "code": C(pl.String, pa.Check.str_matches("^[A-Z]{2}-[0-9]{4}$")),
    "name": C(pl.String, pa.Check.str_length(max_value=40)),
    "amount": C(pl.Float64, pa.Check.ge(0)),
    "quantity": C(pl.Int64, pa.Check.in_range(0, 1000)),
    "day": C(pl.Date),
    "active": C(pl.Boolean),
    "city": C(pl.String, pa.Check.isin(fields)),
})
schema.validate(frame, lazy=True)
print(json.dumps([loaded, time.perf_counter() - t]))
"""
PUBLISH = """
import sys
from pathlib import Path
from pipeline.rows.compile import compile_plan, read_schema, questions
from pipeline.rows.engine import open_engine
from pipeline.rows.gate.batches import Tally, batches, open_part
from pipeline.rows.gate.dialect import Dialect
from pipeline.rows.gate.header import match_header
from pipeline.rows.parts import PartWriter
from pipeline.rows.re2 import fits
import json
path, folder, schema = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
rule, dialect, tally = read_schema(schema), Dialect(), Tally()
with open_engine(folder) as engine, path.open("rb", buffering=0) as file:
    part = open_part(file.read, dialect)
    header = match_header(part.labels, rule, dialect)
    plan = compile_plan(header.columns, fits, keys=rule.primary_key, typed=True)
    writer = PartWriter(folder / "staged")
    staged = engine.stage(plan, batches(part, dialect, tally, len(header.columns)), "t", writer.write)
    key = questions.key_of(plan, rule.primary_key, staged.never)
    ((count,),) = engine.ask(questions.count_repeated(key, "TRUE"), {"staged": staged.keys})
    assert tally.fault is None and staged.bad is None and count == 0
    writer.close()
    (folder / "staged").rename(folder / "published")
"""
COPY = """
import duckdb, sys
path, target, columns = sys.argv[1:]
con = duckdb.connect(config={"threads": "2", "memory_limit": "1GB"})
rows = f"SELECT * FROM read_csv('{path}', header=true, auto_detect=false, delim=',', quote='\\"', columns={columns})"
con.execute(f"COPY ({rows}) TO '{target}' (FORMAT PARQUET, COMPRESSION zstd)")
"""
