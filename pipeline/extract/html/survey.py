"""What of a page is more than plain words, asked of the parser once and not node by node.

Most elements hold nothing but words and inline marks; of them the parser gives the text in one call. Here it is found
which do not: those that hold a block, a break, a table, something left out or hidden, a raised or struck number, or (in
cells) any superscript.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.words import (
    BLOCKS,
    BOXES,
    LEFT_OUT,
    STRUCK,
    is_hidden,
    is_raised_number,
    is_struck_number,
    note_marks,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.extract.html.tree import Element, Node

OF_TABLES = ("caption", "tbody", "td", "tfoot", "th", "thead", "tr")
FOREIGN = ",".join(f"math {tag}" for tag in OF_TABLES)  # blocks by their names, where no table is
PERHAPS_HIDDEN = "[hidden],[style*=none i],[style*=hidden i]"
SPECIAL = tuple(sorted((LEFT_OUT | BLOCKS | BOXES | {"table", "math"}) - {*OF_TABLES}))


class Survey(NamedTuple):
    """`noisy` are the elements that hold more than words, `intricate` those that hold it or a superscript or a cell
    that spans; `hidden` are those that say so of themselves, `marks` the marks of the page's notes."""

    noisy: Collection[Node]
    intricate: Collection[Node]
    hidden: Collection[Element]
    marks: Collection[str]


def survey(root: Element) -> Survey:
    """The survey of a page."""
    hidden = frozenset(filter(is_hidden, root.select(PERHAPS_HIDDEN)))
    foreign = root.select(FOREIGN) if next(root.iter_elements("math"), None) is not None else []
    sups = list(root.iter_elements("sup"))
    struck = filter(is_struck_number, root.iter_elements(tuple(sorted(STRUCK))))
    special = chain(root.iter_elements(SPECIAL), hidden, foreign, filter(is_raised_number, sups), struck)
    noisy = _holders(special, frozenset())
    raised = root.select("td sup,th sup")
    others = _holders([*raised, *root.select("[rowspan],[colspan]")], noisy)
    marks = note_marks(sups) if raised else frozenset()
    return Survey(noisy, noisy | others, hidden, marks)


def _holders(elements: Iterable[Element], known: Collection[Node]) -> set[Node]:
    """Every node that one of the elements stands in, but for those above one that is known."""
    found: set[Node] = set()
    for element in elements:
        holder: Node | None = element.parent
        while holder is not None and holder not in found and holder not in known:
            found.add(holder)
            holder = holder.parent
    return found
