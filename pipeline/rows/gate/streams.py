"""Bytes of UTF-8 from a file, whatever its compression and encoding."""

from __future__ import annotations

import codecs
import gzip
import os
import zlib
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from pipeline.errors import StructureFault

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[int], bytes]


def as_utf8(file: BinaryIO, compression: str = "", encoding: str = "utf-8") -> Read:
    """A function that gives about so many bytes of the file's content as UTF-8, none at its end.

    `compression` is "gzip", "zstd" or empty. Damage found on the way is raised as StructureFault.
    """
    read: Read = file.read
    if compression == "gzip":
        read = _unpacked(gzip.GzipFile(fileobj=file).read)
    elif compression == "zstd":
        # Arrow closes what it reads from, and the file is still wanted.
        own = os.fdopen(os.dup(file.fileno()), "rb", buffering=0)
        read = _unpacked(pa.CompressedInputStream(pa.PythonFile(own, "r"), "zstd").read)
    name = codecs.lookup(encoding).name
    return read if name in ("utf-8", "utf-8-sig", "ascii") else _recoded(read, encoding)


def _unpacked(inner: Read) -> Read:
    def read(size: int) -> bytes:
        try:
            return inner(size)
        except (OSError, EOFError, zlib.error, pa.ArrowInvalid) as error:
            raise StructureFault("compression-error", f"the compressed file is damaged: {error}") from None

    return read


def _recoded(inner: Read, encoding: str) -> Read:
    decoder = codecs.getincrementaldecoder(encoding)("strict")

    def read(size: int) -> bytes:
        try:
            while chunk := inner(size):
                if text := decoder.decode(chunk):
                    return text.encode()
            return decoder.decode(b"", final=True).encode()
        except UnicodeError as error:
            raise StructureFault("encoding-error", f"the file is not of the encoding {encoding}: {error}") from None

    return read
