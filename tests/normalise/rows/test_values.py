"""Random tables of rows: what is published is what Frictionless reads, value by value."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from frictionless import Dialect, Resource, Schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.normalise.rows.read import stage_rows
from pipeline.sources import read_source
from tests.builders import make_project
from tests.normalise.rows.test_tables_of_rows import rows_source

# Field: the texts that it may have. A text of its own stands for no value in each.
DIGITS = r"[+-]?[0-9]{1,18}"
FIELDS: list[tuple[dict[str, Any], st.SearchStrategy[str]]] = [
    ({"type": "integer"}, st.from_regex(rf" ?{DIGITS} ?", fullmatch=True)),
    ({"type": "integer", "bareNumber": False}, st.from_regex(rf"(?:€ ?)?{DIGITS}(?: ?%)?", fullmatch=True)),
    ({"type": "number"}, st.from_regex(r"[+-]?[0-9]{1,29}(?:\.[0-9]{0,9})?", fullmatch=True)),
    ({"type": "number"}, st.from_regex(r"-?[0-9]{1,3}(?:\.[0-9]{1,3})?[eE](?:-[1-6]|\+?1?[0-9])", fullmatch=True)),
    (
        {"type": "number", "decimalChar": ",", "groupChar": "."},
        st.from_regex(r"-?[0-9]{1,3}(?:\.[0-9]{3}){0,5}(?:,[0-9]{1,9})?", fullmatch=True),
    ),
    ({"type": "number", "decimals": 20}, st.from_regex(r"-?[0-9]{1,18}\.[0-9]{1,20}", fullmatch=True)),
    ({"type": "number", "decimals": 2}, st.from_regex(r"-?[0-9]{1,36}(?:\.[0-9]{1,2}0*)?", fullmatch=True)),
    ({"type": "boolean"}, st.sampled_from(["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"])),
    ({"type": "boolean", "trueValues": ["ja", ""], "falseValues": ["nein"]}, st.sampled_from(["ja", "nein"])),
    ({"type": "date"}, st.dates().map(str)),
    ({"type": "date", "format": "%d.%m.%Y"}, st.dates().map(lambda day: f"{day:%d.%m.}{day.year:04}")),
    ({"type": "string"}, st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6)),
    ({"type": "string", "missingValues": []}, st.sampled_from(["", "NA", "-", " ", "\n", '"', "\ufeff", "é"])),
    ({"type": "datetime"}, st.datetimes().map(lambda at: at.isoformat(timespec="seconds"))),
    ({"type": "time"}, st.times().map(str)),
    ({"type": "yearmonth"}, st.dates().map(lambda day: f"{day.year:04}-{day.month:02}")),
    ({"type": "any"}, st.sampled_from(["x", "1", "01"])),
]
AS_TEXT = ("datetime", "time", "yearmonth")
MISSING = ["NA", "-", ""]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[list[str]], str]:
    """(fields, rows of texts, delimiter)."""
    chosen = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6))
    fields = [{"name": f"f {number}", **item} for number, (item, _texts) in enumerate(chosen)]
    cells = [texts if "missingValues" in item else texts | st.sampled_from(MISSING) for item, texts in chosen]
    rows = draw(st.lists(st.tuples(*cells).map(list), max_size=12))
    # The first column has a value in each row, since a blank row is a fault.
    return (
        [{"name": "no"}, *fields],
        [[f"n{number}", *row] for number, row in enumerate(rows)],
        draw(st.sampled_from(",;\t|")),
    )


def reference(path: Path, schema: dict[str, Any], delimiter: str) -> list[list[Any]]:
    """The values that Frictionless reads; texts of types that are published as text."""
    dialect = Dialect.from_descriptor({"csv": {"delimiter": delimiter, "quoteChar": '"', "skipInitialSpace": False}})
    with Resource(
        path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(schema), dialect=dialect
    ) as table:
        found = []
        for row in table.row_stream:
            assert row.valid, row.errors
            given_texts = dict(zip(row.field_names, row.cells, strict=True))
            kinds = {item["name"]: item.get("type", "string") for item in schema["fields"]}
            values = row.to_dict().items()
            found.append([given_texts[n] if kinds[n] in AS_TEXT and v is not None else v for n, v in values])
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables())
def test_every_value_is_the_one_that_frictionless_reads(
    table: tuple[list[dict[str, Any]], list[list[str]], str],
) -> None:
    fields, rows, delimiter = table
    schema = {"fields": fields, "missingValues": MISSING}
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([[item["name"] for item in fields], *rows])
    with tempfile.TemporaryDirectory() as folder:
        layout = make_project(Path(folder) / "p")
        path = rows_source(layout, out.getvalue(), schema=schema, dialect={"delimiter": delimiter})
        source, issues = read_source(layout, path)
        assert issues == []
        assert source is not None
        staged = stage_rows(source, layout, (None, None))
        assert staged["issues"] == []
        (part,) = staged["parts"]
        published = pq.read_table(layout.rows / source.id / part["name"]).drop_columns(["source_id", "table_id", "row"])
        columns = published.column_names[:-2]
        found = [[record[name] for name in columns] for record in published.to_pylist()]
        assert found == reference(path / "1.csv", schema, delimiter)
