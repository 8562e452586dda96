"""What a part holds, in order, before any grid is formed: passages and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pipeline.document import BlockKind
    from pipeline.extract.docx.words import Piece

Merge = Literal["", "start", "continue"]


class Passage(NamedTuple):
    """A paragraph that prints something. `is_caption`: its style or its number says so; `label` is the sequence that
    this number counts ("Table"), `leads` that it stays on the page of what follows."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int | None = None
    is_caption: bool = False
    label: str = ""
    leads: bool = False


class Picture(NamedTuple):
    """A paragraph that prints no words but a picture."""


class RawCell(NamedTuple):
    """A w:tc: the columns of the grid that it spans, how it is merged with the cell above, its XPath; `is_bold` that
    all its words are, `tables` how many stand in it."""

    pieces: tuple[Piece, ...]
    columns: int
    merge: Merge
    path: str
    is_bold: bool
    tables: int


class RawRow(NamedTuple):
    """A w:tr: its cells, the columns of the grid left empty before and after them, whether it is marked as header."""

    cells: tuple[RawCell, ...]
    before: int
    after: int
    is_header: bool
    path: str


class RawTable(NamedTuple):
    """A w:tbl. `looks` are the parts that its style sets apart and its w:tblLook asks for; `below` is what is anchored
    in its cells and printed below it: tables of their own, text boxes."""

    rows: tuple[RawRow, ...]
    looks: frozenset[str]
    below: tuple[Item, ...]


Item = Passage | Picture | RawTable
