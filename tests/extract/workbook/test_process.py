"""What is read in a process of its own is what is read in this one; there it may end, and that is told."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter

from pipeline.errors import ExtractError
from pipeline.extract.workbook.process import read_sheets, values
from pipeline.media import ODS, XLSX
from tests.extract.workbook.test_read import BAD, ods, ods_row


def everything() -> bytes:
    """A workbook with each thing that is read of a sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("One")
        page.merge_range("A1:B1", "title")
        page.write(1, 0, 0.999, book.add_format({"num_format": "0%"}))
        page.write(1, 1, 43832, book.add_format({"num_format": "mmm yyyy"}))
        page.write(2, 0, 1 / 3)
        page.write(2, 1, 1500, book.add_format({"num_format": '[>=1000]0.0,"K";0'}))
        page.write_formula(3, 0, "=1/0", None, "#DIV/0!")
        page.write_formula(3, 1, "=1+1", None, "")
        page.write_boolean(4, 0, False)
        page.set_row(4, None, None, {"hidden": True})
        page.set_column(1, 1, None, None, {"hidden": True})
        other = book.add_worksheet("Two")
        other.write(0, 0, "x")
        other.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=One!$A$2:$A$3"})
        book.add_chartsheet("Chart").set_chart(chart)
    return out.getvalue()


def test_what_is_read_of_a_sheet() -> None:
    found = values(everything(), XLSX, "a.xlsx")
    one, two, chart = found["sheets"]
    assert one["rows"] == [["title", ""], ["99.9%", "2020-01"], ["0.333333333", "1500"], ["#DIV/0!", ""], ["FALSE", ""]]
    assert (one["start"], one["merged"]) == ([0, 0], [[0, 0, 0, 1]])
    assert (one["hidden_rows"], one["hidden_columns"], one["rounded"]) == (1, 1, 1)
    assert one["without_value"] == [[3, 1]]
    assert [doubt[:2] for doubt in one["doubts"]] == [(2, 1)]
    assert (two["hidden"], chart["skipped"]) == (
        "the sheet is hidden in the workbook",
        "it is no sheet of cells (ChartSheet)",
    )


@pytest.mark.parametrize(
    ("data", "media_type"), [(everything(), XLSX), (ods(ods_row("a", "b")), ODS)], ids=["xlsx", "ods"]
)
def test_the_other_process_reads_the_same(data: bytes, media_type: str) -> None:
    assert read_sheets(data, media_type, "a") == json.loads(json.dumps(values(data, media_type, "a")))


@pytest.mark.parametrize("case", ["a cell far away", "no XML", "a DTD", "a bomb", "too many cells", "no workbook"])
def test_what_is_refused_is_refused_before_it_costs(case: str) -> None:
    data, media_type, _words = BAD[case]
    with pytest.raises(ExtractError):
        values(data, media_type, "a.xlsx")
