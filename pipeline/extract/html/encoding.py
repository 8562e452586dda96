"""The character encoding of an HTML document: byte-order mark, then source.yaml, then `<meta charset>`, else UTF-8.

The order is that of the HTML standard (13.2.3), without its guesses: what is none of these is read strictly as UTF-8,
and `decode` says what to declare. Labels mean what the Encoding standard says: "iso-8859-1" is windows-1252.
"""

from __future__ import annotations

import codecs
import re

PRESCAN = 1024  # bytes that the standard looks at for a `<meta>`
COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
META = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
# Labels of the Encoding standard that Python takes for another, narrower encoding, or does not know.
LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-8",  # a `<meta>` that can be read as ASCII cannot stand in UTF-16 (13.2.3.2)
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "utf-32": "utf-8",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def html_encoding(data: bytes, declared: str | None) -> str | None:
    """The codec to decode with; None where nothing is said, which means UTF-8."""
    marked = next((codec for mark, codec in MARKS if data.startswith(mark)), None)
    return marked or declared or _prescanned(data[:PRESCAN])


def _prescanned(head: bytes) -> str | None:
    """The encoding of the first `<meta>` that names one which is known, as the standard's prescan finds it."""
    for meta in META.findall(COMMENT.sub(b" ", head)):
        found = CHARSET.search(meta)
        codec = None if found is None else _codec(found[1].decode("ascii", "replace").lower())
        if codec is not None:
            return codec
    return None


def _codec(label: str) -> str | None:
    try:
        return codecs.lookup(LABELS.get(label, label)).name
    except LookupError:
        return None
