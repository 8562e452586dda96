"""Polluted CSV files of every kind that the Pollock benchmark names, made from one clean table.

The kinds: Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann: "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023,
table 1. The files are our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HEADER = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments"]
ROWS = [
    ["01/01/2020", "10:20", "1", "ED230", "3.50", "Pencil", "A pencil, of wood", "https://example.org/1", ""],
    ["01/02/2020", "09:05", "12", "ED231", "1,200", "Box", 'The "large" one', "https://example.org/2?a=b", "new"],
    ["02/02/2020", "23:59", "", "ED232", "0", "Paper", "Two\nlines", "https://example.org/3", "é – ß"],
    ["03/02/2020", "00:00", "7", "ED233", "99.9", "Pen", "Blue", "https://example.org/4", "out; sold"],
]


def _cell(text: str, separator: str, quote: str) -> str:
    needs = any(mark in text for mark in (separator, quote, "\n", "\r")) if quote else False
    return f"{quote}{text.replace(quote, quote * 2)}{quote}" if needs else text


def lines(separator: str = ",", quote: str = '"', header: list[str] = HEADER) -> list[str]:
    """The clean table as lines without their ends."""
    return [separator.join(_cell(text, separator, quote) for text in row) for row in (header, *ROWS)]


def joined(parts: list[str], end: str = "\n") -> bytes:
    """The lines as a file."""
    return "".join(f"{part}{end}" for part in parts).encode()


def _each_line(change: Callable[[str], Iterator[str]]) -> Iterator[bytes]:
    """The header, a row with quotes and the last row changed in every way."""
    clean = lines()
    for number, line in enumerate(clean):
        if number in (1, 3):
            continue
        for changed in change(line):
            yield joined([*clean[:number], changed, *clean[number + 1 :]])


def _removed(line: str, mark: str) -> Iterator[str]:
    for place, char in enumerate(line):
        if char == mark:
            yield line[:place] + line[place + 1 :]


def _added(line: str, mark: str) -> Iterator[str]:
    for place in range(len(line) + 1):
        yield line[:place] + mark + line[place:]


def _payloads() -> Iterator[bytes]:
    yield b""
    yield b"\n"
    yield b"\n\n\n"
    yield joined(lines()[:1])
    yield joined(lines()[1:])
    yield joined(lines()).removesuffix(b"\n")
    yield joined(lines()) + b"\n"
    yield joined(lines()) + b"\n\n"


def _around() -> Iterator[bytes]:
    for said in ("Sales of the year", "Sales,2020", '"Sales"', "", ",,,", "Sales\n\nof the year"):
        for count in (1, 2, 4):
            yield joined([*[said] * count, *lines()])
            yield joined([*lines(), *[said] * count])
            yield joined([*lines()[:2], *[said] * count, *lines()[2:]])


def _headers() -> Iterator[bytes]:
    for count in (2, 3):
        yield joined([*lines()[:1] * count, *lines()[1:]])
    for names in (["", *HEADER[1:]], [""] * 9, [HEADER[1], *HEADER[1:]], HEADER[:-1], [*HEADER, "more"], ["a b", "ü"]):
        yield joined(lines(header=names))
    yield joined([lines()[0].lower() * 50, *lines()[1:]])


def _tables() -> Iterator[bytes]:
    yield joined([*lines(), *lines()])
    yield joined([*lines(), "", *lines()])
    yield joined([*lines(), "a,b", "1,2"])
    yield joined([f"{line},,{line}" for line in lines()])
    yield joined([f"{line},{other}" for line, other in zip(lines(), ["a,b", "1,2", "3", "", ""], strict=True)])


def _separators() -> Iterator[bytes]:
    for separator in (";", "\t", " ", ", ", "|", "||", "::", "\x1f"):
        yield joined(lines(separator))
        for number in range(5):
            mixed = [lines(separator)[n] if n == number else line for n, line in enumerate(lines())]
            yield joined(mixed)


def _quotes() -> Iterator[bytes]:
    for quote in ("'", "`", "”", ""):
        yield joined(lines(quote=quote))
    yield joined(lines()).replace(b'""', b'\\"')
    yield joined(lines()).replace(b'""', b'"')
    yield joined(lines()).replace(b',"', b', "')
    yield joined(lines()).replace(b'",', b'" ,')


def _ends() -> Iterator[bytes]:
    for end in ("\r\n", "\r", "\n\r", "\n\n", "\x0b", "\x0c", "\x1e", "\u2028", "\x85", ";", "||"):
        yield joined(lines(), end)
    for end in ("\r\n", "\r", "\n\n", "\0"):
        for number in range(5):
            yield b"".join(joined([line], end if n == number else "\n") for n, line in enumerate(lines()))


def _encodings() -> Iterator[bytes]:
    text = joined(lines()).decode()
    for encoding in ("latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037", "shift_jis"):
        yield text.encode(encoding, errors="replace")
    yield text.encode()[:-1] + b"\xff\n"
    yield b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode()
    yield text.replace("é", "\0").encode()


KINDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "payload and trailing lines": _payloads,
    "preamble, footnotes, lines between": _around,
    "headers: several, missing, double, wrong": _headers,
    "several tables": _tables,
    "separators: other, mixed, several characters": _separators,
    "quotes: other, escaped, with blanks": _quotes,
    "record delimiters": _ends,
    "encodings, marks, NUL": _encodings,
    "a separator less": lambda: _each_line(lambda line: _removed(line, ",")),
    "a separator more": lambda: _each_line(lambda line: _added(line, ",")),
    "a quote less": lambda: _each_line(lambda line: _removed(line, '"')),
    "a quote more": lambda: _each_line(lambda line: _added(line, '"')),
    "a record delimiter more": lambda: _each_line(lambda line: _added(line, "\n")),
    "a row twice or missing a half": lambda: _each_line(lambda line: iter([line * 2, line[: len(line) // 2], ""])),
}
