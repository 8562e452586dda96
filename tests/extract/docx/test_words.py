"""What the runs of a cell or a paragraph print."""

# ruff: noqa: E501 a table of cases is easier to read with a case on a line
from __future__ import annotations

import pytest

from pipeline.extract import extract_document
from tests.extract.docx.builder import MEDIA_TYPE, docx, p, run, tbl, tc, tr


def box(text: str) -> str:
    """A text box as Word writes it: for readers that know shapes, and for those that do not."""
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """A complex field: begin, instruction, separator, result, end."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {instruction} </w:instrText></w:r>{separate}{result}{end}"


HIGH = '<w:vertAlign w:val="superscript"/>'
VANISH = "<w:vanish/>"
CELLS = [
    ("plain", run("a  b"), "a b"),
    ("runs join", run("3") + run("00") + run(" TB"), "300 TB"),
    ("space is kept where it is said", "<w:r><w:t> a </w:t></w:r>" + run("b"), "ab"),
    ("tab, break, page break, return", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:t>d</w:t><w:cr/><w:t>e</w:t></w:r>", "a b c d e"),
    ("hyphens", "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011bc"),
    ("a pipe", run("a | b"), "a | b"),
    ("a backslash and a pipe", run("a \\| b"), "a \\| b"),
    ("five entities", run("&lt;&amp;&gt;&quot;&#8364;"), '<&>"€'),
    ("symbol", '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5</w:t></w:r>', "±5"),
    ("symbol font", '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0a3</w:t></w:r>' + run("5"), "≤5"),
    ("tick", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
    ("a symbol that is not known", '<w:r><w:sym w:font="Wingdings 3" w:char="F031"/></w:r>', "\uf031"),
    ("no symbol", '<w:r><w:sym w:font="Symbol" w:char="zz"/><w:t>1</w:t></w:r>', "1"),
    ("inserted", f"<w:ins>{run('new')}</w:ins>", "new"),
    ("deleted", f"<w:del><w:r><w:delText>old</w:delText></w:r>{run('old')}</w:del>{run('new')}", "new"),
    ("moved here", f"<w:moveTo>{run('here')}</w:moveTo><w:moveFrom>{run('there')}</w:moveFrom>", "here"),
    ("before a change", '<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>seen</w:t></w:r>', "seen"),
    ("hidden", run("seen") + run("hidden", VANISH), "seen"),
    ("hidden, said so", run("hidden", '<w:vanish w:val="true"/>') + run("seen", '<w:vanish w:val="0"/>'), "seen"),
    ("hidden by a style", run("seen") + run("hidden", '<w:rStyle w:val="Secret"/>'), "seen"),
    ("shown against its style", run("seen", '<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>'), "seen"),
    ("link", f"<w:hyperlink>{run('there')}</w:hyperlink>", "there"),
    ("smart tag, custom XML", f"<w:smartTag><w:smartTagPr/><w:customXml>{run('Oslo')}</w:customXml></w:smartTag>", "Oslo"),
    ("content control", f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{run("5")}</w:sdtContent></w:sdt>', "5"),
    ("simple field", f'<w:fldSimple w:instr="DATE">{run("May")}</w:fldSimple>', "May"),
    ("field", field("PAGE", run("7")), "7"),
    ("field in an instruction", field("IF " + field("REF a", run("no")), run("yes")), "yes"),
    ("field without a result", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("b"), "b"),
    ("exponent", run("10") + run("6", HIGH), "10⁶"),
    ("exponent in two runs", run("10") + run("-", HIGH) + run("3", HIGH) + run(" m") + run("2", HIGH), "10⁻³ m²"),
    ("ordinal", run("1") + run("st", HIGH), "1st"),
    ("equation", "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>", "10⁶"),
    ("equation with a name above", "<m:oMath><m:r><m:t>x</m:t></m:r><m:sup><m:r><m:t>n</m:t></m:r></m:sup></m:oMath>", "x^n"),
    ("fraction", "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "1/2"),
    ("text box", run("seen") + box("apart"), "seen"),
    ("first choice", f"<mc:AlternateContent><mc:Choice Requires='a'>{run('1')}</mc:Choice><mc:Choice Requires='b'>{run('2')}</mc:Choice><mc:Fallback>{run('3')}</mc:Fallback></mc:AlternateContent>", "1"),
    ("only a fallback", f"<mc:AlternateContent><mc:Fallback>{run('3')}</mc:Fallback></mc:AlternateContent>", "3"),
    ("a comment's mark", run("a") + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>', "a"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "printed"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
def test_a_cell(content: str, printed: str) -> None:
    body = tbl("a | b", tr("x", tc(f"<w:p>{content}</w:p>")))
    (table,) = extract_document(docx(body), MEDIA_TYPE).tables
    assert table.rows[1][1].text == printed


@pytest.mark.parametrize(("content", "printed"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
def test_the_same_in_a_paragraph(content: str, printed: str) -> None:
    document = extract_document(docx(p("first") + f"<w:p>{content}</w:p>"), MEDIA_TYPE)
    assert document.text.split("\n\n")[1].rstrip("\n") == printed


def test_paragraphs_of_a_cell_are_parted_by_a_blank() -> None:
    body = tbl("a | b", tr("x", tc(p("1") + p() + p("2"))))
    (table,) = extract_document(docx(body), MEDIA_TYPE).tables
    assert table.rows[1][1].text == "1 2"


def test_a_paragraph_goes_on_where_its_mark_is_deleted() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    document = extract_document(docx(p("thir", properties=gone) + p("teen") + p("end", properties=gone)), MEDIA_TYPE)
    assert document.text == "thirteen\n\nend\n"


def test_an_instruction_that_never_ends_hides_nothing_behind_its_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
    document = extract_document(docx(p(begin + run("x")) + p("seen")), MEDIA_TYPE)
    assert document.text == "seen\n"


def test_text_boxes_stand_below_their_paragraph_or_table_once() -> None:
    cell = tc(f"<w:p>{run('1')}{box('in a cell')}</w:p>")
    body = f"<w:p>{run('words')}{box('in words')}</w:p>" + tbl("a | b", tr("x", cell)) + p("end")
    document = extract_document(docx(body), MEDIA_TYPE)
    assert document.text == "words\n\nin words\n\n| a | b |\n| x | 1 |\n\nin a cell\n\nend\n"
