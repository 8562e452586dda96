"""Word documents: blocks, grids, headers, captions, notes, what is skipped, and where each cell stands."""

# ruff: noqa: E501 a table of cases is easier to read with a case on a line
from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract import extract_document
from pipeline.extract.size import MOST_CELLS
from pipeline.table import Table, prints
from tests.extract.docx.builder import MEDIA_TYPE, docx, p, part, run, tbl, tc, tr, zipped
from tests.extract.html.test_grid import spans_of, tilings

if TYPE_CHECKING:
    from pipeline.document import Document

BOLD, HIGH = "<w:b/>", '<w:vertAlign w:val="superscript"/>'


def read(body: str, **parts: str) -> Document:
    return extract_document(docx(body, **parts), MEDIA_TYPE, name="a.docx")


def one(body: str, **parts: str) -> Table:
    (table,) = read(body, **parts).tables
    return table


def texts(table: Table) -> list[str]:
    return [" ".join(cell.text or "." for cell in row) for row in table.rows]


def roles(table: Table) -> list[str]:
    return [" ".join(cell.role[0] for cell in row) for row in table.rows]


def span(columns: object, merge: str = "") -> str:
    vertical = {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f'<w:gridSpan w:val="{columns}"/>{vertical}'


def bold(*words: str) -> str:
    return tr(*(tc(p(run(word, BOLD))) for word in words))


def grid(before: int = 0, after: int = 0) -> str:
    return f'<w:gridBefore w:val="{before}"/><w:gridAfter w:val="{after}"/>'


def note(kind: str, number: int, text: str, mark: str = "") -> str:
    """A note as Word writes it; without a `mark` of its own it has a number."""
    head = f"<w:r>{(mark and f'<w:t>{mark}</w:t>') or f'<w:{kind}Ref/>'}</w:r>"
    return f'<w:{kind} w:id="{number}"><w:p>{head}{run(" " + text)}</w:p></w:{kind}>'


def refer(kind: str, number: int, mark: str = "") -> str:
    own = ' w:customMarkFollows="1"' if mark else ""
    return f'<w:r><w:rPr>{HIGH}</w:rPr><w:{kind}Reference{own} w:id="{number}"/>{mark and f"<w:t>{mark}</w:t>"}</w:r>'


SDT = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
GRIDS = [
    ("plain", ["a | b", "1 | 2"], ["a b", "1 2"]),
    ("gridSpan", [tr(tc("a", span(2))), "1 | 2"], ["a a", "1 2"]),
    ("vMerge", [tr(tc("a", span(1, "start")), "b"), tr(tc("", span(1, "on")), "2")], ["a b", "a 2"]),
    ("both", [tr(tc("a", span(2, "start")), "b"), tr(tc("", span(2, "on")), "2"), "x | y | z"], ["a a b", "a a 2", "x y z"]),
    ("two merges below each other", [tr(tc("a", span(1, "start")), "b"), tr(tc("c", span(1, "start")), "d"), tr(tc("", span(1, "on")), "f")], ["a b", "c d", "c f"]),
    ("a merge without a start", [tr(tc("a", span(1, "on")), "b"), tr(tc("", span(1, "on")), "2")], ["a b", "a 2"]),
    ("a merge of another width is none", [tr(tc("a", span(2, "start")), "b"), tr(tc("c", span(1, "on")), "d", "e")], ["a a b", "c d e"]),
    ("a merge of another column is none", [tr(tc("a", span(1, "start")), "b"), tr("c", tc("d", span(1, "on")))], ["a b", "c d"]),
    ("a merge ends with a cell that is none", [tr(tc("a", span(1, "start")), "b"), "c | d", tr(tc("e", span(1, "on")), "f")], ["a b", "c d", "e f"]),
    ("hMerge", [tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "b"), "1 | 2 | 3"], ["a a b", "1 2 3"]),
    ("columns left out", [tr("a", "b", properties=grid(before=1)), tr("1", "2", properties=grid(after=1))], [". a b", "1 2 ."]),
    ("rows in a content control", ["a | b", SDT.format(tr("1", "2"))], ["a b", "1 2"]),
    ("cells in a content control", [f"<w:tr>{tc('a')}{SDT.format(tc('b'))}</w:tr>", "1 | 2"], ["a b", "1 2"]),
    ("words in a content control", [f"<w:tr>{tc('a')}{tc(SDT.format(p('b')))}</w:tr>", "1 | 2"], ["a b", "1 2"]),
    ("deleted rows are gone", ["a | b", tr("x", "y", properties='<w:del w:id="1"/>'), tr("1", "2", properties='<w:ins w:id="1"/>')], ["a b", "1 2"]),
    ("hidden rows are gone", ["a | b", tr("x", "y", properties="<w:hidden/>"), "1 | 2"], ["a b", "1 2"]),
    ("deleted cells are gone", [tr("a", tc("x", '<w:cellDel w:id="1"/>'), "b"), "1 | 2"], ["a b", "1 2"]),
    ("an exception of a row", [tr("a", "b").replace("<w:trPr>", '<w:tblPrEx><w:tblLook w:firstColumn="1"/></w:tblPrEx><w:trPr>'), "1 | 2"], ["a b", "1 2"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in GRIDS], ids=[case[0] for case in GRIDS])
def test_grids(rows: list[str], expected: list[str]) -> None:
    table = one(tbl(*rows))
    assert texts(table) == expected
    assert table.faults == ()


@pytest.mark.parametrize("columns", ["100000000", "-1", "0", "x", "", "9" * 5000])
def test_spans_are_clamped(columns: str) -> None:
    table = one(tbl(tr(tc("a", span(columns)), "b"), "1 | 2"))
    assert len(table.rows[0]) == (1001 if columns.startswith(("1", "9")) else 2)


def test_a_table_of_more_slots_than_are_read_is_told() -> None:
    wide = tr(*[tc("x", span(1000))] * 50)
    table = one(tbl(*[wide] * 50))
    assert (table.rows, table.header_rows) == ((), 0)
    assert (
        table.skipped
        == f"its spans ask for 50 rows of 50000 columns, beyond the cells that are read (at most {MOST_CELLS})"
    )


def test_a_short_row_and_words_that_are_merged_away_are_told() -> None:
    table = one(tbl("a | b", "1", tr(tc("x", span(1, "start")), "y"), tr(tc("lost", span(1, "on")), "z")))
    assert texts(table) == ["a b", "1 .", "x y", "x z"]
    assert [(fault.code, fault.found, fault.row) for fault in table.faults] == [
        ("cells-overlap", "lost", 3),
        ("ragged-row", "1 of 2 cells", 2),
    ]


LOOK = '<w:tblStyle w:val="{}"/><w:tblLook w:val="{}"/>'
HEADERS = [
    ("marked", tbl(tr("1", "2", properties="<w:tblHeader/>"), "3 | 4"), 1),
    ("two are marked", tbl(*[tr(x, "b", properties="<w:tblHeader/>") for x in "ac"], "3 | 4"), 2),
    ("all are marked", tbl(*[tr("1", "2", properties="<w:tblHeader/>")] * 2), 0),
    ("marked off", tbl(tr("1", "2", properties='<w:tblHeader w:val="0"/>'), "3 | 4"), 0),
    ("a marked row further down", tbl("1 | 2", tr("a", "b", properties="<w:tblHeader/>"), "3 | 4"), 0),
    ("marked, and its cells reach down", tbl(tr(tc("a", span(1, "start")), tc("b", span(2)), properties="<w:tblHeader/>"), tr(tc("", span(1, "on")), "c", "d"), "1 | 2 | 3"), 2),
    ("bold", tbl(bold("a", "a"), "x | y"), 1),
    ("bold years", tbl(bold("a", "2020", "2021"), "x | 1 | 2"), 1),
    ("bold values", tbl(bold("a", "5"), "x | 6"), 0),
    ("all bold", tbl(bold("a", "a"), bold("x", "y")), 0),
    ("bold rows and a bold section", tbl(bold("a", "a"), tr(tc(p(run("S", BOLD)), span(2))), "x | y"), 1),
    ("a style that sets the first row apart", tbl("a | a", "x | y", properties=LOOK.format("Fancy", "0020")), 1),
    ("and one that is based on it", tbl("a | a", "x | y", properties=LOOK.format("Fancier", "04A0")), 1),
    ("asked for by attribute", tbl("a | a", "x | y", properties='<w:tblStyle w:val="Fancy"/><w:tblLook w:firstRow="1"/>'), 1),
    ("not asked for", tbl("a | a", "x | y", properties=LOOK.format("Fancy", "0480")), 0),
    ("a style that sets nothing apart", tbl("a | a", "x | y", properties=LOOK.format("Plain", "04A0")), 0),
    ("labels", tbl("a | b", "x | 1"), 1),
    ("values", tbl("a | 1", "x | 2"), 0),
    ("labels that reach down", tbl(tr(tc("Name", span(1, "start")), tc("Sum", span(2))), tr(tc("", span(1, "on")), "in", "out"), "x | 1 | 2"), 2),
]  # fmt: skip


@pytest.mark.parametrize(("body", "count"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS])
def test_header_rows(body: str, count: int) -> None:
    assert one(body).header_rows == count


def test_the_first_column_names_rows_where_it_is_set_apart() -> None:
    rows = ["a | b", tr(tc(p(run("x", BOLD))), "1"), tr(tc(p(run("y", BOLD))), "2")]
    assert roles(one(tbl(*rows))) == ["h h", "r d", "r d"]
    assert roles(one(tbl("a | b", "x | 1", properties=LOOK.format("Fancy", "00A0")))) == ["h h", "r d"]
    assert roles(one(tbl("a | b", "x | 1"))) == ["h h", "d d"]
    assert roles(one(tbl("a | b", bold("x", "1"), "y | 2"))) == ["h h", "d d", "d d"]


T, U = tbl("a | b", "1 | 2"), tbl("c | d", "3 | 4")
SEQ = '<w:r><w:t xml:space="preserve">Table </w:t></w:r><w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
FIGURE = SEQ.replace("SEQ Table", "SEQ Figure").replace(">Table ", ">Figure ")
NEXT = "<w:keepNext/>"
CAPTIONS = [
    ("the line above", p("Sums") + T, ["Sums"]),
    ("a heading above", p("Sums", "berschrift1") + T, ["Sums"]),
    ("a style, in any language", p("Sums", "Beschriftung") + T + p("words"), ["Sums"]),
    ("a style based on it", p("Sums", "Ours") + T, ["Sums"]),
    ("a field", p(SEQ + run(": Sums")) + T, ["Table 1: Sums"]),
    ("below", p("words") + T + p("Sums", "Ours"), ["Sums"]),
    ("below, at a field", p("words") + T + p(SEQ), ["Table 1"]),
    ("an empty line between", p("Sums", "Ours") + p() + T, ["Sums"]),
    ("between two tables, all below", p("w") + T + p("A", "Ours") + p("w") + T + p("B", "Ours") + U + p("C", "Ours"), ["A", "B", "C"]),
    ("between two tables, all above", p("A", "Ours") + T + p("B", "Ours") + U, ["A", "B"]),
    ("between two tables, to stay with the next", p("w") + T + p("A", "Ours", properties=NEXT) + U, ["w", "A"]),
    ("of a figure", p("<w:r><w:drawing/></w:r>") + p(FIGURE) + T, [""]),
    ("of a picture above", p("<w:r><w:drawing/></w:r>") + p("A tree", "Ours") + T, [""]),
    ("of a table below a picture", p("<w:r><w:drawing/></w:r>") + p("Sums", "Ours", properties=NEXT) + T, ["Sums"]),
    ("a long paragraph above", p("word " * 60) + T, [""]),
    ("nothing", T, [""]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CAPTIONS], ids=[case[0] for case in CAPTIONS])
def test_captions(body: str, expected: list[str]) -> None:
    assert [table.caption for table in read(body).tables] == expected


def test_a_caption_is_known_by_its_id_where_there_are_no_styles() -> None:
    body = p("Report", "Title") + p("Part", "Heading2") + T + p("Sums", "Caption") + p("words")
    document = read(body, styles=None)
    assert [(table.caption, table.heading) for table in document.tables] == [("Sums", ("Report", "Part"))]


def test_blocks() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    document = read(
        p("Report", "Titel")
        + p("Part", "berschrift1")
        + p("Sub", "berschrift2")
        + p("Third", properties='<w:outlineLvl w:val="2"/>')
        + p("no heading", "berschrift1", properties='<w:outlineLvl w:val="9"/>')
        + p("x", "Liste")
        + p("y", properties=numbered)
        + p("z", "Liste", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + SDT.format(p("controlled"))
        + p("")
        + '<w:sectPr><w:headerReference r:id="x"/></w:sectPr>'
    )
    assert [(block.kind, document.text[block.start : block.end], block.level) for block in document.blocks] == [
        ("heading", "Report", 1),
        ("heading", "Part", 1),
        ("heading", "Sub", 2),
        ("heading", "Third", 3),
        ("paragraph", "no heading", None),
        ("list_item", "x", None),
        ("list_item", "y", None),
        ("paragraph", "z", None),
        ("paragraph", "controlled", None),
    ]


def test_nested_tables_stand_below_their_host() -> None:
    inner = tbl("c | d", tr("3", tc(p("4") + tbl("e | f", "5 | 6") + p())))
    document = read(p("Sums") + tbl("a | b", tr("1", tc(p("2") + inner + p())), tr("7", "8")) + p("end"))
    assert document.text == (
        "Sums\n\n| a | b |\n| 1 | 2 |\n| 7 | 8 |\n\n| c | d |\n| 3 | 4 |\n\n| e | f |\n| 5 | 6 |\n\nend\n"
    )
    assert [(table.number, table.parent, table.caption) for table in document.tables] == [
        (1, None, "Sums"),
        (2, 1, ""),
        (3, 2, ""),
    ]


def test_a_locator_is_the_part_and_the_path() -> None:
    inner = tbl("c | d", "3 | 4")
    body = p("x") + T + SDT.format(tbl("a | b", f"<w:tr>{tc('1')}{SDT.format(tc(inner + p()))}</w:tr>"))
    document = read(body)
    outer = "word/document.xml#/w:document/w:body/w:sdt[1]/w:sdtContent/w:tbl[1]/w:tr[2]"
    assert document.tables[0].rows[1][1].locator == "word/document.xml#/w:document/w:body/w:tbl[1]/w:tr[2]/w:tc[2]"
    assert document.tables[1].rows[1][0].locator == f"{outer}/w:tc[1]"
    assert document.tables[2].rows[0][1].locator == f"{outer}/w:sdt[1]/w:sdtContent/w:tc[1]/w:tbl[1]/w:tr[1]/w:tc[2]"


def test_notes() -> None:
    cells = [
        tc(p(run("12") + refer("footnote", 7))),
        tc(p(run("13") + refer("endnote", 2) + refer("footnote", 9))),
        tc(p(run("14") + refer("footnote", 5, "*"))),
        tc(p(run("15") + refer("footnote", 7))),
    ]
    footnotes = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>' + "".join(
        [
            note("footnote", 7, "old"),
            note("footnote", 9, "new"),
            note("footnote", 5, "own", "*"),
            note("footnote", 4, "no"),
        ]
    )
    document = read(tbl("a | b | c | d", tr(*cells)), footnotes=footnotes, endnotes=note("endnote", 2, "end"))
    (table,) = document.tables
    assert [(cell.text, cell.notes) for cell in table.rows[1]] == [
        ("12", ("[1]",)),
        ("13", ("[i]", "[2]")),
        ("14*", ("*",)),
        ("15", ("[1]",)),
    ]
    assert document.text.split("\n\n")[1:] == ["[1] old", "[2] new", "* own", "[i] end\n"]
    assert [(found.mark, found.text) for found in table.notes][:3] == [("[1]", "old"), ("[i]", "end"), ("[2]", "new")]
    assert all(document.text[found.start : found.end] == found.text for found in table.notes)


def test_a_note_of_a_table_is_the_note_referred_to_and_no_line_that_looks_like_it() -> None:
    cell = tc(p(run("12") + refer("footnote", 7)))
    two = note("footnote", 7, "old").replace("</w:footnote>", p("and tall") + "</w:footnote>")
    document = read(p("[1] A book.") + tbl("a | b", tr("x", cell)) + p("[1] Another."), footnotes=two)
    (table,) = document.tables
    assert [(found.mark, found.text) for found in table.notes] == [("[1]", "old and tall")]


def test_a_superscript_is_a_note_where_a_paragraph_begins_with_it() -> None:
    row = tr(tc(p(run("10") + run("2", HIGH))), tc(p(run("Lime") + run("a", HIGH))))
    assert [(cell.text, cell.notes) for cell in one(tbl("a | b", row)).rows[1]] == [("10²", ()), ("Limea", ("a",))]
    document = read(tbl("a | b", row) + p(run("2", HIGH) + run(" without oaks")))
    assert [(cell.text, cell.notes) for cell in document.tables[0].rows[1]] == [("102", ("2",)), ("Limea", ("a",))]


SKIPPED = [
    (tbl(), "it has no cells"),
    (tbl(" | ", " | "), "all its cells are empty"),
    (tbl("words in a frame"), "layout: nothing marks it as data, and it is one row"),
    (tbl("a", "b"), "layout: nothing marks it as data, and it is one column"),
    (p("Sums", "Ours") + tbl("a", "1"), None),
    (tbl(tr("a", properties="<w:tblHeader/>"), "1"), None),
    (tbl(tr("a", "b" * 1001), "1 | 2"), "layout: nothing marks it as data, and a cell holds more than 1000 characters"),
    (p("Sums", "Ours") + tbl("a | b"), None),
]


@pytest.mark.parametrize(("body", "reason"), SKIPPED)
def test_what_is_no_data_is_skipped_with_the_reason(body: str, reason: str | None) -> None:
    assert one(p("x") + p("y" * 300) + body).skipped == reason


def test_a_table_of_tables_is_layout() -> None:
    document = read(tbl(tr(tc(T + p()), tc(U + p()))))
    assert [(table.skipped or "")[:6] for table in document.tables] == ["layout", "", ""]


def test_strict_documents_are_read_as_well() -> None:
    body = tbl(tr(tc("a", span(2))), "1 | 2")
    strict = part("document", f"<w:body>{body}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    (table,) = extract_document(zipped({"word/document.xml": strict}), MEDIA_TYPE).tables
    assert texts(table) == ["a a", "1 2"]


def test_parts_are_found_by_their_relationships_and_other_prefixes_are_read() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    spaces = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    own = (
        part("document", f"<w:body>{p('Sums', 'berschrift1')}{T}</w:body>")
        .replace("w:", "x:")
        .replace("xmlns:w=", "xmlns:x=")
    )
    styles = part("styles", '<w:style w:styleId="berschrift1"><w:name w:val="heading 3"/></w:style>')
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships {spaces}><Relationship Type="{kind}/officeDocument" Target="word/other.xml"/></Relationships>',
        "word/other.xml": own.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
        "word/_rels/other.xml.rels": f'<Relationships {spaces}><Relationship Type="{kind}/styles" Target="/looks.xml"/></Relationships>',
        "looks.xml": styles,
    }
    document = extract_document(zipped(files), MEDIA_TYPE)
    assert [block.level for block in document.blocks] == [3, None]
    assert document.encoding == "utf-16"
    assert document.tables[0].rows[0][0].locator == "word/other.xml#/w:document/w:body/w:tbl[1]/w:tr[1]/w:tc[1]"


def test_a_document_that_prints_nothing() -> None:
    with pytest.raises(ExtractError, match=r"^a\.docx: the document prints no words"):
        read(p(run("x", "<w:vanish/>")))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("|\\ "), max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.data(), tilings(), st.booleans())
def test_random_grids_come_back_equal(data: st.DataObject, slots: list[list[int]], controls: bool) -> None:
    """Any grid with any spans and any words, written as DOCX, is read as it was."""
    spans = iter([spans for row in spans_of(slots) for spans in row])
    words = [data.draw(WORDS) for _ in range(max(map(max, slots)) + 1)]
    rows, seen, open_spans = [], -1, {}
    for row in slots:
        cells = ""
        for index in dict.fromkeys(row):
            if index > seen:
                seen = index
                open_spans[index] = next(spans)
                text = p(run(escape(words[index])))
                cell = tc(text, span(open_spans[index][1], "start" if open_spans[index][0] > 1 else ""))
                cells += SDT.format(cell) if controls else cell
            else:
                cells += tc(p(), span(open_spans[index][1], "on"))
        rows.append(f"<w:tr>{cells}</w:tr>")
    document = read(p(".") + tbl(*rows))
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        [" ".join(words[index].split()) for index in row] for row in slots
    ]
    assert table.faults == ()
    for cell in (cell for row in table.rows for cell in row):
        assert prints(document.text[cell.start : cell.end], cell.text)
