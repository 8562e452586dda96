"""What an element prints in one line: its words without what is hidden, with its note marks, links and inner tables.

A note mark is a `<sup>` that is a link, that holds no number (*, †, a, [1]), or that stands behind a word; which digits
are an exponent, `superscript` says.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.tree import Element, Text
from pipeline.extract.superscript import LONGEST_MARK, NUMERIC, ORDINALS, SUPERSCRIPTS, is_exponent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_LEFT_OUT = """head script style template noscript noframes noembed iframe object svg canvas audio video map datalist
    select textarea option annotation annotation-xml"""
_BLOCKS = """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
BLOCKS = frozenset(_BLOCKS.split())
BOXES = frozenset(["article", "aside", "footer", "form", "header", "input", "main", "nav", "section", "textarea"])
STRUCK = frozenset(["del", "s", "strike"])
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_IN_MARK = 5  # elements within a mark
IN_MARKS = ("a", "b", "cite", "em", "font", "i", "small", "span", "strong", "u")


class Words(NamedTuple):
    """What an element prints, white space folded; `linked` says that all of it is links, `boxed` that it holds blocks
    which no cell of data holds (forms, sections)."""

    text: str
    notes: tuple[str, ...] = ()
    tables: tuple[Element, ...] = ()
    linked: bool = False
    boxed: bool = False


NOTHING = Words("")


def folded(text: str) -> str:
    """The text with each run of white space as one blank, and none at its ends."""
    # Of what `str.split` takes for white space only the blank is printable: most texts need no splitting.
    return text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())


def is_hidden(element: Element) -> bool:
    """Whether the element says of itself that it is not shown."""
    if element.attr("hidden") is not None:
        return True
    style = element.attr("style")
    return style is not None and HIDDEN.search(style) is not None


def words_of(element: Element, *, hidden: Collection[Element], marks: Collection[str]) -> Words:
    """The words of an element; `hidden` are the elements that are not shown, `marks` those of the document's notes."""
    nodes = element.children
    if not nodes:
        return NOTHING
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return Words(folded(nodes[0].data))
    return _Walk(hidden, marks).run(element)


class _Walk:
    """One walk through an element, without recursion: documents nest tens of thousands of elements."""

    def __init__(self, hidden: Collection[Element], marks: Collection[str]) -> None:
        self.hidden, self.marks = hidden, marks
        self.parts: list[str] = []
        self.notes: list[str] = []
        self.tables: list[Element] = []
        self.links = self.loose = 0
        self.boxed = False

    def run(self, element: Element) -> Words:
        stack: list[object] = [*reversed(element.children)]
        while stack:
            node = stack.pop()
            if isinstance(node, Text):
                self._text(node.data)
            elif isinstance(node, Element):
                self._element(node, stack)
            elif isinstance(node, str):
                self._close(node)
        text = folded("".join(self.parts))
        linked = bool(text) and not self.loose
        return Words(text, tuple(self.notes), tuple(self.tables), linked, self.boxed)

    def _text(self, data: str) -> None:
        self.parts.append(data)
        if not self.links and not self.loose and not data.isspace():
            self.loose = 1

    def _element(self, node: Element, stack: list[object]) -> None:
        tag = node.tag
        if tag in BOXES:
            self.boxed = True
        if tag in LEFT_OUT or node in self.hidden:
            return
        if tag == "table":
            self.tables.append(node)
            self.parts.append(" ")
            return
        if tag == "sup" and self._sup(node):
            return
        if tag in BLOCKS or (tag in STRUCK and is_struck_number(node)):
            self.parts.append(" ")
            stack.append("block")
        elif tag == "a":
            self.links += 1
            stack.append("link")
        stack.extend(reversed(node.children))

    def _close(self, kind: str) -> None:
        if kind == "block":
            self.parts.append(" ")
        else:
            self.links -= 1

    def _sup(self, node: Element) -> bool:
        """Print a short superscript as what it is: a note mark or an exponent; False if it is plain words."""
        inner = list(islice(node.iter_elements(), MOST_IN_MARK))
        if len(inner) == MOST_IN_MARK or any(part.tag not in IN_MARKS or part in self.hidden for part in inner):
            return False
        text = folded(node.text)
        if not text or len(text) > LONGEST_MARK:
            return False
        linked = bool(self.links) or any(part.tag == "a" for part in inner)
        if (
            NUMERIC.fullmatch(text) is not None
            and not linked
            and is_exponent(text, "".join(self.parts[-3:]), self.marks)
        ):
            self._text(text.translate(SUPERSCRIPTS))
            return True
        self.parts.append(text)
        if not linked and not self.loose:
            self.loose = 1
        if text.lower() not in ORDINALS:
            self.notes.append(text)
        return True


def is_struck_number(struck: Element) -> bool:
    """Whether struck words hold a digit: they stand apart then, as "10 8", since the number is not 108."""
    return any(map(str.isdigit, struck.text))


def is_raised_number(sup: Element) -> bool:
    """Whether a superscript is a short number: an exponent, or the mark of a note."""
    text = sup.text.strip()
    return len(text) <= LONGEST_MARK and NUMERIC.fullmatch(text) is not None


def note_marks(raised: Iterable[Element]) -> frozenset[str]:
    """The marks that a note begins with, of all superscripts of a page: one at the head of a block that is no cell of
    its own column."""
    found = set()
    for sup in raised:
        before, parent = sup.previous_sibling, sup.parent
        if before is not None and not (isinstance(before, Text) and before.data.isspace()):
            continue
        if not isinstance(parent, Element) or parent.tag not in BLOCKS:
            continue
        if parent.tag not in ("td", "th") or parent.attr("colspan") is not None:
            found.add(folded(sup.text))
    return frozenset(found)
