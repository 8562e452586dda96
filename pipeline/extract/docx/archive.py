"""The zip file that a Word document is: only parts that are asked for are read, and never more than stated limits.

A part is read in pieces whose bytes are counted while they are unpacked, so that what a zip file says of itself is not
relied upon. Names of parts are compared without regard to case (ISO/IEC 29500-2, 6.2.2); two parts of one name are
refused, since programs would disagree which one is the document.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

MOST_ENTRIES = 20_000
MOST_PART = 128 * 1024 * 1024  # bytes of one part, unpacked
MOST_TOTAL = 192 * 1024 * 1024  # bytes of all parts that are read, unpacked
MOST_RATIO = 400  # of a part larger than SMALL; deflate reaches 1032 at the most, and only for what says nothing
SMALL = 8 * 1024 * 1024
PIECE = 64 * 1024
ENTRY = b"PK\x01\x02"  # begins each entry of the directory of a zip file
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED, OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
OTHERS = (
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"%PDF", "a PDF file"),
    (b"<", "a page or an XML file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-zip file"),
)
SAVE = "open it in a word processor and save it as .docx"


class Archive:
    """The parts of one document; `name` is the file's, for messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name or "the document"
        _refuse_other_kinds(data, self.name)
        if data.count(ENTRY) > MOST_ENTRIES:
            raise ExtractError(
                f"{self.name}: found more than {MOST_ENTRIES} files in the zip file, expected the parts of a Word "
                f"document; {SAVE}"
            )
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self._damaged("the end of the zip file", str(error)) from None
        self._entries: dict[str, list[ZipInfo]] = {}
        for entry in self._zip.infolist():
            self._entries.setdefault(_key(entry.filename), []).append(entry)
        self._left = MOST_TOTAL

    def has(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return _key(part) in self._entries

    def read(self, part: str) -> Iterator[bytes]:
        """The bytes of a part in pieces; ExtractError if it cannot be unpacked or is larger than the limits."""
        entries = self._entries[_key(part)]
        if len(entries) > 1:
            raise self._damaged(part, f"{len(entries)} parts of this name, of which one is expected")
        entry = entries[0]
        if entry.flag_bits & 1:
            raise ExtractError(f"{self.name}: {part} is protected by a password; {SAVE} without one")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._damaged(part, f"compression method {entry.compress_type}; expected deflate or none")
        size = 0
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(PIECE):
                    size += len(piece)
                    self._count(part, entry, size, len(piece))
                    yield piece
        except (BadZipFile, EOFError, zlib.error, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged(part, str(error) or "an early end") from None

    def _count(self, part: str, entry: ZipInfo, size: int, more: int) -> None:
        self._left -= more
        if size > SMALL and size > MOST_RATIO * entry.compress_size:
            found = f"more than {MOST_RATIO} bytes for each byte of the file"
        elif size > MOST_PART or self._left < 0:
            found = f"more than {MOST_PART if size > MOST_PART else MOST_TOTAL} bytes"
        else:
            return
        raise ExtractError(
            f"{self.name}: {part}: found {found} when unpacked, which no article has; expected at most {MOST_PART} "
            f"bytes in a part, {MOST_TOTAL} in all; split the document and capture the parts"
        )

    def _damaged(self, where: str, found: str) -> ExtractError:
        return ExtractError(
            f"{self.name}: {where}: found {found!r}; expected a whole zip file, as a .docx is: the file is cut off or "
            f"damaged; get it again, or {SAVE}"
        )


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if data.startswith(b"PK"):
        return
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise ExtractError(f"{name}: is protected by a password; {SAVE} without one")
        kind = "a Word 97-2003 document (.doc)" if OLD_WORD in data else "a file of an older Office program"
    else:
        kind = next((kind for mark, kind in OTHERS if data.lstrip().startswith(mark)), "no zip file")
    raise ExtractError(
        f"{name}: found {kind if data else 'no bytes'}; expected a Word document (.docx), which is a zip file: "
        f"{SAVE}, or correct its `media_type:`"
    )
