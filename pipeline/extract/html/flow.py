"""What an HTML body prints, in order: blocks of words, one line each, and the places of its tables.

A block ends where a block element begins or ends; white space is folded; what is hidden or no text is left out
(`words.LEFT_OUT`). `pre` keeps its lines. Tables within tables are not looked for: they belong to their cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.tree import Element, Text, children
from pipeline.extract.html.words import BLOCKS, LEFT_OUT, folded, is_raised_number, words_of
from pipeline.extract.superscript import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.document import BlockKind
    from pipeline.extract.html.survey import Survey

KINDS: dict[str, tuple[BlockKind, int | None]] = {
    "li": ("list_item", None),
    "pre": ("code", None),
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
}
NAVIGATION_ROLES = ("navigation", "menu", "menubar", "tablist")


class Passage(NamedTuple):
    """A block of words: its lines (one, but for code), the level of a heading, and whether it is a figure's caption."""

    kind: BlockKind
    lines: tuple[str, ...]
    level: int | None = None
    captions_figure: bool = False


class TablePlace(NamedTuple):
    """A table where it stands; `caption` is that of a figure around it, `navigation` tells that it stands in one."""

    element: Element
    caption: str
    navigation: bool


class MainEdge(NamedTuple):
    """Where the element of the main content begins, and again where it ends."""


class _Context(NamedTuple):
    kind: BlockKind = "paragraph"
    level: int | None = None
    figure: Element | None = None
    navigation: bool = False
    captions_figure: bool = False


def read_flow(root: Element, survey: Survey, main: Element | None = None) -> Iterator[Passage | TablePlace | MainEdge]:
    """The passages and table places of a document, without recursion: documents nest without bounds.

    `main` is a block; where it begins and ends is told, unless it stands in a table or prints nothing.
    """
    return _Flow(survey, main).run(root)


class _Flow:
    def __init__(self, survey: Survey, main: Element | None) -> None:
        self.noisy, self.hidden, self.main = survey.noisy, survey.hidden, main
        self.found: list[Passage | TablePlace | MainEdge] = []
        self.words: list[str] = []
        self.context = _Context()
        self.captions: dict[Element, str] = {}

    def run(self, root: Element) -> Iterator[Passage | TablePlace | MainEdge]:
        stack: list[object] = [root]
        while stack:
            if self.found:
                yield from self.found
                self.found.clear()
            node = stack.pop()
            if isinstance(node, Element):
                self._element(node, stack)
            elif isinstance(node, Text):
                if self.words or self.context.kind == "code" or not node.data.isspace():
                    self.words.append(node.data)
            elif isinstance(node, _Context):
                self._flush()
                self.context = node
            elif isinstance(node, MainEdge):
                self._flush()
                self.found.append(node)
        self._flush()
        yield from self.found

    def _element(self, node: Element, stack: list[object]) -> None:
        tag = node.tag
        if tag in LEFT_OUT or node in self.hidden:
            return
        if tag == "table":
            self._flush()
            self.found.append(TablePlace(node, self._caption(self.context.figure), self.context.navigation))
        elif tag == "br":
            self.words.append("\n")
        elif tag == "sup" and is_raised_number(node):
            # A note's mark or an exponent: raised in the text as well, or "300<sup>1</sup>" would read as 3001.
            self.words.append(folded(node.text).translate(SUPERSCRIPTS))
        elif tag in BLOCKS:
            if self.words:
                self._flush()
            if node in self.noisy or node == self.main:
                self._enter(node, tag, stack)
            else:  # a block of words: it needs no context of its own
                outer = self.context
                kind, level = KINDS.get(tag) or (outer.kind, outer.level)
                self._passage(node.text, kind, level, outer.captions_figure or tag == "figcaption")
        elif node in self.noisy:
            stack.extend(reversed(node.children))
        else:
            self.words.append(node.text)

    def _enter(self, node: Element, tag: str, stack: list[object]) -> None:
        if node == self.main:
            self.found.append(MainEdge())
            stack.append(MainEdge())
        stack.append(self.context)
        self.context = self._within(node, tag)
        stack.extend(reversed(node.children))

    def _within(self, node: Element, tag: str) -> _Context:
        context = self.context
        if tag == "figcaption":
            return context._replace(captions_figure=True)
        if tag == "figure":
            return context._replace(figure=node)
        if tag in KINDS:
            kind, level = KINDS[tag]
            return context._replace(kind=kind, level=level)
        if tag == "nav" or (node.attr("role") or "").lower() in NAVIGATION_ROLES:
            return context._replace(navigation=True)
        return context

    def _caption(self, figure: Element | None) -> str:
        """The caption of a figure, read once; one that holds figures of its own is none of a table."""
        if figure is None:
            return ""
        if figure not in self.captions:
            found = next((child for child in children(figure) if child.tag == "figcaption"), None)
            plain = found if found is not None and found.find("figure") is None else None
            self.captions[figure] = "" if plain is None else words_of(plain, hidden=self.hidden, marks=()).text
        return self.captions[figure]

    def _flush(self) -> None:
        if self.words:
            printed, context = "".join(self.words), self.context
            self.words = []
            self._passage(printed, context.kind, context.level, context.captions_figure)

    def _passage(self, printed: str, kind: BlockKind, level: int | None, captions_figure: bool) -> None:
        lines = _lines(printed) if kind == "code" else (folded(printed),)
        if lines and lines[0]:
            self.found.append(Passage(kind, lines, level, captions_figure))


def _lines(printed: str) -> tuple[str, ...]:
    """The lines of a text that keeps them, without white space at their ends and empty lines around them."""
    kept = [line.rstrip() for line in printed.split("\n")]
    filled = [number for number, line in enumerate(kept) if line]
    return tuple(kept[filled[0] : filled[-1] + 1]) if filled else ()
