"""How a file of separated values is written: in the words of RFC 4180 and of Table Dialect (Data Package v2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What parts the cells of a file. `delimiter` None: each line is one cell. `quote` None: quotes are text.

    Within quotes a quote is written twice, or behind `escape` where that is not None.
    """

    delimiter: str | None
    quote: str | None = '"'
    escape: str | None = None

    def __str__(self) -> str:
        """The dialect as source.yaml declares it."""
        parts = [f"delimiter: {_yaml(self.delimiter)}" if self.delimiter else "no delimiter"]
        parts.append(f"quoteChar: {_yaml(self.quote)}")
        if self.escape is not None:
            parts.append(f"escapeChar: {_yaml(self.escape)}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Declared:
    """What source.yaml says of a file's dialect; what it leaves out is detected.

    `quote` "" says that quotes are text; `header` whether the first row is one; `header_rows` are the lines of the
    file, from 1, that the header rows begin in.
    """

    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    comment: str | None = None
    header: bool | None = None
    header_rows: tuple[int, ...] = ()


def declared_dialect(value: Mapping[str, Any]) -> Declared:
    """What the key `dialect` of source.yaml says, in the words of Table Dialect; the schema has checked it."""
    return Declared(
        delimiter=value.get("delimiter"),
        quote=(value["quoteChar"] or "") if "quoteChar" in value else None,
        escape=value.get("escapeChar"),
        comment=value.get("commentChar"),
        header=value.get("header"),
        header_rows=tuple(value.get("headerRows") or ()),
    )


def _yaml(char: str | None) -> str:
    if char is None:
        return "null"
    return {"\t": '"\\t"', '"': "'\"'", "\\": "'\\'"}.get(char, f'"{char}"')
