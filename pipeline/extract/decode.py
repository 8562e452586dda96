"""Bytes become canonical text: one declared encoding, strictly read, LF newlines, and nothing guessed.

UTF-8 is the default. Another encoding is read only when source.yaml declares it (`encoding:`), since a wrong guess
changes figures without a trace. What was tidied (a byte-order mark, more than one kind of newline) is told as a
Fault.
"""

from __future__ import annotations

import codecs
import re

from pipeline.document import position
from pipeline.errors import ExtractError
from pipeline.table import Fault

BYTE_ORDER_MARK = "\ufeff"
NOT_CHARSETS = ("idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape")
BYTE_ORDER_MARKS = (  # the longer first: a UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
SAMPLE = 4096  # bytes looked at for the pattern of NULs that UTF-16 and UTF-32 leave in Latin text
UNFIT = re.compile("[\x00\ud800-\udfff]")
NEWLINE = re.compile(r"\r\n|\r|\n")
NEWLINE_BYTES = re.compile(rb"\r\n|\r|\n")
NEWLINE_NAMES = (("\n", "LF"), ("\r\n", "CRLF"), ("\r", "CR"))


def decode(data: bytes, encoding: str | None, *, name: str = "") -> tuple[str, str, tuple[Fault, ...]]:
    """(text, encoding used, faults): the document with LF newlines and without a byte-order mark.

    `encoding` is a Python codec name, None for UTF-8. Fault spans are code points of the result. ExtractError says
    where (byte offset or line and column), what was found and what to do if the bytes are not text in that encoding,
    hold a NUL, or are empty.
    """
    where = name or "the document"
    codec = _codec(encoding, where)
    if encoding is None:
        _refuse_wide(data, where)
    printed = _strict(data, codec, where)
    marked = printed.startswith(BYTE_ORDER_MARK)
    text, newline_faults = _newlines(printed.removeprefix(BYTE_ORDER_MARK))
    _refuse_unfit(text, where)
    _refuse_empty(text, where)
    mark_faults = (Fault("byte-order-mark", "U+FEFF before the text"),) if marked else ()
    return text, "utf-8-sig" if marked and codec == "utf-8" else codec, mark_faults + newline_faults


def _codec(encoding: str | None, where: str) -> str:
    if encoding is None:
        return "utf-8"
    try:
        found = codecs.lookup(encoding).name
        bytes(4).decode(found, "replace")  # refuses what is no text encoding, such as base64
    except (LookupError, ValueError, TypeError):
        found = None
    if found is None or found.replace("-", "_") in NOT_CHARSETS:
        raise ExtractError(
            f"{where}: `encoding: {encoding}` in source.yaml: expected the name of a character encoding, "
            f"such as utf-8, cp1252, iso8859-15 or utf-16, found {encoding!r}; correct `encoding:`"
        )
    return found


def _strict(data: bytes, codec: str, where: str) -> str:
    try:
        return data.decode("utf-8" if codec == "utf-8-sig" else codec)
    except UnicodeDecodeError as error:
        offset = error.start
        line = len(NEWLINE_BYTES.findall(data, 0, offset)) + 1
        found = f"byte 0x{data[offset]:02x} at offset {offset} (line {line})" if offset < len(data) else "its end"
        raise ExtractError(
            f"{where}: {found} is not {codec} ({error.reason}); it is read strictly and no encoding is guessed: "
            "if it is in another encoding, declare it as `encoding:` in source.yaml (for example `encoding: cp1252`), "
            "or to `add` by --encoding"
        ) from None


def _refuse_wide(data: bytes, where: str) -> None:
    wide = next((kind for mark, kind in BYTE_ORDER_MARKS if data.startswith(mark)), None) or _wide_by_nuls(
        data[:SAMPLE]
    )
    if wide is not None:
        raise ExtractError(
            f"{where}: this looks like {wide} (it begins with the bytes {data[:4].hex(' ')!r}), expected UTF-8; "
            f"declare `encoding: {wide.lower()}` in source.yaml (to `add`: --encoding {wide.lower()}), "
            "or save the document as UTF-8 and capture it again"
        )


def _wide_by_nuls(sample: bytes) -> str | None:
    """UTF-32 leaves NULs in most bytes of Latin text; UTF-16 leaves them in every other byte and nowhere else."""
    nuls = [sample[phase::4].count(0) for phase in range(4)]
    quarter = max(len(sample) // 4, 1)
    if len(sample) < 4 or sum(nuls) < quarter:
        return None
    if sum(count > 0.9 * quarter for count in nuls) >= 2 and sum(nuls) > 2.5 * quarter:
        return "UTF-32"
    low, high = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if max(low, high) < quarter or min(low, high) > 0.1 * quarter:
        return None
    return "UTF-16LE" if high > low else "UTF-16BE"


def _newlines(text: str) -> tuple[str, tuple[Fault, ...]]:
    if "\r" not in text:
        return text, ()
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    kinds = [f"{counts[kind]} {label}" for kind, label in NEWLINE_NAMES if counts[kind]]
    faults = (Fault("mixed-newlines", ", ".join(kinds)),) if len(kinds) > 1 else ()
    return NEWLINE.sub("\n", text), faults


def _refuse_unfit(text: str, where: str) -> None:
    if text.isascii() and "\0" not in text:  # the search costs as much as parsing a page
        return
    found = UNFIT.search(text)
    if found is not None:
        line, column = position(text, found.start())
        name = "NUL" if found.group() == "\0" else "half of a surrogate pair"
        raise ExtractError(
            f"{where}: line {line}, column {column}: found the character {found.group()!r} ({name}), which no text "
            "holds; expected a text document: check that the file is not binary, or declare its `encoding:` in "
            "source.yaml"
        )


def _refuse_empty(text: str, where: str) -> None:
    if not text.strip():
        raise ExtractError(
            f"{where}: found only {len(text)} characters of white space, expected a document with text; "
            "check that the file was saved completely and capture it again"
        )
