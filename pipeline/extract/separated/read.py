"""CSV and TSV: the canonical text is the file itself, and its one table takes its cells from there.

A cell's span is what stands in the quotes, or between the delimiters; `Cell.text` is that with its escapes undone and
white space folded, a newline within quotes included. Lines above the table name it: the first one is its caption. A
table whose rows disagree, for which two dialects fit alike, or in which labels stand again below an empty line, is
skipped with the reason and keeps all its cells.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dialect import DELIMITERS, Declared, Dialect
from pipeline.document import Block, Document, position
from pipeline.errors import ExtractError
from pipeline.extract.blocks import LONGEST_CAPTION
from pipeline.extract.decode import decode
from pipeline.extract.headers import header_rows, is_value
from pipeline.extract.separated.scan import trimmed, undone
from pipeline.extract.separated.sniff import Trial, detect
from pipeline.extract.size import MOST_FILE_BYTES, MOST_FILE_CELLS, too_large_file
from pipeline.table import DECLARED_HEADER, Cell, Fault, Table

if TYPE_CHECKING:
    from pipeline.extract.separated.scan import Record
    from pipeline.extract.separated.shape import Shape

MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
SEPARATOR_LINE = "sep="  # the first line by which a file tells Excel its delimiter
UNDECIDED = "not decided: no dialect was chosen"


def read_separated(
    data: bytes,
    media_type: str,
    *,
    name: str = "",
    encoding: str | None = None,
    dialect: Declared | None = None,
) -> Document:
    """The document that a file of separated values is; what `dialect` leaves open is detected.

    ExtractError, with line and column, if a quoted field is broken, if there are more than MOST_FILE_CELLS cells, or if
    the bytes are not text (see `decode`).
    """
    if len(data) > MOST_FILE_BYTES:
        raise too_large_file(name or "the document", f"{len(data):,} bytes")
    text, used, faults = decode(data, encoding, name=name)
    declared = _with_separator_line(text, dialect or Declared())
    trial, unclear = detect(text, declared, prefers_tab=media_type == "text/tab-separated-values")
    where = name or "the document"
    if trial.scanned.broken is not None:
        raise _broken(text, trial, where)
    if trial.scanned.overflow:
        raise too_large_file(where, f"more than {MOST_FILE_CELLS:,} cells in {text.count(chr(10)):,} lines")
    table = _table(text, trial, declared, unclear)
    found = Fault("dialect-detected", _described(trial, table, declared), table.start, table.start)
    blocks = tuple(_blocks(trial.shape))
    return Document(name, media_type, used, text, blocks, (table,), faults if unclear else (*faults, found))


def _with_separator_line(text: str, declared: Declared) -> Declared:
    """What is declared, and the delimiter that a first line such as `sep=;` names."""
    first = text.partition("\n")[0]
    line = first.strip('"')
    if not line.lower().startswith(SEPARATOR_LINE) or len(line) != len(SEPARATOR_LINE) + 1:
        return declared
    return replace(declared, delimiter=declared.delimiter or line[-1], comment=declared.comment or first)


def _broken(text: str, trial: Trial, where: str) -> ExtractError:
    at, found = trial.scanned.broken or (0, "")
    line, column = position(text, at)
    return ExtractError(
        f"{where}: line {line}, column {column}: found {found}, read by the dialect {trial.dialect}; expected fields "
        "that stand in quotes as a whole, with a quote inside them written twice (RFC 4180): mend the line in a copy "
        "and capture that, or declare the dialect in source.yaml, as `dialect: {quoteChar: null}` where quotes are text"
    )


def _table(text: str, trial: Trial, declared: Declared, unclear: str | None) -> Table:
    shape = trial.shape
    texts, rows = _grid(text, trial)
    headers, rule = (0, UNDECIDED) if unclear else _headers(text, texts, shape, declared)
    cells = tuple(
        tuple(
            Cell(words, *span, y, x, "header" if y < headers else "data")
            for x, (words, span) in enumerate(zip(texts[y], spans, strict=True))
        )
        for y, spans in enumerate(rows)
    )
    faults = _faults(text, trial)
    return Table(
        number=1,
        rows=cells,
        header_rows=headers,
        header_rule=rule,
        caption=_caption(text, shape),
        heading=(),
        start=shape.body[0].start if shape.body else 0,
        end=shape.body[-1].end if shape.body else 0,
        skipped=unclear or _why_skipped(texts, shape, headers) or _second_table(text, texts, shape, headers, rule),
        faults=() if unclear else faults,
    )


def _grid(text: str, trial: Trial) -> tuple[list[list[str]], list[list[tuple[int, int]]]]:
    """The words and the span of each cell by row, rectangular: a place that a record lacks is empty, at its end."""
    shape, dialect = trial.shape, trial.dialect
    bad = [shape.body[place] for place in shape.bad]
    width = max([shape.width, *(len(record.fields) for record in bad)])
    texts, rows = [], []
    for record in shape.body:
        spans = [trimmed(text, item) for item in record.fields[:width]]
        words = [
            undone(text[start:end], item[2], dialect) for (start, end), item in zip(spans, record.fields, strict=False)
        ]
        missing = width - len(spans)
        texts.append(words + [""] * missing)
        rows.append(spans + [(record.end, record.end)] * missing)
    return texts, rows


def _headers(text: str, texts: list[list[str]], shape: Shape, declared: Declared) -> tuple[int, str]:
    if not declared.header_rows:
        if declared.header is not None:
            return int(declared.header), DECLARED_HEADER
        return header_rows(texts, delimited=False) if texts else (0, "no header: there is no row")
    lines = {position(text, record.start)[0] for record in shape.body[: len(declared.header_rows)]}
    if lines != set(declared.header_rows):
        raise ExtractError(
            f"`dialect: {{headerRows: {list(declared.header_rows)}}}` in source.yaml: the table begins with the lines "
            f"{sorted(lines)}; expected the lines of its first rows: correct `headerRows:`"
        )
    return len(declared.header_rows), DECLARED_HEADER


def _caption(text: str, shape: Shape) -> str:
    for record in shape.above:
        start, end = (record.start, record.end) if len(record.fields) < 2 else record.fields[0][:2]
        words = " ".join(text[start:end].strip(' "#').split())
        if words and not words.lower().startswith(SEPARATOR_LINE):
            return words if len(words) <= LONGEST_CAPTION else ""
    return ""


def _faults(text: str, trial: Trial) -> tuple[Fault, ...]:
    shape = trial.shape
    ragged = [
        Fault("ragged-row", f"{len(record.fields)} of {shape.width} cells", record.start, record.end, place + 1)
        for place, record in ((place, shape.body[place]) for place in shape.bad)
    ]
    stray = [_stray(text, at, shape.body) for at in trial.scanned.stray if shape.body[0].start <= at]
    return tuple(sorted((*ragged, *stray), key=lambda fault: fault.start))


def _stray(text: str, at: int, body: tuple[Record, ...]) -> Fault:
    row = sum(record.start <= at for record in body)
    return Fault("stray-quote", f"the quote {text[at]!r} within a field without quotes", at, at + 1, row)


def _why_skipped(texts: list[list[str]], shape: Shape, headers: int) -> str | None:
    if shape.bad:
        return "its rows disagree in their number of cells"
    if not any(any(row) for row in texts):
        return "all its cells are empty"
    return "no data rows" if len(texts) == headers else None


def _second_table(text: str, texts: list[list[str]], shape: Shape, headers: int, rule: str) -> str | None:
    """Why the rows below an empty line may be a table of their own: labels stand there again, and values below them."""
    if not headers or rule == DECLARED_HEADER:
        return None
    parted = False
    for place in range(headers + 1, len(texts) - 1):
        above, record, row = shape.body[place - 1], shape.body[place], texts[place]
        parted = parted or not any(texts[place - 1]) or text.count("\n", above.end, record.start) > 1
        if not parted or sum(map(bool, row)) < 2:
            continue
        parted = False
        if not any(map(is_value, row)) and any(map(is_value, texts[place + 1])):
            line, _column = position(text, record.start)
            return (
                f"line {line} stands below an empty line and holds labels, as of a second table: part the file, "
                "or declare `dialect: {header: true}` in source.yaml if it is one table"
            )
    return None


def _blocks(shape: Shape) -> list[Block]:
    lines = [*shape.above, *shape.below]
    blocks = [Block("paragraph", record.start, record.end) for record in lines]
    if shape.body:
        blocks.append(Block("table", shape.body[0].start, shape.body[-1].end))
    return sorted(blocks, key=lambda block: block.start)


def _described(trial: Trial, table: Table, declared: Declared) -> str:
    shape = trial.shape
    how = "declared" if declared.delimiter is not None else "detected"
    parts = [f"{trial.dialect} ({how}; {_name(trial.dialect)})", f"{table.header_rows} header rows"]
    parts += [f"{len(lines)} lines {side} the table" for lines, side in _around(shape) if lines]
    return ", ".join(parts)


def _around(shape: Shape) -> tuple[tuple[tuple[Record, ...], str], ...]:
    return (shape.above, "above"), (shape.below, "below")


def _name(dialect: Dialect) -> str:
    return DELIMITERS.get(dialect.delimiter or "", "one column" if dialect.delimiter is None else "another")
