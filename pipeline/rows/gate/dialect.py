"""How a file writes its rows: a Table Dialect (v2) or CSV Dialect (v1), strictly read; nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import ContractError
from pipeline.rows.compile.schema import fault

if TYPE_CHECKING:
    from pipeline.issue import Issue

KINDS: dict[str, type] = {
    "delimiter": str,
    "quoteChar": str,
    "doubleQuote": bool,
    "escapeChar": str,
    "lineTerminator": str,
    "nullSequence": str,
    "skipInitialSpace": bool,
    "header": bool,
    "headerRows": list,
    "headerJoin": str,
    "headerCase": bool,
    "caseSensitiveHeader": bool,
    "commentChar": str,
    "commentRows": list,
    "skipBlankRows": bool,
}
ONE_CHARACTER = ("delimiter", "quoteChar", "escapeChar")
TERMINATORS = ("\n", "\r\n", "\r")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The properties that change what is read; rows are counted from 1, headers and comments included.

    `header_first`: the header is the first row that is no comment; else it is where `header_rows` says.
    """

    delimiter: str = ","
    quote: str = '"'
    doubled: bool = True
    escape: str = ""
    null: str | None = None
    skip_space: bool = False
    header_rows: tuple[int, ...] = (1,)
    header_first: bool = True
    header_join: str = " "
    header_case: bool = True
    comment_char: str = ""
    comment_rows: frozenset[int] = frozenset()
    skip_blank: bool = False

    @property
    def first_row(self) -> int:
        """The number of the first row that may be data."""
        return max(self.header_rows, default=0) + 1

    @property
    def is_plain(self) -> bool:
        """Whether quotes, if there are any, are used as RFC 4180 says."""
        return self.doubled and not self.escape and not self.skip_space and bool(self.quote)


def read_dialect(value: object, place: str = "#", *, tabs: bool = False) -> Dialect:
    """The dialect that a descriptor states; `tabs` for files named .tsv. Raises ContractError with every fault."""
    faults: list[Issue] = []
    given = dict(value) if isinstance(value, dict) else {}
    if value is not None and not isinstance(value, dict):
        faults.append(fault(place, repr(value)[:80], "an object"))
    nested = given.pop("csv", None)
    if isinstance(nested, dict):
        given |= nested
    for key, kind in KINDS.items():
        if key in given and (given[key] is None or not isinstance(given[key], kind)):
            if given[key] is not None:
                faults.append(fault(f"{place}/{key}", repr(given[key]), f"a value of the type {kind.__name__}"))
            del given[key]
    _check(given, place, faults)
    if faults:
        raise ContractError("the dialect cannot be used", faults)
    return _dialect(given, tabs=tabs)


def _check(given: dict[str, Any], place: str, faults: list[Issue]) -> None:
    for key in ONE_CHARACTER:
        text = given.get(key, ",")
        if (len(text) != 1 and not (text == "" and key != "delimiter")) or text in ("\n", "\r"):
            faults.append(fault(f"{place}/{key}", repr(text), "one character that ends no line"))
    if given.get("lineTerminator", "\n") not in TERMINATORS:
        faults.append(fault(f"{place}/lineTerminator", repr(given["lineTerminator"]), "LF, CR LF or CR"))
    for key in ("headerRows", "commentRows"):
        rows = given.get(key, [])
        if not all(isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in rows):
            faults.append(fault(f"{place}/{key}", repr(rows)[:80], "numbers of rows, from 1"))
        elif key == "headerRows" and (rows != sorted(set(rows)) or max(rows, default=0) > 1000):
            faults.append(fault(f"{place}/{key}", repr(rows)[:80], "rising numbers up to 1,000"))
    if given.get("delimiter", ",") == given.get("quoteChar", '"'):
        faults.append(fault(f"{place}/quoteChar", repr(given.get("quoteChar")), "another character than the delimiter"))


def _dialect(given: dict[str, Any], *, tabs: bool) -> Dialect:
    escape = given.get("escapeChar", "")
    rows = tuple(given.get("headerRows", (1,))) if given.get("header", True) else ()
    return Dialect(
        delimiter=given.get("delimiter", "\t" if tabs else ","),
        quote=given.get("quoteChar", '"'),
        # As in Frictionless, quotes are doubled unless there is another way to write one.
        doubled=given.get("doubleQuote", True) if escape else True,
        escape=escape,
        null=given.get("nullSequence"),
        skip_space=given.get("skipInitialSpace", False),
        header_rows=rows,
        header_first="headerRows" not in given,
        header_join=given.get("headerJoin", " "),
        header_case=given.get("headerCase", given.get("caseSensitiveHeader", True)),
        comment_char=given.get("commentChar", ""),
        comment_rows=frozenset(given.get("commentRows", ())),
        skip_blank=given.get("skipBlankRows", False),
    )
