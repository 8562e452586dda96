"""Capturing a table of rows: its files are copied and hashed, its schema is taken over, or proposed by all rows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.capture.describe import described_rows
from pipeline.capture.description import Description, description_beside, read_description
from pipeline.capture.outcome import CapturedRows
from pipeline.capture.place import check_name, source_values
from pipeline.capture.written import written_dialect
from pipeline.errors import ContractError, ExtractError, SourceError, StructureFault
from pipeline.extract.size import MOST_FILE_BYTES
from pipeline.files import copy_synced, empty_folder, sync_folder, write_bytes
from pipeline.media import CSV, PARQUET, TSV, content_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.capture.register import Register
    from pipeline.layout import Layout

PACKED = (".gz", ".gzip", ".zst", ".zstd")
SEPARATED = {".csv": CSV, ".tsv": TSV, ".tab": TSV, ".txt": CSV}
MARK = b"PAR1"
SAMPLE = 1 << 16
# What a person is asked to fill in where nobody says it.
WANTED = ("title", "publisher", "url", "published")


def is_rows(file: Path) -> bool:
    """Whether a file can only be a table of rows: Parquet, packed or very large CSV, or one with a schema beside it."""
    if not file.is_file():
        return False
    packed = file.suffix.lower() in PACKED and Path(file.stem).suffix.lower() in SEPARATED
    if packed or _head(file).startswith(MARK):
        return True
    suffix = file.suffix.lower()
    large = suffix != ".txt" and file.stat().st_size > MOST_FILE_BYTES
    return suffix in SEPARATED and (large or description_beside(file) is not None)


def add_rows(
    layout: Layout,
    files: Sequence[Path],
    known: Mapping[str, str | None],
    register: Register,
    schema: Path | None = None,
) -> CapturedRows:
    """Capture files as one table of rows, in this order; its schema is that of the file `schema`, or of the description
    beside the first file, or else proposed from all rows. Nothing is written if anything is amiss.

    Raises ExtractError, ContractError or SourceError.
    """
    for file in files:
        check_name(file)
    media_type = _media_type(files)
    where = schema or description_beside(files[0])
    said = None if where is None else read_description(where, files[0])
    dialect = written_dialect(files[0], media_type, said, known.get("encoding"))
    source_id = register.free_id(known.get("id"), known.get("title") or files[0].name.partition(".")[0])
    beside = empty_folder(layout.raw / f".{source_id}.new")
    try:
        hashes = [copy_synced(file, beside / file.name) for file in files]
        twin = register.twin(hashes[0])
        if twin is not None:
            raise SourceError(f"{files[0].name} is already captured, as the source {twin!r}; nothing was written")
        values = _values(source_id, files, hashes, media_type, known, said) | ({"dialect": dialect} if dialect else {})
        rows, taken = (None, said) if said else _proposed(beside, values)
        text = described_rows(values, taken.schema, taken.where)
        write_bytes(beside / "source.yaml", text.encode())
        beside.rename(layout.source(source_id))
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    sync_folder(layout.raw)
    register.add(layout.source(source_id), hashes[0])
    return _captured(layout.source(source_id), files, rows, taken, values)


def _captured(
    folder: Path, files: Sequence[Path], rows: int | None, taken: Description, values: Mapping[str, object]
) -> CapturedRows:
    return CapturedRows(
        folder,
        tuple(file.name for file in files),
        sum((folder / file.name).stat().st_size for file in files),
        rows,
        tuple((item["name"], item.get("type", "string")) for item in taken.schema["fields"]),
        taken.where,
        tuple(key for key in WANTED if values[key] is None),
        str(values["republish"]),
    )


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(SAMPLE)


def _media_type(files: Sequence[Path]) -> str:
    kinds = {_kind(file) for file in files}
    if len(kinds) > 1 or len({file.suffix.lower() in PACKED for file in files}) > 1:
        raise ExtractError("files of one table are of one kind: all CSV, all TSV or all Parquet, all packed or none")
    if len({file.name for file in files}) < len(files):
        raise ExtractError(
            "two of the files have the same name; expected names that differ, since all go to one folder"
        )
    return kinds.pop()


def _kind(file: Path) -> str:
    head = _head(file)
    if head.startswith(MARK):
        return PARQUET
    name = file.name.lower()
    for suffix in PACKED:
        name = name.removesuffix(suffix)
    content = content_of(head)
    if name == file.name.lower() and (content.media_type is None or content.certain):
        raise ExtractError(f"{file.name}: found {content.words}; expected the rows of a table: CSV, TSV or Parquet")
    return SEPARATED.get(Path(name).suffix, CSV)


def _values(
    source_id: str,
    files: Sequence[Path],
    hashes: Sequence[str],
    media_type: str,
    known: Mapping[str, str | None],
    said: Description | None,
) -> dict[str, object]:
    encoding = known.get("encoding") or (said.encoding if said else None) or "utf-8"
    own = {"media_type": media_type, "encoding": None if media_type == PARQUET else encoding, "sha256": hashes[0]}
    values = source_values(source_id, files[0].name, known) | own
    if values["republish"] == "figures":
        raise SourceError("--republish figures: of a table of rows every row is published, or none; say full or cells")
    rest = [{"document": file.name, "sha256": sha256} for file, sha256 in zip(files[1:], hashes[1:], strict=True)]
    return values | ({"continued_in": rest} if rest else {})


def _proposed(folder: Path, values: Mapping[str, Any]) -> tuple[int, Description]:
    """(rows, a schema proposed from all of them). Raises ExtractError where the files are no table of rows."""
    from pipeline.capture.proposed import proposed_schema

    try:
        rows, schema = proposed_schema(folder, values)
    except (StructureFault, ContractError, ValueError) as error:
        note = error.note if isinstance(error, StructureFault) else str(error)
        place = f" line {error.line}" if isinstance(error, StructureFault) and error.line else ""
        raise ExtractError(
            f"{values['document']}{place}: found {note}; expected rows of one width below a header with labels that "
            "differ; mend a copy of the file, or say how it is written in a Data Package with `dialect`, by --schema"
        ) from None
    return rows, Description(schema, None, None, f"proposed from all {rows:,} rows")
