"""Separated values: what is read, what is told, and what is not decided."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.dialect import Declared
from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from tests.builders import normalised, run, write_source

if TYPE_CHECKING:
    from pipeline.layout import Layout
    from pipeline.table import Table

CSV, TSV = "text/csv", "text/tab-separated-values"


def read(text: str, media_type: str = CSV, **declared: object) -> Table:
    """The one table of a file; every cell is checked against its span by `extract_document` itself."""
    dialect = Declared(**declared) if declared else None  # type: ignore[arg-type]
    (table,) = extract_document(text.encode(), media_type, name="x.csv", dialect=dialect).tables
    return table


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


READ = {
    "decimal commas": ("Name;Wert\nA;1,5\nB;2,25\n", "Name Wert/A 1,5/B 2,25"),
    "nothing but decimal commas": ("1,5;2,5\n3,1;4,2\n", "1,5 2,5/3,1 4,2"),
    "both separators": ("Land;Wert\nA;1.234.567,5\nB;9,9 %\n", "Land Wert/A 1.234.567,5/B 9,9_%"),
    "a tab is no text": ("Name\tN\nLime,O\t5\nOak,K\t6\n", "Name N/Lime,O 5/Oak,K 6"),
    "lists in cells": ("id,tags\n1,a;b\n2,c;d\n3,e;f\n", "id tags/1 a;b/2 c;d/3 e;f"),
    "prose in cells": ("k;t\n1;one, two, three\n2;four\n", "k t/1 one,_two,_three/2 four"),
    "pipes": ("a|b\n1,5|x;y\n2,5|z\n", "a b/1,5 x;y/2,5 z"),
    "titles above": ("Trees of 2024\nSource: Office, Town\n\nKind,N\nLime,3\nOak,4\n", "Kind N/Lime 3/Oak 4"),
    "padded titles": ("Trees,,\n,,\nKind,N,Cost\nLime,3,1\n,,\nSource: x,,\n", "Kind N Cost/Lime 3 1"),
    "a note below": ("a,b\n1,2\n3,4\nThese are estimates by the town.\n", "a b/1 2/3 4"),
    "a note after an empty line": ("a,b\n1,2\n3,4\n\nestimates\n", "a b/1 2/3 4"),
    "comments above": ("# made by x, y\n# in 2020\na,b,c\n1,2,3\n", "a b c/1 2 3"),
    "a first line for Excel": ("sep=;\na;b\n1,5;2\n", "a b/1,5 2"),
    "quotes": ('a,b\n"x, y",1\n"z",2\n', "a b/x,_y 1/z 2"),
    "a newline in quotes": ('a,b\n"x\ny",1\n"z, w",2\n', "a b/x_y 1/z,_w 2"),
    "quotes written twice": ('a,b\n"say ""hi""",1\n"""q""",2\n"",3\n', 'a b/say_"hi" 1/"q" 2/ 3'),
    "quotes behind a backslash": ('a,b\n"say \\"hi\\", you",1\n"x",2\n', 'a b/say_"hi",_you 1/x 2'),
    "apostrophes as quotes": ("a,b\n'x, y',1\n'z',2\n", "a b/x,_y 1/z 2"),
    "apostrophes as text": ("a,b\n'tis,1\nrock 'n' roll,2\n", "a b/'tis 1/rock_'n'_roll 2"),
    "blanks before quotes": ('a, "b, c", d\n1, "2, 3", 4\n', "a b,_c d/1 2,_3 4"),
    "empty cells": ("a,b,c\n1,,\n,,3\n", "a b c/1  /  3"),
    "empty columns at the right": ("a,b,c\n1,2,3,\n4,5,6,\n", "a b c/1 2 3/4 5 6"),
    "empty lines between groups": ("a,b\nx,1\n\ny,2\n\nz,3\n", "a b/x 1/y 2/z 3"),
    "empty lines between words": ("a,b\nx,one\n\ny,two\nz,three\n", "a b/x one/y two/z three"),
    "a number alone below an empty row": ("a,b,c\n,,\n1,,\n", "a b c/  /1  "),
    "empty rows at the end": ("a,b\n1,2\n,\n,\n", "a b/1 2"),
    "a backslash is text": ("a,b\nx\\|y,1\nz,2\n", "a b/x\\|y 1/z 2"),
    "one column": ("Name\nA\nB\n", "Name/A/B"),
    "one row": ("a,b,c\n", "a b c"),
    "CRLF": ('a;b\r\n1,5;"x\r\ny"\r\n', "a b/1,5 x_y"),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_what_is_read(text: str, expected: str) -> None:
    table = read(text)
    assert table.skipped is None
    assert grid(table) == [[cell.replace("_", " ") for cell in row.split(" ")] for row in expected.split("/")]


