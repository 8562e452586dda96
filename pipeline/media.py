"""What a file is by its content: the kind that its first bytes, or the parts of its container, show.

The marks are those of the formats' own specifications, and for pages the ones of the WHATWG's "MIME Sniffing" (7.1).
Text has no mark, so nothing is said of it here but that it is text.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import NamedTuple

HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroEnabled.12"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

CSV, TSV = "text/csv", "text/tab-separated-values"
PARQUET = "application/vnd.apache.parquet"  # rows, and never a document with cells
DATA_FILES = (CSV, TSV, XLSX, XLSB, XLS, ODS)
SAME = {DOCM: DOCX}  # kinds that differ only in what is not read of them, and what their content is taken for
SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".xht": HTML,
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".docx": DOCX,
    ".docm": DOCM,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xltx": XLSX,
    ".xlsb": XLSB,
    ".xls": XLS,
    ".ods": ODS,
}
# Text of other uses: `add` of a folder does not take it for an article.
OTHER_SUFFIXES = (
    *(".bib", ".c", ".cfg", ".conf", ".cpp", ".css", ".go", ".h", ".ini", ".ipynb", ".java", ".js", ".json", ".jsonl"),
    *(".log", ".lock", ".php", ".pl", ".ps", ".py", ".r", ".rb", ".rs", ".sh", ".sql", ".srt", ".svg", ".tex", ".toml"),
    *(".ts", ".xml", ".yaml", ".yml"),
)
SAMPLE = 64 * 1024  # bytes that are looked at
FEW_CONTROLS = 8  # control characters in a short text make no other kind of it
SAVE_TEXT = "save it as .docx, .html or text, and capture that"
SAVE_TABLE = "save its table as CSV or .xlsx, and capture that"
GET_TEXT = "take its text and tables out with a program for that (as Markdown, HTML, CSV), and capture what it wrote"


class Content(NamedTuple):
    """What a file is: `media_type` None if it is of no kind that is read. `advice` is what to do then.

    `certain` is False for text, of which only more than its first bytes can tell whether it is CSV or Markdown.
    """

    media_type: str | None
    words: str
    advice: str = ""
    certain: bool = True


TEXT = Content("text/plain", "text", certain=False)
PAGE = Content(HTML, "an HTML page")
MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF", Content(None, "a PDF file", GET_TEXT)),
    (b"{\\rtf", Content(None, "a rich text file (RTF)", SAVE_TEXT)),
    (b"\x89PNG\r\n\x1a\n", Content(None, "an image (PNG)", GET_TEXT)),
    (b"\xff\xd8\xff", Content(None, "an image (JPEG)", GET_TEXT)),
    (b"GIF8", Content(None, "an image (GIF)", GET_TEXT)),
    (b"II*\0", Content(None, "an image (TIFF)", GET_TEXT)),
    (b"MM\0*", Content(None, "an image (TIFF)", GET_TEXT)),
    (b"RIFF", Content(None, "an image, a sound or a film (RIFF)", GET_TEXT)),
    (b"\x1f\x8b", Content(None, "a file packed by gzip", "unpack it, and capture what is in it")),
    (b"BZh", Content(None, "a file packed by bzip2", "unpack it, and capture what is in it")),
    (b"\xfd7zXZ\0", Content(None, "a file packed by xz", "unpack it, and capture what is in it")),
    (b"(\xb5/\xfd", Content(None, "a file packed by zstd", "unpack it, and capture what is in it")),
    (b"7z\xbc\xaf\x27\x1c", Content(None, "a 7-zip archive", "unpack it, and capture what is in it")),
    (b"Rar!\x1a\x07", Content(None, "a RAR archive", "unpack it, and capture what is in it")),
    (b"PAR1", Content(None, "a Parquet file", "it is rows: add it with `--schema`, or to have one inferred")),
    (b"ARROW1", Content(None, "an Arrow file", "query it with DuckDB; it is rows, not a printed table")),
    (b"SQLite format 3\0", Content(None, "an SQLite database", SAVE_TABLE)),
    (b"\x7fELF", Content(None, "a program", "")),
    (b"MZ\x90\0", Content(None, "a program", "")),
)
ZIP_ENTRY, ZIP_END = b"pk\x01\x02", b"PK\x05\x06"  # an entry of the directory (in lower case), and what is behind it
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS: tuple[tuple[str, Content], ...] = (  # names in the directory of an OLE file ([MS-CFB] 2.6.1)
    ("EncryptedPackage", Content(None, "an Office file under a password", "save it without a password")),
    ("WordDocument", Content(None, "a Word 97-2003 document (.doc)", SAVE_TEXT)),
    ("PowerPoint Document", Content(None, "a PowerPoint 97-2003 file (.ppt)", GET_TEXT)),
    ("__substg1.0", Content(None, "an Outlook message (.msg)", SAVE_TEXT)),
    ("Workbook", Content(XLS, "an Excel 97-2003 workbook (.xls)")),
    ("Book", Content(XLS, "an Excel 5.0/95 workbook (.xls)")),
)
PARTS: tuple[tuple[str, Content], ...] = (  # parts that only one kind of zip file has
    ("word/document.xml", Content(DOCX, "a Word document (.docx)")),
    ("xl/workbook.xml", Content(XLSX, "an Excel workbook (.xlsx)")),
    ("xl/workbook.bin", Content(XLSB, "a binary Excel workbook (.xlsb)")),
    ("ppt/presentation.xml", Content(None, "a PowerPoint file (.pptx)", GET_TEXT)),
    ("index/document.iwa", Content(None, "an Apple iWork file", SAVE_TEXT)),
)
MIMETYPES: dict[str, Content] = {  # the first part of an OpenDocument or EPUB file
    "application/vnd.oasis.opendocument.spreadsheet": Content(ODS, "an OpenDocument spreadsheet (.ods)"),
    "application/vnd.oasis.opendocument.text": Content(None, "an OpenDocument text (.odt)", SAVE_TEXT),
    "application/epub+zip": Content(None, "an e-book (EPUB)", "unpack it, and capture its pages (.xhtml)"),
}
ZIP = Content(None, "a zip archive", "unpack it, and capture what is in it")
DAMAGED_ZIP = Content(None, "a zip file that is cut off or damaged", "get it again")
BINARY = Content(None, "bytes that are no text and no known kind of document", "check that it is the right file")

BEFORE = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
PAGE_MARK = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
FRAGMENT = re.compile(
    r"</?(?:head|body|table|tr|div|p|h[1-6]|title|meta|script|style|section|article)[\s>/]", re.IGNORECASE
)
XML = (
    (
        re.compile(r"<\?mso-application\s+progid=\"Excel|urn:schemas-microsoft-com:office:spreadsheet"),
        "an Excel 2003 XML file",
    ),
    (re.compile(r"<svg[\s>]"), "an image (SVG)"),
    (re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]"), "a news feed"),
    (re.compile(r"<\?xml\s"), "an XML file"),
)
MAIL = re.compile(r"(?:[A-Za-z-]+:.*\n(?:[ \t].*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def content_of(data: bytes) -> Content:
    """What the bytes are. Never raises; a container is opened for the names of its parts only."""
    for mark, content in MAGIC:
        if data.startswith(mark):
            return content
    if data.startswith(OLE):
        return next(
            (content for name, content in STREAMS if name.encode("utf-16-le") in data),
            Content(None, "a file of an older Office program", SAVE_TEXT),
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or data == b"PK":
        return _zip(data)
    return _text(data)


def contradiction(data: bytes, media_type: str) -> Content | None:
    """What the bytes are, if they can be no document of a media type; None if they may be one."""
    if media_type in (DOCX, DOCM):  # whose reader says itself what is no Word document
        return None
    content = content_of(data)
    if not data or content.media_type == SAME.get(media_type, media_type):
        return None
    if content.certain:
        return content
    return None if media_type.startswith("text/") else content


def suffix_type(name: str) -> str | None:
    """The media type that the end of a file's name stands for; None if it stands for none."""
    return SUFFIXES.get(suffix_of(name))


