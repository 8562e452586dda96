"""The one lexical form of every published value, as the CSV files hold it; no value is the empty string."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.contract import Field

Value = str | int | bool | Decimal | date | tuple[str, ...] | dict[str, object] | None
Row = dict[str, Value]


def render(value: Value) -> str:
    """86000000, 99.9, true, 2025-12-22, ["a", "b"]; None and an empty tuple are the empty string."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return render_decimal(value)
    if isinstance(value, tuple | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value if isinstance(value, str) else str(value)


def render_decimal(value: Decimal) -> str:
    """A decimal without exponent, without trailing zeros, and without a negative zero."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def render_row(row: Mapping[str, Value], fields: tuple[Field, ...]) -> list[str]:
    """The row's values in the order of the fields."""
    return [render(row[item.name]) for item in fields]


def parse(text: str, kind: str) -> Value:
    """The value that a canonical text stands for; the inverse of `render` for a `kind` of field (objects stay text)."""
    if text == "":
        return None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return Decimal(text)
    if kind == "boolean":
        return text == "true"
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "array":
        return tuple(json.loads(text))
    return text


def is_canonical(text: str, kind: str) -> bool:
    """Whether a text is the one that `render` gives for a value of the kind (or is empty: no value)."""
    try:
        return render(parse(text, kind)) == text
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        return False