UNDECIDED = {
    "two delimiters": ("a,b;c\nd,e;f\ng,h;i\n", "two dialects fit alike"),
    "one column or two": ("Wert\n1,5\n2,5\n3,5\n", "two dialects fit alike"),
    "prose": ("Comment\ngood, but slow\nbad\nfine, really, yes\n", "no delimiter is certain"),
    "another sign": ("a:b\n1:2\n3:4\n", "':' stands in every line as often"),
    "a short row": ("a,b,c\n1,2,3\n4,5\n", "its rows disagree"),
    "a row cut short": ("a,b\nx,2\ny", "its rows disagree"),
    "separators of thousands": ("City,Pop\nX,1,234\nY,5,678\n", "its rows disagree"),
    "two tables": ("A,B\n1,2\n3,4\n\nC,D,E\n1,2,3\n", "its rows disagree"),
    "two tables of one width": ("A,B\n1,2\n3,4\n\nC,D\n5,6\n7,8\n", "labels, as of a second table"),
    "two padded tables": ("A,B,C\nx,1,2\n,,\nTable 2,,\nD,E,F\ny,3,4\n", "line 5 stands below an empty line"),
    "a title with commas": ("Source: Office, Town, 2024\nKind,N\nLime,3\nOak,4\n", "its rows disagree"),
    "no words": (",,\n,,\n", "no delimiter is certain"),
}


@pytest.mark.parametrize(("text", "reason"), UNDECIDED.values(), ids=UNDECIDED)
def test_what_is_not_decided_is_skipped_and_keeps_its_cells(text: str, reason: str) -> None:
    table = read(text)
    assert reason in (table.skipped or "")
    assert len({len(row) for row in table.rows}) == 1
    printed = "".join(cell.text for row in table.rows for cell in row)
    assert {char for char in text if char.isalnum()} == {char for char in printed if char.isalnum()}


BROKEN = {
    "a quote that never ends": ('a,b\n"x,1\ny,2\n', "line 2, column 1: found a quoted field that never ends"),
    "in the last field": ('a,b\n1,2\n3,"x', "line 3, column 3: found a quoted field that never ends"),
    "words behind a quote": ('a,b\nz,1\n"x" y,2\n', "line 3, column 4: found ' y,2' after the quote"),
    "a NUL": ("a,b\n1,\x002\n", "line 2, column 3: found the character '\\x00' (NUL)"),
    "nothing": ("\n \n", "found only 3 characters of white space"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ExtractError, match=r"x\.csv") as error:
        read(text)
    assert message in error.value.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("a;b\nä;1\n".encode("cp1252"), "offset 4 (line 2) is not utf-8"),
        ("a;b\nä;1\n".encode() + "ö;2\n".encode("cp1252"), "offset 9 (line 3) is not utf-8"),
        ("a\tb\n1\t2\n".encode("utf-16"), "encoding: utf-16"),
        ("a\tb\n1\t2\n".encode("utf-16-le"), "encoding: utf-16le"),
    ],
)
def test_no_encoding_is_guessed(data: bytes, message: str) -> None:
    with pytest.raises(ExtractError) as error:
        extract_document(data, CSV)
    assert message in error.value.message


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_declared_encoding_is_read(encoding: str) -> None:
    document = extract_document("a;b\nä;1,5\n".encode(encoding), CSV, encoding=encoding)
    assert grid(document.tables[0]) == [["a", "b"], ["ä", "1,5"]]


