"""The places of a part that are open while it is read: flows of paragraphs, tables, rows, cells.

Each has `items`: what stands in it, or is anchored in it, and is printed as blocks of its own. `depth` is how deep its
element stands. What stands in a place that is `gone` (a row or a cell that is deleted or hidden) is lost with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.docx.raw import Item, Merge, Passage, Picture, RawCell, RawRow, RawTable

if TYPE_CHECKING:
    from pipeline.extract.docx.runs import Paragraph
    from pipeline.extract.docx.styles import Styles
    from pipeline.extract.docx.words import Piece


@dataclass(slots=True)
class Flow:
    """The body, a text box, or the note with the id `note`. `joined` is a paragraph that the next one goes on in."""

    depth: int
    note: str = ""
    items: list[Item] = field(default_factory=list)
    joined: Paragraph | None = None

    def take(self, paragraph: Paragraph, styles: Styles) -> None:
        """A paragraph that is read."""
        self.items += _passage(paragraph, styles)


@dataclass(slots=True)
class OpenTable:
    """A w:tbl."""

    depth: int
    items: list[Item] = field(default_factory=list)
    joined: Paragraph | None = None
    rows: list[RawRow] = field(default_factory=list)
    style: str = ""
    looks: set[str] = field(default_factory=set)

    def take(self, paragraph: Paragraph, styles: Styles) -> None:
        """A paragraph where none may be: it is printed below the table."""
        self.items += _passage(paragraph, styles)

    def closed(self, styles: Styles) -> RawTable:
        """The table as read."""
        return RawTable(tuple(self.rows), styles.looks(self.style) & self.looks, tuple(self.items))


@dataclass(slots=True)
class OpenRow:
    """A w:tr."""

    depth: int
    path: str
    items: list[Item] = field(default_factory=list)
    joined: Paragraph | None = None
    cells: list[RawCell] = field(default_factory=list)
    before: int = 0
    after: int = 0
    is_header: bool = False
    gone: bool = False

    def take(self, paragraph: Paragraph, styles: Styles) -> None:
        """A paragraph where none may be: it is printed below the table."""
        self.items += _passage(paragraph, styles)

    def closed(self) -> RawRow:
        """The row as read."""
        return RawRow(tuple(self.cells), self.before, self.after, self.is_header, self.path)


@dataclass(slots=True)
class OpenCell:
    """A w:tc; `widens` tells that it is the cell to its left going on (w:hMerge)."""

    depth: int
    path: str
    items: list[Item] = field(default_factory=list)
    joined: Paragraph | None = None
    pieces: list[Piece] = field(default_factory=list)
    columns: int = 1
    merge: Merge = ""
    widens: bool = False
    gone: bool = False
    is_bold: bool | None = None

    def take(self, paragraph: Paragraph, _styles: Styles) -> None:
        """A paragraph that is read: its words are the cell's, behind a blank."""
        if paragraph.pieces:
            self.pieces += [" ", *paragraph.pieces] if self.pieces else paragraph.pieces
        if paragraph.is_bold is not None:
            self.is_bold = paragraph.is_bold and self.is_bold is not False

    def closed(self) -> RawCell:
        """The cell as read."""
        tables = sum(isinstance(item, RawTable) for item in self.items)
        return RawCell(tuple(self.pieces), self.columns, self.merge, self.path, bool(self.is_bold), tables)


Place = Flow | OpenTable | OpenRow | OpenCell


def _passage(paragraph: Paragraph, styles: Styles) -> list[Item]:
    if not any(not isinstance(piece, str) or piece.strip() for piece in paragraph.pieces):
        return [Picture()] if paragraph.has_picture else []
    label = paragraph.sequence()
    captions = label is not None or styles.is_caption(paragraph.style)
    level = styles.heading_level(paragraph.style) if paragraph.level is None else paragraph.level or None
    numbered = styles.is_numbered(paragraph.style) if paragraph.numbered is None else paragraph.numbered
    pieces = tuple(paragraph.pieces)
    if captions:
        return [Passage("paragraph", pieces, None, True, label or "", paragraph.leads)]
    if level is not None:
        return [Passage("heading", pieces, level)]
    return [Passage("list_item" if numbered else "paragraph", pieces)]
