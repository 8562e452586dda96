"""How the files of a table of rows are written, for `dialect:` in source.yaml: as declared, or as they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.dialect import Declared
from pipeline.errors import ExtractError, StructureFault
from pipeline.extract.separated.sniff import detect
from pipeline.media import PARQUET, TSV
from pipeline.rows.gate.streams import as_utf8

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.capture.description import Description

SAMPLE = 1 << 20  # bytes of the file that the dialect is found by
PACKINGS = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}
KNOWN = ("delimiter", "quoteChar", "escapeChar", "commentChar", "header", "headerRows")
# What a dialect may say besides without changing how we read.
IDLE = {
    "$schema": None,
    "profile": None,
    "csvddfVersion": None,
    "lineTerminator": None,
    "doubleQuote": True,
    "skipInitialSpace": False,
    "caseSensitiveHeader": None,
    "headerJoin": None,
}


def written_dialect(
    file: Path, media_type: str, said: Description | None, encoding: str | None
) -> dict[str, Any] | None:
    """The dialect for source.yaml; None where it is the usual one. Raises ExtractError if it is unclear or not read."""
    if media_type == PARQUET:
        return None
    if said is not None and said.dialect is not None:
        return _declared(said) or None
    text = _start(file, encoding or (said.encoding if said else None) or "utf-8")
    trial, unclear = detect(text, Declared(), prefers_tab=media_type == TSV)
    if unclear is not None:
        raise ExtractError(
            f"{file.name}: found {unclear}; expected one delimiter that fits alone; say which in a Data Package with "
            "`dialect`, and give that by --schema"
        )
    usual, found = "\t" if media_type == TSV else ",", trial.dialect
    dialect: dict[str, Any] = {}
    if found.delimiter not in (None, usual):
        dialect["delimiter"] = found.delimiter
    if found.quote != '"':
        dialect["quoteChar"] = found.quote
    if found.escape:
        dialect["escapeChar"] = found.escape
    if trial.shape.above and trial.shape.body:
        dialect["headerRows"] = [text.count("\n", 0, trial.shape.body[0].start) + 1]
    return dialect or None


def _declared(said: Description) -> dict[str, Any]:
    given = {key: item for key, item in (said.dialect or {}).items() if item is not None}
    csv = given.pop("csv", None)
    given |= csv if isinstance(csv, dict) else {}
    strange = [key for key, item in given.items() if key not in KNOWN and IDLE.get(key, ...) not in (None, item)]
    if strange:
        raise ExtractError(
            f"{said.where}: found {', '.join(map(repr, strange))} in the dialect; expected only {', '.join(KNOWN)}: "
            "write the file in a plainer form"
        )
    return {key: given[key] for key in KNOWN if key in given}


def _start(file: Path, encoding: str) -> str:
    """The first whole lines of a file, unpacked and decoded."""
    try:
        with file.open("rb", buffering=0) as opened:
            data = as_utf8(opened, PACKINGS.get(file.suffix.lower(), ""), encoding)(SAMPLE)
        text = data.decode("utf-8-sig", errors="ignore" if len(data) >= SAMPLE else "strict")
    except (StructureFault, UnicodeDecodeError, LookupError, OSError) as error:
        raise ExtractError(
            f"{file.name}: found bytes that are no text in {encoding} ({error}); expected text; say its --encoding"
        ) from None
    if not text.strip():
        raise ExtractError(f"{file.name}: found no text; expected a header and rows")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text[: text.rfind("\n") + 1] if len(data) >= SAMPLE and "\n" in text else text
