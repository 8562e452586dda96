"""What a file is: its content decides, its name where the content leaves a choice."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from pipeline.capture.add import add_source
from pipeline.capture.media import media_of
from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.media import CSV, DOCM, DOCX, HTML, ODS, TSV, XLS, XLSB, XLSX

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.layout import Layout

TEXT, MARKDOWN = "text/plain", "text/markdown"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            # A fixed date: the bytes are part of the cases' names, which each worker of the tests makes for itself.
            file.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_", ".")), data)
    return out.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(512)


AGREE = [
    ("a.txt", b"words", TEXT),
    ("a.text", b"| a | b |", TEXT),
    ("A.MD", b"words", MARKDOWN),
    ("a.markdown", b"<div>x</div>", MARKDOWN),
    ("a.html", b"words <b>x</b> <p>y", HTML),
    ("a.htm", b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html><p>", HTML),
    ("a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', HTML),
    ("a.csv", b"a;b\n1;2\n", CSV),
    ("a.tsv", b"a\tb\n", TSV),
    ("a.tab", b"a\tb\n", TSV),
    ("a.docx", zipped(word__document_xml=b"<w/>"), DOCX),
    ("a.docm", zipped(word__document_xml=b"<w/>"), DOCM),
    ("a.xlsx", zipped(xl__workbook_xml=b"<w/>"), XLSX),
    ("a.xlsb", zipped(xl__workbook_bin=b"<w/>"), XLSB),
    ("a.ods", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ODS),
    ("a.xls", stream("Workbook"), XLS),
]
DIFFER = [
    ("page.txt", b"<!doctype html><p>x", HTML),
    ("page.md", b"\n <HTML lang=en>", HTML),
    ("page.csv", b"<html><body>404", HTML),
    ("words.html", b"only words", TEXT),
    ("table.html", b"a\tb\n1\t2\n", TSV),
    ("table.xls", b"<table><tr><td>1</table>", HTML),
    ("table.xls", b"a\tb\n1\t2\n", TSV),
    ("table.xls", zipped(xl__workbook_xml=b"<w/>"), XLSX),
    ("page.pdf", b"<!doctype html><p>x", HTML),
    ("article", b"words, and more words", TEXT),
    ("article", b"# One\n\nwords\n\n# Two\n", MARKDOWN),
    ("article", b"| a | b |\n|---|---|\n", MARKDOWN),
    ("article.dat", b"a,b\n1,2\n3,4\n", CSV),
    ("article", b"a;b\n1,5;2\n3;4\n", CSV),
    ("article", b"One, two\nthree\nfour, five\n", TEXT),
    ("article", "a\tb\n".encode("utf-16"), TEXT),
]
REFUSED = [
    ("a.txt", b"%PDF-1.7", "a PDF file", "take its text"),
    ("a.txt", b"\x89PNG\r\n\x1a\n....", "an image (PNG)", "take its text"),
    ("a.html", b"\xff\xd8\xff\xe0", "an image (JPEG)", ""),
    ("a.doc", stream("WordDocument"), "a Word 97-2003 document (.doc)", "save it as .docx"),
    ("a.docx", stream("EncryptedPackage"), "an Office file under a password", "without a password"),
    ("a.rtf", b"{\\rtf1 x}", "a rich text file (RTF)", "save it as .docx"),
    ("a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "an OpenDocument text (.odt)", "save it"),
    ("a.zip", zipped(a_csv=b"a,b"), "a zip archive", "unpack it"),
    ("a.docx", zipped(word__document_xml=b"<w/>")[:60], "cut off or damaged", "get it again"),
    ("a.docx", b"words", "text", "a .docx is a zip file"),
    ("a.gz", b"\x1f\x8b\x08", "packed by gzip", "unpack it"),
    ("a.txt", bytes(range(32)) * 40, "bytes that are no text", "the right file"),
    ("a.json", b'{"a": 1}', "text of the kind '.json'", "rename it"),
    ("a.xml", b'<?xml version="1.0"?><a/>', "an XML file", ""),
    ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "an Excel 2003 XML file", "CSV"),
    ("a.mht", b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; b=1\n", "a web archive", "as HTML"),
    ("a.parquet", b"PAR1....", "a Parquet file", "--schema"),
]


@pytest.mark.parametrize(("name", "data", "media_type"), AGREE)
def test_name_and_content_agree(name: str, data: bytes, media_type: str) -> None:
    assert media_of(name, data) == (media_type, None)


@pytest.mark.parametrize(("name", "data", "media_type"), DIFFER)
def test_the_content_decides_and_the_difference_is_said(name: str, data: bytes, media_type: str) -> None:
    found, note = media_of(name, data)
    assert found == media_type
    assert note is not None
    assert note.startswith(f"{name}: its name ")
    assert media_type in note


@pytest.mark.parametrize(("name", "data", "what", "advice"), REFUSED)
def test_what_is_not_read_is_named_with_what_to_do(name: str, data: bytes, what: str, advice: str) -> None:
    with pytest.raises(ExtractError) as error:
        media_of(name, data)
    assert what in error.value.message
    assert advice in error.value.message


@pytest.mark.parametrize(
    ("data", "media_type", "found"),
    [
        (b"<!doctype html><p>x", "text/plain", "text/html"),
        (b"<html><p>x", "text/csv", "text/html"),
        (b"%PDF-1.7", "text/plain", "a PDF file"),
        (zipped(xl__workbook_xml=b"<w/>"), "text/csv", XLSX),
    ],
)
def test_a_wrong_media_type_is_told_with_the_right_one(data: bytes, media_type: str, found: str) -> None:
    with pytest.raises(ExtractError) as error:
        extract_document(data, media_type, name="raw/x/a")
    assert repr(media_type) in error.value.message
    assert found in error.value.message


def test_a_name_of_another_kind_is_in_the_report_and_in_what_add_says(project: Layout, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"<!doctype html><p>Words.")
    captured = add_source(project, path, {})
    assert captured.document.media_type == "text/html"
    assert [fault.code for fault in captured.document.faults] == ["media-type-differs"]
    assert "read as text/html" in (captured.note or "")
