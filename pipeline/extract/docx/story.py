"""A part read as a stream: its passages and tables in order, and the notes that it holds.

Whatever stands around rows, cells, paragraphs and runs (content controls, insertions, smart tags, links) is seen
through. Left out: deleted and moved-away words, hidden rows, what a change was before (w:rPrChange …), headers, footers
and comments. Of alternatives (mc:AlternateContent) the first Choice is read, the Fallback only where there is none.
Tables and text boxes that stand in a cell are printed below its table, a text box elsewhere below its paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.docx.markup import Walk
from pipeline.extract.docx.places import Flow, OpenCell, OpenRow, OpenTable, Place
from pipeline.extract.docx.runs import Paragraph, Runs
from pipeline.extract.docx.styles import BODY_TEXT, OFF, is_on, number
from pipeline.extract.size import MOST_CELLS

if TYPE_CHECKING:
    from pipeline.extract.docx.archive import Archive
    from pipeline.extract.docx.markup import Attributes, Ends, Starts
    from pipeline.extract.docx.raw import Item
    from pipeline.extract.docx.styles import Styles

MOST_COLUMNS = 1000  # that one cell may span, as in HTML
LEFT_OUT = """w:sdtPr w:sdtEndPr w:rPrChange w:pPrChange w:tcPrChange w:trPrChange w:tblPrChange w:tblPrExChange
    w:tblGridChange w:sectPr w:numberingChange w:tblGrid w:tblBorders w:tcBorders w:tblCellMar w:tabs w:pBdr w:rt"""
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
LOOKS = {"firstRow": ("w:firstRow", 0x20), "firstCol": ("w:firstColumn", 0x80)}  # of w:tblLook: attribute, bit of w:val


class Story:
    """Reads the parts of one document one after the other; what is counted (notes) goes on from part to part."""

    def __init__(self, styles: Styles) -> None:
        self.runs = Runs(styles)
        self.notes: dict[str, list[Item]] = {}
        self.encoding = "utf-8"
        self._styles = styles
        self._cells = 0
        self._places: list[Place] = []
        self._behind: list[list[Item]] = []  # the text boxes of each paragraph that is open

    def read(self, archive: Archive, part: str) -> list[Item]:
        """The items of a part that stand in no note; `notes` are those that do, by the ids of the notes."""
        body = Flow(0)
        self.notes, self._places, self._behind = {}, [body], []
        self._walk = Walk(self._starts(), self._ends(), self.runs.text, root=f"{part}#")
        self._walk.run(archive.read(part), f"{archive.name}: {part}")
        self._finish(body)
        self.encoding = self._walk.encoding
        return body.items

    def _starts(self) -> Starts:
        starts = {
            "w:tbl": self._table,
            "w:tblStyle": self._table_style,
            "w:tblLook": self._table_look,
            "w:tr": self._row,
            "w:gridBefore": self._before,
            "w:gridAfter": self._after,
            "w:tblHeader": self._header,
            "w:hidden": self._hidden,
            "w:tc": self._cell,
            "w:gridSpan": self._columns,
            "w:vMerge": self._merge,
            "w:hMerge": self._widen,
            "w:cellDel": self._hidden_cell,
            "w:p": self._paragraph,
            "w:pStyle": self._style,
            "w:numId": self._numbered,
            "w:outlineLvl": self._level,
            "w:keepNext": self._leads,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:txbxContent": self._box,
            "w:footnote": self._note,
            "w:endnote": self._note,
            "mc:Choice": self._choice,
            "mc:Fallback": self._fallback,
        }
        return {**self.runs.starts(), **starts, **dict.fromkeys(LEFT_OUT.split(), self._leave_out)}

    def _ends(self) -> Ends:
        closing = dict.fromkeys(("w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:footnote", "w:endnote"), self._close)
        return {**self.runs.ends(), **closing, "w:p": self._end_paragraph}

    def _leave_out(self, _attributes: Attributes) -> None:
        self._walk.skip()

    # Places

    def _table(self, _attributes: Attributes) -> None:
        self._open(OpenTable(self._walk.depth()))

    def _row(self, _attributes: Attributes) -> None:
        if isinstance(self._places[-1], OpenTable):
            self._open(OpenRow(self._walk.depth(), self._walk.path()))

    def _cell(self, _attributes: Attributes) -> None:
        if isinstance(self._places[-1], OpenRow):
            self._open(OpenCell(self._walk.depth(), self._walk.path()))

    def _box(self, _attributes: Attributes) -> None:
        self._open(Flow(self._walk.depth()))

    def _note(self, attributes: Attributes) -> None:
        if attributes.get("w:type") in SEPARATORS or len(self._places) > 1:
            self._walk.skip()
        else:
            self._open(Flow(self._walk.depth(), attributes.get("w:id", "")))

    def _open(self, place: Place) -> None:
        self._places.append(place)
        self.runs.open(None)

    def _close(self) -> None:
        place = self._places[-1]
        if place.depth != self._walk.depth():
            return  # a row or a cell where none may be was seen through
        self.runs.close()
        self._finish(place)
        self._places.pop()
        around = self._places[-1]
        if isinstance(place, OpenTable):
            around.items.append(place.closed(self._styles))
        elif isinstance(place, OpenRow) and isinstance(around, OpenTable):
            self._end_row(place, around)
        elif isinstance(place, OpenCell) and isinstance(around, OpenRow):
            self._end_cell(place, around)
        elif isinstance(place, Flow) and self._walk.path().endswith("w:txbxContent"):
            (self._behind[-1] if self._behind else around.items).extend(place.items)
        elif isinstance(place, Flow):
            self.notes.setdefault(place.note, place.items)

    def _end_row(self, row: OpenRow, table: OpenTable) -> None:
        if not row.gone:
            table.rows.append(row.closed())
            table.items += row.items

    def _end_cell(self, cell: OpenCell, row: OpenRow) -> None:
        if cell.gone:
            return
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._walk.refused(
                f"more than {MOST_CELLS} cells", "fewer: publish large tables as data files of their own"
            )
        row.items += cell.items
        if cell.widens and row.cells:
            left = row.cells[-1]
            columns = min(left.columns + cell.columns, MOST_COLUMNS)
            row.cells[-1] = left._replace(columns=columns, pieces=(*left.pieces, " ", *cell.pieces))
        else:
            row.cells.append(cell.closed())

    def _finish(self, place: Place) -> None:
        """A paragraph whose mark is deleted may be the last of its place."""
        if place.joined is not None:
            paragraph, place.joined = place.joined, None
            place.take(paragraph, self._styles)

    # Paragraphs

    def _paragraph(self, _attributes: Attributes) -> None:
        place = self._places[-1]
        paragraph, place.joined = place.joined or Paragraph(), None
        paragraph.joins = False
        self._behind.append([])
        self.runs.open(paragraph)

    def _end_paragraph(self) -> None:
        place, paragraph = self._places[-1], self.runs.paragraph
        self.runs.close()
        if paragraph is not None:
            if paragraph.joins:
                place.joined = paragraph
            else:
                place.take(paragraph, self._styles)
        place.items += self._behind.pop()

    def _style(self, attributes: Attributes) -> None:
        if self.runs.paragraph is not None:
            self.runs.paragraph.style = attributes.get("w:val", "")

    def _numbered(self, attributes: Attributes) -> None:
        if self.runs.paragraph is not None:
            self.runs.paragraph.numbered = attributes.get("w:val") != "0"

    def _level(self, attributes: Attributes) -> None:
        if self.runs.paragraph is not None:
            level = number(attributes, BODY_TEXT)
            self.runs.paragraph.level = level + 1 if 0 <= level < BODY_TEXT else 0

    def _leads(self, attributes: Attributes) -> None:
        if self.runs.paragraph is not None:
            self.runs.paragraph.leads = is_on(attributes)

    def _deleted(self, _attributes: Attributes) -> None:
        """A deletion: of a row, of the mark that ends a paragraph, or of the words in it."""
        around, place = self._walk.parent(), self._places[-1]
        if around == "w:trPr" and isinstance(place, OpenRow):
            place.gone = True
        elif around == "w:rPr" and self.runs.paragraph is not None:
            self.runs.paragraph.joins = True
        self._walk.skip()

    # What tables, rows and cells say of themselves

    def _table_style(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenTable):
            place.style = attributes.get("w:val", "")

    def _table_look(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if not isinstance(place, OpenTable):
            return
        try:
            bits = int(attributes.get("w:val", "0"), 16)
        except ValueError:
            bits = 0
        for look, (name, bit) in LOOKS.items():
            if attributes[name].lower() not in OFF if name in attributes else bits & bit:
                place.looks.add(look)

    def _before(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenRow):
            place.before = min(max(number(attributes, 0), 0), MOST_COLUMNS)

    def _after(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenRow):
            place.after = min(max(number(attributes, 0), 0), MOST_COLUMNS)

    def _header(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenRow):
            place.is_header = is_on(attributes)

    def _hidden(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenRow):
            place.gone = place.gone or is_on(attributes)

    def _hidden_cell(self, _attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenCell):
            place.gone = True

    def _columns(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenCell):
            place.columns = min(max(number(attributes, 1), 1), MOST_COLUMNS)

    def _merge(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenCell):
            place.merge = "start" if attributes.get("w:val") == "restart" else "continue"

    def _widen(self, attributes: Attributes) -> None:
        place = self._places[-1]
        if isinstance(place, OpenCell):
            place.widens = attributes.get("w:val") != "restart"

    # Alternatives

    def _choice(self, _attributes: Attributes) -> None:
        if self._walk.before("mc:Choice") > 1:
            self._walk.skip()

    def _fallback(self, _attributes: Attributes) -> None:
        if self._walk.before("mc:Choice"):
            self._walk.skip()
