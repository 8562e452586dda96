"""The doors to the zip file and the XML of an .xlsx workbook: only named parts are read, in pieces, within limits."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_BYTES = 256 * 1024 * 1024  # of all parts that are read, unpacked
MOST_ELEMENTS = 5_000_000  # of one part
PIECE = 64 * 1024
DAMAGED = (
    "a whole workbook: it is cut off or damaged; get it again, or open it in a spreadsheet program and save it anew"
)


class Package:
    """The parts of one workbook; ExtractError for what cannot be unpacked or is beyond the limits."""

    def __init__(self, data: bytes, where: str) -> None:
        self._where, self._left = where, MOST_BYTES
        try:
            self._zip = ZipFile(io.BytesIO(data))
            self.names = {name.lower(): name for name in self._zip.namelist()}
            declared = sum(entry.file_size for entry in self._zip.infolist())
        except (BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self._refused(f"no zip file that can be opened ({error})", DAMAGED) from None
        if declared > MOST_BYTES:
            raise self._too_large(declared)

    def walk(
        self,
        part: str,
        starts: Mapping[str, Callable[[dict[str, str]], None]],
        ends: Mapping[str, Callable[[str], None]],
    ) -> None:
        """Read a part once: `starts` and `ends` are called by an element's local name, `ends` with its own text."""
        text: list[str] = []
        count = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            count += 1
            if count > MOST_ELEMENTS:
                raise self._refused(f"more than {MOST_ELEMENTS:,} elements in {part}", "a smaller workbook: split it")
            text.clear()
            handler = starts.get(name.rpartition(" ")[2])
            if handler is not None:
                handler({key.rpartition(" ")[2]: value for key, value in attributes.items()})

        def end(name: str) -> None:
            handler = ends.get(name.rpartition(" ")[2])
            if handler is not None:
                handler("".join(text))

        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text.append
        parser.StartDoctypeDeclHandler = self._doctype
        self._feed(part, parser.Parse)

    def _feed(self, part: str, parse: Callable[[bytes, bool], object]) -> None:
        try:
            with self._zip.open(self.names[part.lower()]) as file:
                while piece := file.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large(MOST_BYTES)
                    parse(piece, False)
            parse(b"", True)
        except (KeyError, BadZipFile, EOFError, zlib.error, ValueError, OSError, NotImplementedError) as error:
            raise self._refused(f"{part}, which cannot be unpacked ({error})", DAMAGED) from None
        except (ExpatError, LookupError) as error:
            raise self._refused(f"{part}, which is no well-formed XML ({error})", DAMAGED) from None

    def _too_large(self, found: int) -> ExtractError:
        return self._refused(
            f"more than {min(found, MOST_BYTES):,} bytes when unpacked",
            "a workbook of tables that an article cites: save those sheets as a workbook of their own",
        )

    def _doctype(self, *_declaration: object) -> None:
        raise self._refused("a document type declaration (DTD)", "none, as ISO/IEC 29500-2 says")

    def _refused(self, found: str, expected: str) -> ExtractError:
        return ExtractError(f"{self._where}: found {found}; expected {expected}")