def test_what_was_found_is_told() -> None:
    document = extract_document(b'T\n\na;b\n"1";2\n\nNote: x\n', CSV)
    (fault,) = document.faults
    assert fault.code == "dialect-detected"
    assert 'delimiter: ";"' in fault.found
    assert "1 lines above the table, 1 lines below the table" in fault.found
    assert [document.text[block.start : block.end] for block in document.blocks] == ["T", 'a;b\n"1";2', "Note: x"]
    assert document.tables[0].caption == "T"


def test_ragged_rows_and_stray_quotes_have_their_row() -> None:
    text = 'a,b\n1,2\n5" pipe,3\n3,4,5\n6,7\n'
    found = [(fault.code, fault.row, text[fault.start : fault.end]) for fault in read(text).faults]
    assert found == [("stray-quote", 3, '"'), ("ragged-row", 4, "3,4,5")]


def test_a_stray_quote_alone_leaves_the_table_and_is_text_where_that_is_declared() -> None:
    text = 'a,b\n5" pipe,1\n7" pipe,2\n'
    table = read(text)
    assert (table.skipped, [fault.code for fault in table.faults]) == (None, ["stray-quote", "stray-quote"])
    declared = read(text, quote="")
    assert (grid(declared), declared.faults) == (grid(table), ())


DECLARED = {
    "a delimiter of two that fit": ("a,b;c\nd,e;f\n", {"delimiter": ";"}, [["a,b", "c"], ["d,e", "f"]]),
    "a rare delimiter": ("a:b\n1:2\n", {"delimiter": ":"}, [["a", "b"], ["1", "2"]]),
    "one column": ("Wert\n1,5\n2,5\n", {"delimiter": "\t"}, [["Wert"], ["1,5"], ["2,5"]]),
    "comments": ("%x\na,b\n%y,z\n1,2\n", {"comment": "%"}, [["a", "b"], ["1", "2"]]),
    "quotes as text": ('a,b\n"x,1\n', {"quote": ""}, [["a", "b"], ['"x', "1"]]),
    "a backslash": ('a,b\n"x\\"y",1\n', {"escape": "\\"}, [["a", "b"], ['x"y', "1"]]),
}


@pytest.mark.parametrize(("text", "declared", "expected"), DECLARED.values(), ids=DECLARED)
def test_a_declared_dialect_decides(text: str, declared: dict[str, object], expected: list[list[str]]) -> None:
    table = read(text, **declared)
    assert (table.skipped, grid(table)) == (None, expected)


@pytest.mark.parametrize(
    ("declared", "headers"), [({"header": True}, 1), ({"header": False}, 0), ({"header_rows": (2, 3)}, 2)]
)
def test_declared_headers(declared: dict[str, object], headers: int) -> None:
    table = read("T\na,2\nb,4\nc,6\n", **declared)
    assert (table.header_rows, table.skipped) == (headers, None)
    assert grid(table) == [["a", "2"], ["b", "4"], ["c", "6"]]


def test_labels_below_an_empty_line_are_a_row_where_that_is_declared() -> None:
    assert read("A,B\n1,2\n\nn.d.x,none of it\n5,6\n", header=True).skipped is None


def test_declared_header_rows_have_to_be_there() -> None:
    with pytest.raises(ExtractError, match="headerRows"):
        read("a,b\n1,2\n", header_rows=(2, 9))


def test_a_file_of_rows_is_refused_with_what_to_do() -> None:
    with pytest.raises(ExtractError, match="a table of rows of it") as error:
        read("a,b\n" + "1,2\n" * 50_001)
    assert "more than 100,000 cells in 50,002 lines" in error.value.message
    assert len(read("a,b\n" + "1,2\n" * 49_999).rows) == 50_000


