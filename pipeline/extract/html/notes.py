"""Notes that the marks of a table's cells link to: `<sup><a href="#n1">1</a></sup>` and the element of that id.

What the page prints for the nearest block around that element (a list item of the references, a paragraph) is the
note, without what stands before its words: the mark itself, arrows and links back into the table. Where the block is
not printed as one line, or as often as once, or a mark links to several places, nothing is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.columns import ColumnRows
from pipeline.extract.html.tree import Element
from pipeline.extract.html.words import folded, words_of
from pipeline.extract.superscript import SUPERSCRIPTS
from pipeline.table import Note

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.extract.html.page import Page
    from pipeline.extract.html.survey import Survey
    from pipeline.table import Table

BACK = frozenset(["^", "↑", "↩", "↩︎", "⇑", "⇧"])
BLOCKS = frozenset(["li", "p", "dd", "dt", "aside", "figcaption", "blockquote", "div", "td"])
SUPERSCRIPT = ("sup",)
RAISED = re.compile(r"\A\d+")  # the mark at the head of a block, which prints it raised
DEEPEST = 6  # elements between a link and its superscript, or an id and its block


def with_linked_notes(tables: Sequence[Table], root: Element, page: Page, text: str, survey: Survey) -> Sequence[Table]:
    """The tables of a page with the notes that their marks link to; `text` is what the page prints."""
    links = [
        _links(printed.raw.element) if _has_marks(table) else {}
        for printed, table in zip(page.tables, tables, strict=True)
    ]
    wanted = {target for found in links for target in found.values()}
    if not wanted:
        return tables
    blocks = {
        identity: block
        for element in root.select("[id]")
        if (identity := element.attr("id")) in wanted and (block := _holder(element, BLOCKS)) is not None
    }
    times = Counter(text[leaf.start : leaf.end] for leaf in page.leaves)
    places = {text[leaf.start : leaf.end]: leaf.start for leaf in page.leaves}
    printed_once = {words: start for words, start in places.items() if times[words] == 1}
    notes = {target: _words(block, printed_once, survey) for target, block in blocks.items()}
    return [_noted(table, found, notes) for table, found in zip(tables, links, strict=True)]


def _has_marks(table: Table) -> bool:
    return table.skipped is None and isinstance(table.rows, ColumnRows) and bool(table.rows.columns.notes)


def _links(table: Element) -> dict[str, str]:
    """The id that each mark of a table links to, as far as that is one."""
    found: dict[str, set[str]] = {}
    for link in table.iter_elements("a"):
        target = link.attr("href") or ""
        if target.startswith("#") and len(target) > 1:
            found.setdefault(_mark(link), set()).add(target[1:])
    return {mark: targets.pop() for mark, targets in found.items() if len(targets) == 1}


def _mark(link: Element) -> str:
    """The words of the superscript that a link stands in, else its own."""
    return folded((_holder(link, SUPERSCRIPT) or link).text)


def _holder(element: Element, tags: Collection[str]) -> Element | None:
    """The nearest element of some tags around an element, itself included."""
    holder: object = element
    for _ in range(DEEPEST):
        if not isinstance(holder, Element):
            return None
        if holder.tag in tags:
            return holder
        holder = holder.parent
    return None


def _words(block: Element, printed: Mapping[str, int], survey: Survey) -> tuple[str, int] | None:
    """The words of a note and where they begin; None if they are not printed as one line, once."""
    texts = (words_of(block, hidden=survey.hidden, marks=survey.marks).text, folded(block.text))
    raised = (RAISED.sub(lambda mark: mark[0].translate(SUPERSCRIPTS), text) for text in texts)
    words = next((text for text in (*texts, *raised) if text and text in printed), None)
    if words is None:
        return None
    back = Counter(folded(link.text) for link in block.iter_elements("a") if (link.attr("href") or "").startswith("#"))
    back.update([mark.translate(SUPERSCRIPTS) for mark in back.elements() if mark.isdecimal()])
    rest = words
    while rest and (back[(word := rest.split(maxsplit=1)[0])] or word in BACK):
        back[word] -= 1
        rest = rest[len(word) :].lstrip()
    return (rest, printed[words] + len(words) - len(rest)) if rest else None


def _noted(table: Table, links: Mapping[str, str], notes: Mapping[str, tuple[str, int] | None]) -> Table:
    marks = {mark for row in table.rows for cell in row for mark in cell.notes} if links else set()
    found = [
        Note(mark, words[0], words[1], words[1] + len(words[0]))
        for mark, target in links.items()
        if mark in marks and (words := notes.get(target)) is not None
    ]
    bare = [note._replace(text=_bare(note), start=note.end - len(_bare(note))) for note in found]
    return replace(table, notes=(*table.notes, *bare)) if bare else table


def _bare(note: Note) -> str:
    """The words of a note without its own mark before them."""
    rest = note.text.removeprefix(note.mark).lstrip(".:) ") if note.text.startswith(note.mark) else note.text
    return rest or note.text
