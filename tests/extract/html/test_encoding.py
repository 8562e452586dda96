"""Which encoding an HTML document is read in, and what is said when it is not that."""

from __future__ import annotations

import pytest

from pipeline.errors import ExtractError
from pipeline.extract import extract_document


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        ("<p>é€".encode(), None, "utf-8"),
        ("<p>é€".encode("utf-8-sig"), None, "utf-8-sig"),
        ("<p>é€".encode("utf-8-sig"), "cp1252", "utf-8-sig"),
        ("<p>é€".encode("utf-16"), None, "utf-16"),
        ("<p>é€".encode("utf-16"), "utf-16", "utf-16"),
        ("<meta charset=iso-8859-1><p>é€".encode("cp1252"), None, "cp1252"),
        ("<meta charset='windows-1252'><p>é€".encode("cp1252"), None, "cp1252"),
        ("<META http-equiv=x content='text/html; charset=Latin1'><p>é€".encode("cp1252"), None, "cp1252"),
        ("<meta charset=utf-8><p>é€".encode("cp1252"), "cp1252", "cp1252"),
        ("<!-- <meta charset=cp1252> --><p>é€".encode(), None, "utf-8"),
        ("<meta charset=no-such><meta charset=utf-8><p>é€".encode(), None, "utf-8"),
        ("<meta charset=utf-16><p>é€".encode(), None, "utf-8"),
        ("<meta charset=gb2312><p>é€".encode("gb18030"), None, "gb18030"),
    ],
)
def test_the_encoding(data: bytes, declared: str | None, encoding: str) -> None:
    document = extract_document(data, "text/html", encoding=declared)
    assert (document.encoding, document.text) == (encoding, "é€\n")
    assert data.decode(document.encoding)[0] == "<"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>é".encode("cp1252"), "declare it as `encoding:` in source.yaml"),
        (b"", "expected a document with text"),
        (b"<p>words and a\0b", "NUL"),
        (b"<script>x</script>", "prints no words"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words):
        extract_document(data, "text/html", name="page.html")
