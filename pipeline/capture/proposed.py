"""A schema proposed from all rows of captured files: for each column the type that every cell of it fits."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from pipeline.capture.written import PACKINGS
from pipeline.check.opening import open_within
from pipeline.contract import SCALE
from pipeline.dialect import declared_dialect
from pipeline.errors import StructureFault
from pipeline.extract.headers import is_value
from pipeline.media import PARQUET, TSV
from pipeline.rows.gate.batches import Tally, batches, open_part
from pipeline.rows.gate.columnar import kinds_of, open_parquet, parquet_batches
from pipeline.rows.gate.dialect import read_dialect
from pipeline.rows.gate.streams import as_utf8
from pipeline.rows.infer import Inference
from pipeline.rowsource import table_dialect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.check.opening import Opened

Schema = dict[str, Any]


def proposed_schema(folder: Path, values: Mapping[str, Any]) -> tuple[int, Schema]:
    """(rows, Table Schema) of the files that the values of a source.yaml name, which are in the folder.

    Raises StructureFault at the first place that is no row of a table, ValueError for labels that cannot name columns.
    """
    names = [values["document"], *(part["document"] for part in values.get("continued_in", ()))]
    with ExitStack() as stack:
        files = [open_within(folder, name) for name in names]
        for file in files:
            stack.enter_context(file.file)
        return _of_parquet(files) if values["media_type"] == PARQUET else _of_text(files, values)


def _of_parquet(files: Sequence[Opened]) -> tuple[int, Schema]:
    """By the texts of the values, since a type of Parquet may hold what no exact number of ours does.

    What the file has as text stays text, the empty one too: null is another thing there.
    """
    opened = [open_parquet(file.file) for file in files]
    labels = opened[0].schema_arrow.names
    inference, tally = Inference(len(labels)), Tally()
    for file in opened:
        for batch in parquet_batches(file, tally, len(labels)):
            inference.add(batch)
        if tally.fault is not None:
            raise tally.fault
    kinds = zip(kinds_of(opened[0]), inference.types(), inference.filled, strict=True)
    types = [found if filled and own != "string" else own for own, found, filled in kinds]
    return tally.rows, _schema(labels, types, inference) | {"missingValues": []}


def _of_text(files: Sequence[Opened], values: Mapping[str, Any]) -> tuple[int, Schema]:
    given = values.get("dialect")
    declared = table_dialect(declared_dialect(given)) if given else {}
    dialect = read_dialect(declared, tabs=values["media_type"] == TSV)
    packing = PACKINGS.get(f".{values['document'].rpartition('.')[2].lower()}", "")
    parts = [open_part(as_utf8(file.file, packing, values["encoding"]), dialect) for file in files]
    labels = parts[0].labels
    _check_labels(labels)
    inference, tally = Inference(len(labels)), Tally()
    for part in parts:
        for batch in batches(part, dialect, tally, len(labels)):
            _check_widths(batch, len(labels))
            inference.add(batch)
        if tally.fault is not None:
            raise tally.fault
    return tally.rows, _schema(labels, inference.types(), inference)


def _check_labels(labels: Sequence[str]) -> None:
    if not labels:
        raise ValueError("no header")
    for number, label in enumerate(labels, 1):
        if not label:
            raise ValueError(f"no label for column {number}")
        if label in labels[: number - 1]:
            raise ValueError(f"the label {label!r} a second time, for column {number}")
    values = [label for label in labels if is_value(label)]
    if len(values) * 2 > len(labels):
        raise ValueError(f"a first row that reads like data ({', '.join(map(repr, values[:3]))})")


def _check_widths(batch: Any, width: int) -> None:
    """A row of another width is told now: the schema could not mend it."""
    widths = batch.column("_width")
    if widths.null_count < batch.num_rows:
        number, found = next((n, item.as_py()) for n, item in enumerate(widths) if item.is_valid)
        row = batch.column("_row")[number].as_py()
        raise StructureFault("source-error", f"{found} cells in record {row}, where the header has {width}", row)


def _schema(labels: Sequence[str], types: Sequence[str], inference: Inference) -> Schema:
    fields: list[dict[str, Any]] = []
    for number, (name, kind) in enumerate(zip(labels, types, strict=True)):
        decimals = inference.decimals(number) if kind == "number" else SCALE
        fields.append({"name": name, "type": kind} | ({"decimals": decimals} if decimals != SCALE else {}))
    return {"fields": fields}
