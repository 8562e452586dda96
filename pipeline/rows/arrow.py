"""The Arrow schema of a contract: the types that Parquet and DuckDB see, set by the contract and never by the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.contract import PRECISION, to_json

if TYPE_CHECKING:
    from pipeline.contract import Contract

TYPES = {
    "string": pa.string(),
    "object": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "array": pa.list_(pa.string()),
}
# The footer key under which a Parquet file carries its own Table Schema.
FOOTER_KEY = b"tableschema"


def arrow_schema(contract: Contract) -> pa.Schema:
    """One Arrow field for each field of the contract, not nullable where a value is required."""
    footer = json.dumps(to_json(contract)["schema"], ensure_ascii=False, sort_keys=True).encode()
    kinds = {kind: own for kind, own in TYPES.items() if kind != "array"} if contract.of_rows else TYPES
    kinds_of = [
        pa.decimal128(PRECISION, item.decimals) if item.type == "number" else kinds.get(item.type, pa.string())
        for item in contract.fields
    ]
    named = zip(contract.fields, kinds_of, strict=True)
    fields = [pa.field(item.name, kind, nullable=not item.required) for item, kind in named]
    return pa.schema(fields, metadata={FOOTER_KEY: footer})