@pytest.mark.parametrize("text", ["," * 300_000, "a,b\n" + "1," * 200_000], ids=["commas", "one long row"])
def test_what_asks_for_too_many_cells_is_refused(text: str) -> None:
    with pytest.raises(ExtractError, match="expected at most 100,000 cells"):
        read(text)


def test_a_million_empty_lines_cost_nothing() -> None:
    assert grid(read("a,b\n1,2\n" + "\n" * 1_000_000)) == [["a", "b"], ["1", "2"]]


WORDS = st.text(st.sampled_from("ab1.,;|\t'\"\\\n- ä"), max_size=6)
GRIDS = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), max_size=6))


@settings(max_examples=300, deadline=None)
@given(
    rows=GRIDS,
    delimiter=st.sampled_from(",;\t|"),
    quote=st.sampled_from("\"'"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    doubled=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_any_grid_is_read_back_by_the_dialect_that_wrote_it(
    rows: list[list[str]], delimiter: str, quote: str, quoting: int, doubled: bool, newline: str
) -> None:
    out = io.StringIO()
    rows = [["head", *row] for row in rows]
    writer = csv.writer(
        out,
        delimiter=delimiter,
        quotechar=quote,
        quoting=quoting,  # type: ignore[arg-type]
        doublequote=doubled,
        escapechar=None if doubled else "\\",
        lineterminator=newline,
    )
    writer.writerows([["x"] * len(rows[0]) if rows else ["x", "x"], *rows])
    declared = {"delimiter": delimiter, "quote": quote, "escape": None if doubled else "\\"}
    try:
        table = read(out.getvalue(), **declared)
    except ExtractError:
        # Only where a cell looks like the quoting itself: not quoted by the writer, though it begins with a blank.
        assert not doubled or quoting != csv.QUOTE_ALL
        return
    assert table.skipped in (None, "no data rows")
    expected = [[" ".join(cell.split()) for cell in row] for row in rows]
    found = [row[: len(expected[0])] for row in grid(table)[1:]] if expected else []
    assert found == expected


@settings(max_examples=300, deadline=None)
@given(rows=GRIDS, delimiter=st.sampled_from(",;\t|"), quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_any_grid_comes_back_as_it_was_or_is_not_decided(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    rows = [["head"] * (len(rows[0]) if rows else 2), *rows]
    assume(not ends_like_notes(rows))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    try:
        table = read(out.getvalue())
    except ExtractError:
        return
    if table.skipped is None and not any(fault.code == "stray-quote" for fault in table.faults):
        expected = [[" ".join(cell.split()) for cell in row] for row in rows]
        assert trimmed(grid(table)) == trimmed(expected)


def ends_like_notes(rows: list[list[str]]) -> bool:
    """Whether the last row is words in its first cell only, below an empty row: those are notes below a table."""
    filled = [[bool(cell.strip()) for cell in row] for row in trimmed_blank(rows)]
    return any(not any(row) for row in filled) and filled[-1][0] and not any(filled[-1][1:])


def trimmed_blank(rows: list[list[str]]) -> list[list[str]]:
    """A grid without rows of blanks at its end."""
    return trimmed([[cell.strip() for cell in row] for row in rows])


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """A grid without empty rows at its end."""
    while rows and not any(rows[-1]):
        rows = rows[:-1]
    return rows


def test_a_dialect_of_source_yaml_decides_in_a_build(project: Layout) -> None:
    keys = {"document": "x.csv", "media_type": CSV}
    write_source(project, "a,b;c\nd,e;f\n", "open", **keys)
    write_source(project, "a,b;c\nd,e;f\n", "declared", **keys, dialect={"delimiter": ";", "header": True})
    run(project, "extract", "normalise")
    assert [item["contract"]["name"] for item in normalised(project, "open")["articles"]] == []
    (article,) = normalised(project, "declared")["articles"]
    assert "d,e" in str(article["rows"])
    assert "two dialects fit alike" in json.dumps(normalised(project, "open")["system"]["tables"])
    assert "dialect-detected" in json.dumps(normalised(project, "declared")["system"]["issues"])