def suffix_of(name: str) -> str:
    """The end of a file's name from its last point on, in lower case; "" if it has none."""
    return PurePath(name).suffix.lower()


def is_page(data: bytes) -> bool:
    """Whether there is an element of HTML in the first SAMPLE bytes."""
    return FRAGMENT.search(_decoded(data)) is not None


def _zip(data: bytes) -> Content:
    """By the names in the directory of the zip file, or by the first part of an OpenDocument file, which names it."""
    end = data.rfind(ZIP_END)
    if end < 0:
        return DAMAGED_ZIP
    names = data[int.from_bytes(data[end + 16 : end + 20], "little") : end].lower()
    names = names if names.startswith(ZIP_ENTRY) else data[:end].lower()
    found = next((content for name, content in PARTS if name.encode() in names), None)
    if found is None and data[30:38] == b"mimetype":
        found = next((content for name, content in MIMETYPES.items() if data.startswith(name.encode(), 38)), None)
    return found or ZIP


def _text(data: bytes) -> Content:
    text = _decoded(data)
    begin = BEFORE.match(text)
    start = 0 if begin is None else begin.end()
    if PAGE_MARK.match(text, start) is not None:
        return PAGE
    if text.startswith("<?") or text.lstrip().startswith("<svg"):
        return next((Content(None, words, SAVE_TABLE) for mark, words in XML if mark.search(text) is not None), TEXT)
    if MAIL.match(text) is not None:
        return Content(None, "a web archive (MHTML)", "save the page as HTML, and capture that")
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    sample = data[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if not wide and controls > max(FEW_CONTROLS, len(sample) // 20) and not _is_wide(sample):
        return BINARY
    return TEXT


def _is_wide(sample: bytes) -> bool:
    """Whether NULs stand in every other byte, as in UTF-16 without a mark."""
    return (
        max(sample[::2].count(0), sample[1::2].count(0)) * 4
        > len(sample)
        > 0
        == min(sample[::2].count(0), sample[1::2].count(0))
    )


def _decoded(data: bytes) -> str:
    """The first SAMPLE bytes as text, so far as marks are sought in it: UTF-16 by its mark, else as ASCII goes."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data[:SAMPLE].decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
