"""Files that are no Word document, are damaged, or ask for more than any article needs: a result or one clear error."""

# ruff: noqa: E501 a table of cases is easier to read with a case on a line
from __future__ import annotations

import io
import struct
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.extract.docx import archive, markup
from pipeline.extract.docx.properties import document_properties
from tests.extract.docx.builder import MEDIA_TYPE, SPACES, docx, p, part, tbl, tc, tr, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WHOLE = docx(p("words") + tbl("a | b", "1 | 2"))
WORD = "word/document.xml"


def with_document(xml: str | bytes) -> bytes:
    return zipped({WORD: xml})


def locked() -> bytes:
    """A zip file whose parts say that they are encrypted."""
    data = bytearray(zipped({WORD: part("document", "<w:body/>")}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + place
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def of_method(method: int) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", method) as file:
        file.writestr(WORD, part("document", f"<w:body>{p('x')}</w:body>"))
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr(WORD, part("document", "<w:body/>"))
        file.writestr("Word/Document.xml", part("document", "<w:body/>"))
    return out.getvalue()


def doctype(declaration: str) -> bytes:
    return with_document(f"<!DOCTYPE d {declaration}><w:document {SPACES}><w:body>{p('&a;')}</w:body></w:document>")


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 50}">' for n in range(12))
BODY = f"<w:document {SPACES}><w:body>"
BAD = [
    ("nothing", b"", "found no bytes; expected a Word document (.docx), which is a zip file: open it in a word processor and save it as .docx"),
    ("no zip file", b"words", "found no zip file"),
    ("RTF", b"{\\rtf1 words}", "found a rich text file (RTF)"),
    ("PDF", b"%PDF-1.7", "found a PDF file"),
    ("HTML", b"<html><body>words", "found a page or an XML file"),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; open it in a word processor and save it as .docx without one"),
    ("old Word", OLE + "WordDocument".encode("utf-16-le"), "found a Word 97-2003 document (.doc)"),
    ("other compound file", OLE, "found a file of an older Office program"),
    ("cut off", WHOLE[:-30], "the end of the zip file: found 'File is not a zip file'; expected a whole zip file"),
    ("cut in the middle", WHOLE[: len(WHOLE) // 2], "the file is cut off or damaged"),
    ("empty zip", zipped({}), "found a zip file without the part word/document.xml"),
    ("only styles", zipped({"word/styles.xml": part("styles", "")}), "found a zip file without the part word/document.xml"),
    ("xlsx", zipped({"xl/workbook.xml": "<a/>"}), "found an Excel workbook (.xlsx)"),
    ("pptx", zipped({"ppt/presentation.xml": "<a/>"}), "found a PowerPoint presentation (.pptx)"),
    ("odt", zipped({"mimetype": "x", "content.xml": "<a/>"}), "found an OpenDocument file (such as .odt)"),
    ("a password in the zip file", locked(), "word/document.xml is protected by a password"),
    ("compression of another kind", of_method(ZIP_BZIP2), "compression method 12; expected deflate or none"),
    ("two documents", twice(), "2 parts of this name, of which one is expected"),
    ("no XML", with_document("words"), "found syntax error: line 1, column 0"),
    ("XML that ends early", with_document(BODY + p("x")), "after word/document.xml#/w:document/w:body; expected well-formed XML"),
    ("an encoding that is not known", with_document("<?xml version='1.0' encoding='x-none'?><a/>"), "expected XML"),
    ("DTD", doctype(""), "found a document type declaration (DTD), which could name other files or grow without bounds; expected none"),
    ("external entity", doctype('[<!ENTITY a SYSTEM "file:///etc/passwd">]'), "document type declaration (DTD)"),
    ("entities of entities", doctype(f'[<!ENTITY a "aaaaaaaaaa">{LAUGHS}]'), "document type declaration (DTD)"),
    ("external DTD", doctype('SYSTEM "http://127.0.0.1:9/x.dtd"'), "document type declaration (DTD)"),
    ("deep elements", with_document(BODY + "<w:sdt>" * 50_000), "found elements more than 1000 deep at word/document.xml#/w:document/w:body/w:sdt[1]/w:sdt[1]"),
    ("deep tables", with_document(BODY + "<w:tbl><w:tr><w:tc>" * 20_000), "elements more than 1000 deep"),
    ("deep and left out", with_document(BODY + "<w:del>" * 50_000), "elements more than 1000 deep"),
    ("a long tag", with_document(f'{BODY}<w:p a="{"x" * 5_000_000}"/></w:body></w:document>'), "a tag or comment of more than 4194304 bytes"),
    ("many names", with_document(BODY + "".join(f"<x{n}/>" for n in range(30_000))), "more than 20000 different names"),
    ("a bomb", with_document(BODY + " " * 20_000_000), "found more than 400 bytes for each byte of the file when unpacked, which no article has"),
    ("a bomb in the styles", zipped({WORD: part("document", "<w:body/>"), "word/styles.xml": " " * 20_000_000}), "word/styles.xml: found more than 400 bytes"),
    ("a bomb in the relationships", zipped({WORD: part("document", "<w:body/>"), "_rels/.rels": " " * 20_000_000}), "_rels/.rels: found more than 400 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_clear_error(data: bytes, words: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extract_document(data, MEDIA_TYPE, name="raw/a/a.docx")
    assert caught.value.message.startswith("raw/a/a.docx: ")
    assert words in caught.value.message


def test_more_elements_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MOST_TAGS", 1_000)
    with pytest.raises(ExtractError, match="found more than 1000 tags; expected fewer in one document: split it"):
        extract_document(docx(p("x") * 500), MEDIA_TYPE)


def test_more_bytes_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PART", 100_000)
    monkeypatch.setattr(archive, "PIECE", 1_000)
    with pytest.raises(ExtractError, match=r"word/document\.xml: found more than 100000 bytes when unpacked"):
        extract_document(docx(p("x") * 5_000), MEDIA_TYPE)
    monkeypatch.setattr(archive, "MOST_PART", 1_000_000)
    monkeypatch.setattr(archive, "MOST_TOTAL", 100_000)
    with pytest.raises(ExtractError, match="more than 100000 bytes"):
        extract_document(docx(p("x") * 5_000), MEDIA_TYPE)


def test_more_files_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 100)
    with pytest.raises(ExtractError, match="found more than 100 files in the zip file"):
        extract_document(zipped({str(number): "" for number in range(101)}), MEDIA_TYPE)


def test_what_the_zip_file_says_of_a_size_is_not_relied_upon() -> None:
    data = bytearray(zipped({WORD: part("document", f"<w:body>{p('words ' * 1000)}</w:body>")}))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 100)
    with pytest.raises(ExtractError, match=r"word/document\.xml: found"):
        extract_document(bytes(data), MEDIA_TYPE)


@pytest.mark.parametrize("missing", ["styles", "footnotes", "numbering", "settings"])
def test_a_part_that_is_missing(missing: str) -> None:
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    numbered = '<w:numPr><w:numId w:val="8"/></w:numPr>'
    note = f'<w:footnote w:id="2">{p("note")}</w:footnote>'
    parts = {"footnotes": note} if missing != "footnotes" else {}
    data = docx(
        p("x", "Gone", properties=numbered) + tbl("a | b", tr("1", tc(f"<w:p>{refers}</w:p>"))), styles=None, **parts
    )
    document = extract_document(data, MEDIA_TYPE)
    assert document.blocks[0].kind == "list_item"
    assert document.tables[0].rows[1][1].notes == ("[1]",)
    assert ("[1] note" in document.text) == (missing != "footnotes")


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_a_document_with_macros_is_read_and_they_are_not(method: int) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", method) as file:
        file.writestr(WORD, part("document", f"<w:body>{p('x')}</w:body>"))
        file.writestr("word/vbaProject.bin", b"\0\1")
    media_type = "application/vnd.ms-word.document.macroEnabled.12"
    document = extract_document(out.getvalue(), media_type)
    assert (document.text, document.media_type) == ("x\n", media_type)


STRAY = [
    (tc("x"), "x\n"),
    (tr("x"), "x\n"),
    ("<w:tbl><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tbl>", "\nx\n"),
    ("<w:r><w:t>lost</w:t></w:r>" + p("x"), "x\n"),
    ("<w:p><w:p><w:r><w:t>x</w:t></w:r></w:p></w:p>", "x\n"),
    ('<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>x</w:t></w:r></w:p>', "x\n"),
    ("<w:tbl><w:tr><w:tr><w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tc></w:tr></w:tr></w:tbl>", "| x |\n"),
    ("<w:gridSpan/><w:vMerge/><w:tblHeader/><w:pStyle/><w:tblLook/><w:b/><w:numId/><w:outlineLvl/>" + p("x"), "x\n"),
    ('<w:p><w:pPr><w:outlineLvl w:val="-7"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>', "x\n"),
    ('<w:tbl><w:tblPr><w:tblLook w:val="zz"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>', "| x |\n"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), STRAY)
def test_elements_where_none_may_be(body: str, text: str) -> None:
    assert extract_document(docx(body), MEDIA_TYPE).text == text


_NAMES = """tbl tr tc p r t pPr rPr tcPr trPr tblPr gridSpan vMerge hMerge gridBefore gridAfter tblHeader tblLook pStyle sdt
sdtContent ins del moveFrom fldChar fldSimple instrText hyperlink txbxContent footnoteReference sym vertAlign vanish b tab
br hidden cellDel outlineLvl numId keepNext footnote drawing"""
VALUES = ["", "1", "-1", "restart", "superscript", "begin", "separate", "end", "9" * 30, "Secret", "F0B1", "continue"]
MARKUP = st.recursive(
    st.sampled_from(["x", "1", "|", "\\", " "]),
    lambda inner: st.builds(
        lambda name, value, parts: (
            f'<w:{name} w:val="{value}" w:fldCharType="{value}" w:id="{value}">{"".join(parts)}</w:{name}>'
        ),
        st.sampled_from(_NAMES.split()),
        st.sampled_from(VALUES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=40,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKUP, max_size=6))
def test_any_elements_in_any_order_end_with_sound_cells_or_a_clear_error(content: list[str]) -> None:
    """`extract_document` checks every span; here the grids are checked, and that nothing else is raised."""
    try:
        document = extract_document(docx(p(".") + "".join(content)), MEDIA_TYPE)
    except ExtractError:
        return
    for table in document.tables:
        assert len({len(row) for row in table.rows}) <= 1


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_damage_anywhere_ends_with_a_result_or_a_clear_error(at: int, bytes_there: bytes) -> None:
    data = WHOLE[:at] + bytes_there + WHOLE[at + len(bytes_there) :]
    for read in (lambda: extract_document(data, MEDIA_TYPE), lambda: document_properties(data)):
        try:
            read()
        except ExtractError as error:
            assert error.message
