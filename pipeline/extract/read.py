"""The pure heart of the stage: bytes in, Document out, and the promise checked that a cell is what its span prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.columns import extents
from pipeline.document import Document
from pipeline.errors import ExtractError
from pipeline.extract.blocks import Leaf, as_block, captions
from pipeline.extract.decode import decode
from pipeline.extract.drawn import drawn_table
from pipeline.extract.grid import MOST_PADDING, padding_of, read_grid
from pipeline.extract.markdown import read_markdown
from pipeline.extract.notes import with_notes
from pipeline.extract.text import read_text
from pipeline.media import ODS, XLS, XLSB, XLSX, contradiction, suffix_type
from pipeline.table import Fault, Table, prints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.dialect import Declared

READERS: dict[str, Callable[[str], list[Leaf]]] = {"text/plain": read_text, "text/markdown": read_markdown}
WORKBOOKS = (XLSX, XLSB, XLS, ODS)
SEPARATED = ("text/csv", "text/tab-separated-values")
WORD = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-word.document.macroEnabled.12",
)
NOTED = (*READERS, "text/html", *WORD)  # documents that print notes to their tables
MEDIA_TYPES = (*READERS, "text/html", *SEPARATED, *WORD, *WORKBOOKS)


def extract_document(
    data: bytes,
    media_type: str,
    *,
    name: str = "",
    encoding: str | None = None,
    dialect: Declared | None = None,
    main: str | None = None,
) -> Document:
    """The document that `data` is: canonical text, blocks in order, and every table, skipped ones too.

    `media_type` is one of MEDIA_TYPES, without parameters; `encoding` a codec name, None for what the document says,
    else UTF-8; `dialect` what is known of the dialect of separated values; `main` the XPath of the main content of a
    page, None for all of it. ExtractError, with the place and the next step, if the bytes are not such a document, or
    `main` is not one element of it. Cost is linear in the size of the document.
    """
    _check_media_type(data, media_type, name or "the document")
    if main is not None and media_type != "text/html":
        raise ExtractError(f"{name or 'the document'}: `main: {main}` in source.yaml: only a page (text/html) has one")
    document = _read(data, media_type, name, encoding, dialect, main)
    if media_type in NOTED:
        document = with_notes(document)
    _check_spans(document.text, document.tables)
    named = _named_otherwise(name, media_type)
    return replace(document, faults=(*document.faults, *named)) if named else document


def _read(
    data: bytes, media_type: str, name: str, encoding: str | None, dialect: Declared | None, main: str | None
) -> Document:
    """The document by the reader of its media type, each imported late: it costs more than a text costs to read."""
    if media_type == "text/html":
        from pipeline.extract.html.read import read_html

        return read_html(data, name=name, encoding=encoding, main=main)
    if media_type in SEPARATED:
        from pipeline.extract.separated.read import read_separated

        return read_separated(data, media_type, name=name, encoding=encoding, dialect=dialect)
    if media_type in WORD:
        from pipeline.extract.docx.read import read_docx

        return read_docx(data, name=name, media_type=media_type)
    if media_type in WORKBOOKS:
        from pipeline.extract.workbook.read import read_workbook

        return read_workbook(data, media_type, name=name)
    return _read_lines(data, media_type, name, encoding)


def _check_media_type(data: bytes, media_type: str, where: str) -> None:
    if media_type not in MEDIA_TYPES:
        raise ExtractError(
            f"{where}: media type {media_type!r} cannot be read; expected one of "
            f"{', '.join(MEDIA_TYPES)}: correct `media_type:` in source.yaml, or save the document as one of these"
        )
    found = contradiction(data, media_type)
    if found is not None:
        right = f"correct `media_type:` in source.yaml to {found.media_type}" if found.media_type else found.advice
        raise ExtractError(
            f"{where}: its media type is {media_type!r}, its content is {found.words}; expected a document of its "
            f"media type: {right or 'capture the right file'}"
        )


def _named_otherwise(name: str, media_type: str) -> tuple[Fault, ...]:
    """What to say of a name that ends as those of another media type do."""
    named = suffix_type(name)
    if named in (None, media_type):
        return ()
    return (Fault("media-type-differs", f"a name as of {named}, and content that is read as {media_type}"),)


def _read_lines(data: bytes, media_type: str, name: str, encoding: str | None) -> Document:
    """A document whose canonical text is its own, line by line."""
    text, used, faults = decode(data, encoding, name=name)
    leaves = READERS[media_type](text)
    blocks = tuple(as_block(leaf) for leaf in leaves)
    return Document(name, media_type, used, text, blocks, tuple(_tables(text, leaves)), faults)


def _tables(text: str, leaves: Sequence[Leaf]) -> Iterator[Table]:
    number, padding = 0, MOST_PADDING
    for leaf, (caption, heading) in zip(leaves, captions(text, leaves), strict=True):
        if leaf.kind == "table":
            if leaf.hosted:
                from pipeline.extract.embedded import hosted_tables

                for table in hosted_tables(leaf, number + 1, caption, heading):
                    number += 1
                    yield table
                continue
            number += 1
            if leaf.drawn is not None:
                place = leaf.start, leaf.end
                yield drawn_table(text, leaf.drawn, place, number=number, caption=caption, heading=heading)
                continue
            table = read_grid(text, leaf, number=number, caption=caption, heading=heading, padding=padding)
            padding -= padding_of(table)
            yield table


def _check_spans(text: str, tables: Sequence[Table]) -> None:
    """The invariant of `Cell`, checked for every cell of every document: a failure is a bug of this package."""
    for table in tables:
        texts, starts, ends = extents(table.rows)
        for note in table.notes:
            if not prints(text[note.start : note.end], note.text):
                raise AssertionError(f"table {table.number}: {note!r} is not what its span prints; please report it")
        if texts != list(map(text.__getitem__, map(slice, starts, ends))):
            _check_each(text, table)


def _check_each(text: str, table: Table) -> None:
    """The same where escapes or white space stand between the text at a span and what the cell says."""
    for cell in (cell for row in table.rows for cell in row):
        if not prints(text[cell.start : cell.end], cell.text):
            raise AssertionError(
                f"table {table.number}: {cell!r} is not what its span prints; this is a bug, please report it"
            )
