"""Bytes to text: what is accepted, what is told, and what is refused with a message that teaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.decode import decode

ACCEPTED = [
    # data, encoding, text, encoding used, fault codes
    (b"plain\n", None, "plain\n", "utf-8", []),
    ("86 € – ½".encode(), None, "86 € – ½", "utf-8", []),
    (b"\xef\xbb\xbfmarked", None, "marked", "utf-8-sig", ["byte-order-mark"]),
    (b"\xef\xbb\xbfmarked", "UTF-8", "marked", "utf-8-sig", ["byte-order-mark"]),
    (b"a\r\nb\r\n", None, "a\nb\n", "utf-8", []),
    (b"a\rb\r", None, "a\nb\n", "utf-8", []),
    (b"a\r\nb\nc\rd", None, "a\nb\nc\nd", "utf-8", ["mixed-newlines"]),
    (b"a\n\r\nb", None, "a\n\nb", "utf-8", ["mixed-newlines"]),
    (b"caf\xe9", "latin-1", "café", "iso8859-1", []),
    (b"\x80 5", "cp1252", "€ 5", "cp1252", []),
    ("wide €".encode("utf-16"), "utf-16", "wide €", "utf-16", []),
    ("wide".encode("utf-16-le"), "utf-16-le", "wide", "utf-16-le", []),
    ("form\x0cfeed\x85next\u2028line".encode(), None, "form\x0cfeed\x85next\u2028line", "utf-8", []),
]

REFUSED = [
    # data, encoding, what the message holds
    (b"one\ntwo \xe9\n", None, ["0xe9", "offset 8", "line 2", "`encoding:`", "source.yaml"]),
    (b"one\r\ntwo\r\n\xff", None, ["0xff", "offset 10", "line 3"]),
    (b"cut \xe2\x82", None, ["0xe2", "offset 4", "line 1"]),
    (b"\xed\xa0\x80", None, ["0xed", "offset 0"]),
    (b"one\ntw\0o\n", None, ["line 2, column 3", "NUL", "encoding"]),
    ("wide text".encode("utf-16"), None, ["UTF-16", "encoding: utf-16", "save"]),
    ("wide text".encode("utf-16-le"), None, ["UTF-16LE", "encoding: utf-16le"]),
    ("wide text".encode("utf-16-be"), None, ["UTF-16BE"]),
    ("wide text".encode("utf-32"), None, ["UTF-32"]),
    ("wide text".encode("utf-32-be"), None, ["UTF-32"]),
    (b"", None, ["0 characters", "expected"]),
    (b" \n\t\r\n", None, ["white space"]),
    (b"\xef\xbb\xbf\n", None, ["white space"]),
    (b"text", "klingon-8", ["'klingon-8'", "utf-8, cp1252"]),
    (b"text", "base64", ["'base64'"]),
    (b"text", "unicode_escape", ["'unicode_escape'"]),
    (b"text", "a\0b", ["encoding"]),
    (b"\x81", "cp1252", ["0x81", "cp1252"]),
    (b"odd", "utf-16-le", ["utf-16-le"]),
]


@pytest.mark.parametrize(("data", "encoding", "text", "used", "codes"), ACCEPTED)
def test_what_is_accepted(data: bytes, encoding: str | None, text: str, used: str, codes: list[str]) -> None:
    found, encoding_used, faults = decode(data, encoding)
    assert (found, encoding_used, [fault.code for fault in faults]) == (text, used, codes)


@pytest.mark.parametrize(("data", "encoding", "parts"), REFUSED)
def test_what_is_refused(data: bytes, encoding: str | None, parts: list[str]) -> None:
    with pytest.raises(ExtractError) as refused:
        decode(data, encoding, name="article.txt")
    message = str(refused.value)
    assert message.startswith("article.txt: ")
    assert [part for part in parts if part not in message] == []


def test_mixed_newlines_are_counted() -> None:
    *_, faults = decode(b"a\r\nb\nc\n", None)
    assert [fault.found for fault in faults] == ["2 LF, 1 CRLF"]


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), min_size=1))
def test_utf_8_without_carriage_returns_is_not_changed(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(), None)[0] == text


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _, _ = decode(data, None)
    except ExtractError:
        return
    assert "\r" not in text
    assert "\0" not in text
