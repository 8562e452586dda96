"""The only door to the XML parser (expat): a part is read as a stream of elements, and nothing outside of it ever is.

A DTD is refused, so there are no entities but XML's five. Names are handed on with the prefixes that the standard
itself uses, whatever the document calls them, and the namespaces of "strict" documents (ISO/IEC 29500-1) are taken for
those of the usual ones (29500-4): `w:tbl` is a table in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from pipeline.errors import ExtractError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from xml.parsers.expat import XMLParserType

    Attributes = dict[str, str]
    Starts = Mapping[str, Callable[[Attributes], None]]
    Ends = Mapping[str, Callable[[], None]]

MOST_TAGS = 4_000_000  # of one part, the start and the end of an element counted apart
MOST_DEPTH = 1_000  # elements within elements
MOST_NAMES = 20_000  # different names of elements
LONGEST_TAG = 4 * 1024 * 1024  # bytes of one tag or comment
_OPEN, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
PREFIXES = {
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/officeDocument/2006/extended-properties": "app",
    f"{_STRICT}/officeDocument/extendedProperties": "app",
    f"{_OPEN}/package/2006/relationships": "rel",
    f"{_OPEN}/package/2006/content-types": "ct",
    f"{_OPEN}/package/2006/metadata/core-properties": "cp",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    f"{_OPEN}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
NOTHING: Attributes = {}
UNNUMBERED = ("w:document", "w:body", "w:footnotes", "w:endnotes", "w:sdtContent", "w:txbxContent")


class _Element(NamedTuple):
    """What is known of elements of one name; `counts` tells whether their children can stand in a path: properties
    (w:tcPr, w:rPr …) hold no cells."""

    name: str
    start: Callable[[Attributes], None] | None
    end: Callable[[], None] | None
    counts: bool


class Walk:
    """One walk through a part: `starts` and `ends` are called by an element's name, `on_text` with all characters.

    `skip()` leaves out the element that has just begun, with all in it; `path()` is the XPath of the element that is
    open, behind `root`, `parent()` the name of the one around it, `depth()` how many are open.
    """

    def __init__(self, starts: Starts, ends: Ends, on_text: Callable[[str], None], *, root: str = "") -> None:
        self._starts, self._ends, self._on_text = starts, ends, on_text
        self._known: dict[str, _Element] = {}
        self._names: dict[str, str] = {}
        self._open: list[_Element] = []
        self._counts: list[dict[str, int] | None] = [None]
        self._paths: list[str] = [root]
        self._skipped = 0  # elements that are open within the one that is left out, itself included
        self._where = ""
        self.encoding = "utf-8"

    def run(self, pieces: Iterable[bytes], where: str) -> None:
        """Read a part; ExtractError, with `where`, line and column, if it is no XML or beyond the limits."""
        self._where = where
        self._parser = parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._listen(parser)
        fed = tags = 0
        try:
            for piece in pieces:
                fed, tags = fed + len(piece), tags + piece.count(b"<")
                if tags > MOST_TAGS:
                    raise self.refused(f"more than {MOST_TAGS} tags", "fewer in one document: split it")
                parser.Parse(piece, False)
                if fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise self.refused(f"a tag or comment of more than {LONGEST_TAG} bytes", "a shorter one")
            parser.Parse(b"", True)
        except ExpatError as error:
            raise self.refused(
                f"{error} after {self.path() or 'nothing'}", "well-formed XML: the file is cut off or damaged"
            ) from None
        except (LookupError, ValueError) as error:  # an encoding that is not known
            raise self.refused(str(error), "XML in UTF-8 or UTF-16") from None

    def refused(self, found: str, expected: str) -> ExtractError:
        """The error that says what is wrong with this part."""
        return ExtractError(
            f"{self._where}: found {found}; expected {expected}; open the document in a word processor and save it "
            "again as .docx"
        )

    def skip(self) -> None:
        """Leave out the element that has just begun."""
        self._skipped = 1
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._skip_start, self._skip_end
        self._parser.CharacterDataHandler = None

    def parent(self) -> str:
        """The name of the element around the one that has just begun; "" for the root."""
        return self._open[-2].name if len(self._open) > 1 else ""

    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def before(self, name: str) -> int:
        """How many elements of that name stand in the parent up to the element that has just begun, itself included."""
        return (self._counts[-2] or {}).get(name, 0)

    def path(self) -> str:
        """The XPath of the element that is open; each step counts its namesakes from 1."""
        for depth in range(len(self._paths), len(self._counts)):
            name, counts = self._open[depth - 1].name, self._counts[depth - 1]
            step = name if name in UNNUMBERED or counts is None else f"{name}[{counts[name]}]"
            self._paths.append(f"{self._paths[-1]}/{step}")
        return self._paths[-1]

    def _listen(self, parser: XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._on_text

    def _start(self, full: str, attributes: Attributes) -> None:
        element = self._known.get(full) or self._learnt(full)
        opened, counts = self._open, self._counts
        if not opened or opened[-1].counts:
            around = counts[-1]
            if around is None:
                counts[-1] = {element.name: 1}
            else:
                around[element.name] = around.get(element.name, 0) + 1
        if len(opened) >= MOST_DEPTH:
            raise self._too_deep()
        opened.append(element)
        counts.append(None)
        if element.start is not None:
            names = self._names
            element.start(
                {names.get(key) or self._named(key): value for key, value in attributes.items()}
                if attributes
                else NOTHING
            )

    def _end(self, _full: str) -> None:
        opened = self._open
        end = opened[-1].end
        if end is not None:
            end()
        opened.pop()
        self._counts.pop()
        if len(self._paths) > len(opened) + 1:
            del self._paths[len(opened) + 1 :]

    def _skip_start(self, _full: str, _attributes: Attributes) -> None:
        self._skipped += 1
        if len(self._open) + self._skipped > MOST_DEPTH:
            raise self._too_deep()

    def _skip_end(self, full: str) -> None:
        self._skipped -= 1
        if not self._skipped:
            self._listen(self._parser)
            self._open[-1] = self._open[-1]._replace(end=None)
            self._end(full)

    def _too_deep(self) -> ExtractError:
        return self.refused(f"elements more than {MOST_DEPTH} deep at {self.path()[:200]}…", "fewer within another")

    def _learnt(self, full: str) -> _Element:
        name = self._named(full)
        known = _Element(name, self._starts.get(name), self._ends.get(name), not name.endswith("Pr"))
        self._known[full] = known
        return known

    def _named(self, full: str) -> str:
        if len(self._names) >= MOST_NAMES:
            raise self.refused(f"more than {MOST_NAMES} different names", "the elements of a Word document")
        space, _, local = full.rpartition(" ")
        name = f"{PREFIXES.get(space, '*')}:{local}" if space else local
        self._names[full] = name
        return name

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = (encoding or self.encoding).lower()

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise self.refused(
            "a document type declaration (DTD), which could name other files or grow without bounds",
            "none, as ISO/IEC 29500-2 (6.3) says",
        )
