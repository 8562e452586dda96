"""Word documents written by hand: the XML that a case is about, in a zip file with what it needs around it."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:m="{OPEN}/officeDocument/2006/math" '
    f'xmlns:mc="{OPEN}/markup-compatibility/2006" xmlns:r="{OPEN}/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our captions"/><w:basedOn w:val="Beschriftung"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Plain"><w:name w:val="Table Grid"/></w:style>
<w:style w:type="table" w:styleId="Fancy"><w:name w:val="Grid Table 4"/>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Fancier"><w:name w:val="Ours"/><w:basedOn w:val="Fancy"/></w:style>
"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def part(root: str, content: str) -> str:
    """A part of WordprocessingML."""
    return f"{DECLARATION}<w:{root} {SPACES}>{content}</w:{root}>"


def docx(body: str, *, styles: str | None = STYLES, **parts: str) -> bytes:
    """A document with this body; `parts` are contents of further parts of word/ by their root, such as `footnotes`."""
    found: dict[str, str | bytes] = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    if styles is not None:
        parts["styles"] = styles
    return zipped(found | {f"word/{name}.xml": part(name, content) for name, content in parts.items()})


def p(text: str = "", style: str = "", *, properties: str = "") -> str:
    """A paragraph; text that begins with "<" is runs of its own."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") or not text else run(text)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "", properties: str = "") -> str:
    """A cell; content that is no markup is a paragraph of it."""
    blocks = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no markup is made one."""
    made = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    """A table; a row that is no markup is "a | b"."""
    made = "".join(row if row.startswith("<") else tr(*row.split(" | ")) for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{made}</w:tbl>"
